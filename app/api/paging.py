"""Lists as pages: keyset cursors that only fit the list, sort and filters they came from."""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Generic, TypeVar

import orjson
from fastapi import Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from app.api.answers import answer_json
from app.api.deps import read
from app.api.params import PageParams
from app.errors import BadCursor, QueryError
from app.store.db import Database
from app.store.listing import Row

Item = TypeVar("Item")
_DIGEST = 8


def _hide_default(schema: dict[str, Any]) -> None:
    del schema["default"]


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next_cursor: str | None = Field(description="`cursor` of the next page; null on the last one.")
    total: int = Field(
        default=0,
        ge=0,
        description="Items on all pages; only there with `count=true`.",
        json_schema_extra=_hide_default,
    )


@dataclass(frozen=True)
class Book:
    """A list that can be turned page by page, and the store's functions behind it."""

    name: str
    filters: type[Any]
    list_rows: Callable[..., list[Row]]
    count_rows: Callable[[Connection, Any], int]
    place_of: Callable[[Row, Any], Sequence[str | int]]


async def answer_page(
    database: Database,
    book: Book,
    params: PageParams,
    *,
    sort: StrEnum,
    require: Callable[[Connection], None] | None = None,
    **fixed: Any,
) -> Response:
    """The page asked for. `fixed` are filters that the path sets; `require` looks for what the list hangs on."""
    filters = read_filters(book.filters, params, fixed)
    mark = mark_list(book.name, sort, filters)
    after = read_cursor(params.cursor, mark) if params.cursor else None

    def ask(connection: Connection) -> dict[str, Any]:
        if require:
            require(connection)
        rows = book.list_rows(connection, filters, sort=sort, after=after, limit=params.limit + 1)
        total = {"total": book.count_rows(connection, filters)} if params.count else {}
        last = rows[params.limit - 1] if len(rows) > params.limit else None
        cursor = write_cursor(book.place_of(last, sort), mark) if last else None
        return {"items": rows[: params.limit], "next_cursor": cursor, **total}

    return answer_json(await read(database, ask, slow=params.is_slow))


def read_filters(kind: type[Any], params: PageParams, fixed: dict[str, Any]) -> Any:
    """The store's filter, from the parameters of the same names. Raises QueryError for a range turned round."""
    names = [field.name for field in fields(kind)]
    given = {name: getattr(params, name) for name in names if hasattr(params, name)} | fixed
    for name in names:
        stem = name.removesuffix("_from")
        first, last = given.get(name), given.get(f"{stem}_to")
        if stem != name and first and last and first > last:
            raise QueryError(f"{stem}_to", f"lies before {name}")
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})


def mark_list(name: str, sort: StrEnum, filters: Any) -> bytes:
    """What tells one list from another; the order in which a filter's values are given doesn't matter."""
    parts = [name, sort.value]
    for field in fields(filters):
        value = getattr(filters, field.name)
        values = sorted(map(str, value)) if isinstance(value, tuple) else [str(value)]
        parts.append(orjson.dumps(values).decode())
    return blake2b("\n".join(parts).encode(), digest_size=_DIGEST).digest()


def write_cursor(place: Sequence[str | int], mark: bytes) -> str:
    """The place of the last row on a page, for a list with that mark."""
    return urlsafe_b64encode(mark + orjson.dumps(place)).decode().rstrip("=")


def read_cursor(cursor: str, mark: bytes) -> list[str | int]:
    """The place again; what its parts must be, the store knows. Raises BadCursor."""
    try:
        raw = b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        found, place = raw[:_DIGEST], orjson.loads(raw[_DIGEST:])
    except ValueError:
        raise BadCursor("this is no cursor of this service") from None
    if not isinstance(place, list) or not all(type(part) in (str, int) for part in place):
        raise BadCursor("this is no cursor of this service")
    if found != mark:
        raise BadCursor
    return place
