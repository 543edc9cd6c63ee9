"""Plain reads go the short way: they meet their endpoint without FastAPI's machinery in between.

FastAPI's declarations stay what documents a route and what judges a request; the short way only spares the work
where the verdict is known. It takes the query string apart as Starlette does, has the same models validate it, and
calls the same endpoint. Whatever isn't plain (a parameter that is unknown, wrong or repeated, an error of the
endpoint) goes through FastAPI from the start, which then says what is wrong. Measured: FastAPI's routing, two
dependencies and a model of parameters take two to three times as long as the question to the database.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from inspect import signature
from typing import Any, get_args, get_origin
from urllib.parse import parse_qsl

from fastapi import APIRouter
from fastapi.params import Query
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.deps import DatabaseDep
from app.api.keyed import KeyedRoute
from app.api.params import PathId
from app.errors import MusnadError
from app.store.db import Database

_ID: TypeAdapter[int] = TypeAdapter(PathId)
REMEMBERED, LONGEST_REMEMBERED = 1024, 1000
"""How many query strings are understood once and for all, and how many bytes they may have."""


@dataclass(frozen=True, eq=False)
class PlainRead:
    """A GET endpoint that asks for no more than the database, ids from its path, and a model of its query string."""

    endpoint: Callable[..., Any]
    query: str
    model: type[BaseModel]
    lists: frozenset[str]
    database: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)

    def read(self, query: bytes, ids: Mapping[str, str], database: Database) -> dict[str, Any] | None:
        """The endpoint's arguments; None where FastAPI has to look at the request."""
        params = (_understand if len(query) <= LONGEST_REMEMBERED else _validate)(self, query)
        if params is None:
            return None
        arguments: dict[str, Any] = {self.query: params}
        try:
            for argument, name in self.ids.items():
                arguments[argument] = _ID.validate_python(ids[name])
        except ValidationError:
            return None
        if self.database:
            arguments[self.database] = database
        return arguments


def _validate(read: PlainRead, query: bytes) -> BaseModel | None:
    """The parameters; None where FastAPI has to look at them."""
    given = _read_query(query, read.lists)
    try:
        return None if given is None else read.model.model_validate(given)
    except ValidationError:
        return None


_understand = lru_cache(maxsize=REMEMBERED)(_validate)


class ShortWay:
    """Calls the endpoints of plain reads; everything else it passes on."""

    def __init__(self, app: ASGIApp, *, reads: Mapping[str, PlainRead]) -> None:
        self.app, self.reads = app, reads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or have it answered."""
        response = await self._answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (self.app if response is None else response)(scope, receive, send)

    async def _answer(self, scope: Scope) -> ASGIApp | None:
        found = self._find(scope["path"])
        if found is None:
            return None
        route, ids = found
        read = self.reads[route]
        arguments = read.read(scope["query_string"], ids, scope["app"].state.database)
        if arguments is None:
            return None
        try:
            response: ASGIApp = await read.endpoint(**arguments)
        except MusnadError:
            return None
        return response

    def _find(self, path: str) -> tuple[str, Mapping[str, str]] | None:
        """The route and the ids in the path: what follows a collection's name is an id."""
        if path in self.reads:
            return path, {}
        parts = path.split("/", 4)
        if len(parts) < 4:
            return None
        row, parts[3] = parts[3], "{id}"
        route = "/".join(parts)
        return (route, {"id": row}) if route in self.reads else None


def find_reads(prefix: str, routers: Iterator[APIRouter]) -> dict[str, PlainRead]:
    """The plain reads among the routes, by path; where a key is needed, nothing is plain."""
    found = {
        prefix + route.path: _read_signature(route.endpoint)
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute) and route.methods == {"GET"} and not isinstance(route, KeyedRoute)
    }
    return {path: read for path, read in found.items() if read is not None}


def _read_query(query: bytes, lists: frozenset[str]) -> dict[str, Any] | None:
    """The parameters; None where one that takes a single value has several."""
    given: dict[str, Any] = {}
    for name, value in parse_qsl(query.decode("latin-1"), keep_blank_values=True) if query else ():
        if name in lists:
            given.setdefault(name, []).append(value)
        elif name in given:
            return None
        else:
            given[name] = value
    return given


def _read_signature(endpoint: Callable[..., Any]) -> PlainRead | None:
    query, database, ids = None, None, {}
    for name, parameter in signature(endpoint).parameters.items():
        if parameter.annotation == DatabaseDep:
            database = name
        elif parameter.annotation == PathId:
            ids[name] = "id"
        elif model := _model_of(parameter.annotation):
            query = (name, model)
        else:
            return None
    if query is None:
        return None
    argument, model = query
    lists = (found.alias or name for name, found in model.model_fields.items() if get_origin(found.annotation) is list)
    return PlainRead(endpoint, argument, model, frozenset(lists), database, ids)


def _model_of(annotation: Any) -> type[BaseModel] | None:
    """The model of a query string: `Annotated[Model, Query()]`."""
    model, *details = get_args(annotation) or (None,)
    is_model = isinstance(model, type) and issubclass(model, BaseModel)
    return model if is_model and any(isinstance(detail, Query) for detail in details) else None
