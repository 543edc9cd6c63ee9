"""Rows as JSON, put together by the database itself: an answer is sent as it comes, nothing is made of it before.

Measured on pages of twenty quotes with speaker and article: to build each row's JSON in SQLite and hand it on as
bytes takes 0.6 of the time of fetching the columns, making dictionaries and encoding those, which turns every
Arabic letter into a Python string and back. Most of the rest goes into fields of the row itself that hardly ever
change: SQLite keeps those as a fragment with the row (see `app.store.fragments`), and what belongs to other rows (the
speaker, the article) as fragments with those, so that a merged speaker or a new headline rewrites no quotes. Both
databases build the same documents.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    String,
    Table,
    func,
    literal_column,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel.sql.sqltypes import UTCDateTime

Columns = Mapping[str, ColumnElement[Any]]


class _Object(FunctionElement[Any]):
    """An object of names and values, in turn."""

    inherit_cache = True


class _Array(FunctionElement[Any]):
    """The values of all rows, empty where there is no row."""

    inherit_cache = True


class _Joined(FunctionElement[Any]):
    """The texts of all rows in one."""

    inherit_cache = True


class _Embedded(FunctionElement[Any]):
    """JSON inside JSON, where it would else be a text."""

    inherit_cache = True


class _Moment(FunctionElement[Any]):
    """A moment as RFC 3339 writes it, in UTC."""

    inherit_cache = True


class _Truth(FunctionElement[Any]):
    """true or false, where SQLite has only numbers."""

    inherit_cache = True


class _Continued(FunctionElement[Any]):
    """A fragment, the object of the fields behind it, and the object of all fields where no fragment is kept."""

    inherit_cache = True


class Quoted(FunctionElement[str]):
    """The value as JSON writes it, as a text (SQLite)."""

    inherit_cache = True
    type = String()


class _Glued(FunctionElement[str]):
    """Texts, one behind the other (SQLite)."""

    inherit_cache = True
    type = String()


class _Bytes(FunctionElement[Any]):
    """The document in UTF-8: to make a Python string of it would be work for nothing."""

    inherit_cache = True


class Position(FunctionElement[int]):
    """Where in a text another begins, from 1; 0 where it doesn't stand there. LIKE would take three times as long."""

    inherit_cache = True
    type = Integer()


_SPELLINGS = {
    Position: ("instr(%s)", "strpos(%s)"),
    _Object: ("json_object(%s)", "json_build_object(%s)"),
    _Array: ("json_group_array(%s)", "coalesce(json_agg(%s), '[]')"),
    _Joined: ("group_concat(%s, '; ')", "string_agg(%s, '; ')"),
    _Embedded: ("json(%s)", "CAST(%s AS json)"),
    _Moment: (
        "(replace(%s, ' ', 'T') || '+00:00')",
        """to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"')""",
    ),
    _Truth: ("json(iif(%s, 'true', 'false'))", "(%s)"),
    _Bytes: ("CAST(%s AS BLOB)", "convert_to(CAST(%s AS text), 'UTF8')"),
}


def teach(element: type[FunctionElement[Any]], database: str, form: str) -> None:
    """Tell how a database spells it; `%s` is what stands in the brackets."""

    @compiles(element, database)
    def spell(found: FunctionElement[Any], compiler: SQLCompiler, **how: Any) -> str:
        return form.replace("%s", compiler.process(found.clauses, **how))


for _element, (_sqlite, _postgresql) in _SPELLINGS.items():
    teach(_element, "sqlite", _sqlite)
    teach(_element, "postgresql", _postgresql)


teach(Quoted, "sqlite", "json_quote(%s)")
teach(_Glued, "sqlite", "printf(%s)")


