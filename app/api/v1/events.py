"""Events: dates that the text names, each in its sentence."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from app.api.deps import DatabaseDep, NoQuery
from app.api.paging import Page, answer_page, answer_row, open_book
from app.api.params import PageParams, PathId
from app.api.problems import describe_problems
from app.api.v1 import examples
from app.api.v1.examples import show
from app.api.v1.filters import ArticleIds, ConcernedIds, Precisions, QuoteIds, Since, Sources, Tenses, Until, Words
from app.api.v1.shapes import ArticleShort
from app.records import EventBase, MentionBase
from app.store.events import EVENTS, EventFilter, EventSort

router = APIRouter(prefix="/events", tags=["events"])
EVENT_LIST = open_book(EVENTS, EventFilter)


class MentionRead(MentionBase):
    """Who is named in an event's sentence."""

    speaker_id: int | None = Field(description="The speaker, when the one named is also quoted.")


class EventRead(EventBase):
    """An event with its article. Offsets count Unicode code points of the article's `body`."""

    model_config = show(examples.EVENT)

    id: int = Field(description="Stable id.")
    position: int = Field(ge=0, description="Place among the article's events, from 0.")
    quote_id: int | None = Field(description="The quote that the date stands in.")
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


class FilterEvents(NarrowEvents):
    """The filters of events of any article."""

    article: ArticleIds
    speaker: ConcernedIds
    source: Sources


class EventParams(FilterEvents):
    """The filters of the list of all events."""

    sort: EventSort = Field(default=EventSort.date_start, description="Order; a minus turns it round.")


@router.get(
    "",
    operation_id="list_events",
    summary="List events",
    response_model=EventPage,
    responses=describe_problems(422, 503),
)
async def answer_events(database: DatabaseDep, params: Annotated[EventParams, Query()]) -> Response:
    """Events with their articles and who is named in them, the earliest first; the undated stand before all."""
    return await answer_page(database, EVENT_LIST, params, sort=params.sort)


@router.get(
    "/{id}",
    operation_id="get_event",
    summary="Get an event",
    response_model=EventRead,
    responses=describe_problems(404, 422, 503),
)
async def answer_event(database: DatabaseDep, event_id: PathId, _: NoQuery) -> Response:
    """One event: the words, the days they mean, the sentence, and what they were counted from."""
    return await answer_row(database, EVENTS, event_id)
