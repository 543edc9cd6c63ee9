"""The tables of ingestions that run apart from the requests that asked for them: what is to be done, how far it has
come, and the file that it reads.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Enum, LargeBinary, Text
from sqlmodel import JSON, Field, SQLModel

from app.store.models import now, table_of


class JobKind(StrEnum):
    """What an ingestion reads: a file that was sent, or what is at addresses."""

    file = "file"
    feed = "feed"
    sitemap = "sitemap"
    urls = "urls"


class JobState(StrEnum):
    """How an ingestion stands; the last three are for good."""

    queued = "queued"
    running = "running"
    done = "done"
    failed = "failed"
    cancelled = "cancelled"


def _short_text(choices: type[StrEnum], name: str) -> Enum:
    return Enum(choices, name=name, native_enum=False, create_constraint=True, length=20)


class Ingestion(SQLModel, table=True):
    """One job. `at_address` and `at_entry` say where to go on; `owner` works on it until `lease_until`, or longer.

    `attempts` counts how often it was taken since it last came any further.
    """

    __tablename__: ClassVar[str] = "ingestion"
    __table_args__ = {"sqlite_autoincrement": True}  # so SQLModel wants it

    id: int | None = Field(default=None, primary_key=True)
    kind: JobKind = Field(sa_type=_short_text(JobKind, "kind"))
    state: JobState = Field(default=JobState.queued, sa_type=_short_text(JobState, "state"), index=True)
    name: str = Field(sa_type=Text)
    addresses: list[str] = Field(default=[], sa_type=JSON)
    mapping: dict[str, str] = Field(default={}, sa_type=JSON)
    source: str | None = Field(default=None, max_length=200)
    published_at: str | None = Field(default=None, max_length=10)
    size: int | None = None
    progress: float | None = None
    counts: dict[str, int] = Field(sa_type=JSON)
    errors: list[dict[str, Any]] = Field(default=[], sa_type=JSON)
    failure: str | None = Field(default=None, sa_type=Text)
    created_by: str = Field(max_length=100)
    created_at: datetime = Field(default_factory=now)
    started_at: datetime | None = None
    finished_at: datetime | None = None
    at_address: int = 0
    at_entry: int = 0
    owner: str | None = Field(default=None, max_length=40)
    lease_until: datetime | None = None
    attempts: int = 0


class IngestionPart(SQLModel, table=True):
    """A piece of the file that a job reads, gone when the job has ended."""

    __tablename__: ClassVar[str] = "ingestion_part"

    ingestion_id: int = Field(primary_key=True, foreign_key="ingestion.id", ondelete="CASCADE")
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    data: bytes = Field(sa_type=LargeBinary)


INGESTION = table_of(Ingestion)
INGESTION_PART = table_of(IngestionPart)
