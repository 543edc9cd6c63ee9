"""The present rules over what is stored: what they find is stored, what is still there keeps its ids."""

from pathlib import Path

import pytest
from samples import BODY, analyze_sample, make_document
from typer.testing import CliRunner

from app.cli.commands import cli
from app.config import get_settings
from app.pipeline import ingest
from app.pipeline.reanalysis import reanalyse
from app.store.articles import get_article
from app.store.db import Database
from app.store.doctor import examine
from app.store.quotes import QuoteFilter, list_quotes


def fill(database: Database) -> None:
    """Two articles as other rules have read them."""
    for number in range(2):
        document = make_document(url=f"https://news.example/{number}", body=f"{BODY}\n\nتتمة رقم {number}.")
        ingest(database, document, analyst=analyze_sample)


def test_the_second_time_nothing_changes_and_the_first_keeps_ids(database: Database) -> None:
    fill(database)
    with database.read() as connection:
        before = {(row["article"]["id"], row["text"]): row["id"] for row in list_quotes(connection, QuoteFilter())}
    first = list(reanalyse(database, processes=1))
    assert [each.article_id for each in first] == [1, 2]
    assert any(each.changes.is_any for each in first)
    assert list(examine(database)) == []
    with database.read() as connection:
        after = {(row["article"]["id"], row["text"]): row["id"] for row in list_quotes(connection, QuoteFilter())}
        updated = get_article(connection, 1)["updated_at"]
        assert get_article(connection, 1)["revision"] == 1
    same = before.keys() & after.keys()
    assert same
    assert {key: before[key] for key in same} == {key: after[key] for key in same}
    assert not any(each.changes.is_any for each in reanalyse(database, processes=1))
    with database.read() as connection:
        assert get_article(connection, 1)["updated_at"] == updated


def test_it_can_be_stopped_between_two_articles(database: Database) -> None:
    fill(database)
    assert list(reanalyse(database, processes=1, is_stopping=lambda: True)) == []
    assert list(examine(database)) == []


def test_the_command_prints_what_changes(
    sqlite_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_database)
    sqlite_database.close()
    monkeypatch.setenv("MUSNAD_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    result = CliRunner().invoke(cli, ["reanalyse", "--processes", "1"])
    get_settings.cache_clear()
    assert result.exit_code == 0, result.output
    assert "article 1  موسم القمح: " in result.stdout
    assert "2 articles read again" in result.stdout
