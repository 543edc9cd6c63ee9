"""What SQLite does for each list: it follows an index, and sorts nothing that an index has sorted already."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import Connection, Table

from app.store.articles import ARTICLES, ArticleFilter, ArticleSort, list_articles
from app.store.db import Database
from app.store.events import EventFilter, EventSort, list_events
from app.store.facets import Facet, count_facets
from app.store.models import ARTICLE, EVENT, EVENT_MENTION, QUOTE, SPEAKER, SPEAKER_ALIAS
from app.store.quotes import QUOTES, QuoteFilter, QuoteSort, count_quotes, list_quotes
from app.store.shapes import Listing
from app.store.speakers import SpeakerFilter, SpeakerSort, list_speakers
from app.store.statements import Params, Question

LISTS = {
    "article": (list_articles, ArticleFilter, ArticleSort),
    "speaker": (list_speakers, SpeakerFilter, SpeakerSort),
    "quote": (list_quotes, QuoteFilter, QuoteSort),
    "event": (list_events, EventFilter, EventSort),
}
SORTS = [
    pytest.param(name, sort, id=f"{name} {sort}")
    for name, (_, _, sorts) in LISTS.items()
    for sort in sorts
    if sort != "relevance"
]
SOME_DAY = date(2024, 5, 1)


@pytest.fixture
def plans(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The plan of every statement that is run."""
    noted: list[str] = []
    run = Question.run

    def note(self: Question, connection: Connection) -> Sequence[Sequence[Any]]:
        noted.append(self.statement.explain(connection, self.params))
        return run(self, connection)

    monkeypatch.setattr(Question, "run", note)
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
    found, _, _page = plans[0].partition("SCAN page")
    assert "TEMP B-TREE" not in found
    assert not goes_on or (f"SEARCH {name}" in found and f"SCAN {name}" not in found)


