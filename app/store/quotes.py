"""Quotes: list, count, one by its id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, String, select, type_coerce

from app.errors import NotFound
from app.records import Marks, QuoteBase, QuoteKind, Resolution
from app.store import listing
from app.store.fields import article_columns, plain_columns
from app.store.listing import Key, Listing, Row, both_ways
from app.store.models import ARTICLE, QUOTE, SOURCE, SPEAKER

_Q = QUOTE.c


class QuoteSort(StrEnum):
    """The orders of quotes; a minus turns one round."""

    said_on = "said_on"
    said_on_desc = "-said_on"
    id = "id"
    id_desc = "-id"
    position = "position"
    position_desc = "-position"


@dataclass(frozen=True)
class QuoteFilter:
    """What narrows quotes. Values of one filter are alternatives; filters are joined by and."""

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
    q: str | None = None


_ID = Key(_Q.id, "id", int)
_DAY = both_ways(Key(_Q.sort_day, "said_on", date), _ID)
_ROW = both_ways(_ID)
_PLACE = both_ways(Key(_Q.position, "position", int), _ID)

QUOTES = Listing(
    base=QUOTE,
    joined=QUOTE.join(SPEAKER, SPEAKER.c.id == _Q.speaker_id)
    .join(ARTICLE, ARTICLE.c.id == _Q.article_id)
    .outerjoin(SOURCE, SOURCE.c.id == _Q.source_id),
    columns={
        "id": _Q.id,
        **plain_columns(QuoteBase, QUOTE),
        "position": _Q.position,
        "speaker.id": SPEAKER.c.id,
        "speaker.name": SPEAKER.c.name,
        "speaker.kind": type_coerce(SPEAKER.c.kind, String),
        "speaker.role": SPEAKER.c.role,
        **article_columns(),
    },
    conditions={
        "speaker": listing.one_id_of(_Q.speaker_id),
        "article": listing.one_id_of(_Q.article_id),
        "source": listing.through_keys(
            lambda keys: _Q.source_id.in_(select(SOURCE.c.id).where(SOURCE.c.key.in_(keys)))
        ),
        "kind": listing.one_of(_Q.kind),
        "cue": listing.one_key_of(_Q.cue_key),
        "via": listing.one_key_of(_Q.via_key),
        "marks": listing.one_of(_Q.marks),
        "resolution": listing.one_of(_Q.resolution),
        "said_from": listing.since(_Q.sort_day),
        "said_to": listing.until(_Q.sort_day),
        "q": listing.all_words_in(_Q.folded),
    },
    orders=dict(zip(QuoteSort, (*_DAY, *_ROW, *_PLACE), strict=True)),
)


def list_quotes(
    connection: Connection,
    filters: QuoteFilter,
    *,
    sort: QuoteSort = QuoteSort.said_on_desc,
    after: Sequence[object] | None = None,
    limit: int = 20,
) -> list[Row]:
    """One page of quotes, each with its speaker and article; `after` is the place of the page before's last row."""
    return listing.list_rows(connection, QUOTES, filters, sort=sort, after=after, limit=limit)


def count_quotes(connection: Connection, filters: QuoteFilter) -> int:
    """How many quotes the filters leave."""
    return listing.count_rows(connection, QUOTES, filters)


def get_quote(connection: Connection, quote_id: int) -> Row:
    """The quote with that id. Raises NotFound."""
    row = listing.get_row(connection, QUOTES, quote_id)
    if row is None:
        raise NotFound("quote", quote_id)
    return row


def place_of_quote(row: Row, sort: QuoteSort) -> list[str | int]:
    """Where a listed quote stands in that order."""
    return listing.place_of(QUOTES, row, sort)
