"""Articles that are sent, and articles that are deleted."""

from functools import partial
from typing import Annotated, Self

import orjson
from anyio import to_thread
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.concurrency import run_in_threadpool
from starlette.convertors import register_url_convertor

from app.api.deps import DatabaseDep, NoQuery
from app.api.keyed import KeyedRoute, needs
from app.api.once import IdempotencyKey, Once, answer_again
from app.api.params import Day, PathId, RowConvertor
from app.api.problems import describe_problems
from app.api.v1 import examples
from app.api.v1.analyze import LONGEST_TEXT, share_of_analysis
from app.api.v1.articles import ArticleDetail
from app.errors import Deleted, SourceError
from app.ingest.fetch import Fetcher
from app.pipeline import Status, ingest
from app.pipeline.submission import Submission, read_submission
from app.records import LONGEST_SOURCE, LONGEST_URL
from app.store.articles import ARTICLES
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.listing import read_row
from app.store.replays import Answer
from app.store.tombstones import delete_article

register_url_convertor("row", RowConvertor())
router = APIRouter(prefix="/articles", tags=["articles"], route_class=KeyedRoute)
LONGEST_PAGE = 5_000_000
_ADDRESS = r"^https?://[^\s/]+\S*$"
# A document has no NUL, and no database keeps one.
_TEXT = r"^[^\x00]*$"


class ArticleSubmission(BaseModel):
    """A text, a page in HTML, or an address alone, which is fetched. What is told beside it wins over what it says."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.SUBMISSION]})

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)] | None = Field(
        default=None, description="A plain text; with a `title`, that is not repeated in it."
    )
    html: Annotated[str, Field(min_length=1, max_length=LONGEST_PAGE)] | None = Field(
        default=None, description="A page."
    )
    url: Annotated[str, Field(max_length=LONGEST_URL, pattern=_ADDRESS)] | None = Field(
        default=None, description="Address of the article."
    )
    external_id: Annotated[str, Field(min_length=1, max_length=200, pattern=_TEXT)] | None = Field(
        default=None, description="The publisher's own id."
    )
    title: Annotated[str, Field(min_length=1, max_length=2000, pattern=_TEXT)] | None = Field(
        default=None, description="Headline."
    )
    deck: Annotated[str, Field(max_length=5000, pattern=_TEXT)] | None = Field(
        default=None, description="Line under the headline."
    )
    author: Annotated[str, Field(max_length=300, pattern=_TEXT)] | None = Field(default=None, description="Byline.")
    source: Annotated[str, Field(min_length=1, max_length=LONGEST_SOURCE, pattern=_TEXT)] | None = Field(
        default=None, description="The outlet's name."
    )
    published_at: Day | None = Field(default=None, description="Day of publication.")

    @model_validator(mode="after")
    def _hold_one(self) -> Self:
        if self.text is not None and self.html is not None:
            raise ValueError("either text or html, not both")
        if self.text is None and self.html is None and self.url is None:
            raise ValueError("one of text, html and url is needed")
        return self


class SubmissionRead(BaseModel):
    """What became of an article that was sent."""

    status: Status = Field(description="new, unchanged, updated, or duplicate: a stored text, of another address.")
    article: ArticleDetail = Field(description="The article as it is stored.")


@router.post(
    "",
    operation_id="create_article",
    summary="Store an article",
    response_model=SubmissionRead,
    responses={
        201: {"model": SubmissionRead, "description": "It is new; `Location` says where it is."},
        **describe_problems(401, 403, 410, 413, 415, 422, 429, 502, 503),
    },
    dependencies=[needs(Scope.ingest)],
)
async def submit_article(
    request: Request, database: DatabaseDep, sent: ArticleSubmission, _: NoQuery, idempotency_key: IdempotencyKey = None
) -> Response:
    """Reads, analyses and stores an article: 201 if it is new, 200 if it was there. Needs the scope `ingest`."""
    once = Once(request.state.key, idempotency_key, orjson.dumps(sent.model_dump(mode="json")))
    work = partial(_store_once, once, database, request.app.state.fetcher, sent)
    return answer_again(await to_thread.run_sync(work, limiter=share_of_analysis(request)))


@router.delete(
    "/{id:row}",
    operation_id="delete_article",
    summary="Delete an article",
    status_code=204,
    response_class=Response,
    responses=describe_problems(401, 403, 404, 410, 422, 429, 503),
    dependencies=[needs(Scope.admin)],
)
async def answer_deletion(request: Request, database: DatabaseDep, article_id: PathId, _: NoQuery) -> Response:
    """Deletes an article with all that was found in it, for good: it is not ingested again. Needs the scope `admin`."""

    def work() -> None:
        with database.write() as session:
            delete_article(session, article_id, by=request.state.key.name)

    await run_in_threadpool(work)
    return Response(status_code=204)


def _store_once(once: Once, database: Database, fetcher: Fetcher, sent: ArticleSubmission) -> Answer:
    with once.claim(database) as known:
        return known or once.keep(database, _store(database, fetcher, sent))


def _store(database: Database, fetcher: Fetcher, sent: ArticleSubmission) -> Answer:
    told = sent.model_dump(exclude={"text", "html", "url"})
    submission = Submission(text=sent.text, html=sent.html, url=sent.url, told=told)
    try:
        outcome = ingest(database, read_submission(submission, fetcher=fetcher))
    except SourceError as error:
        error.parameter = next(name for name in ("text", "html", "url") if getattr(sent, name) is not None)
        raise
    if outcome.status is Status.deleted:
        raise Deleted(outcome.article_id)
    with database.read() as connection:
        article = read_row(connection, ARTICLES, outcome.article_id).decode()
    body = f'{{"status":"{outcome.status}","article":{article}}}'
    status = 201 if outcome.status is Status.new else 200
    return Answer("", status, f"/v1/articles/{outcome.article_id}", body)
