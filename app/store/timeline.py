"""The timeline: how many events begin in each day, month or year."""

from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, bindparam, cast, func, literal_column, select

from app.errors import BadCursor
from app.store.documents import as_bytes, make_document
from app.store.events import EVENTS, EventFilter
from app.store.listing import Place, Slice
from app.store.models import EVENT
from app.store.shapes import Shape, clauses, read_filters
from app.store.statements import Statement

_E = EVENT.c


class Unit(StrEnum):
    """What a period of the timeline is."""

    day = "day"
    month = "month"
    year = "year"


class TimelineSort(StrEnum):
    """The orders of periods; a minus turns one round."""

    period = "period"
    period_desc = "-period"


# A day is written YYYY-MM-DD by both databases; the shorter periods are its beginnings.
_LENGTH = {Unit.day: 10, Unit.month: 7, Unit.year: 4}


def read_periods(
    connection: Connection,
    filters: EventFilter,
    *,
    unit: Unit = Unit.month,
    sort: TimelineSort = TimelineSort.period,
    after: Place | None = None,
    limit: int = 100,
) -> Slice:
    """Periods in which events begin: `period` (2025, 2025-07, 2025-07-31), `count`, `first` and `last` day.

    Undated events are left out. `last` is the latest end, which may lie beyond the period.
    """
    shapes, params = read_filters(EVENTS, filters)
    if after is not None:
        params["after"] = _read_place(after, unit)
    found = _statement(Shape(shapes, sort, after is not None), unit).run(connection, {**params, "limit": limit + 1})
    return Slice([row[0] for row in found[:limit]], [found[limit - 1][1]] if len(found) > limit else None)


def count_periods(connection: Connection, filters: EventFilter, *, unit: Unit = Unit.month) -> int:
    """How many periods hold an event."""
    shapes, params = read_filters(EVENTS, filters)
    return int(_count_statement(Shape(shapes), unit).run(connection, params)[0][0])


def _read_place(after: Place, unit: Unit) -> str:
    if len(after) != 1 or not isinstance(after[0], str) or len(after[0]) != _LENGTH[unit] or "\0" in after[0]:
        raise BadCursor
    return after[0]


def _period(unit: Unit) -> ColumnElement[str]:
    # Written out: as parameters, PostgreSQL would not see that SELECT and GROUP BY mean the same.
    return func.substr(cast(_E.date_start, String(10)), literal_column("1"), literal_column(str(_LENGTH[unit])))


@lru_cache(maxsize=1024)
def _statement(shape: Shape, unit: Unit) -> Statement:
    return Statement(lambda _: _select_periods(shape, unit))


def _select_periods(shape: Shape, unit: Unit) -> Select[Any]:
    period = _period(unit)
    descending = shape.sort == TimelineSort.period_desc
    columns: dict[str, ColumnElement[Any]] = {
        "period": period,
        "count": func.count(),
        "first": func.min(_E.date_start),
        "last": func.max(_E.date_end),
    }
    statement: Select[Any] = (
        select(as_bytes(make_document(columns)), period)
        .where(_E.date_start.is_not(None), *clauses(EVENTS, shape))
        .group_by(period)
        .order_by(period.desc() if descending else period)
        .limit(bindparam("limit"))
    )
    if shape.goes_on:
        last = bindparam("after", type_=String())
        statement = statement.where(period < last if descending else period > last)
    return statement


@lru_cache(maxsize=1024)
def _count_statement(shape: Shape, unit: Unit) -> Statement:
    periods = func.count(_period(unit).distinct())
    return Statement(lambda _: select(periods).where(_E.date_start.is_not(None), *clauses(EVENTS, shape)))
