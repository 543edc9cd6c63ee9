"""The examples of the API document are true."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from newsroom import serve
from pydantic import BaseModel

from app.api.examples import HOME
from app.api.v1 import examples
from app.api.v1.correction_forms import CorrectionRead, EditRead, QuoteCorrection, SpeakerCorrection
from app.api.v1.examples import ANALYZE_REQUEST, SUBMISSION
from app.api.v1.ingestions import IngestionDetail, IngestionRead, IngestionRequest
from app.config import Settings
from app.main import create_app
from app.pipeline import ingest_seed
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.keys import create_key

Document = dict[str, Any]
ANSWERED = ("get", "post")
# When something was stored, and when a calendar was made.
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)|\d{8}T\d{6}Z")


@pytest.fixture(scope="module")
def shown() -> Document:
    """The document with its examples."""
    with TestClient(create_app(Settings())) as client:
        document: Document = client.get("/openapi.json").json()
    return document


def examples_of(document: Document) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Operation and status of each answer that has something in it, with its media type."""
    for path in document["paths"].values():
        for method in path.keys() & set(ANSWERED):
            for status, response in path[method]["responses"].items():
                if status.startswith("2"):
                    (content,) = response["content"].values()
                    yield path[method]["operationId"], status, content


def requests_of(document: Document, method: str) -> dict[tuple[str, str], tuple[str, Any]]:
    """The request and the answer that each operation's example shows."""
    found = {}
    for name, status, content in examples_of(document):
        example = content.get("examples", {}).get("seed")
        if example and example["summary"].startswith(f"{method} "):
            found[name, status] = (example["summary"].removeprefix(f"{method} "), example["value"])
    return found


def settle(value: Any) -> str:
    """Text to compare: without the moments, and JSON as no database writes it."""
    if isinstance(value, str) and value.startswith("{"):
        value = [json.loads(line) for line in value.splitlines()]
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return TIME.sub("TIME", text)


def body_of(answer: Any) -> Any:
    return answer.json() if answer.headers["content-type"].endswith("json") else answer.text


def test_every_answer_has_an_example_but_metrics_jobs_and_edits(shown: Document) -> None:
    without = {name for name, _, content in examples_of(shown) if "examples" not in content}
    assert {name for name in without if "ingestion" not in name} == {
        *("get_metrics", "create_speaker_merge", "create_speaker_split"),
    }


@pytest.mark.parametrize(
    ("model", "example"),
    [
        (IngestionRequest, examples.INGESTION_REQUEST),
        (IngestionRead, examples.INGESTION),
        (IngestionDetail, examples.WHOLE_INGESTION),
        (QuoteCorrection, examples.QUOTE_CORRECTION),
        (SpeakerCorrection, examples.SPEAKER_CORRECTION),
        (CorrectionRead, examples.CORRECTION),
        (EditRead, examples.EDIT),
    ],
)
def test_an_example_has_exactly_the_fields_of_its_model(model: type[BaseModel], example: dict[str, Any]) -> None:
    assert model.model_validate(example).model_dump(mode="json", exclude_unset=True) == example


def test_every_example_of_reading_is_what_the_api_answers_for_the_seed(shown: Document, seed: TestClient) -> None:
    requests = requests_of(shown, "GET")
    assert len(requests) > 30
    if not cast(FastAPI, seed.app).state.database.is_local:
        # Each database weighs relevance in its own way.
        del requests["search", "200"]
    for name, (request, value) in requests.items():
        answer = seed.get(f"{HOME}{request}")
        assert answer.status_code == 200, name
        assert settle(body_of(answer)) == settle(value), name


def test_every_example_of_sending_is_what_the_api_answers(
    shown: Document, seed: TestClient, sqlite_database: Database
) -> None:
    requests = requests_of(shown, "POST")
    _, analysis = requests.pop(("analyze_text", "200"))
    assert seed.post("/v1/analyze", json=ANALYZE_REQUEST).json() == analysis
    ingest_seed(sqlite_database)
    with sqlite_database.write() as session:
        key = create_key(session, "sender", [Scope.ingest])
    with TestClient(serve(sqlite_database), headers={"Authorization": f"Bearer {key}"}) as client:
        for status in ("201", "200"):
            answer = client.post("/v1/articles", json=SUBMISSION)
            _, value = requests.pop(("create_article", status))
            assert str(answer.status_code) == status
            assert settle(answer.json()) == settle(value)
    assert requests == {}


def test_an_example_is_the_same_on_every_day(shown: Document) -> None:
    times = {found.group() for each in examples_of(shown) for found in TIME.finditer(json.dumps(each[2]))}
    assert {time[:10].replace("-", "")[:8] for time in times} <= {"20260101", "20250731"}


def test_without_room_for_a_temporary_file_the_document_has_no_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.examples._known", {})
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    with TestClient(create_app(Settings())) as client:
        answer = client.get("/openapi.json")
    assert answer.status_code == 200
    assert [name for name, _, content in examples_of(answer.json()) if "examples" in content] == []


def parameter_examples() -> list[Any]:
    """Each example of each parameter, with the address of its operation."""
    found = []
    for path, item in create_app(Settings()).openapi()["paths"].items():
        parameters = item.get("get", {}).get("parameters", ())
        is_list = any(parameter["name"] == "cursor" for parameter in parameters)
        for parameter in parameters if is_list else ():
            for example in parameter["schema"].get("examples", ()) if parameter["in"] == "query" else ():
                address = path.replace("{id}", "1")
                found.append(pytest.param(address, {parameter["name"]: example}, id=f"{address} {parameter['name']}"))
    return found


@pytest.mark.parametrize(("path", "params"), parameter_examples())
def test_an_example_finds_something_in_the_seed(seed: TestClient, path: str, params: dict[str, Any]) -> None:
    answer = seed.get(path, params=params)
    assert answer.status_code == 200
    assert answer.json()["items"] != []


def test_every_list_has_an_arabic_example() -> None:
    for path, item in create_app(Settings()).openapi()["paths"].items():
        names = {parameter["name"]: parameter for parameter in item.get("get", {}).get("parameters", ())}
        if "q" in names:
            shown = [example for each in names.values() for example in each["schema"].get("examples", ())]
            assert any("ا" <= letter <= "ي" for example in shown for letter in str(example)), path
            assert "Example: `" in names["q"]["description"]
