"""TimelineJS 3, held to the rules of its own reader: dates, ids, and which texts are HTML."""

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.testclient import TestClient

PARTS = ("year", "month", "day")


class Reader(HTMLParser):
    """What a browser makes of a text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def timeline(shop: TestClient) -> Any:
    return shop.get("/v1/timeline.json").json()


def read_day(found: dict[str, int], usual: int) -> date:
    """A date whose smaller parts may be missing; parts are in order, and none is without the larger one."""
    assert tuple(found) == PARTS[: len(found)]
    assert all(isinstance(part, int) for part in found.values())
    return date(*(found.get(part, usual) for part in PARTS))


def test_every_slide_has_a_date_an_end_not_before_it_and_an_id_of_its_own(timeline: Any) -> None:
    slides = timeline["events"]
    assert len(slides) == 10
    for slide in slides:
        start = read_day(slide["start_date"], 1)
        end = slide.get("end_date")
        assert end != slide["start_date"]
        assert end is None or (start <= read_day(end, 1) and tuple(end) == tuple(slide["start_date"]))
    ids = [slide["unique_id"] for slide in (timeline["title"], *slides)]
    assert len(set(ids)) == len(ids)


def test_a_date_is_as_precise_as_the_words(timeline: Any) -> None:
    shown = {slide["display_date"]: (slide["start_date"], slide.get("end_date")) for slide in timeline["events"]}
    assert shown["12 من أيار 2024"] == ({"year": 2024, "month": 5, "day": 12}, None)
    assert shown["آذار 2024"] == ({"year": 2024, "month": 3}, None)
    assert shown["عام 2023"] == ({"year": 2023}, None)
    assert shown["التسعينيات"] == ({"year": 1990}, {"year": 1999})
    assert shown["بين 3 و5 من أيار 2024"] == (
        {"year": 2024, "month": 5, "day": 3},
        {"year": 2024, "month": 5, "day": 5},
    )


def test_texts_come_out_of_html_as_they_stand_in_the_article(shop: TestClient, timeline: Any) -> None:
    listed = {f"event-{item['id']}": item for item in shop.get("/v1/events", params={"limit": 100}).json()["items"]}
    for slide in timeline["events"]:
        item = listed[slide["unique_id"]]
        headline, text = Reader(slide["text"]["headline"]), Reader(slide["text"]["text"])
        assert headline.tags == []
        assert headline.text.rstrip("…") in " ".join(item["sentence"].split())
        assert set(text.tags) <= {"p", "a"}
        assert item["sentence"] in text.text
        assert item["article"]["title"] in text.text
        article = f"https://musnad.example/base/v1/articles/{item['article']['id']}"
        assert text.links == [item["article"]["url"] or article]
        assert Reader(slide["group"]).text == (item["article"]["source"] or "")


def test_filters_are_those_of_the_events(shop: TestClient) -> None:
    slides = shop.get("/v1/timeline.json", params={"precision": "decade", "limit": 1}).json()["events"]
    assert [slide["display_date"] for slide in slides] == ["التسعينيات"]
    assert shop.get("/v1/timeline.json", params={"date_from": "2077-01-01"}).json()["events"] == []
