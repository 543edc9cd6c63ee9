"""A record of an archive (fields by name) → an article. Field names are mapped where they are not ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from app.errors import EmptySource, UnreadableSource
from app.ingest.bylines import read_byline
from app.ingest.document import make_document
from app.ingest.html_page import read_html_page
from app.ingest.languages import choose_language
from app.ingest.page_facts import read_stamp
from app.ingest.plain_text import read_text
from app.records import SourceDocument

# What a record may hold, and which of our fields that is.
FIELDS = {
    "id": "external_id",
    "external_id": "external_id",
    "title": "title",
    "deck": "deck",
    "text": "text",
    "body": "text",
    "html": "html",
    "url": "url",
    "source": "source",
    "author": "author",
    "published_at": "published_at",
    "language": "language",
    "modified_at": "modified_at",
    "caption": "caption",
    "credit": "credit",
}
_TOLD = ("external_id", "title", "deck", "author", "caption", "credit")
_EPOCH_DIGITS = (9, 10, 12, 13)


@dataclass(frozen=True)
class Reading:
    """How records are read: our field by their field's name, and what is the same for all that say nothing."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    published_at: date | None = None
    url: str | None = None


def parse_mapping(pairs: Sequence[str]) -> dict[str, str]:
    """`text=content` for each field that has another name in the records. Raises ValueError with what is wrong."""
    mapping: dict[str, str] = {}
    for pair in pairs:
        ours, equals, theirs = pair.partition("=")
        if not equals or not theirs.strip():
            raise ValueError(f"{pair!r} is not like text=content")
        if ours.strip() not in FIELDS:
            raise ValueError(f"there is no field {ours.strip()!r}; there are {', '.join(FIELDS)}")
        mapping[FIELDS[ours.strip()]] = theirs.strip()
    return mapping


def read_fields(record: Mapping[str, Any], *, name: str, reading: Reading) -> SourceDocument:
    """The article in a record; `name` says which, for messages. Raises UnreadableSource and EmptySource."""
    told = _translate(record, reading.mapping)
    words = {ours: text for ours in (*_TOLD, "url", "source") if (text := _as_text(told.get(ours), ours, name=name))}
    document = _read_body(told, words, name=name, reading=reading)
    own: dict[str, str | None] = {ours: words[ours] for ours in _TOLD if ours in words}
    if byline := read_byline(own.get("author") or ""):
        # Places and agencies stand there, too.
        own["author"] = byline.author or document.author
    if language := _as_text(told.get("language"), "language", name=name):
        own["language"] = choose_language([language], document.body)
    changed = _find_day(told.get("modified_at")) or document.modified_at
    return make_document(name, {**document.model_dump(), **own, "modified_at": changed})


def _read_body(told: Mapping[str, Any], words: Mapping[str, str], *, name: str, reading: Reading) -> SourceDocument:
    source, url = reading.source or words.get("source"), reading.url or words.get("url")
    day = reading.published_at or _read_day(told.get("published_at"), name=name)
    if text := _as_text(told.get("text"), "text", name=name):
        return read_text(text, name=name, title=words.get("title", ""), source=source, published_at=day, url=url)
    if html := _as_text(told.get("html"), "html", name=name):
        document = read_html_page(html, name=name, source=source, published_at=day, url=url)
        return document.model_copy(update={"url": url}) if url else document
    raise EmptySource(name, "there is no text in it")


def _translate(record: Mapping[str, Any], mapping: Mapping[str, str]) -> dict[str, Any]:
    """The record by our names; a mapped field is taken from nowhere else."""
    told = {ours: record[theirs] for theirs, ours in FIELDS.items() if theirs in record and ours not in mapping}
    return told | {ours: _dig(record, theirs) for ours, theirs in mapping.items()}


def _dig(record: Mapping[str, Any], path: str) -> object:
    """The field of that name, or the one that a path with dots leads to."""
    if path in record:
        return record[path]
    found: object = record
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _as_text(value: object, field_name: str, *, name: str) -> str | None:
    match value:
        case None:
            return None
        case str():
            return value.strip() or None
        case bool() | dict() | list():
            raise UnreadableSource(name, f"{field_name} is no text")
        case _:
            return str(value)


def _read_day(value: object, *, name: str) -> date | None:
    day = _find_day(value)
    if day is None and value is not None and str(value).strip():
        raise UnreadableSource(name, "published_at is no date like 2025-07-31")
    return day


def _find_day(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(int(value)) if isfinite(value) else ""
    text = str(value).strip()
    return _read_epoch(text) or read_stamp(text)


def _read_epoch(text: str) -> date | None:
    """The day of a number of seconds or milliseconds, in UTC."""
    if not text.isascii() or not text.isdigit() or len(text) not in _EPOCH_DIGITS:
        return None
    seconds = int(text) / (1 if len(text) <= 10 else 1_000)
    return datetime.fromtimestamp(seconds, UTC).date()
