"""`fields` and `include`: one shape unless another is asked for."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from newsroom import get_items

QUOTE = "/v1/quotes/1"


def read(client: TestClient, path: str, **params: Any) -> Any:
    answer = client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/v1/quotes", ["id", "text", "speaker.name", "article"]),
        ("/v1/speakers/1/quotes", ["text_fragment", "article.url"]),
        ("/v1/articles/1/quotes", ["segments"]),
        ("/v1/articles", ["title", "quote_count"]),
        ("/v1/speakers", ["name"]),
        ("/v1/articles/1/speakers", ["name", "kind"]),
        ("/v1/events", ["mentions", "article.title"]),
        ("/v1/articles/1/events", ["value"]),
        ("/v1/speakers/3/events", ["value"]),
    ],
)
def test_a_list_shows_only_the_fields_that_are_named(newsroom: TestClient, path: str, fields: list[str]) -> None:
    whole = get_items(newsroom, path)
    assert whole
    assert get_items(newsroom, path, fields=fields) == [slim(item, fields) for item in whole]
    assert get_items(newsroom, path, fields=",".join(fields)) == get_items(newsroom, path, fields=fields)


@pytest.mark.parametrize("path", [QUOTE, "/v1/events/1", "/v1/speakers/1", "/v1/articles/1"])
def test_so_does_a_single_row(newsroom: TestClient, path: str) -> None:
    whole = read(newsroom, path)
    for name in whole:
        assert read(newsroom, path, fields=name) == {name: whole[name]}


def slim(item: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in fields:
        outer, _, inner = name.partition(".")
        if inner:
            found.setdefault(outer, {})[inner] = item[outer][inner]
        else:
            found[name] = item[name]
    return found


def test_pages_go_on_whatever_fields_are_shown(newsroom: TestClient) -> None:
    first = read(newsroom, "/v1/quotes", limit=5, fields="id")
    second = read(newsroom, "/v1/quotes", limit=5, cursor=first["next_cursor"])
    assert [item["id"] for item in (*first["items"], *second["items"])] == [
        item["id"] for item in get_items(newsroom, "/v1/quotes")[:10]
    ]


@pytest.mark.parametrize("path", ["/v1/quotes", QUOTE])
def test_speaker_and_article_are_included_as_their_own_lists_show_them(newsroom: TestClient, path: str) -> None:
    short, whole = (read(newsroom, path, **params) for params in ({}, {"include": "speaker,article"}))
    pairs = zip(short["items"], whole["items"], strict=True) if "items" in short else [(short, whole)]
    for one, other in pairs:
        for name, path_of in (("speaker", "speakers"), ("article", "articles")):
            assert other[name].items() >= one[name].items()
            row = read(newsroom, f"/v1/{path_of}/{one[name]['id']}")
            assert other[name] == {field: row[field] for field in other[name]}
            assert len(other[name]) > len(one[name])
        assert {**other, "speaker": 0, "article": 0} == {**one, "speaker": 0, "article": 0}


def test_an_article_includes_its_quotes_and_events_as_its_lists_show_them(newsroom: TestClient) -> None:
    whole = read(newsroom, "/v1/articles/2", include=["quotes", "events"])
    assert whole["quotes"] == get_items(newsroom, "/v1/articles/2/quotes")
    assert whole["events"] == get_items(newsroom, "/v1/articles/2/events")
    assert len(whole["quotes"]) == 4
    assert {**whole, "quotes": 0, "events": 0} == {**read(newsroom, "/v1/articles/2"), "quotes": 0, "events": 0}
    slimmed = read(newsroom, "/v1/articles/2", include="events", fields="title")
    assert slimmed == {"title": whole["title"], "events": whole["events"]}


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/v1/quotes", {"fields": "colour"}),
        ("/v1/quotes", {"fields": "speaker.colour"}),
        ("/v1/quotes", {"fields": "id,,text"}),
        ("/v1/quotes", {"fields": ""}),
        ("/v1/quotes", {"include": "events"}),
        ("/v1/articles", {"fields": "body"}),
        ("/v1/articles", {"include": "quotes"}),
        ("/v1/articles/1", {"include": "speaker"}),
        ("/v1/timeline", {"fields": "period"}),
        ("/v1/quotes.csv", {"fields": "text"}),
    ],
)
def test_names_that_are_not_there_are_refused(newsroom: TestClient, path: str, params: dict[str, str]) -> None:
    answer = newsroom.get(path, params=params)
    assert answer.status_code == 422
    assert [error["name"] for error in answer.json()["errors"]] == list(params)


def test_every_quote_leads_to_itself_and_into_its_page(newsroom: TestClient) -> None:
    for quote in get_items(newsroom, "/v1/quotes"):
        assert quote["permalink"] == f"http://testserver/v1/quotes/{quote['id']}"
        assert newsroom.get(quote["permalink"]).json() == quote
        assert quote["text_fragment"].startswith(f"{quote['article']['url']}#:~:text=%")


def test_links_are_never_those_of_another_host(newsroom: TestClient) -> None:
    for host in ("one.example", "two.example", "one.example"):
        answer = newsroom.get(QUOTE, headers={"Host": host})
        assert answer.json()["permalink"] == f"http://{host}/v1/quotes/1"
