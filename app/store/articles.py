"""Articles: list, count, one by its id."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Table, func, select

from app.records import ArticleHead
from app.store import conditions, listing
from app.store.addresses import make_address_key
from app.store.conditions import Condition, Given
from app.store.documents import gather_documents
from app.store.fields import plain_columns
from app.store.history_models import ARTICLE_ADDRESS
from app.store.listing import Place, Row
from app.store.models import ARTICLE, EVENT, QUOTE, SOURCE, SPEAKER
from app.store.search import subjects
from app.store.search.conditions import words_in, words_refused
from app.store.search.matching import Search
from app.store.shapes import Key, Listing, both_ways

_A = ARTICLE.c
_ADDRESS = ARTICLE_ADDRESS.c


class ArticleSort(StrEnum):
    """The orders of articles; a minus turns one round. Relevance is that to a search."""

    published_at = "published_at"
    published_at_desc = "-published_at"
    id = "id"
    id_desc = "-id"
    relevance = "relevance"


@dataclass(frozen=True)
class ArticleFilter:
    """What narrows articles. Values of one filter are alternatives; filters are joined by and."""

    source: tuple[str, ...] = ()
    speaker: tuple[int, ...] = ()
    external_id: tuple[str, ...] = ()
    url: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    q: Search | str | None = None
    without: Search | str | None = None


def _count_of(table: Table) -> ColumnElement[int]:
    return select(func.count()).where(table.c.article_id == _A.id).correlate(ARTICLE).scalar_subquery()


# From so many quotes on, a walk through all articles soon meets one that quotes the speaker.
FREQUENT = 1000


def _quotes(ids: list[BindParameter[Any]]) -> ColumnElement[bool]:
    """Whether an article quotes one of the speakers."""
    return _A.id.in_(select(QUOTE.c.article_id).where(QUOTE.c.speaker_id.in_(ids)))


def _ways_to_quoting(given: Given) -> list[list[ColumnElement[bool]]]:
    """Those few that quote them, to be sorted; or all, in order, with a look whether each quotes them."""
    [ids] = given
    said = select(func.coalesce(func.sum(SPEAKER.c.quote_count), 0)).where(SPEAKER.c.id.in_(ids)).scalar_subquery()
    theirs = select(QUOTE.c.article_id).where(QUOTE.c.speaker_id.in_(ids), QUOTE.c.article_id == _A.id)
    return [[said < FREQUENT, _quotes(ids)], [said >= FREQUENT, theirs.correlate(ARTICLE).exists()]]


_ID = Key(_A.id, int)
_DAY = both_ways(Key(_A.sort_day, date), _ID)
_ROW = both_ways(_ID)

_PUBLISHED = {name: _ADDRESS[name] for name in ("url", "source", "added_at")}
_WHERE_PUBLISHED = select(ARTICLE_ADDRESS).where(_ADDRESS.article_id == _A.id).order_by(_ADDRESS.id)

ARTICLES = Listing(
    name="article",
    base=ARTICLE,
    joined=ARTICLE.outerjoin(SOURCE, SOURCE.c.id == _A.source_id),
    columns={
        "id": _A.id,
        **plain_columns(ArticleHead, ARTICLE),
        "source": SOURCE.c.name,
        "quote_count": _count_of(QUOTE),
        "event_count": _count_of(EVENT),
        "created_at": _A.created_at,
        "updated_at": _A.updated_at,
    },
    details={
        "language": _A.language,
        "modified_at": _A.modified_at,
        "body": _A.body,
        "headings": _A.headings,
        "revision": _A.revision,
        "addresses": gather_documents(_PUBLISHED, _WHERE_PUBLISHED, of=ARTICLE),
    },
    conditions={
        "source": conditions.published_by(_A.source_id),
        "speaker": replace(conditions.through_ids(_quotes), ways=_ways_to_quoting),
        "external_id": conditions.same_text(_A.external_id),
        "url": Condition(
            lambda urls: ([make_address_key(url) for url in urls],),
            lambda given: _A.id.in_(select(_ADDRESS.article_id).where(_ADDRESS.key.in_(given[0]))),
        ),
        "published_from": conditions.since(_A.sort_day),
        "published_to": conditions.until(_A.sort_day, beside="published_from"),
        "q": words_in(subjects.ARTICLES, _A.id),
        "without": words_refused(subjects.ARTICLES, _A.id),
    },
    orders=dict(zip(ArticleSort, (*_DAY, *_ROW, _DAY[1]), strict=True)),
    subject=subjects.ARTICLES,
)


def list_articles(
    connection: Connection,
    filters: ArticleFilter,
    *,
    sort: ArticleSort = ArticleSort.published_at_desc,
    after: Place | None = None,
    limit: int = 20,
) -> list[Row]:
    """One page of articles without their bodies."""
    return listing.list_rows(connection, ARTICLES, filters, sort=sort, after=after, limit=limit)


def count_articles(connection: Connection, filters: ArticleFilter) -> int:
    """How many articles the filters leave."""
    return listing.count_rows(connection, ARTICLES, filters)


def get_article(connection: Connection, article_id: int) -> Row:
    """The article with that id, with its body, headings and addresses. Raises NotFound."""
    return listing.get_row(connection, ARTICLES, article_id)


def require_article(connection: Connection, article_id: int) -> None:
    """Nothing but the check that there is one, for the lists under it. Raises NotFound."""
    listing.require_row(connection, ARTICLES, article_id)


def list_article_ids(connection: Connection, *, after: int, limit: int) -> list[int]:
    """Ids behind that one, in their order."""
    return list(connection.execute(select(_A.id).where(_A.id > after).order_by(_A.id).limit(limit)).scalars())
