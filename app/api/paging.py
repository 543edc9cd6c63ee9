"""Lists as pages: keyset cursors that only fit the list, sort and filters they came from."""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache, cached_property, lru_cache, partial
from hashlib import blake2b
from typing import Any, Generic, TypeVar

import orjson
from fastapi import Response
from pydantic import BaseModel, Field
from sqlalchemy import Connection

from app.api.answers import answer_bytes
from app.api.choosing import choose_view
from app.api.deps import Pace, read
from app.api.params import NoParams, PageParams, hide_default
from app.errors import BadCursor, QueryError
from app.store.db import Database
from app.store.facets import count_facets
from app.store.listing import REMEMBERED, Slice, count_rows, read_row
from app.store.search.finding import Found, read_found
from app.store.search.matching import Match, Search, Tuning
from app.store.shapes import Listing

Item = TypeVar("Item")
MARK = 8
"""Bytes of what tells one list from another."""


class Page(BaseModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    next_cursor: str | None = Field(description="`cursor` of the next page; null on the last one.")
    total: int = Field(
        default=0,
        ge=0,
        description="Items on all pages; only there with `count=true`.",
        json_schema_extra=hide_default,
    )
    relaxed: bool = Field(
        default=False,
        description="Only there with `q`: whether no item holds all its words, so that these hold any.",
        json_schema_extra=hide_default,
    )


@dataclass(frozen=True)
class Book:
    """A list that can be turned page by page, and the store's functions behind it."""

    name: str
    filters: type[Any]
    read: Callable[..., Slice | Found]
    count_rows: Callable[..., int]
    listing: Listing | None = None


def open_book(listing: Listing, filters: type[Any]) -> Book:
    """The book of one of the store's lists."""
    read, count = partial(read_found, listing=listing), partial(count_rows, listing=listing)
    return Book(f"{listing.name}s", filters, read, count, listing)


def _view(book: Book, params: NoParams) -> Callable[..., Slice | Found]:
    """Reads the book's rows as the parameters want them seen."""
    if book.listing is None or (view := choose_view(book.listing, params)) is book.listing:
        return book.read
    return partial(read_found, listing=view)


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
    today = datetime.now(UTC).date() if database.tuning.recency else None
    asked = _understand(book, params, sort, tuple(fixed.items()), database.tuning, today)
    # Asked before the transaction begins: see `Memory.recall`.
    version = database.version() if asked.pace is not Pace.quick else None

    def extras(connection: Connection, found: Found) -> dict[str, Any]:
        def recall(what: str, count: Callable[[], Any]) -> Any:
            return database.memory.recall(version, (book.name, found.filters, what), count)

        return _list_extras(connection, book, params, found, recall)

    def ask(connection: Connection) -> bytes:
        how: dict[str, Any] = {"relaxed": True} if asked.is_relaxed else {}
        if book.listing is not None:
            how["recall"] = partial(database.memory.recall, version)
        found = asked.read(connection, filters=asked.filters, sort=sort, after=asked.after, limit=params.limit, **how)
        if isinstance(found, Slice):
            found = Found(found, asked.filters)
        if require and not found.slice.items:
            # Whose list has items is there.
            require(connection)
        return _write_page(found, asked, extras(connection, found) if asked.pace is not Pace.quick else {})

    return answer_bytes(await read(database, ask, pace=asked.pace, once=asked.pace is Pace.quick))


@dataclass(frozen=True, eq=False)
class _Asked:
    """What a page's parameters mean, worked out once for as long as they are remembered."""

    book: Book
    sort: StrEnum
    filters: Any
    read: Callable[..., Slice | Found]
    pace: Pace
    after: tuple[str | int, ...] | None = None
    is_relaxed: bool = False

    @cached_property
    def mark(self) -> bytes:
        """What tells the list from others."""
        return mark_list(self.book.name, self.sort, self.filters)

    @cached_property
    def looser_mark(self) -> bytes:
        """The same of the looser list."""
        return mark_list(f"{self.book.name}, relaxed", self.sort, self.filters)

    def go_on(self, cursor: str | None) -> "_Asked":
        """The page behind that place, of the list or of the looser one. Raises BadCursor."""
        if cursor is None:
            return self
        try:
            return replace(self, after=tuple(read_cursor(cursor, self.mark)))
        except BadCursor:
            return replace(self, after=tuple(read_cursor(cursor, self.looser_mark)), is_relaxed=True)


@lru_cache(maxsize=REMEMBERED)
def _understand(
    book: Book,
    params: PageParams,
    sort: StrEnum,
    fixed: tuple[tuple[str, Any], ...],
    tuning: Tuning,
    today: date | None,
) -> _Asked:
    filters = tune(read_filters(book.filters, params, dict(fixed)), params, tuning, today=today)
    searches = getattr(filters, "q", None) is not None
    asked = _Asked(
        book,
        sort,
        filters,
        _view(book, params),
        Pace.slow if searches else Pace.open if params.counts else Pace.quick,
    )
    return asked.go_on(params.cursor)


def tune(filters: Any, params: NoParams, tuning: Tuning, *, today: date | None = None) -> Any:
    """The filters with what is searched for, made of `q`, `match` and `exact`. `today` counts for what is recent."""
    words = getattr(filters, "q", None)
    if words is None:
        return filters
    match, exact = getattr(params, "match", Match.all), getattr(params, "exact", False)
    if tuning.recency and today is None:
        today = datetime.now(UTC).date()
    search = Search(words, match, exact, recency=tuning.recency, today=today, synonyms=tuning.synonyms)
    return replace(filters, q=search)


def _list_extras(
    connection: Connection,
    book: Book,
    params: PageParams,
    found: Found,
    recall: Callable[[str, Callable[[], Any]], Any],
) -> dict[str, Any]:
    """What is counted is the same on every page: it is counted once."""
    extras: dict[str, Any] = {}
    if getattr(params, "q", None) is not None:
        extras["relaxed"] = found.is_relaxed
    if params.count:
        is_whole = not params.cursor and found.slice.end is None
        count = partial(book.count_rows, connection, filters=found.filters)
        extras["total"] = len(found.slice.items) if is_whole else recall("total", count)
    facets = getattr(params, "facets", None)
    if facets and (listing := book.listing) is not None:
        names = list(dict.fromkeys(facets.split(",")))
        extras["facets"] = recall(
            f"facets {','.join(names)}", lambda: count_facets(connection, listing, found.filters, names)
        )
    return extras


async def answer_row(
    database: Database, listing: Listing, row_id: int, params: NoParams, *, former: Listing | None = None
) -> Response:
    """The row with that id, or the one that it was in `former`, as the parameters want it. Raises NotFound."""
    view = choose_view(listing, params)
    was = None if former is None else choose_view(former, params)
    return answer_bytes(
        await read(database, lambda connection: read_row(connection, view, row_id, former=was), once=True)
    )


def _write_page(found: Found, asked: _Asked, extras: dict[str, Any]) -> bytes:
    items, end = found.slice.items, found.slice.end
    mark = asked.looser_mark if found.is_relaxed else asked.mark
    cursor = b"null" if end is None else b'"%b"' % write_cursor(end, mark).encode()
    more = b"," + orjson.dumps(extras)[1:-1] if extras else b""
    return b'{"items":[%b],"next_cursor":%b%b}' % (b",".join(items), cursor, more)


def read_filters(kind: type[Any], params: NoParams, fixed: dict[str, Any]) -> Any:
    """The store's filter, from the parameters of the same names. Raises QueryError for a range turned round."""
    names, stems = _shared_names(kind, type(params))  # type: ignore[arg-type]  # mypy takes classes for unhashable
    given = {name: getattr(params, name) for name in names} | fixed
    for stem in stems:
        first, last = given.get(f"{stem}_from"), given.get(f"{stem}_to")
        if first and last and first > last:
            raise QueryError(f"{stem}_to", f"lies before {stem}_from")
    return kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in given.items()})


