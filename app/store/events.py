"""Events: list, count, one by its id, and the timeline that counts them by day, month or year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, bindparam, or_, select

from app.errors import NotFound
from app.records import EventBase, MentionBase, Precision, Tense
from app.store import listing
from app.store.fields import article_columns, plain_columns
from app.store.listing import Key, Listing, Row, both_ways
from app.store.models import ARTICLE, EVENT, EVENT_MENTION, QUOTE, SOURCE

_E = EVENT.c
_MENTION = EVENT_MENTION.c


class EventSort(StrEnum):
    """The orders of events; a minus turns one round."""

    date_start = "date_start"
    date_start_desc = "-date_start"
    id = "id"
    id_desc = "-id"
    position = "position"
    position_desc = "-position"


@dataclass(frozen=True)
class EventFilter:
    """What narrows events. Values of one filter are alternatives; the range keeps each event that overlaps it.

    `speaker` keeps events whose sentence names the speaker, and events inside the speaker's quotes.
    """

    date_from: date | None = None
    date_to: date | None = None
    precision: tuple[Precision, ...] = ()
    tense: tuple[Tense, ...] = ()
    article: tuple[int, ...] = ()
    speaker: tuple[int, ...] = ()
    source: tuple[str, ...] = ()
    quote: tuple[int, ...] = ()
    q: str | None = None


_ID = Key(_E.id, "id", int)
_DAY = both_ways(Key(_E.sort_day, "date_start", date), _ID)
_ROW = both_ways(_ID)
_PLACE = both_ways(Key(_E.position, "position", int), _ID)

EVENTS = Listing(
    base=EVENT,
    joined=EVENT.join(ARTICLE, ARTICLE.c.id == _E.article_id).outerjoin(SOURCE, SOURCE.c.id == _E.source_id),
    columns={
        "id": _E.id,
        **plain_columns(EventBase, EVENT),
        "position": _E.position,
        "quote_id": _E.quote_id,
        **article_columns(),
    },
    conditions={
        "date_from": listing.since(_E.date_end),
        "date_to": listing.until(_E.sort_day),
        "precision": listing.one_of(_E.precision),
        "tense": listing.one_of(_E.tense),
        "article": listing.one_id_of(_E.article_id),
        "speaker": listing.through_ids(
            lambda ids: or_(
                _E.id.in_(select(_MENTION.event_id).where(_MENTION.speaker_id.in_(ids))),
                _E.quote_id.in_(select(QUOTE.c.id).where(QUOTE.c.speaker_id.in_(ids))),
            )
        ),
        "source": listing.through_keys(
            lambda keys: _E.source_id.in_(select(SOURCE.c.id).where(SOURCE.c.key.in_(keys)))
        ),
        "quote": listing.one_id_of(_E.quote_id),
        "q": listing.all_words_in(_E.folded),
    },
    orders=dict(zip(EventSort, (*_DAY, *_ROW, *_PLACE), strict=True)),
)


def list_events(
    connection: Connection,
    filters: EventFilter,
    *,
    sort: EventSort = EventSort.date_start,
    after: Sequence[object] | None = None,
    limit: int = 20,
) -> list[Row]:
    """One page of events, each with its article and who is named in it; the undated stand before all others."""
    rows = listing.list_rows(connection, EVENTS, filters, sort=sort, after=after, limit=limit)
    return _with_mentions(connection, rows)


def count_events(connection: Connection, filters: EventFilter) -> int:
    """How many events the filters leave, undated ones too."""
    return listing.count_rows(connection, EVENTS, filters)


def get_event(connection: Connection, event_id: int) -> Row:
    """The event with that id. Raises NotFound."""
    row = listing.get_row(connection, EVENTS, event_id)
    if row is None:
        raise NotFound("event", event_id)
    return _with_mentions(connection, [row])[0]


def place_of_event(row: Row, sort: EventSort) -> list[str | int]:
    """Where a listed event stands in that order."""
    return listing.place_of(EVENTS, row, sort)


_MENTIONS = (
    select(
        _MENTION.event_id,
        *(column.label(name) for name, column in plain_columns(MentionBase, EVENT_MENTION).items()),
        _MENTION.speaker_id,
    )
    .where(_MENTION.event_id.in_(bindparam("events", expanding=True)))
    .order_by(_MENTION.start, _MENTION.id)
)


def _with_mentions(connection: Connection, rows: list[Row]) -> list[Row]:
    by_event: dict[int, list[Row]] = {row["id"]: [] for row in rows}
    for mention in connection.execute(_MENTIONS, {"events": list(by_event)}).mappings() if rows else ():
        by_event[mention["event_id"]].append({name: mention[name] for name in mention if name != "event_id"})
    return [{**row, "mentions": by_event[row["id"]]} for row in rows]
