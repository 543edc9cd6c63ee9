"""The present rules over what is stored: what they find is stored, what is still there keeps its ids."""

from pathlib import Path

import pytest
from samples import BODY, analyze_sample, make_document
from sqlmodel import Session
from typer.testing import CliRunner

from app.cli.commands import cli
from app.config import get_settings
from app.pipeline import ingest, reanalysis
from app.pipeline.reanalysis import reanalyse
from app.pipeline.seating import Seating
from app.records import Analysis, SourceDocument
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


def test_an_article_that_the_rules_break_on_stays_as_it_was_and_the_others_are_read(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fill(database)
    seat = reanalysis.seat_speakers

    def seat_some(session: Session, article_id: int, analysis: Analysis) -> Seating:
        seating = seat(session, article_id, analysis)
        if article_id == 1:
            raise ZeroDivisionError("one")
        return seating

    monkeypatch.setattr(reanalysis, "seat_speakers", seat_some)
    first, second = reanalyse(database, processes=1)
    assert first.failure == "a mistake of Musnad's: ZeroDivisionError; its log has the traceback"
    assert "ZeroDivisionError: one" in caplog.text
    assert not first.changes.is_any
    assert second.changes.is_any
    assert list(examine(database)) == []


def test_what_breaks_in_a_process_that_analyses_is_told_of_its_article(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fill(database)

    def break_off(_document: SourceDocument) -> Analysis:
        raise ZeroDivisionError("all")

    monkeypatch.setattr(reanalysis, "_database", database, raising=False)
    monkeypatch.setattr(reanalysis, "analyze_document", break_off)
    told = list(reanalysis._write(database, reanalysis._read_lot([1, 2, 3])))
    assert [each.article_id for each in told if each.failure] == [1, 2]
    assert "ZeroDivisionError: all" in caplog.text


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
