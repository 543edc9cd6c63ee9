"""Keeps in step what SQLite keeps as JSON: triggers make it anew, whoever writes."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Executable, Table, or_, select, text
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.expression import ClauseElement

from app.store.card_models import ARTICLE_CARD
from app.store.documents import make_document
from app.store.fragments import ARTICLE_IN_SHORT, PAGE, QUOTE_FRAGMENT, SPEAKER_IN_SHORT
from app.store.models import ARTICLE, QUOTE, SOURCE, SPEAKER

_A, _CARD = ARTICLE.c, ARTICLE_CARD.c
_SQLITE = SQLiteDialect_pysqlite()


@dataclass(frozen=True)
class _Upkeep:
    """One kept thing: the statement that makes it anew for all rows, the rows where it is out of step, and the causes.

    A cause is what happens to a table, and the condition that names the rows to be made anew then.
    """

    write: str
    stale: Executable
    causes: Mapping[str, tuple[Table, str, str]]


def keep_fragments(connection: Connection) -> None:
    """Has SQLite keep every fragment. Where it did not do so until now, all are made anew."""
    known: dict[str, str] = {row.name: row.sql for row in connection.execute(_TRIGGERS)}
    wanted = {name: sql for kept, upkeep in _KEPT.items() for name, sql in _write_triggers(kept, upkeep).items()}
    if known == wanted:
        return
    let_go(connection)
    for upkeep in _KEPT.values():
        connection.exec_driver_sql(upkeep.write)
    for sql in wanted.values():
        connection.exec_driver_sql(sql)


def let_go(connection: Connection) -> None:
    """Takes the triggers away, for migrations: what they alter may change what is kept."""
    for name, _ in connection.execute(_TRIGGERS).all():
        connection.exec_driver_sql(f"DROP TRIGGER {name}")


def find_stale(connection: Connection) -> list[tuple[str, str]]:
    """The rows whose fragment is out of step, and what is wrong with them (SQLite)."""
    return [
        (f"{kept} {row}", "its kept document is out of step")
        for kept, upkeep in _KEPT.items()
        for row in connection.execute(upkeep.stale).scalars()
    ]


_TRIGGERS = text(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'document\\_%' ESCAPE '\\' ORDER BY name"
)


def _write_triggers(kept: str, upkeep: _Upkeep) -> dict[str, str]:
    """The triggers by their names, letter by letter as SQLite keeps them."""
    triggers = {}
    for cause, (table, happening, which) in upkeep.causes.items():
        name = f"document_{kept}_{cause}"
        body = f"BEGIN {upkeep.write} WHERE {which}; END"
        triggers[name] = f"CREATE TRIGGER {name} AFTER {happening} ON {table.name} {body}"
    return triggers


def _spell(statement: ClauseElement) -> str:
    return str(statement.compile(dialect=_SQLITE, compile_kwargs={"literal_binds": True}))


def _fill(column: ColumnElement[str], made: ColumnElement[str]) -> _Upkeep:
    """A column that is made of the others in its row."""
    table: Table = column.table
    others = ", ".join(f'"{each.name}"' for each in table.columns if each is not column)
    return _Upkeep(
        _spell(table.update().values({column: made})),
        select(table.c.id).where(column.is_not(made)),
        {"insert": (table, "INSERT", "id = NEW.id"), "update": (table, f"UPDATE OF {others}", "id = NEW.id")},
    )


def _lay_out_cards() -> _Upkeep:
    """What of an article stands in its quotes' documents."""
    made = {"id": _A.id, "revision": _A.revision, "page": PAGE, "document": make_document(ARTICLE_IN_SHORT)}
    joined = ARTICLE.outerjoin(SOURCE, SOURCE.c.id == _A.source_id)
    rows = select(*made.values()).select_from(joined)
    shown = ", ".join(f'"{column.name}"' for column in (_A.title, _A.url, _A.source_id, _A.published_at, _A.revision))
    differs = or_(*(_CARD[name].is_not(value) for name, value in made.items()))
    return _Upkeep(
        _spell(ARTICLE_CARD.insert().prefix_with("OR REPLACE").from_select(list(made), rows)),
        select(_A.id).select_from(joined.outerjoin(ARTICLE_CARD, _CARD.id == _A.id)).where(differs),
        {
            "insert": (ARTICLE, "INSERT", "article.id = NEW.id"),
            "update": (ARTICLE, f"UPDATE OF {shown}", "article.id = NEW.id"),
            "rename": (SOURCE, "UPDATE OF name", "article.source_id = NEW.id"),
        },
    )


_KEPT = {
    "quote": _fill(QUOTE.c.document, QUOTE_FRAGMENT.make()),
    "speaker": _fill(SPEAKER.c.document, make_document(SPEAKER_IN_SHORT)),
    "article": _lay_out_cards(),
}
