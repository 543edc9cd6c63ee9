"""Articles: list, count, one by its id, and who speaks in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, String, Table, bindparam, func, select, type_coerce

from app.errors import NotFound
from app.records import ArticleHead
from app.store import listing
from app.store.fields import plain_columns
from app.store.listing import Key, Listing, Row, both_ways
from app.store.models import ARTICLE, EVENT, QUOTE, SOURCE, SPEAKER

_A = ARTICLE.c


class ArticleSort(StrEnum):
    """The orders of articles; a minus turns one round."""

    published_at = "published_at"
    published_at_desc = "-published_at"
    id = "id"
    id_desc = "-id"


@dataclass(frozen=True)
class ArticleFilter:
    """What narrows articles. Values of one filter are alternatives; filters are joined by and."""

    source: tuple[str, ...] = ()
    speaker: tuple[int, ...] = ()
    external_id: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    q: str | None = None


def _count_of(table: Table) -> ColumnElement[int]:
    return select(func.count()).where(table.c.article_id == _A.id).correlate(ARTICLE).scalar_subquery()


_SHORT = {
    "id": _A.id,
    **plain_columns(ArticleHead, ARTICLE),
    "source": SOURCE.c.name,
    "quote_count": _count_of(QUOTE),
    "event_count": _count_of(EVENT),
    "created_at": _A.created_at,
    "updated_at": _A.updated_at,
}
_ID = Key(_A.id, "id", int)
_DAY = both_ways(Key(_A.sort_day, "published_at", date), _ID)
_ROW = both_ways(_ID)


def _articles(columns: dict[str, ColumnElement[object]]) -> Listing:
    return Listing(
        base=ARTICLE,
        joined=ARTICLE.outerjoin(SOURCE, SOURCE.c.id == _A.source_id),
        columns=columns,
        conditions={
            "source": listing.through_keys(
                lambda keys: _A.source_id.in_(select(SOURCE.c.id).where(SOURCE.c.key.in_(keys)))
            ),
            "speaker": listing.through_ids(
                lambda ids: _A.id.in_(select(QUOTE.c.article_id).where(QUOTE.c.speaker_id.in_(ids)))
            ),
            "external_id": listing.same_text(_A.external_id),
            "url": listing.same_text(_A.url),
            "published_from": listing.since(_A.sort_day),
            "published_to": listing.until(_A.sort_day),
            "q": listing.all_words_in(_A.folded),
        },
        orders=dict(zip(ArticleSort, (*_DAY, *_ROW), strict=True)),
    )


_EXISTS = select(_A.id).where(_A.id == bindparam("article"))
ARTICLES = _articles(_SHORT)
WHOLE_ARTICLES = _articles({**_SHORT, "body": _A.body, "headings": _A.headings})


def list_articles(
    connection: Connection,
    filters: ArticleFilter,
    *,
    sort: ArticleSort = ArticleSort.published_at_desc,
    after: Sequence[object] | None = None,
    limit: int = 20,
) -> list[Row]:
    """One page of articles without their bodies; `after` is the place of the page before's last row."""
    return listing.list_rows(connection, ARTICLES, filters, sort=sort, after=after, limit=limit)


def count_articles(connection: Connection, filters: ArticleFilter) -> int:
    """How many articles the filters leave."""
    return listing.count_rows(connection, ARTICLES, filters)


def get_article(connection: Connection, article_id: int) -> Row:
    """The article with that id, with its body and headings. Raises NotFound."""
    row = listing.get_row(connection, WHOLE_ARTICLES, article_id)
    if row is None:
        raise NotFound("article", article_id)
    return row


def require_article(connection: Connection, article_id: int) -> None:
    """Nothing but the check that there is one, for the lists under it. Raises NotFound."""
    found = 0 < article_id <= listing.LARGEST_ID and connection.execute(_EXISTS, {"article": article_id}).first()
    if not found:
        raise NotFound("article", article_id)


def place_of_article(row: Row, sort: ArticleSort) -> list[str | int]:
    """Where a listed article stands in that order."""
    return listing.place_of(ARTICLES, row, sort)


_SPEAKERS_OF_ONE = (
    select(
        SPEAKER.c.id,
        SPEAKER.c.name,
        type_coerce(SPEAKER.c.kind, String).label("kind"),
        SPEAKER.c.role,
        SPEAKER.c.affiliation,
        func.count().label("quote_count"),
        func.min(QUOTE.c.said_on).label("first_said"),
        func.max(QUOTE.c.said_on).label("last_said"),
    )
    .join_from(QUOTE, SPEAKER, SPEAKER.c.id == QUOTE.c.speaker_id)
    .group_by(SPEAKER.c.id)
    .order_by(func.count().desc(), func.min(QUOTE.c.position))
)


def list_article_speakers(connection: Connection, article_id: int) -> list[Row]:
    """Everyone who speaks in the article, who says most first; counts are of this article alone. Raises NotFound."""
    require_article(connection, article_id)
    statement = _SPEAKERS_OF_ONE.where(QUOTE.c.article_id == article_id)
    return [dict(row._mapping) for row in connection.execute(statement)]
