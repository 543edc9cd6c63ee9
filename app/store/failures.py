"""What the database reports when it can't be used, in one line."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from app.errors import StoreError


@contextmanager
def explained() -> Iterator[None]:
    """Says in one line what the database reported when it can't be used."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        reason = explain(error)
        if reason is error:
            raise
        raise reason from error


def explain(error: DBAPIError | sqlite3.Error) -> Exception:
    """What to raise for it: a StoreError where the database can't be used, else the error itself."""
    if not _is_out_of_order(error):
        return error
    reason = " ".join(str(error.orig if isinstance(error, DBAPIError) else error).split())
    return StoreError(f"the database can't be used: {reason}")


def _is_out_of_order(error: DBAPIError | sqlite3.Error) -> bool:
    if isinstance(error, DBAPIError) and not isinstance(error.orig, sqlite3.Error):
        return isinstance(error, (OperationalError, InterfaceError))
    # SQLite reports a file that is none of its own by the plain DatabaseError.
    found = error.orig if isinstance(error, DBAPIError) else error
    return type(found) is sqlite3.DatabaseError or isinstance(found, (sqlite3.OperationalError, sqlite3.InterfaceError))