def glue(*pieces: ColumnElement[Any] | str) -> ColumnElement[str]:
    """The pieces as one text, none of them null; texts among them hold nothing that SQL would have to escape.

    Every || would copy all that stands before it again.
    """
    form = "".join(piece.replace("%", "%%") if isinstance(piece, str) else "%s" for piece in pieces)
    return _Glued(literal_column(f"'{form}'"), *(piece for piece in pieces if not isinstance(piece, str)))


@dataclass(frozen=True, eq=False)
class Kept:
    """How SQLite finds the whole documents of a list: from where, and put together of which pieces."""

    joined: FromClause
    document: ColumnElement[str]


@dataclass(frozen=True, eq=False)
class Fragment:
    """Fields of a row that `column` keeps on SQLite: as one object, without the brace at its end."""

    column: ColumnElement[Any]
    fields: Columns

    def make(self) -> ColumnElement[Any]:
        """What it has to be. The last field is no object, or its brace would go as well."""
        return func.rtrim(make_document(self.fields), "}")


@compiles(_Continued, "sqlite")
def _go_on(found: _Continued, compiler: SQLCompiler, **how: Any) -> str:
    fragment, rest, _ = found.clauses
    return f"({compiler.process(fragment, **how)} || ',' || substr({compiler.process(rest, **how)}, 2))"


@compiles(_Continued, "postgresql")
def _make_whole(found: _Continued, compiler: SQLCompiler, **how: Any) -> str:
    *_, whole = found.clauses
    return compiler.process(whole, **how)


def make_document(columns: Columns, fragment: Fragment | None = None) -> ColumnElement[Any]:
    """One object of a row. A field named `speaker.id` becomes `id` of the object `speaker`.

    With a `fragment` whose fields are all wanted, it is a text, to be sent as it is.
    """
    if fragment is not None and all(columns.get(name) is column for name, column in fragment.fields.items()):
        rest = {name: column for name, column in columns.items() if name not in fragment.fields}
        return _Continued(fragment.column, make_document(rest), make_document({**fragment.fields, **rest}))
    pairs: dict[str, ColumnElement[Any]] = {}
    inner: dict[str, dict[str, ColumnElement[Any]]] = {}
    for name, column in columns.items():
        outer, _, field = name.rpartition(".")
        if outer:
            inner.setdefault(outer, {})[field] = make_plain(column)
        else:
            pairs[name] = make_plain(column)
    return _object(pairs | {name: _object(members) for name, members in inner.items()})


def gather_documents(columns: Columns, rows: Select[Any], *, of: Table) -> ColumnElement[Any]:
    """An array inside a row of `of`: the documents of other rows, which `rows` names and puts in order."""
    ordered = rows.with_only_columns(make_document(columns).label("value")).correlate(of).subquery()
    return _gather(_Embedded(ordered.c.value))


def gather_values(column: ColumnElement[Any], rows: Select[Any], *, of: Table) -> ColumnElement[Any]:
    """The same, of a single column."""
    ordered = rows.with_only_columns(column.label("value")).correlate(of).subquery()
    return _gather(ordered.c.value)


def join_values(column: ColumnElement[Any], rows: Select[Any], *, of: Table) -> ColumnElement[Any]:
    """The same as one text, with semicolons between; null where there is no row."""
    ordered = rows.with_only_columns(column.label("value")).correlate(of).subquery()
    return select(_Joined(ordered.c.value)).scalar_subquery()


def as_bytes(document: ColumnElement[Any]) -> ColumnElement[Any]:
    """The document as it is sent."""
    return _Bytes(document)


def _gather(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return _Embedded(select(_Array(value)).scalar_subquery())


def _object(members: Mapping[str, ColumnElement[Any]]) -> ColumnElement[Any]:
    return _Object(*(part for name, value in members.items() for part in (literal_column(f"'{name}'"), value)))


def make_plain(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column as JSON shows it."""
    if isinstance(column.type, JSON):
        return _Embedded(column)
    if isinstance(column.type, Boolean):
        return _Truth(column)
    return _Moment(column) if isinstance(column.type, UTCDateTime) else column
