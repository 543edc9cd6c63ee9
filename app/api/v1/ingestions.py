"""Ingestions of files, feeds and sitemaps, which run apart: asked for, looked at, cancelled."""

import hashlib
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, BinaryIO, Self

import orjson
from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from app.api.bodies import check_content_type
from app.api.deps import DatabaseDep, NoQuery
from app.api.keyed import KeyedRoute, needs
from app.api.once import IdempotencyKey, Once, answer_again
from app.api.paging import Page, answer_page, answer_row, open_book
from app.api.params import Day, NoParams, PageParams, PathId
from app.api.problems import describe_problems
from app.api.uploads import invalid, read_form
from app.api.v1 import examples
from app.api.v1.examples import show
from app.api.v1.filters import MOST_VALUES
from app.ingest.fielded import FIELDS, parse_mapping
from app.records import LONGEST_SOURCE, LONGEST_URL
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.job_models import JobKind, JobState
from app.store.jobs import INGESTIONS, IngestionFilter, IngestionSort, Order, add_job, cancel_job, count_waiting
from app.store.listing import read_row
from app.store.replays import Answer

router = APIRouter(prefix="/ingestions", tags=["ingestions"], route_class=KeyedRoute)
INGESTION_LIST = open_book(INGESTIONS, IngestionFilter)
# Each may hold a large file.
MOST_WAITING = 100
_MOST_ADDRESSES = 1000
_LONGEST_NAME = 200
_PART = 1 << 20
_MULTIPART = "multipart/form-data"
Address = Annotated[str, Field(max_length=LONGEST_URL, pattern=r"^https?://[^\s/\x00]+[^\s\x00]*$")]
Outlet = Annotated[str, Field(min_length=1, max_length=LONGEST_SOURCE, pattern=r"^[^\x00]*$")]


