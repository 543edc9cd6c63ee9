"""Ingestions that wait or run: asked for, taken by one worker at a time, brought further, ended.

A worker holds a job by a lease that it renews. Who is killed renews nothing, and when the lease has run out another
takes the job and goes on where it stood.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, BinaryIO

from sqlalchemy import ColumnElement, Connection, case, delete, exists, func, select, update
from sqlmodel import Session

from app.errors import NotFound, RefusedEdit
from app.store.conditions import LARGEST_ID, one_of
from app.store.job_files import drop_file, store_file
from app.store.job_models import INGESTION, Ingestion, JobKind, JobState
from app.store.models import now
from app.store.shapes import Key, Listing, both_ways

LEASE = timedelta(seconds=30)
# So often a job is taken without coming any further, before it is given up: what it reads may kill who reads it.
MOST_ATTEMPTS = 5
# Jobs that have ended are kept so long.
KEPT_FOR = timedelta(days=90)
MOST_ERRORS = 100
STATUSES = ("new", "unchanged", "updated", "duplicate", "deleted", "refused")
_J = INGESTION.c
_ENDED = (JobState.done, JobState.failed, JobState.cancelled)


class IngestionSort(StrEnum):
    """The orders of ingestions; a minus turns one round."""

    id = "id"
    id_desc = "-id"


@dataclass(frozen=True)
class IngestionFilter:
    """What narrows ingestions. Values of one filter are alternatives; filters are joined by and."""

    state: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()


_SHOWN = ("id", "kind", "state", "name", "source", "size", "progress", "counts", "failure", "created_by")
_MOMENTS = ("created_at", "started_at", "finished_at")
INGESTIONS = Listing(
    name="ingestion",
    base=INGESTION,
    joined=INGESTION,
    columns={name: _J[name] for name in (*_SHOWN, *_MOMENTS)},
    details={name: _J[name] for name in ("addresses", "mapping", "published_at", "errors")},
    conditions={"state": one_of(_J.state), "kind": one_of(_J.kind)},
    orders=dict(zip(IngestionSort, both_ways(Key(_J.id, int)), strict=True)),
)


@dataclass(frozen=True)
class Order:
    """What somebody wants to have ingested: a file, or what is at addresses. `mapping` is of the file's records."""

    kind: JobKind
    name: str
    addresses: tuple[str, ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)
    source: str | None = None
    published_at: date | None = None


@dataclass
class Course:
    """How far a job has come: where to go on, what became of what it read, and up to `MOST_ERRORS` refusals."""

    at_address: int = 0
    at_entry: int = 0
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STATUSES, 0))
    errors: list[dict[str, Any]] = field(default_factory=list)
    progress: float | None = None


@dataclass(frozen=True)
class Job:
    """A job that a worker has taken, with its course up to then. `size` is the bytes of the file."""

    id: int
    order: Order
    course: Course
    attempts: int
    size: int = 0


def add_job(session: Session, order: Order, *, by: str, file: BinaryIO | None = None) -> int:
    """Puts the order at the end of the queue, with the file that it reads; the job's id. Forgets jobs of long ago."""
    connection = session.connection()
    connection.execute(delete(INGESTION).where(_J.finished_at < now() - KEPT_FOR))
    told = {name: getattr(order, name) for name in ("kind", "name", "mapping", "source")}
    day = order.published_at.isoformat() if order.published_at else None
    fields = {**told, "addresses": list(order.addresses), "published_at": day, "counts": Course().counts}
    job = Ingestion.model_validate({**fields, "created_by": by})
    session.add(job)
    session.flush()
    job_id = job.id or 0
    size = None if file is None else store_file(connection, job_id, file)
    connection.execute(update(INGESTION).where(_J.id == job_id).values(size=size))
    return job_id


def count_waiting(connection: Connection) -> int:
    """How many jobs have not ended."""
    waiting = select(func.count()).select_from(INGESTION).where(_J.state.not_in(_ENDED))
    return int(connection.execute(waiting).scalar_one())


def has_work(connection: Connection) -> bool:
    """Whether there is a job that nobody works on."""
    return bool(connection.execute(select(exists().where(_is_free(now())))).scalar())


