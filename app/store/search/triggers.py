"""What keeps the index honest: triggers that note each row a search would see otherwise than before.

They are made anew behind every migration, whose way of altering a table on SQLite would lose them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from app.store.search.subjects import SUBJECTS


@dataclass(frozen=True)
class _Notice:
    """When something happens to a row of `table`, these rows of `subject` are noted."""

    table: str
    subject: str
    rows: str
    columns: str
    on: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")


_GONE_IN_IT = "SELECT id FROM withdrawn_event WHERE quote_id = ROW.id"
# `ROW` stands for the row that it happened to. A deleted row's own entry goes away, see `_forget`.
_NOTICES = (
    _Notice("article", "article", "SELECT ROW.id", "title, deck, body", ("INSERT", "UPDATE")),
    _Notice("quote", "quote", "SELECT ROW.id", "text, mention, speaker_id, speaker_name", ("INSERT", "UPDATE")),
    _Notice("quote", "article", "SELECT ROW.article_id", "speaker_id, article_id"),
    _Notice("quote", "event", "SELECT id FROM event WHERE quote_id = ROW.id", "speaker_id", ("UPDATE",)),
    _Notice("event", "event", "SELECT ROW.id", "sentence, quote_id", ("INSERT", "UPDATE")),
    _Notice("speaker", "speaker", "SELECT ROW.id", "name, role, affiliation", ("INSERT", "UPDATE")),
    _Notice("speaker", "quote", "SELECT id FROM quote WHERE speaker_id = ROW.id", "name", ("UPDATE",)),
    _Notice("speaker", "article", "SELECT article_id FROM quote WHERE speaker_id = ROW.id", "name", ("UPDATE",)),
    _Notice(
        "speaker",
        "event",
        "SELECT e.id FROM event e JOIN quote q ON q.id = e.quote_id WHERE q.speaker_id = ROW.id",
        "name",
        ("UPDATE",),
    ),
    _Notice("speaker_alias", "speaker", "SELECT ROW.speaker_id", "name, speaker_id"),
    _Notice("withdrawn_quote", "withdrawn_quote", "SELECT ROW.id", "text, mention, speaker_name", ("INSERT", "UPDATE")),
    _Notice("withdrawn_event", "withdrawn_event", "SELECT ROW.id", "sentence, quote_id", ("INSERT", "UPDATE")),
    # A quote comes back or goes with its row here: what is noted then is read when all is written.
    _Notice("withdrawn_quote", "withdrawn_event", _GONE_IN_IT, "speaker_name"),
    _Notice("quote", "withdrawn_event", _GONE_IN_IT, "speaker_id", ("UPDATE", "DELETE")),
    _Notice(
        "speaker",
        "withdrawn_event",
        "SELECT e.id FROM withdrawn_event e JOIN quote q ON q.id = e.quote_id WHERE q.speaker_id = ROW.id",
        "name",
        ("UPDATE",),
    ),
)


def make_triggers(connection: Connection) -> None:
    """Makes every trigger anew."""
    drop_triggers(connection)
    write = _write_sqlite if connection.dialect.name == "sqlite" else _write_postgres
    for statement in write():
        connection.execute(text(statement))


def drop_triggers(connection: Connection) -> None:
    """Takes away whatever triggers of the search there are."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search\\_%' ESCAPE '\\'")
        )
        for (name,) in names.all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        return
    names = connection.execute(text("SELECT proname FROM pg_proc WHERE proname LIKE 'search\\_note\\_%'"))
    for (name,) in names.all():
        connection.execute(text(f"DROP FUNCTION {name}() CASCADE"))


def _list_actions() -> Iterator[tuple[str, str, str, str]]:
    """(name, table, what happened, what is done then) of each trigger."""
    for number, notice in enumerate(_NOTICES):
        for event in notice.on:
            row = "OLD" if event == "DELETE" else "NEW"
            yield f"search_note_{number}_{event.lower()}", notice.table, _happening(notice, event), _note(notice, row)
    for subject in SUBJECTS:
        yield f"search_note_{subject}_gone", subject, "DELETE", f"FORGET {subject}"


def _happening(notice: _Notice, event: str) -> str:
    return f"UPDATE OF {notice.columns}" if event == "UPDATE" else event


def _note(notice: _Notice, row: str) -> str:
    rows = notice.rows.replace("ROW.", f"{row}.").replace("SELECT ", f"SELECT '{notice.subject}', ", 1)
    return f"INSERT INTO search_queue (subject, row_id) {rows}"


def _write_sqlite() -> Iterator[str]:
    for name, table, happening, action in _list_actions():
        if action.startswith("FORGET "):
            subject = action.removeprefix("FORGET ")
            body = (
                f"DELETE FROM search_{subject} WHERE rowid = OLD.id;"
                f"DELETE FROM search_queue WHERE subject = '{subject}' AND row_id = OLD.id;"
            )
        else:
            body = action.replace("INSERT INTO", "INSERT OR IGNORE INTO", 1) + ";"
            body = body.replace("SELECT '", "SELECT DISTINCT '", 1)
        yield f"CREATE TRIGGER {name} AFTER {happening} ON {table} BEGIN {body} END"


def _write_postgres() -> Iterator[str]:
    for name, table, happening, action in _list_actions():
        if action.startswith("FORGET "):
            subject = action.removeprefix("FORGET ")
            body = (
                f"DELETE FROM search_{subject} WHERE id = OLD.id;"
                f"DELETE FROM search_queue WHERE subject = '{subject}' AND row_id = OLD.id;"
            )
        else:
            body = action + " ON CONFLICT DO NOTHING;"
        yield (f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$")
        yield f"CREATE TRIGGER {name} AFTER {happening} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