class IngestionRequest(BaseModel):
    """One of `feed`, `sitemap` and `urls`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.INGESTION_REQUEST]})

    feed: Address | None = Field(default=None, description="Address of a feed: each page that it lists, once.")
    sitemap: Address | None = Field(default=None, description="Address of a sitemap, or of an index of sitemaps.")
    urls: list[Address] | None = Field(
        default=None, min_length=1, max_length=_MOST_ADDRESSES, description="Addresses of pages."
    )
    source: Outlet | None = Field(default=None, description="The outlet, where the pages do not say it right.")

    @model_validator(mode="after")
    def _hold_one(self) -> Self:
        if [self.feed, self.sitemap, self.urls].count(None) != 2:
            raise ValueError("one of feed, sitemap and urls is needed")
        return self


class UploadRequest(BaseModel):
    """A file as `musnad ingest` reads it: a text, a page, JSON, JSON Lines, CSV, a zip of these; gzipped or not."""

    model_config = ConfigDict(extra="forbid")

    file: str = Field(
        default="", description="The file; its name tells its kind.", json_schema_extra={"format": "binary"}
    )
    map: list[str] = Field(
        default=[],
        max_length=len(FIELDS),
        description="Fields of the records that have another name, like `text=content`.",
    )
    source: Outlet | None = Field(default=None, description="The outlet, where the records do not say it.")
    published_at: Day | None = Field(default=None, description="Day of publication; wins over what the records say.")


class CountsRead(BaseModel):
    """What has become of the articles so far."""

    new: int = Field(ge=0, description="Stored.")
    unchanged: int = Field(ge=0, description="There already.")
    updated: int = Field(ge=0, description="There with another text.")
    duplicate: int = Field(ge=0, description="There at another address, or of another outlet.")
    deleted: int = Field(ge=0, description="Deleted for good, and left so.")
    refused: int = Field(ge=0, description="Could not be read: see `errors`.")


class IngestionErrorRead(BaseModel):
    """Something that was refused."""

    name: str = Field(description="Which record, file or address.")
    reason: str = Field(description="Why.")


class IngestionRead(BaseModel):
    """An ingestion, and how far it has come."""

    model_config = show(examples.INGESTION)

    id: int = Field(description="Stable id.")
    kind: JobKind = Field(description="file, feed, sitemap or urls.")
    state: JobState = Field(description="queued, running, done, failed or cancelled.")
    name: str = Field(description="The file's name, or the first address.")
    source: str | None = Field(description="The outlet that was told.")
    size: int | None = Field(description="Bytes of the file; null without one.")
    progress: float | None = Field(
        ge=0, le=1, description="Share that is done; null where it is not known how much there is."
    )
    counts: CountsRead = Field(description="What has become of the articles so far.")
    failure: str | None = Field(description="Why the whole of it failed.")
    created_by: str = Field(description="Name of the key that asked for it.")
    created_at: datetime = Field(description="When it was asked for.")
    started_at: datetime | None = Field(description="When it was begun.")
    finished_at: datetime | None = Field(description="When it ended.")


class IngestionDetail(IngestionRead):
    """An ingestion with what was asked for, and what was refused."""

    model_config = show(examples.WHOLE_INGESTION)

    addresses: list[str] = Field(description="The addresses that were asked for.")
    mapping: dict[str, str] = Field(description="Names of the records' fields, by ours.")
    published_at: date | None = Field(description="The day of publication that was told.")
    errors: list[IngestionErrorRead] = Field(description="The first 100 refusals.")


class IngestionPage(Page[IngestionRead]):
    """One page of ingestions."""


class IngestionParams(PageParams):
    """The filters of the list of ingestions."""

    state: list[JobState] = Field(default=[], max_length=MOST_VALUES, description="In any of these states.")
    kind: list[JobKind] = Field(default=[], max_length=MOST_VALUES, description="Of any of these kinds.")
    sort: IngestionSort = Field(default=IngestionSort.id_desc, description="Order; a minus turns it round.")


_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": IngestionRequest.model_json_schema()},
            _MULTIPART: {"schema": UploadRequest.model_json_schema() | {"required": ["file"]}},
        },
    }
}


@router.post(
    "",
    operation_id="create_ingestion",
    summary="Ingest a file, a feed, a sitemap or addresses",
    status_code=202,
    response_model=IngestionDetail,
    responses=describe_problems(401, 403, 413, 415, 422, 429, 503),
    openapi_extra=_BODY,
    dependencies=[needs(Scope.ingest)],
)
async def submit_ingestion(
    request: Request, database: DatabaseDep, _: NoQuery, idempotency_key: IdempotencyKey = None
) -> Response:
    """Takes a file or addresses, and ingests them apart, whatever happens in between; `Location` is where to look.

    Files may have as many bytes as `MUSNAD_LARGEST_UPLOAD` says. Needs the scope `ingest`.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _MULTIPART:
        check_content_type(request)
        body = await request.body()
        order = _read_request(body)
        once = Once(request.state.key, idempotency_key, b"ingestion", body)
        return await run_in_threadpool(_enqueue, request, database, once, order)
    async with read_form(request, largest=request.app.state.settings.largest_upload) as (file, fields):
        order = _read_upload(file.filename or "", fields)
        content = await run_in_threadpool(_digest, file.file) if idempotency_key else b""
        once = Once(request.state.key, idempotency_key, b"ingestion", repr(order).encode(), content)
        return await run_in_threadpool(_enqueue, request, database, once, order, file.file)


@router.get(
    "",
    operation_id="list_ingestions",
    summary="List ingestions",
    response_model=IngestionPage,
    responses=describe_problems(401, 403, 422, 429, 503),
    dependencies=[needs(Scope.ingest)],
)
async def answer_ingestions(database: DatabaseDep, params: Annotated[IngestionParams, Query()]) -> Response:
    """Ingestions that were asked for in the last 90 days, the latest first. Needs the scope `ingest`."""
    return await answer_page(database, INGESTION_LIST, params, sort=params.sort)


