"""One search through everything, and suggestions while somebody types."""

from functools import partial
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from app.api.answers import answer_bytes, answer_json
from app.api.deps import DatabaseDep, Pace, read
from app.api.paging import Book, read_filters, tune
from app.api.params import INTEGER, NoParams, Search
from app.api.problems import describe_problems
from app.api.v1.articles import ARTICLE_LIST, ArticleRead
from app.api.v1.events import EVENT_LIST, EventRead
from app.api.v1.filters import Exactly, Matches
from app.api.v1.quotes import QUOTE_LIST, QuoteRead
from app.api.v1.speakers import SPEAKER_LIST, SpeakerRead
from app.errors import QueryError
from app.records import SpeakerKind
from app.store.search.finding import RELEVANCE
from app.store.search.near import Recall
from app.store.search.suggesting import suggest

router = APIRouter(tags=["search"])
_BOOKS = {"articles": ARTICLE_LIST, "quotes": QUOTE_LIST, "events": EVENT_LIST, "speakers": SPEAKER_LIST}


class FoundArticles(BaseModel):
    """The best articles."""

    items: list[ArticleRead] = Field(description="The best hits first.")
    total: int = Field(ge=0, description="How many there are.")
    relaxed: bool = Field(description="Whether none holds all words, so that these hold any.")


class FoundQuotes(BaseModel):
    """The best quotes."""

    items: list[QuoteRead] = Field(description="The best hits first.")
    total: int = Field(ge=0, description="How many there are.")
    relaxed: bool = Field(description="Whether none holds all words, so that these hold any.")


class FoundEvents(BaseModel):
    """The best events."""

    items: list[EventRead] = Field(description="The best hits first.")
    total: int = Field(ge=0, description="How many there are.")
    relaxed: bool = Field(description="Whether none holds all words, so that these hold any.")


class FoundSpeakers(BaseModel):
    """The best speakers."""

    items: list[SpeakerRead] = Field(description="The best hits first.")
    total: int = Field(ge=0, description="How many there are.")
    relaxed: bool = Field(description="Whether none is named so, so that these are named nearly so.")


class SearchRead(BaseModel):
    """The best of every kind. A kind without the field that is asked for has no hits."""

    articles: FoundArticles = Field(description="Articles.")
    quotes: FoundQuotes = Field(description="Quotes.")
    events: FoundEvents = Field(description="Events.")
    speakers: FoundSpeakers = Field(description="Speakers.")


class SuggestedSpeaker(BaseModel):
    """A speaker whose name begins as typed."""

    id: int = Field(description="Their id.")
    name: str = Field(description="Fullest name found.")
    kind: SpeakerKind = Field(description="person, organization, group or unnamed.")
    quote_count: int = Field(ge=0, description="How many quotes are theirs.")


class SuggestedTerm(BaseModel):
    """A word that begins as typed."""

    text: str = Field(description="The word.")
    count: int = Field(ge=1, description="How often it stands in the newest quotes that hold such words.")


class SuggestionRead(BaseModel):
    """What a search box can offer."""

    speakers: list[SuggestedSpeaker] = Field(description="Who says most first.")
    terms: list[SuggestedTerm] = Field(description="Words for the last one typed, the most frequent first.")


_Wanted = Annotated[Search, Field(description="What is searched for, in the query language of `q` in every list.")]
_Few = Annotated[int, Field(ge=1, le=20, description="Hits of each kind."), INTEGER]


class SearchParams(NoParams):
    """What is searched for, everywhere."""

    q: _Wanted = Field(examples=["روسيا"])
    match: Matches
    exact: Exactly
    limit: _Few = 5


class SuggestParams(NoParams):
    """What has been typed so far."""

    q: _Wanted = Field(examples=["لافر"])
    limit: _Few = 8


@router.get(
    "/search",
    operation_id="search",
    summary="Search everything",
    response_model=SearchRead,
    responses=describe_problems(422, 503),
)
async def answer_search(database: DatabaseDep, params: Annotated[SearchParams, Query()]) -> Response:
    """The best articles, quotes, events and speakers, with highlights, and how many there are of each kind."""
    recall = partial(database.memory.recall, database.version())

    def ask(connection: Connection) -> bytes:
        found: dict[str, bytes] = {}
        refused: list[QueryError] = []
        for name, book in _BOOKS.items():
            try:
                filters = tune(read_filters(book.filters, params, {}), params, database.tuning)
                found[name] = _find(connection, book, filters, params.limit, recall)
            except QueryError as error:
                refused.append(error)
                found[name] = b'{"items":[],"total":0,"relaxed":false}'
        if len(refused) == len(_BOOKS):
            raise refused[0]
        return b"{" + b",".join(b'"%b":%b' % (name.encode(), part) for name, part in found.items()) + b"}"

    return answer_bytes(await read(database, ask, pace=Pace.slow))


def _find(connection: Connection, book: Book, filters: Any, limit: int, recall: Recall) -> bytes:
    found: Any = book.read(connection, filters=filters, sort=RELEVANCE, after=None, limit=limit, recall=recall)
    items = found.slice.items
    total = len(items) if found.slice.end is None else book.count_rows(connection, filters=found.filters)
    extras = orjson.dumps({"total": total, "relaxed": found.is_relaxed})[1:]
    return b'{"items":[%b],%b' % (b",".join(items), extras)


@router.get(
    "/suggest",
    operation_id="suggest",
    summary="Complete what is typed",
    response_model=SuggestionRead,
    responses=describe_problems(422, 503),
)
async def answer_suggestions(database: DatabaseDep, params: Annotated[SuggestParams, Query()]) -> Response:
    """Speakers and frequent words for a search box, while somebody types."""
    version = database.version()

    def ask(connection: Connection) -> Response:
        return answer_json(suggest(connection, database, params.q, limit=params.limit, version=version))

    return await read(database, ask)
