"""SQLite: how its file is opened, read, and watched."""

import os
import sqlite3
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from app.errors import StoreError
from app.store.failures import explain

WAIT_SECONDS = 30
CACHE = 16_384
"""KiB of pages that a connection keeps at most. An article changes pages all over the file: written and read again
within one transaction, for they found no room in SQLite's two megabytes, they took a tenth of an archive's writing.
And of a file that is larger than what can be mapped, readers find them again."""
CHECKPOINT = 4_000
"""Pages in SQLite's log from which on a commit brings them into the file, which the disk has to confirm. An article
changes hundreds, most of them the same as the one before: at SQLite's thousand they were written four times as often.
Up to 4,062 a reader finds a page in the log by one look."""
_PRAGMAS = (
    f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA wal_autocheckpoint={CHECKPOINT}",
)


class TooLong(Exception):
    """An answer takes more steps than were allowed."""


class Moment:
    """One moment of a local database, begun and ended by the driver.

    SQLAlchemy's transactions take as long as a short query, and so do generators with their ways out. With `once`,
    a single statement is going to be put, which sees one moment without a transaction around it. After so many
    `steps` of SQLite's machine a statement ends in TooLong.
    """

    def __init__(
        self,
        idle: deque[Connection],
        open_reader: Callable[[], Connection],
        *,
        once: bool = False,
        steps: int | None = None,
    ) -> None:
        self._idle, self._open, self._once, self._steps = idle, open_reader, once, steps

    def __enter__(self) -> Connection:
        try:
            self._connection = self._idle.pop()
        except IndexError:
            self._connection = self._open()
        try:
            driver: Any = self._connection.connection.driver_connection
            if not self._once:
                driver.execute("BEGIN")
            if self._steps:
                driver.set_progress_handler(_stop, self._steps)
        except (DBAPIError, sqlite3.Error) as error:
            self._connection.close()
            reason = explain(error)
            if reason is error:
                raise
            raise reason from error
        self._driver = driver
        return self._connection

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        try:
            if self._steps:
                self._driver.set_progress_handler(None, 0)
            # What SQLAlchemy itself was asked inside, it counts as a transaction of its own.
            if self._connection.in_transaction():
                self._connection.rollback()
            if self._driver.in_transaction:
                self._driver.execute("ROLLBACK")
        finally:
            if self._connection.invalidated:
                self._connection.close()
            else:
                self._idle.append(self._connection)
        if self._steps and _was_stopped(error):
            raise TooLong from error
        if isinstance(error, (DBAPIError, sqlite3.Error)) and (reason := explain(error)) is not error:
            raise reason from error


def _stop() -> bool:
    return True


def _was_stopped(error: BaseException | None) -> bool:
    found = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(found, sqlite3.Error) and found.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT


def create_local(url: URL) -> Engine:
    """The connections to a file, whose folder is made where it is missing. Raises StoreError."""
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: can't be made: {error.strerror}") from error
    is_sealed = is_read_only(Path(str(url.database)))
    engine = create_engine(
        _seal(url) if is_sealed else url,
        connect_args={"timeout": WAIT_SECONDS},
        max_overflow=-1,
        json_serializer=to_json,
        json_deserializer=orjson.loads,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_sealed if is_sealed else _prepare_local)
    event.listen(engine, "begin", _begin_local)
    return engine


def is_read_only(path: Path) -> bool:
    """Whether there is a database that nobody here can write: neither the file, nor anything beside it."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _seal(url: URL) -> URL:
    """The address of a file that is only read. Raises StoreError where some of it is still in its log."""
    path = Path(str(url.database))
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        raise StoreError(f"{path} can't be written, and its newest changes are still in {log.name}")
    return url.set(database=f"{path.absolute().as_uri()}?mode=ro&immutable=1", query={"uri": "true"})


def _prepare_local(connection: Any, _record: Any) -> None:
    # The driver would begin transactions by itself, and too late: `_begin_local` does it.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _prepare_sealed(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def enlarge_cache(connection: Connection) -> None:
    """Lets a connection keep more pages than SQLite would."""
    driver: Any = connection.connection.driver_connection
    driver.execute(f"PRAGMA cache_size=-{CACHE}")


def watch(path: str) -> sqlite3.Connection:
    """A connection to a file that is there, and that makes none."""
    address = f"{Path(path).absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def _begin_local(connection: Connection) -> None:
    if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        return
    # A writer that began as a reader could not wait for another writer: SQLite would refuse it at once.
    writes = connection.get_execution_options().get("musnad_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def to_json(value: object) -> str:
    """A column's value as JSON; records become objects."""
    return orjson.dumps(value, default=_to_plain).decode()


def _to_plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump()
    raise TypeError
