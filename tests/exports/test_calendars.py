"""iCalendar, read by the icalendar library."""

from datetime import date, timedelta
from typing import Any

from fastapi.testclient import TestClient
from icalendar import Calendar

from app.exports.calendars import _day_after


def read_calendar(client: TestClient, **params: Any) -> Any:
    answer = client.get("/v1/events.ics", params=params)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def test_every_dated_event_is_whole_days_with_an_end_that_is_no_part_of_it(shop: TestClient) -> None:
    calendar = read_calendar(shop)
    listed = [item for item in shop.get("/v1/events", params={"limit": 100}).json()["items"] if item["date_start"]]
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(listed) == 10
    for item in listed:
        event = events[f"https://musnad.example/base/v1/events/{item['id']}"]
        assert event["DTSTART"].dt == date.fromisoformat(item["date_start"])
        assert event["DTEND"].dt == date.fromisoformat(item["date_end"]) + timedelta(days=1)
        assert item["sentence"] in event["DESCRIPTION"]
        assert str(event["SUMMARY"]).rstrip("…") in " ".join(item["sentence"].split())
        assert event["SUMMARY"].params["LANGUAGE"] == "ar"
        assert event["DTSTAMP"].dt.tzinfo is not None
        assert str(event["URL"]) == (item["article"]["url"] or "https://musnad.example/base/v1/articles/3")


def test_a_program_can_subscribe_to_it(shop: TestClient) -> None:
    calendar = read_calendar(shop)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert "مسند" in calendar["X-WR-CALNAME"]
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=6)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-PUBLISHED-TTL"] == "PT6H"


def test_no_line_is_longer_than_75_octets_and_none_is_broken_inside_a_letter(shop: TestClient) -> None:
    content = shop.get("/v1/events.ics").content
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_filters_are_those_of_the_events(shop: TestClient) -> None:
    assert len(read_calendar(shop, date_from="2024-05-03", date_to="2024-05-05").walk("VEVENT")) == 2
    assert len(read_calendar(shop, precision=["year", "month"], limit=3).walk("VEVENT")) == 3
    assert read_calendar(shop, date_from="2077-01-01").walk("VEVENT") == []


def test_the_last_day_of_all_has_no_day_after_it() -> None:
    assert _day_after(date(2024, 2, 29)) == date(2024, 3, 1)
    assert _day_after(date.max) == date.max
