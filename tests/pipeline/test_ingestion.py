"""Documents into the database: identity, updates that keep ids, all or nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from samples import BODY, analyze_sample, make_document, make_quote, make_speaker
from sqlalchemy import Table, select, text

from app.errors import UnreadableSource
from app.ingest.files import read_file
from app.pipeline import Outcome, Status, ingest, ingest_seed
from app.records import Analysis, SourceDocument
from app.store.articles import get_article
from app.store.db import Database
from app.store.doctor import count_rows, examine
from app.store.events import EventFilter, list_events
from app.store.models import Source
from app.store.quotes import QuoteFilter, QuoteSort, list_quotes
from app.store.speakers import SpeakerFilter, list_speakers


def store(
    database: Database, analyst: Callable[[SourceDocument], Analysis] = analyze_sample, **changes: Any
) -> Outcome:
    return ingest(database, make_document(**changes), analyst=analyst)


def dump(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    tables: list[Table] = Source.metadata.sorted_tables
    with database.read() as connection:
        return {
            table.name: [tuple(map(str, row)) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in tables
        }


def ids_by_text(database: Database) -> dict[str, int]:
    with database.read() as connection:
        quotes = list_quotes(connection, QuoteFilter(), limit=50)
        events = list_events(connection, EventFilter(), limit=50)
    return {row["text"]: row["id"] for row in quotes + events}


def find_end_of_season(document: SourceDocument) -> Analysis:
    quote = make_quote(document.body, "الموسم انتهى مبكرًا", cue="قال")
    return Analysis(speakers=[make_speaker("سامر عيسى")], quotes=[quote], events=[])


def test_a_new_article_is_stored_with_everything_found(database: Database) -> None:
    outcome = store(database)
    assert outcome.status is Status.new
    assert outcome.counts
    assert (outcome.counts.quotes, outcome.counts.events, outcome.counts.speakers) == (4, 2, 3)
    rows = count_rows(database)
    assert (rows.articles, rows.quotes, rows.events, rows.speakers) == (1, 4, 2, 3)
    assert list(examine(database)) == []


def test_ingesting_twice_changes_no_row(database: Database) -> None:
    first = store(database)
    before = dump(database)
    again = store(database)
    assert (again.status, again.article_id, again.counts) == (Status.unchanged, first.article_id, None)
    assert dump(database) == before


def test_what_is_there_already_is_not_analysed_again(database: Database) -> None:
    def refuse(_: SourceDocument) -> Analysis:
        raise AssertionError("analysed again")

    store(database)
    assert store(database, refuse).status is Status.unchanged


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"url": None}, id="the same text without its address"),
        pytest.param({"url": "http://NEWS.example/wheat/?utm_source=x#top"}, id="the same address otherwise"),
        pytest.param({"deck": None, "author": None, "published_at": None, "source": None}, id="less told about it"),
        pytest.param({"source": "صحيفه المثال"}, id="the outlet in another spelling"),
    ],
)
def test_the_same_text_is_the_same_article(database: Database, changes: dict[str, Any]) -> None:
    first = store(database)
    before = dump(database)
    assert store(database, **changes).article_id == first.article_id
    assert dump(database) == before


def test_a_later_date_of_publication_wins_and_is_counted_from(database: Database) -> None:
    store(database)
    ids = ids_by_text(database)
    outcome = store(database, published_at="2024-05-11")
    assert outcome.status is Status.updated
    with database.read() as connection:
        assert get_article(connection, outcome.article_id)["published_at"] == "2024-05-11"
        assert list_quotes(connection, QuoteFilter())[0]["said_on"] == "2024-05-11"
    assert ids_by_text(database) == ids
    assert list(examine(database)) == []


def test_a_changed_text_at_the_same_address_keeps_the_ids_of_what_is_still_there(database: Database) -> None:
    first = store(database)
    ids = ids_by_text(database)
    moved = store(database, body=f"حدّث هذا التقرير.\n\n{BODY}")
    assert (moved.status, moved.article_id) == (Status.updated, first.article_id)
    assert ids_by_text(database) == ids
    assert list(examine(database)) == []


def test_what_is_no_longer_there_is_withdrawn_and_its_ids_are_not_used_again(database: Database) -> None:
    store(database)
    before = ids_by_text(database)
    store(database, find_end_of_season, body="قال سامر عيسى إن الموسم انتهى مبكرًا.")
    after = ids_by_text(database)
    assert after.keys() == {"الموسم انتهى مبكرًا"}
    assert not set(after.values()) & set(before.values())
    with database.read() as connection:
        assert [row["name"] for row in list_speakers(connection, SpeakerFilter())] == ["سامر عيسى"]
    assert list(examine(database)) == []


def test_a_quote_that_an_editor_touched_up_keeps_its_id(database: Database) -> None:
    def find(document: SourceDocument) -> Analysis:
        words = document.body.removeprefix("قال سامر عيسى إن ").removesuffix(".")
        return Analysis(
            speakers=[make_speaker("سامر عيسى")], quotes=[make_quote(document.body, words, cue="قال")], events=[]
        )

    store(database, find, body="قال سامر عيسى إن الموسم انتهى مبكرا هذه السنة بسبب الجفاف.")
    before = list(ids_by_text(database).values())
    store(database, find, body="قال سامر عيسى إن الموسم انتهى مبكرًا هذا العام بسبب الجفاف.")
    assert list(ids_by_text(database).values()) == before
    assert "الموسم انتهى مبكرًا هذا العام بسبب الجفاف" in ids_by_text(database)


def test_persons_with_full_names_and_organisations_are_the_same_in_all_articles(database: Database) -> None:
    store(database)
    store(database, url="https://news.example/2", body=f"مقدمة.\n\n{BODY}")
    with database.read() as connection:
        names = [row["name"] for row in list_speakers(connection, SpeakerFilter())]
    assert sorted(names) == sorted(["منى الخطيب", "وزارة النقل", "مصدر محلي", "مصدر محلي"])


def test_two_speakers_of_one_name_in_an_article_are_one(database: Database) -> None:
    def find(document: SourceDocument) -> Analysis:
        found = analyze_sample(document)
        found.speakers[1] = make_speaker("مُنى الخطيب", aliases=["منى"])
        return found

    store(database, find)
    with database.read() as connection:
        speakers = list_speakers(connection, SpeakerFilter())
    assert [(row["name"], row["quote_count"]) for row in speakers] == [("منى الخطيب", 3), ("وزارة النقل", 1)]


def test_positions_follow_the_text(database: Database) -> None:
    store(database)
    with database.read() as connection:
        quotes = list_quotes(connection, QuoteFilter(), sort=QuoteSort.position)
    assert [quote["position"] for quote in quotes] == [0, 1, 2, 3]
    assert [quote["start"] for quote in quotes] == sorted(quote["start"] for quote in quotes)


def test_an_analysis_that_fails_stores_nothing(database: Database) -> None:
    def fail(_: SourceDocument) -> Analysis:
        raise RuntimeError("a broken rule")

    with pytest.raises(RuntimeError):
        store(database, fail)
    assert count_rows(database).articles == 0


def test_a_finding_that_can_not_be_stored_undoes_the_whole_article(database: Database) -> None:
    def find(document: SourceDocument) -> Analysis:
        found = analyze_sample(document)
        found.events[1] = found.events[1].model_copy(update={"text": "x" * 501})
        return found

    with pytest.raises(ValueError, match="text"):
        store(database, find)
    rows = count_rows(database)
    assert (rows.articles, rows.quotes, rows.speakers) == (0, 0, 0)


def test_an_article_that_somebody_else_stores_during_analysis_is_met_again(database: Database) -> None:
    def find(document: SourceDocument) -> Analysis:
        if count_rows(database).articles == 0:
            store(database)
        return analyze_sample(document)

    outcome = store(database, find)
    assert outcome.status is Status.unchanged
    assert count_rows(database).quotes == 4


def test_an_address_that_belongs_to_another_article_stays_with_it(database: Database) -> None:
    first = store(database)
    second = store(database, url=None, source=None, body=f"نص آخر.\n\n{BODY}")
    moved = store(database, source=None, body=f"نص آخر.\n\n{BODY}")
    assert (moved.status, moved.article_id) == (Status.unchanged, second.article_id)
    with database.read() as connection:
        assert get_article(connection, first.article_id)["url"] == "https://news.example/wheat"


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "نص\0"},
        {"title": "عنوان\0"},
        {"url": "https://news.example/" + "ق" * 1500},
        {"author": "\ud800"},
        {"body": "كلمة " * 200_001},
    ],
    ids=["nul in the body", "nul in the title", "a long address", "half a surrogate", "a text longer than any article"],
)
def test_what_no_database_can_keep_is_refused(database: Database, changes: dict[str, Any]) -> None:
    with pytest.raises(UnreadableSource):
        ingest(database, make_document().model_copy(update=changes), analyst=analyze_sample)
    assert count_rows(database).articles == 0


def test_the_seed_goes_into_an_empty_database_only(database: Database) -> None:
    assert [outcome.status for _, outcome in ingest_seed(database)] == [Status.new]
    assert ingest_seed(database) == []
    assert list(examine(database)) == []


def test_the_seed_ingested_twice_changes_no_row(database: Database) -> None:
    ((path, first),) = ingest_seed(database)
    before = dump(database)
    again = ingest(database, read_file(path))
    assert (again.status, again.article_id) == (Status.unchanged, first.article_id)
    assert dump(database) == before


def test_an_update_leaves_rows_that_did_not_change_alone(database: Database) -> None:
    store(database)
    before = dump(database)
    store(database, author="ليلى الحداد")
    after = dump(database)
    assert {name for name in before if before[name] != after[name]} <= {"article", "event_mention"}


def test_sources_are_one_row_for_one_name(database: Database) -> None:
    store(database)
    store(database, url="https://news.example/2", body=f"نص.\n\n{BODY}", source="صَحيفة المثال")
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM source")).scalar() == 1
