"""Opening a database, reading one moment of it, writing whole or not at all."""

import threading
from pathlib import Path

import pytest
from samples import analyze_sample, make_document
from sqlalchemy import text
from sqlmodel import Session

from app.errors import StoreError
from app.pipeline import ingest
from app.records import Analysis
from app.store.articles import ArticleFilter, count_articles
from app.store.db import Database, read_url
from app.store.drafting import draft
from app.store.entering import enter_article
from app.store.local import TooLong
from app.store.models import Article, Source

EMPTY = Analysis(speakers=[], quotes=[], events=[])


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///a/b.db", "sqlite+pysqlite"),
        ("postgresql://u:p@host/name", "postgresql+pg8000"),
        ("postgres://u:p@host/name", "postgresql+pg8000"),
        ("postgresql+psycopg2://u:p@host/name", "postgresql+pg8000"),
    ],
)
def test_the_driver_is_ours_to_choose(url: str, driver: str) -> None:
    assert read_url(url).drivername == driver


@pytest.mark.parametrize(
    "url", ["", "data.db", "mysql://host/name", "sqlite://", "sqlite:///:memory:", "postgresql://h:abc/x"]
)
def test_an_address_that_musnad_can_not_use_is_refused_by_name(url: str) -> None:
    with pytest.raises(StoreError, match="MUSNAD_DATABASE_URL"):
        Database(url)


def test_sqlite_is_opened_safe_and_fast(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        }
    sqlite_database.close()
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000, "synchronous": 1}


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a' / 'b' / 'musnad.db'}")
    assert not database.exists()
    with database.read():
        pass
    assert database.exists()
    database.close()


def test_a_file_that_is_no_database_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "musnad.db"
    path.write_bytes(b"what is this" * 100)
    with pytest.raises(StoreError, match="not a database"), Database(f"sqlite:///{path}").read():
        pass


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="file"), Database(f"sqlite:///{tmp_path / 'file' / 'x' / 'm.db'}").read():
        pass


def test_a_server_that_does_not_answer_is_one_line() -> None:
    with pytest.raises(StoreError, match="can't be used"), Database("postgresql://u@127.0.0.1:1/none").read():
        pass


def enter_sample(session: Session) -> int:
    document = make_document()
    return enter_article(session, document, draft(document, analyze_sample(document), with_terms=False)).id


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    def write_and_fail() -> None:
        with database.write() as session:
            enter_sample(session)
            raise RuntimeError("the lights go out")

    with pytest.raises(RuntimeError):
        write_and_fail()
    with database.read() as connection:
        assert count_articles(connection, ArticleFilter()) == 0


def test_what_is_left_unflushed_is_written_too(database: Database) -> None:
    with database.write() as session:
        session.add(Source.model_validate({"name": "صحيفة", "key": "صحيفه"}))
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM source")).scalar() == 1


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    with database.read() as connection:
        assert count_articles(connection, ArticleFilter()) == 0
        ingest(database, make_document(), analyst=analyze_sample)
        assert count_articles(connection, ArticleFilter()) == 0
    with database.read() as connection:
        assert count_articles(connection, ArticleFilter()) == 1


def test_closing_what_was_never_opened_makes_nothing(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path / 'data' / 'musnad.db'}").close()
    assert list(tmp_path.iterdir()) == []


def test_readers_inside_readers_do_not_disturb_each_other(database: Database) -> None:
    with database.read() as outer, database.read() as inner:
        assert outer is not inner
        assert count_articles(outer, ArticleFilter()) == count_articles(inner, ArticleFilter()) == 0


def test_a_reader_is_used_again_after_an_error(sqlite_database: Database) -> None:
    with pytest.raises(StoreError, match="no such table"), sqlite_database.read() as connection:
        connection.execute(text("SELECT 1 FROM nowhere"))
    with sqlite_database.read() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    sqlite_database.close()


COUNTS_ON = text(
    "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 10000) "
    "SELECT max(n) FROM number"
)


@pytest.mark.parametrize("by_driver", [False, True])
def test_what_takes_too_many_steps_is_stopped_and_the_next_reader_is_not(
    sqlite_database: Database, *, by_driver: bool
) -> None:
    def ask(steps: int | None) -> int:
        with sqlite_database.read(steps=steps) as connection:
            if by_driver:
                return int(connection.connection.driver_connection.execute(str(COUNTS_ON)).fetchone()[0])  # type: ignore[union-attr]
            return int(connection.execute(COUNTS_ON).scalar_one())

    with pytest.raises(TooLong):
        ask(1000)
    assert ask(None) == ask(10_000_000) == 10_000


def test_writers_wait_for_each_other(database: Database) -> None:
    errors: list[BaseException] = []

    def write(number: int) -> None:
        try:
            for turn in range(5):
                words = f"وصل الوفد رقم {number} في اليوم {turn}."
                ingest(database, make_document(url=None, body=words), analyst=lambda _: EMPTY)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with database.read() as connection:
        assert count_articles(connection, ArticleFilter()) == 20


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO speaker (name, kind, key, folded, quote_count) VALUES ('a', 'robot', 'a', 'a', 0)",
        "INSERT INTO speaker_alias (speaker_id, name, key) VALUES (99, 'a', 'a')",
        "INSERT INTO source (name, key) VALUES ('a', 'same'), ('b', 'same')",
    ],
    ids=["a kind that is none", "a speaker that is not there", "two outlets of one name"],
)
def test_the_database_itself_refuses_what_breaks_the_rules(database: Database, statement: str) -> None:
    with pytest.raises(Exception, match=r"(?i)constraint"), database.write() as session:
        session.connection().execute(text(statement))


def test_the_id_of_a_deleted_row_is_never_given_again(database: Database) -> None:
    def add() -> int:
        with database.write() as session:
            return enter_sample(session)

    first = add()
    with database.write() as session:
        session.delete(session.get_one(Article, first))
    assert add() > first


def test_the_log_takes_some_megabytes_before_a_commit_brings_them_into_the_file_and_never_many(
    sqlite_database: Database,
) -> None:
    file = Path(str(sqlite_database.url.database))
    with sqlite_database.write() as session:
        session.connection().execute(text("CREATE TABLE sheet (body BLOB)"))
    sizes = []
    for _ in range(30):
        with sqlite_database.write() as session:
            session.connection().execute(text("INSERT INTO sheet VALUES (zeroblob(1000000))"))
        sizes.append(file.with_name(f"{file.name}-wal").stat().st_size)
    assert 10_000_000 < max(sizes) < 20_000_000
    assert file.stat().st_size > 10_000_000
    sqlite_database.close()
