"""Events: list, count, one by its id, and the timeline that counts them by day, month or year."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, or_, select

from app.records import EventBase, MentionBase, Precision, Tense
from app.store import conditions, listing
from app.store.documents import gather_documents
from app.store.fields import article_columns, plain_columns
from app.store.listing import Key, Listing, Place, Row, both_ways
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


_ID = Key(_E.id, int)
_DAY = both_ways(Key(_E.sort_day, date), _ID)
_ROW = both_ways(_ID)
_PLACE = both_ways(Key(_E.position, int), _ID)

_NAMED = {**plain_columns(MentionBase, EVENT_MENTION), "speaker_id": _MENTION.speaker_id}
_IN_THE_SENTENCE = select(EVENT_MENTION).where(_MENTION.event_id == _E.id).order_by(_MENTION.start, _MENTION.id)

EVENTS = Listing(
    name="event",
    base=EVENT,
    joined=EVENT.join(ARTICLE, ARTICLE.c.id == _E.article_id).outerjoin(SOURCE, SOURCE.c.id == _E.source_id),
    columns={
        "id": _E.id,
        **plain_columns(EventBase, EVENT),
        "position": _E.position,
        "quote_id": _E.quote_id,
        **article_columns(),
        "mentions": gather_documents(_NAMED, _IN_THE_SENTENCE, of=EVENT),
    },
    conditions={
        "date_from": conditions.since(_E.date_end),
        "date_to": conditions.until(_E.sort_day),
        "precision": conditions.one_of(_E.precision),
        "tense": conditions.one_of(_E.tense),
        "article": conditions.one_id_of(_E.article_id),
        "speaker": conditions.through_ids(
            lambda ids: or_(
                _E.id.in_(select(_MENTION.event_id).where(_MENTION.speaker_id.in_(ids))),
                _E.quote_id.in_(select(QUOTE.c.id).where(QUOTE.c.speaker_id.in_(ids))),
            )
        ),
        "source": conditions.through_keys(
            lambda keys: _E.source_id.in_(select(SOURCE.c.id).where(SOURCE.c.key.in_(keys)))
        ),
        "quote": conditions.one_id_of(_E.quote_id),
        "q": conditions.all_words_in(_E.folded),
    },
    orders=dict(zip(EventSort, (*_DAY, *_ROW, *_PLACE), strict=True)),
)


def list_events(
    connection: Connection,
    filters: EventFilter,
    *,
    sort: EventSort = EventSort.date_start,
    after: Place | None = None,
    limit: int = 20,
) -> list[Row]:
    """One page of events, each with its article and who is named in it; the undated stand before all others."""
    return listing.list_rows(connection, EVENTS, filters, sort=sort, after=after, limit=limit)


def count_events(connection: Connection, filters: EventFilter) -> int:
    """How many events the filters leave, undated ones too."""
    return listing.count_rows(connection, EVENTS, filters)


def get_event(connection: Connection, event_id: int) -> Row:
    """The event with that id. Raises NotFound."""
    return listing.get_row(connection, EVENTS, event_id)
