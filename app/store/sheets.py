"""Rows as lines of a spreadsheet (CSV), put together by the database like its JSON.

Measured on quotes with speaker and article: to have the driver make a tuple of each row and Python's csv module a
line of that takes more than twice as long.
"""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, Enum, Integer, String, case, func, literal_column
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import AutoString

from app.store.documents import Columns, as_bytes, make_plain, teach

RISKY = "=+-@\t\r\n＝＋－＠"
"""A spreadsheet runs a cell that begins so as a formula; some take line ends and full-width forms for the same."""
_RISKY: list[ColumnElement[int]] = [literal_column(str(ord(letter))) for letter in RISKY]


class _Line(FunctionElement[Any]):
    """A pattern and what stands in it."""

    inherit_cache = True


class _FirstLetter(FunctionElement[int]):
    """The number of a text's first letter."""

    inherit_cache = True
    type = Integer()


class _Quoted(FunctionElement[str]):
    """What stands between quotation marks; SQLite's pattern doubles those inside by itself."""

    inherit_cache = True


teach(_Line, "sqlite", "printf(%s)")
teach(_Line, "postgresql", "format(%s)")
teach(_FirstLetter, "sqlite", "unicode(%s)")
teach(_FirstLetter, "postgresql", "ascii(%s)")
teach(_Quoted, "sqlite", "%s")
teach(_Quoted, "postgresql", """replace(%s, '"', '""')""")
_TEXT = {"sqlite": '"%w"', "postgresql": '"%s"'}


def make_line(columns: Columns, *, database: str) -> ColumnElement[Any]:
    """One line without its end, as RFC 4180 has it: texts in marks, all else bare, nothing where there is nothing.

    A text that a spreadsheet would run has an apostrophe before it.
    """
    pattern = ",".join(_TEXT[database] if _is_text(column) else "%s" for column in columns.values())
    return as_bytes(_Line(literal_column(f"'{pattern}'"), *map(_make_cell, columns.values())))


def _make_cell(column: ColumnElement[Any]) -> ColumnElement[Any]:
    if isinstance(column.type, Boolean):
        # PostgreSQL would write t and f.
        return case((column, literal_column("'true'")), else_=literal_column("'false'"))
    return _make_safe(column) if _is_text(column) else make_plain(column)


def _is_text(column: ColumnElement[Any]) -> bool:
    return isinstance(column.type, (String, AutoString)) and not isinstance(column.type, Enum)


def _make_safe(column: ColumnElement[Any]) -> ColumnElement[Any]:
    guarded = literal_column("''''").concat(column)
    return _Quoted(case((_FirstLetter(column).in_(_RISKY), guarded), else_=func.coalesce(column, literal_column("''"))))
