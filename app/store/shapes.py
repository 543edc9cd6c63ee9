"""A list as it is declared, and the statements behind it: one for each shape of a question, made once and kept.

The shape says which filters are set and with how many values, which sort is asked for, and whether it is the first
page; a question only brings the values.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    Table,
    bindparam,
    false,
    func,
    literal,
    select,
    union_all,
)

from app.store.conditions import FIRST_DAY, Condition
from app.store.documents import Columns, Fragment, Kept, as_bytes, make_document
from app.store.search.parting import part_filters
from app.store.search.subjects import Subject
from app.store.statements import Statement

Filters = tuple[tuple[str, tuple[int | None, ...]], ...]
Ordered = TypeVar("Ordered", Select[Any], CompoundSelect[Any])


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
    `subject` is what a search looks through; `fragment` what of a row SQLite keeps as JSON, `kept` how it puts whole
    documents together.
    """

    name: str
    base: FromClause
    joined: FromClause
    columns: Columns
    conditions: Mapping[str, Condition]
    orders: Mapping[str, Order]
    details: Columns = field(default_factory=dict)
    subject: Subject | None = None
    fragment: Fragment | None = None
    kept: Kept | None = None


@dataclass(frozen=True)
class Shape:
    """What makes two questions one statement: each filter with its values' numbers, the sort, first page or not."""

    filters: Filters
    sort: str = ""
    goes_on: bool = False


def read_filters(listing: Listing, filters: Any, *, without: str = "") -> tuple[Filters, dict[str, Any]]:
    """The shape of the filters that are set, and their values as parameters; `without` the one of that name."""
    filters = part_filters(listing.subject, filters)
    shapes: list[tuple[str, tuple[int | None, ...]]] = []
    params: dict[str, Any] = {}
    for name, value in vars(filters).items():
        if value is None or value == () or name == without:
            continue
        given = listing.conditions[name].read(value)
        shapes.append((name, tuple(len(each) if isinstance(each, list) else None for each in given)))
        if listing.conditions[name].floor is not None:
            params[f"{name}_floor"] = FIRST_DAY
        for n, each in enumerate(given):
            if isinstance(each, list):
                params |= {f"{name}_{n}_{m}": alternative for m, alternative in enumerate(each)}
            else:
                params[f"{name}_{n}"] = each
    return tuple(shapes), params


def clauses(listing: Listing, shape: Shape) -> list[ColumnElement[bool]]:
    """The conditions of that shape, without values."""
    return [clause for name, _ in shape.filters for clause in _clauses_of(listing, shape, name)]


def _clauses_of(listing: Listing, shape: Shape, name: str, only: int | None = None) -> Iterator[ColumnElement[bool]]:
    """The clauses of one filter; `only` one of its alternatives, by number."""
    condition, numbers = listing.conditions[name], dict(shape.filters)[name]
    if 0 in numbers:
        yield false()
        return
    yield condition.build(
        [
            bindparam(f"{name}_{n}")
            if number is None
            else [bindparam(f"{name}_{n}_{m}") for m in range(number) if only in {None, m}]
            for n, number in enumerate(numbers)
        ]
    )
    if condition.floor is not None and condition.floored_by not in dict(shape.filters):
        yield condition.floor >= bindparam(f"{name}_floor")


@lru_cache(maxsize=4096)
def page_statement(listing: Listing, shape: Shape) -> Statement:
    """A page of rows as JSON, with the keys they are ordered by."""
    return Statement(lambda is_local: _select_page(listing, shape, _select_all(listing, is_local)))


def _select_page(listing: Listing, shape: Shape, start: Select[Any]) -> Select[Any]:
    split = next((name for name, (number, *_) in shape.filters if _splits(listing, shape, name, number)), None)
    columns = [key.column for key in listing.orders[shape.sort].keys]
    if split is not None or (shape.goes_on and len(columns) > 1) or not _is_in_order(listing, shape):
        return _merge(start, listing, shape, split)
    [behind] = _ways_on(listing, shape)
    wanted = [*clauses(listing, shape), *behind]
    return _put_in_order(start.add_columns(*columns).where(*wanted), columns, listing, shape)


def _splits(listing: Listing, shape: Shape, name: str, number: int | None) -> bool:
    """Whether there are alternatives, and an index that has the rows of each in the order that is wanted."""
    if listing.conditions[name].ways and number:
        return True
    return number is not None and number > 1 and _leads(listing, shape, name)


def _leads(listing: Listing, shape: Shape, name: str) -> bool:
    """Whether an index has the rows of one of the filter's values in the order that is wanted."""
    column = listing.conditions[name].split_by
    if column is None or not isinstance(listing.base, Table):
        return False
    lead = [column, listing.orders[shape.sort].keys[0].column]
    return any(all(a is b for a, b in zip(index.columns, lead, strict=False)) for index in listing.base.indexes)


