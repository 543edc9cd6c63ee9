"""A consistent copy of a live database, and the way back from it. SQLite's; PostgreSQL has tools of its own."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from app.errors import StoreError
from app.store.db import Database
from app.store.doctor import examine
from app.store.models import now
from app.store.schema import known_revisions, revision, upgrade

_SHOWN = 3


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
        shutil.copyfile(source, partial)
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
        for left in (partial, *(partial.with_name(partial.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _examine(copy: Path, source: Path) -> None:
    """Raises StoreError unless the copy is sound, of a revision that this code knows, and keeps every law."""
    database = Database(f"sqlite:///{copy}")
    try:
        found = revision(database)
        if found not in known_revisions():
            raise StoreError(f"{source} is at revision {found or 'none'}, which this version of Musnad does not know")
        with database.read() as connection:
            report = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if report != "ok":
            raise StoreError(f"{source} is damaged: {report}")
        upgrade(database)
        problems = [f"{problem.where}: {problem.what}" for problem in islice(examine(database), _SHOWN)]
        if problems:
            raise StoreError(f"{source} breaks the laws of the data: {'; '.join(problems)}")
    finally:
        database.close()
    with closing(sqlite3.connect(copy)) as connection_alone:
        connection_alone.execute("PRAGMA journal_mode=DELETE")
    _sync(copy)


def _set_aside(target: Path) -> Path | None:
    """Renames the former database. Raises StoreError while anybody has it open."""
    if not target.exists():
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
    former = target.with_name(f"{target.name}.before-{now():%Y%m%dT%H%M%S%f}")
    target.rename(former)
    return former


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
