"""What every request is given: an id, a line in the log, a place in the counts, and safe headers."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from newsroom import ORIGIN, add_articles
from prometheus_client.parser import text_string_to_metric_families

from app.config import LogFormat, LogLevel, Settings
from app.logs import LOGGERS, set_up_logging
from app.main import create_app
from app.store.db import Database

EVERYWHERE = ["/v1/quotes", "/v1/quotes/999", "/v1/quotes?nope=1", "/nope", "/healthz", "/docs", "/", "/openapi.json"]


@pytest.fixture
def watched(database: Database) -> Iterator[TestClient]:
    """A client of an application that logs every request as JSON."""
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [(list(logger.handlers), logger.level, logger.propagate) for logger in loggers]
    url = database.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, log_requests=True, log_format=LogFormat.json)
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        yield client
    for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_bears_the_id_that_came_with_the_request(newsroom: TestClient, path: str) -> None:
    assert newsroom.get(path, headers={"X-Request-ID": "proxy-7.a_B"}).headers["x-request-id"] == "proxy-7.a_B"
    assert newsroom.head(path, headers={"X-Request-ID": "proxy-8"}).headers["x-request-id"] == "proxy-8"


@pytest.mark.parametrize("given", [None, "", "a b", "x" * 129, "<script>"], ids=str)
def test_a_request_without_a_fit_id_is_given_a_new_one(newsroom: TestClient, given: str | None) -> None:
    headers = {} if given is None else {"X-Request-ID": given}
    found = {newsroom.get("/healthz", headers=headers).headers["x-request-id"] for _ in range(2)}
    assert len(found) == 2
    assert all(len(each) == 32 and each != given for each in found)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_bears_safe_headers(newsroom: TestClient, path: str) -> None:
    headers = newsroom.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_a_request_is_logged_with_its_id_where_that_is_wanted(
    watched: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logging(level=LogLevel.info, style=LogFormat.json)
    watched.get("/v1/quotes/9?x=secret", headers={"X-Request-ID": "abc"})
    (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines() if "app.requests" in line]
    assert (line["request_id"], line["method"], line["path"], line["status"]) == ("abc", "GET", "/v1/quotes/9", 422)
    assert line["milliseconds"] > 0
    assert "secret" not in json.dumps(line)


def test_what_breaks_is_logged_with_the_request_s_id(
    watched: TestClient, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up_logging(level=LogLevel.info, style=LogFormat.json)
    monkeypatch.setattr("app.api.paging.read", None)
    answer = watched.get("/v1/quotes", headers={"X-Request-ID": "broken-1"})
    assert (answer.status_code, answer.headers["x-request-id"]) == (500, "broken-1")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    (failure,) = [line for line in lines if line["level"] == "error"]
    assert failure["request_id"] == "broken-1"
    assert "Traceback" in failure["exception"]


def read_metrics(client: TestClient) -> dict[str, float]:
    """Every sample by its name and labels."""
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.text)
    return {f"{one.name}{sorted(one.labels.items())}": one.value for each in families for one in each.samples}


def grown(before: dict[str, float], after: dict[str, float], name: str, **labels: str) -> float:
    """By how much a sample has grown."""
    key = f"{name}{sorted(labels.items())}"
    return after.get(key, 0) - before.get(key, 0)


def test_requests_are_counted_by_the_route_and_not_by_the_address(newsroom: TestClient) -> None:
    before = read_metrics(newsroom)
    for path in ("/v1/quotes/1", "/v1/quotes/2", "/v1/quotes/999", "/v1/nope", "/wp-admin"):
        newsroom.get(path)
    after = read_metrics(newsroom)
    one = {"method": "GET", "route": "/v1/quotes/{id}"}
    assert grown(before, after, "musnad_requests_total", **one, status="200") == 2
    assert grown(before, after, "musnad_requests_total", **one, status="404") == 1
    assert grown(before, after, "musnad_requests_total", method="GET", route="other", status="404") == 2
    assert grown(before, after, "musnad_request_seconds_count", **one) == 3
    assert not any("wp-admin" in key for key in after)


def test_what_the_memory_spares_is_counted(client: TestClient, backend: str) -> None:
    before = read_metrics(client)
    for _ in range(3):
        client.get("/v1/quotes")
    after = read_metrics(client)
    hits = 2 if backend == "sqlite" else 0
    assert grown(before, after, "musnad_cache_answers_total", outcome="hit") == hits
    assert grown(before, after, "musnad_cache_answers_total", outcome="miss") == 3 - hits


def test_what_is_stored_is_counted(client: TestClient, database: Database, backend: str) -> None:
    add_articles(database, range(2))
    found = read_metrics(client)
    assert found["musnad_rows[('table', 'articles')]"] == 2
    assert found["musnad_rows[('table', 'quotes')]"] == 8
    assert ("musnad_database_bytes[]" in found) is (backend == "sqlite")


def test_metrics_are_told_even_where_the_database_is_missing(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(database_url=f"sqlite:///{tmp_path / 'none.db'}"))) as client:
        assert not any(key.startswith("musnad_rows") for key in read_metrics(client))


@pytest.mark.parametrize(
    ("origin", "method"), [("https://stranger.example", "GET"), (ORIGIN, "BREW"), ("https://stranger.example", "POST")]
)
def test_a_browser_that_may_not_ask_is_told_so_in_a_problem(newsroom: TestClient, origin: str, method: str) -> None:
    answer = newsroom.options("/v1/quotes", headers={"Origin": origin, "Access-Control-Request-Method": method})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("browsers may not ask this: Disallowed CORS")


def test_a_browser_s_page_may_read_the_tag_and_the_request_s_id(newsroom: TestClient) -> None:
    answer = newsroom.get("/v1/quotes", headers={"Origin": ORIGIN})
    assert answer.headers["access-control-expose-headers"] == "ETag, Location, Retry-After, X-Request-ID"


@pytest.mark.parametrize("method", ["BREW", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/v1/quotes", "/healthz"])
def test_an_unknown_method_is_refused_as_a_problem(newsroom: TestClient, method: str, path: str) -> None:
    answer = newsroom.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert "GET" in answer.headers["allow"]


def test_an_endless_address_is_refused(newsroom: TestClient) -> None:
    answer = newsroom.get("/v1/quotes", params={"q": "x" * 64_500})
    assert answer.status_code == 414
    assert answer.json()["type"].endswith(":too-long")
