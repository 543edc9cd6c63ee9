"""How exports are sent: errors first, bounded, from one moment, and not for clients that are gone."""

import csv
import io
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import orjson
import pytest
from fastapi import Request
from fastapi.testclient import TestClient
from samples import analyze_sample, make_document
from sqlalchemy import Connection, text

from app.api.streams import answer_stream
from app.config import Settings
from app.errors import StoreError
from app.main import create_app
from app.pipeline import ingest
from app.records import Analysis
from app.store.db import Database
from app.store.streaming import SUBJECTS, Selection, stream_documents

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0"
PATHS = ("quotes.csv", "articles.jsonl", "speakers.csv", "events.ics", "timeline.json", "quotes.atom")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "params",
    [{"colour": "red"}, {"limit": "0"}, {"cursor": "x"}, {"count": "true"}, {"sort": "colour"}, {"limit": ["1", "2"]}],
    ids=str,
)
def test_what_an_export_does_not_know_is_a_problem(shop: TestClient, path: str, params: dict[str, Any]) -> None:
    answer = shop.get(f"/v1/{path}", params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert {error["name"] for error in answer.json()["errors"]} == set(params)
    assert "content-disposition" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
def test_a_file_has_a_name_and_a_type(shop: TestClient, path: str) -> None:
    answer = shop.get(f"/v1/{path}")
    assert f'filename="musnad-{path}"' in answer.headers["content-disposition"]
    assert answer.headers["content-type"] != "application/octet-stream"
    assert "content-length" not in answer.headers


@pytest.mark.parametrize("path", [*PATHS, "articles/1.jsonld"])
def test_a_head_has_the_same_headers_and_nothing_else(shop: TestClient, path: str) -> None:
    asked, got = shop.head(f"/v1/{path}"), shop.get(f"/v1/{path}")
    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-disposition"] == got.headers["content-disposition"]


@pytest.mark.parametrize("path", PATHS)
def test_a_database_that_is_missing_is_a_problem_and_no_broken_file(tmp_path: Path, path: str) -> None:
    with TestClient(create_app(Settings(database_url=f"sqlite:///{tmp_path / 'none.db'}"))) as client:
        answer = client.get(f"/v1/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")


def test_links_lead_to_where_the_request_came_unless_it_is_set(shelf: Database) -> None:
    url = shelf.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url)), base_url="http://news.example:81") as client:
        assert "http://news.example:81/v1/quotes/1" in client.get("/v1/quotes.csv").text


def test_an_export_shows_one_moment_however_long_it_takes(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.streaming.BATCH", 1)
    ingest(database, make_document(), analyst=analyze_sample)
    subject = SUBJECTS["quotes"]
    selection = Selection(subject.filters(), subject.sort)
    with database.read_long() as (connection, _):
        documents = stream_documents(connection, subject, selection)
        found = next(documents)
        later = make_document(url="https://news.example/later", body=f"{make_document().body}\n\nمزيد.")
        ingest(database, later, analyst=analyze_sample)
        assert sum(map(len, documents), len(found)) == 4


def test_stopping_ends_a_query_that_has_not_found_anything_yet(sqlite_database: Database) -> None:
    def search() -> None:
        with sqlite_database.read_long() as (connection, stop):
            threading.Timer(0.2, stop).start()
            connection.execute(text(ENDLESS)).all()

    with pytest.raises(StoreError, match="interrupted"):
        search()
    sqlite_database.close()


class Client:
    """The other end of a request: takes what is sent, and leaves when told."""

    def __init__(self, leaves: threading.Event) -> None:
        self.leaves = leaves
        self.sent: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        while not self.leaves.is_set():
            await anyio.sleep(0.01)
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    def ask(self, database: Database, write: Any) -> None:
        scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}

        async def run() -> None:
            request = Request(scope, self.receive)
            answer = await answer_stream(request, database, write, media_type="text/csv", filename="x.csv")
            await answer(scope, self.receive, self.send)

        anyio.run(run)


def test_a_client_that_leaves_before_the_first_row_stops_the_query(sqlite_database: Database) -> None:
    leaves = threading.Event()

    def search(connection: Connection) -> Iterator[bytes]:
        leaves.set()
        driver: Any = connection.connection.driver_connection
        for row in driver.execute(ENDLESS):
            yield bytes(row[0])

    Client(leaves).ask(sqlite_database, search)
    sqlite_database.close()


def test_a_client_that_leaves_between_two_pieces_gets_no_more_and_the_connection_is_given_back(
    sqlite_database: Database,
) -> None:
    leaves, closed = threading.Event(), threading.Event()

    def write(_: Connection) -> Iterator[bytes]:
        try:
            yield b"one"
            leaves.set()
            while True:
                time.sleep(0.02)
                yield b"more"
        finally:
            closed.set()

    client = Client(leaves)
    client.ask(sqlite_database, write)
    assert closed.is_set()
    assert client.sent[1]["body"] == b"one"
    sqlite_database.close()


def test_what_breaks_in_the_middle_breaks_the_answer(sqlite_database: Database) -> None:
    def write(_: Connection) -> Iterator[bytes]:
        yield b"one"
        raise sqlite3.OperationalError("disk I/O error")

    client = Client(threading.Event())
    with pytest.raises(StoreError, match="disk I/O error"):
        client.ask(sqlite_database, write)
    assert client.sent[-1]["more_body"] is True
    sqlite_database.close()


@pytest.mark.parametrize("kind", ["quotes", "events"])
def test_what_was_withdrawn_is_exported_where_it_is_asked_for(database: Database, kind: str) -> None:
    ingest(database, make_document(), analyst=analyze_sample)
    shortened = make_document(body=make_document().body.partition("\n\nوأعلنت")[0])
    ingest(database, shortened, analyst=lambda document: Analysis(speakers=[], quotes=[], events=[]))
    with TestClient(create_app(Settings(database_url=database.url.render_as_string(hide_password=False)))) as client:
        gone = client.get(f"/v1/{kind}", params={"withdrawn": "true"}).json()["items"]
        lines = client.get(f"/v1/{kind}.jsonl", params={"withdrawn": "true"}).content.splitlines()
        table = client.get(f"/v1/{kind}.csv", params={"withdrawn": "true"}).text
        assert [orjson.loads(line) for line in lines] == gone != []
        assert len(list(csv.reader(io.StringIO(table, newline="")))) == len(gone) + 1
        assert client.get(f"/v1/{kind}.jsonl").content == b""
