"""iCalendar (RFC 5545): events as whole days, for a calendar program that subscribes to them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vDate, vText
from sqlalchemy import Connection

from app import __version__
from app.exports.pieces import enclose
from app.exports.words import EVENTS_TITLE, LANGUAGE, shorten
from app.store.links import Site
from app.store.listing import Row
from app.store.streaming import CHANGED, Selection, Subject, stream_records

# How long a subscriber may wait before it asks again.
_REFRESH = timedelta(hours=6)
_FIRST_DAY = date(1, 1, 2)
_CLOSING = b"END:VCALENDAR\r\n"


def leave_out_undated(selection: Selection) -> Selection:
    """The same without events that have no day."""
    filters = selection.filters
    return replace(selection, filters=replace(filters, date_from=filters.date_from or _FIRST_DAY))


def write_calendar(connection: Connection, subject: Subject, selection: Selection, site: Site) -> Iterator[bytes]:
    """Each dated event from its first day to its last."""
    head = _make_calendar().to_ical().removesuffix(_CLOSING)
    parts = stream_records(connection, subject, leave_out_undated(selection), CHANGED)
    yield from enclose(head, (b"".join(_make_event(row, site).to_ical() for row in rows) for rows in parts), _CLOSING)


def _make_calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//Musnad//Musnad {__version__}//{LANGUAGE.upper()}")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", EVENTS_TITLE, parameters={"LANGUAGE": LANGUAGE})
    calendar.add("X-WR-CALNAME", EVENTS_TITLE)
    calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT6H")
    return calendar


def _make_event(row: Row, site: Site) -> Event:
    article = row["article"]
    permalink = site.of("events", row["id"])
    changed = datetime.fromisoformat(article["updated_at"])
    first = date.fromisoformat(row["date_start"])
    last = date.fromisoformat(row["date_end"] or row["date_start"])
    event = Event()
    event.add("UID", permalink)
    event.add("DTSTAMP", changed)
    event.add("LAST-MODIFIED", changed)
    event.add("DTSTART", vDate(first), parameters={"VALUE": "DATE"})
    event.add("DTEND", vDate(_day_after(last)), parameters={"VALUE": "DATE"})
    event.add("SUMMARY", vText(shorten(row["sentence"])), parameters={"LANGUAGE": LANGUAGE})
    event.add("DESCRIPTION", vText(_describe(row)), parameters={"LANGUAGE": LANGUAGE})
    event.add("URL", site.page(article))
    event.add("CATEGORIES", [row["tense"], row["precision"]])
    # Nobody is busy because a newspaper names a day.
    event.add("TRANSP", "TRANSPARENT")
    return event


def _describe(row: Row) -> str:
    """The whole sentence, the words that name the day, and where it stands."""
    article = row["article"]
    source = "، ".join(part for part in (article["title"], article["source"]) if part)
    return "\n\n".join(part for part in (row["sentence"], f"«{row['text']}»", source, article["url"]) if part)


def _day_after(day: date) -> date:
    """The end as iCalendar counts it: the first day that is no more part of it."""
    return day if day == date.max else day + timedelta(days=1)
