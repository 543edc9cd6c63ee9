"""The database: where it is, how it is opened, and the two ways in, `read` and `write`.

SQLite by default, PostgreSQL by its URL. Both are used alike: many readers, one writer at a time.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.exc import ArgumentError
from sqlmodel import Session

from app.errors import StoreError
from app.store.failures import explained
from app.store.local import Moment, create_local, enlarge_cache, to_json, watch
from app.store.remembering import Memory
from app.store.search.index import Columns, work_off
from app.store.search.matching import Tuning

# Any number would do, as long as every Musnad process takes the same.
WRITER_LOCK = 0x6D75736E


class Database:
    """One database and its connections; safe to share among threads, opened anew in each process."""

    def __init__(self, url: str, *, mapped: int = 0) -> None:
        """`mapped`: bytes of SQLite's file that readers see in memory instead of copying pages out of it."""
        self.url = read_url(url)
        self._mapped = mapped
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
            return create_local(self.url)
        # A writer that has waited for another must see what that one wrote, whatever the server's default is.
        return _create_remote(self.url, isolation_level="READ COMMITTED")

    @cached_property
    def reading_engine(self) -> Engine:
        """The connections for reading, where those see one moment."""
        return self.engine if self.is_local else _create_remote(self.url, isolation_level="REPEATABLE READ")

    def read(self, *, once: bool = False, steps: int | None = None) -> AbstractContextManager[Connection]:
        """A connection that sees one moment of the database, however many statements it runs; `once`: a single one.

        SQLite raises TooLong where a statement takes more than so many `steps`.
        """
        if not self._is_local:
            return self._read_remote()
        return Moment(self._idle, self._open_reader, once=once, steps=steps)

    @contextmanager
    def _read_remote(self) -> Iterator[Connection]:
        with explained(), self.reading_engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def read_long(self) -> Iterator[tuple[Connection, Callable[[], None]]]:
        """A connection of its own that sees one moment for as long as it takes, and what stops it from another thread.

        Only SQLite can be stopped in the middle of a row; PostgreSQL stops at the next batch.
        """
        with explained(), self.reading_engine.connect() as connection, connection.begin():
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
        with explained(), self.engine.connect() as connection:
            if self.is_local:
                enlarge_cache(connection)
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
                self._watcher = watch(str(self.url.database))
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

    def _open_reader(self) -> Connection:
        with explained():
            connection = self.reading_engine.connect()
            enlarge_cache(connection)
            driver: Any = connection.connection.driver_connection
            if self._mapped:
                driver.execute(f"PRAGMA mmap_size={self._mapped}")
            return connection


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


def _create_remote(url: URL, *, isolation_level: IsolationLevel) -> Engine:
    return create_engine(
        url, isolation_level=isolation_level, pool_pre_ping=True, json_serializer=to_json, hide_parameters=True
    )


def _interrupt(connection: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.interrupt()
