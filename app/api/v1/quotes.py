"""Quotes: who said what, where it stands, and why it was taken for a quote."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Response
from pydantic import Field

from app.api.choosing import FIELDS, name_fields, name_inclusions
from app.api.deps import DatabaseDep
from app.api.paging import Book, answer_page, answer_row, open_book
from app.api.params import NoParams, PageParams, PathId
from app.api.problems import describe_problems
from app.api.v1.filters import (
    MOST_VALUES,
    ArticleIds,
    Cues,
    Exactly,
    Facets,
    MarkStates,
    Matches,
    QuoteKinds,
    Relays,
    Resolutions,
    Since,
    Sources,
    SpeakerIds,
    Until,
    Withdrawn,
    Words,
    describe_order,
)
from app.api.v1.shapes import ArticleShort, FacetedPage, Hit, SpeakerShort
from app.records import QuoteBase
from app.store.quotes import QUOTES, WITHDRAWN_QUOTES, QuoteFilter, QuoteSort

router = APIRouter(prefix="/quotes", tags=["quotes"])
QUOTE_LIST = open_book(QUOTES, QuoteFilter)
WITHDRAWN_LIST = replace(open_book(WITHDRAWN_QUOTES, QuoteFilter), name="withdrawn quotes")


class QuoteRead(QuoteBase, Hit):
    """A quote with its speaker and its article. Offsets count Unicode code points of the article's `body`."""

    id: int = Field(description="Stable id.")
    position: int = Field(ge=0, description="Place among the article's quotes, from 0.")
    revision: int = Field(ge=1, description="The article's text that the offsets count in; a former one if withdrawn.")
    withdrawn_at: datetime | None = Field(description="Since when the article no longer holds it; null while it does.")
    rejected: bool = Field(description="Whether an editor has withdrawn it: it is no quote.")
    corrected: bool = Field(description="Whether an editor has set something right in it.")
    corrected_at: datetime | None = Field(description="When that was last; null: never.")
    permalink: str = Field(description="Where this quote is found here, as long as there is one.")
    text_fragment: str | None = Field(
        description="The words on the page that they are from: a browser scrolls there. Null without a page."
    )
    speaker: SpeakerShort = Field(description="Who says it.")
    article: ArticleShort = Field(description="Where it stands.")


class QuotePage(FacetedPage[QuoteRead]):
    """One page of quotes."""


_INCLUDE = "Show the speaker or the article as whole as in their own lists."
QuoteFields = Annotated[
    list[str],
    Field(default=[], max_length=MOST_VALUES, description=FIELDS),
    name_fields(QUOTES),
]
QuoteInclusions = Annotated[list[str], Field(default=[], max_length=2, description=_INCLUDE), name_inclusions(QUOTES)]


class QuoteView(NoParams):
    """How a single quote is shown."""

    fields: QuoteFields
    include: QuoteInclusions


class NarrowQuotes(PageParams):
    """The filters that fit under any parent."""

    kind: QuoteKinds
    cue: Cues
    via: Relays
    marks: MarkStates
    resolution: Resolutions
    said_from: Since
    said_to: Until
    withdrawn: Withdrawn
    q: Words
    fields: QuoteFields
    include: QuoteInclusions
    match: Matches
    exact: Exactly


def choose_quotes(params: NarrowQuotes) -> Book:
    """The quotes that are asked for: those in the articles, or those withdrawn."""
    return WITHDRAWN_LIST if params.withdrawn else QUOTE_LIST


class QuoteParams(NarrowQuotes):
    """The filters of the list of all quotes."""

    facets: Facets
    speaker: SpeakerIds
    article: ArticleIds
    source: Sources
    sort: QuoteSort | None = describe_order("-said_on")
    usual: ClassVar[StrEnum] = QuoteSort.said_on_desc


@router.get(
    "",
    operation_id="list_quotes",
    summary="List quotes",
    response_model=QuotePage,
    responses=describe_problems(422, 503),
)
async def answer_quotes(database: DatabaseDep, params: Annotated[QuoteParams, Query()]) -> Response:
    """Quotes with their speakers and articles, the latest said first. Filters join by *and*, values by *or*."""
    return await answer_page(database, choose_quotes(params), params, sort=params.order)


@router.get(
    "/{id}",
    operation_id="get_quote",
    summary="Get a quote",
    response_model=QuoteRead,
    responses=describe_problems(404, 422, 503),
)
async def answer_quote(database: DatabaseDep, quote_id: PathId, view: Annotated[QuoteView, Query()]) -> Response:
    """One quote: its words, its speaker, its place in the article, and the rule that found it."""
    return await answer_row(database, QUOTES, quote_id, view, former=WITHDRAWN_QUOTES)
