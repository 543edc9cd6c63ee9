"""The tables of those who write: keys, what is deleted for good, answers that are given again, what is set right."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Text
from sqlmodel import JSON, Field, Index, SQLModel

from app.store.models import now, table_of

_IDS = {"sqlite_autoincrement": True}


class Scope(StrEnum):
    """What a key lets its bearer do; `admin` everything."""

    ingest = "ingest"
    correct = "correct"
    admin = "admin"


class ApiKey(SQLModel, table=True):
    """A key to the writing side. The token itself is nowhere: `digest` is its SHA-256, `prefix` finds the row."""

    __tablename__: ClassVar[str] = "api_key"
    __table_args__ = _IDS

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=100, unique=True)
    prefix: str = Field(max_length=20, unique=True)
    digest: str = Field(max_length=64)
    scopes: list[str] = Field(sa_type=JSON)
    created_at: datetime = Field(default_factory=now)
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


class Tombstone(SQLModel, table=True):
    """An article that was deleted; `id` is the one that it had."""

    __tablename__: ClassVar[str] = "tombstone"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    deleted_by: str = Field(max_length=100)
    deleted_at: datetime = Field(default_factory=now)


class TombstoneMark(SQLModel, table=True):
    """What a deleted article is known by, should it come again: its fingerprint, the keys of its addresses."""

    __tablename__: ClassVar[str] = "tombstone_mark"
    __table_args__ = _IDS

    id: int | None = Field(default=None, primary_key=True)
    tombstone_id: int = Field(foreign_key="tombstone.id", ondelete="CASCADE", index=True)
    mark: str = Field(max_length=64, index=True)


class KeptAnswer(SQLModel, table=True):
    """What was answered to a request with an Idempotency-Key, to be answered again; `digest` is the request's."""

    __tablename__: ClassVar[str] = "kept_answer"
    __table_args__ = (Index("uq_kept_answer_api_key_id_token", "api_key_id", "token", unique=True), _IDS)

    id: int | None = Field(default=None, primary_key=True)
    api_key_id: int = Field(foreign_key="api_key.id", ondelete="CASCADE")
    token: str = Field(max_length=200)
    digest: str = Field(max_length=64)
    status: int
    location: str = Field(max_length=200)
    body: str = Field(sa_type=Text)
    created_at: datetime = Field(default_factory=now, index=True)


class Correction(SQLModel, table=True):
    """One thing that an editor set right in a quote or a speaker (`subject`), and what it was before."""

    __tablename__: ClassVar[str] = "correction"
    __table_args__ = (Index("ix_correction_subject_subject_id", "subject", "subject_id"), _IDS)

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=20)
    subject_id: int
    field: str = Field(max_length=20)
    before: Any = Field(default=None, sa_type=JSON)
    after: Any = Field(default=None, sa_type=JSON)
    corrected_by: str = Field(max_length=100)
    corrected_at: datetime = Field(default_factory=now)


API_KEY = table_of(ApiKey)
TOMBSTONE = table_of(Tombstone)
TOMBSTONE_MARK = table_of(TombstoneMark)
KEPT_ANSWER = table_of(KeptAnswer)
CORRECTION = table_of(Correction)
