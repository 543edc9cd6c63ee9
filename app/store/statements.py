"""Statements on the short way to the database: compiled once, run by the driver itself where that is SQLite's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from sqlalchemy import BindParameter, Connection, Select, Table, text
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.store.local import to_json

Params = Mapping[str, Any]
_Column = tuple[str, Any, Callable[[Any], Any]]


_SQLITE = SQLiteDialect_pysqlite(json_serializer=to_json)


@dataclass(frozen=True, eq=False)
class Statement:
    """A question whose values are still open. Parameters have names; a list is a name for each of its values.

    SQLAlchemy writes the text, once. To have it run each question, too, would cost more than most questions do, so
    on SQLite the driver gets text and values at once; its own cache keeps the statement prepared.
    """

    select: Select[Any]
    local: Select[Any] | None = None
    """What SQLite is asked instead, for the same rows."""

    @cached_property
    def _compiled(self) -> tuple[str, tuple[tuple[str, BindParameter[Any]], ...]]:
        compiled = (self.select if self.local is None else self.local).compile(dialect=_SQLITE)
        return str(compiled), tuple((name, compiled.binds[name]) for name in compiled.positiontup or ())

    def run(self, connection: Connection, params: Params) -> Sequence[Sequence[Any]]:
        """All rows; on SQLite days are texts, as it keeps them."""
        return Question(self, params).run(connection)

    def stream(self, connection: Connection, params: Params, *, batch: int) -> Iterator[Sequence[Sequence[Any]]]:
        """The same, so many rows at a time."""
        if connection.dialect.name != "sqlite":
            with connection.execute(self.select.execution_options(yield_per=batch), params) as result:
                yield from result.partitions()
            return
        with closing(Question(self, params).open(connection)) as cursor:
            while rows := cursor.fetchmany(batch):
                yield rows

    def explain(self, connection: Connection, params: Params) -> str:
        """SQLite's plan, a step a line."""
        return "\n".join(step[3] for step in Question(self, params).open(connection, "EXPLAIN QUERY PLAN "))

    def bind(self, params: Params) -> tuple[str, list[object], list[tuple[int, Callable[[], object]]]]:
        """The text for SQLite, its values, and by their places those that only the moment of asking sets."""
        text, names = self._compiled
        values = [_plain(params.get(name, bind.value)) for name, bind in names]
        late = [(n, bind.callable) for n, (name, bind) in enumerate(names) if bind.callable and name not in params]
        return text, values, late


@dataclass(frozen=True, eq=False)
class Question:
    """A statement with its values, to be put as often as anybody asks."""

    statement: Statement
    params: Params

    @cached_property
    def _bound(self) -> tuple[str, list[object], list[tuple[int, Callable[[], object]]]]:
        return self.statement.bind(self.params)

    def run(self, connection: Connection) -> Sequence[Sequence[Any]]:
        """All rows; on SQLite days are texts, as it keeps them."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self.statement.select, self.params).all()
        return cast(Sequence[Sequence[Any]], self.open(connection).fetchall())

    def open(self, connection: Connection, prefix: str = "") -> Any:
        """The driver's cursor over the rows (SQLite)."""
        text, values, late = self._bound
        if late:
            values = values.copy()
            for place, find in late:
                values[place] = find()
        return _driver_of(connection).execute(prefix + text if prefix else text, values)


@dataclass(frozen=True, eq=False)
class Entry:
    """New rows of a table, on the same way. What a row leaves out takes its column's default, where that is a value."""

    table: Table

    @cached_property
    def _compiled(self) -> tuple[str, tuple[_Column, ...]]:
        compiled = self.table.insert().compile(dialect=_SQLITE, column_keys=list(self.table.c.keys()))
        return str(compiled), tuple(_read_column(self.table, name) for name in compiled.positiontup or ())

    def run(self, connection: Connection, rows: Sequence[Params]) -> None:
        """Enters the rows, with the ids that they bring."""
        if not rows:
            return
        if connection.dialect.name != "sqlite":
            connection.execute(self.table.insert(), rows)
            return
        text, columns = self._compiled
        values = [[write(row.get(name, default)) for name, default, write in columns] for row in rows]
        _driver_of(connection).executemany(text, values)


def reserve_ids(connection: Connection, table: Table, number: int) -> list[int]:
    """Ids for so many new rows of the table, which is to get them in this transaction before any other rows."""
    if not number:
        return []
    if connection.dialect.name != "sqlite":
        found = connection.execute(_NEXT_IDS, {"table": table.name, "number": number})
        return list(found.scalars())
    row = _driver_of(connection).execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)).fetchone()
    first = (row[0] if row else 0) + 1
    return list(range(first, first + number))


# Ids of rows that are gone are not given again: SQLite itself counts them like this for AUTOINCREMENT.
_NEXT_IDS = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :number)")


def _read_column(table: Table, name: str) -> _Column:
    column = table.c[name]
    default = column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
    return name, default, column.type.dialect_impl(_SQLITE).bind_processor(_SQLITE) or _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _driver_of(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
