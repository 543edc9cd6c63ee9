"""Events: dates that the text names, each in its sentence."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Response
from pydantic import Field

from app.api.choosing import FIELDS, name_fields
from app.api.deps import DatabaseDep
from app.api.paging import Book, Page, answer_page, answer_row, open_book
from app.api.params import NoParams, PageParams, PathId
from app.api.problems import describe_problems
from app.api.v1.filters import (
    MOST_VALUES,
    ArticleIds,
    ConcernedIds,
    Exactly,
    Matches,
    Precisions,
    QuoteIds,
    Since,
    Sources,
    Tenses,
    Until,
    Withdrawn,
    Words,
    describe_order,
)
from app.api.v1.shapes import ArticleShort, Hit
from app.records import EventBase, MentionBase
from app.store.events import EVENTS, WITHDRAWN_EVENTS, EventFilter, EventSort

router = APIRouter(prefix="/events", tags=["events"])
EVENT_LIST = open_book(EVENTS, EventFilter)
WITHDRAWN_LIST = replace(open_book(WITHDRAWN_EVENTS, EventFilter), name="withdrawn events")


class MentionRead(MentionBase):
    """Who is named in an event's sentence."""

    speaker_id: int | None = Field(description="The speaker, when the one named is also quoted.")


class EventRead(EventBase, Hit):
    """An event with its article. Offsets count Unicode code points of the article's `body`."""

    id: int = Field(description="Stable id.")
    position: int = Field(ge=0, description="Place among the article's events, from 0.")
    quote_id: int | None = Field(description="The quote that the date stands in.")
    revision: int = Field(ge=1, description="The article's text that the offsets count in; a former one if withdrawn.")
    withdrawn_at: datetime | None = Field(description="Since when the article no longer holds it; null while it does.")
    article: ArticleShort = Field(description="Where it stands.")
    mentions: list[MentionRead] = Field(description="Who is named in the sentence.")


class EventPage(Page[EventRead]):
    """One page of events."""


class NarrowEvents(PageParams):
    """The filters that fit under any parent. A range keeps each event that overlaps it."""

    date_from: Since
    date_to: Until
    precision: Precisions
    tense: Tenses
    quote: QuoteIds
    q: Words
    match: Matches
    exact: Exactly


class FilterEvents(NarrowEvents):
    """The filters of events of any article."""

    article: ArticleIds
    speaker: ConcernedIds
    source: Sources


def choose_events(*, withdrawn: bool) -> Book:
    """The events that are asked for: those in the articles, or those withdrawn."""
    return WITHDRAWN_LIST if withdrawn else EVENT_LIST


EventFields = Annotated[
    list[str],
    Field(default=[], max_length=MOST_VALUES, description=FIELDS),
    name_fields(EVENTS),
]


class EventView(NoParams):
    """How a single event is shown."""

    fields: EventFields


class EventParams(FilterEvents):
    """The filters of the list of all events."""

    fields: EventFields
    withdrawn: Withdrawn
    sort: EventSort | None = describe_order("date_start")
    usual: ClassVar[StrEnum] = EventSort.date_start


@router.get(
    "",
    operation_id="list_events",
    summary="List events",
    response_model=EventPage,
    responses=describe_problems(422, 503),
)
async def answer_events(database: DatabaseDep, params: Annotated[EventParams, Query()]) -> Response:
    """Events with their articles and who is named in them, the earliest first; the undated stand before all."""
    return await answer_page(database, choose_events(withdrawn=params.withdrawn), params, sort=params.order)


@router.get(
    "/{id}",
    operation_id="get_event",
    summary="Get an event",
    response_model=EventRead,
    responses=describe_problems(404, 422, 503),
)
async def answer_event(database: DatabaseDep, event_id: PathId, view: Annotated[EventView, Query()]) -> Response:
    """One event: the words, the days they mean, the sentence, and what they were counted from."""
    return await answer_row(database, EVENTS, event_id, view, former=WITHDRAWN_EVENTS)
