"""The examples of the API document are true."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from app.api.v1 import examples
from app.api.v1.analyze import AnalysisRead, AnalyzeRequest
from app.api.v1.articles import ArticleDetail, ArticleRead
from app.api.v1.events import EventRead
from app.api.v1.ingestions import IngestionDetail, IngestionRead, IngestionRequest
from app.api.v1.quotes import QuoteRead
from app.api.v1.revisions import RevisionRead, StoryRead
from app.api.v1.shapes import ArticleShort, SpeakerShort
from app.api.v1.speakers import SpeakerDetail, SpeakerRead
from app.api.v1.submissions import SubmissionRead
from app.api.v1.timeline import PeriodRead
from app.config import Settings
from app.main import create_app


@pytest.mark.parametrize(
    ("model", "example"),
    [
        (ArticleRead, examples.ARTICLE),
        (ArticleDetail, examples.WHOLE_ARTICLE),
        (ArticleShort, examples.ARTICLE_SHORT),
        (SpeakerRead, examples.SPEAKER),
        (SpeakerDetail, examples.WHOLE_SPEAKER),
        (SpeakerShort, examples.SPEAKER_SHORT),
        (QuoteRead, examples.QUOTE),
        (EventRead, examples.EVENT),
        (PeriodRead, examples.PERIOD),
        (RevisionRead, examples.REVISION),
        (SubmissionRead, examples.SUBMITTED),
        (IngestionRequest, examples.INGESTION_REQUEST),
        (IngestionRead, examples.INGESTION),
        (IngestionDetail, examples.WHOLE_INGESTION),
        (StoryRead, examples.STORY),
        (AnalyzeRequest, examples.ANALYZE_REQUEST),
        (AnalysisRead, examples.ANALYSIS),
    ],
)
def test_an_example_has_exactly_the_fields_of_its_model(model: type[BaseModel], example: dict[str, Any]) -> None:
    assert model.model_validate(example).model_dump(mode="json", exclude_unset=True) == example


@pytest.mark.parametrize("row", [examples.QUOTE, examples.EVENT, *examples.EVENT["mentions"]])
def test_every_span_of_an_example_holds_its_words(row: dict[str, Any]) -> None:
    spans = [name.removesuffix("start") for name in row if name.endswith("start") and name != "date_start"]
    assert spans
    for prefix in spans:
        words = row[prefix.removesuffix("_") or "text"]
        assert examples.BODY[row[f"{prefix}start"] : row[f"{prefix}end"]] == words


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
