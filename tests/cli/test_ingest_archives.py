"""`musnad ingest` over archives, as its users meet it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.commands import cli
from app.cli.cores import NICENESS
from app.config import get_settings
from app.store.db import Database
from app.store.doctor import count_rows, examine

TEXT = "قال المدير سامي الرفاعي إن المصنع رقم {} سيفتح أبوابه في 12 أيار 2024، وأضاف: “عاد كل العمال”."


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("MUSNAD_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MUSNAD_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env={"COLUMNS": "200"})


def make_archive(path: Path, number: int, *, empty: int = 0) -> Path:
    records = [
        {"heading": f"المصنع رقم {place}", "content": TEXT.format(place), "day": "2024-05-10 08:00:00"}
        for place in range(number)
    ]
    path.write_text(json.dumps([*records, *([{"content": ""}] * empty)], ensure_ascii=False), encoding="utf-8-sig")
    return path


MAP = ("--map", "text=content", "--map", "title=heading", "--map", "published_at=day")


def test_an_archive_is_stored_and_the_summary_tells_what_became_of_it(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "a.json", 3, empty=2)
    result = run("ingest", archive, *MAP)
    assert result.exit_code == 0
    assert "3 new, 2 refused" in result.stdout
    assert "5 articles in " in result.stdout
    assert f"{archive}:4: there is no text in it" in result.stderr
    assert "3 unchanged, 2 refused" in run("ingest", archive, *MAP).stdout


def test_when_much_is_refused_it_is_counted_by_its_reason(tmp_path: Path) -> None:
    result = run("ingest", make_archive(tmp_path / "a.json", 1, empty=30), *MAP)
    assert "30 refused: there is no text in it" in result.stdout
    assert result.stderr.count("there is no text") == 20


def test_that_nothing_could_be_taken_is_an_error(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "a.json", 2)
    assert run("ingest", archive).exit_code == 1  # its text is called otherwise
    assert run("ingest", archive, *MAP).exit_code == 0


def test_a_dry_run_tells_the_same_and_makes_no_database(tmp_path: Path) -> None:
    result = run("ingest", make_archive(tmp_path / "a.json", 3), *MAP, "--dry-run")
    assert result.exit_code == 0
    assert "would be: 3 new" in result.stdout
    assert not (tmp_path / "data").exists()


def test_a_file_that_can_not_be_read_is_an_error_and_the_others_are_read(tmp_path: Path) -> None:
    result = run("ingest", tmp_path / "none.zip", make_archive(tmp_path / "a.json", 1), *MAP)
    assert result.exit_code == 1
    assert "there is no such file" in result.stderr
    assert "1 new" in result.stdout


def test_a_field_that_there_is_none_of_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    result = run("ingest", make_archive(tmp_path / "a.json", 1), "--map", "colour=red")
    assert result.exit_code == 2
    assert "there is no field" in result.stderr


def test_web_pages_and_folders_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    page = f"<html><body><article><h1>عودة المصنع</h1><p>{TEXT.format(1)}</p></article></body></html>"
    (folder / "a.html").write_bytes(page.encode("cp1256", errors="xmlcharrefreplace"))
    result = run("ingest", folder)
    assert result.exit_code == 0
    assert "new       article 1  a.html: 2 quotes by 1 speaker, 1 event" in result.stdout


def test_ctrl_c_finishes_what_is_in_hand_and_the_same_command_goes_on(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "a.json", 400)
    command = [sys.executable, "-m", "app.cli", "ingest", str(archive), *MAP, "--processes", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    database = Database(get_settings().url)
    wait_for_articles(database)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "the same command goes on from here" in errors
    assert "Traceback" not in errors
    stored = count_rows(database).articles
    assert 0 < stored < 400
    assert list(examine(database)) == []
    database.close()
    assert f"{stored} unchanged, {400 - stored} new" in run("ingest", archive, *MAP, "--processes", "1").stdout


def wait_for_articles(database: Database) -> None:
    """Until the first is stored, at most a minute."""
    for _ in range(600):
        if database.exists():
            try:
                if count_rows(database).articles:
                    return
            except Exception:  # not migrated yet
                pass
        time.sleep(0.1)
    raise TimeoutError


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="the system knows no niceness")
def test_it_gives_way_to_those_who_serve() -> None:
    usual = os.getpriority(os.PRIO_PROCESS, 0)
    command = [sys.executable, "-m", "app.cli", "ingest", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        end = time.monotonic() + 60
        while (found := os.getpriority(os.PRIO_PROCESS, process.pid)) == usual and time.monotonic() < end:
            time.sleep(0.02)
        assert found == max(usual, NICENESS)
    finally:
        printed, _ = process.communicate(json.dumps({"text": TEXT}), timeout=60)
    assert (process.returncode, "1 new" in printed) == (0, True)


def test_a_process_that_analyses_loads_nothing_of_the_commands() -> None:
    """It imports what started it, the command, and the work it is given; each of them is there several times."""
    program = "import sys, app.cli, app.pipeline.bulk; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "sqlalchemy" in loaded
    assert not {"typer", "rich", "uvicorn", "fastapi", "alembic", "httpx", "trafilatura"} & set(loaded)
