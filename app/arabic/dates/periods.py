"""Stretches of the calendar, each with its ISO 8601 value, its TIMEX3 value and its days."""

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from app.arabic.dates import hijri
from app.records import Precision

MIN_YEAR = 1
_MONTH_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WINTER, SPRING, SUMMER, AUTUMN = range(4)
_SEASON_NAMES = ("WI", "SP", "SU", "FA")


@dataclass(frozen=True, slots=True)
class Period:
    """Days `start` to `end` (inclusive) as the words name them."""

    start: date
    end: date
    value: str
    timex: str
    precision: Precision


def is_year(year: int) -> bool:
    """Whether `date` can hold it."""
    return MIN_YEAR <= year <= MAXYEAR


def day(found: date) -> Period:
    """One day."""
    iso = found.isoformat()
    return Period(found, found, iso, iso, Precision.day)


def gregorian_day(year: int, month: int, number: int) -> Period | None:
    """One day, or None where the month has no such day."""
    if not is_year(year) or not 1 <= number <= month_length(year, month):
        return None
    return day(date(year, month, number))


def month_length(year: int, month: int) -> int:
    """28 to 31."""
    return 29 if month == 2 and calendar.isleap(year) else _MONTH_LENGTHS[month]


def week(inside: date) -> Period:
    """The ISO week that shares most days with the Sunday-to-Saturday week of `inside`."""
    monday = sunday_of(inside) + timedelta(days=1)
    return iso_week(*monday.isocalendar()[:2])


def sunday_of(inside: date) -> date:
    """The Sunday on or before `inside`: the week's first day in most of the Arab world."""
    return inside - timedelta(days=inside.isoweekday() % 7)


def iso_week(year: int, number: int) -> Period:
    """An ISO week by its number."""
    monday = date.fromisocalendar(year, number, 1)
    iso = f"{year:04}-W{number:02}"
    return Period(monday, monday + timedelta(days=6), iso, iso, Precision.week)


def month(year: int, number: int) -> Period | None:
    """A Gregorian month."""
    if not is_year(year):
        return None
    last = month_length(year, number)
    iso = f"{year:04}-{number:02}"
    return Period(date(year, number, 1), date(year, number, last), iso, iso, Precision.month)


def months(first: tuple[int, int], last: tuple[int, int], timex: str = "") -> Period | None:
    """From a month to a month, each (year, number)."""
    start, end = month(*first), month(*last)
    if start is None or end is None or end.end < start.start:
        return None
    value = f"{start.value}/{end.value}"
    return Period(start.start, end.end, value, timex or value, Precision.interval)


def year(number: int) -> Period | None:
    """A Gregorian year."""
    if not is_year(number):
        return None
    iso = f"{number:04}"
    return Period(date(number, 1, 1), date(number, 12, 31), iso, iso, Precision.year)


def quarter(number: int, of_year: int) -> Period | None:
    """Three months of a year, 1 to 4."""
    first = 3 * number - 2
    return months((of_year, first), (of_year, first + 2), f"{of_year:04}-Q{number}")


def half(number: int, of_year: int) -> Period | None:
    """Six months of a year, 1 or 2."""
    first = 6 * number - 5
    return months((of_year, first), (of_year, first + 5), f"{of_year:04}-H{number}")


def season(name: int, of_year: int) -> Period | None:
    """Three whole months; winter bears the year of its January."""
    first = 3 * name
    start = (of_year, first) if first else (of_year - 1, 12)
    found = months(start, (of_year, first + 2), f"{of_year:04}-{_SEASON_NAMES[name]}")
    return found and Period(found.start, found.end, found.value, found.timex, Precision.season)


def decade(first_year: int) -> Period | None:
    """Ten years from a year that ends in 0."""
    start, end = year(first_year), year(first_year + 9)
    if start is None or end is None:
        return None
    digits = f"{first_year // 10:03}"
    return Period(start.start, end.end, f"{digits}X", digits, Precision.decade)


def century(number: int) -> Period | None:
    """A century by its ordinal: the 19th is 18XX."""
    start, end = year(100 * (number - 1) or 1), year(100 * number - 1)
    if start is None or end is None:
        return None
    digits = f"{number - 1:02}"
    return Period(start.start, end.end, f"{digits}XX", digits, Precision.interval)


def days(first: date, last: date, precision: Precision = Precision.interval) -> Period | None:
    """From a day to a day."""
    if last < first:
        return None
    value = f"{first.isoformat()}/{last.isoformat()}"
    return Period(first, last, value, value, precision)


def hijri_day(of_year: int, of_month: int, number: int) -> Period | None:
    """One day of the Hijri calendar."""
    found = hijri.to_gregorian(of_year, of_month, number)
    return day(found) if found else None


def hijri_month(of_year: int, number: int) -> Period | None:
    """The days of a Hijri month."""
    found = hijri.month_days(of_year, number)
    return days(*found, precision=Precision.month) if found else None


def hijri_year(number: int) -> Period | None:
    """The days of a Hijri year."""
    found = hijri.year_days(number)
    return days(*found, precision=Precision.year) if found else None


def span(first: Period, last: Period) -> Period | None:
    """From the start of one period to the end of another, as precise as the two."""
    if last.end < first.start:
        return None
    start, end = first.value.split("/")[0], last.value.split("/")[-1]
    value = f"{start}/{end}" if "X" not in start + end else f"{first.start.isoformat()}/{last.end.isoformat()}"
    return Period(first.start, last.end, value, value, Precision.interval)


def shift_months(year_and_month: tuple[int, int], count: int) -> tuple[int, int]:
    """A month so many months away."""
    total = year_and_month[0] * 12 + year_and_month[1] - 1 + count
    return total // 12, total % 12 + 1


def shift_day(found: date, months_away: int, days_away: int = 0) -> date | None:
    """A day so many months and days away; 31 May less three months is the last of February."""
    to_year, to_month = shift_months((found.year, found.month), months_away)
    if not is_year(to_year):
        return None
    number = min(found.day, month_length(to_year, to_month))
    ordinal = date(to_year, to_month, number).toordinal() + days_away
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
