"""What editors have set right stays through changed texts and new rules."""

from typing import Any

import pytest
from samples import BODY, analyze_sample, make_document, make_quote, make_speaker
from sqlalchemy import text

from app.pipeline import Outcome, ingest
from app.pipeline.reanalysis import reanalyse
from app.records import Analysis, SourceDocument
from app.store.correcting import ContentChoice, SpeakerChoice, accept_quote, correct_quote, reject_quote
from app.store.corrections import Subject, list_corrections
from app.store.db import Database
from app.store.doctor import examine
from app.store.events import EventFilter, list_events
from app.store.quotes import QuoteFilter, QuoteSort, get_quote, list_quotes
from app.store.renaming import correct_speaker
from app.store.speakers import SpeakerFilter, get_speaker, list_speakers

BUYING = "الحكومة ستشتري المحصول كاملًا"
ROAD = "الطريق سيفتح في 12 من أيار 2024"


def store(database: Database, body: str = BODY, **changes: Any) -> Outcome:
    return ingest(database, make_document(body=body, **changes), analyst=analyze_sample)


def without_buying(document: SourceDocument) -> Analysis:
    """What is found where the second quote has vanished."""
    quote = make_quote(document.body, "“موسم القمح هذا العام جيد”", cue="أكدت", cue_lemma="أكد")
    return Analysis(speakers=[make_speaker("منى الخطيب")], quotes=[quote], events=[])


def find_nothing(_: SourceDocument) -> Analysis:
    return Analysis(speakers=[], quotes=[], events=[])


def said(database: Database) -> list[dict[str, Any]]:
    with database.read() as connection:
        return list_quotes(connection, QuoteFilter(), sort=QuoteSort.position)


def find(database: Database, words: str) -> dict[str, Any]:
    (found,) = [row for row in said(database) if words in row["text"]]
    return found


def correct(database: Database, quote_id: int, **changes: Any) -> None:
    with database.write() as session:
        correct_quote(session, quote_id, changes, by="المدقق")


def reject(database: Database, quote_id: int) -> None:
    with database.write() as session:
        reject_quote(session, quote_id, by="المدقق")


def accept(database: Database, quote_id: int) -> None:
    with database.write() as session:
        accept_quote(session, quote_id, by="المدقق")


def load(database: Database, quote_id: int) -> dict[str, Any]:
    with database.read() as connection:
        return get_quote(connection, quote_id)


def history(database: Database, quote_id: int) -> list[tuple[Any, Any, Any]]:
    with database.read() as connection:
        rows = list_corrections(connection, Subject.quote, quote_id)
    return [(row["field"], row["before"], row["after"]) for row in rows]


def correct_everything(database: Database) -> int:
    """The id of a quote in which everything has been set right."""
    store(database)
    quote_id = int(find(database, BUYING)["id"])
    content = ContentChoice(text="ستشتري المحصول")
    choice = SpeakerChoice(name="ليلى حداد")
    correct(database, quote_id, speaker=choice, content=content, kind="mixed", via="الفرات", said_on=None)
    return quote_id


SHOWN = ("text", "kind", "via", "said_on", "corrected", "corrected_at", "rejected", "withdrawn_at")


