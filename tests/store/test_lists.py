"""Lists of the four subjects: filters, orders, pages, counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pytest
from samples import BODY, analyze_sample, make_document

from app.errors import BadCursor, NotFound, QueryError
from app.pipeline import ingest
from app.records import Marks, Precision, QuoteKind, Resolution, SpeakerKind, Tense
from app.store.articles import (
    ARTICLES,
    ArticleFilter,
    ArticleSort,
    count_articles,
    get_article,
    list_articles,
    require_article,
)
from app.store.db import Database
from app.store.events import EVENTS, EventFilter, EventSort, count_events, get_event, list_events
from app.store.listing import read_slice
from app.store.quotes import QUOTES, QuoteFilter, QuoteSort, count_quotes, get_quote, list_quotes
from app.store.shapes import Listing
from app.store.speakers import (
    SPEAKERS,
    SpeakerFilter,
    SpeakerSort,
    count_speakers,
    get_speaker,
    list_speakers,
    require_speaker,
)


@dataclass(frozen=True)
class Subject:
    """One subject's functions, for what holds of all four."""

    filter: Callable[..., Any]
    sorts: type[StrEnum]
    read: Callable[..., list[dict[str, Any]]]
    count: Callable[..., int]
    get: Callable[..., dict[str, Any]]
    listing: Listing


SUBJECTS = {
    "articles": Subject(ArticleFilter, ArticleSort, list_articles, count_articles, get_article, ARTICLES),
    "speakers": Subject(SpeakerFilter, SpeakerSort, list_speakers, count_speakers, get_speaker, SPEAKERS),
    "quotes": Subject(QuoteFilter, QuoteSort, list_quotes, count_quotes, get_quote, QUOTES),
    "events": Subject(EventFilter, EventSort, list_events, count_events, get_event, EVENTS),
}
SORTS = [pytest.param(name, sort, id=f"{name} {sort}") for name, subject in SUBJECTS.items() for sort in subject.sorts]


def read_all(database: Database, name: str, /, **filters: Any) -> list[dict[str, Any]]:
    subject = SUBJECTS[name]
    with database.read() as connection:
        rows = subject.read(connection, subject.filter(**filters), limit=100)
        assert subject.count(connection, subject.filter(**filters)) == len(rows)
    return rows


def walk(database: Database, name: str, sort: StrEnum, *, limit: int) -> list[dict[str, Any]]:
    subject, after, met = SUBJECTS[name], None, []
    while True:
        with database.read() as connection:
            page = read_slice(connection, subject.listing, subject.filter(), sort=sort, after=after, limit=limit)
        met += page.rows
        if page.end is None:
            return met
        after = page.end


@pytest.mark.parametrize(("name", "sort"), SORTS)
def test_walking_the_pages_meets_every_row_once_in_order(stocked: Database, name: str, sort: StrEnum) -> None:
    subject = SUBJECTS[name]
    with stocked.read() as connection:
        whole = subject.read(connection, subject.filter(), sort=sort, limit=100)
    assert len(whole) > 2
    assert [row["id"] for row in walk(stocked, name, sort, limit=2)] == [row["id"] for row in whole]


@pytest.mark.parametrize("name", SUBJECTS)
def test_rows_added_while_pages_are_walked_move_none_of_the_others(own_stock: Database, name: str) -> None:
    subject = SUBJECTS[name]
    sort = subject.sorts("-id")
    before = {row["id"] for row in walk(own_stock, name, sort, limit=100)}
    with own_stock.read() as connection:
        first = read_slice(connection, subject.listing, subject.filter(), sort=sort, after=None, limit=1)
    ingest(own_stock, make_document(url=None, body=f"{BODY}\n\nوأيضًا."), analyst=analyze_sample)
    with own_stock.read() as connection:
        rest = subject.read(connection, subject.filter(), sort=sort, after=first.end, limit=100)
    assert {row["id"] for row in first.rows + rest} == before
    assert len(first.rows + rest) == len(before)


@pytest.mark.parametrize("name", SUBJECTS)
@pytest.mark.parametrize("row_id", [0, -1, 999_999, 2**31, 2**63, 10**30])
def test_an_id_that_nobody_has_is_not_found(stocked: Database, name: str, row_id: int) -> None:
    with stocked.read() as connection, pytest.raises(NotFound, match=str(row_id)):
        SUBJECTS[name].get(connection, row_id)


@pytest.mark.parametrize("require", [require_article, require_speaker])
def test_requiring_what_is_not_there_raises_and_what_is_there_does_not(stocked: Database, require: Any) -> None:
    with stocked.read() as connection:
        require(connection, 1)
        with pytest.raises(NotFound):
            require(connection, 10**12)


@pytest.mark.parametrize("name", SUBJECTS)
def test_one_row_by_its_id_shows_what_the_list_shows(stocked: Database, name: str) -> None:
    listed = read_all(stocked, name)[0]
    with stocked.read() as connection:
        single = SUBJECTS[name].get(connection, listed["id"])
    assert {field: single[field] for field in listed} == listed


