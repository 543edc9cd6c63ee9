"""The API document, and the page that shows it."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.params import SEARCHABLE
from app.arabic.normalize import fold_key

OPERATIONS = {
    "list_articles": "/v1/articles",
    "get_article": "/v1/articles/{id}",
    "list_article_quotes": "/v1/articles/{id}/quotes",
    "list_article_events": "/v1/articles/{id}/events",
    "list_article_speakers": "/v1/articles/{id}/speakers",
    "list_article_revisions": "/v1/articles/{id}/revisions",
    "create_article": "/v1/articles",
    "delete_article": "/v1/articles/{id}",
    "create_ingestion": "/v1/ingestions",
    "list_ingestions": "/v1/ingestions",
    "get_ingestion": "/v1/ingestions/{id}",
    "delete_ingestion": "/v1/ingestions/{id}",
    "update_quote": "/v1/quotes/{id}",
    "list_quote_corrections": "/v1/quotes/{id}/corrections",
    "update_speaker": "/v1/speakers/{id}",
    "create_speaker_merge": "/v1/speakers/{id}/merge",
    "create_speaker_split": "/v1/speakers/{id}/split",
    "list_speaker_corrections": "/v1/speakers/{id}/corrections",
    "list_same_story": "/v1/articles/{id}/same-story",
    "list_speakers": "/v1/speakers",
    "get_speaker": "/v1/speakers/{id}",
    "list_speaker_quotes": "/v1/speakers/{id}/quotes",
    "list_speaker_events": "/v1/speakers/{id}/events",
    "list_quotes": "/v1/quotes",
    "get_quote": "/v1/quotes/{id}",
    "list_events": "/v1/events",
    "get_event": "/v1/events/{id}",
    "get_timeline": "/v1/timeline",
    **{
        f"export_{name}_{form}": f"/v1/{name}.{form}"
        for form, names in {
            "csv": ("quotes", "articles", "speakers", "events"),
            "jsonl": ("quotes", "articles", "speakers", "events"),
            "atom": ("quotes", "articles"),
            "ics": ("events",),
            "json": ("timeline",),
        }.items()
        for name in names
    },
    "export_article_jsonld": "/v1/articles/{id}.jsonld",
    "export_article_annotations": "/v1/articles/{id}/annotations.jsonld",
    "export_article_ninjs": "/v1/articles/{id}.ninjs.json",
    "search": "/v1/search",
    "suggest": "/v1/suggest",
    "analyze_text": "/v1/analyze",
    "check_health": "/healthz",
    "check_readiness": "/readyz",
    "get_metrics": "/metrics",
}
# An address with a host, or one that takes the page's scheme.
OUTSIDE = re.compile(r"""(?:https?:)?//[a-z0-9]""", re.IGNORECASE)


@pytest.fixture
def document(newsroom: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = newsroom.get("/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["operationId"]: each for path in document["paths"].values() for each in path.values()}


def test_every_operation_is_named_and_explained(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    named = {each["operationId"]: path for path, item in document["paths"].items() for each in item.values()}
    assert named == OPERATIONS
    for operation in operations(document).values():
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"][0] in {tag["name"] for tag in document["tags"]}
        assert all(parameter.get("description") for parameter in operation.get("parameters", ()))


def test_every_operation_documents_its_problems(document: dict[str, Any]) -> None:
    for operation in operations(document).values():
        problems = {status: answer for status, answer in operation["responses"].items() if status[0] != "2"}
        assert {"422", "500"} <= set(problems)
        for answer in problems.values():
            assert answer["content"] == {
                "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
            }
    for name in ("get_quote", "list_article_quotes", "list_speaker_events"):
        assert "404" in operations(document)[name]["responses"]
    assert {"413", "415"} <= set(operations(document)["analyze_text"]["responses"])


def test_no_field_of_an_answer_is_optional_but_those_that_have_to_be_asked_for(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        if name.endswith(("Read", "Detail", "Short", "Page")) or name.startswith("Found"):
            for field in set(schema["properties"]) - set(schema["required"]):
                said = schema["properties"][field]["description"].lower()
                assert "only there with `" in said, (name, field)


def test_no_parameter_may_be_null(document: dict[str, Any]) -> None:
    for operation in operations(document).values():
        for parameter in operation.get("parameters", ()):
            assert "anyOf" not in parameter["schema"]
            assert parameter["schema"].get("default", "") is not None


def test_every_searchable_letter_survives_folding() -> None:
    letters = [chr(code) for code in range(0x20, 0x3000) if re.fullmatch(SEARCHABLE, chr(code))]
    assert "ق" in letters
    assert [letter for letter in letters if not fold_key(letter)] == []


@pytest.mark.parametrize(
    "path", ["/docs", "/docs/docs.js", "/", "/explorer/page.js", "/explorer/suggest.js", "/explorer/page.css"]
)
def test_no_page_names_another_host(newsroom: TestClient, path: str) -> None:
    assert OUTSIDE.findall(newsroom.get(path).text) == []


def test_the_docs_page_asks_no_validator_for_its_opinion(newsroom: TestClient) -> None:
    assert "validatorUrl: null" in newsroom.get("/docs/docs.js").text


@pytest.mark.parametrize("path", ["/docs", "/"])
def test_every_file_that_a_page_names_is_served_here(newsroom: TestClient, path: str) -> None:
    page = newsroom.get(path)
    files = re.findall(r"""<(?:script|link)[^>]+(?:src|href)="([^"]+)""", page.text)
    assert "data:," in files, "a browser would ask for /favicon.ico"
    own = [file for file in files if file != "data:,"]
    assert len(own) >= 2
    for file in own:
        answer = newsroom.get(f"/{file}")
        assert answer.status_code == 200
        assert ("javascript" if file.endswith(".js") else "css") in answer.headers["content-type"]


@pytest.mark.parametrize("path", ["/docs", "/"])
def test_the_policy_of_a_page_lets_it_run_only_files_from_here(newsroom: TestClient, path: str) -> None:
    page = newsroom.get(path)
    rules = dict(rule.strip().split(" ", 1) for rule in page.headers["content-security-policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert re.findall(r"<script(?![^>]*\bsrc=)", page.text) == []
    assert re.findall(r"\son[a-z]+=|<style|\sstyle=", page.text) == []


def test_the_explorer_is_written_from_right_to_left(newsroom: TestClient) -> None:
    page = newsroom.get("/").text
    assert '<html lang="ar" dir="rtl">' in page
    assert 'href="docs"' in page


def test_the_explorer_asks_only_what_the_document_offers(newsroom: TestClient, document: dict[str, Any]) -> None:
    script = "".join(newsroom.get(f"/explorer/{name}.js").text for name in ("page", "suggest"))
    asked = set(re.findall(r"""ask\(["`]([a-z]+)""", script))
    assert asked == {"quotes", "speakers", "suggest"}
    offered = {parameter["name"] for parameter in operations(document)["list_quotes"]["parameters"]}
    fields = re.findall(r'name="(\w+)"', newsroom.get("/").text.split("</form>")[0].split("<form")[1])
    assert set(fields) == {"q", "speaker", "kind"} <= offered
