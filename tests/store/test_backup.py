"""Backups of a live database, and the way back: whole, checked, and never over something."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from samples import BODY, analyze_sample, make_document

from app.errors import StoreError
from app.pipeline import ingest
from app.store import local
from app.store.articles import ArticleFilter, count_articles
from app.store.backup import back_up, restore
from app.store.db import Database
from app.store.doctor import examine


def store(database: Database, number: int) -> None:
    document = make_document(url=f"https://news.example/{number}", body=f"{BODY}\n\nتتمة رقم {number}.")
    ingest(database, document, analyst=analyze_sample)


def count(database: Database) -> int:
    with database.read() as connection:
        return count_articles(connection, ArticleFilter())


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if "partial" in path.name]


def test_a_backup_is_whole_while_others_write(sqlite_database: Database, tmp_path: Path) -> None:
    store(sqlite_database, 0)
    writer = threading.Thread(target=lambda: [store(sqlite_database, number) for number in range(1, 15)])
    writer.start()
    copies = [tmp_path / f"copy{n}.db" for n in range(3)]
    for copy in copies:
        back_up(sqlite_database, copy)
    writer.join()
    for copy in copies:
        taken = Database(f"sqlite:///{copy}")
        assert 1 <= count(taken) <= 15
        assert list(examine(taken)) == []
        taken.close()
    assert count(sqlite_database) == 15
    sqlite_database.close()
    assert leftovers(tmp_path) == []


def test_a_backup_overwrites_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("mine")
    with pytest.raises(StoreError, match="overwrites nothing"):
        back_up(sqlite_database, copy)
    with pytest.raises(StoreError, match="none"):
        back_up(sqlite_database, tmp_path / "none" / "copy.db")
    assert copy.read_text() == "mine"
    assert leftovers(tmp_path) == []
    sqlite_database.close()


def test_a_restored_database_is_as_it_was_and_the_other_is_kept(sqlite_database: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    store(sqlite_database, 1)
    back_up(sqlite_database, copy)
    store(sqlite_database, 2)
    former = restore(sqlite_database, copy)
    assert count(sqlite_database) == 1
    assert list(examine(sqlite_database)) == []
    sqlite_database.close()
    assert former
    kept = Database(f"sqlite:///{former}")
    assert count(kept) == 2
    kept.close()
    assert leftovers(tmp_path) == []


def test_a_backup_can_be_restored_where_there_was_nothing(sqlite_database: Database, tmp_path: Path) -> None:
    store(sqlite_database, 1)
    back_up(sqlite_database, tmp_path / "copy.db")
    sqlite_database.close()
    elsewhere = Database(f"sqlite:///{tmp_path / 'new' / 'musnad.db'}")
    assert restore(elsewhere, tmp_path / "copy.db") is None
    assert count(elsewhere) == 1
    elsewhere.close()


def test_a_database_in_use_is_not_replaced(sqlite_database: Database, tmp_path: Path) -> None:
    store(sqlite_database, 1)
    back_up(sqlite_database, tmp_path / "copy.db")
    other = Database(sqlite_database.url.render_as_string())
    assert count(other) == 1
    with pytest.raises(StoreError, match="in use"):
        restore(sqlite_database, tmp_path / "copy.db")
    other.close()
    assert restore(sqlite_database, tmp_path / "copy.db")
    assert count(sqlite_database) == 1
    sqlite_database.close()


def leave_log(path: Path, statement: str) -> bytes:
    """Runs the statement, and leaves it in the log as a crash would: the file itself has it not."""
    database, log = path.read_bytes(), path.with_name(f"{path.name}-wal")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        header = path.read_bytes()[:4096]
        connection.execute(statement)
        left = log.read_bytes()
    path.write_bytes(header + database[4096:])
    log.write_bytes(left)
    return left


def authors(database: Database) -> set[str]:
    with database.read() as connection:
        return set(connection.exec_driver_sql("SELECT author FROM article").scalars())


NAME_AUTHOR = "UPDATE article SET author = 'سمير'"


def test_what_a_copy_has_in_its_log_is_restored_with_it(sqlite_database: Database, tmp_path: Path) -> None:
    store(sqlite_database, 1)
    copy = tmp_path / "copy.db"
    back_up(sqlite_database, copy)
    left = leave_log(copy, NAME_AUTHOR)
    before = copy.read_bytes()
    restore(sqlite_database, copy)
    assert authors(sqlite_database) == {"سمير"}
    assert copy.read_bytes() == before
    assert copy.with_name("copy.db-wal").read_bytes() == left
    sqlite_database.close()
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("is_gone", [False, True], ids=["damaged", "gone"])
def test_a_log_that_a_crash_left_changes_nothing_in_what_is_restored(
    sqlite_database: Database, tmp_path: Path, *, is_gone: bool
) -> None:
    store(sqlite_database, 1)
    back_up(sqlite_database, tmp_path / "copy.db")
    had = authors(sqlite_database)
    sqlite_database.close()
    target = Path(str(sqlite_database.url.database))
    left = leave_log(target, NAME_AUTHOR)
    if is_gone:
        target.unlink()
    else:
        target.write_bytes(b"no database" * 1_000)
    restore(sqlite_database, tmp_path / "copy.db")
    assert authors(sqlite_database) == had
    assert list(examine(sqlite_database)) == []
    if is_gone:  # SQLite itself throws the other away
        (kept,) = target.parent.glob("*.before-*-wal")
        assert kept.read_bytes() == left
    sqlite_database.close()


def garble_schema(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes().replace(b"CREATE TABLE quote", b"CREATE TABLE \xff\xffote"))


def garble_text(copy: Path) -> None:
    run(copy, "UPDATE article SET body = CAST(x'ff' || CAST(substr(body, 2) AS BLOB) AS TEXT)")


def damage(copy: Path) -> None:
    data = bytearray(copy.read_bytes())
    data[4096 * 5 : 4096 * 9] = b"\xff" * 4096 * 4
    copy.write_bytes(data)


def run(copy: Path, statement: str) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("harm", "complaint"),
    [
        (lambda copy: copy.write_text("no database" * 100), "database"),
        (damage, "database|damaged"),
        (garble_schema, "damaged"),
        (garble_text, "damaged|database"),
        (lambda copy: run(copy, "UPDATE article SET headings = '[1'"), "damaged"),
        (lambda copy: run(copy, "UPDATE quote SET start = 1"), "breaks the laws"),
        (lambda copy: run(copy, "UPDATE alembic_version SET version_num = '9999'"), "9999"),
        (lambda copy: run(copy, "DELETE FROM alembic_version"), "none"),
        (Path.unlink, "no such file"),
    ],
    ids=["no database", "damaged", "schema", "letters", "json", "laws", "from the future", "empty", "missing"],
)
def test_a_bad_copy_is_refused_and_the_database_stays(
    sqlite_database: Database, tmp_path: Path, harm: object, complaint: str
) -> None:
    copy = tmp_path / "copy.db"
    store(sqlite_database, 1)
    back_up(sqlite_database, copy)
    harm(copy)  # type: ignore[operator]
    with pytest.raises(StoreError, match=complaint):
        restore(sqlite_database, copy)
    assert count(sqlite_database) == 1
    sqlite_database.close()
    assert leftovers(tmp_path) == []


def test_postgresql_is_sent_to_its_own_tools() -> None:
    database = Database("postgresql://u@127.0.0.1/none")
    with pytest.raises(StoreError, match="pg_dump"):
        back_up(database, Path("copy"))
    with pytest.raises(StoreError, match="pg_restore"):
        restore(database, Path("copy"))


def test_a_database_that_can_not_be_written_can_be_read_and_examined(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(sqlite_database, 1)
    sqlite_database.close()
    monkeypatch.setattr(local, "is_read_only", lambda _: True)
    sealed = Database(sqlite_database.url.render_as_string())
    before = Path(str(sqlite_database.url.database)).read_bytes()
    assert list(examine(sealed)) == []
    assert count(sealed) == 1
    with pytest.raises(StoreError, match="readonly"):
        store(sealed, 2)
    sealed.close()
    assert Path(str(sqlite_database.url.database)).read_bytes() == before


def test_a_database_that_can_not_be_written_but_is_unfinished_is_refused(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(sqlite_database, 1)
    monkeypatch.setattr(local, "is_read_only", lambda _: True)
    sealed = Database(sqlite_database.url.render_as_string())
    with pytest.raises(StoreError, match="newest changes"):
        count(sealed)
    sqlite_database.close()


def test_a_file_on_its_own_can_be_written(tmp_path: Path) -> None:
    assert not local.is_read_only(tmp_path / "none.db")
    (tmp_path / "some.db").touch()
    assert not local.is_read_only(tmp_path / "some.db")
