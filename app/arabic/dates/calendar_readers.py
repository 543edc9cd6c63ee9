"""Readers for what stands on a calendar: days, months, years, feasts."""

from dataclasses import replace
from typing import Any

from app.arabic.dates.calendar_dates import (
    OPEN,
    Calendar,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    EitherDay,
    MonthName,
    YearName,
)
from app.arabic.dates.feasts import FeastDay, FeastName
from app.arabic.dates.ordinal_dates import NthDay, WeekdayOrdinal
from app.arabic.dates.vantage import Meaning

NEWEST_SHORT_YEAR = 30
OLDEST_PLAIN_YEAR, NEWEST_YEAR = 1900, 2100
Value = Any


def read_month(month: MonthName | None = None, number: int = 0, twin: MonthName | None = None) -> Value:
    """تموز، شهر تموز، تموز (يوليو)، شهر 10: twins must be the same month."""
    if month is None:
        return MonthName(number) if 1 <= number <= 12 else None
    if twin and (twin.number, twin.calendar) != (month.number, month.calendar):
        return None
    return replace(month, weak=False)


def read_current_month(offset: int) -> MonthName:
    """هذا الشهر، الشهر المقبل."""
    return MonthName(calendar=None, offset=offset)


def read_year(number: int = 0, era: str = "", offset: int | None = None, same: bool = False) -> YearName | None:
    """عام 2012، 1436هـ، العام الماضي، العام نفسه."""
    if offset is not None or same:
        return YearName(offset=offset, same=same)
    return YearName(number, Calendar(era) if era else None) if number else None


def read_short_year(number: int, era: str = "") -> YearName | None:
    """عام 67: of the last century, or of this one up to a few years ahead."""
    if era == Calendar.hijri.value:
        return YearName(1400 + number if number < 60 else 1300 + number, Calendar.hijri)
    return YearName(_full_year(number))


def _full_year(number: int) -> int:
    return number + (2000 if number <= NEWEST_SHORT_YEAR else 1900)


def read_day(
    day: int,
    month: MonthName,
    year: YearName | None = None,
    shift: int | None = None,
    weekday: int | None = None,
) -> CalendarDay | None:
    """A day with its month; no calendar has a day beyond its months' longest."""
    longest = 30 if month.calendar is Calendar.hijri else 31
    if not 1 <= day <= longest or (month.offset is not None and (year or shift)):
        return None
    return CalendarDay(day, month, year, shift, weekday)


def read_numeric(day: int, month: int, year: int = 0, era: str = "", weekday: int | None = None) -> CalendarDay | None:
    """12-8-2015، 19 / 9 / 1436هـ."""
    named = read_year(year, era) if year else None
    calendar = named.guess_calendar() if named else Calendar.gregorian
    return read_day(day, MonthName(month, calendar), named, weekday=weekday)


def read_american(month: int, day: int, year: int) -> CalendarDay | None:
    """8/25/2015: only a day that can't be a month shows the order."""
    return read_numeric(day, month, year) if day > 12 else None


def read_american_comma(month: int, day: int, year: int = 0, short: int = 0) -> CalendarDay | None:
    """08/12, 2015 and 08/12, 15."""
    return read_numeric(day, month, year or _full_year(short))


def read_short_numeric(first: int, month: int, last: int, era: str = "", weekday: int | None = None) -> Value:
    """18-9-15 is 18 September; 16/04/21 may be read from either end."""
    if first > 99:
        return None
    calendar = Calendar(era) if era else Calendar.gregorian
    name = MonthName(month, calendar)
    day_first = read_day(first, name, read_short_year(last, era), weekday=weekday)
    year_first = read_day(last, name, read_short_year(first, era), weekday=weekday) if first > 9 else None
    return EitherDay(day_first, year_first) if day_first and year_first else day_first or year_first


def read_lone_numeric(day: int, month: int) -> CalendarDay | None:
    """22/4: one of the two can't be a month."""
    return read_numeric(day, month) if day > 12 else None


def read_numeric_month(month: int, year: int, era: str = "") -> CalendarMonth | None:
    """8/2015, if that is near our time; 12/1025 is the number of a file."""
    if not OPEN <= year <= NEWEST_YEAR:
        return None
    named = read_year(year, era)
    return CalendarMonth(MonthName(month, named.guess_calendar()), named) if named else None


def read_calendar_month(
    month: MonthName, year: YearName | None = None, shift: int | None = None
) -> CalendarMonth | None:
    """A month, in its year where one is named."""
    if month.offset is not None and (year or shift is not None):
        return None
    return CalendarMonth(month, year, shift)


def read_plain_year(number: int) -> CalendarYear | None:
    """2014 without a word that says it is a year."""
    return CalendarYear(YearName(number)) if OLDEST_PLAIN_YEAR <= number <= NEWEST_YEAR else None


def read_year_in_words(number: int) -> CalendarYear | None:
    """ألف وسبعمئة وتسعة وثمانين: round thousands are mostly counts."""
    return CalendarYear(YearName(number)) if 1000 < number <= 2100 and number % 1000 else None


def read_weekday_ordinal(weekday: int, nth: int, within: CalendarMonth) -> Meaning:
    """الأحد الثالث من أيلول: Sunday the 3rd, or the third Sunday."""
    day = read_day(nth, within.month, within.year, within.shift, weekday)
    third = NthDay(nth, within, weekday)
    return WeekdayOrdinal(day, third) if day else third


def read_feast(feast: FeastName, nth: int = 1, year: YearName | None = None, shift: int | None = None) -> Value:
    """ثاني أيام عيد الأضحى."""
    return FeastDay(feast, nth, year, shift) if 1 <= nth <= 4 else None
