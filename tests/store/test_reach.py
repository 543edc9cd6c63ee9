"""Events that reach into a range of days, however long they last."""

from datetime import date, timedelta

import pytest
from samples import make_document, make_event
from sqlalchemy import select

from app.pipeline import ingest
from app.records import Analysis, SourceDocument
from app.store import schema
from app.store.db import Database
from app.store.events import EVENTS, EventFilter, EventSort, count_events
from app.store.listing import read_slice
from app.store.models import EVENT, REACHES, measure_reach

DAY = date(2024, 5, 10)
LENGTHS = [0, 1, 6, 7, 8, 9, 63, 64, 365, 511, 512, 4095, 4096, 300_000]


def test_what_is_alike_in_length_is_in_one_class_and_what_lasts_longer_in_a_later_one() -> None:
    classes = [measure_reach(DAY, DAY + timedelta(days=days)) for days in range(4000)]
    assert classes == sorted(classes)
    months, years = ({classes[days - 1] for days in lengths} for lengths in ((28, 29, 30, 31), (365, 366)))
    assert (len(months), len(years)) == (1, 1)
    assert classes.count(months.pop()) == 4
    assert classes.count(years.pop()) == 2
    assert measure_reach(DAY, DAY) == measure_reach(None, None) == 0
    assert measure_reach(date.min, date.max) < len(REACHES)


def test_what_was_sorted_before_is_sorted_anew(long_and_short: Database) -> None:
    def read() -> list[tuple[date, date, int]]:
        with long_and_short.read() as connection:
            found = connection.execute(select(EVENT.c.date_start, EVENT.c.date_end, EVENT.c.reach))
            return [(row.date_start, row.date_end, row.reach) for row in found]

    schema.downgrade(long_and_short, to="0015")
    former = read()
    schema.upgrade(long_and_short)
    assert len(former) > len(LENGTHS)
    assert [reach for *_, reach in former] != [reach for *_, reach in read()]
    assert all(reach == measure_reach(first, last) for first, last, reach in read())


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
