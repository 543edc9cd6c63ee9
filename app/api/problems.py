"""Errors → HTTP: whatever goes wrong is answered as one RFC 9457 problem, never as a stack trace."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal
from urllib.parse import quote

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Match

from app.errors import (
    BadCursor,
    BrokenLaw,
    Deleted,
    FailedFetch,
    MusnadError,
    NotFound,
    NotMigrated,
    QueryError,
    RefusedEdit,
    SourceError,
    StoreError,
)
from app.store.conditions import LARGEST_ID
from app.store.db import Database
from app.store.schema import require_migrated
from app.store.tombstones import get_tombstone

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
METHODS = ("DELETE", "GET", "PATCH", "POST", "PUT")
_FAMILY = "urn:problem-type:musnad:"
# Status → (last part of the type, title, what the API document says about it).
KINDS = {
    400: ("bad-request", "Bad request", "The request can't be read."),
    401: ("unauthorized", "Unauthorized", "There is no key, or none that opens: see `WWW-Authenticate`."),
    403: ("forbidden", "Forbidden", "The key does not open this, or writing is off because there is no key at all."),
    404: ("not-found", "Not found", "There is nothing with this id or at this address."),
    405: ("method-not-allowed", "Method not allowed", "The address is right, the method is not: see `Allow`."),
    409: ("conflict", "Conflict", "What is stored stands against it."),
    410: ("gone", "Gone", "There was such an article; it was deleted for good."),
    413: ("too-large", "Content too large", "The body is larger than this operation takes."),
    414: ("too-long", "Address too long", "The path and the query string are longer than any question needs."),
    415: ("unsupported-media-type", "Unsupported media type", "The body is not of the type that this operation takes."),
    422: ("invalid-request", "Invalid request", "A parameter or the body isn't valid: see `errors`."),
    429: ("too-many-requests", "Too many requests", "More than the limit in a minute: see `Retry-After`."),
    431: ("head-too-large", "Head too large", "The line and the headers of the request are larger than any needs."),
    500: ("internal-error", "Internal error", "Something broke on this side; the log has the reason."),
    502: ("bad-gateway", "Bad gateway", "The address could not be fetched."),
    503: ("not-ready", "Not ready", "The database can't be reached or isn't migrated."),
}
BAD_CURSOR = "bad-cursor"


def _hide_default(schema: dict[str, Any]) -> None:
    del schema["default"]


class ParameterError(BaseModel):
    """What is wrong with one parameter."""

    model_config = ConfigDict(extra="forbid")

    location: Literal["path", "query", "header", "body"] = Field(description="Where the parameter stands.")
    name: str = Field(
        description="Its name; inside a body the way to it, as `a.b`. Empty for the body as a whole.", examples=["id"]
    )
    message: str = Field(description="What is wrong with it.", examples=["Input should be greater than or equal to 1"])
    position: int | None = Field(
        default=None,
        description="The code point of its value where it goes wrong; only there where that is known.",
        json_schema_extra=_hide_default,
    )


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Stable name of this kind of problem, a URN.", examples=[f"{_FAMILY}not-found"])
    title: str = Field(description="The kind in words; the same for all problems of one type.", examples=["Not found"])
    status: int = Field(description="The HTTP status.", examples=[404])
    detail: str = Field(description="What is wrong this time.", examples=["no quote with the id 9000"])
    instance: str = Field(description="Path of the request.", examples=["/v1/quotes/9000"])
    errors: list[ParameterError] = Field(description="Each offending parameter; empty where none is to blame.")


def install_handlers(app: FastAPI) -> None:
    """Give every kind of error its answer. What none of these catches, `CatchCrashes` does."""
    handlers: dict[type[Exception], Callable[[Request, Any], Response | Awaitable[Response]]] = {
        HTTPException: answer_http_exception,
        RequestValidationError: answer_invalid,
        MusnadError: answer_error,
        DBAPIError: answer_store_error,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def describe_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with these; any route may break."""
    schema = {"$ref": f"#/components/schemas/{Problem.__name__}"}
    return {
        status: {"description": KINDS[status][2], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in (*statuses, 500)
    }


def answer_problem(
    request: Request,
    status: int,
    detail: str,
    *,
    kind: str | None = None,
    errors: Sequence[ParameterError] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """The problem as a response; `kind` where one status has several types."""
    body = write_problem(status, detail, path=request.url.path, kind=kind, errors=errors)
    return Response(body, status, headers, MEDIA_TYPE)


def write_problem(
    status: int, detail: str, *, path: str, kind: str | None = None, errors: Sequence[ParameterError] = ()
) -> bytes:
    """The problem as JSON."""
    slug, title, _ = KINDS.get(status, ("error", "Error", ""))
    body = Problem(
        type=_FAMILY + (kind or slug),
        title=title,
        status=status,
        detail=detail,
        instance=quote(path, safe="/:@!$&'()*+,;=~"),
        errors=list(errors),
    )
    return orjson.dumps(body.model_dump(exclude_none=True))


async def answer_http_exception(request: Request, error: HTTPException) -> Response:
    """What the router or a body reader refuses: no such path, method, size, type."""
    headers = dict(error.headers or {})
    detail = str(error.detail)
    if error.status_code == 404:
        detail = "there is nothing at this address"
    if error.status_code == 405:
        headers["Allow"] = ", ".join(find_methods(request))
        detail = f"{request.scope.get('musnad.method', request.method)} is not possible here"
    return answer_problem(request, error.status_code, detail, headers=headers)


def find_methods(request: Request) -> list[str]:
    """Every method that this address answers to; the router's own header knows only the first route."""
    routes = request.app.router.routes
    found = [m for m in METHODS if any(r.matches({**request.scope, "method": m})[0] is Match.FULL for r in routes)]
    return [*found, "HEAD"] if "GET" in found else found


async def answer_invalid(request: Request, error: RequestValidationError) -> Response:
    """Parameters or a body that don't validate, each named."""
    errors = list({(each.location, each.name): each for each in map(_parameter_error, error.errors())}.values())
    names = ", ".join(dict.fromkeys(each.name or each.location for each in errors))
    return answer_problem(request, 422, f"not valid: {names}", errors=errors)


def _parameter_error(error: dict[str, Any]) -> ParameterError:
    location, *way = error["loc"]
    if error["type"] == "json_invalid":
        return ParameterError(location="body", name="", message="this is not JSON")
    if location == "query":
        # Which of a parameter's values is wrong stays unsaid: clients look for the parameter by its name.
        way = way[:1]
    message = "no such parameter here" if error["type"] == "extra_forbidden" else error["msg"]
    name, position = ".".join(map(str, way)), _find_place(error) if location == "query" else None
    return ParameterError(location=location, name=name, message=message, position=position)


def _find_place(error: dict[str, Any]) -> int | None:
    """The code point of a text where it goes wrong."""
    if error["type"] == "string_too_long":
        return int(error["ctx"]["max_length"])
    return 0 if error["type"] in ("string_too_short", "not_searchable") else None


async def answer_error(request: Request, error: MusnadError) -> Response:
    """Musnad's own errors."""
    match error:
        case QueryError():
            wrong = ParameterError(location="query", name=error.parameter, message=error.reason, position=error.at)
            kind = BAD_CURSOR if isinstance(error, BadCursor) else None
            return answer_problem(request, 422, f"not valid: {error.parameter}", kind=kind, errors=[wrong])
        case NotFound():
            return await run_in_threadpool(_answer_not_found, request, error)
        case Deleted():
            return answer_problem(request, 410, str(error))
        case RefusedEdit():
            return answer_problem(request, 409, str(error))
        case FailedFetch():
            return answer_problem(request, 502, str(error))
        case SourceError() | BrokenLaw():
            name = error.name if isinstance(error, BrokenLaw) else error.parameter
            wrong = ParameterError(location="body", name=name, message=error.reason)
            return answer_problem(request, 422, str(error), errors=[wrong])
        case StoreError():
            return await run_in_threadpool(answer_store_error, request, error)
        case _:
            return answer_crash(request, error)


def _answer_not_found(request: Request, error: NotFound) -> Response:
    """404, or 410 for an article that was deleted."""
    database: Database = request.app.state.database
    if error.kind == "article" and isinstance(error.key, int) and 0 < error.key <= LARGEST_ID:
        with database.read() as connection:
            if get_tombstone(connection, error.key):
                return answer_problem(request, 410, str(Deleted(error.key)))
    return answer_problem(request, 404, str(error))


def answer_store_error(request: Request, error: StoreError | DBAPIError) -> Response:
    """A question that failed: because the database isn't ready, or because of a bug in the question."""
    try:
        require_migrated(request.app.state.database)
    except StoreError as reason:
        return answer_unready(request, reason)
    return answer_unready(request, error) if isinstance(error, StoreError) else answer_crash(request, error)


def answer_unready(request: Request, error: StoreError) -> Response:
    """The reason goes to the log; drivers name hosts and files in it, so that callers learn only the known one."""
    logger.warning("%s %s: %s", request.method, request.url.path, error)
    detail = str(error) if isinstance(error, NotMigrated) else "the database can't be used at the moment"
    return answer_problem(request, 503, detail)


def answer_crash(request: Request, error: Exception) -> Response:
    """A bug: logged with its traceback, answered without."""
    logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer_problem(request, 500, "this is a mistake of the server, not of the request")
