"""Ingestions that run apart: workers that take one job after the other, and go on where the last one stood.

What a job has come to is kept about once a second and whenever it is left, so that only what was stored right before
somebody was killed is met again, and counted as unchanged.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from secrets import token_hex
from typing import Self, cast

from sqlalchemy.exc import DBAPIError

from app.config import Settings
from app.errors import MusnadError, StoreError
from app.ingest.archives import Entries, measure_archive, read_archive
from app.ingest.fielded import Reading
from app.ingest.web import make_web
from app.pipeline.bulk import ingest_entries
from app.pipeline.decision import Status
from app.pipeline.gathering import Gatherer
from app.pipeline.preparing import Plan, Refused, Result
from app.store.db import Database
from app.store.job_files import open_stored
from app.store.job_models import JobKind
from app.store.jobs import (
    LEASE,
    MOST_ATTEMPTS,
    MOST_ERRORS,
    Course,
    Job,
    claim_job,
    finish_job,
    has_work,
    release_job,
    renew_lease,
    save_course,
)

logger = logging.getLogger(__name__)
# Jobs that other processes were asked for, or have left, are looked for so often.
LOOK_SECONDS = 5.0
SAVE_SECONDS = 1.0
BEAT_SECONDS = LEASE.total_seconds() / 3
_LONGEST_REASON = 300


class Worker:
    """Takes jobs, one after the other, in a thread of its own from `start` to `stop`."""

    def __init__(self, database: Database, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._database, self._settings, self._clock = database, settings, clock
        self._owner = token_hex(16)
        self._stop, self._awake = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._work, name="ingestions", daemon=True)

    def start(self) -> None:
        """Looks for work from now on."""
        self._thread.start()

    def wake(self) -> None:
        """There is work."""
        self._awake.set()

    def stop(self, patience: float = 8.0) -> None:
        """Finishes the article in hand and leaves the job to who comes next. Waits so many seconds for that."""
        self._stop.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join(patience)

    def work_once(self) -> bool:
        """Takes the next job and brings it as far as it can; False if there is none."""
        with self._database.read() as connection:
            if not has_work(connection):
                return False
        with self._database.write() as session:
            job = claim_job(session, self._owner)
        if job is None:
            return False
        with _Hold(self._database, job.id, self._owner, self._stop) as hold:
            self._run(job, hold)
        return True

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                is_busy = self._database.exists() and self.work_once()
            except (MusnadError, DBAPIError) as error:
                # Where the database can't be used, `/readyz` tells so.
                logger.debug("no look at ingestions: %s", error)
                is_busy = False
            if not is_busy:
                self._awake.wait(LOOK_SECONDS)
                self._awake.clear()

    def _run(self, job: Job, hold: "_Hold") -> None:
        tally = Tally(job)
        saved_at = self._clock()
        try:
            for result in self._ingest(job, tally, hold.is_over):
                tally.take(result)
                if self._clock() - saved_at >= SAVE_SECONDS:
                    hold.save(tally.course)
                    saved_at = self._clock()
            hold.leave(tally) if self._stop.is_set() else hold.finish(tally)
        except Exception as error:
            logger.exception("ingestion %d", job.id)
            hold.fail(job, tally, error)

    def _ingest(self, job: Job, tally: "Tally", is_over: Callable[[], bool]) -> Iterator[Result]:
        if job.order.kind is JobKind.file:
            yield from self._ingest_file(job, tally, is_over)
            return
        web = make_web(self._settings, sleep=lambda seconds: cast(None, self._stop.wait(seconds)))
        gatherer = Gatherer(self._database, web, source=job.order.source, is_stopping=is_over)
        for number, address in enumerate(job.order.addresses):
            if is_over():
                return
            if number >= job.course.at_address:
                tally.turn_to(number)
                yield from gatherer.gather(address)

    def _ingest_file(self, job: Job, tally: "Tally", is_over: Callable[[], bool]) -> Iterator[Result]:
        reading = Reading(job.order.mapping, job.order.source, job.order.published_at)
        plan = Plan(reading, self._settings.url, self._settings.job_processes)
        with closing(open_stored(self._database, job.id, job.size)) as file:
            tally.expect(measure_archive(file, name=job.order.name))
            file.seek(0)
            entries = tally.pass_over(read_archive(file, name=job.order.name))
            yield from ingest_entries(self._database, entries, plan, is_stopping=is_over)


class Tally:
    """Counts what becomes of a job's articles. After a stop, what is met again is not counted again."""

    def __init__(self, job: Job) -> None:
        self.course = job.course
        self._is_file, self._number = job.order.kind is JobKind.file, len(job.order.addresses)
        self._again, self._seen = job.course.at_entry, 0
        self._size, self._total = 0, 0

    @property
    def failure(self) -> str | None:
        """Why the whole job has failed: nothing of it could be ingested."""
        refused, total = self.course.counts["refused"], sum(self.course.counts.values())
        if not refused or refused < total:
            return None
        return f"nothing of it could be ingested: {self.course.errors[0]['reason']}"

    def take(self, result: Result) -> None:
        """Counts one."""
        self._seen += 1
        self._size += result.size
        is_again = self._seen <= self._again
        self.course.at_entry = max(self.course.at_entry, self._seen)
        if self._is_file:
            self.course.progress = min(1.0, self._size / self._total) if self._total else None
        is_idle = isinstance(result.what, Refused) or result.what.status is Status.unchanged
        if not (is_again and is_idle):
            self._count(result)

    def turn_to(self, number: int) -> None:
        """The next results are of the address with that number."""
        if number > self.course.at_address:
            self.course.at_address, self.course.at_entry = number, 0
            self._again = 0
        self._seen = 0
        self.course.progress = number / self._number if self._number > 1 else None

    def expect(self, total: int) -> None:
        """So many bytes are to be read."""
        self._total = total

    def pass_over(self, entries: Entries) -> Entries:
        """The entries that have not been settled yet."""
        for entry in entries:
            if self._seen < self._again:
                self._seen += 1
                self._size += entry.size
            else:
                yield entry

    def _count(self, result: Result) -> None:
        what = result.what
        self.course.counts["refused" if isinstance(what, Refused) else what.status.value] += 1
        if isinstance(what, Refused) and len(self.course.errors) < MOST_ERRORS:
            self.course.errors.append({"name": _printable(result.name), "reason": _printable(what.reason)})


