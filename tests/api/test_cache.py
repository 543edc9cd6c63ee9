"""Conditional requests, and answers from memory: never stale, whoever wrote."""

import asyncio
import gzip
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from threading import current_thread
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from newsroom import add_articles, serve
from sqlalchemy import Connection
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.api.cache import Answer, AnswerCache, Shelf, accepts_gzip
from app.config import Settings
from app.main import create_app
from app.store.db import Database
from app.store.statements import Question

PLAIN = {"Accept-Encoding": "identity"}
PACKED = {"Accept-Encoding": "gzip"}


@pytest.fixture
def stocked(client: TestClient, database: Database) -> TestClient:
    """A client of an application with two articles that the test may change."""
    add_articles(database, range(2))
    return client


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/quotes/1", "/v1/timeline", "/v1/articles/1/speakers"])
def test_who_names_the_tag_of_an_answer_is_told_that_nothing_changed(newsroom: TestClient, path: str) -> None:
    first = newsroom.get(path)
    tag = first.headers["etag"]
    assert tag.startswith('"')
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = newsroom.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert "Accept-Encoding" in again.headers["vary"].split(", ")
    other = newsroom.get(path, headers={"If-None-Match": '"other"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_known_tags_may_stand_on_several_lines(newsroom: TestClient) -> None:
    tag = newsroom.get("/v1/quotes").headers["etag"]
    lines = [("If-None-Match", '"other"'), ("If-None-Match", tag)]
    assert newsroom.get("/v1/quotes", headers=lines).status_code == 304


def test_each_encoding_has_a_tag_of_its_own(newsroom: TestClient) -> None:
    plain, packed = (newsroom.get("/v1/quotes", headers=headers) for headers in (PLAIN, PACKED))
    assert plain.json() == packed.json()
    assert plain.headers["etag"] != packed.headers["etag"]
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    crossed = newsroom.get("/v1/quotes", headers=PLAIN | {"If-None-Match": packed.headers["etag"]})
    assert crossed.status_code == 200


def test_the_same_answer_has_the_same_tag_without_a_memory(newsroom: TestClient) -> None:
    database: Database = newsroom.app.state.database  # type: ignore[attr-defined]
    url = database.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url, cache_megabytes=0))) as forgetful:
        for headers in (PLAIN, PACKED):
            tags = {
                each.get("/v1/quotes", headers=headers).headers["etag"] for each in (newsroom, forgetful, forgetful)
            }
            assert len(tags) == 1


