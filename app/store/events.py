"""Events: list, count, one by its id, and the timeline that counts them by day, month or year."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Connection, Table, null, or_, select

from app.records import EventBase, MentionBase, Precision, Tense
from app.store import conditions, listing
from app.store.conditions import Condition
from app.store.documents import gather_documents
from app.store.fields import article_columns, plain_columns
from app.store.history_models import WITHDRAWN_EVENT, WITHDRAWN_QUOTE
from app.store.listing import Place, Row
from app.store.models import ARTICLE, EVENT, EVENT_MENTION, QUOTE, SOURCE
from app.store.search import subjects
from app.store.search.conditions import words_beside, words_in, words_refused
from app.store.search.matching import Search
from app.store.search.subjects import Subject
from app.store.shapes import Key, Listing, Order, both_ways

_E = EVENT.c
_MENTION = EVENT_MENTION.c
_GONE = WITHDRAWN_EVENT.c


class EventSort(StrEnum):
    """The orders of events; a minus turns one round. Relevance is that to a search."""

    date_start = "date_start"
    date_start_desc = "-date_start"
    id = "id"
    id_desc = "-id"
    position = "position"
    position_desc = "-position"
    relevance = "relevance"


@dataclass(frozen=True)
class EventFilter:
    """What narrows events. Values of one filter are alternatives; the range keeps each event that overlaps it.

    `speaker` keeps events whose sentence names the speaker, and events inside the speaker's quotes. `beside` and
    `apart` are what `q` says of the articles alone: what they hold, or must not; `without` is what it says that the
    events must not hold, where it says no more of them.
    """

    date_from: date | None = None
    date_to: date | None = None
    precision: tuple[Precision, ...] = ()
    tense: tuple[Tense, ...] = ()
    article: tuple[int, ...] = ()
    speaker: tuple[int, ...] = ()
    source: tuple[str, ...] = ()
    quote: tuple[int, ...] = ()
    q: Search | str | None = None
    beside: Search | str | None = None
    apart: Search | str | None = None
    without: Search | str | None = None


_NAMED = {**plain_columns(MentionBase, EVENT_MENTION), "speaker_id": _MENTION.speaker_id}
IN_THE_SENTENCE = select(EVENT_MENTION).where(_MENTION.event_id == _E.id).order_by(_MENTION.start, _MENTION.id)


def _orders(table: Table) -> dict[str, Order]:
    row, day, place = Key(table.c.id, int), Key(table.c.sort_day, date), Key(table.c.position, int)
    days = both_ways(day, row)
    return dict(zip(EventSort, (*days, *both_ways(row), *both_ways(place, row), days[0]), strict=True))


def _conditions(table: Table, subject: Subject, speaker: Condition) -> dict[str, Condition]:
    columns = table.c
    return {
        "date_from": conditions.since(columns.date_end),
        "date_to": conditions.until(columns.sort_day, beside="date_from"),
        "precision": conditions.one_of(columns.precision),
        "tense": conditions.one_of(columns.tense),
        "article": conditions.one_id_of(columns.article_id),
        "speaker": speaker,
        "source": conditions.published_by(columns.source_id),
        "quote": conditions.one_id_of(columns.quote_id),
        "q": words_in(subject, columns.id),
        "without": words_refused(subject, columns.id),
        **words_beside(subject, columns.article_id),
    }


EVENTS = Listing(
    name="event",
    base=EVENT,
    joined=EVENT.join(ARTICLE, ARTICLE.c.id == _E.article_id).outerjoin(SOURCE, SOURCE.c.id == _E.source_id),
    columns={
        "id": _E.id,
        **plain_columns(EventBase, EVENT),
        "position": _E.position,
        "quote_id": _E.quote_id,
        "revision": ARTICLE.c.revision,
        "withdrawn_at": null(),
        **article_columns(),
        "mentions": gather_documents(_NAMED, IN_THE_SENTENCE, of=EVENT),
    },
    conditions={
        **_conditions(
            EVENT,
            subjects.EVENTS,
            conditions.through_ids(
                lambda ids: or_(
                    _E.id.in_(select(_MENTION.event_id).where(_MENTION.speaker_id.in_(ids))),
                    _E.quote_id.in_(select(QUOTE.c.id).where(QUOTE.c.speaker_id.in_(ids))),
                )
            ),
        ),
        "date_from": conditions.reaching(_E.date_end, _E.sort_day, _E.reach),
    },
    orders=_orders(EVENT),
    subject=subjects.EVENTS,
)
# Who is named in a withdrawn event is kept with it, where no index looks: only quotes' speakers find it.
WITHDRAWN_EVENTS = Listing(
    name="event",
    base=WITHDRAWN_EVENT,
    joined=WITHDRAWN_EVENT.join(ARTICLE, ARTICLE.c.id == _GONE.article_id).outerjoin(
        SOURCE, SOURCE.c.id == _GONE.source_id
    ),
    columns={
        "id": _GONE.id,
        **plain_columns(EventBase, WITHDRAWN_EVENT),
        "position": _GONE.position,
        "quote_id": _GONE.quote_id,
        "revision": _GONE.revision,
        "withdrawn_at": _GONE.withdrawn_at,
        **article_columns(),
        "mentions": _GONE.mentions,
    },
    conditions=_conditions(
        WITHDRAWN_EVENT,
        subjects.WITHDRAWN_EVENTS,
        conditions.through_ids(
            lambda ids: or_(
                _GONE.quote_id.in_(select(QUOTE.c.id).where(QUOTE.c.speaker_id.in_(ids))),
                _GONE.quote_id.in_(select(WITHDRAWN_QUOTE.c.id).where(WITHDRAWN_QUOTE.c.speaker_id.in_(ids))),
            )
        ),
    ),
    orders=_orders(WITHDRAWN_EVENT),
    subject=subjects.WITHDRAWN_EVENTS,
)


def list_events(
    connection: Connection,
    filters: EventFilter,
    *,
    sort: EventSort = EventSort.date_start,
    after: Place | None = None,
    limit: int = 20,
    withdrawn: bool = False,
) -> list[Row]:
    """One page of events, each with its article and who is named in it; the undated stand before all others."""
    kind = WITHDRAWN_EVENTS if withdrawn else EVENTS
    return listing.list_rows(connection, kind, filters, sort=sort, after=after, limit=limit)


def count_events(connection: Connection, filters: EventFilter, *, withdrawn: bool = False) -> int:
    """How many events the filters leave, undated ones too."""
    return listing.count_rows(connection, WITHDRAWN_EVENTS if withdrawn else EVENTS, filters)


def get_event(connection: Connection, event_id: int) -> Row:
    """The event with that id, even if it has been withdrawn. Raises NotFound."""
    return listing.get_row(connection, EVENTS, event_id, former=WITHDRAWN_EVENTS)
