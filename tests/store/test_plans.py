"""What SQLite does for each list: it follows an index, and sorts nothing that an index has sorted already."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import Connection

from app.store.articles import ArticleFilter, ArticleSort, list_articles
from app.store.db import Database
from app.store.events import EventFilter, EventSort, list_events
from app.store.quotes import QuoteFilter, QuoteSort, list_quotes
from app.store.speakers import SpeakerFilter, SpeakerSort, list_speakers
from app.store.statements import Params, Statement

LISTS = {
    "article": (list_articles, ArticleFilter, ArticleSort),
    "speaker": (list_speakers, SpeakerFilter, SpeakerSort),
    "quote": (list_quotes, QuoteFilter, QuoteSort),
    "event": (list_events, EventFilter, EventSort),
}
SORTS = [pytest.param(name, sort, id=f"{name} {sort}") for name, (_, _, sorts) in LISTS.items() for sort in sorts]
SOME_DAY = date(2024, 5, 1)


@pytest.fixture
def plans(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The plan of every statement that is run."""
    noted: list[str] = []
    run = Statement.run

    def note(self: Statement, connection: Connection, params: Params) -> Sequence[Sequence[Any]]:
        noted.append(self.explain(connection, params))
        return run(self, connection, params)

    monkeypatch.setattr(Statement, "run", note)
    yield noted
    sqlite_database.close()


@pytest.mark.parametrize(("name", "sort"), SORTS)
@pytest.mark.parametrize("goes_on", [False, True], ids=["first page", "next page"])
def test_every_order_is_that_of_an_index(
    sqlite_database: Database, plans: list[str], name: str, sort: StrEnum, goes_on: bool
) -> None:
    read, make_filter, _ = LISTS[name]
    after = None
    if goes_on:
        after = [1] if sort.strip("-") == "id" else ["x" if sort.strip("-") == "name" else SOME_DAY.isoformat(), 1]
        after[0] = 1 if sort.strip("-") in {"position", "quote_count"} else after[0]
    with sqlite_database.read() as connection:
        read(connection, make_filter(), sort=sort, after=after)
    assert "TEMP B-TREE" not in plans[0]
    assert not goes_on or plans[0].startswith("SEARCH")


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("quote", {"speaker": (1,)}),
        ("quote", {"article": (1,)}),
        ("quote", {"source": ("صحيفة",)}),
        ("quote", {"kind": ("direct",)}),
        ("quote", {"cue": ("قال",)}),
        ("quote", {"via": ("سانا",)}),
        ("quote", {"marks": ("closed",)}),
        ("quote", {"resolution": ("named",)}),
        ("quote", {"said_from": SOME_DAY, "said_to": SOME_DAY}),
        ("event", {"precision": ("day",)}),
        ("event", {"tense": ("past",)}),
        ("event", {"article": (1,)}),
        ("event", {"source": ("صحيفة",)}),
        ("event", {"date_to": SOME_DAY}),
        ("article", {"source": ("صحيفة",)}),
        ("article", {"url": ("https://news.example/1",)}),
        ("article", {"external_id": ("1",)}),
        ("article", {"published_from": SOME_DAY}),
        ("article", {"speaker": (1,)}),
        ("speaker", {"kind": ("person",)}),
        ("speaker", {"name": ("منى الخطيب",)}),
        ("speaker", {"article": (1,)}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_every_filter_finds_its_rows_by_an_index(
    sqlite_database: Database, plans: list[str], name: str, filters: dict[str, Any]
) -> None:
    read, make_filter, _ = LISTS[name]
    with sqlite_database.read() as connection:
        read(connection, make_filter(**filters))
    assert f"SEARCH {name} USING" in plans[0]
    assert f"SCAN {name}" not in plans[0].splitlines()
