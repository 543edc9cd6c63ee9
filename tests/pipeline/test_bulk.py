"""Archives into the database: in this process and in several, stopped and gone on with, dry and real."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from app.errors import NotFound, StoreError
from app.ingest.archives import list_entries
from app.ingest.entries import Entry, Refusal
from app.ingest.fielded import Reading, read_fields
from app.pipeline import Outcome, Plan, Refused, Result, bulk, ingest_entries, preparing
from app.pipeline.bulk import CHUNK
from app.pipeline.ingestion import Analysed, analyze_document
from app.records import Analysis, SourceDocument
from app.store.db import Database
from app.store.doctor import count_rows, examine
from app.store.models import ARTICLE

TEXT = "قال المدير سامي الرفاعي إن المصنع رقم {} سيفتح أبوابه في 12 أيار 2024، وأضاف: “عاد كل العمال”."


def make_record(number: int) -> dict[str, object]:
    return {"id": str(number), "title": f"المصنع رقم {number}", "text": TEXT.format(number), "source": "صحيفة"}


def make_entries(*numbers: int) -> list[Entry | Refusal]:
    return [Entry(f"a:{number}", make_record(number), 100) for number in numbers]


def plan(database: Database, *, processes: int = 1, is_dry: bool = False) -> Plan:
    url = database.url.render_as_string(hide_password=False)
    return Plan(Reading(), url, processes, is_dry=is_dry)


def tally(results: Iterator[Result]) -> Counter[str]:
    return Counter(result.what.status if isinstance(result.what, Outcome) else result.what.reason for result in results)


def test_every_entry_is_stored_once_and_a_second_run_changes_nothing(database: Database) -> None:
    entries = [*make_entries(1, 2, 1), Refusal("a:4", "not JSON", is_record=True), Entry("a:5", {"title": "x"}, 9)]
    first = tally(ingest_entries(database, entries, plan(database)))
    assert first == {"new": 2, "unchanged": 1, "not JSON": 1, "there is no text in it": 1}
    again = tally(ingest_entries(database, entries, plan(database)))
    assert again == {"unchanged": 3, "not JSON": 1, "there is no text in it": 1}
    assert count_rows(database).articles == 2


def test_a_record_that_has_changed_changes_its_article(database: Database) -> None:
    tally(ingest_entries(database, make_entries(1), plan(database)))
    changed = {**make_record(1), "author": "هند"}
    assert tally(ingest_entries(database, [Entry("a:1", changed, 9)], plan(database))) == {"updated": 1}


def test_several_processes_store_the_same_in_the_same_order(sqlite_database: Database, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    numbers = [*range(30), 3, 5]
    path.write_text("\n".join(json.dumps(make_record(number)) for number in numbers), encoding="utf-8")
    results = list(ingest_entries(sqlite_database, list_entries([path]), plan(sqlite_database, processes=2)))
    assert [result.name for result in results] == [f"{path}:{place}" for place in range(1, 33)]
    assert tally(iter(results)) == {"new": 30, "unchanged": 2}
    assert [result.what.article_id for result in results if isinstance(result.what, Outcome)][:30] == [*range(1, 31)]
    assert sum(result.size for result in results) == path.stat().st_size
    assert list(examine(sqlite_database)) == []
    sqlite_database.close()


def test_asked_to_stop_it_finishes_what_is_in_hand_and_the_next_run_goes_on(database: Database) -> None:
    entries, done = make_entries(*range(CHUNK + 2)), []
    results = ingest_entries(database, entries, plan(database), is_stopping=lambda: bool(done))
    done.extend(result.name for result in results)
    assert count_rows(database).articles == len(done) == CHUNK
    assert tally(ingest_entries(database, entries, plan(database))) == {"unchanged": CHUNK, "new": 2}


def test_what_a_result_tells_of_is_stored_for_everybody(database: Database) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    for number, _ in enumerate(ingest_entries(database, make_entries(*range(3)), plan(database)), start=1):
        assert count_rows(other).articles >= number
    other.close()


def test_the_last_of_several_versions_in_one_chunk_is_the_one_that_stays(database: Database) -> None:
    address = {"url": "https://news.example/1"}
    versions = [{**make_record(number), **address} for number in (1, 2, 3)]
    entries = [Entry(f"a:{n}", version, 9) for n, version in enumerate(versions)]
    entries.insert(1, *make_entries(7))
    assert tally(ingest_entries(database, entries, plan(database))) == {"new": 2, "updated": 2}
    with database.read() as connection:
        bodies = set(connection.execute(select(ARTICLE.c.body)).scalars())
    assert bodies == {TEXT.format(7), TEXT.format(3)}
    assert list(examine(database)) == []


def break_off(document: SourceDocument) -> Analysis:
    if "7" in document.title:
        raise ZeroDivisionError("seven")
    return analyze_document(document)


@pytest.mark.parametrize("is_dry", [False, True])
def test_what_breaks_on_one_record_refuses_it_and_leaves_a_trace(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, *, is_dry: bool
) -> None:
    def read(record: Mapping[str, Any], *, name: str, reading: Reading) -> SourceDocument:
        if record["id"] == "3":
            raise LookupError("three")
        return read_fields(record, name=name, reading=reading)

    monkeypatch.setattr(preparing, "read_fields", read)
    monkeypatch.setattr(preparing, "analyze_document", break_off)
    found = tally(ingest_entries(database, make_entries(*range(1, 10)), plan(database, is_dry=is_dry)))
    broken = "a mistake of Musnad's: {}; its log has the traceback"
    expected = {broken.format("LookupError"): 1, broken.format("ZeroDivisionError"): 1, "new": 7}
    if is_dry:  # nothing is analysed
        expected = {broken.format("LookupError"): 1, "new": 8}
    assert found == expected
    assert "LookupError: three" in caplog.text
    assert "Traceback" in caplog.text
    assert "a:3" in caplog.text


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("four"), NotFound("article", 4), IntegrityError("INSERT four", {}, Exception("four"))]
)
def test_what_breaks_while_one_is_stored_refuses_it_and_leaves_nothing_of_it(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    break_while_storing(monkeypatch, error)
    found = tally(ingest_entries(database, make_entries(*range(1, 10)), plan(database)))
    assert found == {f"a mistake of Musnad's: {type(error).__name__}; its log has the traceback": 1, "new": 8}
    assert str(error) in caplog.text
    assert count_rows(database).articles == 8
    assert not list(examine(database))


def test_a_database_that_can_not_be_used_ends_the_run_and_what_was_told_of_is_stored(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_while_storing(monkeypatch, StoreError("the database can't be used: database or disk is full"), at=CHUNK + 4)
    results = ingest_entries(database, make_entries(*range(1, 2 * CHUNK)), plan(database))
    told = [next(results) for _ in range(CHUNK)]
    assert tally(iter(told)) == {"new": CHUNK}
    with pytest.raises(StoreError, match="full"):
        next(results)
    assert count_rows(database).articles == CHUNK
    assert not list(examine(database))


def break_while_storing(monkeypatch: pytest.MonkeyPatch, error: Exception, *, at: int = 4) -> None:
    store = bulk.store_analysed

    def store_some(session: Session, work: Analysed) -> Outcome | None:
        outcome = store(session, work)
        if work.document.external_id == str(at):
            raise error
        return outcome

    monkeypatch.setattr(bulk, "store_analysed", store_some)


def test_a_dry_run_says_what_would_be_and_stores_nothing(database: Database) -> None:
    tally(ingest_entries(database, make_entries(1), plan(database)))
    entries = [*make_entries(1, 2, 2), Entry("a:9", {**make_record(1), "author": "هند"}, 9)]
    assert tally(ingest_entries(database, entries, plan(database, is_dry=True))) == {
        "unchanged": 2,
        "new": 1,
        "updated": 1,
    }
    assert count_rows(database).articles == 1


def test_a_dry_run_needs_no_database(tmp_path: Path) -> None:
    missing = Database(f"sqlite:///{tmp_path / 'none' / 'musnad.db'}")
    assert tally(ingest_entries(missing, make_entries(1, 2), plan(missing, is_dry=True))) == {"new": 2}
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": "وصل الوفد\0 مساء."}, "NUL"),
        ({"text": "وصل الوفد \ud800 مساء."}, "surrogate"),
        ({"text": "وصل الوفد.", "title": "ع" * 3_000}, "title"),
    ],
)
def test_what_can_not_be_stored_is_refused_and_the_rest_is_stored(
    database: Database, record: dict[str, object], reason: str
) -> None:
    entries = [Entry("a:1", record, 9), *make_entries(2)]
    refused, stored = ingest_entries(database, entries, plan(database))
    assert isinstance(refused.what, Refused)
    assert reason in refused.what.reason
    assert isinstance(stored.what, Outcome)


def test_marks_that_turn_the_direction_of_writing_do_no_harm(database: Database) -> None:
    record = {**make_record(1), "title": "خبر \u202eمقلوب\u202c", "text": TEXT.format("\u202e1\u2066")}
    assert tally(ingest_entries(database, [Entry("a:1", record, 9)], plan(database))) == {"new": 1}
    assert list(examine(database)) == []
