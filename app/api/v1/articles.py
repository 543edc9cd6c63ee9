"""Articles, and what stands in each: its quotes, events and speakers."""

from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Annotated, ClassVar

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from app.api.choosing import FIELDS, name_fields, name_inclusions
from app.api.deps import DatabaseDep
from app.api.paging import answer_page, answer_row, open_book
from app.api.params import NoParams, PageParams, PathId, hide_default
from app.api.problems import describe_problems
from app.api.v1.events import EventFields, EventPage, EventRead, NarrowEvents, choose_events
from app.api.v1.filters import (
    MOST_VALUES,
    Addresses,
    ConcernedIds,
    Exactly,
    ExternalIds,
    Facets,
    Matches,
    QuotedIds,
    Since,
    Sources,
    SpeakerIds,
    Until,
    Withdrawn,
    Words,
    describe_order,
)
from app.api.v1.quotes import NarrowQuotes, QuotePage, QuoteRead, choose_quotes
from app.api.v1.shapes import FacetedPage, Hit
from app.api.v1.speakers import SPEAKER_LIST, NarrowSpeakers, SpeakerPage
from app.records import ArticleBase, ArticleHead
from app.store.articles import (
    ARTICLES,
    ArticleFilter,
    ArticleSort,
    require_article,
)
from app.store.events import EventSort
from app.store.quotes import QuoteSort

router = APIRouter(prefix="/articles", tags=["articles"])
ARTICLE_LIST = open_book(ARTICLES, ArticleFilter)


class ArticleRead(ArticleHead, Hit):
    """An article without its body."""

    id: int = Field(description="Stable id.")
    source: str | None = Field(description="The outlet's name.")
    quote_count: int = Field(ge=0, description="How many quotes stand in it.")
    event_count: int = Field(ge=0, description="How many events stand in it.")
    created_at: datetime = Field(description="When it was first stored.")
    updated_at: datetime = Field(description="When it was last changed.")


class AddressRead(BaseModel):
    """Where an article's text has been published."""

    url: str | None = Field(description="The address; null where the outlet gave none.")
    source: str | None = Field(description="The outlet's name.")
    added_at: datetime = Field(description="When this was first met.")


class ArticleDetail(ArticleRead, ArticleBase):
    """An article with its body, which all offsets count in, by Unicode code points."""

    revision: int = Field(ge=1, description="Which of its texts this is, from 1.")
    addresses: list[AddressRead] = Field(description="Where the text has been published, the first met first.")
    quotes: list[QuoteRead] = Field(
        default=[], description="Its quotes; only there with `include=quotes`.", json_schema_extra=hide_default
    )
    events: list[EventRead] = Field(
        default=[], description="Its events; only there with `include=events`.", json_schema_extra=hide_default
    )


class ArticlePage(FacetedPage[ArticleRead]):
    """One page of articles."""


_INCLUDE = "Add what was found in it, as its lists show it, in the order of the text."
ArticleFields = Annotated[
    list[str],
    Field(default=[], max_length=MOST_VALUES, description=FIELDS),
    name_fields(ARTICLES),
]
WholeArticleFields = Annotated[
    list[str],
    Field(default=[], max_length=MOST_VALUES, description=FIELDS),
    name_fields(ARTICLES, details=True),
]
ArticleInclusions = Annotated[
    list[str], Field(default=[], max_length=2, description=_INCLUDE), name_inclusions(ARTICLES)
]


class ArticleView(NoParams):
    """How a single article is shown."""

    fields: WholeArticleFields
    include: ArticleInclusions


class ArticleParams(PageParams):
    """The filters of the list of articles."""

    fields: ArticleFields
    facets: Facets
    source: Sources
    speaker: QuotedIds
    external_id: ExternalIds
    url: Addresses
    published_from: Since
    published_to: Until
    q: Words
    match: Matches
    exact: Exactly
    sort: ArticleSort | None = describe_order("-published_at")
    usual: ClassVar[StrEnum] = ArticleSort.published_at_desc


class ArticleQuoteParams(NarrowQuotes):
    """The filters of one article's quotes."""

    speaker: SpeakerIds
    sort: QuoteSort | None = describe_order("position")
    usual: ClassVar[StrEnum] = QuoteSort.position


class ArticleEventParams(NarrowEvents):
    """The filters of one article's events."""

    fields: EventFields
    speaker: ConcernedIds
    withdrawn: Withdrawn
    sort: EventSort | None = describe_order("position")
    usual: ClassVar[StrEnum] = EventSort.position


@router.get(
    "",
    operation_id="list_articles",
    summary="List articles",
    response_model=ArticlePage,
    responses=describe_problems(422, 503),
)
async def answer_articles(database: DatabaseDep, params: Annotated[ArticleParams, Query()]) -> Response:
    """Articles without their bodies, the latest first."""
    return await answer_page(database, ARTICLE_LIST, params, sort=params.order)


@router.get(
    "/{id}",
    operation_id="get_article",
    summary="Get an article",
    response_model=ArticleDetail,
    responses=describe_problems(404, 422, 503),
)
async def answer_article(database: DatabaseDep, article_id: PathId, view: Annotated[ArticleView, Query()]) -> Response:
    """One article with its body, verbatim."""
    return await answer_row(database, ARTICLES, article_id, view)


@router.get(
    "/{id}/quotes",
    operation_id="list_article_quotes",
    summary="List an article's quotes",
    response_model=QuotePage,
    responses=describe_problems(404, 422, 503),
)
async def answer_article_quotes(
    database: DatabaseDep, article_id: PathId, params: Annotated[ArticleQuoteParams, Query()]
) -> Response:
    """The quotes of one article, in the order of its text."""
    require = partial(require_article, article_id=article_id)
    book = choose_quotes(params)
    return await answer_page(database, book, params, sort=params.order, require=require, article=(article_id,))


@router.get(
    "/{id}/events",
    operation_id="list_article_events",
    summary="List an article's events",
    response_model=EventPage,
    responses=describe_problems(404, 422, 503),
)
async def answer_article_events(
    database: DatabaseDep, article_id: PathId, params: Annotated[ArticleEventParams, Query()]
) -> Response:
    """The events of one article, in the order of its text."""
    require = partial(require_article, article_id=article_id)
    book = choose_events(withdrawn=params.withdrawn)
    return await answer_page(database, book, params, sort=params.order, require=require, article=(article_id,))


@router.get(
    "/{id}/speakers",
    operation_id="list_article_speakers",
    summary="List an article's speakers",
    response_model=SpeakerPage,
    responses=describe_problems(404, 422, 503),
)
async def answer_article_speakers(
    database: DatabaseDep, article_id: PathId, params: Annotated[NarrowSpeakers, Query()]
) -> Response:
    """Everyone whom the article quotes; counts are over all articles."""
    require = partial(require_article, article_id=article_id)
    return await answer_page(database, SPEAKER_LIST, params, sort=params.order, require=require, article=(article_id,))
