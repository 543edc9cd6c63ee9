"""Lists as pages."""

import threading
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import orjson
import pytest
from fastapi.testclient import TestClient
from newsroom import add_articles, get_items

from app.config import Settings
from app.main import create_app
from app.store.db import Database

LISTS = (
    "/v1/articles",
    "/v1/speakers",
    "/v1/quotes",
    "/v1/events",
    "/v1/articles/1/quotes",
    "/v1/articles/1/events",
    "/v1/articles/1/speakers",
    "/v1/speakers/1/quotes",
    "/v1/speakers/3/events",
)
SORTS = {
    "articles": ("published_at", "-published_at", "id", "-id"),
    "speakers": ("name", "-name", "quote_count", "-quote_count", "id", "-id"),
    "quotes": ("said_on", "-said_on", "id", "-id", "position", "-position"),
    "events": ("date_start", "-date_start", "id", "-id", "position", "-position"),
}
ORDERS = [(path, sort) for path in LISTS for sort in SORTS[path.rsplit("/", 1)[1]]]


def walk(client: TestClient, path: str, **params: Any) -> list[list[dict[str, Any]]]:
    """All pages, from the first to the one without a next."""
    pages = []
    cursor: dict[str, str] = {}
    for _ in range(1000):
        page = client.get(path, params={**params, **cursor}).json()
        pages.append(page["items"])
        if page["next_cursor"] is None:
            return pages
        cursor = {"cursor": page["next_cursor"]}
    raise AssertionError("the pages never end")


def get_cursor(client: TestClient, path: str, **params: Any) -> str:
    cursor = client.get(path, params={"limit": 1, **params}).json()["next_cursor"]
    assert cursor
    return str(cursor)


@pytest.mark.parametrize(("path", "sort"), ORDERS)
def test_walking_all_pages_meets_every_row_once_and_in_order(newsroom: TestClient, path: str, sort: str) -> None:
    whole = get_items(newsroom, path, sort=sort)
    assert len(whole) > 1
    for limit in (1, 3):
        pages = walk(newsroom, path, sort=sort, limit=limit)
        assert [item for page in pages for item in page] == whole
        assert all(len(page) == limit for page in pages[:-1])


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/speakers", "/v1/quotes", "/v1/events"])
def test_a_minus_turns_every_order_round(newsroom: TestClient, path: str) -> None:
    for sort in SORTS[path.rsplit("/", 1)[1]]:
        if not sort.startswith("-"):
            assert get_items(newsroom, path, sort=f"-{sort}") == get_items(newsroom, path, sort=sort)[::-1]


@pytest.mark.parametrize("sort", SORTS["quotes"])
def test_rows_added_during_a_walk_neither_hide_nor_repeat_the_others(
    client: TestClient, database: Database, sort: str
) -> None:
    add_articles(database, range(7))
    before = {quote["id"] for quote in get_items(client, "/v1/quotes")}
    page = client.get("/v1/quotes", params={"limit": 5, "sort": sort}).json()
    met = [quote["id"] for quote in page["items"]]
    number = 7
    while page["next_cursor"]:
        if number < 12:
            add_articles(database, range(number, number + 1))
            number += 1
        page = client.get("/v1/quotes", params={"limit": 5, "sort": sort, "cursor": page["next_cursor"]}).json()
        met += [quote["id"] for quote in page["items"]]
    assert len(met) == len(set(met))
    assert before <= set(met)


def test_the_timeline_is_walked_like_any_list(newsroom: TestClient) -> None:
    for unit in ("day", "month", "year"):
        for sort in ("period", "-period"):
            whole = get_items(newsroom, "/v1/timeline", unit=unit, sort=sort)
            pages = walk(newsroom, "/v1/timeline", unit=unit, sort=sort, limit=1)
            assert [item for page in pages for item in page] == whole
            periods = [item["period"] for item in whole]
            assert periods == sorted(periods, reverse=sort == "-period")


def test_the_last_page_has_no_next_even_when_it_is_full(newsroom: TestClient) -> None:
    assert newsroom.get("/v1/articles", params={"limit": 7}).json()["next_cursor"] is None
    assert newsroom.get("/v1/articles", params={"limit": 6}).json()["next_cursor"]


def test_a_list_of_nothing_is_an_empty_page(client: TestClient) -> None:
    assert client.get("/v1/quotes").json() == {"items": [], "next_cursor": None}


@pytest.mark.parametrize("path", [*LISTS, "/v1/timeline"])
def test_the_total_is_answered_when_asked_for_and_only_then(newsroom: TestClient, path: str) -> None:
    page = newsroom.get(path, params={"limit": 1, "count": "true"}).json()
    assert page["total"] == len(get_items(newsroom, path)) > len(page["items"])
    assert "total" not in newsroom.get(path, params={"count": "false"}).json()


@pytest.mark.parametrize("path", ["/v1/quotes?count=true", "/v1/quotes?facets=kind", "/v1/timeline"])
def test_what_takes_long_to_count_is_counted_elsewhere_and_comes_to_the_same(
    newsroom: TestClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    database: Database = newsroom.app.state.database  # type: ignore[attr-defined]
    url = database.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url, cache_megabytes=0))) as other:
        quick = other.get(path)
    threads: list[str] = []
    with TestClient(create_app(Settings(database_url=url, cache_megabytes=0))) as other:
        monkeypatch.setattr("app.api.deps.STEPS", 1)
        read = Database.read
        monkeypatch.setattr(
            Database, "read", lambda self, **how: threads.append(threading.current_thread().name) or read(self, **how)
        )
        assert other.get(path).content == quick.content
    assert any(name.startswith("read") for name in threads)