def test_requests_that_wait_together_are_told_of_changes_together(
    stocked: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is asked once for all of them, and again for each that comes after."""
    app = stocked.app
    asked: list[int | None] = []
    version = Database.version
    monkeypatch.setattr(Database, "version", lambda self: asked.append(version(self)) or asked[-1])

    async def ask(times: int) -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:  # type: ignore[arg-type]
            answers = await asyncio.gather(*(client.get("/v1/articles") for _ in range(times)))
        return [len(answer.json()["items"]) for answer in answers]

    async def look() -> None:
        assert await ask(5) == [2] * 5
        together = len(asked)
        add_articles(database, range(2, 3))
        assert await ask(1) == [3]
        assert await ask(1) == [3]
        if database.is_local:
            assert together == 1
            assert len(asked) == 3

    asyncio.run(look())


def test_what_is_written_is_seen_at_once(stocked: TestClient, database: Database) -> None:
    for number in (2, 3, 4):
        before = stocked.get("/v1/articles", params={"count": "true"})
        assert stocked.get("/v1/articles", params={"count": "true"}).content == before.content
        add_articles(database, range(number, number + 1))
        after = stocked.get("/v1/articles", params={"count": "true"}, headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.json()["total"] == number + 1


def test_what_the_application_itself_writes_is_seen_at_once(stocked: TestClient) -> None:
    database: Database = stocked.app.state.database  # type: ignore[attr-defined]
    assert stocked.get("/v1/articles", params={"count": "true"}).json()["total"] == 2
    add_articles(database, range(2, 3))
    assert stocked.get("/v1/articles", params={"count": "true"}).json()["total"] == 3


def test_what_another_process_writes_is_seen_at_once(sqlite_database: Database) -> None:
    add_articles(sqlite_database, range(1))
    write = (
        "import sqlite3, sys; connection = sqlite3.connect(sys.argv[1]);"
        "connection.execute('UPDATE article SET title = ?', (sys.argv[2],)); connection.commit()"
    )
    with TestClient(serve(sqlite_database)) as client:
        for title in ("عنوان جديد", "عنوان آخر"):
            client.get("/v1/articles/1")
            subprocess.run([sys.executable, "-c", write, str(sqlite_database.url.database), title], check=True)
            assert client.get("/v1/articles/1").json()["title"] == title


def refuse_reading(monkeypatch: pytest.MonkeyPatch, client: TestClient) -> None:
    """Let no answer be read from the database; the worker that looks for jobs beside goes on."""
    database: Database = client.app.state.database  # type: ignore[attr-defined]
    read = database.read

    def refuse(**options: Any) -> AbstractContextManager[Connection]:
        if current_thread().name == "ingestions":
            return read(**options)
        raise AssertionError("the database was read")

    monkeypatch.setattr(database, "read", refuse)


def test_a_repeated_question_does_not_reach_the_database(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_articles(sqlite_database, range(1))
    with TestClient(serve(sqlite_database)) as client:
        first = client.get("/v1/quotes", params={"kind": "direct"})
        refuse_reading(monkeypatch, client)
        assert client.get("/v1/quotes", params={"kind": "direct"}).content == first.content
        assert client.head("/v1/quotes", params={"kind": "direct"}).headers["etag"] == first.headers["etag"]


def test_who_brings_a_key_is_not_answered_from_memory(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TestClient(serve(sqlite_database), raise_server_exceptions=False) as client:
        client.get("/v1/quotes")
        refuse_reading(monkeypatch, client)
        answer = client.get("/v1/quotes", headers={"Authorization": "Bearer x"})
        assert answer.status_code == 500
        assert "etag" not in answer.headers


@pytest.mark.parametrize("headers", [PLAIN, PACKED], ids=["plain", "packed"])
def test_an_answer_in_pieces_goes_through_piece_by_piece(headers: dict[str, str]) -> None:
    async def send_pieces(_scope: Scope, _receive: Receive, send: Send) -> None:
        await StreamingResponse(iter(["سطر\n"] * 3), media_type="text/csv")(_scope, _receive, send)

    cached = AnswerCache(send_pieces, database=Database("sqlite:///nowhere/none.db"), limit=1000, control="no-cache")
    answer = TestClient(cached).get("/v1/lines.csv", headers=headers)
    assert answer.text == "سطر\n" * 3
    assert answer.headers.get("content-encoding") == ("gzip" if headers is PACKED else None)
    assert "etag" not in answer.headers


@pytest.mark.parametrize("path", ["/v1/quotes/999", "/v1/quotes?nope=1", "/v1/nope", "/healthz"])
def test_only_answers_to_reads_are_tagged(newsroom: TestClient, path: str) -> None:
    answer = newsroom.get(path)
    assert "etag" not in answer.headers
    assert "cache-control" not in answer.headers


def test_the_setting_says_how_long_an_answer_may_be_kept(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, cache_control="public, max-age=60")
    with TestClient(create_app(settings)) as client:
        first = client.get("/v1/quotes")
        again = client.get("/v1/quotes", headers={"If-None-Match": first.headers["etag"]})
        assert first.headers["cache-control"] == again.headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, False),
        (b"", False),
        (b"gzip", True),
        (b"br, GZIP;q=0.5", True),
        (b"gzip;q=0", False),
        (b"gzip; q=0.000, br", False),
        (b"deflate", False),
    ],
    ids=str,
)
def test_compression_is_for_those_who_ask_for_it(header: bytes | None, expected: bool) -> None:
    assert accepts_gzip(header) is expected


def make_answer(size: int) -> Answer:
    return Answer(b'"tag"', (), b"x" * size)


def test_the_memory_holds_no_more_than_its_bound_and_forgets_what_was_asked_for_longest_ago() -> None:
    shelf = Shelf(100_000)
    shelf.find(("/a", b"", False), 1)
    for name in "abcdefgh":
        shelf.keep((f"/{name}", b"", False), 1, make_answer(20_000))
        shelf.find(("/a", b"", False), 1)
        assert shelf.size <= 100_000
    kept = [name for name in "abcdefgh" if shelf.find((f"/{name}", b"", False), 1)]
    assert kept == ["a", "f", "g", "h"]
    shelf.keep(("/large", b"", False), 1, make_answer(60_000))
    assert shelf.find(("/large", b"", False), 1) is None


def test_an_answer_to_a_question_put_before_a_write_is_not_kept() -> None:
    shelf = Shelf(100_000)
    key = ("/a", b"", False)
    shelf.find(key, 1)
    shelf.find(key, 2)
    shelf.keep(key, 1, make_answer(10))
    assert shelf.find(key, 2) is None


def test_packed_bodies_unpack_to_the_same_bytes_every_time(newsroom: TestClient) -> None:
    with newsroom.stream("GET", "/v1/quotes", headers=PACKED) as answer:
        raw = b"".join(answer.iter_raw())
    assert gzip.decompress(raw) == newsroom.get("/v1/quotes", headers=PLAIN).content


@pytest.mark.parametrize(
    "asked", ["count=true", "facets=kind", "count=true&q=القمح"], ids=["total", "facets", "search"]
)
def test_what_is_counted_is_counted_once_for_all_pages_and_anew_when_something_was_written(
    client: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    add_articles(database, range(2))
    with TestClient(create_app(Settings(database_url=client_url(client), cache_megabytes=0))) as forgetful:
        questions: list[str] = []
        run = Question.run

        def note(self: Question, connection: Connection) -> Sequence[Sequence[Any]]:
            questions.append(str(self.statement.select.compile(dialect=connection.dialect)))
            return run(self, connection)

        monkeypatch.setattr(Question, "run", note)

        def count(path: str) -> tuple[int, dict[str, Any]]:
            questions.clear()
            answer = forgetful.get(path).json()
            return sum("count(" in each for each in questions), answer

        first, whole = count(f"/v1/quotes?{asked}&limit=1")
        again, page = count(f"/v1/quotes?{asked}&limit=1&cursor={whole['next_cursor']}")
        assert (first > 0, again) == (True, 0 if database.is_local else first)
        for counted in ("total", "facets"):
            assert page.get(counted) == whole.get(counted)
        add_articles(database, range(2, 3))
        anew, more = count(f"/v1/quotes?{asked}&limit=1")
        assert anew == first
        assert (more.get("total"), more.get("facets")) != (whole.get("total"), whole.get("facets"))


def client_url(client: TestClient) -> str:
    """The database of the client's application."""
    url: str = client.app.state.database.url.render_as_string(hide_password=False)  # type: ignore[attr-defined]
    return url
