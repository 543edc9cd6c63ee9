"""Whole archives into the database: read, recognised and analysed in many processes, written by this one.

What is stored already is recognised before it is analysed, so that going on after a stop costs little. However much
there is to read, only some chunks are held at a time.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from threading import Thread

from app.errors import BrokenRun, SourceError
from app.ingest.entries import Entry, Refusal
from app.ingest.fielded import Reading, read_fields
from app.ingest.files import is_page
from app.ingest.html_page import read_html_page
from app.ingest.plain_text import read_plain_text
from app.pipeline.decision import Status, decide
from app.pipeline.ingestion import (
    Outcome,
    analyze_document,
    ingest,
    ingest_analysed,
    refuse_unstorable,
    with_clean_address,
)
from app.records import Analysis, SourceDocument
from app.store.db import Database
from app.store.drafting import Draft, draft
from app.store.identity import Acquaintance, make_fingerprint, recognize

# A chunk is long enough to be worth sending to another process, and short enough to show progress.
CHUNK = 24
LARGEST_CHUNK = 1_000_000
# So many chunks per process wait or are finished but not yet written: what bounds memory.
AHEAD = 3


@dataclass(frozen=True)
class Refused:
    """What could not be ingested, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Result:
    """What became of one entry, and how many bytes it was read from."""

    name: str
    what: Outcome | Refused
    size: int
    is_record: bool


@dataclass(frozen=True)
class Plan:
    """How a run reads and what it does: a dry run stores nothing, and there need be no database for it."""

    reading: Reading
    url: str
    processes: int
    is_dry: bool = False


@dataclass(frozen=True)
class _Prepared:
    """A document, with its analysis where it is new or changes an article: `analysed` is then what becomes of that."""

    name: str
    document: SourceDocument
    analysed: SourceDocument | None
    analysis: Analysis | None
    known: Outcome | None
    size: int
    is_record: bool
    drafted: Draft | None = None


_Ready = _Prepared | Result
_Chunk = list[Entry | Refusal]


def ingest_entries(
    database: Database, entries: Iterable[Entry | Refusal], plan: Plan, *, is_stopping: Callable[[], bool] = bool
) -> Iterator[Result]:
    """Ingests one after the other, in their order. Asked to stop, it finishes the article in hand and ends."""
    seen: set[str] = set()
    for ready in _prepare(entries, plan, is_stopping):
        if is_stopping():
            return
        if isinstance(ready, Result):
            yield ready
        elif plan.is_dry:
            yield Result(ready.name, _foretell(ready, seen), ready.size, ready.is_record)
        else:
            yield Result(ready.name, _store(database, ready), ready.size, ready.is_record)


def _store(database: Database, ready: _Prepared) -> Outcome | Refused:
    if ready.known is not None:
        return ready.known

    try:
        stored = ingest_analysed(
            database, ready.document, analysed=ready.analysed, analysis=ready.analysis, drafted=ready.drafted
        )
        # Another entry of this run may have changed what there is to be analysed.
        return stored or ingest(database, ready.document)
    except SourceError as error:
        return Refused(ready.name, error.reason)


def _foretell(ready: _Prepared, seen: set[str]) -> Outcome:
    """What would become of it, with what stood before it in this run taken for stored."""
    fingerprint = make_fingerprint(ready.document)
    is_repeated = fingerprint in seen
    seen.add(fingerprint)
    if ready.known is not None and not (is_repeated and ready.known.status is Status.new):
        return ready.known
    return Outcome(Status.unchanged if is_repeated else Status.new, 0, ready.document.title, None)


