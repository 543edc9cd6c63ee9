"""Statements on the short way to the database: compiled once, run by the driver itself where that is SQLite's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection, Select, Table, text
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.store.local import to_json

Params = Mapping[str, Any]
_Place = tuple[int, Callable[[Any], Any]]


_SQLITE = SQLiteDialect_pysqlite(json_serializer=to_json)


@dataclass(frozen=True, eq=False)
class Statement:
    """A question whose values are still open. Parameters have names; a list is an expanding one, or many names.

    SQLAlchemy writes the text, once. To have it run each question, too, would cost more than most questions do, so
    on SQLite the driver gets text and values at once; its own cache keeps the statement prepared.
    """

    write: Callable[[bool], Select[Any]]
    """Makes the question: for SQLite alone, where that is asked otherwise for the same rows, or for any database."""

    @classmethod
    def of(cls, select: Select[Any]) -> "Statement":
        """One that is the same everywhere."""
        return cls(lambda _: select)

    @cached_property
    def select(self) -> Select[Any]:
        """The question as SQLAlchemy runs it. Where only SQLite is asked, it is never made."""
        return self.write(False)

    @cached_property
    def _compiled(self) -> tuple[str, tuple[tuple[str, object, Callable[[], object] | None, bool], ...]]:
        """The text, and each parameter's name, its value without one, what sets it late, and whether it is a list."""
        # Only the text is kept: the tree is thousands of objects, and the collector of garbage would look at them all.
        compiled = self.write(True).compile(dialect=_SQLITE)
        binds = ((name, compiled.binds[name]) for name in compiled.positiontup or ())
        return str(compiled), tuple((name, bind.value, bind.callable, bind.expanding) for name, bind in binds)

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
        values: list[object] = []
        late: list[tuple[int, Callable[[], object]]] = []
        for name, known, find, is_list in names:
            if is_list:
                each = params[name]
                text = text.replace(f"__[POSTCOMPILE_{name}]", ",".join("?" * len(each)) or "NULL")
                values += map(_plain, each)
                continue
            if find is not None and name not in params:
                late.append((len(values), find))
            value = params.get(name, known)
            values.append(value.isoformat() if isinstance(value, date) else value)
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
        rows: Sequence[Sequence[Any]] = self.open(connection).fetchall()
        return rows

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
    def _compiled(self) -> tuple[str, Callable[[Params], tuple[Any, ...]], Params, tuple[_Place, ...]]:
        """The text, what takes the values out of a row, the columns' defaults, and which values are to be converted."""
        compiled = self.table.insert().compile(dialect=_SQLITE, column_keys=list(self.table.c.keys()))
        names = compiled.positiontup or []
        written = ((place, _find_writer(self.table, name)) for place, name in enumerate(names))
        places = tuple((place, write) for place, write in written if write is not None)
        # An itemgetter of one name takes no tuple; no table has but one column.
        return str(compiled), itemgetter(*names), {name: _find_default(self.table, name) for name in names}, places

    def run(self, connection: Connection, rows: Sequence[Params]) -> None:
        """Enters the rows, with the ids that they bring."""
        if not rows:
            return
        if connection.dialect.name != "sqlite":
            connection.execute(self.table.insert(), rows)
            return
        text, take, defaults, places = self._compiled
        values = [list(take({**defaults, **row})) for row in rows]
        for place, write in places:
            for row in values:
                row[place] = write(row[place])
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


def _find_default(table: Table, name: str) -> Any:
    default = table.c[name].default
    return default.arg if isinstance(default, ScalarElementColumnDefault) else None


def _find_writer(table: Table, name: str) -> Callable[[Any], Any] | None:
    """What makes of a column's value what the driver takes; None where that is the value itself."""
    write = table.c[name].type.dialect_impl(_SQLITE).bind_processor(_SQLITE)
    return cast(Callable[[Any], Any] | None, write)


def _driver_of(connection: Connection) -> Any:
    # The same as `driver_connection`, which SQLAlchemy finds in three steps.
    return connection.connection.dbapi_connection


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
