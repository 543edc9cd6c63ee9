"""Articles of a JSON Lines file → the same lines with quotes and dates, as spans into their unchanged text."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any

import orjson

from app.arabic.analysis import analyze
from app.records import Analysis, FoundEvent, FoundQuote

# A chunk is long enough to be worth sending to another process, and short enough to show progress.
CHUNK = 32
# So many chunks per process wait or are finished but not yet written: what bounds memory.
AHEAD = 4


@dataclass(frozen=True)
class Line:
    """One line of a file; `number` counts from 1."""

    number: int
    data: bytes


@dataclass(frozen=True)
class Done:
    """A run of analysed lines, ready to be written, and how many bytes they were read from."""

    output: bytes
    consumed: int


@dataclass(frozen=True)
class BadLine:
    """A line that can't be analysed, and why. A value, for exceptions do not travel well between processes."""

    number: int
    reason: str


def analyze_lines(lines: Iterable[bytes], *, processes: int) -> Iterator[Done | BadLine]:
    """Analyses in the order of the lines, in as many processes; a file of one chunk stays in this one."""
    chunks = _cut(lines)
    first = list(islice(chunks, 2))
    if processes < 2 or len(first) < 2:
        yield from map(analyze_chunk, chain(first, chunks))
        return
    # Forked processes would inherit the locks of this one's threads.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from _analyze_apart(pool, chain(first, chunks), ahead=processes * AHEAD)


def analyze_chunk(chunk: list[Line]) -> Done | BadLine:
    """Analyses a run of lines; empty ones are left out."""
    output: list[bytes] = []
    for line in chunk:
        if line.data.strip():
            try:
                output.append(orjson.dumps(annotate(read_record(line.data)), option=orjson.OPT_APPEND_NEWLINE))
            except ValueError as error:
                return BadLine(line.number, str(error))
    return Done(b"".join(output), sum(len(line.data) for line in chunk))


def read_record(data: bytes) -> dict[str, Any]:
    """The object on one line. Raises ValueError with what is wrong with it."""
    try:
        record = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise ValueError("not an object in { }")  # noqa: TRY004  # one kind of error for one kind of mistake
    if not isinstance(record.get("text"), str):
        raise ValueError('needs a "text", a string')  # noqa: TRY004
    if not isinstance(record.get("title"), str | None):
        raise ValueError('"title" is no string')  # noqa: TRY004
    return record


def annotate(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with `quotes` and `dates`; every other field as it was. Raises ValueError for a date it can't read."""
    day = _read_day(record.get("published_at"))
    analysis = analyze(record["text"], reference=day, context=record.get("title") or "")
    return {
        **record,
        "quotes": [_show_quote(quote, analysis) for quote in analysis.quotes],
        # A date without a value is not on the calendar: the format has no place for it.
        "dates": [_show_date(event) for event in analysis.events if event.value is not None],
    }


def _cut(lines: Iterable[bytes]) -> Iterator[list[Line]]:
    numbered = (Line(number, data) for number, data in enumerate(lines, start=1))
    while chunk := list(islice(numbered, CHUNK)):
        yield chunk


def _analyze_apart(pool: ProcessPoolExecutor, chunks: Iterable[list[Line]], *, ahead: int) -> Iterator[Done | BadLine]:
    waiting: deque[Future[Done | BadLine]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(analyze_chunk, chunk))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _read_day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return datetime.fromisoformat(str(value)).date()
    except ValueError:
        raise ValueError(f'"published_at" is no date like 2025-07-31: {str(value)[:50]}') from None


def _show_quote(quote: FoundQuote, analysis: Analysis) -> dict[str, Any]:
    speaker = analysis.speakers[quote.speaker]
    return {
        "content": [[segment.start, segment.end] for segment in quote.segments],
        "kind": quote.kind,
        "cue": [quote.cue_start, quote.cue_end],
        "source": None if quote.mention_start is None else [quote.mention_start, quote.mention_end],
        "speaker": speaker.name,
        "speaker_kind": speaker.kind,
        "via": quote.via,
    }


def _show_date(event: FoundEvent) -> dict[str, Any]:
    return {"span": [event.start, event.end], "value": event.value}
