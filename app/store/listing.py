"""How every list is asked for: filters to conditions, sorts to keysets, rows to plain dicts.

A `Listing` declares a subject once. Its statements are built once per shape (which filters are set, which
sort, first page or not) and kept; a question only brings the parameters.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, Column, ColumnElement, Connection, FromClause, Select, bindparam, func, select
from sqlalchemy import and_ as all_of
from sqlalchemy import tuple_ as row_of

from app.arabic.normalize import fold_key
from app.errors import BadCursor, QueryError
from app.store.models import UNDATED, make_key

Row = dict[str, Any]
Params = Sequence[BindParameter[Any]]
Value = date | int | str
Filters = tuple[tuple[str, tuple[bool, ...]], ...]

# Ids are 32 bits wide in PostgreSQL; what is wider is nobody's.
LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Condition:
    """One filter: `read` makes parameters of its value, `build` the clause that holds them."""

    read: Callable[[Any], Sequence[object]]
    build: Callable[[Params], ColumnElement[bool]]


def one_of(column: ColumnElement[Any]) -> Condition:
    """Any of the values."""
    return Condition(lambda values: ([str(value) for value in values],), lambda given: column.in_(given[0]))


def one_id_of(column: ColumnElement[Any]) -> Condition:
    """Any of the ids; an id that can't exist matches nothing."""
    return through_ids(column.in_)


def through_ids(build: Callable[[BindParameter[Any]], ColumnElement[bool]]) -> Condition:
    """Any of the ids, by way of another table."""
    return Condition(lambda ids: ([i for i in ids if 0 < i <= LARGEST_ID],), lambda given: build(given[0]))


def one_key_of(column: ColumnElement[Any]) -> Condition:
    """Any of the names, in any spelling."""
    return through_keys(column.in_)


def through_keys(build: Callable[[BindParameter[Any]], ColumnElement[bool]]) -> Condition:
    """Any of the names, in any spelling, by way of another table."""
    return Condition(lambda names: ([make_key(name) for name in names],), lambda given: build(given[0]))


def same_text(column: ColumnElement[Any]) -> Condition:
    """Any of the texts, letter by letter; a text with a NUL matches nothing, PostgreSQL refuses to compare it."""
    return Condition(
        lambda values: ([value for value in values if "\0" not in value],), lambda given: column.in_(given[0])
    )


def since(column: ColumnElement[Any]) -> Condition:
    """That day or later; the undated never."""
    return Condition(lambda day: (day,), lambda given: all_of(column >= given[0], column > UNDATED))


def until(column: ColumnElement[Any]) -> Condition:
    """That day or earlier; the undated never."""
    return Condition(lambda day: (day,), lambda given: all_of(column <= given[0], column > UNDATED))


def all_words_in(column: ColumnElement[Any]) -> Condition:
    """Every word of the query stands somewhere in the folded text."""
    return Condition(_patterns, lambda given: all_of(*(column.like(pattern, escape="\\") for pattern in given)))


def _patterns(query: str) -> list[str]:
    # Folding leaves letters, digits and blanks, so that no wildcard of LIKE survives it.
    words = fold_key(query).split()
    if not words:
        raise QueryError("q", "holds no word to search for")
    return [f"%{word}%" for word in words]


@dataclass(frozen=True)
class Key:
    """A column that rows are ordered by, and the answer's field that shows it."""

    column: Column[Any]
    field: str
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

    A field named `speaker.id` becomes `id` of the object `speaker`.
    """

    base: FromClause
    joined: FromClause
    columns: Mapping[str, ColumnElement[Any]]
    conditions: Mapping[str, Condition]
    orders: Mapping[str, Order]


@dataclass(frozen=True)
class Shape:
    """What makes two questions one statement: each filter with its parameters' kinds, the sort, first page or not."""

    filters: Filters
    sort: str = ""
    goes_on: bool = False


def list_rows(
    connection: Connection, listing: Listing, filters: Any, *, sort: StrEnum, after: Sequence[Any] | None, limit: int
) -> list[Row]:
    """One page, in one statement. Raises QueryError for a filter and BadCursor for a place that can't be read."""
    shapes, params = read_filters(listing, filters)
    if after is not None:
        params |= _read_place(listing.orders[sort], after)
    statement = _page_statement(listing, Shape(shapes, sort, after is not None))
    nest = _nesting(listing)
    return [nest(row) for row in connection.execute(statement, {**params, "limit": limit})]


