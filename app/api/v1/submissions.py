"""Articles that are sent, and articles that are deleted."""

import hashlib
from functools import partial
from typing import Annotated, Any, Self

import orjson
from anyio import to_thread
from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.concurrency import run_in_threadpool
from starlette.convertors import register_url_convertor
from starlette.exceptions import HTTPException

from app.api.deps import DatabaseDep, NoQuery
from app.api.keyed import KeyedRoute, needs
from app.api.params import Day, PathId, RowConvertor
from app.api.problems import describe_problems
from app.api.v1 import examples
from app.api.v1.analyze import LONGEST_TEXT, share_of_analysis
from app.api.v1.articles import ArticleDetail
from app.errors import Deleted
from app.ingest.fetch import Fetcher
from app.pipeline import Status, ingest
from app.pipeline.submission import Submission, read_submission
from app.records import LONGEST_SOURCE, LONGEST_URL
from app.store.articles import ARTICLES
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.keys import Key
from app.store.listing import read_row
from app.store.replays import Answer, find_answer, keep_answer
from app.store.tombstones import delete_article

register_url_convertor("row", RowConvertor())
router = APIRouter(prefix="/articles", tags=["articles"], route_class=KeyedRoute)
LONGEST_PAGE = 5_000_000
_ADDRESS = r"^https?://[^\s/]+\S*$"
# A document has no NUL, and no database keeps one.
_TEXT = r"^[^\x00]*$"
IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=200,
        pattern="^[!-~]+$",
        description="The same again with the same body is answered as the first time, for 24 hours.",
    ),
]


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
    key: Key = request.state.key
    digest = hashlib.sha256(orjson.dumps(sent.model_dump(mode="json"))).hexdigest()
    known = await run_in_threadpool(_find_known, database, key, idempotency_key, digest)
    if known is None:
        work = partial(_store, database, request.app.state.fetcher, sent)
        answer = await to_thread.run_sync(work, limiter=share_of_analysis(request))
        known = await run_in_threadpool(_keep, database, key, idempotency_key, digest, answer)
    headers = {"Location": known.location}
    return Response(known.body, known.status, headers, "application/json")


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


def _store(database: Database, fetcher: Fetcher, sent: ArticleSubmission) -> Answer:
    told = sent.model_dump(exclude={"text", "html", "url"})
    document = read_submission(Submission(text=sent.text, html=sent.html, url=sent.url, told=told), fetcher=fetcher)
    outcome = ingest(database, document)
    if outcome.status is Status.deleted:
        raise Deleted(outcome.article_id)
    with database.read() as connection:
        article = read_row(connection, ARTICLES, outcome.article_id).decode()
    body = f'{{"status":"{outcome.status}","article":{article}}}'
    status = 201 if outcome.status is Status.new else 200
    return Answer("", status, f"/v1/articles/{outcome.article_id}", body)


def _find_known(database: Database, key: Key, token: str | None, digest: str) -> Answer | None:
    if token is None:
        return None
    with database.read() as connection:
        return _same(find_answer(connection, key.id, token), digest)


def _keep(database: Database, key: Key, token: str | None, digest: str, answer: Answer) -> Answer:
    if token is None:
        return answer
    kept: dict[str, Any] = {**answer.__dict__, "digest": digest}
    with database.write() as session:
        return _same(keep_answer(session, key.id, token, Answer(**kept)), digest) or answer


def _same(known: Answer | None, digest: str) -> Answer | None:
    if known is not None and known.digest != digest:
        raise HTTPException(422, "this Idempotency-Key was sent before, with another body")
    return known
