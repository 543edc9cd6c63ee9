"""The texts that an article has had, and what changed from one to the next."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from difflib import unified_diff
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlmodel import Session, col, update

from app.records import SourceDocument
from app.store.history_models import ARTICLE_REVISION, ArticleRevision
from app.store.models import ARTICLE, Article, now

Row = Mapping[str, Any]
TEXTS = ("title", "deck", "caption", "body")
LONGEST_DIFF = 400
"""Lines of a difference that are shown."""


@dataclass(frozen=True)
class Changes:
    """What a new text, or a new reading of the same text, did to an article's findings: ids of rows."""

    quotes_added: list[int] = field(default_factory=list)
    quotes_withdrawn: list[int] = field(default_factory=list)
    events_added: list[int] = field(default_factory=list)
    events_withdrawn: list[int] = field(default_factory=list)
    quotes_changed: list[int] = field(default_factory=list)
    events_changed: list[int] = field(default_factory=list)

    @property
    def is_any(self) -> bool:
        """Whether anything is not as before."""
        return any(asdict(self).values())

    @property
    def come_and_gone(self) -> dict[str, list[int]]:
        """What a revision keeps: with its text nearly everything has moved."""
        return {name: ids for name, ids in asdict(self).items() if not name.endswith("_changed")}


def archive_text(session: Session, article: Article, document: SourceDocument) -> None:
    """Keeps the article's text if the document's is another, and counts the article's revision up."""
    if all(getattr(article, name) == getattr(document, name) for name in TEXTS):
        return
    texts = {name: getattr(article, name) for name in TEXTS}
    recorded = article.revised_at or article.created_at
    row = {**texts, "article_id": article.id, "number": article.revision, "recorded_at": recorded}
    session.add(ArticleRevision.model_validate({**row, "changes": Changes().come_and_gone}))
    article.revision += 1
    article.revised_at = now()


def current_revision(session: Session, article_id: int | None) -> int:
    """The number of the text that the article has now; a new article's is going to be the first."""
    return 1 if article_id is None else session.get_one(Article, article_id).revision


def note_changes(session: Session, article: Article, changes: Changes) -> None:
    """Keeps with the text that the article had last what its successor changed."""
    here = (col(ArticleRevision.article_id) == article.id) & (col(ArticleRevision.number) == article.revision - 1)
    session.connection().execute(update(ArticleRevision).where(here).values(changes=changes.come_and_gone))


@dataclass(frozen=True)
class Revision:
    """One text of an article, and how it differs from the one before."""

    number: int
    recorded_at: datetime
    replaced_at: datetime | None
    title: str
    changed: list[str]
    diff: list[str]
    diff_truncated: bool
    changes: dict[str, list[int]]


_CURRENT = select(ARTICLE.c.revision, ARTICLE.c.revised_at, ARTICLE.c.created_at, *(ARTICLE.c[n] for n in TEXTS)).where(
    ARTICLE.c.id == bindparam("article")
)
_FORMER = select(ARTICLE_REVISION).where(ARTICLE_REVISION.c.article_id == bindparam("article"))


def list_revisions(connection: Connection, article_id: int, *, before: int | None = None, limit: int) -> list[Revision]:
    """The article's texts, the newest first; with `before`, those with lower numbers."""
    current = connection.execute(_CURRENT, {"article": article_id}).mappings().one()
    last = current["revision"] if before is None else min(before - 1, current["revision"])
    number = ARTICLE_REVISION.c.number
    chosen = _FORMER.where(number <= last, number >= last - limit).order_by(number)
    rows: list[Row] = [dict(row) for row in connection.execute(chosen, {"article": article_id}).mappings()]
    if last == current["revision"]:
        recorded = current["revised_at"] or current["created_at"]
        rows.append({**current, "number": last, "recorded_at": recorded, "replaced_at": None})
    return list(islice(_compare(rows), limit))


def _compare(rows: Sequence[Row]) -> Iterator[Revision]:
    for n in range(len(rows) - 1, -1, -1):
        row, former = rows[n], rows[n - 1] if n else None
        changed = [] if former is None else [name for name in TEXTS if former[name] != row[name]]
        lines = [] if former is None else list(islice(_diff(former, row, changed), LONGEST_DIFF + 1))
        yield Revision(
            number=row["number"],
            recorded_at=row["recorded_at"],
            replaced_at=row["replaced_at"],
            title=row["title"],
            changed=changed,
            diff=lines[:LONGEST_DIFF],
            diff_truncated=len(lines) > LONGEST_DIFF,
            changes=Changes().come_and_gone if former is None else former["changes"],
        )


def _diff(former: Row, row: Row, changed: Sequence[str]) -> Iterator[str]:
    """A unified difference of each text that changed, paragraph by paragraph."""
    for name in changed:
        one, other = ((each[name] or "").splitlines() for each in (former, row))
        names = (f"{name} of revision {former['number']}", f"{name} of revision {row['number']}")
        yield from unified_diff(one, other, *names, lineterm="", n=0)
