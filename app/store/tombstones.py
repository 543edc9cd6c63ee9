"""Articles that were deleted for good: gone with all that stood in them, and not to come back by themselves."""

from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, union_all
from sqlmodel import Session

from app.errors import NotFound
from app.store.conditions import LARGEST_ID
from app.store.corrections import Subject, forget
from app.store.desk_models import TOMBSTONE, TOMBSTONE_MARK, Tombstone, TombstoneMark
from app.store.fingerprints import make_body_mark, make_fingerprint
from app.store.history_models import ARTICLE_ADDRESS, ARTICLE_REVISION, WITHDRAWN_QUOTE
from app.store.models import ARTICLE, QUOTE, SPEAKER, Article
from app.store.roster import leave_no_trace, list_speakers_of, recount


def delete_article(session: Session, article_id: int, *, by: str) -> None:
    """Deletes the article and remembers only what it, and each text that it had, is known by. Raises NotFound."""
    article = session.get(Article, article_id) if 0 < article_id <= LARGEST_ID else None
    if article is None:
        raise NotFound("article", article_id)
    speakers = list_speakers_of(session, article_id)
    keys = select(ARTICLE_ADDRESS.c.key).where(ARTICLE_ADDRESS.c.article_id == article_id)
    former = session.connection().execute(_FORMER_TEXTS, {"id": article_id}).all()
    texts = {article.fingerprint, *(make_fingerprint(title, body) for title, body in former)}
    bodies = {make_body_mark(body) for body in (article.body, *(body for _, body in former))}
    marks = {*texts, *bodies, *session.connection().execute(keys).scalars()} - {None}
    session.add(Tombstone.model_validate({"id": article_id, "deleted_by": by}))
    session.flush()
    for mark in sorted(marks):
        session.add(TombstoneMark.model_validate({"tombstone_id": article_id, "mark": mark}))
    _forget_corrections(session, article_id)
    session.expunge(article)
    session.connection().execute(delete(ARTICLE).where(ARTICLE.c.id == article_id))
    session.flush()
    recount(session, speakers)
    leave_no_trace(session, speakers)


_FORMER_TEXTS = select(ARTICLE_REVISION.c.title, ARTICLE_REVISION.c.body).where(
    ARTICLE_REVISION.c.article_id == bindparam("id")
)


def _forget_corrections(session: Session, article_id: int) -> None:
    """History holds words of the article, and names of those who are nobody without it."""
    quotes = [select(table.c.id).where(table.c.article_id == article_id) for table in (QUOTE, WITHDRAWN_QUOTE)]
    own = select(SPEAKER.c.id).where(SPEAKER.c.article_id == article_id)
    forget(session, Subject.quote, list(session.connection().execute(union_all(*quotes)).scalars()))
    forget(session, Subject.speaker, list(session.connection().execute(own).scalars()))


def allow_again(session: Session, article_id: int) -> None:
    """Lets what was deleted be ingested again, as a new article. Raises NotFound."""
    gone = session.connection().execute(delete(TOMBSTONE).where(TOMBSTONE.c.id == article_id))
    if gone.rowcount == 0:
        raise NotFound("deleted article", article_id)


def find_tombstone(connection: Connection, *marks: str | None) -> int | None:
    """The deleted article that one of these fingerprints or address keys was of."""
    given = [mark for mark in marks if mark]
    found: int | None = connection.execute(_BY_MARK, {"marks": given}).scalar()
    return found


_BY_MARK = (
    select(TOMBSTONE_MARK.c.tombstone_id).where(TOMBSTONE_MARK.c.mark.in_(bindparam("marks", expanding=True))).limit(1)
)


def get_tombstone(connection: Connection, article_id: int) -> dict[str, Any] | None:
    """When and by whom the article was deleted; None where it was not."""
    row = connection.execute(select(TOMBSTONE).where(TOMBSTONE.c.id == article_id)).mappings().first()
    return dict(row) if row else None
