"""The Hijri calendar: Umm al-Qura where its tables reach (1343–1500), the tabular calendar beyond them."""

from datetime import MAXYEAR, date, timedelta
from functools import lru_cache

from hijridate import Gregorian, Hijri

LONGEST_MONTH = 30
FIRST_TABLED, LAST_TABLED = 1343, 1500
_FIRST_DAY, _LAST_DAY = date(1924, 8, 1), date(2077, 11, 16)
# 1 Muharram 1 in the tabular calendar, proleptic Gregorian: the astronomical epoch before the tables and the
# civil one a day later after them, for these two join the tables without a gap or an overlap.
_EARLY_EPOCH, _LATE_EPOCH = date(622, 7, 18).toordinal(), date(622, 7, 19).toordinal()
_LAST_YEAR = 9600


@lru_cache(maxsize=4096)
def month_length(year: int, month: int) -> int:
    """29 or 30."""
    if FIRST_TABLED <= year <= LAST_TABLED:
        return int(Hijri(year, month, 1).month_length())
    return 30 if month % 2 == 1 or (month == 12 and _is_leap(year)) else 29


def to_gregorian(year: int, month: int, day: int) -> date | None:
    """The Gregorian day, or None where the Hijri calendar has no such day.

    The 30th of a month that is computed to have 29 days is the day after these: where the moon was sighted
    late, people lived it.
    """
    if not (1 <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= max(LONGEST_MONTH, month_length(year, month))):
        return None
    if day > month_length(year, month):
        last = to_gregorian(year, month, day - 1)
        return last + timedelta(days=1) if last else None
    if FIRST_TABLED <= year <= LAST_TABLED:
        found = Hijri(year, month, day, validate=False).to_gregorian()
        return date(found.year, found.month, found.day)
    return date.fromordinal(_tabular_ordinal(year, month, day))


def from_gregorian(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Hijri calendar; a day before the calendar began counts as its first."""
    if _FIRST_DAY <= day <= _LAST_DAY:
        year, month, number = Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
        return int(year), int(month), int(number)
    epoch = _EARLY_EPOCH if day < _FIRST_DAY else _LATE_EPOCH
    return _from_tabular(max(0, day.toordinal() - epoch))


def _is_leap(year: int) -> bool:
    return (11 * year + 14) % 30 < 11


def _tabular_ordinal(year: int, month: int, day: int) -> int:
    epoch = _EARLY_EPOCH if year < FIRST_TABLED else _LATE_EPOCH
    return min(epoch + _days_before(year) + 29 * (month - 1) + month // 2 + day - 1, date(MAXYEAR, 12, 31).toordinal())


def _days_before(year: int) -> int:
    return (year - 1) * 354 + (3 + 11 * year) // 30


def _from_tabular(days: int) -> tuple[int, int, int]:
    year = (30 * days + 10646) // 10631
    left = days - _days_before(year)
    month = 1
    while month < 12 and left >= month_length(year, month):
        left -= month_length(year, month)
        month += 1
    return year, month, left + 1


def year_days(year: int) -> tuple[date, date] | None:
    """First and last day of a Hijri year."""
    first = to_gregorian(year, 1, 1)
    after = to_gregorian(year + 1, 1, 1)
    return (first, after - timedelta(days=1)) if first and after else None


def month_days(year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a Hijri month."""
    first = to_gregorian(year, month, 1)
    return (first, first + timedelta(days=month_length(year, month) - 1)) if first else None
