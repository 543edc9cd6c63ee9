"""The database: where it is, how it is opened, and the two ways in, `read` and `write`.

SQLite by default, PostgreSQL by its URL. Both are used alike: many readers, one writer at a time.
"""

import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import orjson
from pydantic import BaseModel
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session

from app.errors import StoreError
from app.store.remembering import Memory
from app.store.search.index import Columns, work_off
from app.store.search.matching import Tuning

WAIT_SECONDS = 30
# Any number would do, as long as every Musnad process takes the same.
WRITER_LOCK = 0x6D75736E

_PRAGMAS = (
    f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
)


class Database:
    """One database and its connections; safe to share among threads, opened anew in each process."""

    def __init__(self, url: str) -> None:
        self.url = read_url(url)
        self.tuning = Tuning()
        self.memory = Memory()
        self._is_local = self.url.get_backend_name() == "sqlite"
        # Readers' connections of SQLite are kept open: to check one out of a pool costs more than a short query.
        self._idle: deque[Connection] = deque()
        self._watcher: sqlite3.Connection | None = None

    @property
    def is_local(self) -> bool:
        """Whether reads are a matter of this process alone (SQLite), and so short enough for the event loop."""
        return self._is_local

    def exists(self) -> bool:
        """Whether there is a file to open; of a server one only knows by asking."""
        return not self.is_local or Path(str(self.url.database)).is_file()

    @cached_property
    def engine(self) -> Engine:
        """The connections. Opens nothing yet."""
        if self.is_local:
            return _create_local(self.url)
        # A writer that has waited for another must see what that one wrote, whatever the server's default is.
        return _create_remote(self.url, isolation_level="READ COMMITTED")

    @cached_property
    def reading_engine(self) -> Engine:
        """The connections for reading, where those see one moment."""
        return self.engine if self.is_local else _create_remote(self.url, isolation_level="REPEATABLE READ")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database, however many statements it runs."""
        connection = self._take_reader()
        try:
            with _explained(), _one_moment(connection) if self.is_local else connection.begin():
                yield connection
        finally:
            self._give_back(connection)

    @contextmanager
    def read_long(self) -> Iterator[tuple[Connection, Callable[[], None]]]:
        """A connection of its own that sees one moment for as long as it takes, and what stops it from another thread.

        Only SQLite can be stopped in the middle of a row; PostgreSQL stops at the next batch.
        """
        with _explained(), self.reading_engine.connect() as connection, connection.begin():
            yield connection, partial(_interrupt, connection.connection.driver_connection)

    @contextmanager
    def write(self, *, terms: Mapping[str, Columns] = MappingProxyType({})) -> Iterator[Session]:
        """One transaction, kept whole or not at all. Waits for other writers.

        `terms`: what the search index is going to hold of texts that will be written, as far as that is worked out.
        """
        with self.connect_writer() as connection, connection.begin():
            if not self.is_local:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
            with Session(connection, expire_on_commit=False) as session:
                yield session
                session.flush()
                work_off(connection, terms)

    @contextmanager
    def connect_writer(self) -> Iterator[Connection]:
        """A connection whose transactions keep other writers out from their beginning (SQLite)."""
        with _explained(), self.engine.connect() as connection:
            yield connection.execution_options(musnad_writes=True)

    def version(self) -> int | None:
        """A number that changes with every commit of any process; None where that isn't known (PostgreSQL).

        It is the same twice only if nothing was written in between. Nobody writes over the connection that asks: of
        its own commits it would not know.
        """
        if not self._is_local:
            return None
        try:
            if self._watcher is None:
                self._watcher = _watch(str(self.url.database))
            version: int = self._watcher.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            return None
        return version

    def size(self) -> int | None:
        """Bytes of SQLite's files, its log included; None for a server's database."""
        if not self._is_local:
            return None
        files = (Path(f"{self.url.database}{suffix}") for suffix in ("", "-wal", "-shm"))
        return sum(file.stat().st_size for file in files if file.exists())

    def close(self) -> None:
        """Closes every connection that is not in use."""
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None
        while self._idle:
            self._idle.pop().close()
        for name in {"engine", "reading_engine"} & self.__dict__.keys():
            getattr(self, name).dispose()

    def _take_reader(self) -> Connection:
        try:
            return self._idle.pop()
        except IndexError:
            with _explained():
                return self.reading_engine.connect()

    def _give_back(self, connection: Connection) -> None:
        if self.is_local and not connection.invalidated:
            self._idle.append(connection)
        else:
            connection.close()


def read_url(url: str) -> URL:
    """The address, with the driver named. Raises StoreError."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number is a ValueError
        raise StoreError("MUSNAD_DATABASE_URL is no database URL, like sqlite:///data/musnad.db") from None
    match address.get_backend_name():
        case "sqlite":
            return _read_local(address)
        case "postgresql" | "postgres":
            return address.set(drivername="postgresql+pg8000")
        case other:
            raise StoreError(f"MUSNAD_DATABASE_URL: Musnad runs on sqlite and postgresql, not on {other}")


def _read_local(address: URL) -> URL:
    if not address.database or address.database == ":memory:":
        raise StoreError("MUSNAD_DATABASE_URL: SQLite needs a file, each connection would see its own empty memory")
    return address.set(drivername="sqlite+pysqlite")


def _create_local(url: URL) -> Engine:
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
        json_serializer=_to_json,
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


def _create_remote(url: URL, *, isolation_level: IsolationLevel) -> Engine:
    return create_engine(
        url, isolation_level=isolation_level, pool_pre_ping=True, json_serializer=_to_json, hide_parameters=True
    )


def _prepare_local(connection: Any, _record: Any) -> None:
    # The driver would begin transactions by itself, and too late: `_begin_local` does it.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _prepare_sealed(connection: Any, _record: Any) -> None:
    connection.isolation_level = None


def _watch(path: str) -> sqlite3.Connection:
    """A connection to a file that is there, and that makes none."""
    address = f"{Path(path).absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


@contextmanager
def _one_moment(connection: Connection) -> Iterator[None]:
    """A transaction that is begun and ended by the driver: SQLAlchemy's takes as long as a short query."""
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN")
    try:
        yield
    finally:
        # What SQLAlchemy itself was asked inside, it counts as a transaction of its own.
        connection.rollback()
        if driver.in_transaction:
            driver.execute("ROLLBACK")


def _begin_local(connection: Connection) -> None:
    if connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        return
    # A writer that began as a reader could not wait for another writer: SQLite would refuse it at once.
    writes = connection.get_execution_options().get("musnad_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _interrupt(connection: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.interrupt()


def _to_json(value: object) -> str:
    return orjson.dumps(value, default=_to_plain).decode()


def _to_plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump()
    raise TypeError


@contextmanager
def _explained() -> Iterator[None]:
    """Says in one line what the database reported when it can't be used."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        if not _is_out_of_order(error):
            raise
        reason = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
        raise StoreError(f"the database can't be used: {reason}") from error


def _is_out_of_order(error: DBAPIError | sqlite3.Error) -> bool:
    if isinstance(error, DBAPIError) and not isinstance(error.orig, sqlite3.Error):
        return isinstance(error, (OperationalError, InterfaceError))
    # SQLite reports a file that is none of its own by the plain DatabaseError.
    found = error.orig if isinstance(error, DBAPIError) else error
    return type(found) is sqlite3.DatabaseError or isinstance(found, (sqlite3.OperationalError, sqlite3.InterfaceError))
