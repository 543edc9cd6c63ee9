"""Speakers, and what each said."""

from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Response
from pydantic import Field

from app.api.choosing import FIELDS, name_fields
from app.api.deps import DatabaseDep
from app.api.paging import Page, answer_page, answer_row, open_book
from app.api.params import NoParams, PageParams, PathId
from app.api.problems import describe_problems
from app.api.v1.events import EVENT_LIST, EventFields, EventPage, NarrowEvents
from app.api.v1.filters import (
    MOST_VALUES,
    ArticleIds,
    Exactly,
    Matches,
    NameWords,
    Sources,
    SpeakerKinds,
    SpeakerNames,
    describe_order,
)
from app.api.v1.quotes import NarrowQuotes, QuotePage, choose_quotes
from app.api.v1.shapes import Hit
from app.records import SpeakerBase
from app.store.events import EventSort
from app.store.quotes import QuoteSort
from app.store.speakers import (
    SPEAKERS,
    SpeakerFilter,
    SpeakerSort,
    require_speaker,
)

router = APIRouter(prefix="/speakers", tags=["speakers"])
SPEAKER_LIST = open_book(SPEAKERS, SpeakerFilter)


class SpeakerRead(SpeakerBase, Hit):
    """A speaker, counted over all articles."""

    id: int = Field(description="Stable id.")
    quote_count: int = Field(ge=0, description="How many quotes are theirs.")
    first_said: date | None = Field(description="Day of the earliest dated quote.")
    last_said: date | None = Field(description="Day of the latest dated quote.")
    corrected: bool = Field(description="Whether an editor has set something right in them, or merged or split them.")
    corrected_at: datetime | None = Field(description="When that was last; null: never.")


class SpeakerDetail(SpeakerRead):
    """A speaker with every other form of the name."""

    aliases: list[str] = Field(description="Other forms of the name, as printed.")


class SpeakerPage(Page[SpeakerRead]):
    """One page of speakers."""


SpeakerFields = Annotated[
    list[str],
    Field(default=[], max_length=MOST_VALUES, description=FIELDS),
    name_fields(SPEAKERS),
]
WholeSpeakerFields = Annotated[
    list[str],
    Field(default=[], max_length=MOST_VALUES, description=FIELDS),
    name_fields(SPEAKERS, details=True),
]


class SpeakerView(NoParams):
    """How a single speaker is shown."""

    fields: WholeSpeakerFields


class NarrowSpeakers(PageParams):
    """The filters that fit under an article too."""

    fields: SpeakerFields
    kind: SpeakerKinds
    name: SpeakerNames
    q: NameWords
    match: Matches
    exact: Exactly
    sort: SpeakerSort | None = describe_order("-quote_count")
    usual: ClassVar[StrEnum] = SpeakerSort.quote_count_desc


class SpeakerParams(NarrowSpeakers):
    """The filters of the list of all speakers."""

    article: ArticleIds


class SpeakerQuoteParams(NarrowQuotes):
    """The filters of one speaker's quotes."""

    article: ArticleIds
    source: Sources
    sort: QuoteSort | None = describe_order("-said_on")
    usual: ClassVar[StrEnum] = QuoteSort.said_on_desc


class SpeakerEventParams(NarrowEvents):
    """The filters of one speaker's events."""

    fields: EventFields
    article: ArticleIds
    source: Sources
    sort: EventSort | None = describe_order("date_start")
    usual: ClassVar[StrEnum] = EventSort.date_start


@router.get(
    "",
    operation_id="list_speakers",
    summary="List speakers",
    response_model=SpeakerPage,
    responses=describe_problems(422, 503),
)
async def answer_speakers(database: DatabaseDep, params: Annotated[SpeakerParams, Query()]) -> Response:
    """Everyone who is quoted, who says most first."""
    return await answer_page(database, SPEAKER_LIST, params, sort=params.order)


@router.get(
    "/{id}",
    operation_id="get_speaker",
    summary="Get a speaker",
    response_model=SpeakerDetail,
    responses=describe_problems(404, 422, 503),
)
async def answer_speaker(database: DatabaseDep, speaker_id: PathId, view: Annotated[SpeakerView, Query()]) -> Response:
    """One speaker with every other form of the name."""
    return await answer_row(database, SPEAKERS, speaker_id, view)


@router.get(
    "/{id}/quotes",
    operation_id="list_speaker_quotes",
    summary="List a speaker's quotes",
    response_model=QuotePage,
    responses=describe_problems(404, 422, 503),
)
async def answer_speaker_quotes(
    database: DatabaseDep, speaker_id: PathId, params: Annotated[SpeakerQuoteParams, Query()]
) -> Response:
    """What one speaker said, the latest first."""
    require = partial(require_speaker, speaker_id=speaker_id)
    book = choose_quotes(params)
    return await answer_page(database, book, params, sort=params.order, require=require, speaker=(speaker_id,))


@router.get(
    "/{id}/events",
    operation_id="list_speaker_events",
    summary="List a speaker's events",
    response_model=EventPage,
    responses=describe_problems(404, 422, 503),
)
async def answer_speaker_events(
    database: DatabaseDep, speaker_id: PathId, params: Annotated[SpeakerEventParams, Query()]
) -> Response:
    """Events whose sentence names the speaker or that stand in the speaker's quotes, the earliest first."""
    require = partial(require_speaker, speaker_id=speaker_id)
    return await answer_page(database, EVENT_LIST, params, sort=params.order, require=require, speaker=(speaker_id,))
