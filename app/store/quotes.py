"""Quotes: list, count, one by its id."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, select

from app.records import Marks, QuoteBase, QuoteKind, Resolution
from app.store import conditions, listing
from app.store.fields import article_columns, plain_columns
from app.store.listing import Key, Listing, Place, Row, both_ways
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


_ID = Key(_Q.id, int)
_DAY = both_ways(Key(_Q.sort_day, date), _ID)
_ROW = both_ways(_ID)
_PLACE = both_ways(Key(_Q.position, int), _ID)

QUOTES = Listing(
    name="quote",
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
        "speaker.kind": SPEAKER.c.kind,
        "speaker.role": SPEAKER.c.role,
        **article_columns(),
    },
    conditions={
        "speaker": conditions.one_id_of(_Q.speaker_id),
        "article": conditions.one_id_of(_Q.article_id),
        "source": conditions.through_keys(
            lambda keys: _Q.source_id.in_(select(SOURCE.c.id).where(SOURCE.c.key.in_(keys)))
        ),
        "kind": conditions.one_of(_Q.kind),
        "cue": conditions.one_key_of(_Q.cue_key),
        "via": conditions.one_key_of(_Q.via_key),
        "marks": conditions.one_of(_Q.marks),
        "resolution": conditions.one_of(_Q.resolution),
        "said_from": conditions.since(_Q.sort_day),
        "said_to": conditions.until(_Q.sort_day),
        "q": conditions.all_words_in(_Q.folded),
    },
    orders=dict(zip(QuoteSort, (*_DAY, *_ROW, *_PLACE), strict=True)),
)


def list_quotes(
    connection: Connection,
    filters: QuoteFilter,
    *,
    sort: QuoteSort = QuoteSort.said_on_desc,
    after: Place | None = None,
    limit: int = 20,
) -> list[Row]:
    """One page of quotes, each with its speaker and article."""
    return listing.list_rows(connection, QUOTES, filters, sort=sort, after=after, limit=limit)


def count_quotes(connection: Connection, filters: QuoteFilter) -> int:
    """How many quotes the filters leave."""
    return listing.count_rows(connection, QUOTES, filters)


def get_quote(connection: Connection, quote_id: int) -> Row:
    """The quote with that id. Raises NotFound."""
    return listing.get_row(connection, QUOTES, quote_id)
