"""Each filter keeps exactly the rows that it should."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from newsroom import get_items

Item = dict[str, Any]
Keeps = Callable[[Item], bool]

QUOTES: list[tuple[str, dict[str, Any], Keeps]] = [
    ("speaker", {"speaker": 1}, lambda quote: quote["speaker"]["id"] == 1),
    ("two speakers", {"speaker": [1, 3]}, lambda quote: quote["speaker"]["id"] in (1, 3)),
    ("article", {"article": 2}, lambda quote: quote["article"]["id"] == 2),
    ("source", {"source": "صحيفة المثال"}, lambda quote: quote["article"]["source"] == "صحيفة المثال"),
    (
        "source otherwise spelled",
        {"source": "صحيفه المثال"},
        lambda quote: quote["article"]["source"] == "صحيفة المثال",
    ),
    ("kind", {"kind": "direct"}, lambda quote: quote["kind"] == "direct"),
    ("cue", {"cue": "أعلن"}, lambda quote: quote["cue_lemma"] == "أعلن"),
    ("cue otherwise spelled", {"cue": "اعلن"}, lambda quote: quote["cue_lemma"] == "أعلن"),
    ("two cues", {"cue": ["أعلن", "قال"]}, lambda quote: quote["cue_lemma"] in ("أعلن", "قال")),
    ("via", {"via": "الفرات"}, lambda quote: quote["via"] == "الفرات"),
    ("marks", {"marks": "closed"}, lambda quote: quote["marks"] == "closed"),
    ("resolution", {"resolution": ["unnamed", "understood"]}, lambda quote: quote["resolution"] != "named"),
    ("said_from", {"said_from": "2024-05-12"}, lambda quote: (quote["said_on"] or "") >= "2024-05-12"),
    ("said_to", {"said_to": "2024-05-10"}, lambda quote: (quote["said_on"] or "9") <= "2024-05-10"),
    (
        "one day",
        {"said_from": "2024-05-11", "said_to": "2024-05-11"},
        lambda quote: quote["said_on"] == "2024-05-11",
    ),
    ("q", {"q": "القمح"}, lambda quote: "القمح" in quote["text"]),
    ("q of two words", {"q": "المحصول الحكومة"}, lambda quote: "المحصول" in quote["text"]),
    ("q with vowels", {"q": "المَحْصول"}, lambda quote: "المحصول" in quote["text"]),
    (
        "several filters",
        {"kind": "indirect", "speaker": 1, "article": [1, 2]},
        lambda quote: quote["kind"] == "indirect" and quote["speaker"]["id"] == 1 and quote["article"]["id"] in (1, 2),
    ),
]
SPEAKERS: list[tuple[str, dict[str, Any], Keeps]] = [
    ("kind", {"kind": "organization"}, lambda speaker: speaker["kind"] == "organization"),
    ("name", {"name": "منى الخطيب"}, lambda speaker: speaker["name"] == "منى الخطيب"),
    ("another form of the name", {"name": "وزيرة الزراعه"}, lambda speaker: speaker["name"] == "منى الخطيب"),
    ("article", {"article": 1}, lambda speaker: speaker["first_said"] is not None and speaker["id"] <= 3),
    ("q", {"q": "النقل"}, lambda speaker: "النقل" in speaker["name"]),
]
EVENTS: list[tuple[str, dict[str, Any], Keeps]] = [
    ("date_from", {"date_from": "2024-05-13"}, lambda event: event["date_end"] >= "2024-05-13"),
    ("date_from inside an event", {"date_from": "2024-06-30"}, lambda event: event["date_end"] == "2024-06-30"),
    ("date_to", {"date_to": "2024-05-12"}, lambda event: event["date_start"] <= "2024-05-12"),
    ("precision", {"precision": "month"}, lambda event: event["precision"] == "month"),
    ("article", {"article": [1, 3]}, lambda event: event["article"]["id"] in (1, 3)),
    ("speaker named in it", {"speaker": 3}, lambda event: event["text"] == "حزيران 2024"),
    ("source", {"source": "وكالة الفرات"}, lambda event: event["article"]["source"] == "وكالة الفرات"),
    ("quote", {"quote": 3}, lambda event: event["quote_id"] == 3),
    ("q", {"q": "القطار"}, lambda event: "القطار" in event["sentence"]),
]
ARTICLES: list[tuple[str, dict[str, Any], Keeps]] = [
    ("source", {"source": ["صحيفة المثال", "وكالة الفرات"]}, lambda article: article["source"] is not None),
    ("external_id", {"external_id": ["n-2", "n-5"]}, lambda article: article["external_id"] in ("n-2", "n-5")),
    ("url", {"url": "https://news.example/4"}, lambda article: article["url"] == "https://news.example/4"),
    (
        "published_from",
        {"published_from": "2024-05-12"},
        lambda article: (article["published_at"] or "") > "2024-05-11",
    ),
    ("published_to", {"published_to": "2024-05-11"}, lambda article: (article["published_at"] or "9") < "2024-05-12"),
    ("q in the title", {"q": "موسم الساحل"}, lambda article: "الساحل" in article["title"]),
    ("q in the body", {"q": "هكتار الشرق"}, lambda article: "الشرق" in article["title"]),
]
CASES = [
    pytest.param(path, params, keeps, id=f"{path} {name}")
    for path, rows in (
        ("/v1/quotes", QUOTES),
        ("/v1/speakers", SPEAKERS),
        ("/v1/events", EVENTS),
        ("/v1/articles", ARTICLES),
    )
    for name, params, keeps in rows
]


@pytest.mark.parametrize(("path", "params", "keeps"), CASES)
def test_a_filter_keeps_what_it_names_and_nothing_else(
    newsroom: TestClient, path: str, params: dict[str, Any], keeps: Keeps
) -> None:
    everything = get_items(newsroom, path)
    kept = get_items(newsroom, path, **params)
    if "q" in params:
        # A search puts the best first, and shows what of each was searched for.
        assert all(item.pop("highlights") for item in kept)
        kept.sort(key=everything.index)
    assert kept == [item for item in everything if keeps(item)]
    assert 0 < len(kept) < len(everything)


@pytest.mark.parametrize(("path", "params", "keeps"), CASES)
def test_a_filter_counts_what_it_keeps(newsroom: TestClient, path: str, params: dict[str, Any], keeps: Keeps) -> None:
    page = newsroom.get(path, params={**params, "count": "true", "limit": 1}).json()
    assert page["total"] == sum(map(keeps, get_items(newsroom, path)))


def test_articles_are_found_by_whom_they_quote(newsroom: TestClient) -> None:
    for speaker in get_items(newsroom, "/v1/speakers"):
        quotes = get_items(newsroom, "/v1/quotes", speaker=speaker["id"])
        articles = get_items(newsroom, "/v1/articles", speaker=speaker["id"])
        assert {quote["article"]["id"] for quote in quotes} == {article["id"] for article in articles}
        assert speaker["quote_count"] == len(quotes) > 0


def test_tenses_divide_the_events(newsroom: TestClient) -> None:
    assert get_items(newsroom, "/v1/events", tense="past") == []
    assert get_items(newsroom, "/v1/events", tense=["past", "scheduled"]) == get_items(newsroom, "/v1/events")


def test_the_lists_under_a_parent_are_the_filtered_lists(newsroom: TestClient) -> None:
    for kind in ("article", "speaker"):
        for parent in get_items(newsroom, f"/v1/{kind}s"):
            for name in ("quotes", "events"):
                own = get_items(newsroom, f"/v1/{kind}s/{parent['id']}/{name}", sort="id")
                assert own == get_items(newsroom, f"/v1/{name}", sort="id", **{kind: parent["id"]})
    own = get_items(newsroom, "/v1/articles/1/speakers")
    assert own == get_items(newsroom, "/v1/speakers", article=1)


def test_a_list_under_a_parent_takes_the_other_filters(newsroom: TestClient) -> None:
    direct = get_items(newsroom, "/v1/articles/1/quotes", kind="direct")
    assert [quote["kind"] for quote in direct] == ["direct"]
    months = get_items(newsroom, "/v1/articles/1/events", precision="month")
    assert [event["precision"] for event in months] == ["month"]


def test_an_articles_quotes_stand_in_the_order_of_its_text(newsroom: TestClient) -> None:
    starts = [quote["start"] for quote in get_items(newsroom, "/v1/articles/3/quotes")]
    assert starts == sorted(starts)
    assert len(starts) == 4


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("day", [("2024-05-12", 7), ("2024-06-01", 7)]),
        ("month", [("2024-05", 7), ("2024-06", 7)]),
        ("year", [("2024", 14)]),
    ],
)
def test_the_timeline_counts_events_by_unit(newsroom: TestClient, unit: str, expected: list[tuple[str, int]]) -> None:
    periods = get_items(newsroom, "/v1/timeline", unit=unit)
    assert [(period["period"], period["count"]) for period in periods] == expected
    assert periods[0]["first"] == "2024-05-12"
    assert periods[-1]["last"] == "2024-06-30"


def test_the_timeline_takes_the_filters_of_the_events(newsroom: TestClient) -> None:
    assert [period["count"] for period in get_items(newsroom, "/v1/timeline", article=[1, 2])] == [2, 2]
    assert [period["period"] for period in get_items(newsroom, "/v1/timeline", precision="day")] == ["2024-05"]
    assert get_items(newsroom, "/v1/timeline", date_from="2030-01-01") == []
    assert [period["count"] for period in get_items(newsroom, "/v1/timeline", q="القطار")] == [7]


def test_a_word_in_presentation_forms_is_searched_as_the_word_it_is(newsroom: TestClient) -> None:
    found = get_items(newsroom, "/v1/events", q="ﺍﻟﻘﻄﺎﺭ")
    assert len(found) == 7
    assert found == get_items(newsroom, "/v1/events", q="القطار")
