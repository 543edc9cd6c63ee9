"""How every list is asked for: a `Listing` declares a subject, and its rows come as JSON, in keyset pages.

Statements are made once per shape (which filters are set, which sort, first page or not) and kept; a question only
brings the values. What an answer shows of a row is an expression of the database's, so that one statement yields
the whole answer. Python sees a row only where it asks for one: `list_rows`, and `iterate` for all rows of a list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Column, ColumnElement, Connection, FromClause, Select, bindparam, false, func, literal, select
from sqlalchemy import tuple_ as row_of

from app.errors import BadCursor, NotFound
from app.store.conditions import LARGEST_ID, Condition
from app.store.db import Database
from app.store.documents import Columns, as_bytes, make_document
from app.store.statements import Statement

Row = dict[str, Any]
"""A row as it is answered: what JSON can hold, days as texts."""
Place = Sequence[str | int]
"""Where a row stands in an order, fit for JSON."""
Filters = tuple[tuple[str, tuple[int | None, ...]], ...]
BATCH = 1000


@dataclass(frozen=True)
class Key:
    """A column that rows are ordered by."""

    column: Column[Any]
    type: type[date] | type[int] | type[str]


@dataclass(frozen=True)
class Order:
    """An order over all rows of a list, no two of them equal: the last key is unique."""

    keys: tuple[Key, ...]
    descending: bool = False


def both_ways(*keys: Key) -> tuple[Order, Order]:
    """The order and its reverse."""
    return Order(keys), Order(keys, descending=True)


@dataclass(frozen=True, eq=False)
class Listing:
    """One list: its table, what is answered of each row, and how it is filtered and sorted.

    A field named `speaker.id` becomes `id` of the object `speaker`. `details` only a single row's answer shows.
    """

    name: str
    base: FromClause
    joined: FromClause
    columns: Columns
    conditions: Mapping[str, Condition]
    orders: Mapping[str, Order]
    details: Columns = field(default_factory=dict)


@dataclass(frozen=True)
class Shape:
    """What makes two questions one statement: each filter with its values' numbers, the sort, first page or not."""

    filters: Filters
    sort: str = ""
    goes_on: bool = False


@dataclass(frozen=True)
class Slice:
    """Rows that follow each other in a list, each as JSON; `end` is the last one's place if others come behind it."""

    items: list[bytes]
    end: Place | None

    @property
    def rows(self) -> list[Row]:
        """The rows for those who look into them."""
        return [orjson.loads(item) for item in self.items]


def read_slice(
    connection: Connection, listing: Listing, filters: Any, *, sort: StrEnum, after: Place | None, limit: int
) -> Slice:
    """One page, in one statement. Raises QueryError for a filter and BadCursor for a place that can't be read."""
    shapes, params = read_filters(listing, filters)
    if after is not None:
        params |= _read_place(listing.orders[sort], after)
    statement = _page_statement(listing, Shape(shapes, sort, after is not None))
    found = statement.run(connection, {**params, "limit": limit + 1})
    end = [_fit(key) for key in found[limit - 1][1:]] if len(found) > limit else None
    return Slice([row[0] for row in found[:limit]], end)


def list_rows(
    connection: Connection, listing: Listing, filters: Any, *, sort: StrEnum, after: Place | None, limit: int
) -> list[Row]:
    """One page, for those who look into the rows."""
    return read_slice(connection, listing, filters, sort=sort, after=after, limit=limit).rows


def iterate(
    database: Database, listing: Listing, filters: Any, *, sort: StrEnum, batch: int = BATCH
) -> Iterator[bytes]:
    """Every row of the list as JSON, in bounded memory.

    Each batch is a question of its own and goes on behind the last: no reader keeps the database's log from being
    folded in, and rows added meanwhile neither hide nor repeat the others.
    """
    after: Place | None = None
    while True:
        with database.read() as connection:
            found = read_slice(connection, listing, filters, sort=sort, after=after, limit=batch)
        yield from found.items
        if found.end is None:
            return
        after = found.end


def count_rows(connection: Connection, listing: Listing, filters: Any) -> int:
    """How many rows the filters leave."""
    shapes, params = read_filters(listing, filters)
    return int(_count_statement(listing, Shape(shapes)).run(connection, params)[0][0])


