"""Quotes: who said what, where it stands, and why it was taken for a quote."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from app.api.answers import answer_json
from app.api.deps import DatabaseDep, NoQuery, read
from app.api.paging import Book, Page, answer_page
from app.api.params import PageParams, PathId
from app.api.problems import describe_problems
from app.api.v1 import examples
from app.api.v1.examples import show
from app.api.v1.filters import (
    ArticleIds,
    Cues,
    MarkStates,
    QuoteKinds,
    Relays,
    Resolutions,
    Since,
    Sources,
    SpeakerIds,
    Until,
    Words,
)
from app.api.v1.shapes import ArticleShort, SpeakerShort
from app.records import QuoteBase
from app.store.quotes import QuoteFilter, QuoteSort, count_quotes, get_quote, list_quotes, place_of_quote

router = APIRouter(prefix="/quotes", tags=["quotes"])
QUOTES = Book("quotes", QuoteFilter, list_quotes, count_quotes, place_of_quote)


class QuoteRead(QuoteBase):
    """A quote with its speaker and its article. Offsets count Unicode code points of the article's `body`."""

    model_config = show(examples.QUOTE)

    id: int = Field(description="Stable id.")
    position: int = Field(ge=0, description="Place among the article's quotes, from 0.")
    speaker: SpeakerShort = Field(description="Who says it.")
    article: ArticleShort = Field(description="Where it stands.")


class QuotePage(Page[QuoteRead]):
    """One page of quotes."""


class NarrowQuotes(PageParams):
    """The filters that fit under any parent."""

    kind: QuoteKinds
    cue: Cues
    via: Relays
    marks: MarkStates
    resolution: Resolutions
    said_from: Since
    said_to: Until
    q: Words


class QuoteParams(NarrowQuotes):
    """The filters of the list of all quotes."""

    speaker: SpeakerIds
    article: ArticleIds
    source: Sources
    sort: QuoteSort = Field(default=QuoteSort.said_on_desc, description="Order; a minus turns it round.")


@router.get(
    "",
    operation_id="list_quotes",
    summary="List quotes",
    response_model=QuotePage,
    responses=describe_problems(422, 503),
)
async def answer_quotes(database: DatabaseDep, params: Annotated[QuoteParams, Query()]) -> Response:
    """Quotes with their speakers and articles, the latest said first. Filters join by *and*, values by *or*."""
    return await answer_page(database, QUOTES, params, sort=params.sort)


@router.get(
    "/{id}",
    operation_id="get_quote",
    summary="Get a quote",
    response_model=QuoteRead,
    responses=describe_problems(404, 422, 503),
)
async def answer_quote(database: DatabaseDep, quote_id: PathId, _: NoQuery) -> Response:
    """One quote: its words, its speaker, its place in the article, and the rule that found it."""
    return answer_json(await read(database, lambda connection: get_quote(connection, quote_id)))
