"""The present rules over all that is stored: analysed in many processes, written by this one, an article at a time."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from sqlmodel import Session

from app.pipeline.apart import begin_work_apart
from app.pipeline.ingestion import analyze_document, record_seated, seat_speakers
from app.records import Analysis, SourceDocument
from app.store.articles import list_article_ids
from app.store.db import Database
from app.store.identity import load_document
from app.store.models import Article, now
from app.store.revisions import Changes

# So many articles are analysed in one go, and so many such lots wait for each process: what bounds memory.
LOT = 16
AHEAD = 3
Reading = tuple[int, SourceDocument, Analysis]


@dataclass(frozen=True)
class Reread:
    """What the present rules changed in an article."""

    article_id: int
    title: str
    changes: Changes


def reanalyse(database: Database, *, processes: int, is_stopping: Callable[[], bool] = bool) -> Iterator[Reread]:
    """Reads every article again. Stopped between two articles, it may begin anew: what is done changes nothing then."""
    url = database.url.render_as_string(hide_password=False)
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin_work, initargs=(url,))
    waiting: deque[Future[list[Reading]]] = deque()
    try:
        for lot in _list_lots(database):
            waiting.append(pool.submit(_read_lot, lot))
            if len(waiting) >= processes * AHEAD:
                yield from _write(database, waiting.popleft().result())
            if is_stopping():
                return
        while waiting and not is_stopping():
            yield from _write(database, waiting.popleft().result())
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


def _write(database: Database, readings: list[Reading]) -> Iterator[Reread]:
    for article_id, document, analysis in readings:
        with database.write() as session:
            present = load_document(session.connection(), article_id)
            if present is None:
                continue
            # Somebody may have changed the article since it was read.
            found = analysis if present == document else analyze_document(present)
            yield _store(session, session.get_one(Article, article_id), found)


def _store(session: Session, article: Article, analysis: Analysis) -> Reread:
    seating = seat_speakers(session, article.id or 0, analysis)
    changes = record_seated(session, article, seating, stood_in=article.revision)
    if changes.is_any:
        article.updated_at = now()
    return Reread(article.id or 0, article.title, changes)


_database: Database


def _begin_work(url: str) -> None:
    global _database  # noqa: PLW0603  # a process has one
    _database = Database(url)
    begin_work_apart()


def _read_lot(ids: list[int]) -> list[Reading]:
    readings: list[Reading] = []
    for article_id in ids:
        with _database.read() as connection:
            document = load_document(connection, article_id)
        if document is not None:
            readings.append((article_id, document, analyze_document(document)))
    return readings
