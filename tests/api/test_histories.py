"""An article's earlier texts, its addresses, what was withdrawn and what tells the same story, over HTTP."""

from itertools import pairwise

import pytest
from fastapi.testclient import TestClient
from newsroom import get_items, make_article, read_article
from samples import BODY

from app.pipeline import ingest
from app.store.db import Database

URL = "https://news.example/0"


@pytest.fixture
def revised(database: Database, client: TestClient) -> TestClient:
    """A client of an application with an article that has had three texts, and a copy of it."""
    first = make_article(0)
    ingest(database, first, analyst=read_article)
    for body in (f"{first.body}\n\nتصحيح أول.", f"{first.body}\n\nتصحيح ثان."):
        ingest(database, first.model_copy(update={"body": body}), analyst=read_article)
    last = first.model_copy(update={"body": BODY.split("\n\n")[1], "url": URL})
    ingest(database, last, analyst=lambda _: read_article(first).model_copy(update={"quotes": [], "events": []}))
    copy = first.model_copy(update={"url": "https://copy.example/1", "title": "عنوان آخر", "body": last.body + " أيضا"})
    ingest(database, copy, analyst=lambda _: read_article(first).model_copy(update={"quotes": [], "events": []}))
    return client


def test_the_texts_of_an_article_are_listed_newest_first(revised: TestClient) -> None:
    items = get_items(revised, "/v1/articles/1/revisions", limit=20)
    assert [item["number"] for item in items] == [4, 3, 2, 1]
    assert items[0]["replaced_at"] is None
    assert "+تصحيح أول." in items[2]["diff"]
    assert len(items[0]["changes"]["quotes_withdrawn"]) == 4
    assert revised.get("/v1/articles/1").json()["revision"] == 4


def test_the_texts_can_be_turned_page_by_page(revised: TestClient) -> None:
    first = revised.get("/v1/articles/1/revisions", params={"limit": 3}).json()
    rest = revised.get("/v1/articles/1/revisions", params={"limit": 3, "cursor": first["next_cursor"]}).json()
    assert [item["number"] for item in first["items"] + rest["items"]] == [4, 3, 2, 1]
    assert rest["next_cursor"] is None
    other = revised.get("/v1/articles/2/revisions", params={"cursor": first["next_cursor"]})
    assert (other.status_code, other.json()["type"]) == (422, "urn:problem-type:musnad:bad-cursor")


def test_what_was_withdrawn_is_listed_when_asked_for(revised: TestClient) -> None:
    for path in ("/v1/quotes", "/v1/articles/1/quotes"):
        assert get_items(revised, path) == []
        gone = get_items(revised, path, withdrawn="true")
        assert len(gone) == 4
        assert all(item["withdrawn_at"] and item["revision"] == 3 for item in gone)
        assert revised.get(f"/v1/quotes/{gone[0]['id']}").json() == gone[0]
    speaker = gone[0]["speaker"]["id"]
    assert [item["speaker"]["id"] for item in get_items(revised, "/v1/quotes", withdrawn="true", speaker=speaker)]
    for path in ("/v1/events", "/v1/articles/1/events"):
        assert get_items(revised, path) == []
        assert len(get_items(revised, path, withdrawn="true")) == 2
    (event,) = get_items(revised, "/v1/events", withdrawn="true", q="القطار")
    assert {**revised.get(f"/v1/events/{event['id']}").json(), "highlights": event["highlights"]} == event


def test_what_was_withdrawn_is_searched_as_what_was_not(database: Database, client: TestClient) -> None:
    first = make_article(0)
    ingest(database, first, analyst=read_article)
    words = ["قطار", "القمح", "المحصول", "الطريق", "موسم", "الخطيب", "وزارة"]
    queries = [
        *words,
        *(f"{one} {other}" for one in words for other in words[:1]),
        *(f"{one} OR {other} -{words[0]}" for one, other in pairwise(words)),
        *(f"{word[:5]}*" for word in words),
        *(f"speaker:{word}" for word in words),
    ]
    asked = [
        {"q": query, "match": match, "exact": exact}
        for query in queries
        for match in ("all", "any")
        for exact in ("false", "true")
    ]
    paths = ("/v1/quotes", "/v1/events")

    def ask(path: str, **how: str) -> list[tuple[object, object, object]]:
        found = []
        for params in asked:
            page = client.get(path, params={**params, **how, "sort": "id", "count": "true"}).json()
            hits = [(item["id"], item["highlights"]) for item in page["items"]]
            found.append((hits, page["relaxed"], page["total"]))
        return found

    before = {path: ask(path) for path in paths}
    assert all(any(hits for hits, _, _ in found) and any(not hits for hits, _, _ in found) for found in before.values())
    last = first.model_copy(update={"body": BODY.split("\n\n")[1]})
    ingest(database, last, analyst=lambda _: read_article(first).model_copy(update={"quotes": [], "events": []}))
    assert {path: ask(path, withdrawn="true") for path in paths} == before