@pytest.mark.parametrize("params", [{}, {"kind": "indirect"}, {"q": "القمح"}])
def test_a_cursor_goes_on_with_any_limit_and_count(newsroom: TestClient, params: dict[str, str]) -> None:
    cursor = get_cursor(newsroom, "/v1/quotes", **params)
    page = newsroom.get("/v1/quotes", params={"cursor": cursor, "limit": 50, "count": "true", **params}).json()
    assert page["total"] == len(page["items"]) + 1


@pytest.mark.parametrize(
    ("path", "params"),
    [
        pytest.param("/v1/events", {}, id="another list"),
        pytest.param("/v1/speakers/1/quotes", {}, id="another parent"),
        pytest.param("/v1/articles/1/quotes", {"sort": "-said_on"}, id="another parent, same sort"),
        pytest.param("/v1/quotes", {"sort": "said_on"}, id="the order turned round"),
        pytest.param("/v1/quotes", {"sort": "-id"}, id="another sort"),
        pytest.param("/v1/quotes", {"kind": "direct"}, id="a filter more"),
        pytest.param("/v1/quotes", {"q": "القمح"}, id="a search more"),
    ],
)
def test_a_cursor_of_another_list_is_refused(newsroom: TestClient, path: str, params: dict[str, str]) -> None:
    cursor = get_cursor(newsroom, "/v1/quotes")
    answer = newsroom.get(path, params={"cursor": cursor, **params})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:problem-type:musnad:bad-cursor"
    assert answer.json()["errors"][0]["name"] == "cursor"


def test_the_order_in_which_values_are_given_does_not_make_another_list(newsroom: TestClient) -> None:
    cursor = get_cursor(newsroom, "/v1/quotes", kind=["direct", "indirect"])
    answer = newsroom.get("/v1/quotes", params={"cursor": cursor, "kind": ["indirect", "direct"]})
    assert answer.status_code == 200


def test_a_cursor_of_another_unit_of_the_timeline_is_refused(newsroom: TestClient) -> None:
    cursor = get_cursor(newsroom, "/v1/timeline", unit="day")
    assert newsroom.get("/v1/timeline", params={"cursor": cursor, "unit": "month"}).status_code == 422


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[]", id="an empty place"),
        pytest.param(b"{}", id="an object"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[NaN, 1]", id="not a number"),
        pytest.param(b'["2024-05-10", NaN]', id="a day and not a number"),
        pytest.param(b'["2024-05-10", 1e400]', id="infinity"),
        pytest.param(b'["2024-05-10", 1.5]', id="a fraction"),
        pytest.param(b'["2024-05-10", true]', id="a boolean"),
        pytest.param(b'["2024-05-10", -1]', id="a negative id"),
        pytest.param(b'["2024-05-10", 99999999999999999999999999]', id="a huge id"),
        pytest.param(b'["2024-05-10", 9223372036854775808]', id="an id over 64 bits"),
        pytest.param(b'["2024-05-10", 4294967296]', id="an id over 32 bits"),
        pytest.param(b'["2024-05-10"]', id="half a place"),
        pytest.param(b'["2024-05-10", 1, 1]', id="too much of a place"),
        pytest.param(b'["2024-02-31", 1]', id="no day"),
        pytest.param(b'["+99999-01-01", 1]', id="a far day"),
        pytest.param(b'["\\u0000", 1]', id="a NUL"),
        pytest.param(b'["\\ud800", 1]', id="half a surrogate"),
        pytest.param(b"[" * 3000, id="bottomless"),
        pytest.param(b"\xff\xfe", id="no text"),
    ],
)
@pytest.mark.parametrize("sort", ["-said_on", "id"])
def test_a_forged_place_is_refused(newsroom: TestClient, place: bytes, sort: str) -> None:
    honest = get_cursor(newsroom, "/v1/quotes", sort=sort)
    mark = _decode(honest)[:8]
    forged = urlsafe_b64encode(mark + place).decode().rstrip("=")
    answer = newsroom.get("/v1/quotes", params={"cursor": forged, "sort": sort})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["name"] == "cursor"


@pytest.mark.parametrize("name", ["name", "-name"])
def test_a_forged_name_in_a_place_is_harmless(newsroom: TestClient, name: str) -> None:
    mark = _decode(get_cursor(newsroom, "/v1/speakers", sort=name))[:8]
    for text, status in (("\0", 422), ("'; drop table speaker", 200), ("ي" * 900, 200)):
        forged = urlsafe_b64encode(mark + orjson.dumps([text, 1])).decode().rstrip("=")
        assert newsroom.get("/v1/speakers", params={"cursor": forged, "sort": name}).status_code == status


@pytest.mark.parametrize("cursor", ["x", "=", "!!!!", "ق", "AAAA", "AAAAAAAAAAAAAAAA", "a" * 4096, "null", "\0"])
def test_garbage_is_no_cursor(newsroom: TestClient, cursor: str) -> None:
    answer = newsroom.get("/v1/quotes", params={"cursor": cursor})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:problem-type:musnad:bad-cursor"


def test_no_change_of_one_letter_breaks_the_server(newsroom: TestClient) -> None:
    cursor = get_cursor(newsroom, "/v1/quotes")
    for at in range(len(cursor)):
        for letter in "A9_":
            changed = cursor[:at] + letter + cursor[at + 1 :]
            assert newsroom.get("/v1/quotes", params={"cursor": changed}).status_code in (200, 422)


def _decode(cursor: str) -> bytes:
    return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