@cache
def _shared_names(kind: type[Any], params: type[NoParams]) -> tuple[list[str], list[str]]:
    """Filters that have a parameter of their name, and the stems of ranges."""
    names = [field.name for field in fields(kind)]
    stems = [name.removesuffix("_from") for name in names if name.endswith("_from")]
    return [name for name in names if name in params.model_fields or hasattr(params, name)], stems


def mark_list(name: str, sort: StrEnum, filters: Any) -> bytes:
    """What tells one list from another; the order in which a filter's values are given doesn't matter."""
    parts = [name, sort.value]
    for each, value in vars(filters).items():
        if value is not None and value != ():
            values = sorted(map(str, value)) if isinstance(value, tuple) else [str(value)]
            parts.append(orjson.dumps([each, *values]).decode())
    return blake2b("\n".join(parts).encode(), digest_size=MARK).digest()


def write_cursor(place: Sequence[str | int], mark: bytes) -> str:
    """The place of the last row on a page, for a list with that mark."""
    return urlsafe_b64encode(mark + orjson.dumps(place)).decode().rstrip("=")


def read_cursor(cursor: str, mark: bytes) -> list[str | int]:
    """The place again; what its parts must be, the store knows. Raises BadCursor."""
    try:
        raw = b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        found, place = raw[:MARK], orjson.loads(raw[MARK:])
    except ValueError:
        raise BadCursor("this is no cursor of this service") from None
    if not isinstance(place, list) or not all(type(part) in (str, int) for part in place):
        raise BadCursor("this is no cursor of this service")
    if found != mark:
        raise BadCursor
    return place
