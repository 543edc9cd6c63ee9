"""Whatever goes wrong is answered in one shape."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy.exc import ProgrammingError

from app.api.problems import Problem
from app.config import Settings
from app.errors import MusnadError
from app.main import create_app
from app.store.db import Database
from app.store.schema import downgrade


def read_problem(answer: Response, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert set(problem) == set(Problem.model_fields)
    assert problem["status"] == status
    assert problem["type"].startswith("urn:problem-type:musnad:")
    assert "Traceback" not in answer.text
    return problem


def names(problem: dict[str, Any]) -> list[tuple[str, str]]:
    return [(error["location"], error["name"]) for error in problem["errors"]]


@pytest.mark.parametrize(
    "path",
    [
        *("/nope", "/v1", "/v1/nope", "/v1/quotes/", "/v1/quotes/1/nope", "/redoc", "/docs/nope.js"),
        *("/v1/articles/999", "/v1/speakers/999", "/v1/quotes/999", "/v1/events/999"),
        *("/v1/articles/999/quotes", "/v1/articles/999/events", "/v1/articles/999/speakers"),
        *("/v1/speakers/999/quotes", "/v1/speakers/999/events"),
        *("/v1/quotes/2147483648", "/v1/quotes/9223372036854775807", "/v1/articles/9223372036854775807/quotes"),
    ],
)
def test_what_is_not_there_is_a_404_that_says_where(newsroom: TestClient, path: str) -> None:
    problem = read_problem(newsroom.get(path), 404)
    assert problem["instance"] == path
    assert problem["errors"] == []


def test_a_missing_row_is_named(newsroom: TestClient) -> None:
    assert newsroom.get("/v1/quotes/999").json()["detail"] == "no quote with the id 999"
    assert newsroom.get("/v1/articles/999/quotes").json()["detail"] == "no article with the id 999"


def test_the_instance_of_a_problem_is_an_escaped_path(newsroom: TestClient) -> None:
    assert read_problem(newsroom.get("/v1/قول%00"), 404)["instance"] == "/v1/%D9%82%D9%88%D9%84%00"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/v1/quotes", "GET, HEAD"),
        ("DELETE", "/v1/quotes/1", "GET, PATCH, HEAD"),
        ("PATCH", "/healthz", "GET, HEAD"),
        ("OPTIONS", "/v1/quotes", "GET, HEAD"),
        ("GET", "/v1/analyze", "POST"),
        ("PUT", "/v1/analyze", "POST"),
        ("BREW", "/v1/quotes", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_a_405_that_says_which_are_right(
    newsroom: TestClient, method: str, path: str, allowed: str
) -> None:
    answer = newsroom.request(method, path)
    assert method in read_problem(answer, 405)["detail"]
    assert answer.headers["allow"] == allowed


def test_head_where_nothing_can_be_got_is_a_405(newsroom: TestClient) -> None:
    assert newsroom.head("/v1/analyze").status_code == 405


def test_a_405_knows_the_methods_of_every_route_of_a_path(app: FastAPI) -> None:
    app.add_api_route("/v1/quotes", lambda: None, methods=["POST"])
    with TestClient(app) as client:
        assert client.delete("/v1/quotes").headers["allow"] == "GET, POST, HEAD"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v1/quotes?nope=1", [("query", "nope")]),
        ("/v1/quotes?Kind=direct&limit=0", [("query", "limit"), ("query", "Kind")]),
        ("/v1/quotes/1?nope=1", [("query", "nope")]),
        ("/v1/timeline?unit=week", [("query", "unit")]),
        ("/v1/articles/1/quotes?article=1", [("query", "article")]),
        ("/v1/speakers/1/quotes?speaker=1", [("query", "speaker")]),
        ("/healthz?nope=1", [("query", "nope")]),
        ("/readyz?nope=1", [("query", "nope")]),
        ("/v1/quotes?limit=0", [("query", "limit")]),
        ("/v1/quotes?limit=101", [("query", "limit")]),
        ("/v1/quotes?limit=1.0", [("query", "limit")]),
        ("/v1/quotes?limit=%201", [("query", "limit")]),
        ("/v1/quotes?limit=1_0", [("query", "limit")]),
        ("/v1/quotes?limit=١", [("query", "limit")]),
        ("/v1/quotes?limit=", [("query", "limit")]),
        ("/v1/quotes?limit=" + "9" * 5000, [("query", "limit")]),
        ("/v1/quotes?count=yes", [("query", "count")]),
        ("/v1/quotes?sort=name", [("query", "sort")]),
        ("/v1/quotes?kind=direct&kind=loud", [("query", "kind")]),
        ("/v1/quotes?speaker=0", [("query", "speaker")]),
        ("/v1/quotes?speaker=-1&speaker=x&speaker=", [("query", "speaker")]),
        ("/v1/quotes?speaker=9223372036854775808", [("query", "speaker")]),
        ("/v1/quotes?said_from=2025-02-30", [("query", "said_from")]),
        ("/v1/quotes?said_from=20250201", [("query", "said_from")]),
        ("/v1/quotes?said_from=0", [("query", "said_from")]),
        ("/v1/quotes?said_from=٢٠٢٥-٠١-٠١", [("query", "said_from")]),
        ("/v1/quotes?said_from=2025-01-01T00:00:00", [("query", "said_from")]),
        ("/v1/quotes?q=", [("query", "q")]),
        ("/v1/quotes?q=%20!", [("query", "q")]),
        ("/v1/quotes?q=%00", [("query", "q")]),
        ("/v1/quotes?q=" + "x" * 501, [("query", "q")]),
        ("/v1/quotes?cursor=", [("query", "cursor")]),
        ("/v1/quotes?source=", [("query", "source")]),
        ("/v1/quotes?limit=1&limit=2", [("query", "limit")]),
        ("/v1/quotes?q=x&q=y&sort=id&sort=id", [("query", "q"), ("query", "sort")]),
        ("/v1/quotes/0", [("path", "id")]),
        ("/v1/quotes/-1", [("path", "id")]),
        ("/v1/quotes/x", [("path", "id")]),
        ("/v1/quotes/9223372036854775808", [("path", "id")]),
        ("/v1/quotes/" + "9" * 5000, [("path", "id")]),
        ("/v1/quotes/1.0", [("path", "id")]),
        ("/v1/quotes/x?nope=1", [("path", "id"), ("query", "nope")]),
        ("/v1/quotes?said_from=2025-02-02&said_to=2025-02-01", [("query", "said_to")]),
        ("/v1/events?date_from=2025-02-02&date_to=2025-02-01", [("query", "date_to")]),
        ("/v1/articles?published_from=2025-02-02&published_to=2025-02-01", [("query", "published_to")]),
        ("/v1/timeline?date_from=2025-02-02&date_to=2025-02-01", [("query", "date_to")]),
    ],
    ids=lambda value: value[:60].encode("ascii", "backslashreplace").decode() if isinstance(value, str) else "",
)
def test_every_invalid_parameter_is_named(newsroom: TestClient, path: str, expected: list[tuple[str, str]]) -> None:
    problem = read_problem(newsroom.get(path), 422)
    assert names(problem) == expected
    assert all(error["message"] for error in problem["errors"])
    assert all(name in problem["detail"] for _, name in expected)


def test_more_values_than_a_filter_takes_are_refused(newsroom: TestClient) -> None:
    answer = newsroom.get("/v1/quotes", params={"speaker": list(range(1, 52))})
    assert names(read_problem(answer, 422)) == [("query", "speaker")]


@pytest.mark.parametrize("name", ["source", "cue", "via"])
@pytest.mark.parametrize("value", ["%00", "x%00y", "!", "%", "_", "'", '"', "\\", "%F0%9F%98%80", "%FF%FE", "ﷺ"])
def test_odd_names_find_nothing_and_break_nothing(newsroom: TestClient, name: str, value: str) -> None:
    answer = newsroom.get(f"/v1/quotes?{name}={value}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["items"] == []


@pytest.mark.parametrize("path", ["/v1/articles?external_id=%00", "/v1/articles?url=x%00", "/v1/speakers?name=%00"])
def test_a_nul_finds_nothing_on_any_database(newsroom: TestClient, path: str) -> None:
    assert newsroom.get(path).json()["items"] == []


@pytest.mark.parametrize(
    "words", ["x%00y", "100%", "a_b", "'; drop table quote", "\\", '"x', "x OR", "(x", "x*", "ﷺ x"]
)
def test_whatever_is_searched_for_is_answered(newsroom: TestClient, words: str) -> None:
    answer = newsroom.get("/v1/quotes", params={"q": words})
    assert answer.status_code in (200, 422), answer.text


def test_ids_wider_than_the_database_stores_match_nothing(newsroom: TestClient) -> None:
    for path in ("/v1/quotes?speaker=", "/v1/quotes?article=", "/v1/events?quote=", "/v1/articles?speaker="):
        assert newsroom.get(f"{path}9223372036854775807").json()["items"] == []


def test_a_crash_is_a_500_without_its_reason_and_the_log_has_it(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    async def crash() -> None:
        raise RuntimeError("secret")

    app.add_api_route("/crash", crash)
    with TestClient(app) as client:
        answer = client.get("/crash", headers={"Origin": "https://page.example"})
    assert "secret" not in str(read_problem(answer, 500))
    assert answer.headers["access-control-allow-origin"] == "https://page.example"
    assert "secret" in caplog.text


def test_an_error_that_nobody_foresaw_is_a_500(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise MusnadError("unforeseen")

    app.add_api_route("/fail", fail)
    with TestClient(app) as client:
        assert "unforeseen" not in str(read_problem(client.get("/fail"), 500))
    assert "unforeseen" in caplog.text


def test_a_database_without_tables_is_not_ready(tmp_path: Any) -> None:
    with TestClient(create_app(Settings(data_dir=tmp_path))) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        for path in ("/readyz", "/v1/quotes", "/v1/quotes/1", "/v1/timeline"):
            problem = read_problem(client.get(path), 503)
            assert "musnad db upgrade" in problem["detail"]


def test_a_database_that_went_back_is_not_ready(client: TestClient, sqlite_database: Database, tmp_path: Any) -> None:
    assert client.get("/readyz").json() == {"status": "ok"}
    downgrade(sqlite_database)
    sqlite_database.close()
    with TestClient(create_app(Settings(database_url=f"sqlite:///{tmp_path / 'musnad.db'}"))) as emptied:
        read_problem(emptied.get("/readyz"), 503)
        read_problem(emptied.get("/v1/articles"), 503)


def test_a_file_that_is_no_database_is_not_ready(tmp_path: Any) -> None:
    (tmp_path / "musnad.db").write_text("this is no database, however long one reads it " * 50)
    with TestClient(create_app(Settings(data_dir=tmp_path))) as client:
        for path in ("/readyz", "/v1/quotes"):
            assert str(tmp_path) not in str(read_problem(client.get(path), 503))


def test_a_server_that_is_away_is_not_ready() -> None:
    settings = Settings(database_url="postgresql://nobody:secret@127.0.0.1:1/nowhere")
    with TestClient(create_app(settings)) as client:
        for path in ("/readyz", "/v1/quotes"):
            problem = read_problem(client.get(path), 503)
            assert "secret" not in str(problem)
            assert "127.0.0.1" not in str(problem)


@pytest.mark.parametrize(("is_migrated", "status"), [(True, 500), (False, 503)])
def test_a_statement_that_fails_is_a_bug_unless_the_tables_are_missing(
    is_migrated: bool, status: int, sqlite_database: Database, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async def ask() -> None:
        raise ProgrammingError("SELECT secret", {}, Exception("no relation secret"))

    folder = tmp_path if is_migrated else tmp_path / "empty"
    app = create_app(Settings(data_dir=folder))
    app.add_api_route("/ask", ask)
    with TestClient(app) as client:
        assert "secret" not in str(read_problem(client.get("/ask"), status))
    assert is_migrated is ("no relation secret" in caplog.text)
