"""Articles sent and deleted over HTTP: who may, what is taken, what is answered, and what is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from newsroom import serve

from app.api.limits import Limiter
from app.api.v1 import submissions
from app.errors import FailedFetch, RefusedAddress
from app.ingest.fetch import Fetched
from app.pipeline import Outcome, ingest
from app.records import SourceDocument
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.doctor import count_rows, examine
from app.store.keys import create_key, revoke_key
from app.store.tombstones import allow_again

TEXT = "قالت وزيرة الزراعة هدى النجار إن “موسم القمح هذا العام جيد”.\n\nوأضافت أن الحكومة ستشتري المحصول."
ARTICLE = {"title": "موسم القمح", "text": TEXT, "url": "https://news.example/1", "source": "صحيفة المثال"}
PAGE = f"""<html lang="ar"><head><title>موسم القمح</title></head><body><article><h1>موسم القمح</h1>
{"".join(f"<p>{line}</p>" for line in TEXT.split(chr(10)) if line)}
<p>وقال مصدر محلي إن الطريق إلى المدينة سيفتح غدًا أمام الشاحنات.</p></article></body></html>"""


@dataclass
class Network:
    """What stands in for the network: each address has a page, or an error."""

    pages: dict[str, Any]

    def fetch(self, address: str, **_: Any) -> Fetched:
        found = self.pages.get(address, FailedFetch(address, "the host answers 404", status=404))
        if isinstance(found, Exception):
            raise found
        return Fetched(address, "text/html", "utf-8", found.encode())


def bearer(database: Database, *scopes: Scope, name: str = "مكتب") -> dict[str, str]:
    with database.write() as session:
        return {"Authorization": f"Bearer {create_key(session, name, scopes)}"}


@pytest.fixture
def writer(database: Database, app: FastAPI) -> Iterator[TestClient]:
    """A client with a key that opens everything."""
    with TestClient(app, headers=bearer(database, Scope.admin, name="admin")) as client:
        yield client


def test_without_any_key_writing_is_off(client: TestClient) -> None:
    for status, headers in ((401, {}), (403, {"Authorization": "Bearer musnad_0_x"})):
        sent = client.post("/v1/articles", json=ARTICLE, headers=headers)
        answer = client.delete("/v1/articles/1", headers=headers)
        assert sent.status_code == answer.status_code == status
        assert "writing is off" in answer.json()["detail"]
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("header", [None, "Bearer musnad_0000_x", "Bearer ", "Basic YTpi", "musnad"])
def test_a_wrong_key_is_401_and_says_what_is_wanted(database: Database, client: TestClient, header: str | None) -> None:
    bearer(database, Scope.ingest)
    answer = client.post("/v1/articles", json=ARTICLE, headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="musnad"')


def test_a_key_opens_only_its_scope_until_it_is_revoked(database: Database, client: TestClient) -> None:
    ingest, correct = bearer(database, Scope.ingest), bearer(database, Scope.correct, name="محرر")
    assert client.post("/v1/articles", json=ARTICLE, headers=correct).status_code == 403
    assert client.post("/v1/articles", json=ARTICLE, headers=ingest).status_code == 201
    assert client.delete("/v1/articles/1", headers=ingest).status_code == 403
    with database.write() as session:
        revoke_key(session, "مكتب")
    assert client.post("/v1/articles", json=ARTICLE, headers=ingest).status_code == 401


def test_an_article_is_new_then_unchanged_then_updated(database: Database, writer: TestClient) -> None:
    first = writer.post("/v1/articles", json=ARTICLE)
    assert (first.status_code, first.json()["status"], first.headers["location"]) == (201, "new", "/v1/articles/1")
    assert first.json()["article"] == writer.get("/v1/articles/1").json()
    assert (first.json()["article"]["title"], first.json()["article"]["quote_count"]) == ("موسم القمح", 2)
    again = writer.post("/v1/articles", json=ARTICLE)
    assert (again.status_code, again.json()["status"]) == (200, "unchanged")
    changed = writer.post("/v1/articles", json=ARTICLE | {"text": TEXT + "\n\nانتهى."})
    assert (changed.status_code, changed.json()["status"], changed.json()["article"]["revision"]) == (200, "updated", 2)
    copy = writer.post("/v1/articles", json=ARTICLE | {"text": TEXT + "\n\nانتهى.", "url": "https://copy.example/1"})
    assert (copy.status_code, copy.json()["status"], copy.json()["article"]["id"]) == (200, "duplicate", 1)
    assert list(examine(database)) == []


def test_a_page_is_read_as_an_article(writer: TestClient) -> None:
    sent = {"html": PAGE, "url": "https://news.example/p", "author": "ليلى حداد", "published_at": "2025-03-12"}
    article = writer.post("/v1/articles", json=sent).json()["article"]
    assert (article["title"], article["author"], article["url"]) == ("موسم القمح", "ليلى حداد", sent["url"])
    assert "الشاحنات" in article["body"]


def test_an_address_is_fetched(app: FastAPI, writer: TestClient) -> None:
    url = "https://news.example/p"
    app.state.fetcher = Network({url: PAGE, "https://news.example/robots.txt": "User-agent: *\nAllow: /"})
    answer = writer.post("/v1/articles", json={"url": url})
    assert (answer.status_code, answer.json()["article"]["url"]) == (201, url)


def test_an_address_that_can_not_be_fetched_or_must_not_be_says_so(app: FastAPI, writer: TestClient) -> None:
    inside = "http://127.0.0.1/secret"
    app.state.fetcher = Network({inside: RefusedAddress(inside, "leads inside")})
    assert writer.post("/v1/articles", json={"url": "https://news.example/none"}).status_code == 502
    answer = writer.post("/v1/articles", json={"url": inside})
    error = {"location": "body", "name": "url", "message": "leads inside"}
    assert (answer.status_code, answer.json()["errors"]) == (422, [error])


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({}, ""),
        ({"text": TEXT, "html": PAGE}, ""),
        ({"text": TEXT, "url": "ftp://news.example/1"}, "url"),
        ({"text": TEXT, "published_at": "12/3/2025"}, "published_at"),
        ({"text": TEXT, "title": "عنوان\0"}, "title"),
        ({"text": "…\0…"}, "text"),
        ({"text": " \n "}, "text"),
        ({"html": "<p></p>"}, "html"),
        ({"text": TEXT, "stray": 1}, "stray"),
    ],
    ids=["nothing", "both", "scheme", "day", "nul in the title", "nul", "blank", "empty page", "stray"],
)
def test_what_can_not_be_an_article_is_422(writer: TestClient, body: dict[str, Any], name: str) -> None:
    answer = writer.post("/v1/articles", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["name"] == name
    assert answer.json()["errors"][0]["location"] == "body"


def test_a_body_of_another_type_or_size_is_refused(app: FastAPI, writer: TestClient) -> None:
    assert writer.post("/v1/articles", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 415
    app.state.settings = app.state.settings.model_copy(update={"largest_body": 1000})
    kind = {"Content-Type": "application/json"}
    assert writer.post("/v1/articles", content=b"x" * 1001, headers=kind).status_code == 413
    pieces = (b"x" * 300 for _ in range(4))
    assert writer.post("/v1/articles", content=pieces, headers=kind).status_code == 413


def test_a_key_is_looked_at_before_the_body(database: Database, client: TestClient) -> None:
    bearer(database, Scope.ingest)
    assert client.post("/v1/articles", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 401


def test_the_same_request_with_its_token_is_answered_as_before(database: Database, writer: TestClient) -> None:
    token = {"Idempotency-Key": "a-1"}
    first = writer.post("/v1/articles", json=ARTICLE, headers=token)
    again = writer.post("/v1/articles", json=ARTICLE, headers=token)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again.headers["location"] == first.headers["location"]
    assert writer.post("/v1/articles", json=ARTICLE | {"title": "آخر"}, headers=token).status_code == 422
    with TestClient(serve(database)) as restarted:
        restarted.headers.update({"Authorization": writer.headers["authorization"]})
        assert restarted.post("/v1/articles", json=ARTICLE, headers=token).content == first.content
    other = bearer(database, Scope.ingest, name="آخر")
    assert writer.post("/v1/articles", json=ARTICLE, headers=token | other).json()["status"] == "unchanged"


def test_a_token_is_one_body_s_while_that_is_under_way_too(
    database: Database, writer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, tried = {"Idempotency-Key": "a-2"}, []
    others = [ARTICLE | {"text": "نص آخر تمامًا."}]

    def ingest_slowly(database: Database, document: SourceDocument) -> Outcome:
        while others:
            tried.append(writer.post("/v1/articles", json=others.pop(), headers=token))
        return ingest(database, document)

    monkeypatch.setattr(submissions, "ingest", ingest_slowly)
    assert writer.post("/v1/articles", json=ARTICLE, headers=token).status_code == 201
    assert [answer.status_code for answer in tried] == [422]
    assert count_rows(database).articles == 1


def test_a_token_comes_free_when_its_request_comes_to_nothing(database: Database, writer: TestClient) -> None:
    token = {"Idempotency-Key": "a-3"}
    assert writer.post("/v1/articles", json={"url": "http://127.0.0.1/1"}, headers=token).status_code == 422
    assert writer.post("/v1/articles", json=ARTICLE, headers=token).status_code == 201
    assert writer.post("/v1/articles", json=ARTICLE, headers=token).status_code == 201
    assert count_rows(database).articles == 1


def test_no_text_that_a_deleted_article_has_had_comes_back(database: Database, writer: TestClient) -> None:
    writer.post("/v1/articles", json=ARTICLE)
    writer.post("/v1/articles", json=ARTICLE | {"text": "نص جديد تمامًا لا قول فيه."})
    assert writer.delete("/v1/articles/1").status_code == 204
    copy = {"url": "https://copy.example/2"}
    assert writer.post("/v1/articles", json=ARTICLE | copy).status_code == 410
    assert writer.post("/v1/articles", json=ARTICLE | copy | {"text": "نص ثالث."}).status_code == 201
    assert list(examine(database)) == []


def test_a_deleted_articles_body_does_not_come_back_under_another_title(database: Database, writer: TestClient) -> None:
    body = "\n\n".join(f"قال الوزير إن السد رقم {number} امتلأ في الصباح الباكر." for number in range(8))
    writer.post("/v1/articles", json=ARTICLE | {"text": body})
    assert writer.delete("/v1/articles/1").status_code == 204
    other = {"url": "https://copy.example/2", "title": "عنوان آخر تمامًا"}
    assert writer.post("/v1/articles", json=ARTICLE | other | {"text": body}).status_code == 410
    assert writer.post("/v1/articles", json={"title": "بلا عنوان", "text": body}).status_code == 410
    assert writer.post("/v1/articles", json=ARTICLE | other | {"text": body[:180]}).status_code == 201
    assert list(examine(database)) == []


def test_too_many_requests_wait(app: FastAPI, writer: TestClient) -> None:
    app.state.limiter = Limiter(2, clock=lambda: 0.0)
    statuses = [writer.post("/v1/articles", json=ARTICLE) for _ in range(3)]
    assert [answer.status_code for answer in statuses] == [201, 200, 429]
    assert statuses[-1].headers["retry-after"] == "30"


def test_a_bucket_fills_again_and_each_has_its_own() -> None:
    moments = iter([0.0, 0.0, 0.0, 0.0, 30.0, 30.0])
    limiter = Limiter(2, clock=lambda: next(moments))
    assert [limiter.take("a") for _ in range(3)] == [0, 0, 30]
    assert limiter.take("b") == 0
    assert limiter.take("a") == 0
    assert limiter.take("a") == 30


def test_a_deleted_article_is_gone_and_stays_so_until_it_is_allowed(database: Database, writer: TestClient) -> None:
    writer.post("/v1/articles", json=ARTICLE)
    assert writer.get("/v1/quotes").json()["items"]
    assert writer.delete("/v1/articles/1").status_code == 204
    assert writer.get("/v1/articles/1").status_code == 410
    assert writer.get("/v1/articles/1/quotes").status_code == 410
    assert writer.delete("/v1/articles/1").status_code == 410
    assert writer.get("/v1/quotes").json()["items"] == writer.get("/v1/speakers").json()["items"] == []
    for sent in (ARTICLE, ARTICLE | {"text": "نص آخر تمامًا."}, ARTICLE | {"url": "https://copy.example/1"}):
        assert writer.post("/v1/articles", json=sent).status_code == 410
    assert list(examine(database)) == []
    with database.write() as session:
        allow_again(session, 1)
    assert writer.post("/v1/articles", json=ARTICLE).json()["article"]["id"] == 2
    assert writer.get("/v1/articles/1").status_code == 404


def test_an_article_that_never_was_can_not_be_deleted(writer: TestClient) -> None:
    assert writer.delete("/v1/articles/7").status_code == 404
