"""Whatever happens in between: articles are whole or not there, and what was reported as stored stays."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from samples import BODY, analyze_sample, make_document
from sqlalchemy import text

from app.errors import StoreError
from app.pipeline import ingest
from app.store import local
from app.store.db import Database
from app.store.doctor import examine

SCRIPT = Path(__file__).parent / "crashing.py"


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def url_of(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def read_report(output: str) -> set[tuple[int, int]]:
    """Which article was reported for which text."""
    return {(int(line.split()[1]), int(line.split()[2])) for line in output.splitlines()}


def require_whole(database: Database, reported: set[tuple[int, int]]) -> None:
    """Nothing is broken, nothing reported is missing, and every article has all that belongs to it."""
    assert list(examine(database)) == []
    with database.read() as connection:
        rows = connection.execute(
            text(
                "SELECT article.id, url, (SELECT count(*) FROM quote WHERE article_id = article.id),"
                " (SELECT count(*) FROM event WHERE article_id = article.id) FROM article"
            )
        ).all()
    found = {(row[0], int(row[1].rsplit("/", 1)[-1])) for row in rows}
    assert reported <= found
    assert [row for row in rows if (row[2], row[3]) != (1, 1)] == []


@pytest.mark.parametrize("what", ["kill", "kill-bulk"])
def test_a_process_killed_at_fifty_random_instants_leaves_whole_articles(sqlite_database: Database, what: str) -> None:
    process = start(what, url_of(sqlite_database), 20250731, 50)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    reported = read_report(output)
    assert len(reported) >= 20
    require_whole(sqlite_database, reported)
    sqlite_database.close()


def test_a_full_disk_is_a_clear_error_and_leaves_whole_articles(sqlite_database: Database) -> None:
    size = Path(str(sqlite_database.url.database)).stat().st_size
    process = start("fill", url_of(sqlite_database), size + 400_000)
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 3, errors
    assert "the database can't be used" in errors
    reported = read_report(output)
    assert reported
    require_whole(sqlite_database, reported)
    sqlite_database.close()


def test_several_processes_that_ingest_the_same_store_everything_once(database: Database) -> None:
    process = start("same", url_of(database))
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    reported = read_report(output)
    assert len(output.splitlines()) == 40
    assert len(reported) == 20
    require_whole(database, reported)


def test_a_locked_database_is_waited_for(sqlite_database: Database) -> None:
    is_locked, stored = threading.Event(), threading.Event()

    def hold() -> None:
        with sqlite_database.write():
            is_locked.set()
            assert not stored.wait(0.2)

    holder = threading.Thread(target=hold)
    holder.start()
    is_locked.wait()
    ingest(sqlite_database, make_document(), analyst=analyze_sample)
    stored.set()
    holder.join()
    assert list(examine(sqlite_database)) == []
    sqlite_database.close()


def test_a_database_that_stays_locked_is_a_clear_error(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasty = tuple(pragma.replace("30000", "50") for pragma in local._PRAGMAS)
    monkeypatch.setattr(local, "_PRAGMAS", hasty)
    other = Database(url_of(sqlite_database))
    with sqlite_database.write(), pytest.raises(StoreError, match="locked"):
        ingest(other, make_document(), analyst=analyze_sample)
    other.close()
    ingest(sqlite_database, make_document(), analyst=analyze_sample)
    sqlite_database.close()


def test_a_reader_under_load_sees_whole_articles_only(database: Database) -> None:
    def write() -> None:
        for number in range(8):
            document = make_document(url=f"https://news.example/{number}", body=f"{BODY}\n\nتتمة رقم {number}.")
            ingest(database, document, analyst=analyze_sample)

    writer = threading.Thread(target=write)
    writer.start()
    seen = set()
    while writer.is_alive():
        with database.read() as connection:
            counts = [
                connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in ("article", "quote")
            ]
        seen.add(tuple(counts))
    writer.join()
    assert all(quotes == articles * 4 for articles, quotes in seen)
