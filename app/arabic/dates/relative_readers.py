"""Readers for what is counted from the day of writing."""

from typing import Any

from app.arabic.dates.calendar_dates import YearName
from app.arabic.dates.relative_dates import (
    Ago,
    FromNow,
    SeasonOf,
    Unit,
    UnitOffset,
    WeekdayNear,
    WeekdaysOfWeek,
    Weekend,
    Window,
)

LARGEST_COUNT = 1000
SHORT_UNITS = (Unit.day, Unit.week, Unit.month)
Value = Any


def read_weekday(weekday: int, shift: int | None = None, week: UnitOffset | None = None) -> WeekdayNear:
    """الثلاثاء المقبل."""
    return WeekdayNear(weekday, shift, week.offset if week else None)


def read_unit(unit: Unit | str, shift: int = 0) -> UnitOffset:
    """الأسبوع الماضي."""
    return UnitOffset(Unit(unit), shift)


def read_far_shift(shift: int) -> int | None:
    """قبل الماضي، بعد المقبل: one further."""
    return 2 * shift if abs(shift) == 1 else None


def read_count(number: int = 0, unit: Unit | None = None, dual: tuple[int, Unit] | None = None) -> Value:
    """ثلاث سنوات، شهرين، أسبوع."""
    if dual:
        return dual
    if unit is None or number >= LARGEST_COUNT or (unit is Unit.decade and not number):
        return None  # بعد عقد is mostly after holding something
    return number or 1, unit


def read_ago(
    direction: int,
    count: tuple[int, Unit],
    more: tuple[int, Unit] | None = None,
    to_the_day: bool = False,
) -> Ago:
    """قبل سنة وشهرين."""
    counts = (count, more) if more else (count,)
    return Ago(counts, direction, to_the_day or len(counts) > 1)


def read_from_now(**counts: tuple[int, Unit]) -> FromNow | None:
    """سنة وشهر و21 يومًا من الآن."""
    return FromNow(tuple(counts.values()))


def read_window(
    direction: int, number: int = 0, unit: Unit | None = None, dual: tuple[int, Unit] | None = None
) -> Window | None:
    """الأيام الثلاثة الماضية."""
    count, counted = dual or (number, unit)
    return Window(count, counted, direction) if counted and 2 <= count < 100 and direction else None


def read_short_window(
    direction: int, number: int = 0, unit: Unit | None = None, dual: tuple[int, Unit] | None = None
) -> Window | None:
    """The same of days, weeks and months, or of two of anything."""
    return read_window(direction, number, unit, dual) if dual or unit in SHORT_UNITS else None


def read_weekend(days: list[int], offset: int | None = None) -> Weekend:
    """نهاية الأسبوع: the rule says which days these are."""
    return Weekend((days[0], days[1]), offset)


def read_season(season: int, year: YearName | None = None, shift: int | None = None) -> SeasonOf | None:
    """صيف 2014."""
    if year and year.same:
        return None
    if year and year.offset is not None:
        return SeasonOf(season, year_offset=year.offset)
    return SeasonOf(season, year.number if year else None, shift=shift)


def read_weekdays_of_week(week: UnitOffset, first: int, last: int) -> WeekdaysOfWeek:
    """الأسبوع المقبل بين الأربعاء والجمعة."""
    return WeekdaysOfWeek(week.offset, first, last)


def read_big_ordinal(day: int) -> int | None:
    """الحادي عشر and above: below it an ordinal is an adjective."""
    return day if 10 < day <= 31 else None
