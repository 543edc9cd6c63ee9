"""Which addresses have been fetched, and what their hosts said to recognise a newer version by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import Connection, String, bindparam, select
from sqlalchemy.dialects.postgresql import VARCHAR
from sqlmodel import Field, Session, SQLModel, col, delete

from app.records import LONGEST_URL
from app.store.addresses import make_address_key
from app.store.models import now, table_of

# What hosts send is theirs to choose; longer marks are not worth keeping.
LONGEST_MARK = 500
_LOOKED_UP_AT_ONCE = 500


class Visit(SQLModel, table=True):
    """An address that has been fetched; `key` is what `make_address_key` makes of it."""

    __tablename__: ClassVar[str] = "visit"
    __table_args__ = {"sqlite_autoincrement": True}  # so SQLModel wants it

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_type=String(64).with_variant(VARCHAR(64, collation="C"), "postgresql"), unique=True)
    url: str = Field(max_length=LONGEST_URL)
    etag: str | None = Field(default=None, max_length=LONGEST_MARK)
    last_modified: str | None = Field(default=None, max_length=LONGEST_MARK)
    visited_at: datetime = Field(default_factory=now)


VISIT = table_of(Visit)


@dataclass(frozen=True)
class Marks:
    """What a host gave to ask by whether there is something newer."""

    etag: str | None = None
    last_modified: str | None = None


_MARKS = select(VISIT.c.etag, VISIT.c.last_modified).where(VISIT.c.key == bindparam("key"))
_KNOWN = select(VISIT.c.key).where(VISIT.c.key.in_(bindparam("keys", expanding=True)))


def find_marks(connection: Connection, url: str) -> Marks:
    """What the host gave at the last visit; nothing where there was none."""
    row = connection.execute(_MARKS, {"key": make_address_key(url)}).first()
    return Marks(*row) if row else Marks()


def find_visited(connection: Connection, urls: Iterable[str]) -> set[str]:
    """Those of the addresses that have been fetched before."""
    by_key = {make_address_key(url): url for url in urls}
    keys = list(by_key)
    runs = (keys[start : start + _LOOKED_UP_AT_ONCE] for start in range(0, len(keys), _LOOKED_UP_AT_ONCE))
    return {by_key[key] for run in runs for key in connection.execute(_KNOWN, {"keys": run}).scalars()}


def record_visit(session: Session, url: str, marks: Marks = Marks()) -> None:  # it can't be changed
    """Remembers that the address has been fetched, in place of what was known of it."""
    key = make_address_key(url)
    session.exec(delete(Visit).where(col(Visit.key) == key))
    fields = {"key": key, "url": url, "etag": _short(marks.etag), "last_modified": _short(marks.last_modified)}
    session.add(Visit.model_validate(fields))
    session.flush()


def _short(mark: str | None) -> str | None:
    return mark if mark is None or len(mark) <= LONGEST_MARK else None
