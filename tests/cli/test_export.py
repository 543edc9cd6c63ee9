"""`musnad export`: the API's files on a disk."""

import csv
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from typer.testing import CliRunner, Result

from app.cli.commands import cli
from app.config import get_settings
from app.exports.catalog import ARTICLES, LISTS
from app.pipeline import ingest_seed
from app.store.db import Database
from app.store.schema import upgrade


@pytest.fixture(scope="module")
def seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the seed in it; for reading only."""
    path = tmp_path_factory.mktemp("export") / "musnad.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    list(ingest_seed(database))
    database.close()
    return path


@pytest.fixture(autouse=True)
def _own_settings(seeded_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("MUSNAD_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MUSNAD_DATABASE_URL", f"sqlite:///{seeded_file}")
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["export", *arguments], env={"COLUMNS": "200"})


@pytest.mark.parametrize(("kind", "form"), LISTS)
def test_every_list_is_written_in_every_format_it_has(kind: str, form: str) -> None:
    result = run(kind, form, "limit=3")
    assert result.exit_code == 0, result.output
    assert len(result.stdout_bytes) > 100


@pytest.mark.parametrize("form", ARTICLES)
def test_an_article_is_written_whole(form: str) -> None:
    result = run("article", form, "id=1")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout_bytes)


def test_filters_have_the_apis_names_and_may_be_given_again(tmp_path: Path) -> None:
    target = tmp_path / "quotes.csv"
    filters = ["kind=direct", "kind=mixed", "via=تاس", "said_from=2025-07-01", "sort=position"]
    result = run("quotes", "csv", *filters, "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert {row["via"] for row in rows} == {"تاس"}
    assert [int(row["position"]) for row in rows] == sorted(int(row["position"]) for row in rows)
    assert rows[0]["permalink"] == f"http://127.0.0.1:8000/v1/quotes/{rows[0]['id']}"


def test_links_lead_to_the_address_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_PUBLIC_URL", "https://musnad.example")
    [event] = Calendar.from_ical(run("events", "ics", "tense=scheduled").stdout_bytes).walk("VEVENT")
    assert str(event["UID"]).startswith("https://musnad.example/v1/events/")


def test_a_file_that_was_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "article.json"
    target.write_text("old", encoding="utf-8")
    assert run("article", "ninjs", "id=99", "-o", str(target)).exit_code == 1
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("article.json", "old")]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["quotes", "xls"], "'xls' is none of csv, jsonl, atom"),
        (["words", "csv"], "'words' is none of quotes, articles"),
        (["article", "csv"], "'csv' is none of jsonld, annotations, ninjs"),
        (["quotes", "csv", "direct"], "'direct' is not NAME=VALUE"),
        (["quotes", "csv", "colour=red"], "colour: there is no such filter here, but speaker"),
        (["quotes", "csv", "kind=red"], "kind: can't be 'red', but direct, mixed, indirect"),
        (["quotes", "csv", "said_from=12"], "said_from: can't be '12', but a day like 2025-07-31"),
        (["quotes", "csv", "speaker=x"], "speaker: can't be 'x'"),
        (["quotes", "csv", "sort=id", "sort=id"], "sort: takes one value"),
        (["quotes", "csv", "limit=0"], "limit: must be at least 1"),
        (["quotes", "atom", "limit=1001"], "limit: must be at least 1 and at most 1000"),
        (["article", "ninjs"], "id: say which article: id=1"),
        (["article", "ninjs", "id=1", "kind=direct"], "kind: there is no such filter here, but id"),
    ],
    ids=lambda value: "-".join(value).replace("=", "-") if isinstance(value, list) else "",
)
def test_what_makes_no_sense_is_refused_in_words(arguments: list[str], complaint: str) -> None:
    result = run(*arguments)
    assert result.exit_code in {1, 2}
    assert complaint in result.stderr
    assert result.stdout_bytes == b""


def test_it_explains_itself_with_an_example() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "Example: musnad export quotes csv" in result.stdout


def test_a_database_that_is_missing_is_told_and_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    result = run("quotes", "csv")
    assert (result.exit_code, result.stdout_bytes) == (1, b"")
    assert "there is no database at" in result.stderr
    assert not (tmp_path / "none.db").exists()
