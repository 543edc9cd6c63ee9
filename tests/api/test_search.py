"""One search through everything, suggestions, and what `q` does on the lists."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from newsroom import add_articles, get_items, make_article, read_article, serve
from samples import make_document
from starlette.testclient import TestClient

from app.arabic.analyzer.words import list_terms
from app.config import Settings
from app.main import create_app
from app.pipeline import ingest
from app.store.db import Database


def test_one_search_answers_every_kind_with_its_count(seed: TestClient) -> None:
    found = seed.get("/v1/search", params={"q": "روسيا", "limit": 2}).json()
    for name in ("articles", "quotes", "events", "speakers"):
        listed = seed.get(f"/v1/{name}", params={"q": "روسيا", "limit": 2, "count": "true"}).json()
        assert found[name] == {key: listed[key] for key in ("items", "total", "relaxed")}
    assert found["quotes"]["total"] > 2


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/quotes", "/v1/events", "/v1/speakers"])
def test_a_hit_is_what_the_list_has_of_it(seed: TestClient, path: str) -> None:
    listed = {item["id"]: item for item in get_items(seed, path, limit=100)}
    hits = get_items(seed, path, q="روسيا OR روسي*", limit=100)
    assert hits
    assert [{**listed[hit["id"]], "highlights": hit["highlights"]} for hit in hits] == hits


def test_a_kind_without_the_field_has_no_hits(seed: TestClient) -> None:
    found = seed.get("/v1/search", params={"q": "alias:لافروف"}).json()
    assert found["speakers"]["total"] == 1
    assert found["articles"]["total"] == found["quotes"]["total"] == found["events"]["total"] == 0


def test_quotes_and_events_are_found_by_the_title_of_their_article(seed: TestClient) -> None:
    (article,) = [item["id"] for item in get_items(seed, "/v1/articles", q="title:موسكو")]
    for path in ("/v1/quotes", "/v1/events"):
        its_own = get_items(seed, path, article=article, limit=100)
        assert [item["id"] for item in get_items(seed, path, q="title:موسكو", limit=100)] == [
            item["id"] for item in its_own
        ]
        page = seed.get(path, params={"q": "title:موسكو", "count": "true", "limit": 2}).json()
        assert (page["total"], page["relaxed"]) == (len(its_own), False)
        beside = {item["id"] for item in get_items(seed, path, q="title:موسكو سوريا", limit=100)}
        alone = {item["id"] for item in get_items(seed, path, q="سوريا", limit=100)}
        assert beside == alone & {item["id"] for item in its_own}
        assert {item["id"] for item in get_items(seed, path, q="سوريا -title:موسكو", limit=100)} == alone - beside
        assert {item["id"] for item in get_items(seed, path, q="سوريا -title:البرازيل", limit=100)} == alone
        rest = {item["id"] for item in get_items(seed, path, q="title:موسكو -سوريا", limit=100)}
        assert rest == {item["id"] for item in its_own} - alone
        assert seed.get(path, params={"q": "-سوريا title:موسكو", "count": "true"}).json()["total"] == len(rest)
        assert get_items(seed, path, q="title:البرازيل -سوريا") == []
        neither = {item["id"] for item in get_items(seed, path, q="-title:موسكو -سوريا", limit=100)}
        every = {item["id"] for item in get_items(seed, path, limit=100)}
        assert neither == every - alone - {item["id"] for item in its_own}
        outside = {item["id"] for item in get_items(seed, path, q="-title:موسكو", limit=100)}
        assert outside == every - {item["id"] for item in its_own}
        assert get_items(seed, path, q="title:البرازيل سوريا") == []
        assert get_items(seed, path, q="title:البرازيل") == []


def test_a_timeline_and_a_calendar_are_found_by_the_title_of_their_article(seed: TestClient) -> None:
    periods = [seed.get("/v1/timeline", params={"q": q}).json()["items"] for q in ("title:موسكو", "title:البرازيل")]
    assert periods == [seed.get("/v1/timeline", params={"article": 1}).json()["items"], []]
    assert periods[0]
    calendars = [seed.get("/v1/events.ics", params={"q": q}).text for q in ("title:موسكو", "title:البرازيل")]
    assert ["BEGIN:VEVENT" in calendar for calendar in calendars] == [True, False]


def test_what_is_said_of_an_article_can_not_be_an_alternative_to_what_is_said_of_its_quotes(seed: TestClient) -> None:
    answer = seed.get("/v1/quotes", params={"q": "سوريا OR title:موسكو"})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["position"] == 9


@pytest.mark.parametrize(("typed", "name"), [("لافر", "سيرغي لافروف"), ("سيرغي لاف", "سيرغي لافروف")])
def test_a_speaker_is_suggested_by_the_beginning_of_the_name(seed: TestClient, typed: str, name: str) -> None:
    found = seed.get("/v1/suggest", params={"q": typed}).json()
    assert [speaker["name"] for speaker in found["speakers"]] == [name]


def test_words_are_suggested_that_begin_as_typed(seed: TestClient) -> None:
    terms = seed.get("/v1/suggest", params={"q": "القواعد الرو"}).json()["terms"]
    assert terms[0]["text"] == "الروسية"
    assert [term["count"] for term in terms] == sorted((term["count"] for term in terms), reverse=True)


@pytest.mark.parametrize("typed", ["ا", "ال", "و", "1", "لا", "في", "(", "*"])
def test_a_letter_or_two_are_enough_to_suggest_or_are_refused(seed: TestClient, typed: str) -> None:
    answer = seed.get("/v1/suggest", params={"q": typed})
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        assert all(list_terms(term["text"])[0].folded.startswith(typed) for term in answer.json()["terms"])


@pytest.mark.parametrize("typed", ["سيرغي لا", "لافروف س", "ال ش", "أسعد الشيبا"])
def test_a_speaker_is_suggested_by_the_beginnings_of_several_words(seed: TestClient, typed: str) -> None:
    found = seed.get("/v1/suggest", params={"q": typed}).json()["speakers"]
    beginnings = [word.folded for word in list_terms(typed)]
    assert found
    for speaker in found:
        keys = [key for word in list_terms(speaker["name"]) for key in word.keys]
        assert all(any(key.startswith(beginning) for key in keys) for beginning in beginnings), speaker["name"]


def test_a_speaker_is_suggested_by_another_name(seed: TestClient) -> None:
    assert [found["name"] for found in seed.get("/v1/suggest", params={"q": "Lavrov"}).json()["speakers"]] == [
        "سيرغي لافروف"
    ]


def test_a_name_that_is_nearly_right_is_found_and_the_answer_says_so(seed: TestClient) -> None:
    page = seed.get("/v1/speakers", params={"q": "لفروف"}).json()
    assert ([item["name"] for item in page["items"]], page["relaxed"]) == (["سيرغي لافروف"], True)


@pytest.mark.parametrize(
    "query", ["روسيا", '"القواعد الروسية"', "speaker:لافروف سوريا", "روسيا OR سوريا", "سور*", "الرو*"]
)
def test_highlights_mark_what_was_searched_for_in_its_own_letters(seed: TestClient, query: str) -> None:
    items = get_items(seed, "/v1/quotes", q=query)
    assert items
    for item in items:
        assert item["highlights"]
        for found in item["highlights"]:
            text = item["speaker"]["name"] if found["field"] == "speaker.name" else item[found["field"]]
            snippet = found["snippet"]
            assert snippet["text"] == text[snippet["start"] : snippet["end"]]
            assert len(snippet["text"]) <= 160
            inside = [snippet["text"][span["start"] : span["end"]] for span in snippet["spans"]]
            marked = [text[span["start"] : span["end"]] for span in found["spans"]]
            assert set(inside) <= set(marked)
            assert all(list_terms(words) for words in marked)


def test_walking_the_pages_of_a_search_meets_every_hit_once(seed: TestClient) -> None:
    whole = [item["id"] for item in get_items(seed, "/v1/quotes", q="روسيا OR سوريا", limit=100)]
    walked, cursor = [], {}
    while cursor is not None:
        page = seed.get("/v1/quotes", params={"q": "روسيا OR سوريا", "limit": 2, **cursor}).json()
        walked += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"] and {"cursor": page["next_cursor"]}
    assert walked == whole
    assert len(set(whole)) == len(whole) > 2


def test_the_newer_of_equals_comes_first_where_recency_counts(database: Database) -> None:
    add_articles(database, range(3))
    url = database.url.render_as_string(hide_password=False)

    def list_days(recency: float) -> list[str]:
        with TestClient(create_app(Settings(database_url=url, search_recency=recency))) as client:
            return [item["published_at"] for item in get_items(client, "/v1/articles", q="القمح")]

    days = list_days(10.0)
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == 3
    assert list_days(0.0) != days


def test_a_rare_word_in_a_long_text_counts_more_than_a_common_one_in_a_short(database: Database) -> None:
    long = "مدينة فيها سوق كبيرة وشارع طويل وحديقة واسعة وبيوت قديمة وجسر على النهر. " * 4 + "وفيها منارة وميناء."
    texts = [long, *(f"ميناء صغير رقم {number}." for number in range(2, 8)), *("قرية بعيدة." for _ in range(20))]
    nothing_said = read_article(make_article(0)).model_copy(update={"quotes": [], "events": [], "speakers": []})
    for number, body in enumerate(texts):
        article = make_document(
            external_id=f"n-{number}", url=f"https://news.example/{number}", title=f"خبر {number}", body=body
        )
        ingest(database, article, analyst=lambda _: nothing_said)
    with TestClient(serve(database)) as client:
        best, *_ = get_items(client, "/v1/articles", q="منارة ميناء", match="any")
    assert best["title"] == "خبر 0"


def test_any_word_will_do_where_none_holds_all(seed: TestClient) -> None:
    page = seed.get("/v1/quotes", params={"q": "زحل موسكو", "count": "true"}).json()
    assert page["relaxed"]
    assert page["total"] == len(page["items"]) > 0
    assert seed.get("/v1/quotes", params={"q": "زحل موسكو", "exact": "true"}).json()["items"] == []


def test_any_finds_words_that_begin_alike_and_marks_them(seed: TestClient) -> None:
    (item,) = get_items(seed, "/v1/articles", q="موسكوفيا", match="any")
    (title,) = (found for found in item["highlights"] if found["field"] == "title")
    assert {item["title"][span["start"] : span["end"]] for span in title["spans"]} == {"موسكو"}
    assert seed.get("/v1/articles", params={"q": "موسكوفيا"}).json()["relaxed"]


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("-؟", 0),
        ("روسيا OR -سوريا", 10),
        ("-روسيا OR -سوريا", 1),
        ("روسيا (سوريا OR (-لبنان -مصر))", 18),
        ("-role:وزير", 1),
        ("سوريا role:وزير", 6),
        ("( ( ( ( ( ( ( ( ( ( روسيا", 17),
        ("سوريا و*", 6),
        ("وال*", 0),
        ("روسيا سو*", 6),
        ("سور* | رئي* | وزي* | خار* | موس*", 28),
        ("سوريا " * 100, 500),
        ("؟!", 0),
        ("", 0),
    ],
    ids=[
        "without-nothing",
        "or-without",
        "either-without",
        "or-only-without",
        "without-no-such-field",
        "no-such-field",
        "too-deep",
        "short-beginning",
        "article-alone",
        "two-letters",
        "too-many-beginnings",
        "too-long",
        "no-letter",
        "empty",
    ],
)
def test_what_cannot_be_searched_for_is_refused_with_its_place(seed: TestClient, query: str, position: int) -> None:
    answer = seed.get("/v1/quotes", params={"q": query})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["name"], error["position"]) == ("q", position)


@pytest.mark.parametrize("path", ["articles", "quotes", "events", "speakers"])
@pytest.mark.parametrize(
    ("refusing", "wanting"),
    [
        ("-سوريا", "سوريا"),
        ("NOT سوريا", "سوريا"),
        ("-الشيباني (-روسيا -لافروف)", "الشيباني OR روسيا OR لافروف"),
        ("-(سوريا OR روسيا)", "سوريا OR روسيا"),
        ('-"القواعد الروسية"', '"القواعد الروسية"'),
        ("-سور*", "سور*"),
        ("NOT speaker:لافروف", "speaker:لافروف"),
        ("-قصقصقص", "قصقصقص"),
        ("-من", "من"),
    ],
)
def test_a_query_of_refusals_finds_all_that_is_not_refused(
    seed: TestClient, path: str, refusing: str, wanting: str
) -> None:
    every = seed.get(f"/v1/{path}", params={"count": "true", "limit": 100}).json()
    hits = seed.get(f"/v1/{path}", params={"q": wanting, "limit": 100}).json()
    refused = set() if hits["relaxed"] else {item["id"] for item in hits["items"]}
    page = seed.get(f"/v1/{path}", params={"q": refusing, "count": "true", "limit": 100}).json()
    assert page["items"] == [item for item in every["items"] if item["id"] not in refused]
    assert (page["total"], page["relaxed"]) == (every["total"] - len(refused), False)
    assert [item["id"] for item in walk(seed, f"/v1/{path}", q=refusing)] == [item["id"] for item in page["items"]]


def walk(client: TestClient, path: str, **params: str) -> Iterator[dict[str, Any]]:
    """Every item of a list, three at a time."""
    cursor: dict[str, str] = {}
    while cursor is not None:
        page = client.get(path, params={**params, "limit": "3", **cursor}).json()
        yield from page["items"]
        cursor = page["next_cursor"] and {"cursor": page["next_cursor"]}


def test_a_query_of_refusals_is_a_filter_wherever_lists_are_read(seed: TestClient) -> None:
    found = seed.get("/v1/search", params={"q": "-سوريا", "limit": 20}).json()
    for name in ("articles", "quotes", "events", "speakers"):
        page = seed.get(f"/v1/{name}", params={"q": "-سوريا", "limit": 20, "count": "true"}).json()
        assert (found[name]["items"], found[name]["total"]) == (page["items"], page["total"])
    lines = [orjson.loads(line) for line in seed.get("/v1/quotes.jsonl", params={"q": "-سوريا"}).text.splitlines()]
    assert {line["id"] for line in lines} == {item["id"] for item in get_items(seed, "/v1/quotes", q="-سوريا")}
    facets = seed.get("/v1/quotes", params={"q": "-سوريا", "facets": "kind"}).json()["facets"]["kind"]
    assert sum(value["count"] for value in facets) == len(lines) > 0


def test_what_must_not_be_there_is_no_alternative_and_the_refusal_says_so(seed: TestClient) -> None:
    (error,) = seed.get("/v1/quotes", params={"q": "روسيا OR -سوريا"}).json()["errors"]
    assert error["message"] == "says here only what must not be there, which OR can't join: put it beside ( OR )"


@pytest.mark.parametrize("path", ["articles", "quotes", "events", "speakers"])
def test_what_is_said_twice_is_looked_for_once(seed: TestClient, path: str) -> None:
    once, twice = (seed.get(f"/v1/{path}", params={"q": q}).json() for q in ("روسيا", "روسيا (روسيا روسيا) OR روسيا"))
    assert once["items"]
    assert once == twice | {"next_cursor": once["next_cursor"]}


@pytest.mark.parametrize("path", ["articles", "quotes", "events", "speakers"])
@pytest.mark.parametrize("query", ["الشيباني", "روسيا OR سوريا", "سور* -روسيا", "قصقصقص سوريا"])
def test_the_number_of_hits_is_that_of_all_pages(seed: TestClient, path: str, query: str) -> None:
    page = seed.get(f"/v1/{path}", params={"q": query, "limit": 1, "count": "true"}).json()
    assert page["total"] == len(seed.get(f"/v1/{path}", params={"q": query, "limit": 100}).json()["items"])


def test_of_very_many_words_the_longest_are_looked_for_where_any_will_do(seed: TestClient) -> None:
    short, long = " ".join(f"قص{letter}" for letter in "بتثجحخدذرزسشصضطظعغفقكلمن"), "الخارجية"
    for query, is_found in ((f"{short} {long}", True), (f"{short} موسكو".replace("قص", "قصقصقص"), False)):
        found = seed.get("/v1/quotes", params={"q": query, "match": "any"}).json()
        assert bool(found["items"]) is is_found, query


def test_nearly_right_names_are_looked_for_in_few_words(seed: TestClient) -> None:
    sentence = "قصقص صقصق شقشق قشقش ضغضغ غضغض الشيفاني"
    assert seed.get("/v1/speakers", params={"q": sentence}).json()["items"] == []
    assert seed.get("/v1/speakers", params={"q": "قصقص الشيفاني"}).json()["items"]


def test_facets_count_what_the_filters_leave(seed: TestClient) -> None:
    params = {"q": "روسيا", "facets": "speaker,kind", "count": "true"}
    page = seed.get("/v1/quotes", params=params).json()
    assert sum(value["count"] for value in page["facets"]["kind"]) == page["total"]
    for value in page["facets"]["speaker"]:
        narrowed = seed.get("/v1/quotes", params={"q": "روسيا", "speaker": value["value"], "count": "true"}).json()
        assert narrowed["total"] == value["count"]
