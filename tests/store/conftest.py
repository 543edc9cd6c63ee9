"""A database with a few articles whose findings are known to the letter."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from samples import BODY, analyze_sample, make_document

from app.pipeline import ingest
from app.store.db import Database


@pytest.fixture(scope="session")
def stocked(shared_database: Callable[[], AbstractContextManager[Database]]) -> Iterator[Database]:
    """The stock, shared by the whole session: for reading only."""
    with shared_database() as database:
        fill(database)
        yield database


@pytest.fixture
def own_stock(database: Database) -> Database:
    """The stock in a database that the test may change."""
    fill(database)
    return database


def fill(database: Database) -> None:
    """Three articles: the sample, an older one of another outlet, and one without date, address or outlet."""
    ingest(database, make_document(), analyst=analyze_sample)
    older = make_document(
        url="https://other.example/1",
        external_id="x-1",
        title="حصاد 100% في الجزيرة",
        source="وكالة الأنباء",
        published_at="2024-04-01",
        body=f"تقرير عن الحصاد.\n\n{BODY}",
    )
    ingest(database, older, analyst=analyze_sample)
    bare = make_document(
        url=None, external_id=None, deck=None, source=None, published_at=None, body=f"{BODY}\n\nانتهى التقرير."
    )
    ingest(database, bare, analyst=analyze_sample)