@router.get(
    "/{id}",
    operation_id="get_ingestion",
    summary="Get an ingestion",
    response_model=IngestionDetail,
    responses=describe_problems(401, 403, 404, 422, 429, 503),
    dependencies=[needs(Scope.ingest)],
)
async def answer_ingestion(database: DatabaseDep, ingestion_id: PathId, view: NoQuery) -> Response:
    """How far it has come, what became of the articles, what was refused. Needs the scope `ingest`."""
    return await answer_row(database, INGESTIONS, ingestion_id, view)


@router.delete(
    "/{id}",
    operation_id="delete_ingestion",
    summary="Cancel an ingestion",
    response_model=IngestionDetail,
    responses=describe_problems(401, 403, 404, 409, 422, 429, 503),
    dependencies=[needs(Scope.ingest)],
)
async def cancel_ingestion(database: DatabaseDep, ingestion_id: PathId, _: NoQuery) -> Response:
    """Ends an ingestion behind the article in hand; what has been stored stays. Needs the scope `ingest`."""

    def work() -> None:
        with database.write() as session:
            cancel_job(session, ingestion_id)

    await run_in_threadpool(work)
    return await answer_row(database, INGESTIONS, ingestion_id, NoParams())


def _digest(file: BinaryIO) -> bytes:
    """What tells the file from others; it is read again from its beginning."""
    digest = hashlib.sha256()
    while part := file.read(_PART):
        digest.update(part)
    file.seek(0)
    return digest.digest()


def _enqueue(request: Request, database: Database, once: Once, order: Order, file: BinaryIO | None = None) -> Response:
    with database.write() as session:
        answer = once.find_with(session) or once.keep_with(session, _add(session, request, order, file))
    request.app.state.worker.wake()
    return answer_again(answer)


def _add(session: Session, request: Request, order: Order, file: BinaryIO | None) -> Answer:
    connection = session.connection()
    if count_waiting(connection) >= MOST_WAITING:
        raise HTTPException(429, f"{MOST_WAITING} ingestions wait already", {"Retry-After": "60"})
    job_id = add_job(session, order, by=request.state.key.name, file=file)
    return Answer("", 202, f"/v1/ingestions/{job_id}", read_row(connection, INGESTIONS, job_id).decode())


def _read_request(body: bytes) -> Order:
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise RequestValidationError([{"type": "json_invalid", "loc": ("body",), "msg": ""}]) from None
    sent = _validate(partial(IngestionRequest.model_validate, content))
    kind = JobKind.feed if sent.feed else JobKind.sitemap if sent.sitemap else JobKind.urls
    addresses = tuple(dict.fromkeys(sent.urls or filter(None, (sent.feed, sent.sitemap))))
    return Order(kind, addresses[0], addresses, source=sent.source)


def _read_upload(name: str, fields: dict[str, list[str]]) -> Order:
    for field, values in fields.items():
        if field != "map" and len(values) > 1:
            raise invalid(field, "takes one value, was given several")
    given: dict[str, Any] = {field: values if field == "map" else values[0] for field, values in fields.items()}
    if "file" in given:
        raise invalid("file", "a file with its name is needed")
    sent = _validate(partial(UploadRequest.model_validate, given))
    try:
        mapping = parse_mapping(sent.map)
    except ValueError as error:
        raise invalid("map", str(error)) from None
    if any("\0" in theirs for theirs in mapping.values()):
        raise invalid("map", "holds a character that can't be stored")
    return Order(JobKind.file, _clean_name(name), (), mapping, sent.source, sent.published_at)


def _validate(read: Any) -> Any:
    try:
        return read()
    except ValidationError as error:
        found = [{**each, "loc": ("body", *each["loc"])} for each in error.errors(include_url=False)]
        raise RequestValidationError(found) from None


def _clean_name(name: str) -> str:
    """The file's own name, without what leads to it; its ending tells its kind and stays."""
    own = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter if letter.isprintable() else "?" for letter in own)[-_LONGEST_NAME:] or "file"