def test_a_phrase_that_was_withdrawn_is_found_and_marked(revised: TestClient) -> None:
    said = get_items(revised, "/v1/quotes", withdrawn="true")[0]["text"].split()
    (found, *_) = get_items(revised, "/v1/quotes", withdrawn="true", q=f'"{said[0]} {said[1]}"')
    (span,) = found["highlights"][0]["spans"]
    assert found["text"][span["start"] : span["end"]] == f"{said[0]} {said[1]}"
    either = get_items(revised, "/v1/quotes", withdrawn="true", q=f'"{said[1]} {said[0]}" OR "{said[0]} {said[1]}"')
    assert found["id"] in {item["id"] for item in either}
    backwards = revised.get("/v1/quotes", params={"withdrawn": "true", "q": f'"{said[1]} {said[0]}"', "exact": "true"})
    assert backwards.json()["items"] == []


def test_what_was_withdrawn_is_found_by_the_title_of_its_article(revised: TestClient) -> None:
    title = revised.get("/v1/articles/1").json()["title"].split()[0]
    assert len(get_items(revised, "/v1/quotes", withdrawn="true", q=f"title:{title}")) == 4
    assert get_items(revised, "/v1/quotes", withdrawn="true", q="title:آخر") == []
    word = get_items(revised, "/v1/quotes", withdrawn="true")[0]["text"].split()[0]
    found = get_items(revised, "/v1/quotes", withdrawn="true", q=f"title:{title} {word}")
    assert 0 < len(found) < 4
    others = get_items(revised, "/v1/quotes", withdrawn="true", q=f"title:{title} -{word}")
    assert len(others) == 4 - len(found)
    assert not {item["id"] for item in found} & {item["id"] for item in others}
    lines = revised.get("/v1/quotes.jsonl", params={"withdrawn": "true", "q": f"title:{title} {word}"}).text
    assert lines.strip().count("\n") + 1 == len(found)


def test_facets_of_what_was_withdrawn_count_it_alone(revised: TestClient) -> None:
    page = revised.get("/v1/quotes", params={"withdrawn": "true", "facets": "speaker,kind,source,month"}).json()
    assert {name: sum(each["count"] for each in values) for name, values in page["facets"].items()} == {
        "speaker": 4,
        "kind": 4,
        "source": 4,
        "month": 4,
    }
    some = revised.get("/v1/quotes", params={"withdrawn": "true", "facets": "kind", "q": page["items"][0]["text"]})
    assert sum(each["count"] for each in some.json()["facets"]["kind"]) == len(some.json()["items"]) < 4


def test_a_cursor_of_what_is_withdrawn_does_not_fit_what_is_not(revised: TestClient) -> None:
    cursor = revised.get("/v1/quotes", params={"withdrawn": "true", "limit": 1}).json()["next_cursor"]
    assert revised.get("/v1/quotes", params={"cursor": cursor}).status_code == 422


def test_the_same_story_is_linked(revised: TestClient) -> None:
    (other,) = get_items_of_story(revised, 1)
    assert (other["id"], other["url"]) == (2, "https://copy.example/1")
    assert get_items_of_story(revised, 2)[0]["likeness"] == other["likeness"]


def get_items_of_story(client: TestClient, article: int) -> list[dict[str, object]]:
    answer = client.get(f"/v1/articles/{article}/same-story")
    assert answer.status_code == 200
    items: list[dict[str, object]] = answer.json()["items"]
    return items


@pytest.mark.parametrize("name", ["revisions", "same-story"])
def test_an_article_that_is_not_there_has_none(client: TestClient, name: str) -> None:
    assert client.get(f"/v1/articles/7/{name}").status_code == 404


def test_an_article_shows_its_addresses_and_is_found_by_each(database: Database, client: TestClient) -> None:
    article = make_article(0)
    ingest(database, article, analyst=read_article)
    ingest(database, article.model_copy(update={"url": "https://copy.example/1"}), analyst=read_article)
    assert [each["url"] for each in client.get("/v1/articles/1").json()["addresses"]] == [URL, "https://copy.example/1"]
    for url in (URL, "https://copy.example/1", f"{URL}?utm_source=x"):
        assert [item["id"] for item in get_items(client, "/v1/articles", url=url)] == [1]