def count_rows(connection: Connection, listing: Listing, filters: Any) -> int:
    """How many rows the filters leave."""
    shapes, params = read_filters(listing, filters)
    return int(connection.execute(_count_statement(listing, Shape(shapes)), params).scalar_one())


def get_row(connection: Connection, listing: Listing, row_id: int) -> Row | None:
    """The row with that id, as the list shows it."""
    if not 0 < row_id <= LARGEST_ID:
        return None
    row = connection.execute(_row_statement(listing), {"id": row_id}).first()
    return None if row is None else _nesting(listing)(row)


def place_of(listing: Listing, row: Row, sort: StrEnum) -> list[str | int]:
    """Where a row stands in that order: what the next page's `after` needs, fit for JSON."""
    return [_plain(key, row[key.field]) for key in listing.orders[sort].keys]


def _plain(key: Key, value: Value | None) -> str | int:
    if value is None:
        value = UNDATED
    if isinstance(value, date):
        return value.isoformat()
    # The only texts that rows are ordered by are keys.
    return make_key(value) if isinstance(value, str) else value


def _read_place(order: Order, after: Sequence[Any]) -> dict[str, Value]:
    if len(after) != len(order.keys):
        raise BadCursor
    return {f"after_{n}": _read_value(key, value) for n, (key, value) in enumerate(zip(order.keys, after, strict=True))}


def _read_value(key: Key, value: object) -> Value:
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
    shapes: list[tuple[str, tuple[bool, ...]]] = []
    params: dict[str, Any] = {}
    for field in fields(filters):
        value = getattr(filters, field.name)
        if value is None or value == ():
            continue
        given = listing.conditions[field.name].read(value)
        shapes.append((field.name, tuple(isinstance(each, list) for each in given)))
        params |= {f"{field.name}_{n}": each for n, each in enumerate(given)}
    return tuple(shapes), params


def clauses(listing: Listing, shape: Shape) -> list[ColumnElement[bool]]:
    """The conditions of that shape, without values."""
    return [
        listing.conditions[name].build(
            [bindparam(f"{name}_{n}", expanding=is_list) for n, is_list in enumerate(are_lists)]
        )
        for name, are_lists in shape.filters
    ]


def _selected(listing: Listing) -> Select[Any]:
    columns = [column.label(name) for name, column in listing.columns.items()]
    return select(*columns).select_from(listing.joined)


@lru_cache(maxsize=1024)
def _page_statement(listing: Listing, shape: Shape) -> Select[Any]:
    order = listing.orders[shape.sort]
    columns = [key.column for key in order.keys]
    statement = _selected(listing).where(*clauses(listing, shape))
    if shape.goes_on:
        here, last = row_of(*columns), row_of(*(bindparam(f"after_{n}", type_=c.type) for n, c in enumerate(columns)))
        statement = statement.where(here < last if order.descending else here > last)
    return statement.order_by(*(c.desc() if order.descending else c for c in columns)).limit(bindparam("limit"))


@lru_cache(maxsize=1024)
def _count_statement(listing: Listing, shape: Shape) -> Select[Any]:
    return select(func.count()).select_from(listing.base).where(*clauses(listing, shape))


@lru_cache(maxsize=64)
def _row_statement(listing: Listing) -> Select[Any]:
    return _selected(listing).where(listing.base.c.id == bindparam("id"))


@lru_cache(maxsize=64)
def _nesting(listing: Listing) -> Callable[[Sequence[Any]], Row]:
    """Makes nested dicts of a flat row; worked out once per list."""
    names = tuple(listing.columns)
    plain = [(n, name) for n, name in enumerate(names) if "." not in name]
    inner: dict[str, list[tuple[int, str]]] = {}
    for n, name in enumerate(names):
        if "." in name:
            outer, _, field = name.partition(".")
            inner.setdefault(outer, []).append((n, field))

    def nest(row: Sequence[Any]) -> Row:
        answer: Row = {name: row[n] for n, name in plain}
        for outer, members in inner.items():
            answer[outer] = {name: row[n] for n, name in members}
        return answer

    return nest
