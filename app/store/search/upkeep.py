"""The index as a whole: made anew, refreshed when the analyser has changed, and examined for what is out of step."""

from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping, delete, insert, select, text

from app.store.db import Database
from app.store.search.index import BATCH, QUEUE, STATE, VERSION, note_all, work_off, write_columns, write_vector
from app.store.search.subjects import SUBJECTS, Subject


def refresh(database: Database) -> None:
    """Makes the index anew where another analyser made it, and works off what is noted."""
    with database.read() as connection:
        is_current = connection.execute(select(STATE.c.version)).scalar() == VERSION
    if not is_current:
        rebuild(database)


def rebuild(database: Database) -> int:
    """Makes the whole index anew, in one transaction. How many rows it has."""
    with database.write() as session:
        connection = session.connection()
        note_all(connection)
        indexed = work_off(connection)
        connection.execute(delete(STATE))
        connection.execute(insert(STATE).values(version=VERSION))
    return indexed


def find_drift(connection: Connection) -> Iterator[tuple[str, str]]:
    """(where, what) for each row that the index tells something else of than the row itself."""
    for each in SUBJECTS.values():
        yield from _compare(connection, each)


def _compare(connection: Connection, subject: Subject) -> Iterator[tuple[str, str]]:
    key = "rowid" if connection.dialect.name == "sqlite" else "id"
    indexed = set(connection.execute(text(f"SELECT {key} FROM {subject.index}")).scalars())
    ids = list(connection.execute(select(subject.base.c.id).order_by(subject.base.c.id)).scalars())
    noted = set(connection.execute(select(QUEUE.c.row_id).where(QUEUE.c.subject == subject.name)).scalars())
    for row_id in sorted(noted.intersection(ids)):
        yield f"{subject.name} {row_id}", "waits to be indexed"
    for row_id in sorted(indexed.difference(ids)):
        yield f"{subject.name} {row_id}", "is in the search index and nowhere else"
    for row_id in ids:
        if row_id not in indexed:
            yield f"{subject.name} {row_id}", "is missing from the search index"
    for at in range(0, len(ids), BATCH):
        yield from _compare_batch(connection, subject, [i for i in ids[at : at + BATCH] if i in indexed])


def _compare_batch(connection: Connection, subject: Subject, ids: list[int]) -> Iterator[tuple[str, str]]:
    is_same = _is_same_fts if connection.dialect.name == "sqlite" else _is_same_vector
    for row in connection.execute(subject.texts.where(subject.base.c.id.in_(ids))).mappings().all():
        if not is_same(connection, subject, row):
            yield f"{subject.name} {row['id']}", "the search index is out of step with it"


def _is_same_fts(connection: Connection, subject: Subject, row: RowMapping) -> bool:
    statement = text(f"SELECT * FROM {subject.index} WHERE rowid = :id")
    return tuple(connection.execute(statement, {"id": row["id"]}).one()) == tuple(write_columns(subject, row))


def _is_same_vector(connection: Connection, subject: Subject, row: RowMapping) -> bool:
    statement = text(f"SELECT terms = CAST(:terms AS tsvector) FROM {subject.index} WHERE id = :id")
    terms = write_vector(subject, row)["terms"]
    return bool(connection.execute(statement, {"id": row["id"], "terms": terms}).scalar())