class _Hold:
    """A job in a worker's hands, for as long as the block lasts and nobody else has it."""

    def __init__(self, database: Database, job_id: int, owner: str, stop: threading.Event) -> None:
        self._database, self._job_id, self._owner, self._stop = database, job_id, owner, stop
        self._is_lost, self._is_done = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._beat, name="ingestion lease", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_done.set()
        self._thread.join()

    def is_over(self) -> bool:
        """Whether to come to an end: the worker is stopped, or the job is no longer its own."""
        return self._stop.is_set() or self._is_lost.is_set()

    def save(self, course: Course) -> None:
        """Keeps how far it has come."""
        with self._database.write() as session:
            if not save_course(session, self._job_id, self._owner, course):
                self._is_lost.set()

    def leave(self, tally: Tally) -> None:
        """Leaves it as it is to who comes next."""
        with self._database.write() as session:
            save_course(session, self._job_id, self._owner, tally.course)
            release_job(session, self._job_id, self._owner)

    def finish(self, tally: Tally) -> None:
        """It has come to its end."""
        with self._database.write() as session:
            save_course(session, self._job_id, self._owner, tally.course)
            finish_job(session, self._job_id, self._owner, failure=tally.failure)

    def fail(self, job: Job, tally: Tally, error: Exception) -> None:
        """Something broke: it is tried again when the lease has run out, unless that has been done often enough."""
        reason = str(error) if isinstance(error, MusnadError) else "a mistake of the server; its log has the reason"
        with self._database.write() as session:
            save_course(session, self._job_id, self._owner, tally.course)
            if job.attempts >= MOST_ATTEMPTS:
                finish_job(session, self._job_id, self._owner, failure=_printable(reason))

    def _beat(self) -> None:
        while not self._is_done.wait(BEAT_SECONDS):
            try:
                with self._database.write() as session:
                    if not renew_lease(session, self._job_id, self._owner):
                        self._is_lost.set()
            except (StoreError, DBAPIError) as error:
                logger.warning("ingestion %d: the lease can't be renewed: %s", self._job_id, error)


def _printable(text: str) -> str:
    """What any database keeps and any log shows."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:_LONGEST_REASON]
