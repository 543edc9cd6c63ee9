"""Analysis of a text that is not kept."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from test_problems import names, read_problem

from app.api.bodies import LARGEST_BODY
from app.api.v1.analyze import LONGEST_TEXT
from app.records import Analysis

JSON = {"Content-Type": "application/json"}
TEXT = "قالت وزيرة الصحة، سعاد الحاج، إن “المشفى الجديد سيفتح في 5 من أيار المقبل”، مضيفةً أن العلاج مجاني."


def test_the_answer_has_the_fields_of_an_analysis(client: TestClient) -> None:
    answer = client.post("/v1/analyze", json={"title": "المشفى", "text": TEXT, "published_at": "2025-03-12"})
    assert answer.status_code == 200
    found = Analysis.model_validate(answer.json())
    assert all(TEXT[quote.start : quote.end] == quote.text for quote in found.quotes)
    assert all(TEXT[event.start : event.end] == event.text for event in found.events)


def test_nothing_is_kept(client: TestClient) -> None:
    client.post("/v1/analyze", json={"text": TEXT})
    for name in ("articles", "speakers", "quotes", "events"):
        assert client.get(f"/v1/{name}", params={"count": "true"}).json()["total"] == 0


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "Application/JSON"])
def test_json_is_known_by_any_spelling_of_its_type(client: TestClient, content_type: str) -> None:
    answer = client.post("/v1/analyze", content=json.dumps({"text": TEXT}), headers={"Content-Type": content_type})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/xml"}, {**JSON, "Content-Encoding": "gzip"}],
)
def test_what_is_not_json_is_a_415(client: TestClient, headers: dict[str, str]) -> None:
    read_problem(client.post("/v1/analyze", content=json.dumps({"text": TEXT}).encode(), headers=headers), 415)


def test_a_form_is_a_415(client: TestClient) -> None:
    read_problem(client.post("/v1/analyze", data={"text": TEXT}), 415)


def test_a_body_that_announces_too_much_is_a_413_unread(client: TestClient) -> None:
    answer = client.post("/v1/analyze", content=b"{}", headers={**JSON, "Content-Length": str(LARGEST_BODY + 1)})
    read_problem(answer, 413)


def test_a_body_that_goes_on_and_on_is_a_413(client: TestClient) -> None:
    pieces = (b" " * 100_000 for _ in range(LARGEST_BODY // 100_000 + 1))
    read_problem(client.post("/v1/analyze", content=pieces, headers=JSON), 413)


def test_the_longest_text_fits_however_it_is_escaped(client: TestClient) -> None:
    body = json.dumps({"text": "\U0001f600" * LONGEST_TEXT}, ensure_ascii=True)
    assert client.post("/v1/analyze", content=body, headers=JSON).status_code == 200


def test_one_character_more_is_a_422(client: TestClient) -> None:
    problem = read_problem(client.post("/v1/analyze", json={"text": "ا" * (LONGEST_TEXT + 1)}), 422)
    assert names(problem) == [("body", "text")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, ["text"]),
        ({"text": ""}, ["text"]),
        ({"text": None}, ["text"]),
        ({"text": 7}, ["text"]),
        ({"text": ["x"]}, ["text"]),
        ({"text": "x", "published_at": "yesterday"}, ["published_at"]),
        ({"text": "x", "published_at": 0}, ["published_at"]),
        ({"text": "x", "published_at": "2025-02-30"}, ["published_at"]),
        ({"text": "x", "title": "x" * 2001}, ["title"]),
        ({"text": "x", "body": "x"}, ["body"]),
        ({"txt": "x", "title": 1}, ["title", "text", "txt"]),
        ([], [""]),
        ("x", [""]),
        (None, [""]),
    ],
)
def test_every_invalid_field_is_named(client: TestClient, body: Any, expected: list[str]) -> None:
    answer = client.post("/v1/analyze", content=json.dumps(body), headers=JSON)
    assert names(read_problem(answer, 422)) == [("body", name) for name in expected]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"{'text': 1}", b'{"text": NaN}', b'{"text": "\\ud800"}', b'{"text": "\xff"}', b"[" * 100_000, b"\0"],
    ids=["nothing", "half", "single quotes", "NaN", "half a surrogate", "no UTF-8", "bottomless", "NUL"],
)
def test_a_broken_body_is_a_422(client: TestClient, body: bytes) -> None:
    assert names(read_problem(client.post("/v1/analyze", content=body, headers=JSON), 422)) == [("body", "")]


@pytest.mark.parametrize("text", ["\0", "\n\n\n", "”", "“" * 500, "قال " * 500, "\u202e\u200f", "31 من " * 200, "😀"])
def test_odd_texts_are_analysed_without_harm(client: TestClient, text: str) -> None:
    answer = client.post("/v1/analyze", json={"text": text, "published_at": "0001-01-01"})
    assert answer.status_code == 200


def test_parameters_are_refused(client: TestClient) -> None:
    problem = read_problem(client.post("/v1/analyze?text=x", json={"text": TEXT}), 422)
    assert names(problem) == [("query", "text")]
