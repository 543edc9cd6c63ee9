"""What single answers hold, and that each is what the API document says."""

import re
from datetime import datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from newsroom import get_items
from pydantic import BaseModel

from app.api.v1.articles import ArticleDetail, ArticleRead
from app.api.v1.events import EventRead
from app.api.v1.quotes import QuoteRead
from app.api.v1.speakers import SpeakerDetail, SpeakerRead
from app.api.v1.timeline import PeriodRead


@pytest.mark.parametrize(
    ("path", "listed", "single"),
    [
        ("/v1/articles", ArticleRead, ArticleDetail),
        ("/v1/speakers", SpeakerRead, SpeakerDetail),
        ("/v1/quotes", QuoteRead, QuoteRead),
        ("/v1/events", EventRead, EventRead),
        ("/v1/timeline", PeriodRead, None),
    ],
)
def test_answers_have_exactly_the_documented_fields(
    newsroom: TestClient, path: str, listed: type[BaseModel], single: type[BaseModel] | None
) -> None:
    for item in get_items(newsroom, path):
        assert_fits(item, listed)
        if single:
            detail = newsroom.get(f"{path}/{item['id']}").json()
            assert_fits(detail, single)
            assert detail.items() >= item.items()


def assert_fits(item: dict[str, Any], model: type[BaseModel]) -> None:
    always = {name for name, field in model.model_fields.items() if field.is_required()}
    assert set(item) == always
    assert model.model_validate(item).model_dump(mode="json", include=always).keys() == item.keys()


def test_offsets_lead_to_the_words(newsroom: TestClient) -> None:
    bodies = {item["id"]: newsroom.get(f"/v1/articles/{item['id']}").json()["body"] for item in articles(newsroom)}
    for quote in get_items(newsroom, "/v1/quotes"):
        body = bodies[quote["article"]["id"]]
        assert body[quote["start"] : quote["end"]] == quote["text"]
        assert body[: quote["start"]].endswith(quote["prefix"])
        assert body[quote["end"] :].startswith(quote["suffix"])
        assert body[quote["cue_start"] : quote["cue_end"]] == quote["cue"]
    for event in get_items(newsroom, "/v1/events"):
        assert bodies[event["article"]["id"]][event["start"] : event["end"]] == event["text"]


def articles(client: TestClient) -> list[dict[str, Any]]:
    return get_items(client, "/v1/articles")


def test_a_speaker_is_answered_with_other_forms_of_the_name(newsroom: TestClient) -> None:
    speaker = newsroom.get("/v1/speakers/1").json()
    assert speaker["name"] == "منى الخطيب"
    assert set(speaker["aliases"]) == {"الخطيب", "وزيرة الزراعة"}
    assert (speaker["first_said"], speaker["last_said"]) == ("2024-05-10", "2024-05-14")


def test_an_event_names_who_is_in_its_sentence(newsroom: TestClient) -> None:
    (event,) = get_items(newsroom, "/v1/articles/1/events", precision="month")
    assert [(mention["text"], mention["speaker_id"]) for mention in event["mentions"]] == [("وزارة النقل", 3)]


def test_times_are_aware(newsroom: TestClient) -> None:
    for article in articles(newsroom):
        for name in ("created_at", "updated_at"):
            assert datetime.fromisoformat(article[name]).utcoffset() is not None


def test_arabic_goes_out_as_itself(newsroom: TestClient) -> None:
    answer = newsroom.get("/v1/quotes")
    assert "القمح" in answer.content.decode("utf-8")
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", ["/v1/quotes", "/v1/quotes/1", "/v1/quotes/999", "/healthz", "/docs", "/", "/nope"])
def test_head_answers_like_get_without_a_body(newsroom: TestClient, path: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    got, asked = newsroom.get(path, headers=plain), newsroom.head(path, headers=plain)
    assert asked.status_code == got.status_code
    assert asked.content == b""
    for name in ("content-type", "content-length"):
        assert asked.headers[name] == got.headers[name]


def test_large_answers_are_compressed_for_those_who_can_read_it(newsroom: TestClient) -> None:
    assert newsroom.get("/v1/quotes", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in newsroom.get("/v1/quotes", headers={"Accept-Encoding": "identity"}).headers


def test_only_the_origins_of_the_setting_may_read_from_a_browser(newsroom: TestClient) -> None:
    ours = newsroom.get("/v1/quotes", headers={"Origin": "https://page.example"})
    assert ours.headers["access-control-allow-origin"] == "https://page.example"
    assert (
        "access-control-allow-origin" not in newsroom.get("/v1/quotes", headers={"Origin": "https://x.example"}).headers
    )


def test_a_browser_may_send_json_from_an_allowed_origin(newsroom: TestClient) -> None:
    headers = {
        "Origin": "https://page.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    answer = newsroom.options("/v1/analyze", headers=headers)
    assert answer.status_code == 200
    assert re.search(r"\bPOST\b", answer.headers["access-control-allow-methods"])
