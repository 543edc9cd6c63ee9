"""What SQLite keeps of a row as JSON, so that an answer need not make it again: each quote's own fields.

Triggers keep it in step, whoever writes; PostgreSQL makes the JSON for each answer. Measured on pages of twenty quotes
of a million: with it, the database needs three quarters of the time.
"""

from sqlalchemy import Connection, Table, select, text
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from app.records import QuoteBase
from app.store.documents import Fragment
from app.store.fields import plain_columns
from app.store.models import QUOTE

_Q = QUOTE.c
QUOTE_FRAGMENT = Fragment(
    _Q.document,
    {
        "id": _Q.id,
        **plain_columns(QuoteBase, QUOTE),
        "position": _Q.position,
        "corrected": _Q.corrected_at.is_not(None),
        "corrected_at": _Q.corrected_at,
    },
)
_SQLITE = SQLiteDialect_pysqlite()
_KEPT: tuple[tuple[Table, Fragment], ...] = ((QUOTE, QUOTE_FRAGMENT),)


def keep_fragments(connection: Connection) -> None:
    """Has SQLite keep every fragment. Where it did not do so until now, all are made anew."""
    known: dict[str, str] = {row.name: row.sql for row in connection.execute(_TRIGGERS)}
    wanted = {name: sql for table, fragment in _KEPT for name, sql in _write_triggers(table, fragment).items()}
    if known == wanted:
        return
    let_go(connection)
    for table, fragment in _KEPT:
        connection.execute(text(_write(table, fragment)))
    for sql in wanted.values():
        connection.execute(text(sql))


def let_go(connection: Connection) -> None:
    """Takes the triggers away, for migrations: what they alter may change what is kept."""
    for name, _ in connection.execute(_TRIGGERS).all():
        connection.execute(text(f"DROP TRIGGER {name}"))


def find_stale(connection: Connection) -> list[tuple[str, str]]:
    """The rows whose fragment is out of step, and what is wrong with them (SQLite)."""
    return [
        (f"{table.name} {row}", "its kept document is out of step")
        for table, fragment in _KEPT
        for row in connection.execute(select(table.c.id).where(fragment.column.is_not(fragment.make()))).scalars()
    ]


_TRIGGERS = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'document\\_%' ESCAPE '\\' ORDER BY name"
)


def _write_triggers(table: Table, fragment: Fragment) -> dict[str, str]:
    """The triggers by their names, letter by letter as SQLite keeps them."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns if column is not fragment.column)
    body = f"BEGIN {_write(table, fragment)} WHERE id = NEW.id; END"
    happenings = {"insert": "INSERT", "update": f"UPDATE OF {columns}"}
    names = {f"document_{table.name}_{how}": when for how, when in happenings.items()}
    return {name: f"CREATE TRIGGER {name} AFTER {when} ON {table.name} {body}" for name, when in names.items()}


def _write(table: Table, fragment: Fragment) -> str:
    statement = table.update().values({fragment.column: fragment.make()})
    return str(statement.compile(dialect=_SQLITE, compile_kwargs={"literal_binds": True}))
