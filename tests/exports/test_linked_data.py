"""One article as schema.org, as Web Annotations and as ninjs, each against a schema of its format.

The schemas under `schemas/` put into JSON Schema what the vocabularies ask of the parts that are used here.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker

SCHEMAS = Path(__file__).parent / "schemas"
BASE = "https://musnad.example/base/v1"
FORMATS = {
    "newsarticle": "articles/{}.jsonld",
    "annotations": "articles/{}/annotations.jsonld",
    "ninjs": "articles/{}.ninjs.json",
}


def read(client: TestClient, name: str, article: int = 1) -> Any:
    answer = client.get(f"/v1/{FORMATS[name].format(article)}")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture(params=[1, 2, 3])
def article(request: pytest.FixtureRequest) -> int:
    """Each article in turn: an easy one, a hard one, one that was never on the web."""
    return int(request.param)


@pytest.mark.parametrize("name", FORMATS)
def test_an_article_fits_the_schema_of_the_format(shop: TestClient, name: str, article: int) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [error.message for error in validator.iter_errors(read(shop, name, article))] == []


def test_words_in_marks_are_quotations_and_reported_ones_claims(shop: TestClient) -> None:
    parts = read(shop, "newsarticle")["hasPart"]
    assert [part["@type"] for part in parts] == ["Quotation", "Claim", "Claim", "Claim"]
    quotation = parts[0]
    assert quotation["@id"] == f"{BASE}/quotes/1"
    assert quotation["text"] == "“موسم القمح هذا العام جيد”"
    assert quotation["spokenByCharacter"] == quotation["creator"]
    assert quotation["creator"]["jobTitle"] == "وزيرة الزراعة"
    assert parts[2]["provider"] == {"@type": "Organization", "name": "الفرات"}
    assert parts[3]["creator"]["@type"] == "Organization"


def test_the_news_article_has_the_articles_text_and_days(shop: TestClient) -> None:
    found, row = read(shop, "newsarticle"), shop.get("/v1/articles/1").json()
    assert (found["articleBody"], found["headline"]) == (row["body"], row["title"])
    assert (found["datePublished"], found["url"]) == ("2024-05-10", "https://news.example/wheat")
    assert found["publisher"]["name"] == "صحيفة المثال"


def test_both_selectors_of_an_annotation_lead_to_its_words(shop: TestClient, article: int) -> None:
    found, body = read(shop, "annotations", article), shop.get(f"/v1/articles/{article}").json()["body"]
    items = found["first"]["items"]
    assert found["total"] == len(items) > 5
    for item in items:
        words, place = item["target"][0]["selector"]
        assert item["target"][0]["source"] == f"{BASE}/articles/{article}"
        assert body[place["start"] : place["end"]] == words["exact"]
        assert body[: place["start"]].endswith(words["prefix"])
        assert body[place["end"] :].startswith(words["suffix"])
        assert [target["source"] for target in item["target"][1:]] == (
            [] if article == 3 else [shop.get(f"/v1/articles/{article}").json()["url"]]
        )


def test_annotations_have_iris_of_their_own(shop: TestClient) -> None:
    found = read(shop, "annotations")
    ids = [item["id"] for item in found["first"]["items"]]
    assert len(set(ids)) == len(ids)
    assert all(iri.startswith(f"{BASE}/") for iri in (*ids, found["id"], found["first"]["id"]))


def test_a_news_item_has_its_quotes_as_items_of_their_own(shop: TestClient) -> None:
    item = read(shop, "ninjs")
    assert [each["bodies"][0]["role"] for each in item["associations"]] == ["direct", *["indirect"] * 3]
    assert [person["name"] for person in item["people"]] == ["منى الخطيب", "مصدر محلي"]
    assert [body["name"] for body in item["organisations"]] == ["وزارة النقل"]
    assert [source["name"] for source in item["infoSources"]] == ["صحيفة المثال", "الفرات"]
    assert item["bodies"][0]["charCount"] == len(item["bodies"][0]["value"])


@pytest.mark.parametrize("name", FORMATS)
def test_an_article_that_is_not_there_is_a_problem(shop: TestClient, name: str) -> None:
    answer = shop.get(f"/v1/{FORMATS[name].format(99)}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert shop.get(f"/v1/{FORMATS[name].format('x')}").status_code == 422
    assert shop.get(f"/v1/{FORMATS[name].format(1)}", params={"limit": 1}).status_code == 422
