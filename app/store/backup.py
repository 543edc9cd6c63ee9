"""A consistent copy of a live database, and the way back from it. SQLite's; PostgreSQL has tools of its own."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from app.errors import StoreError
from app.store.db import Database
from app.store.doctor import examine
from app.store.models import now
from app.store.schema import known_revisions, revision, upgrade

_SHOWN = 3
_LOGS = ("-wal", "-shm", "-journal")


def back_up(database: Database, target: Path) -> None:
    """Copies the database as it is at one moment, while others read and write. Raises StoreError."""
    source = _require_local(database, "pg_dump")
    if target.exists():
        raise StoreError(f"{target} is there already: a backup overwrites nothing")
    with _unfinished(target) as partial:
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(partial)) as copy:
            live.backup(copy)
            # One file, readable from where nothing can be written.
            copy.execute("PRAGMA journal_mode=DELETE")
        _sync(partial)
        try:
            os.link(partial, target)  # unlike a renaming, refuses to overwrite
        except FileExistsError:
            raise StoreError(f"{target} is there already: a backup overwrites nothing") from None
    _sync(target.parent)


def restore(database: Database, source: Path) -> Path | None:
    """Puts the copy in the database's place, once it is examined. Where the former file is kept; None without one.

    Raises StoreError for a copy that is damaged or breaks the laws of the data, and while somebody uses the database.
    """
    target = _require_local(database, "pg_restore")
    if not source.is_file():
        raise StoreError(f"{source}: there is no such file")
    target.parent.mkdir(parents=True, exist_ok=True)
    database.close()
    with _unfinished(target) as partial:
        _copy(source, partial)
        _examine(partial, source)
        former = _set_aside(target)
        partial.replace(target)
        _sync(target.parent)
    return former


def _require_local(database: Database, tool: str) -> Path:
    if not database.is_local:
        raise StoreError(f"this is a PostgreSQL database: use {tool}")
    return Path(str(database.url.database))


@contextmanager
def _unfinished(target: Path) -> Iterator[Path]:
    """A file beside the target, gone in the end whatever happens."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        yield partial
    except OSError as error:
        raise StoreError(f"{target}: {error.strerror}") from error
    except sqlite3.Error as error:
        raise StoreError(f"{target}: {error}") from error
    finally:
        for left in (partial, *(partial.with_name(partial.name + end) for end in _LOGS)):
            left.unlink(missing_ok=True)


def _copy(source: Path, copy: Path) -> None:
    """Copies what the file holds, and what is still in a log beside it. Raises StoreError."""
    address = f"{source.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as given, closing(sqlite3.connect(copy)) as taken:
            given.backup(taken)
    except sqlite3.Error as error:
        raise StoreError(f"{source}: {error}") from error


def _examine(copy: Path, source: Path) -> None:
    """Raises StoreError unless the copy is sound, of a revision that this code knows, and keeps every law."""
    _require_sound(copy, source)
    database = Database(f"sqlite:///{copy}")
    try:
        found = revision(database)
        if found not in known_revisions():
            raise StoreError(f"{source} is at revision {found or 'none'}, which this version of Musnad does not know")
        upgrade(database)
        problems = [f"{problem.where}: {problem.what}" for problem in islice(examine(database), _SHOWN)]
        if problems:
            raise StoreError(f"{source} breaks the laws of the data: {'; '.join(problems)}")
    except (DBAPIError, ValueError) as error:
        # SQLite calls a file sound in which letters are not, or what a column holds is no JSON.
        raise StoreError(f"{source} is damaged: {error}") from error
    finally:
        database.close()
    with closing(sqlite3.connect(copy)) as connection_alone:
        connection_alone.execute("PRAGMA journal_mode=DELETE")
    _sync(copy)


def _require_sound(copy: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(copy)) as connection:
            (report,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        report = str(error)
    except UnicodeDecodeError:
        report = "its schema can't be read"  # SQLite tells of it in the letters that it has found there
    if report != "ok":
        raise StoreError(f"{source} is damaged: {report}")


def _set_aside(target: Path) -> Path | None:
    """Renames the former database, and every log beside it. Raises StoreError while anybody has it open."""
    former = target.with_name(f"{target.name}.before-{now():%Y%m%dT%H%M%S%f}")
    if not target.exists():
        _set_logs_aside(target, former)
        return None
    with closing(sqlite3.connect(target, timeout=1)) as alone:
        try:
            # To leave WAL behind, a connection must be the only one.
            (mode,) = alone.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            mode = "wal"
        except sqlite3.DatabaseError:
            mode = "damaged"  # what is no database nobody can be using
    if mode == "wal":
        raise StoreError(f"{target} is in use: stop `musnad serve` and whatever else has it open, then restore")
    target.rename(former)
    _set_logs_aside(target, former)
    return former


def _set_logs_aside(target: Path, former: Path) -> None:
    """What a crash has left beside a database, SQLite would take for changes of whatever file has its name next."""
    for end in _LOGS:
        log = target.with_name(target.name + end)
        if log.exists():
            log.rename(former.with_name(former.name + end))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
