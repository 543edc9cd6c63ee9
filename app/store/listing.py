"""How every list is asked for: its rows come as JSON, in keyset pages, one statement for each.

Python sees a row only where it asks for one: `list_rows`, `get_row`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection

from app.errors import BadCursor, NotFound
from app.store.conditions import LARGEST_ID
from app.store.shapes import (
    Key,
    Listing,
    Order,
    Shape,
    count_statement,
    existence_statement,
    page_statement,
    read_filters,
    row_statement,
)
from app.store.statements import Question

Row = dict[str, Any]
"""A row as it is answered: what JSON can hold, days as texts."""
Place = Sequence[str | int]
"""Where a row stands in an order, fit for JSON."""
BATCH = 1000
REMEMBERED = 1024
"""How many questions stay prepared."""


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
    found = _prepare(listing, filters, sort, None if after is None else tuple(after), limit).run(connection)
    end = [_fit(key) for key in found[limit - 1][1:]] if len(found) > limit else None
    return Slice([row[0] for row in found[:limit]], end)


@lru_cache(maxsize=REMEMBERED)
def _prepare(
    listing: Listing, filters: Any, sort: StrEnum, after: tuple[str | int, ...] | None, limit: int
) -> Question:
    """The question for a page, ready to be put again: readers ask the same, while what is answered changes."""
    shapes, params = read_filters(listing, filters)
    if after is not None:
        params |= _read_place(listing.orders[sort], after)
        _tighten(listing, listing.orders[sort], params)
    return Question(page_statement(listing, Shape(shapes, sort, after is not None)), {**params, "limit": limit + 1})


def list_rows(
    connection: Connection, listing: Listing, filters: Any, *, sort: StrEnum, after: Place | None, limit: int
) -> list[Row]:
    """One page, for those who look into the rows."""
    return read_slice(connection, listing, filters, sort=sort, after=after, limit=limit).rows


def count_rows(connection: Connection, listing: Listing, filters: Any) -> int:
    """How many rows the filters leave."""
    shapes, params = read_filters(listing, filters)
    return int(count_statement(listing, Shape(shapes)).run(connection, params)[0][0])


def read_row(connection: Connection, listing: Listing, row_id: int, *, former: Listing | None = None) -> bytes:
    """The row with that id, with its details; else that of `former`, which rows have left for. Raises NotFound."""
    found = row_statement(listing).run(connection, {"id": row_id}) if 0 < row_id <= LARGEST_ID else ()
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
    if not 0 < row_id <= LARGEST_ID or not existence_statement(listing).run(connection, {"id": row_id}):
        raise NotFound(listing.name, row_id)


def _fit(key: date | int | str) -> str | int:
    return key.isoformat() if isinstance(key, date) else key


def _tighten(listing: Listing, order: Order, params: dict[str, Any]) -> None:
    """Let ranges begin where the page before ended: else it is left to chance from which of two bounds is read on."""
    here, narrow = params["after_0"], min if order.descending else max
    for name, condition in listing.conditions.items():
        for bound in condition.bounds:
            if bound.column is order.keys[0].column and bound.is_upper == order.descending:
                start = f"{name}_{bound.parameter}"
                for each in [each for each in params if each == start or each.startswith(f"{start}_")]:
                    params[each] = narrow(params[each], here)


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
