"""The application over an empty database, and over one with articles in it, on each database system."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from databases import make_postgres
from fastapi import FastAPI
from fastapi.testclient import TestClient
from newsroom import add_articles, serve

from app.store.db import Database


@pytest.fixture
def app(database: Database) -> FastAPI:
    """The application over an empty database."""
    return serve(database)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client of it."""
    with TestClient(app) as client:
        yield client


@pytest.fixture(scope="session")
def newsroom(
    backend: str,
    migrated_file: Path,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[TestClient]:
    """A client of an application with seven articles; for reading only, shared by the whole session."""
    with ExitStack() as stack:
        if backend == "sqlite":
            path = shutil.copy(migrated_file, tmp_path_factory.mktemp("newsroom") / "musnad.db")
            database = Database(f"sqlite:///{path}")
            stack.callback(database.close)
        else:
            database = stack.enter_context(make_postgres(request.getfixturevalue("postgres_server")))
        add_articles(database, range(7))
        yield stack.enter_context(TestClient(serve(database)))


@pytest.fixture(scope="session")
def seed(seeded: Database) -> Iterator[TestClient]:
    """A client of the application with the seed; for reading only."""
    with TestClient(serve(seeded)) as client:
        yield client