def read_row(connection: Connection, listing: Listing, row_id: int, *, former: Listing | None = None) -> bytes:
    """The row with that id, with its details; else that of `former`, which rows have left for. Raises NotFound."""
    found = _row_statement(listing).run(connection, {"id": row_id}) if 0 < row_id <= LARGEST_ID else ()
    if not found and former is not None:
        return read_row(connection, former, row_id)
    if not found:
        raise NotFound(listing.name, row_id)
    document: bytes = found[0][0]
    return document


def get_row(connection: Connection, listing: Listing, row_id: int, *, former: Listing | None = None) -> Row:
    """The same, for those who look into it."""
    row: Row = orjson.loads(read_row(connection, listing, row_id, former=former))
    return row


def require_row(connection: Connection, listing: Listing, row_id: int) -> None:
    """Nothing but the check that there is one, for the lists under it. Raises NotFound."""
    if not 0 < row_id <= LARGEST_ID or not _existence_statement(listing).run(connection, {"id": row_id}):
        raise NotFound(listing.name, row_id)


def _fit(key: date | int | str) -> str | int:
    return key.isoformat() if isinstance(key, date) else key


def _read_place(order: Order, after: Place) -> dict[str, date | int | str]:
    if len(after) != len(order.keys):
        raise BadCursor
    return {f"after_{n}": _read_value(key, value) for n, (key, value) in enumerate(zip(order.keys, after, strict=True))}


def _read_value(key: Key, value: object) -> date | int | str:
    if key.type is date and isinstance(value, str):
        return _read_day(value)
    if key.type is str and isinstance(value, str) and "\0" not in value:
        return value
    if key.type is int and isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST_ID:
        return value
    raise BadCursor


def _read_day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadCursor from None


def read_filters(listing: Listing, filters: Any) -> tuple[Filters, dict[str, Any]]:
    """The shape of the filters that are set, and their values as parameters."""
    shapes: list[tuple[str, tuple[int | None, ...]]] = []
    params: dict[str, Any] = {}
    for one in fields(filters):
        value = getattr(filters, one.name)
        if value is None or value == ():
            continue
        given = listing.conditions[one.name].read(value)
        shapes.append((one.name, tuple(len(each) if isinstance(each, list) else None for each in given)))
        for n, each in enumerate(given):
            if isinstance(each, list):
                params |= {f"{one.name}_{n}_{m}": alternative for m, alternative in enumerate(each)}
            else:
                params[f"{one.name}_{n}"] = each
    return tuple(shapes), params


def clauses(listing: Listing, shape: Shape) -> list[ColumnElement[bool]]:
    """The conditions of that shape, without values."""
    return [_clause(listing.conditions[name], name, numbers) for name, numbers in shape.filters]


def _clause(condition: Condition, name: str, numbers: Sequence[int | None]) -> ColumnElement[bool]:
    if 0 in numbers:
        return false()
    return condition.build(
        [
            bindparam(f"{name}_{n}") if number is None else [bindparam(f"{name}_{n}_{m}") for m in range(number)]
            for n, number in enumerate(numbers)
        ]
    )


@lru_cache(maxsize=4096)
def _page_statement(listing: Listing, shape: Shape) -> Statement:
    order = listing.orders[shape.sort]
    columns = [key.column for key in order.keys]
    statement = _select(listing, listing.columns).add_columns(*columns).where(*clauses(listing, shape))
    if shape.goes_on:
        here, last = row_of(*columns), row_of(*(bindparam(f"after_{n}", type_=c.type) for n, c in enumerate(columns)))
        statement = statement.where(here < last if order.descending else here > last)
    ordered = statement.order_by(*(c.desc() if order.descending else c for c in columns))
    return Statement(ordered.limit(bindparam("limit")))


@lru_cache(maxsize=4096)
def _count_statement(listing: Listing, shape: Shape) -> Statement:
    return Statement(select(func.count()).select_from(listing.base).where(*clauses(listing, shape)))


@lru_cache(maxsize=64)
def _row_statement(listing: Listing) -> Statement:
    columns = {**listing.columns, **listing.details}
    return Statement(_select(listing, columns).where(listing.base.c.id == bindparam("id")))


@lru_cache(maxsize=64)
def _existence_statement(listing: Listing) -> Statement:
    return Statement(select(literal(1)).select_from(listing.base).where(listing.base.c.id == bindparam("id")))


def _select(listing: Listing, columns: Columns) -> Select[Any]:
    return select(as_bytes(make_document(columns))).select_from(listing.joined)