def _is_in_order(listing: Listing, shape: Shape) -> bool:
    """Whether each filter alone leaves rows in the order that is wanted.

    Where one may not, rows may have to be sorted: then only their keys are, and a page's documents are made after
    it. SQLite would make the documents first, of all rows that fit.
    """
    first = listing.orders[shape.sort].keys[0].column
    return all(
        _leads(listing, shape, name) or any(bound.column is first for bound in listing.conditions[name].bounds)
        for name, _ in shape.filters
    )


def _merge(documents: Select[Any], listing: Listing, shape: Shape, split: str | None) -> Select[Any]:
    """A page of rows that come from several places of indexes, in order from each.

    The alternatives of one filter are such: to ask for all at once, the database would have to find and sort every
    row that fits one. And what comes behind a place: SQLite doesn't see the last key of the comparison of both in
    an index, and would read again all rows that share the first.
    """
    keys = [key.column.label(f"key_{n}") for n, key in enumerate(listing.orders[shape.sort].keys)]
    rest = [clause for name, _ in shape.filters if name != split for clause in _clauses_of(listing, shape, name)]
    ways = _ways_into(listing, shape, split) if split else [[]]
    start = select(listing.base.c.id.label("id"), *keys).select_from(listing.base).where(*rest)
    merged = union_all(*(start.where(*way, *behind) for way in ways for behind in _ways_on(listing, shape)))
    page = _put_in_order(merged, list(merged.selected_columns)[1:], listing, shape).subquery("page")
    columns = list(page.c)[1:]
    statement = documents.add_columns(*columns).where(listing.base.c.id == page.c.id)
    return _put_in_order(statement, columns, listing, shape)


def _ways_into(listing: Listing, shape: Shape, split: str) -> Sequence[Sequence[ColumnElement[bool]]]:
    """The places of indexes where a filter's rows are."""
    number = dict(shape.filters)[split][0] or 0
    if build := listing.conditions[split].ways:
        return build([[bindparam(f"{split}_0_{m}") for m in range(number)]])
    return [list(_clauses_of(listing, shape, split, only)) for only in range(number)]


def _ways_on(listing: Listing, shape: Shape) -> list[list[ColumnElement[bool]]]:
    """Where the rows behind the page before are: beside its last row by each key but the first, and beyond."""
    if not shape.goes_on:
        return [[]]
    order = listing.orders[shape.sort]
    columns = [key.column for key in order.keys]
    last = [bindparam(f"after_{n}", type_=column.type) for n, column in enumerate(columns)]
    beyond = [c < here if order.descending else c > here for c, here in zip(columns, last, strict=True)]
    return [
        [*(column == here for column, here in zip(columns[:n], last[:n], strict=True)), beyond[n]]
        for n in reversed(range(len(columns)))
    ]


def _put_in_order(statement: Ordered, columns: Sequence[Any], listing: Listing, shape: Shape) -> Ordered:
    descending = listing.orders[shape.sort].descending
    return statement.order_by(*(c.desc() if descending else c for c in columns)).limit(bindparam("limit"))


@lru_cache(maxsize=4096)
def count_statement(listing: Listing, shape: Shape) -> Statement:
    """How many rows there are."""
    return Statement(lambda _: _select_count(listing, shape))


def _select_count(listing: Listing, shape: Shape) -> Select[Any]:
    if len(shape.filters) == 1 and (count := listing.conditions[shape.filters[0][0]].count) is not None:
        [(name, numbers)] = shape.filters
        return select(count([bindparam(f"{name}_{n}") for n in range(len(numbers))]))
    return select(func.count()).select_from(listing.base).where(*clauses(listing, shape))


@lru_cache(maxsize=64)
def row_statement(listing: Listing) -> Statement:
    """One row by its id, with its details."""
    one = listing.base.c.id == bindparam("id")
    return Statement(lambda is_local: _select_all(listing, is_local, details=True).where(one))


@lru_cache(maxsize=64)
def existence_statement(listing: Listing) -> Statement:
    """Whether there is a row with that id."""
    return Statement.of(select(literal(1)).select_from(listing.base).where(listing.base.c.id == bindparam("id")))


def select_documents(listing: Listing, choose: Callable[[FromClause], FromClause], is_local: bool) -> Select[Any]:
    """The list's rows as JSON, of those that are chosen; put together of what is kept where SQLite has it."""
    if is_local and listing.kept is not None:
        return _glue(listing.kept, choose(listing.kept.joined))
    return _select(listing, listing.columns, choose(listing.joined))


def _select_all(listing: Listing, is_local: bool, *, details: bool = False) -> Select[Any]:
    """All rows as JSON: as any database makes it, or as SQLite puts it together if it keeps it."""
    if is_local and listing.kept is not None:
        return _glue(listing.kept, listing.kept.joined)
    return _select(listing, {**listing.columns, **listing.details} if details else listing.columns)


def _glue(kept: Kept, joined: FromClause) -> Select[Any]:
    return select(as_bytes(kept.document)).select_from(joined)


def _select(listing: Listing, columns: Columns, joined: FromClause | None = None) -> Select[Any]:
    return select(as_bytes(make_document(columns, listing.fragment))).select_from(
        listing.joined if joined is None else joined
    )
