"""The index as a whole: made anew, refreshed when the analyser has changed, and examined for what is out of step."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, text

from app.store.db import Database
from app.store.search.index import BATCH, QUEUE, STATE, VERSION, index_rows, write_columns, write_vector
from app.store.search.subjects import SUBJECTS, Subject

AT_ONCE, PAUSE_SECONDS = 200, 0.01
PAGES, _ANY_WORK = 500, 2


def refresh(database: Database) -> None:
    """Makes the index anew where another analyser made it."""
    with database.read() as connection:
        is_current = connection.execute(select(STATE.c.version)).scalar() == VERSION
    if not is_current:
        rebuild(database)


def rebuild(database: Database) -> int:
    """Makes the whole index anew, so many rows at a time that nobody has to wait long. How many rows it has.

    A row's terms are replaced in one moment: searches find it all the while.
    """
    indexed = 0
    for subject in SUBJECTS.values():
        with database.write() as session:
            _drop_gone(session.connection(), subject)
        last = 0
        while ids := _renew(database, subject, after=last):
            indexed += len(ids)
            last = ids[-1]
            # Who waits for SQLite's lock looks for it now and then only.
            time.sleep(PAUSE_SECONDS)
        if database.is_local:
            _merge(database, subject)
    with database.write() as session:
        session.connection().execute(delete(STATE))
        session.connection().execute(insert(STATE).values(version=VERSION))
    return indexed


def _merge(database: Database, subject: Subject) -> None:
    """Makes one of the parts that FTS5 has written, and lets go of what was replaced, some pages at a time."""
    pages, is_done = -PAGES, False
    while not is_done:
        with database.write() as session:
            connection = session.connection()
            driver: Any = connection.connection.driver_connection
            before = driver.total_changes
            driver.execute(f"INSERT INTO {subject.index} ({subject.index}, rank) VALUES ('merge', {pages})")
            # So SQLite's manual tells whether anything is left to do.
            pages, is_done = PAGES, driver.total_changes - before < _ANY_WORK
        time.sleep(PAUSE_SECONDS)


def _drop_gone(connection: Connection, subject: Subject) -> None:
    key = _key_of(connection)
    connection.execute(text(f"DELETE FROM {subject.index} WHERE {key} NOT IN (SELECT id FROM {subject.base.name})"))


def _renew(database: Database, subject: Subject, *, after: int) -> Sequence[int]:
    """Writes the terms of the next rows anew; which they were."""
    key = subject.base.c.id
    with database.write() as session:
        connection = session.connection()
        ids = connection.execute(select(key).where(key > after).order_by(key).limit(AT_ONCE)).scalars().all()
        if ids:
            index_rows(connection, subject, ids)
    return ids


def find_drift(connection: Connection) -> Iterator[tuple[str, str]]:
    """(where, what) for each row that the index tells something else of than the row itself."""
    for each in SUBJECTS.values():
        yield from _compare(connection, each)


def _compare(connection: Connection, subject: Subject) -> Iterator[tuple[str, str]]:
    key, called = _key_of(connection), _call(subject)
    indexed = set(connection.execute(text(f"SELECT {key} FROM {subject.index}")).scalars())
    ids = list(connection.execute(select(subject.base.c.id).order_by(subject.base.c.id)).scalars())
    noted = set(connection.execute(select(QUEUE.c.row_id).where(QUEUE.c.subject == subject.key)).scalars())
    for row_id in sorted(noted.intersection(ids)):
        yield f"{called} {row_id}", "waits to be indexed"
    for row_id in sorted(indexed.difference(ids)):
        yield f"{called} {row_id}", "is in the search index and nowhere else"
    for row_id in ids:
        if row_id not in indexed:
            yield f"{called} {row_id}", "is missing from the search index"
    for at in range(0, len(ids), BATCH):
        yield from _compare_batch(connection, subject, [i for i in ids[at : at + BATCH] if i in indexed])


def _call(subject: Subject) -> str:
    return subject.key.replace("_", " ")


def _key_of(connection: Connection) -> str:
    return "rowid" if connection.dialect.name == "sqlite" else "id"


def _compare_batch(connection: Connection, subject: Subject, ids: list[int]) -> Iterator[tuple[str, str]]:
    is_same = _is_same_fts if connection.dialect.name == "sqlite" else _is_same_vector
    for row in connection.execute(subject.texts.where(subject.base.c.id.in_(ids))).mappings().all():
        if not is_same(connection, subject, row):
            yield f"{_call(subject)} {row['id']}", "the search index is out of step with it"


def _is_same_fts(connection: Connection, subject: Subject, row: RowMapping) -> bool:
    statement = text(f"SELECT * FROM {subject.index} WHERE rowid = :id")
    return tuple(connection.execute(statement, {"id": row["id"]}).one()) == tuple(write_columns(subject, row))


def _is_same_vector(connection: Connection, subject: Subject, row: RowMapping) -> bool:
    statement = text(f"SELECT terms = CAST(:terms AS tsvector) FROM {subject.index} WHERE id = :id")
    terms = write_vector(subject, row)["terms"]
    return bool(connection.execute(statement, {"id": row["id"], "terms": terms}).scalar())
