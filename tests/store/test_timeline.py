"""The timeline: events counted by the day, month or year they begin in."""

from datetime import date
from typing import Any

import pytest
from samples import make_document, make_event

from app.errors import BadCursor, QueryError
from app.pipeline import ingest
from app.records import Analysis, SourceDocument, Tense
from app.store.db import Database
from app.store.events import EventFilter, count_events
from app.store.timeline import TimelineSort, Unit, count_periods, read_periods


@pytest.mark.parametrize(
    ("unit", "periods"),
    [
        (Unit.day, {"2024-05-12": 3, "2024-06-01": 3}),
        (Unit.month, {"2024-05": 3, "2024-06": 3}),
        (Unit.year, {"2024": 6}),
    ],
    ids=str,
)
def test_events_are_counted_by_the_period_they_begin_in(stocked: Database, unit: Unit, periods: dict[str, int]) -> None:
    with stocked.read() as connection:
        rows = read_periods(connection, EventFilter(), unit=unit).rows
        assert count_periods(connection, EventFilter(), unit=unit) == len(periods)
    assert {row["period"]: row["count"] for row in rows} == periods
    assert (rows[0]["first"], rows[-1]["last"]) == ("2024-05-12", "2024-06-30")


def test_filters_of_events_narrow_the_timeline(stocked: Database) -> None:
    with stocked.read() as connection:
        assert read_periods(connection, EventFilter(tense=(Tense.past,))).items == []
        (row,) = read_periods(connection, EventFilter(q="القطار", article=(1,))).rows
        with pytest.raises(QueryError):
            read_periods(connection, EventFilter(q="؟"))
    assert row == {"period": "2024-06", "count": 1, "first": "2024-06-01", "last": "2024-06-30"}


def test_an_event_without_a_day_is_listed_and_left_out_of_the_timeline(database: Database) -> None:
    def find(document: SourceDocument) -> Analysis:
        event = make_event(document.body, "حزيران 2024", first=None)
        return Analysis(speakers=[], quotes=[], events=[event])

    ingest(database, make_document(), analyst=find)
    with database.read() as connection:
        assert count_events(connection, EventFilter()) == 1
        assert count_events(connection, EventFilter(date_from=date(1, 1, 1))) == 0
        assert count_events(connection, EventFilter(date_to=date(9999, 12, 31))) == 0
        assert read_periods(connection, EventFilter()).items == []


@pytest.mark.parametrize("sort", TimelineSort)
def test_walking_the_timeline_meets_every_period_once(stocked: Database, sort: TimelineSort) -> None:
    after, met = None, []
    with stocked.read() as connection:
        while after or not met:
            page = read_periods(connection, EventFilter(), unit=Unit.day, sort=sort, after=after, limit=1)
            met += [row["period"] for row in page.rows]
            after = page.end
    assert met == sorted(["2024-05-12", "2024-06-01"], reverse=sort is TimelineSort.period_desc)


@pytest.mark.parametrize("after", [(), ("2024",), (2024,), ("2024-05", "2024-06"), ("2024-0\0",)], ids=ascii)
def test_a_place_of_another_unit_is_a_bad_cursor(stocked: Database, after: tuple[Any, ...]) -> None:
    with stocked.read() as connection, pytest.raises(BadCursor):
        read_periods(connection, EventFilter(), unit=Unit.month, after=after)


def test_early_years_keep_their_place(database: Database) -> None:
    def find(document: SourceDocument) -> Analysis:
        event = make_event(document.body, "حزيران 2024", first=date(622, 7, 16))
        return Analysis(speakers=[], quotes=[], events=[event])

    ingest(database, make_document(), analyst=find)
    with database.read() as connection:
        assert [row["period"] for row in read_periods(connection, EventFilter(), unit=Unit.year).rows] == ["0622"]