def show(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["speaker"]["name"], *(row[name] for name in SHOWN)


def test_a_changed_text_moves_a_corrected_quote_and_leaves_it_as_it_is(database: Database) -> None:
    quote_id = correct_everything(database)
    before = show(load(database, quote_id))
    assert before[:5] == ("ليلى حداد", "ستشتري المحصول", "mixed", "الفرات", None)
    new = f"افتتاحية جديدة.\n\n{BODY}"
    outcome = store(database, new)
    after = load(database, quote_id)
    assert show(after) == before
    assert after["revision"] == 2
    assert new[after["start"] : after["end"]] == after["text"]
    assert new[after["via_start"] : after["via_end"]] == "الفرات"
    assert outcome.changes is not None
    assert outcome.changes.quotes_added == outcome.changes.quotes_withdrawn == []
    assert len(said(database)) == 4
    assert list(examine(database)) == []


def test_reading_again_by_other_rules_changes_no_correction_and_settles(sqlite_database: Database) -> None:
    database = sqlite_database
    quote_id = correct_everything(database)
    before = show(load(database, quote_id))
    list(reanalyse(database, processes=1))
    assert show(load(database, quote_id)) == before
    assert list(examine(database)) == []
    assert not any(each.changes.is_any for each in reanalyse(database, processes=1))


def test_a_corrected_quote_that_rules_find_no_more_stays_while_its_words_do(database: Database) -> None:
    quote_id = correct_everything(database)
    before = show(load(database, quote_id))
    ingest(database, make_document(body=f"{BODY}\n\nتتمة."), analyst=find_nothing)
    assert [row["id"] for row in said(database)] == [quote_id]
    assert show(load(database, quote_id)) == before
    assert list(examine(database)) == []


def test_a_corrected_quote_whose_words_vanish_is_withdrawn_and_comes_back_as_it_was(database: Database) -> None:
    quote_id = correct_everything(database)
    before = show(load(database, quote_id))
    ingest(database, make_document(body=BODY.replace(BUYING, "الموسم انتهى")), analyst=without_buying)
    gone = load(database, quote_id)
    assert show(gone)[:-1] == before[:-1]
    assert gone["withdrawn_at"] is not None
    assert gone["revision"] == 1
    assert len(history(database, quote_id)) == 5
    assert list(examine(database)) == []
    store(database)
    assert show(load(database, quote_id)) == before
    assert list(examine(database)) == []


def test_only_what_was_set_right_is_held(database: Database) -> None:
    store(database)
    quote_id = find(database, BUYING)["id"]
    correct(database, quote_id, kind="mixed")

    def find_more(document: SourceDocument) -> Analysis:
        found = analyze_sample(document)
        longer = make_quote(document.body, f"أن {BUYING}", cue="أضافت", kind="direct")
        return found.model_copy(update={"quotes": [found.quotes[0], longer, *found.quotes[2:]]})

    ingest(database, make_document(body=f"{BODY}\n\nتتمة."), analyst=find_more)
    after = load(database, quote_id)
    assert (after["text"], after["kind"]) == (f"أن {BUYING}", "mixed")
    assert list(examine(database)) == []


def test_a_rejected_quote_does_not_come_back_until_it_is_accepted(database: Database) -> None:
    store(database)
    quote_id = find(database, ROAD)["id"]
    reject(database, quote_id)
    reject(database, quote_id)
    store(database, f"{BODY}\n\nتتمة.")
    assert ROAD not in [row["text"] for row in said(database)]
    gone = load(database, quote_id)
    assert (gone["rejected"], gone["corrected"], gone["withdrawn_at"] is None) == (True, True, False)
    with database.read() as connection:
        assert next(e for e in list_events(connection, EventFilter()) if e["text"] in ROAD)["quote_id"] is None
        assert "مصدر محلي" not in {row["name"] for row in list_speakers(connection, SpeakerFilter())}
    assert list(examine(database)) == []
    accept(database, quote_id)
    accept(database, quote_id)
    back = find(database, ROAD)
    assert (back["id"], back["rejected"], back["speaker"]["name"]) == (quote_id, False, "مصدر محلي")
    assert history(database, quote_id) == [("rejected", False, True), ("rejected", True, False)]
    with database.read() as connection:
        assert next(e for e in list_events(connection, EventFilter()) if e["text"] in ROAD)["quote_id"] == quote_id
    assert list(examine(database)) == []
    store(database)
    assert find(database, ROAD)["id"] == quote_id
    assert list(examine(database)) == []


def test_a_rejected_quote_with_another_content_does_not_come_back_either(database: Database) -> None:
    store(database)
    quote_id = find(database, BUYING)["id"]
    correct(database, quote_id, content=ContentChoice(text="ستشتري"))
    reject(database, quote_id)
    store(database, f"{BODY}\n\nتتمة.")
    assert len(said(database)) == 3
    assert list(examine(database)) == []


def test_a_quote_accepted_after_its_words_are_gone_stays_withdrawn(database: Database) -> None:
    store(database)
    quote_id = find(database, BUYING)["id"]
    reject(database, quote_id)
    ingest(database, make_document(body=BODY.replace(BUYING, "الموسم انتهى")), analyst=without_buying)
    accept(database, quote_id)
    gone = load(database, quote_id)
    assert (gone["rejected"], gone["withdrawn_at"] is None) == (False, False)
    assert list(examine(database)) == []
    store(database)
    assert find(database, BUYING)["id"] == quote_id


def test_a_corrected_speaker_is_who_later_articles_mean_and_is_not_overwritten(database: Database) -> None:
    store(database)
    speaker = find(database, "موسم القمح")["speaker"]["id"]
    right = {"name": "منى سالم الخطيب", "role": None, "affiliation": "الحكومة"}
    with database.write() as session:
        correct_speaker(session, speaker, right, by="المدقق")
    assert list(examine(database)) == []
    store(database, f"{BODY}\n\nتتمة.")
    store(database, f"{BODY}\n\nخبر آخر.", url="https://news.example/other", title="خبر آخر")
    with database.read() as connection:
        row = get_speaker(connection, speaker)
        names = [each["name"] for each in list_speakers(connection, SpeakerFilter())]
    assert {name: row[name] for name in right} == right
    assert (row["quote_count"], row["corrected"]) == (4, True)
    assert "منى الخطيب" in row["aliases"]
    assert "منى الخطيب" not in names
    assert list(examine(database)) == []
    ingest(database, make_document(body="نص."), analyst=find_nothing)
    ingest(database, make_document(body="نص آخر.", url="https://news.example/other"), analyst=find_nothing)
    with database.read() as connection:
        assert get_speaker(connection, speaker)["quote_count"] == 0
    assert list(examine(database)) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DELETE FROM correction", "was corrected at"),
        ("UPDATE quote SET corrected_at = NULL, corrected_fields = ''", "has a history of corrections"),
        ("UPDATE quote SET corrected_fields = 'kind,title' WHERE corrected_fields <> ''", "are not such: kind,title"),
    ],
)
def test_a_history_out_of_step_is_a_broken_law(database: Database, statement: str, problem: str) -> None:
    store(database)
    correct(database, find(database, BUYING)["id"], kind="mixed")
    assert list(examine(database)) == []
    with database.engine.begin() as connection:
        connection.execute(text(statement))
    assert problem in " ".join(found.what for found in examine(database))
