"""What all tests share: an empty database, and one with the seed in it, on SQLite and on PostgreSQL.

PostgreSQL's tests run on the server of MUSNAD_TEST_POSTGRES_URL, each session in databases of its own, and are
skipped with the reason where no server answers.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from databases import make_postgres
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from app.pipeline import ingest_seed
from app.store.db import Database
from app.store.models import Source
from app.store.schema import upgrade
from app.store.search.subjects import SUBJECTS

BACKENDS = ("sqlite", "postgres")
POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The database system that the test runs on: each in turn."""
    return str(request.param)


@pytest.fixture
def database(backend: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty, migrated database."""
    found: Database = request.getfixturevalue(f"{backend}_database")
    yield found
    found.close()


@pytest.fixture(scope="session")
def shared_database(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], AbstractContextManager[Database]]:
    """Makes migrated databases that outlive a test, for fixtures that fill them once for all that only read."""

    @contextmanager
    def make() -> Iterator[Database]:
        if backend == "postgres":
            with make_postgres(request.getfixturevalue("postgres_server")) as database:
                yield database
            return
        database = Database(f"sqlite:///{tmp_path_factory.mktemp('shared') / 'musnad.db'}")
        upgrade(database)
        yield database
        database.close()

    return make


@pytest.fixture(scope="session")
def seeded(shared_database: Callable[[], AbstractContextManager[Database]]) -> Iterator[Database]:
    """A database with the seed articles in it, shared by the whole session: for reading only."""
    with shared_database() as database:
        ingest_seed(database)
        yield database


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated SQLite file, to be copied: faster than migrating anew for each test."""
    path = tmp_path_factory.mktemp("migrated") / "musnad.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    return path


@pytest.fixture
def sqlite_database(migrated_file: Path, tmp_path: Path) -> Database:
    """An empty, migrated SQLite file of the test's own."""
    return Database(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'musnad.db')}")


@pytest.fixture(scope="session")
def postgres_server() -> URL:
    """The server for the tests."""
    url = make_url(os.environ.get("MUSNAD_TEST_POSTGRES_URL", POSTGRES)).set(drivername="postgresql+pg8000")
    engine = create_engine(url, connect_args={"timeout": 5})
    try:
        with engine.connect():
            return url
    except SQLAlchemyError as error:
        pytest.skip(f"no PostgreSQL answers at {url} ({type(error).__name__}): set MUSNAD_TEST_POSTGRES_URL")
    finally:
        engine.dispose()


@pytest.fixture(scope="session")
def postgres_shared(postgres_server: URL) -> Iterator[Database]:
    """One database for all tests, emptied for each."""
    with make_postgres(postgres_server) as database:
        yield database


@pytest.fixture
def postgres_database(postgres_shared: Database) -> Database:
    """An empty, migrated PostgreSQL database."""
    filled = [table.name for table in reversed(Source.metadata.sorted_tables)]
    indexes = ["search_queue", *(subject.index for subject in SUBJECTS.values())]
    with postgres_shared.engine.begin() as connection:
        # TRUNCATE makes new files for every table and index, and takes thirty times as long.
        for table in (*filled, *indexes):
            connection.execute(text(f'DELETE FROM "{table}"'))
        connection.execute(text(_RESTART))
    return postgres_shared


_RESTART = """
    SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE last_value IS NOT NULL
"""
