"""Statements on the short way to the database: compiled once, run by the driver itself where that is SQLite's."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, cast

from sqlalchemy import BindParameter, Connection, Select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

Params = Mapping[str, Any]
_SQLITE = SQLiteDialect_pysqlite()


@dataclass(frozen=True, eq=False)
class Statement:
    """A question whose values are still open. Parameters have names; a list is a name for each of its values.

    SQLAlchemy writes the text, once. To have it run each question, too, would cost more than most questions do, so
    on SQLite the driver gets text and values at once; its own cache keeps the statement prepared.
    """

    select: Select[Any]

    @cached_property
    def _compiled(self) -> tuple[str, tuple[tuple[str, BindParameter[Any]], ...]]:
        compiled = self.select.compile(dialect=_SQLITE)
        return str(compiled), tuple((name, compiled.binds[name]) for name in compiled.positiontup or ())

    def run(self, connection: Connection, params: Params) -> Sequence[Sequence[Any]]:
        """All rows; on SQLite days are texts, as it keeps them."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self.select, params).all()
        return self._ask(connection, "", params)

    def stream(self, connection: Connection, params: Params, *, batch: int) -> Iterator[Sequence[Sequence[Any]]]:
        """The same, so many rows at a time."""
        if connection.dialect.name != "sqlite":
            with connection.execute(self.select.execution_options(yield_per=batch), params) as result:
                yield from result.partitions()
            return
        with closing(self._open(connection, "", params)) as cursor:
            while rows := cursor.fetchmany(batch):
                yield rows

    def explain(self, connection: Connection, params: Params) -> str:
        """SQLite's plan, a step a line."""
        return "\n".join(step[3] for step in self._ask(connection, "EXPLAIN QUERY PLAN ", params))

    def _ask(self, connection: Connection, prefix: str, params: Params) -> Sequence[Sequence[Any]]:
        return cast(Sequence[Sequence[Any]], self._open(connection, prefix, params).fetchall())

    def _open(self, connection: Connection, prefix: str, params: Params) -> Any:
        text, names = self._compiled
        values = [_plain(params.get(name, bind.effective_value)) for name, bind in names]
        driver: Any = connection.connection.driver_connection
        return driver.execute(prefix + text, values)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
