"""Databases that tests make for themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL

from app.store.db import Database
from app.store.schema import upgrade


@contextmanager
def make_postgres(server: URL) -> Iterator[Database]:
    """A migrated database of its own on the server, dropped in the end."""
    name = f"musnad_test_{uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        database = Database(server.set(database=name).render_as_string(hide_password=False))
        try:
            upgrade(database)
            yield database
        finally:
            database.close()
            with admin.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        admin.dispose()
