"""Plain reads skip FastAPI's machinery: nobody can tell from the answers."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from newsroom import serve

from app.api import v1
from app.api.reading import ShortWay
from app.store.db import Database

QUESTIONS = [
    "/v1/quotes",
    "/v1/quotes?kind=direct&kind=mixed&limit=3",
    "/v1/quotes?kind=direct&kind=nope",
    "/v1/quotes?limit=0",
    "/v1/quotes?limit=3&limit=4",
    "/v1/quotes?limit=",
    "/v1/quotes?limit=%2B3",
    "/v1/quotes?nope",
    "/v1/quotes?nope=1&limit=x",
    "/v1/quotes?said_from=2024-05-10&said_to=2024-05-12",
    "/v1/quotes?said_from=2024-05-12&said_to=2024-05-10",
    "/v1/quotes?said_from=2024-5-1",
    "/v1/quotes?cursor=abc",
    "/v1/quotes?q=%D8%9F",
    "/v1/quotes?q=%D8%A7%D9%84%D9%82%D9%85%D8%AD&count=true",
    "/v1/quotes?cue=%D9%82%D8%A7%D9%84&cue=",
    "/v1/quotes?source=%FF",
    "/v1/quotes?speaker=1&speaker=2&sort=id",
    "/v1/quotes?sort=-position&count=1",
    "/v1/quotes/1",
    "/v1/quotes/1?x=1",
    "/v1/quotes/0",
    "/v1/quotes/01",
    "/v1/quotes/1.0",
    "/v1/quotes/99999",
    "/v1/quotes/99999999999999999999999",
    "/v1/quotes/",
    "/v1/quotes//",
    "/v1/quotes/1/",
    "/v1/quotes/1/quotes",
    "/v1/quotes/%31",
    "/v1/speakers/1/quotes?limit=2",
    "/v1/speakers/999/quotes",
    "/v1/speakers/1/quotes?speaker=1",
    "/v1/speakers//quotes",
    "/v1/articles/1/events?sort=nope",
    "/v1/articles/1/speakers",
    "/v1/articles/1",
    "/v1/events/1",
    "/v1/timeline?unit=day",
    "/v1/timeline?unit=week",
    "/v1//quotes",
    "/V1/quotes",
    "/v1",
]


@pytest.fixture(scope="module")
def long_way(newsroom: TestClient) -> Iterator[TestClient]:
    """The same application without the short way."""
    database: Database = newsroom.app.state.database  # type: ignore[attr-defined]
    app: FastAPI = serve(database)
    app.user_middleware = [each for each in app.user_middleware if each.cls is not ShortWay]
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_short_way_answers_what_the_long_way_answers(
    newsroom: TestClient, long_way: TestClient, question: str
) -> None:
    same = {"X-Request-ID": "same"}
    short, long = newsroom.get(question, headers=same), long_way.get(question, headers=same)
    assert (short.status_code, short.content) == (long.status_code, long.content)
    assert {**short.headers} == {**long.headers}


def test_every_read_without_a_key_but_exports_and_corrections_has_a_short_way(newsroom: TestClient) -> None:
    paths = newsroom.get("/openapi.json").json()["paths"]
    reads = {path: methods["get"] for path, methods in paths.items() if "get" in methods and path.startswith("/v1/")}
    plain = {path for path, read in reads.items() if "exports" not in read["tags"] and "security" not in read}
    assert {path for path in plain if not path.endswith("/corrections")} == set(v1.reads)
