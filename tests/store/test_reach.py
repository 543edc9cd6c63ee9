"""Events that reach into a range of days, however long they last."""

from datetime import date, timedelta

import pytest
from samples import make_document, make_event

from app.pipeline import ingest
from app.records import Analysis, SourceDocument
from app.store.db import Database
from app.store.events import EVENTS, EventFilter, EventSort, count_events
from app.store.listing import read_slice
from app.store.models import REACHES, measure_reach

DAY = date(2024, 5, 10)
LENGTHS = [0, 1, 6, 7, 8, 9, 63, 64, 365, 511, 512, 4095, 4096, 300_000]


def test_a_class_holds_what_lasts_eight_times_as_long_as_that_of_the_one_before() -> None:
    for number in range(1, 7):
        last_inside, first_outside = (DAY + timedelta(days=8**number + more) for more in (-1, 0))
        assert measure_reach(DAY, last_inside) == number
        assert measure_reach(DAY, first_outside) == number + 1
    assert measure_reach(DAY, DAY) == measure_reach(None, None) == 0
    assert measure_reach(date.min, date.max) < REACHES


@pytest.fixture
def long_and_short(database: Database) -> Database:
    """Events of every length, some of which end on the day, some the day before."""

    def find(document: SourceDocument) -> Analysis:
        spans = [
            (DAY - timedelta(days=days + early), DAY - timedelta(days=early)) for days in LENGTHS for early in (0, 1)
        ]
        spans.append((DAY + timedelta(days=3), DAY + timedelta(days=4)))
        events = [
            make_event(document.body, "حزيران 2024", first=first).model_copy(update={"date_end": last})
            for first, last in spans
        ]
        return Analysis(speakers=[], quotes=[], events=events)

    ingest(database, make_document(), analyst=find)
    return database


@pytest.mark.parametrize("sort", [EventSort.date_start, EventSort.date_start_desc, EventSort.id])
def test_a_range_keeps_what_reaches_into_it_and_nothing_else(long_and_short: Database, sort: EventSort) -> None:
    filters = EventFilter(date_from=DAY, date_to=DAY + timedelta(days=1))
    starts: list[str] = []
    after = None
    with long_and_short.read() as connection:
        while True:
            page = read_slice(connection, EVENTS, filters, sort=sort, after=after, limit=4)
            starts += [row["date_start"] for row in page.rows]
            if page.end is None:
                break
            after = page.end
        assert count_events(connection, filters) == len(starts) == len(LENGTHS)
    expected = [(DAY - timedelta(days=days)).isoformat() for days in LENGTHS]
    assert sorted(starts) == sorted(expected)
    if sort is not EventSort.id:
        assert starts == sorted(starts, reverse=sort is EventSort.date_start_desc)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_days_like_others(long_and_short: Database, day: date) -> None:
    with long_and_short.read() as connection:
        page = read_slice(
            connection, EVENTS, EventFilter(date_from=day), sort=EventSort.date_start, after=None, limit=100
        )
    assert len(page.items) == (2 * len(LENGTHS) + 1 if day == date.min else 0)