def claim_job(session: Session, owner: str) -> Job | None:
    """Takes the job that has waited longest, or has been left by who was killed. One that kills everybody has failed.

    Writers come one after the other, so that nobody else can have it.
    """
    connection, moment = session.connection(), now()
    while True:
        longest = select(INGESTION).where(_is_free(moment)).order_by(_J.id).limit(1)
        row = connection.execute(longest).mappings().first()
        if row is None:
            return None
        here = update(INGESTION).where(_J.id == row["id"])
        if row["attempts"] >= MOST_ATTEMPTS:
            reason = f"given up: it was begun {MOST_ATTEMPTS} times and came no further, whoever worked on it was ended"
            connection.execute(here.values(**_end(JobState.failed, reason)))
            drop_file(connection, row["id"])
            continue
        start = row["started_at"] or moment
        taken = {"state": JobState.running, "owner": owner, "lease_until": moment + LEASE, "started_at": start}
        connection.execute(here.values(**taken, attempts=row["attempts"] + 1))
        return _read_job(dict(row))


def renew_lease(session: Session, job_id: int, owner: str) -> bool:
    """Holds the job for longer; False if it is no longer the owner's: cancelled, or taken by another."""
    renewed = _held(job_id, owner).values(lease_until=now() + LEASE)
    return session.connection().execute(renewed).rowcount == 1


def save_course(session: Session, job_id: int, owner: str, course: Course) -> bool:
    """Keeps how far the job has come; False if it is no longer the owner's."""
    stands = (_J.at_address == course.at_address) & (_J.at_entry == course.at_entry)
    attempts = case((stands, _J.attempts), else_=0)
    saved = _held(job_id, owner).values(**course.__dict__, attempts=attempts, lease_until=now() + LEASE)
    return session.connection().execute(saved).rowcount == 1


def release_job(session: Session, job_id: int, owner: str) -> None:
    """Leaves the job to whoever comes next: nobody is to blame for that, so it is no attempt."""
    attempts = case((_J.attempts > 0, _J.attempts - 1), else_=0)
    left = {"state": JobState.queued, "owner": None, "lease_until": None, "attempts": attempts}
    session.connection().execute(_held(job_id, owner).values(**left))


def finish_job(session: Session, job_id: int, owner: str, *, failure: str | None = None) -> None:
    """The job has come to its end, well or not; the file that it read is dropped."""
    state = JobState.done if failure is None else JobState.failed
    ended = _held(job_id, owner).values(**_end(state, failure))
    if session.connection().execute(ended).rowcount == 1:
        drop_file(session.connection(), job_id)


def cancel_job(session: Session, job_id: int) -> None:
    """Ends a job that has not ended; its worker finds that it is theirs no longer. Raises NotFound and RefusedEdit."""
    connection = session.connection()
    row = connection.execute(select(_J.state).where(_J.id == job_id)).first() if job_id <= LARGEST_ID else None
    if row is None:
        raise NotFound("ingestion", job_id)
    if row.state in {JobState.done, JobState.failed}:
        raise RefusedEdit(f"ingestion {job_id} has ended: it is {row.state}")
    if row.state != JobState.cancelled:
        connection.execute(update(INGESTION).where(_J.id == job_id).values(**_end(JobState.cancelled)))
        drop_file(connection, job_id)


def _is_free(moment: datetime) -> ColumnElement[bool]:
    return (_J.state == JobState.queued) | ((_J.state == JobState.running) & (_J.lease_until < moment))


def _held(job_id: int, owner: str) -> Any:
    return update(INGESTION).where(_J.id == job_id, _J.owner == owner, _J.state == JobState.running)


def _end(state: JobState, failure: str | None = None) -> dict[str, Any]:
    ended = {"state": state, "failure": failure, "finished_at": now(), "owner": None, "lease_until": None}
    return ended | ({"progress": 1.0} if state is JobState.done else {})


def _read_job(row: dict[str, Any]) -> Job:
    day = date.fromisoformat(row["published_at"]) if row["published_at"] else None
    order = Order(JobKind(row["kind"]), row["name"], tuple(row["addresses"]), row["mapping"], row["source"], day)
    course = Course(**{name: row[name] for name in ("at_address", "at_entry", "counts", "errors", "progress")})
    return Job(row["id"], order, course, row["attempts"] + 1, row["size"] or 0)
