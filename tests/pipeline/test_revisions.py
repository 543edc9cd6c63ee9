"""A changed text makes a revision: what it was is kept, what vanished is withdrawn and comes back with its id."""

from typing import Any

import pytest
from samples import BODY, analyze_sample, make_document, make_quote, make_speaker
from sqlalchemy import text

from app.errors import NotFound
from app.pipeline import Outcome, Status, ingest
from app.records import Analysis, SourceDocument
from app.store.db import Database
from app.store.doctor import examine
from app.store.events import EventFilter, count_events, get_event, list_events
from app.store.quotes import QuoteFilter, count_quotes, get_quote, list_quotes
from app.store.revisions import LONGEST_DIFF, Revision, list_revisions

OTHER = "قال سامر عيسى إن الموسم انتهى مبكرًا."


def store(database: Database, **changes: Any) -> Outcome:
    return ingest(database, make_document(**changes), analyst=find)


def find(document: SourceDocument) -> Analysis:
    if document.body != OTHER:
        return analyze_sample(document)
    quote = make_quote(OTHER, "الموسم انتهى مبكرًا", cue="قال")
    return Analysis(speakers=[make_speaker("سامر عيسى")], quotes=[quote], events=[])


def ids(database: Database) -> dict[str, int]:
    with database.read() as connection:
        rows = list_quotes(connection, QuoteFilter()) + list_events(connection, EventFilter())
    return {row["text"]: row["id"] for row in rows}


def revisions(database: Database, article_id: int, **changes: Any) -> list[Revision]:
    with database.read() as connection:
        return list_revisions(connection, article_id, **{"limit": 20, **changes})


def test_an_article_begins_with_one_text(database: Database) -> None:
    (only,) = revisions(database, store(database).article_id)
    assert (only.number, only.replaced_at, only.changed, only.diff) == (1, None, [], [])


def test_a_changed_text_is_shown_with_what_it_was_and_what_it_did(database: Database) -> None:
    first = store(database)
    before = ids(database)
    assert store(database, body=OTHER).status is Status.updated
    new, old = revisions(database, first.article_id)
    assert (new.number, old.number) == (2, 1)
    assert old.replaced_at == new.recorded_at or old.replaced_at
    assert new.changed == ["body"]
    assert f"+{OTHER}" in new.diff
    assert f"-{BODY.splitlines()[0]}" in new.diff
    assert new.changes["quotes_added"] == [ids(database)["الموسم انتهى مبكرًا"]]
    withdrawn = [*new.changes["quotes_withdrawn"], *new.changes["events_withdrawn"]]
    assert len(withdrawn) == len(before) == 6
    assert list(examine(database)) == []


def test_other_facts_about_an_article_make_no_revision(database: Database) -> None:
    article_id = store(database).article_id
    store(database, author="غيرها", published_at="2024-05-12")
    assert len(revisions(database, article_id)) == 1


def test_what_is_withdrawn_is_in_no_list_unless_asked_for_and_still_has_its_words(database: Database) -> None:
    store(database)
    before = ids(database)
    store(database, body=OTHER)
    with database.read() as connection:
        assert count_quotes(connection, QuoteFilter()) == 1
        assert count_events(connection, EventFilter()) == 0
        gone = list_quotes(connection, QuoteFilter(), withdrawn=True)
        events = list_events(connection, EventFilter(), withdrawn=True)
        assert count_quotes(connection, QuoteFilter(), withdrawn=True) == 4
        assert count_events(connection, EventFilter(), withdrawn=True) == 2
        assert {row["text"]: row["id"] for row in gone + events} == before
        for row in gone:
            assert BODY[row["start"] : row["end"]] == row["text"]
            assert get_quote(connection, row["id"]) == row
            assert row["revision"] == 1
            assert row["withdrawn_at"] is not None
        (named,) = [event for event in events if event["mentions"]]
        assert get_event(connection, named["id"])["mentions"][0]["text"] == "وزارة النقل"
        assert {row["speaker"]["name"] for row in gone} == {"منى الخطيب", "مصدر محلي", "وزارة النقل"}
        with pytest.raises(NotFound):
            get_quote(connection, 999)


def test_what_comes_back_has_its_id_again(database: Database) -> None:
    first = store(database)
    before = ids(database)
    store(database, body=OTHER)
    store(database)
    assert ids(database) == before
    newest = revisions(database, first.article_id)[0]
    assert (newest.number, len(newest.changes["quotes_added"]), len(newest.changes["quotes_withdrawn"])) == (3, 4, 1)
    with database.read() as connection:
        assert [row["text"] for row in list_quotes(connection, QuoteFilter(), withdrawn=True)] == ["الموسم انتهى مبكرًا"]
    assert list(examine(database)) == []


def test_a_long_difference_is_cut_and_says_so(database: Database) -> None:
    first = store(database)
    store(database, body="\n\n".join([BODY, *(f"فقرة جديدة {n}." for n in range(LONGEST_DIFF))]))
    newest = revisions(database, first.article_id)[0]
    assert (len(newest.diff), newest.diff_truncated) == (LONGEST_DIFF, True)


def test_texts_can_be_turned_page_by_page(database: Database) -> None:
    article_id = store(database).article_id
    for n in range(4):
        store(database, title=f"موسم القمح {n}")
    whole = revisions(database, article_id)
    assert [each.number for each in whole] == [5, 4, 3, 2, 1]
    pages = revisions(database, article_id, limit=2) + revisions(database, article_id, limit=3, before=4)
    assert pages == whole


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE withdrawn_quote SET start = 1", "text is not what stands at 1–"),
        ("UPDATE withdrawn_event SET revision = 7", "there is no text 7"),
        ("DELETE FROM article_revision", "do not count up"),
        ("UPDATE withdrawn_quote SET id = (SELECT max(id) FROM quote) WHERE position = 0", "is withdrawn and is not"),
    ],
    ids=["another place", "a text that is not there", "a lost text", "both there and not"],
)
def test_the_doctor_looks_at_what_was(database: Database, statement: str, complaint: str) -> None:
    store(database)
    store(database, body=OTHER)
    with database.write() as session:
        session.connection().execute(text(statement))
    assert any(complaint in problem.what for problem in examine(database))