@pytest.mark.parametrize("sort", [QuoteSort.said_on, QuoteSort.said_on_desc])
@pytest.mark.parametrize("filters", [{"said_from": SOME_DAY}, {"said_to": SOME_DAY}], ids="-".join)
def test_the_next_page_begins_where_the_last_one_ended_whatever_range_is_asked_for(
    sqlite_database: Database, plans: list[str], filters: dict[str, Any], sort: QuoteSort
) -> None:
    asked: list[Params] = []
    run = Question.run
    with sqlite_database.read() as connection, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Question, "run", lambda self, c: asked.append(self.params) or run(self, c))
        list_quotes(connection, QuoteFilter(**filters), sort=sort, after=["2024-05-01", 7])
    assert "(sort_day=? AND id" in plans[0]
    days = {value for name, value in asked[0].items() if name not in {"after_1", "limit"}}
    assert days <= {SOME_DAY, date(1, 1, 2)}
    assert (date(1, 1, 2) in days) is (sort is QuoteSort.said_on_desc and "said_to" in filters)


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
        ("article", {"published_from": SOME_DAY}),
        ("speaker", {"kind": ("person",)}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_every_filter_finds_its_rows_by_an_index_and_in_order(
    sqlite_database: Database, plans: list[str], name: str, filters: dict[str, Any]
) -> None:
    read, make_filter, _ = LISTS[name]
    with sqlite_database.read() as connection:
        read(connection, make_filter(**filters))
    assert f"SEARCH {name} USING" in plans[0]
    assert f"SCAN {name}" not in plans[0].splitlines()
    assert "TEMP B-TREE" not in plans[0]


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("article", {"external_id": ("1",)}),
        ("article", {"url": ("https://news.example/1",)}),
        ("speaker", {"name": ("منى الخطيب",)}),
        ("speaker", {"article": (1,)}),
        ("event", {"speaker": (1,)}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_filters_that_leave_few_rows_find_them_by_an_index(
    sqlite_database: Database, plans: list[str], name: str, filters: dict[str, Any]
) -> None:
    read, make_filter, _ = LISTS[name]
    with sqlite_database.read() as connection:
        read(connection, make_filter(**filters))
    assert f"SEARCH {name} USING" in plans[0]
    assert "SCAN" not in plans[0].replace("SCAN anon", "").replace("SCAN page", "")


DAYS = {"said_from": SOME_DAY, "said_to": SOME_DAY}
RANGE = "sort_day>? AND sort_day<?"


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        ({"speaker": (1,), **DAYS}, f"ix_quote_speaker_id_sort_day_id (speaker_id=? AND {RANGE})"),
        ({"kind": ("direct",), **DAYS}, f"ix_quote_kind_sort_day_id (kind=? AND {RANGE})"),
        ({"source": ("صحيفة",), **DAYS}, f"ix_quote_source_id_sort_day_id (source_id=? AND {RANGE})"),
        ({"via": ("سانا",), **DAYS}, f"ix_quote_via_key_sort_day_id (via_key=? AND {RANGE})"),
        ({"speaker": (1,), "kind": ("direct",)}, "ix_quote_speaker_id_sort_day_id (speaker_id=?)"),
        ({"source": ("صحيفة",), "kind": ("direct",)}, "ix_quote_source_id_sort_day_id (source_id=?)"),
        ({"article": (1,), "marks": ("closed",)}, "ix_quote_article_id_sort_day_id (article_id=?)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_filters_together_go_by_the_index_that_leaves_the_fewest_rows_in_order(
    sqlite_database: Database, plans: list[str], filters: dict[str, Any], index: str
) -> None:
    with sqlite_database.read() as connection:
        list_quotes(connection, QuoteFilter(**filters))
    assert f"SEARCH quote USING INDEX {index}" in plans[0]
    assert "TEMP B-TREE" not in plans[0]


@pytest.mark.parametrize("sort", ["id", "-id", "position", "-position"])
@pytest.mark.parametrize("goes_on", [False, True], ids=["first page", "next page"])
def test_a_speaker_s_quotes_come_in_every_order_from_an_index(
    sqlite_database: Database, plans: list[str], sort: str, goes_on: bool
) -> None:
    after = [1, 1][: 1 if sort.endswith("id") else 2] if goes_on else None
    with sqlite_database.read() as connection:
        list_quotes(connection, QuoteFilter(speaker=(1,)), sort=QuoteSort(sort), after=after)
    keys = "id" if sort.endswith("id") else "position_id"
    assert f"ix_quote_speaker_id_{keys} (speaker_id=?" in plans[0]
    assert "TEMP B-TREE" not in plans[0].partition("SCAN page")[0]


@pytest.mark.parametrize("sort", ["id", "position"])
@pytest.mark.parametrize("filters", [DAYS, {"source": ("صحيفة",), **DAYS}], ids="-".join)
def test_where_rows_are_sorted_their_documents_are_made_after_it(
    sqlite_database: Database, plans: list[str], filters: dict[str, Any], sort: str
) -> None:
    with sqlite_database.read() as connection:
        list_quotes(connection, QuoteFilter(**filters), sort=QuoteSort(sort))
    found, page = plans[0].split("SCAN page")
    assert "SEARCH quote USING" in found
    assert "SEARCH article" not in found
    assert "SEARCH article_card USING INTEGER PRIMARY KEY" in page


@pytest.mark.parametrize("sort", [ArticleSort.published_at_desc, ArticleSort.id])
def test_articles_of_a_frequent_speaker_are_met_in_order_and_those_of_a_rare_one_looked_up(
    sqlite_database: Database, plans: list[str], sort: ArticleSort
) -> None:
    with sqlite_database.read() as connection:
        list_articles(connection, ArticleFilter(speaker=(1,)), sort=sort)
    found, _ = plans[0].split("SCAN page")
    rare, frequent = found.split("RIGHT")
    assert "SEARCH article USING INTEGER PRIMARY KEY (rowid=?)" in rare
    assert "COVERING INDEX ix_quote_speaker_id_article_id (speaker_id=? AND article_id=?)" in frequent
    assert "TEMP B-TREE" not in frequent


def test_an_article_s_quotes_come_in_the_order_of_its_text_from_an_index(
    sqlite_database: Database, plans: list[str]
) -> None:
    with sqlite_database.read() as connection:
        list_quotes(connection, QuoteFilter(article=(1,)), sort=QuoteSort.position)
    assert "SEARCH quote USING INDEX ix_quote_article_id_position_id (article_id=?)" in plans[0]
    assert "TEMP B-TREE" not in plans[0]


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("quote", {"speaker": (1, 2, 3)}),
        ("quote", {"kind": ("direct", "mixed"), **DAYS}),
        ("quote", {"source": ("صحيفة", "وكالة"), "kind": ("direct", "mixed")}),
        ("article", {"source": ("صحيفة", "وكالة")}),
        ("event", {"tense": ("past", "scheduled")}),
        ("event", {"date_from": SOME_DAY}),
        ("event", {"date_from": SOME_DAY, "date_to": SOME_DAY, "article": (1,)}),
        ("speaker", {"kind": ("person", "group")}),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_alternatives_are_merged_each_in_the_order_of_its_index(
    sqlite_database: Database, plans: list[str], name: str, filters: dict[str, Any]
) -> None:
    read, make_filter, _ = LISTS[name]
    with sqlite_database.read() as connection:
        read(connection, make_filter(**filters))
    merged, page = plans[0].split("SCAN page")
    assert "MERGE (UNION ALL)" in merged
    assert "TEMP B-TREE" not in merged
    assert f"SEARCH {name} USING INTEGER PRIMARY KEY" in page


@pytest.mark.parametrize(
    "filters",
    [
        {"speaker": (1,)},
        {"kind": ("direct",)},
        {"source": ("صحيفة",)},
        {"speaker": (1,), **DAYS},
        {"cue": ("قال",)},
        DAYS,
    ],
    ids="-".join,
)
def test_counting_reads_nothing_but_an_index(
    sqlite_database: Database, plans: list[str], filters: dict[str, Any]
) -> None:
    with sqlite_database.read() as connection:
        count_quotes(connection, QuoteFilter(**filters))
    assert "SEARCH quote USING COVERING INDEX" in plans[0]


@pytest.mark.parametrize("table", [ARTICLE, EVENT, EVENT_MENTION, QUOTE, SPEAKER, SPEAKER_ALIAS], ids=str)
def test_the_planner_is_told_of_every_index(sqlite_database: Database, table: Table) -> None:
    with sqlite_database.read() as connection:
        told = dict(connection.exec_driver_sql("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = ?", (table.name,)).all())
    assert set(told) == {index.name for index in table.indexes}
    for index in table.indexes:
        assert len(told[index.name].split()) == 1 + len(index.columns)


@pytest.mark.parametrize(("listing", "make_filter"), [(ARTICLES, ArticleFilter), (QUOTES, QuoteFilter)])
def test_a_search_goes_through_the_index_once_for_all_facets(
    sqlite_database: Database, plans: list[str], listing: Listing, make_filter: Callable[..., Any]
) -> None:
    with sqlite_database.read() as connection:
        count_facets(connection, listing, make_filter(q="القمح"), list(Facet))
    assert sum(plan.count(f"SCAN search_{listing.name} VIRTUAL TABLE") for plan in plans) == 1


def test_articles_are_counted_by_what_is_said_in_them_without_a_look_at_the_quotes_themselves(
    sqlite_database: Database, plans: list[str]
) -> None:
    with sqlite_database.read() as connection:
        count_facets(connection, ARTICLES, ArticleFilter(q="القمح"), [Facet.speaker, Facet.kind, Facet.via])
    assert plans[0].count("SEARCH quote USING COVERING INDEX ix_quote_article_id_speaker_id_kind_via_key_via") == 3
