"""The laws of the data, row by row: pure functions that name what is broken.

They read plain rows (mappings of column to value), so that a test can break one without a database.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from app.arabic.normalize import fold_key
from app.records import SourceDocument
from app.store.drafting import fold_article
from app.store.fingerprints import make_fingerprint
from app.store.links import make_fragment
from app.store.models import UNDATED, make_key, measure_reach

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """One broken law."""

    where: str
    what: str


def name_problems(kind: str, row: Row, broken: Iterator[str]) -> Iterator[Problem]:
    """What is broken in a row, with the row's name."""
    return (Problem(f"{kind} {row['id']}", what) for what in broken)


def examine_article(article: Row) -> Iterator[str]:
    """Headings stand in the body, in order; what is worked out from other columns is in step with them."""
    document = SourceDocument.model_construct(**article)
    if make_fingerprint(document.title, document.body) != article["fingerprint"]:
        yield "fingerprint is out of step with title and body"
    if article["folded"] != fold_article(document):
        yield "folded is out of step with title, deck and body"
    yield from _examine_day(article, "published_at")
    reached = 0
    for start, end in article["headings"]:
        if not reached <= start < end <= len(article["body"]):
            yield f"heading {start}–{end} does not stand in the body, behind the one before"
        reached = end


def examine_quote(quote: Row, article: Row) -> Iterator[str]:
    """Every span is a slice of the body, the pieces fill the content, the surroundings are the body's."""
    body, start, end = article["body"], quote["start"], quote["end"]
    yield from _examine_span(body, quote, "text", "start", "end")
    yield from _examine_span(body, quote, "cue", "cue_start", "cue_end")
    yield from _examine_optional(body, quote, "mention")
    yield from _examine_optional(body, quote, "via")
    yield from _examine_segments(body, quote)
    if not (body[:start].endswith(quote["prefix"]) and body[end:].startswith(quote["suffix"])):
        yield "prefix or suffix is not what stands around the content"
    if quote["folded"] != fold_key(quote["text"]):
        yield "folded is out of step with text"
    if quote["fragment"] != make_fragment(quote["prefix"], quote["text"], quote["suffix"]):
        yield "fragment is out of step with prefix, text and suffix"
    if quote["cue_key"] != make_key(quote["cue_lemma"]):
        yield "cue_key is out of step with cue_lemma"
    if quote["via_key"] != (None if quote["via"] is None else make_key(quote["via"])):
        yield "via_key is out of step with via"
    if quote["source_id"] != article["source_id"]:
        yield "source_id is not the article's"
    yield from _examine_day(quote, "said_on")


def examine_event(event: Row, article: Row, quotes: Mapping[int, Row]) -> Iterator[str]:
    """Expression and sentence are slices of the body, the one inside the other; the days are in order."""
    body = article["body"]
    yield from _examine_span(body, event, "text", "start", "end")
    yield from _examine_span(body, event, "sentence", "sentence_start", "sentence_end")
    if not event["sentence_start"] <= event["start"] <= event["end"] <= event["sentence_end"]:
        yield "the expression does not stand in its sentence"
    yield from _examine_range(event["date_start"], event["date_end"])
    if event["folded"] != fold_key(event["sentence"]):
        yield "folded is out of step with sentence"
    if event["source_id"] != article["source_id"]:
        yield "source_id is not the article's"
    yield from _examine_day(event, "date_start")
    if event["reach"] != measure_reach(event["date_start"], event["date_end"]):
        yield "reach is out of step with date_start and date_end"
    if event["quote_id"] is not None:
        yield from _examine_host(event, quotes.get(event["quote_id"]))


def examine_mention(mention: Row, article: Row) -> Iterator[str]:
    """The name as printed is a slice of the body."""
    yield from _examine_span(article["body"], mention, "text", "start", "end")


def examine_order(rows: Sequence[Row]) -> Iterator[str]:
    """Positions count up from 0 along the text."""
    if [row["position"] for row in rows] != list(range(len(rows))):
        yield "positions of its rows do not count up from 0"
    if any(one["start"] > other["start"] for one, other in pairwise(rows)):
        yield "positions of its rows do not follow the text"


def _examine_span(body: str, row: Row, text: str, start: str, end: str) -> Iterator[str]:
    here = f"{row[start]}–{row[end]}"
    if not 0 <= row[start] < row[end] <= len(body):
        yield f"{text} {here} does not stand in the body"
    elif body[row[start] : row[end]] != row[text]:
        yield f"{text} is not what stands at {here}"


def _examine_optional(body: str, row: Row, name: str) -> Iterator[str]:
    absent = [row[column] is None for column in (name, f"{name}_start", f"{name}_end")]
    if all(absent):
        return
    if any(absent):
        yield f"{name} has a text without a span, or a span without a text"
        return
    yield from _examine_span(body, row, name, f"{name}_start", f"{name}_end")


def _examine_segments(body: str, quote: Row) -> Iterator[str]:
    segments = quote["segments"]
    for segment in segments:
        yield from (f"segment: {what}" for what in _examine_span(body, segment, "text", "start", "end"))
    edges = [offset for segment in segments for offset in (segment["start"], segment["end"])]
    if not edges or edges[0] != quote["start"] or edges[-1] != quote["end"]:
        yield "segments do not reach from the content's start to its end"
    if edges != sorted(edges):
        yield "segments overlap or are out of order"


def _examine_range(first: date | None, last: date | None) -> Iterator[str]:
    if (first is None) != (last is None):
        yield "one of date_start and date_end is missing"
    elif first is not None and last is not None and first > last:
        yield "date_start is after date_end"


def _examine_day(row: Row, shown: str) -> Iterator[str]:
    if row["sort_day"] != (row[shown] or UNDATED):
        yield f"sort_day is out of step with {shown}"


def _examine_host(event: Row, quote: Row | None) -> Iterator[str]:
    if quote is None:
        yield "its quote belongs to another article"
    elif not quote["start"] <= event["start"] <= event["end"] <= quote["end"]:
        yield "does not stand in its quote"
