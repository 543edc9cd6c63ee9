"""Whole archives into the database: made ready in many processes, written by this one.

An article is stored whole or not at all. Several of them share a transaction: to end one takes longer than to write
most articles. However much there is to read, only some chunks are held at a time.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import replace
from itertools import chain, islice
from multiprocessing import get_context

from sqlmodel import Session

from app.errors import BrokenRun, SourceError, ends_a_run
from app.ingest.entries import Entry, Refusal
from app.pipeline.apart import begin_work_apart
from app.pipeline.decision import Status
from app.pipeline.ingestion import Analysed, Outcome, ingest, store_analysed
from app.pipeline.preparing import Plan, Prepared, Preparer, Ready, Refused, Result, refuse_broken
from app.store.db import Database

logger = logging.getLogger(__name__)
# A chunk is long enough to be worth sending to another process and a transaction of its own, and short enough to
# show progress and to let other writers wait for a moment only.
CHUNK = 24
LARGEST_CHUNK = 1_000_000
# So many chunks per process wait or are finished but not yet written: what bounds memory.
AHEAD = 3

_Chunk = list[Entry | Refusal]


def ingest_entries(
    database: Database, entries: Iterable[Entry | Refusal], plan: Plan, *, is_stopping: Callable[[], bool] = bool
) -> Iterator[Result]:
    """Ingests one after the other, in their order. Asked to stop, it finishes the articles in hand and ends.

    What a result tells of has been stored before.
    """
    seen: set[str] = set()
    for chunk in _prepare(entries, plan, is_stopping):
        results = (_foretell(ready, seen) for ready in chunk) if plan.is_dry else _store(database, chunk)
        for result in results:
            if isinstance(result.what, Refused) and result.what.trace:
                # The process that it happened in has no log.
                logger.error("%s: %s\n%s", result.name, result.what.reason, result.what.trace)
            yield result


def _store(database: Database, chunk: Sequence[Ready]) -> Iterator[Result]:
    """Stores them at once, as many as can be; what another of them has changed, alone behind that."""
    at = 0
    while at < len(chunk):
        stored = _store_together(database, chunk[at:]) or [_store_alone(database, chunk[at])]
        yield from stored
        at += len(stored)


def _store_together(database: Database, chunk: Sequence[Ready]) -> list[Result]:
    """What became of the first of them: of none where one breaks it off, for it shows alone which one that is."""
    works = [ready.work for ready in chunk if isinstance(ready, Prepared)]
    if not works:
        return [ready for ready in chunk if isinstance(ready, Result)]
    terms = {text: columns for work in works for text, columns in work.terms.items()}
    try:
        with database.write(terms=terms) as session:
            return list(_write_all(session, chunk))
    except Exception as error:
        if ends_a_run(error):
            raise
        logger.debug("articles can't be stored at once", exc_info=True)
        return []


def _write_all(session: Session, chunk: Iterable[Ready]) -> Iterator[Result]:
    for ready in chunk:
        if isinstance(ready, Result):
            yield ready
        elif outcome := store_analysed(session, ready.work):
            yield ready.conclude(outcome)
        else:
            return


def _store_alone(database: Database, ready: Ready) -> Result:
    if isinstance(ready, Result):
        return ready
    try:
        return ready.conclude(_ingest(database, ready.work))
    except SourceError as error:
        return ready.conclude(Refused(ready.entry, error.reason))
    except Exception as error:
        if ends_a_run(error):
            raise
        return ready.conclude(refuse_broken(ready.entry, error))


def _ingest(database: Database, work: Analysed) -> Outcome:
    with database.write(terms=work.terms) as session:
        stored = store_analysed(session, work)
    # Another entry of this run may have changed what there is to be analysed.
    return stored or ingest(database, work.document)


def _foretell(ready: Ready, seen: set[str]) -> Result:
    """What would become of it, with what stood before it in this run taken for stored."""
    if isinstance(ready, Prepared):
        raise TypeError("a dry run has nothing to store")
    if ready.fingerprint is None:
        return ready
    is_repeated = ready.fingerprint in seen
    seen.add(ready.fingerprint)
    if is_repeated and isinstance(ready.what, Outcome) and ready.what.status is Status.new:
        return replace(ready, what=replace(ready.what, status=Status.unchanged))
    return ready


def _prepare(
    entries: Iterable[Entry | Refusal], plan: Plan, is_stopping: Callable[[], bool]
) -> Iterator[Sequence[Ready]]:
    chunks = _cut(entries)
    first = list(islice(chunks, 2))
    if plan.processes < 2 or len(first) < 2:
        with closing(Preparer(plan)) as preparer:
            for chunk in chain(first, chunks):
                if is_stopping():
                    return
                yield [preparer.prepare(entry) for entry in chunk]
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
) -> Iterator[Sequence[Ready]]:
    waiting: deque[Future[list[Ready]]] = deque()
    for chunk in chunks:
        if is_stopping():
            return
        waiting.append(pool.submit(_prepare_chunk, chunk))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting and not is_stopping():
        yield waiting.popleft().result()


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


_preparer: Preparer


def _begin_work(plan: Plan) -> None:
    global _preparer  # noqa: PLW0603  # a process has one
    _preparer = Preparer(plan)
    begin_work_apart()


def _prepare_chunk(chunk: _Chunk) -> list[Ready]:
    return [_preparer.prepare(entry) for entry in chunk]