@pytest.mark.parametrize(
    "after",
    [
        (),
        (1,),
        ("2024-05-10",),
        ("2024-05-10", "1"),
        ("yesterday", 1),
        (20240510, 1),
        ("2024-05-10", 1, 1),
        (None, 1),
        ("2024-05-10", -1),
        ("2024-05-10", 2**40),
        ("2024-05-10", True),
    ],
    ids=str,
)
def test_a_place_that_is_none_of_this_order_is_a_bad_cursor(stocked: Database, after: tuple[Any, ...]) -> None:
    with stocked.read() as connection, pytest.raises(BadCursor):
        list_quotes(connection, QuoteFilter(), sort=QuoteSort.said_on, after=after)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({"kind": (QuoteKind.direct,)}, 3, id="kind"),
        pytest.param({"kind": (QuoteKind.direct, QuoteKind.indirect)}, 12, id="kinds"),
        pytest.param({"cue": ("اكَّد",)}, 3, id="cue in another spelling"),
        pytest.param({"via": ("الفُرات",)}, 3, id="via in another spelling"),
        pytest.param({"marks": (Marks.closed,)}, 3, id="marks"),
        pytest.param({"resolution": (Resolution.understood, Resolution.unnamed)}, 6, id="resolutions"),
        pytest.param({"source": ("صحيفه المثال",)}, 4, id="source in another spelling"),
        pytest.param({"source": ("صحيفة المثال", "وكالة الأنباء")}, 8, id="sources"),
        pytest.param({"source": ("لا أحد",)}, 0, id="a source that is not there"),
        pytest.param({"article": (1, 3)}, 8, id="articles"),
        pytest.param({"article": (2**70, -4)}, 0, id="ids that nobody can have"),
        pytest.param({"said_from": date(2024, 5, 10)}, 3, id="from, inclusive, without the undated"),
        pytest.param({"said_to": date(2024, 4, 1)}, 3, id="to, inclusive, without the undated"),
        pytest.param({"said_from": date(2024, 4, 2), "said_to": date(2024, 5, 9)}, 3, id="a range"),
        pytest.param({"q": "القمح"}, 3, id="a word"),
        pytest.param({"q": "  القَمح   جيّد "}, 3, id="words in any spelling"),
        pytest.param({"q": "القمح قطار"}, 0, id="words are joined by and"),
        pytest.param({"q": "%ظ%"}, 0, id="wildcards are no wildcards"),
        pytest.param({"kind": (QuoteKind.direct,), "article": (2,)}, 1, id="filters are joined by and"),
    ],
)
def test_quotes_are_filtered(stocked: Database, filters: dict[str, Any], expected: int) -> None:
    assert len(read_all(stocked, "quotes", **filters)) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({"source": ("وكاله الانباء",)}, [2], id="source"),
        pytest.param({"external_id": ("n-17",)}, [1], id="external id"),
        pytest.param({"external_id": ("n-17\0", "N-17")}, [], id="external ids are compared to the letter"),
        pytest.param({"url": ("https://other.example/1",)}, [2], id="url"),
        pytest.param({"published_from": date(2024, 5, 10)}, [1], id="from"),
        pytest.param({"published_to": date(2024, 5, 9)}, [2], id="to"),
        pytest.param({"speaker": (1,)}, [1, 2, 3], id="a speaker whom all articles share"),
        pytest.param({"speaker": (2,)}, [1], id="a speaker of one article"),
        pytest.param({"q": "موسم"}, [1, 2, 3], id="a word of the body"),
        pytest.param({"q": "الحصاد"}, [2], id="a word of title or body"),
        pytest.param({"q": "100%"}, [2], id="punctuation is no word"),
    ],
)
def test_articles_are_filtered(stocked: Database, filters: dict[str, Any], expected: list[int]) -> None:
    assert sorted(row["id"] for row in read_all(stocked, "articles", **filters)) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({"kind": (SpeakerKind.unnamed,)}, 3, id="kind"),
        pytest.param({"name": ("مني الخطيب",)}, 1, id="name in another spelling"),
        pytest.param({"name": ("الخطيب",)}, 1, id="another form of the name"),
        pytest.param({"name": ("خطيب",)}, 0, id="a part of the name is no name"),
        pytest.param({"article": (2,)}, 3, id="article"),
        pytest.param({"q": "خطيب"}, 1, id="a part of the name is found by search"),
        pytest.param({"q": "زراعه"}, 1, id="the role is searched, too"),
    ],
)
def test_speakers_are_filtered(stocked: Database, filters: dict[str, Any], expected: int) -> None:
    assert len(read_all(stocked, "speakers", **filters)) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({"precision": (Precision.month,)}, 3, id="precision"),
        pytest.param({"tense": (Tense.past,)}, 0, id="tense"),
        pytest.param({"article": (1,)}, 2, id="article"),
        pytest.param({"source": ("وكالة الأنباء",)}, 2, id="source"),
        pytest.param({"date_from": date(2024, 6, 30)}, 3, id="an event that ends on the first day of the range"),
        pytest.param({"date_to": date(2024, 5, 12)}, 3, id="an event that begins on the last day of the range"),
        pytest.param({"date_from": date(2024, 6, 3), "date_to": date(2024, 6, 4)}, 3, id="a range inside the event"),
        pytest.param({"q": "القطار"}, 3, id="a word of the sentence"),
    ],
)
def test_events_are_filtered(stocked: Database, filters: dict[str, Any], expected: int) -> None:
    assert len(read_all(stocked, "events", **filters)) == expected


