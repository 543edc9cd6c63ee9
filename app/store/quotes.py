"""Quotes: list, count, one by its id."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, Table, false, null

from app.records import Marks, QuoteBase, QuoteKind, Resolution
from app.store import conditions, listing
from app.store.conditions import Condition
from app.store.fields import article_columns, link_columns, plain_columns
from app.store.fragments import QUOTE_FRAGMENT, QUOTE_KEPT
from app.store.history_models import WITHDRAWN_QUOTE
from app.store.listing import Place, Row
from app.store.models import ARTICLE, QUOTE, SOURCE, SPEAKER
from app.store.search import subjects
from app.store.search.conditions import words_beside, words_in, words_refused
from app.store.search.matching import Search
from app.store.search.subjects import Subject
from app.store.shapes import Key, Listing, Order, both_ways

_Q = QUOTE.c
_GONE = WITHDRAWN_QUOTE.c


class QuoteSort(StrEnum):
    """The orders of quotes; a minus turns one round. Relevance is that to a search."""

    said_on = "said_on"
    said_on_desc = "-said_on"
    id = "id"
    id_desc = "-id"
    position = "position"
    position_desc = "-position"
    relevance = "relevance"


@dataclass(frozen=True)
class QuoteFilter:
    """What narrows quotes. Values of one filter are alternatives; filters are joined by and.

    `beside` and `apart` are what `q` says of the articles alone: what they hold, or must not; `without` is what it says
    that the quotes must not hold, where it says no more of them.
    """

    speaker: tuple[int, ...] = ()
    article: tuple[int, ...] = ()
    source: tuple[str, ...] = ()
    kind: tuple[QuoteKind, ...] = ()
    cue: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    marks: tuple[Marks, ...] = ()
    resolution: tuple[Resolution, ...] = ()
    said_from: date | None = None
    said_to: date | None = None
    q: Search | str | None = None
    beside: Search | str | None = None
    apart: Search | str | None = None
    without: Search | str | None = None


def _orders(table: Table) -> dict[str, Order]:
    row, day, place = Key(table.c.id, int), Key(table.c.sort_day, date), Key(table.c.position, int)
    days = both_ways(day, row)
    return dict(zip(QuoteSort, (*days, *both_ways(row), *both_ways(place, row), days[1]), strict=True))


def _conditions(table: Table, subject: Subject) -> dict[str, Condition]:
    columns = table.c
    return {
        "speaker": conditions.one_id_of(columns.speaker_id),
        "article": conditions.one_id_of(columns.article_id),
        "source": conditions.published_by(columns.source_id),
        "kind": conditions.one_of(columns.kind),
        "cue": conditions.one_key_of(columns.cue_key),
        "via": conditions.one_key_of(columns.via_key),
        "marks": conditions.one_of(columns.marks),
        "resolution": conditions.one_of(columns.resolution),
        "said_from": conditions.since(columns.sort_day),
        "said_to": conditions.until(columns.sort_day, beside="said_from"),
        "q": words_in(subject, columns.id),
        "without": words_refused(subject, columns.id),
        **words_beside(subject, columns.article_id),
    }


QUOTES = Listing(
    name="quote",
    base=QUOTE,
    joined=QUOTE.join(SPEAKER, SPEAKER.c.id == _Q.speaker_id)
    .join(ARTICLE, ARTICLE.c.id == _Q.article_id)
    .outerjoin(SOURCE, SOURCE.c.id == _Q.source_id),
    columns={
        **QUOTE_FRAGMENT.fields,
        "revision": ARTICLE.c.revision,
        "withdrawn_at": null(),
        "rejected": false(),
        **link_columns(QUOTE, "quotes"),
        "speaker.id": SPEAKER.c.id,
        "speaker.name": SPEAKER.c.name,
        "speaker.kind": SPEAKER.c.kind,
        "speaker.role": SPEAKER.c.role,
        **article_columns(),
    },
    conditions=_conditions(QUOTE, subjects.QUOTES),
    orders=_orders(QUOTE),
    subject=subjects.QUOTES,
    fragment=QUOTE_FRAGMENT,
    kept=QUOTE_KEPT,
)
WITHDRAWN_QUOTES = Listing(
    name="quote",
    base=WITHDRAWN_QUOTE,
    joined=WITHDRAWN_QUOTE.join(ARTICLE, ARTICLE.c.id == _GONE.article_id)
    .outerjoin(SOURCE, SOURCE.c.id == _GONE.source_id)
    .outerjoin(SPEAKER, SPEAKER.c.id == _GONE.speaker_id),
    columns={
        "id": _GONE.id,
        **plain_columns(QuoteBase, WITHDRAWN_QUOTE),
        "position": _GONE.position,
        "revision": _GONE.revision,
        "withdrawn_at": _GONE.withdrawn_at,
        "rejected": _GONE.is_rejected,
        "corrected": _GONE.corrected_at.is_not(None),
        "corrected_at": _GONE.corrected_at,
        **link_columns(WITHDRAWN_QUOTE, "quotes"),
        "speaker.id": _GONE.speaker_id,
        "speaker.name": _GONE.speaker_name,
        "speaker.kind": _GONE.speaker_kind,
        "speaker.role": _GONE.speaker_role,
        **article_columns(),
    },
    conditions=_conditions(WITHDRAWN_QUOTE, subjects.WITHDRAWN_QUOTES),
    orders=_orders(WITHDRAWN_QUOTE),
    subject=subjects.WITHDRAWN_QUOTES,
)


def list_quotes(
    connection: Connection,
    filters: QuoteFilter,
    *,
    sort: QuoteSort = QuoteSort.said_on_desc,
    after: Place | None = None,
    limit: int = 20,
    withdrawn: bool = False,
) -> list[Row]:
    """One page of quotes, each with its speaker and article."""
    kind = WITHDRAWN_QUOTES if withdrawn else QUOTES
    return listing.list_rows(connection, kind, filters, sort=sort, after=after, limit=limit)


def count_quotes(connection: Connection, filters: QuoteFilter, *, withdrawn: bool = False) -> int:
    """How many quotes the filters leave."""
    return listing.count_rows(connection, WITHDRAWN_QUOTES if withdrawn else QUOTES, filters)


def get_quote(connection: Connection, quote_id: int) -> Row:
    """The quote with that id, even if it has been withdrawn. Raises NotFound."""
    return listing.get_row(connection, QUOTES, quote_id, former=WITHDRAWN_QUOTES)