def _prepare(entries: Iterable[Entry | Refusal], plan: Plan, is_stopping: Callable[[], bool]) -> Iterator[_Ready]:
    chunks = _cut(entries)
    first = list(islice(chunks, 2))
    if plan.processes < 2 or len(first) < 2:
        worker = _Worker(plan)
        try:
            for chunk in chain(first, chunks):
                yield from (worker.prepare(entry) for entry in chunk)
        finally:
            worker.close()
        return
    # Forked processes would inherit the locks of this one's threads.
    pool = ProcessPoolExecutor(
        plan.processes, mp_context=get_context("spawn"), initializer=_begin_work, initargs=(plan,)
    )
    try:
        yield from _prepare_apart(pool, chain(first, chunks), ahead=plan.processes * AHEAD, is_stopping=is_stopping)
    except BrokenProcessPool as error:
        raise BrokenRun from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _prepare_apart(
    pool: ProcessPoolExecutor, chunks: Iterable[_Chunk], *, ahead: int, is_stopping: Callable[[], bool]
) -> Iterator[_Ready]:
    waiting: deque[Future[list[_Ready]]] = deque()
    for chunk in chunks:
        if is_stopping():
            return
        waiting.append(pool.submit(_prepare_chunk, chunk))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting and not is_stopping():
        yield from waiting.popleft().result()


def _cut(entries: Iterable[Entry | Refusal]) -> Iterator[_Chunk]:
    """Runs of entries, bounded in number and in bytes."""
    chunk: _Chunk = []
    size = 0
    for entry in entries:
        chunk.append(entry)
        size += entry.size
        if len(chunk) >= CHUNK or size >= LARGEST_CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


_worker: "_Worker"


def _begin_work(plan: Plan) -> None:
    # Ctrl-C goes to the whole group: whoever writes decides when it is over.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    global _worker  # noqa: PLW0603  # a process has one
    _worker = _Worker(plan)


def _end_with_parent() -> None:
    """Who is killed can't tell the processes that work for it; they would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _prepare_chunk(chunk: _Chunk) -> list[_Ready]:
    return [_worker.prepare(entry) for entry in chunk]


class _Worker:
    """Reads, recognises and analyses in its own process, with its own connection for reading."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        database = Database(plan.url)
        self._database = database if not plan.is_dry or database.exists() else None

    def prepare(self, entry: Entry | Refusal) -> _Ready:
        """The entry ready to be stored, or what became of it."""
        if isinstance(entry, Refusal):
            return Result(entry.name, Refused(entry.name, entry.reason), entry.size, entry.is_record)
        try:
            document = with_clean_address(self._read(entry))
            refuse_unstorable(document)
            return self._look_up(entry, with_clean_address(document))
        except SourceError as error:
            return Result(entry.name, Refused(entry.name, error.reason), entry.size, entry.is_record)
        except RecursionError:
            return Result(entry.name, Refused(entry.name, "nested too deep"), entry.size, entry.is_record)

    def close(self) -> None:
        """Lets go of the database."""
        if self._database:
            self._database.close()

    def _look_up(self, entry: Entry, document: SourceDocument) -> _Ready:
        decision = decide(self._recognize(document), document)
        if decision.status is Status.unchanged or self._plan.is_dry:
            known = Outcome(decision.status, decision.article_id or 0, decision.document.title, None)
            return _Prepared(entry.name, document, None, None, known, entry.size, entry.is_record)
        if decision.status not in {Status.new, Status.updated}:
            return _Prepared(entry.name, document, None, None, None, entry.size, entry.is_record)
        analysis = analyze_document(decision.document)
        is_local = self._database is not None and self._database.is_local
        drafted = draft(decision.document, analysis, with_terms=is_local)
        return _Prepared(entry.name, document, decision.document, analysis, None, entry.size, entry.is_record, drafted)

    def _recognize(self, document: SourceDocument) -> Acquaintance:
        if self._database is None:
            return Acquaintance(None, None)
        with self._database.read() as connection:
            return recognize(connection, document)

    def _read(self, entry: Entry) -> SourceDocument:
        reading = self._plan.reading
        if isinstance(entry.content, dict):
            return read_fields(entry.content, name=entry.name, reading=reading)
        read = read_html_page if is_page(entry.content, name=entry.name) else read_plain_text
        return read(
            entry.content,
            name=entry.name,
            source=reading.source,
            published_at=reading.published_at,
            url=reading.url,
        )
