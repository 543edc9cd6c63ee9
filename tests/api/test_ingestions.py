"""Ingestions over HTTP: a file or addresses are taken, worked on apart, looked at, cancelled, and some refused."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.api.limits import Limiter
from app.api.v1 import ingestions
from app.config import Settings
from app.main import create_app
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.doctor import examine
from app.store.keys import create_key
from tests.ingest.site import Answer, run_site

WORDS = "قالت وزيرة الزراعة هدى النجار إن “موسم القمح رقم {0} جيد”، وأضافت أن الحكومة ستشتري {0} طنا من المحصول."
PATH = "/v1/ingestions"


def make_lines(*numbers: int) -> bytes:
    records = ({"content": WORDS.format(number), "title": f"القمح {number}"} for number in numbers)
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def bearer(database: Database, *scopes: Scope, name: str = "مكتب") -> dict[str, str]:
    with database.write() as session:
        return {"Authorization": f"Bearer {create_key(session, name, scopes)}"}


def make_app(database: Database, **settings: Any) -> FastAPI:
    url = database.url.render_as_string(hide_password=False)
    return create_app(Settings(database_url=url, fetch_allow_hosts=["127.0.0.1"], fetch_pause=0, **settings))


@pytest.fixture
def desk(database: Database) -> Iterator[TestClient]:
    """A client with a key, of a service that works on what it is sent."""
    headers = bearer(database, Scope.ingest)
    with TestClient(make_app(database, job_processes=1), headers=headers) as client:
        yield client


@pytest.fixture
def queue(database: Database) -> Iterator[TestClient]:
    """The same of a service that leaves the work to others."""
    headers = bearer(database, Scope.ingest)
    with TestClient(make_app(database, job_processes=0), headers=headers) as client:
        yield client


def send_file(client: TestClient, data: bytes, *, token: str | None = None, **fields: Any) -> Any:
    headers = {"Idempotency-Key": token} if token else None
    file = ("سنة.jsonl", data)
    return client.post(PATH, files={"file": file}, data={"map": ["text=content"], **fields}, headers=headers)


def wait_for_end(client: TestClient, location: str) -> dict[str, Any]:
    deadline = monotonic() + 60
    while monotonic() < deadline:
        job: dict[str, Any] = client.get(location).json()
        if job["finished_at"]:
            return job
        sleep(0.02)
    raise AssertionError("it does not end")


def test_a_file_is_taken_and_ingested_apart(database: Database, desk: TestClient) -> None:
    sent = send_file(desk, make_lines(1, 2) + b"[\n", source="صحيفة المثال", published_at="2025-03-12")
    assert (sent.status_code, sent.headers["location"]) == (202, f"{PATH}/1")
    assert sent.json()["state"] == "queued"
    job = wait_for_end(desk, sent.headers["location"])
    assert (job["state"], job["kind"], job["name"], job["created_by"]) == ("done", "file", "سنة.jsonl", "مكتب")
    assert job["counts"] == {"new": 2, "unchanged": 0, "updated": 0, "duplicate": 0, "deleted": 0, "refused": 1}
    assert (len(job["errors"]), job["mapping"], job["progress"]) == (1, {"text": "content"}, 1.0)
    articles = desk.get("/v1/articles").json()["items"]
    assert {(each["source"], each["published_at"]) for each in articles} == {("صحيفة المثال", "2025-03-12")}
    assert all(each["quote_count"] for each in articles)
    assert list(examine(database)) == []


def test_the_same_request_with_its_token_asks_once(database: Database, queue: TestClient) -> None:
    first = send_file(queue, make_lines(1), token="a-1")
    again = send_file(queue, make_lines(1), token="a-1")
    assert (first.status_code, first.content, first.headers["location"]) == (202, again.content, f"{PATH}/1")
    assert again.headers["location"] == first.headers["location"]
    assert send_file(queue, make_lines(2), token="a-1").status_code == 422
    assert send_file(queue, make_lines(1), token="a-1", source="صحيفة").status_code == 422
    other = bearer(database, Scope.ingest, name="آخر")
    assert (
        queue.post(PATH, json={"feed": "https://a.example/"}, headers=other | {"Idempotency-Key": "a-1"}).status_code
        == 202
    )
    feeds = [queue.post(PATH, json={"feed": "https://a.example/"}, headers={"Idempotency-Key": "b"}) for _ in range(2)]
    assert feeds[0].content == feeds[1].content
    assert len(queue.get(PATH).json()["items"]) == 3


def test_requests_with_one_token_at_once_ask_once(queue: TestClient) -> None:
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: send_file(queue, make_lines(1), token="a-1"), range(12)))
    assert {answer.content for answer in answers} == {answers[0].content}
    assert len(queue.get(PATH).json()["items"]) == 1


def test_a_feed_is_fetched_apart(desk: TestClient) -> None:
    with run_site() as site:
        page = f"<html><article><h1>موسم القمح</h1><p>{WORDS.format(7)}</p></article></html>"
        site.answers["/page"] = Answer(page.encode())
        item = f"<item><link>{site.address}/page</link></item>"
        feed = f"<rss version='2.0'><channel>{item}</channel></rss>".encode()
        site.answers["/feed"] = Answer(feed, headers={"Content-Type": "application/rss+xml"})
        sent = desk.post(PATH, json={"feed": f"{site.address}/feed", "source": "صحيفة المثال"})
        assert sent.status_code == 202
        job = wait_for_end(desk, sent.headers["location"])
    assert (job["state"], job["counts"]["new"], job["addresses"]) == ("done", 1, [f"{site.address}/feed"])
    assert desk.get("/v1/articles").json()["items"][0]["source"] == "صحيفة المثال"


def test_what_one_service_has_taken_the_next_does_after_a_restart(database: Database, queue: TestClient) -> None:
    location = send_file(queue, make_lines(1)).headers["location"]
    assert queue.get(location).json()["state"] == "queued"
    with TestClient(make_app(database, job_processes=1), headers=queue.headers) as restarted:
        assert wait_for_end(restarted, location)["state"] == "done"


def test_ingestions_are_listed_in_pages_and_by_state(queue: TestClient) -> None:
    for number in range(3):
        send_file(queue, make_lines(number))
    queue.post(PATH, json={"urls": ["https://news.example/1", "https://news.example/2"]})
    queue.delete(f"{PATH}/2")
    first = queue.get(PATH, params={"limit": 3, "count": "true"}).json()
    rest = queue.get(PATH, params={"limit": 3, "cursor": first["next_cursor"]}).json()
    assert [job["id"] for job in first["items"] + rest["items"]] == [4, 3, 2, 1]
    assert (first["total"], rest["next_cursor"]) == (4, None)
    assert [job["id"] for job in queue.get(PATH, params={"state": "cancelled"}).json()["items"]] == [2]
    assert [job["id"] for job in queue.get(PATH, params={"kind": "file", "sort": "id"}).json()["items"]] == [1, 2, 3]


def test_an_ingestion_that_has_ended_or_never_was_can_not_be_cancelled(desk: TestClient) -> None:
    location = send_file(desk, make_lines(1)).headers["location"]
    wait_for_end(desk, location)
    assert desk.delete(location).status_code == 409
    assert desk.delete(f"{PATH}/9").status_code == 404


def test_a_waiting_ingestion_can_be_cancelled(queue: TestClient) -> None:
    location = send_file(queue, make_lines(1)).headers["location"]
    for _ in range(2):
        answer = queue.delete(location)
        assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")


def test_nothing_of_it_is_open_without_the_key_to_it(database: Database, client: TestClient) -> None:
    asked = (("POST", PATH), ("GET", PATH), ("GET", f"{PATH}/1"), ("DELETE", f"{PATH}/1"))
    assert [client.request(*each).status_code for each in asked] == [401] * 4
    other = bearer(database, Scope.correct)
    assert [client.request(*each).status_code for each in asked] == [401] * 4
    assert [client.request(*each, headers=other).status_code for each in asked] == [403] * 4


def blamed(answer: Any) -> tuple[int, str, str]:
    """The status, and what is to blame."""
    error = answer.json()["errors"][0]
    return answer.status_code, error["location"], error["name"]


def test_addresses_that_can_not_be_taken_are_422(queue: TestClient) -> None:
    bodies: list[tuple[Any, str]] = [
        ({}, ""),
        ({"feed": "https://a.example/", "sitemap": "https://a.example/"}, ""),
        ({"feed": "file:///etc/passwd"}, "feed"),
        ({"urls": []}, "urls"),
        ({"urls": ["https://a.example/", "gopher://a.example/"]}, "urls.1"),
        ({"feed": "https://a.example/", "stray": 1}, "stray"),
        ([], ""),
    ]
    for body, name in bodies:
        assert blamed(queue.post(PATH, json=body)) == (422, "body", name), body


def test_fields_beside_a_file_that_can_not_be_meant_are_422(queue: TestClient) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"map": "text"}, "map"),
        ({"map": "stray=content"}, "map"),
        ({"map": "text=\0"}, "map"),
        ({"published_at": "12/3/2025"}, "published_at"),
        ({"source": ["a", "b"]}, "source"),
        ({"stray": "1"}, "stray"),
    ]
    for fields, name in wrong:
        assert blamed(send_file(queue, make_lines(1), **fields)) == (422, "body", name), fields


def test_a_form_without_a_file_in_it_is_422(queue: TestClient) -> None:
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    assert send_file(queue, b"").json()["errors"][0]["name"] == "file"
    other = queue.post(PATH, files={"other": ("a.txt", b"x")}).json()
    assert other["errors"][0]["name"] == "file"
    for content in (b"", b"--x\r\nbroken", b"--x--\r\n"):
        assert queue.post(PATH, content=content, headers=kind).status_code == 422
    assert queue.post(PATH, content=b"", headers={"Content-Type": "multipart/form-data"}).status_code == 422
    assert queue.post(PATH, content=b"{", headers={"Content-Type": "application/json"}).status_code == 422


def test_a_file_of_another_type_or_size_is_refused(database: Database) -> None:
    headers = bearer(database, Scope.ingest)
    with TestClient(make_app(database, job_processes=0, largest_upload=1000), headers=headers) as client:
        assert client.post(PATH, content=b"x", headers={"Content-Type": "text/csv"}).status_code == 415
        assert send_file(client, b"x" * 1001).status_code == 413
        assert send_file(client, b"x" * 1_000_000).status_code == 413
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        assert client.post(PATH, content=(b"x" * 50_000 for _ in range(3)), headers=kind).status_code == 413
        assert send_file(client, b"x" * 1000).status_code == 202


def test_too_many_wait_or_come_at_once(queue: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingestions, "MOST_WAITING", 1)
    statuses = [send_file(queue, make_lines(1)).status_code for _ in range(2)]
    assert statuses == [202, 429]
    queue.app.state.limiter = Limiter(1, clock=lambda: 0.0)  # type: ignore[attr-defined]
    answers = [queue.get(PATH) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[1].headers["retry-after"] == "60"