def test_events_of_a_speaker_are_those_that_name_them_and_those_in_their_quotes(stocked: Database) -> None:
    ministry = read_all(stocked, "speakers", name=("وزارة النقل",))[0]
    source = read_all(stocked, "speakers", kind=(SpeakerKind.unnamed,))[0]
    assert {row["text"] for row in read_all(stocked, "events", speaker=(ministry["id"],))} == {"حزيران 2024"}
    assert [row["text"] for row in read_all(stocked, "events", speaker=(source["id"],))] == ["12 من أيار 2024"]


@pytest.mark.parametrize("name", SUBJECTS)
@pytest.mark.parametrize("query", ["", "   ", "%", "__", "؟!", "\0", "\u064b"], ids=ascii)
def test_a_search_without_a_word_is_refused(stocked: Database, name: str, query: str) -> None:
    with stocked.read() as connection, pytest.raises(QueryError, match="q: "):
        SUBJECTS[name].read(connection, SUBJECTS[name].filter(q=query))


@pytest.mark.parametrize("name", SUBJECTS)
@pytest.mark.parametrize("query", ["' OR 1=1 --", '"', "NEAR(", "a\\b", "*", "ab\0cd"], ids=ascii)
def test_whatever_is_searched_for_the_database_answers(stocked: Database, name: str, query: str) -> None:
    with stocked.read() as connection:
        try:
            assert SUBJECTS[name].read(connection, SUBJECTS[name].filter(q=query)) == []
        except QueryError:
            assert not any(letter.isalnum() for letter in query)


def test_a_quote_carries_its_speaker_and_its_article(stocked: Database) -> None:
    quote = read_all(stocked, "quotes", article=(1,), kind=(QuoteKind.direct,))[0]
    assert quote["text"] == "“موسم القمح هذا العام جيد”"
    assert quote["segments"] == [{"start": quote["start"], "end": quote["end"], "text": quote["text"]}]
    assert quote["said_on"] == "2024-05-10"
    assert quote["marks"] == "closed"
    assert quote["speaker"] == {"id": 1, "name": "منى الخطيب", "kind": "person", "role": "وزيرة الزراعة"}
    assert quote["article"] == {
        "id": 1,
        "title": "موسم القمح",
        "url": "https://news.example/wheat",
        "source": "صحيفة المثال",
        "published_at": "2024-05-10",
    }


def test_an_event_carries_its_mentions_its_quote_and_its_article(stocked: Database) -> None:
    event = read_all(stocked, "events", article=(1,), precision=(Precision.month,))[0]
    with stocked.read() as connection:
        assert get_quote(connection, event["quote_id"])["cue"] == "أعلنت"
    (mention,) = event["mentions"]
    assert mention.pop("speaker_id") == read_all(stocked, "speakers", name=("وزارة النقل",))[0]["id"]
    start = BODY.index("وزارة النقل")
    assert mention == {
        "name": "وزارة النقل", "kind": "organization", "text": "وزارة النقل", "start": start, "end": start + 11
    }  # fmt: skip
    assert event["article"]["source"] == "صحيفة المثال"


def test_an_article_is_listed_without_its_body_and_shown_with_it(stocked: Database) -> None:
    listed = next(row for row in read_all(stocked, "articles") if row["id"] == 1)
    assert "body" not in listed
    assert (listed["quote_count"], listed["event_count"], listed["source"]) == (4, 2, "صحيفة المثال")
    assert datetime.fromisoformat(listed["created_at"]).tzinfo is not None
    with stocked.read() as connection:
        assert get_article(connection, 1)["body"] == BODY


def test_a_speaker_has_counts_days_and_other_forms_of_the_name(stocked: Database) -> None:
    with stocked.read() as connection:
        speaker = get_speaker(connection, 1)
    assert speaker["quote_count"] == 6
    assert (speaker["first_said"], speaker["last_said"]) == ("2024-04-01", "2024-05-10")
    assert speaker["aliases"] == ["الخطيب", "وزيرة الزراعة"]


def test_the_undated_come_last_when_the_newest_come_first(stocked: Database) -> None:
    quotes = read_all(stocked, "quotes")
    assert [quote["said_on"] for quote in quotes[-3:]] == [None, None, None]


def test_names_sort_by_code_point_in_every_database(stocked: Database) -> None:
    with stocked.read() as connection:
        names = [row["name"] for row in list_speakers(connection, SpeakerFilter(), sort=SpeakerSort.name, limit=9)]
    assert names == ["مصدر محلي"] * 3 + ["منى الخطيب", "وزارة النقل"]
