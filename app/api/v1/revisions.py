"""What an article has been, and which others tell the same story."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from app.api.answers import answer_json
from app.api.deps import DatabaseDep, NoQuery, Pace, read
from app.api.paging import MARK, Page, read_cursor, write_cursor
from app.api.params import INTEGER, NoParams, PathId
from app.api.problems import describe_problems
from app.api.v1.shapes import ArticleShort
from app.errors import BadCursor
from app.store.articles import require_article
from app.store.revisions import list_revisions
from app.store.stories import list_same_story

router = APIRouter(prefix="/articles", tags=["articles"])


class ChangesRead(BaseModel):
    """What a text did to the article's quotes and events, by their ids."""

    quotes_added: list[int] = Field(description="Quotes that are new or back.")
    quotes_withdrawn: list[int] = Field(description="Quotes that are there no longer.")
    events_added: list[int] = Field(description="Events that are new or back.")
    events_withdrawn: list[int] = Field(description="Events that are there no longer.")


class RevisionRead(BaseModel):
    """One text of an article, and how it differs from the one before."""

    number: int = Field(ge=1, description="Which text it is, from 1.")
    recorded_at: datetime = Field(description="When it was stored.")
    replaced_at: datetime | None = Field(description="When the next one was stored; null for the present text.")
    title: str = Field(description="Headline.")
    changed: list[str] = Field(description="Which of title, deck, caption and body are not as before.")
    diff: list[str] = Field(description="What changed, as lines of a unified difference; a line is a paragraph.")
    diff_truncated: bool = Field(description="Whether there are more lines than shown.")
    changes: ChangesRead = Field(description="What the text did to quotes and events.")


class RevisionPage(Page[RevisionRead]):
    """One page of an article's texts, the newest first."""


class RevisionParams(NoParams):
    """Which page of an article's texts."""

    limit: Annotated[int, Field(ge=1, le=20, description="Texts on a page."), INTEGER] = 20
    cursor: Annotated[str, Field(min_length=1, max_length=4096)] | None = Field(
        default=None, description="`next_cursor` of the page before. Belongs to its article."
    )


class StoryArticle(ArticleShort):
    """Another article that tells the same story."""

    likeness: float = Field(ge=0, le=1, description="Share of the runs of three words that both texts have.")


class StoryRead(BaseModel):
    """All other articles that tell an article's story in nearly the same words."""

    items: list[StoryArticle] = Field(description="The most alike first.")


@router.get(
    "/{id}/revisions",
    operation_id="list_article_revisions",
    summary="List an article's texts",
    response_model=RevisionPage,
    responses=describe_problems(404, 422, 503),
)
async def answer_revisions(
    database: DatabaseDep, article_id: PathId, params: Annotated[RevisionParams, Query()]
) -> Response:
    """Every text that the article has had, the newest first, with what each changed."""
    mark = article_id.to_bytes(MARK)
    before = _read_place(read_cursor(params.cursor, mark)) if params.cursor else None

    def ask(connection: Connection) -> dict[str, Any]:
        require_article(connection, article_id)
        found = list_revisions(connection, article_id, before=before, limit=params.limit)
        goes_on = bool(found) and found[-1].number > 1
        cursor = write_cursor([found[-1].number], mark) if goes_on else None
        return {"items": [asdict(each) for each in found], "next_cursor": cursor}

    return answer_json(await read(database, ask, pace=Pace.slow))


def _read_place(place: list[str | int]) -> int:
    if len(place) != 1 or not isinstance(place[0], int) or not 0 < place[0] < 2**31:
        raise BadCursor
    return place[0]


@router.get(
    "/{id}/same-story",
    operation_id="list_same_story",
    summary="List articles of the same story",
    response_model=StoryRead,
    responses=describe_problems(404, 422, 503),
)
async def answer_same_story(database: DatabaseDep, article_id: PathId, _: NoQuery) -> Response:
    """Other articles with nearly the same text: an agency's report in several papers. The same both ways."""

    def ask(connection: Connection) -> dict[str, Any]:
        require_article(connection, article_id)
        return {"items": list_same_story(connection, article_id)}

    return answer_json(await read(database, ask, pace=Pace.slow))
