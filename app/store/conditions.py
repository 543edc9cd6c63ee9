"""Filters: what each makes of its value, and the clause that holds it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, select
from sqlalchemy import and_ as all_of

from app.store.models import REACHES, SOURCE, UNDATED, make_key

# Ids are 32 bits wide in PostgreSQL; what is wider is nobody's.
LARGEST_ID = 2**31 - 1
FIRST_DAY = UNDATED + timedelta(days=1)

Given = Sequence[Any]
"""A parameter for each value that was read; a list of parameters for a list of values."""


@dataclass(frozen=True)
class Bound:
    """A range of a column that one of a filter's parameters ends, above or below."""

    column: ColumnElement[Any]
    parameter: str
    is_upper: bool = False


@dataclass(frozen=True)
class Condition:
    """One filter: `read` makes parameters of its value, `build` the clause that holds them.

    Where alternatives are read and none is left, nothing fits, and `build` isn't asked. Each row has one value in
    `split_by` at most: where an index leads with it, alternatives are asked for one by one. Where the filter
    `floored_by` isn't set, too, `floor` has to reach FIRST_DAY. `bounds` are the ranges that the parameters set.
    `count` is how many rows there are by this filter alone, where that is known without looking at them.
    Where there are several `ways` to the rows, and it depends on the values which of them is short, each is a list of
    clauses, and at most one of them is open to a value.
    """

    read: Callable[[Any], Sequence[object]]
    build: Callable[[Given], ColumnElement[bool]]
    split_by: ColumnElement[Any] | None = None
    floor: ColumnElement[Any] | None = None
    floored_by: str = ""
    bounds: tuple[Bound, ...] = ()
    ways: Callable[[Given], Sequence[Sequence[ColumnElement[bool]]]] | None = None
    count: Callable[[Given], ColumnElement[int]] | None = None


def one_of(column: ColumnElement[Any]) -> Condition:
    """Any of the values."""
    return Condition(lambda values: (_once(map(str, values)),), lambda given: column.in_(given[0]), split_by=column)


def one_id_of(column: ColumnElement[Any]) -> Condition:
    """Any of the ids; an id that can't exist matches nothing."""
    return replace(through_ids(column.in_), split_by=column)


def through_ids(build: Callable[[list[BindParameter[Any]]], ColumnElement[bool]]) -> Condition:
    """Any of the ids, by way of another table."""
    return Condition(lambda ids: (_once(i for i in ids if 0 < i <= LARGEST_ID),), lambda given: build(given[0]))


def one_key_of(column: ColumnElement[Any]) -> Condition:
    """Any of the names, in any spelling."""
    return replace(through_keys(column.in_), split_by=column)


def published_by(column: ColumnElement[Any]) -> Condition:
    """Any of the outlets, by name, in any spelling."""

    def build(keys: list[BindParameter[Any]]) -> ColumnElement[bool]:
        found = select(SOURCE.c.id)
        # To look one outlet up leaves a single value to compare with, and so the order of the column's index.
        one = column == found.where(SOURCE.c.key == keys[0]).scalar_subquery()
        return one if len(keys) == 1 else column.in_(found.where(SOURCE.c.key.in_(keys)))

    return replace(through_keys(build), split_by=column)


def through_keys(build: Callable[[list[BindParameter[Any]]], ColumnElement[bool]]) -> Condition:
    """Any of the names, in any spelling, by way of another table."""
    return Condition(lambda names: (_once(map(make_key, names)),), lambda given: build(given[0]))


def same_text(column: ColumnElement[Any]) -> Condition:
    """Any of the texts, letter by letter; a text with a NUL matches nothing, PostgreSQL refuses to compare it."""
    return Condition(
        lambda values: (_once(value for value in values if "\0" not in value),), lambda given: column.in_(given[0])
    )


def since(column: ColumnElement[Any]) -> Condition:
    """That day or later; the undated never."""
    return Condition(lambda day: (max(day, FIRST_DAY),), lambda given: column >= given[0], bounds=(Bound(column, "0"),))


def until(column: ColumnElement[Any], *, beside: str = "") -> Condition:
    """That day or earlier; the undated never. `beside` names the filter that sets the same column's first day.

    Two bounds below would leave it to chance from which of them an index is read.
    """
    bounds = Bound(column, "0", is_upper=True), Bound(column, "floor")
    return Condition(
        lambda day: (day,), lambda given: column <= given[0], floor=column, floored_by=beside, bounds=bounds
    )


def reaching(ends: ColumnElement[Any], starts: ColumnElement[Any], reach: ColumnElement[Any]) -> Condition:
    """Ending on that day or later; the undated never. `reach` is the class of how long it lasts.

    What of one class reaches that day began not long before it: so few rows are met in vain.
    """

    def read(day: date) -> tuple[list[int], list[date], date]:
        earliest = FIRST_DAY.toordinal()
        firsts = [date.fromordinal(max(earliest, day.toordinal() - longest)) for longest in REACHES]
        return list(range(len(REACHES))), firsts, day

    def build(given: Given) -> ColumnElement[bool]:
        numbers, firsts, day = given
        return all_of(reach == numbers[0], starts >= firsts[0], ends >= day) if len(numbers) == 1 else ends >= day

    return Condition(read, build, split_by=reach, bounds=(Bound(starts, "1"),))


def _once(values: Iterable[object]) -> list[object]:
    return list(dict.fromkeys(values))
