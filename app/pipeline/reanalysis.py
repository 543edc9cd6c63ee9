"""The present rules over all that is stored: analysed in many processes, written by this one, an article at a time."""

import logging
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from sqlmodel import Session

from app.errors import BrokenRun, ends_a_run
from app.pipeline.apart import begin_work_apart
from app.pipeline.ingestion import analyze_document, record_seated, seat_speakers
from app.pipeline.preparing import Refused, refuse_broken
from app.records import Analysis, SourceDocument
from app.store.articles import list_article_ids
from app.store.db import Database
from app.store.drafting import Findings, draft_findings
from app.store.identity import load_document
from app.store.models import Article, now
from app.store.revisions import Changes

logger = logging.getLogger(__name__)
# So many articles are analysed in one go, and so many such lots wait for each process: what bounds memory.
LOT = 16
AHEAD = 3


@dataclass(frozen=True)
class Reading:
    """An article as another process has read it anew, and the rows that come of that."""

    article_id: int
    document: SourceDocument
    analysis: Analysis
    findings: Findings


@dataclass(frozen=True)
class Reread:
    """What the present rules changed in an article; `failure` where they broke on it, and all stays as it was."""

    article_id: int
    title: str
    changes: Changes
    failure: str | None = None


@dataclass(frozen=True)
class Broken:
    """An article that the rules broke on."""

    article_id: int
    title: str
    refused: Refused

    def tell(self) -> Reread:
        """Logs it with its trace, for that is the writer's to do; what is told of it."""
        logger.error("article %d: %s\n%s", self.article_id, self.refused.reason, self.refused.trace)
        return Reread(self.article_id, self.title, Changes(), self.refused.reason)


def reanalyse(database: Database, *, processes: int, is_stopping: Callable[[], bool] = bool) -> Iterator[Reread]:
    """Reads every article again. Stopped between two articles, it may begin anew: what is done changes nothing then."""
    url = database.url.render_as_string(hide_password=False)
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin_work, initargs=(url,))
    waiting: deque[Future[list[Reading | Broken]]] = deque()
    try:
        for lot in _list_lots(database):
            waiting.append(pool.submit(_read_lot, lot))
            if len(waiting) >= processes * AHEAD:
                yield from _write(database, waiting.popleft().result())
            if is_stopping():
                return
        while waiting and not is_stopping():
            yield from _write(database, waiting.popleft().result())
    except BrokenProcessPool as error:
        raise BrokenRun from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _list_lots(database: Database) -> Iterator[list[int]]:
    last = 0
    while True:
        with database.read() as connection:
            ids = list_article_ids(connection, after=last, limit=LOT)
        if not ids:
            return
        yield ids
        last = ids[-1]


def _write(database: Database, readings: list[Reading | Broken]) -> Iterator[Reread]:
    for reading in readings:
        if isinstance(reading, Broken):
            yield reading.tell()
            continue
        try:
            reread = _write_one(database, reading)
        except Exception as error:
            if ends_a_run(error):
                raise
            reread = _break(reading.article_id, reading.document, error).tell()
        if reread is not None:
            yield reread


def _write_one(database: Database, reading: Reading) -> Reread | None:
    with database.write() as session:
        present = load_document(session.connection(), reading.article_id)
        if present is None:
            return None
        # Somebody may have changed the article since it was read.
        read = reading if present == reading.document else _read(reading.article_id, present)
        return _store(session, session.get_one(Article, reading.article_id), read)


def _store(session: Session, article: Article, reading: Reading) -> Reread:
    seating = seat_speakers(session, reading.article_id, reading.analysis)
    drafted = reading.findings if seating.analysis is reading.analysis else None
    changes = record_seated(session, article, seating, stood_in=article.revision, drafted=drafted)
    if changes.is_any:
        article.updated_at = now()
    return Reread(article.id or 0, article.title, changes)


_database: Database


def _begin_work(url: str) -> None:
    global _database  # noqa: PLW0603  # a process has one
    _database = Database(url)
    begin_work_apart()


def _read_lot(ids: list[int]) -> list[Reading | Broken]:
    readings: list[Reading | Broken] = []
    for article_id in ids:
        with _database.read() as connection:
            document = load_document(connection, article_id)
        if document is None:
            continue
        try:
            readings.append(_read(article_id, document))
        except Exception as error:
            readings.append(_break(article_id, document, error))
    return readings


def _break(article_id: int, document: SourceDocument, error: Exception) -> Broken:
    return Broken(article_id, document.title, refuse_broken(document.title, error))


def _read(article_id: int, document: SourceDocument) -> Reading:
    analysis = analyze_document(document)
    return Reading(article_id, document, analysis, draft_findings(analysis))
