"""Readers for what has two ends, or is one end of something longer."""

from typing import Any

from app.arabic.dates.calendar_dates import Calendar, CalendarDay, DayInMonth, EitherDay, MonthName, YearName
from app.arabic.dates.calendar_readers import read_day
from app.arabic.dates.ordinal_dates import EdgeOf
from app.arabic.dates.ranges import DayRange, PairRange, SharedRange, YearRange
from app.arabic.dates.relative_dates import Unit
from app.arabic.dates.vantage import Meaning

Value = Any


def read_day_range(first: int, last: CalendarDay | EitherDay) -> DayRange | None:
    """من 4 إلى 22 يناير: the first day comes first."""
    return DayRange(first, last) if isinstance(last, CalendarDay) and first < last.day else None


def read_day_pair(first: int, last: CalendarDay | EitherDay) -> DayRange | None:
    """يومي 15 و16 يوليو: two days in a row are a range, others are not."""
    return DayRange(first, last) if isinstance(last, CalendarDay) and first + 1 == last.day else None


def read_weekday_range(first_weekday: int, first: int, last_weekday: int, last: int) -> PairRange:
    """الجمعة 11 حتى الثلاثاء 15."""
    return PairRange(DayInMonth(first, first_weekday), DayInMonth(last, last_weekday))


def read_month_first_range(month: MonthName, first: int, last: int) -> DayRange | None:
    """شهر نوفمبر بين 19 و20."""
    end = read_day(last, month)
    return read_day_range(first, end) if end else None


def read_shared_range(first: Value, last: Value) -> SharedRange | None:
    """من يناير إلى مارس 2015: only the last end bears the year, and it bears one."""
    if isinstance(first, EitherDay) or isinstance(last, EitherDay):
        return None
    if first.year or first.shift is not None or not (last.year or last.shift is not None):
        return None
    return SharedRange(first, last) if first.month.calendar is last.month.calendar else None


def read_year_range(first: YearName | int, last: YearName | int) -> YearRange | None:
    """2012-2015: the first year comes first."""
    start = YearName(first) if isinstance(first, int) else first
    end = YearName(last) if isinstance(last, int) else last
    if not (start.is_absolute and end.is_absolute and start.number < end.number):
        return None
    return YearRange(start, end)


def read_plain_year_range(first: int, last: int) -> YearRange | None:
    """2014-2018: years of our time."""
    return read_year_range(first, last) if first >= 1800 and last <= 2100 else None


def read_year_pair(first: int, last: YearName) -> YearRange | None:
    """عامي 2013 و2014: two years in a row are a range, others are not."""
    return read_year_range(first, last) if first + 1 == last.number else None


def read_double_year(first: int, last: int, era: str = "") -> YearRange | None:
    """1436/1437هـ."""
    if abs(first - last) != 1:  # either way round: figures in a right-to-left line
        return None
    calendar = Calendar(era) if era else None
    return read_year_range(YearName(min(first, last), calendar), YearName(max(first, last), calendar))


def read_edge(count: int, unit: Unit | str, within: Meaning, at_end: bool = False) -> EdgeOf:
    """الأشهر التسعة الأولى من العام."""
    return EdgeOf(count, Unit(unit), within, at_end)


def read_dual_edge(dual: tuple[int, Unit], end: int, within: Meaning) -> EdgeOf:
    """الشهرين الأولين من 2014."""
    return EdgeOf(dual[0], dual[1], within, bool(end))
