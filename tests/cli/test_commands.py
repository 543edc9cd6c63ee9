"""The command line as its users meet it."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from app import __version__
from app.cli.commands import cli
from app.config import BadSetting, get_settings
from app.store.db import Database
from app.store.schema import require_migrated

ARTICLE = "عنوان الخبر\n\nوصلت القافلة إلى المدينة بعد رحلة طويلة عبر الجبال.\n"
COMMANDS = [
    *([], ["serve"], ["ingest"], ["analyze"], ["doctor"], ["backup"], ["restore"], ["reindex"], ["db"]),
    *(["db", "upgrade"], ["keys"], ["keys", "create"], ["articles"], ["articles", "delete"]),
]


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("MUSNAD_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MUSNAD_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A plain text."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env={"COLUMNS": "200"})


def open_database() -> Database:
    return Database(get_settings().url)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert f"Example: musnad {' '.join(command)}".strip() in result.stdout


def test_the_version_is_printed() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"musnad {__version__}\n")


def test_upgrade_makes_and_migrates_the_database_and_says_where_it_is() -> None:
    for _ in range(2):
        result = run("db", "upgrade")
        assert result.exit_code == 0
        assert "at revision 0" in result.stdout
    database = open_database()
    require_migrated(database)
    database.close()


def test_ingest_tells_what_became_of_each_file(article: Path) -> None:
    first, again = run("ingest", article, "--source", "صحيفة"), run("ingest", article)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "new       article 1  article.txt: " in first.stdout
    assert "unchanged article 1  article.txt\n1 unchanged\n" in again.stdout


def test_ingest_names_a_bad_file_takes_the_others_and_fails(article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad [red] file.txt"
    bad.write_bytes(b"\xff\xfe\xfa")
    result = run("ingest", bad, article, tmp_path)
    assert result.exit_code == 1
    assert "bad [red] file.txt" in result.stderr
    assert "1 new" in result.stdout
    assert "2 refused" in result.stdout
    assert "Traceback" not in result.output


def test_ingest_refuses_a_pipe_by_its_name_and_does_not_wait(article: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    result = run("ingest", pipe, article)
    assert result.exit_code == 1
    assert f"{pipe}: this is no regular file" in result.stderr
    assert "1 new, 1 refused" in result.stdout or "1 refused, 1 new" in result.stdout


def test_ingest_takes_what_the_caller_knows(article: Path) -> None:
    url = "https://news.example/caravan"
    result = run("ingest", article, "--source", "صحيفة", "--published-at", "2024-05-10", "--url", url)
    assert result.exit_code == 0
    database = open_database()
    with database.read() as connection:
        row = connection.execute(text("SELECT url, published_at FROM article")).one()
    database.close()
    assert tuple(row) == (url, "2024-05-10")


@pytest.mark.parametrize(
    "options",
    [
        ["--published-at", "10/5/2024"],
        ["--published-at", "2024-02-30"],
        ["--url", "ftp://news.example/1"],
        ["--url", "http://[::1"],
        ["--url", "http://"],
        ["--url", "http://a b"],
        ["--url", "https://news.example/1", "second.txt"],
        ["--url", "https://news.example/" + "1" * 2000],
        ["--source", "ص" * 201],
        ["--source", " "],
    ],
    ids=lambda options: " ".join(options)[:40],
)
def test_options_that_make_no_sense_are_refused_before_anything_is_stored(article: Path, options: list[str]) -> None:
    result = run("ingest", article, *options)
    assert result.exit_code == 2
    assert not (get_settings().data_dir / "musnad.db").exists()


def test_analyze_writes_the_lines_with_quotes_and_dates(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    record = {"id": "a", "title": "عنوان", "text": "وصل الوفد.", "published_at": "2024-05-10"}
    source.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert run("analyze", source, "-o", target).exit_code == 0
    (found,) = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert found.keys() == {*record, "quotes", "dates"}
    assert {name: found[name] for name in record} == record
    assert run("analyze", source).stdout == target.read_text(encoding="utf-8")


def test_analyze_stops_at_a_bad_line_and_leaves_nothing_behind(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "text": "a"}\n{"id": 2}\n', encoding="utf-8")
    target.write_text("from before", encoding="utf-8")
    result = run("analyze", source, "-o", target)
    assert result.exit_code == 1
    assert 'in.jsonl: line 2: needs a "text"' in result.stderr
    assert target.read_text(encoding="utf-8") == "from before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


@pytest.mark.parametrize("name", ["", "none.jsonl"], ids=["a folder", "no file"])
def test_analyze_names_a_file_that_it_can_not_read(tmp_path: Path, name: str) -> None:
    result = run("analyze", tmp_path / name, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert str(tmp_path / name) in result.stderr


def test_analyze_names_a_place_that_it_can_not_write_to(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "a"}\n', encoding="utf-8")
    result = run("analyze", source, "-o", tmp_path / "none" / "out.jsonl")
    assert result.exit_code == 1
    assert "can't be written" in result.stderr


def test_doctor_finds_nothing_in_a_sound_database(article: Path) -> None:
    run("ingest", article)
    result = run("doctor")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 article, ")
    assert result.stdout.endswith("nothing found\n")


def test_doctor_names_what_is_broken_and_fails(article: Path) -> None:
    run("ingest", article)
    database = open_database()
    with database.write() as session:
        session.connection().execute(text("UPDATE article SET title = 'x'"))
    database.close()
    result = run("doctor")
    assert result.exit_code == 1
    assert "article 1: fingerprint" in result.stdout
    assert "2 problems" in result.stdout


def test_doctor_does_not_make_the_database_that_it_misses() -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert "there is no database at" in result.stderr
    assert not get_settings().data_dir.exists()


def test_an_error_that_is_expected_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_DATABASE_URL", "mysql://host/name")
    result = run("db", "upgrade")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "error: MUSNAD_DATABASE_URL: Musnad runs on sqlite and postgresql, not on mysql\n"


@pytest.mark.parametrize(
    ("variable", "value", "allowed"),
    [
        ("LOG_LEVEL", "loud", "debug, info, warning or error"),
        ("LOG_FORMAT", "xml", "text or json"),
        ("SEED", "perhaps", "true or false"),
        ("CORS_ORIGINS", "foo", 'a JSON array of origins, like ["https://news.example"]'),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        "serve",
        "doctor",
        "reindex",
        "db upgrade",
        "ingest x",
        "analyze x",
        "explain x",
        "speakers list",
        "speakers merge 1 2",
    ],
)
def test_a_bad_setting_is_named_in_one_line_with_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, command: str, variable: str, value: str, allowed: str
) -> None:
    monkeypatch.setenv(f"MUSNAD_{variable}", value)
    result = run(*command.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: MUSNAD_{variable} must be {allowed}, not '{value}'\n"


def test_origins_are_read_from_a_json_array(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_CORS_ORIGINS", '["https://news.example", "*"]')
    assert get_settings().cors_origins == ["https://news.example", "*"]


@pytest.mark.parametrize("value", ["5", '["a", 3]'])
def test_origins_of_another_shape_are_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("MUSNAD_CORS_ORIGINS", value)
    with pytest.raises(BadSetting, match="MUSNAD_CORS_ORIGINS must be a JSON array"):
        get_settings()


def find_port() -> int:
    """A free port below those that the system gives to outgoing connections, so that it stays free."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise OSError("no free port")


def test_serve_migrates_seeds_tells_where_it_is_answers_and_stops_on_request(tmp_path: Path) -> None:
    port = find_port()
    environment = {**os.environ, "MUSNAD_DATA_DIR": str(tmp_path / "data"), "MUSNAD_SEED": "true"}
    server = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--port", str(port)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    answers: list[int] = []
    try:
        assert server.stdout
        told = [server.stdout.readline() for _ in range(3)]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=httpx.HTTPTransport(retries=6)) as client:
            answers += [client.get(path).status_code for path in ("/healthz", "/readyz", "/v1/articles/1")]
    except httpx.TransportError:
        server.kill()
    finally:
        server.send_signal(signal.SIGTERM)
        _, complaints = server.communicate(timeout=30)
    assert answers == [200, 200, 200], complaints
    assert [line.split()[0] for line in told] == ["API", "Docs", "Found"]
    assert f"http://127.0.0.1:{port}/docs" in told[1]
    assert "in 1 article" in told[2]
    assert "Traceback" not in complaints
    assert server.returncode == 0
