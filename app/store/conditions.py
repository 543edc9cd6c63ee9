"""Filters: what each makes of its value, and the clause that holds it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement
from sqlalchemy import and_ as all_of

from app.arabic.normalize import fold_key
from app.errors import QueryError
from app.store.models import UNDATED, make_key

# Ids are 32 bits wide in PostgreSQL; what is wider is nobody's.
LARGEST_ID = 2**31 - 1

Given = Sequence[Any]
"""A parameter for each value that was read; a list of parameters for a list of values."""


@dataclass(frozen=True)
class Condition:
    """One filter: `read` makes parameters of its value, `build` the clause that holds them.

    Where alternatives are read and none is left, nothing fits, and `build` isn't asked.
    """

    read: Callable[[Any], Sequence[object]]
    build: Callable[[Given], ColumnElement[bool]]


def one_of(column: ColumnElement[Any]) -> Condition:
    """Any of the values."""
    return Condition(lambda values: ([str(value) for value in values],), lambda given: column.in_(given[0]))


def one_id_of(column: ColumnElement[Any]) -> Condition:
    """Any of the ids; an id that can't exist matches nothing."""
    return through_ids(column.in_)


def through_ids(build: Callable[[list[BindParameter[Any]]], ColumnElement[bool]]) -> Condition:
    """Any of the ids, by way of another table."""
    return Condition(lambda ids: ([i for i in ids if 0 < i <= LARGEST_ID],), lambda given: build(given[0]))


def one_key_of(column: ColumnElement[Any]) -> Condition:
    """Any of the names, in any spelling."""
    return through_keys(column.in_)


def through_keys(build: Callable[[list[BindParameter[Any]]], ColumnElement[bool]]) -> Condition:
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
