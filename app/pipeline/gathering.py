"""Pages from the web into the database: one address, or all that a feed or a sitemap lists, each page once."""

import logging
from collections import deque
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from app.errors import FailedFetch, SourceError, ends_a_run
from app.ingest.feeds import Item, Listing
from app.ingest.fetch import Fetched
from app.ingest.web import Web, read_fetched
from app.pipeline.decision import Status
from app.pipeline.ingestion import Outcome, ingest
from app.pipeline.preparing import Refused, Result, refuse_broken
from app.records import SourceDocument
from app.store.db import Database
from app.store.visits import Marks, find_marks, find_visited, record_visit

logger = logging.getLogger(__name__)
# A sitemap may name others, and these others still; a circle comes to its end here.
MOST_LISTS = 1_000
_LASTING = frozenset({410, 451})
"""What a host says for good; a page that is not found may only not be out yet."""


@dataclass(frozen=True)
class Gatherer:
    """Brings pages in. A `dry` one fetches and reads, and stores nothing."""

    database: Database
    web: Web
    source: str | None = None
    is_dry: bool = False
    is_stopping: Callable[[], bool] = bool

    def gather(self, address: str) -> Iterator[Result]:
        """What becomes of the page at `address`, or of each page that the feed or the sitemap there lists.

        Pages that a list names are fetched once; a list that its host says is unchanged is not gone through again.
        """
        waiting = deque([address])
        asked: set[str] = set()
        while waiting and not self.is_stopping() and len(asked) < MOST_LISTS:
            url = waiting.popleft()
            if url in asked:
                continue
            asked.add(url)
            try:
                fetched, listing = self._read(url)
            except SourceError as error:
                yield _refuse(url, error)
                continue
            if listing is not None:
                waiting.extend(listing.sitemaps)
                is_complete = yield from self._visit_all(listing)
                # A list that is not done with is asked for whole again; one of lists is, when those are.
                is_complete = is_complete and not listing.sitemaps
                self._remember(url, Marks(fetched.etag, fetched.last_modified) if is_complete else Marks())
            elif not fetched.is_unchanged:
                yield self._ingest(fetched)

    def _read(self, url: str) -> tuple[Fetched, Listing | None]:
        marks = Marks()
        if not self.is_dry:
            with self.database.read() as connection:
                marks = find_marks(connection, url)
        return self.web.read_any(url, etag=marks.etag, last_modified=marks.last_modified)

    def _visit_all(self, listing: Listing) -> Generator[Result, None, bool]:
        """Each page that the list names. Whether all of them are settled, and the list need not be read again."""
        seen = self._find_visited(listing)
        is_complete = True
        for item in listing.items:
            if self.is_stopping():
                return False
            result = Result(item.url, Outcome(Status.unchanged, 0, item.title or "", None), 0, is_record=True)
            if item.url not in seen:
                result, is_settled = self._visit(item)
                is_complete = is_complete and is_settled
            yield result
        return is_complete

    def _find_visited(self, listing: Listing) -> set[str]:
        if self.is_dry and not self.database.exists():
            return set()
        with self.database.read() as connection:
            return find_visited(connection, (item.url for item in listing.items))

    def _visit(self, item: Item) -> tuple[Result, bool]:
        """What becomes of a page, and whether that is settled: what failed for now is tried again another time."""
        try:
            fetched = self.web.fetch(item.url)
        except SourceError as error:
            is_settled = not isinstance(error, FailedFetch) or error.status in _LASTING
            if is_settled:
                self._remember(item.url)
            return _refuse(item.url, error, is_record=True), is_settled
        result = self._ingest(fetched, item)
        self._remember(item.url)
        return result, True

    def _ingest(self, fetched: Fetched, item: Item | None = None) -> Result:
        name, is_record = (item.url, True) if item else (fetched.url, False)
        try:
            document = self._read_document(fetched, item)
            outcome = Outcome(Status.new, 0, document.title, None) if self.is_dry else ingest(self.database, document)
        except SourceError as error:
            return _refuse(name, error, is_record=is_record)
        except Exception as error:
            if ends_a_run(error):
                raise
            # What breaks on one page must not keep the others from being read.
            logger.exception("%s", name)
            return Result(name, refuse_broken(name, error), 0, is_record)
        return Result(name, outcome, len(fetched.data), is_record)

    def _read_document(self, fetched: Fetched, item: Item | None) -> SourceDocument:
        document = read_fetched(fetched, source=self.source)
        if item and document.published_at is None:
            return document.model_copy(update={"published_at": item.published_at})
        return document

    def _remember(self, url: str, marks: Marks | None = None) -> None:
        if not self.is_dry:
            with self.database.write() as session:
                record_visit(session, url, marks or Marks())


def _refuse(name: str, error: SourceError, *, is_record: bool = False) -> Result:
    return Result(name, Refused(name, error.reason), 0, is_record)
