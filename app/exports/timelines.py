"""TimelineJS 3: events as slides of a timeline that is put into a page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection

from app.exports.calendars import leave_out_undated
from app.exports.pieces import enclose
from app.exports.words import EVENTS_TITLE, make_html, shorten
from app.records import Precision
from app.store.links import Site
from app.store.listing import Row
from app.store.streaming import Selection, Subject, stream_records

# Which parts of a day a date of that precision has; all three where a period is no unit that TimelineJS knows.
_PARTS = {Precision.year: ("year",), Precision.month: ("year", "month"), Precision.decade: ("year",)}
_WHOLE = ("year", "month", "day")


def write_timeline(connection: Connection, subject: Subject, selection: Selection, site: Site) -> Iterator[bytes]:
    """Each dated event a slide. Texts are HTML to TimelineJS, so that they are escaped."""
    title = orjson.dumps({"unique_id": "title", "text": {"headline": make_html(EVENTS_TITLE), "text": ""}})
    slides = _write_slides(connection, subject, selection, site)
    yield from enclose(b'{"title":' + title + b',"events":[', slides, b"]}")


def _write_slides(connection: Connection, subject: Subject, selection: Selection, site: Site) -> Iterator[bytes]:
    separator = b""
    for rows in stream_records(connection, subject, leave_out_undated(selection)):
        yield separator + b",".join(orjson.dumps(make_slide(row, site)) for row in rows)
        separator = b","


def make_slide(row: Row, site: Site) -> dict[str, Any]:
    """The event as TimelineJS shows it: dates as precise as the words, which stand under them."""
    parts = _PARTS.get(row["precision"], _WHOLE)
    start, end = _take(row["date_start"], parts), _take(row["date_end"] or row["date_start"], parts)
    return {
        "unique_id": f"event-{row['id']}",
        "start_date": start,
        **({} if start == end else {"end_date": end}),
        "display_date": make_html(row["text"]),
        "group": make_html(row["article"]["source"] or ""),
        "text": {"headline": make_html(shorten(row["sentence"])), "text": _make_text(row, site)},
    }


def _take(day: str, parts: tuple[str, ...]) -> dict[str, int]:
    found = date.fromisoformat(day)
    return {part: getattr(found, part) for part in parts}


def _make_text(row: Row, site: Site) -> str:
    article = row["article"]
    address = make_html(site.page(article))
    source = f"، {make_html(article['source'])}" if article["source"] else ""
    return (
        f'<p dir="rtl">{make_html(row["sentence"])}</p>'
        f'<p dir="rtl"><a href="{address}">{make_html(article["title"])}</a>{source}</p>'
    )
