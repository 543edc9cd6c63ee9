"""Meanings that name a day, a month or a year of a calendar."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from app.arabic.dates import hijri, periods
from app.arabic.dates.periods import Period
from app.arabic.dates.vantage import Vantage, choose, distance

YEARS_AROUND = 2
YEARS_AROUND_WITH_WEEKDAY = 1
DAYS_AHEAD = 366
OPEN, CLOSE = 1300, 1500
# Umm al-Qura is computed; the moon was sighted a day off now and then, and the printed weekday knows better.
SIGHTING = (0, 1, -1, 2, -2)


class Calendar(Enum):
    """Whose months and years."""

    gregorian = "gregorian"
    hijri = "hijri"


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month by its place in a calendar, or so many months from the current one."""

    number: int = 0
    calendar: Calendar | None = Calendar.gregorian
    weak: bool = False
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class YearName:
    """A year by its number, or so many years from the current one; `same` is the one named before."""

    number: int = 0
    calendar: Calendar | None = None
    offset: int | None = None
    same: bool = False

    @property
    def is_absolute(self) -> bool:
        """Whether it is a number."""
        return self.offset is None and not self.same

    def guess_calendar(self) -> Calendar:
        """The calendar printed, else the one in which such a number is near our time."""
        if self.calendar:
            return self.calendar
        return Calendar.hijri if OPEN <= self.number <= CLOSE else Calendar.gregorian


def resolve_year(year: YearName, calendar: Calendar, at: Vantage) -> int | None:
    """The number of `year` in `calendar`; None where it can't be known."""
    if year.is_absolute:
        return year.number
    base = at.previous.start if year.same and at.previous else at.anchor
    if base is None or (year.same and not at.previous):
        return None
    current = base.year if calendar is Calendar.gregorian else hijri.from_gregorian(base)[0]
    return current + (year.offset or 0)


def resolve_month(month: MonthName, calendar: Calendar, at: Vantage) -> tuple[int, int] | None:
    """Year and number of a month that is counted from the current one."""
    if at.anchor is None:
        return None
    year, number = month_of(at.anchor, calendar)
    return periods.shift_months((year, number), month.offset or 0)


def month_of(day: date, calendar: Calendar) -> tuple[int, int]:
    """Year and month that a day lies in."""
    return (day.year, day.month) if calendar is Calendar.gregorian else hijri.from_gregorian(day)[:2]


def make_day(calendar: Calendar, year: int, month: int, day: int) -> Period | None:
    """A day of either calendar."""
    if calendar is Calendar.gregorian:
        return periods.gregorian_day(year, month, day)
    return periods.hijri_day(year, month, day)


def make_month(calendar: Calendar, year: int, month: int) -> Period | None:
    """A month of either calendar."""
    return periods.month(year, month) if calendar is Calendar.gregorian else periods.hijri_month(year, month)


def years_named(year: YearName, calendar: Calendar, at: Vantage) -> range:
    """The years of `calendar` that `year` may mean: رمضان 2019 is of a Hijri year that begins or ends in 2019."""
    number = resolve_year(year, calendar, at)
    if number is None:
        return range(0)
    is_gregorian = year.is_absolute and (year.calendar is Calendar.gregorian or number > CLOSE)
    if calendar is Calendar.hijri and is_gregorian:
        first = hijri.from_gregorian(date(number, 1, 1))[0] if periods.is_year(number) else 0
        return range(first, first + 3)
    fits = calendar is Calendar.hijri or year.calendar is not Calendar.hijri
    return range(number, number + 1) if fits else range(0)


def in_named_year(found: list[Period | None], year: YearName) -> Period | None:
    """The first of the candidates that lies in the year as printed."""
    kept = [period for period in found if period]
    if len(found) > 1:
        kept = [period for period in kept if period.start.year == year.number]
    return kept[0] if kept else None


def make_year(calendar: Calendar, year: int) -> Period | None:
    """A year of either calendar."""
    return periods.year(year) if calendar is Calendar.gregorian else periods.hijri_year(year)


def years_around(at: Vantage, calendar: Calendar, reach: int) -> range:
    """Years in which a date without one may lie."""
    if at.anchor is None:
        return range(0)
    middle = month_of(at.anchor, calendar)[0]
    return range(middle - reach, middle + reach + 1)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """31 من تموز 2025, or as much of it as is printed."""

    day: int
    month: MonthName
    year: YearName | None = None
    shift: int | None = None
    weekday: int | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether its year is printed."""
        return self.month.offset is None and self.year is not None and self.year.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The day; a printed weekday chooses between years and corrects the moon."""
        if self.month.offset is not None:
            return self._in_current_month(at)
        if self.year:
            return self._in_year(self.year, at)
        return self._without_year(at)

    def _in_year(self, year: YearName, at: Vantage) -> Period | None:
        calendar = self.month.calendar or year.guess_calendar()
        years = years_named(year, calendar, at)
        found = [make_day(calendar, number, self.month.number, self.day) for number in years]
        return self._sighted(in_named_year(found, year), calendar)

    def _without_year(self, at: Vantage) -> Period | None:
        calendar = self.month.calendar or Calendar.gregorian
        found = self._in_years(calendar, at, YEARS_AROUND)
        if self.weekday is None:
            return choose(found, at, self.shift)
        near = self._in_years(calendar, at, YEARS_AROUND_WITH_WEEKDAY)
        fitting = [period for period in near if period and self._has_weekday(period.start)]
        return choose(fitting or found, at, self.shift)

    def _in_years(self, calendar: Calendar, at: Vantage, reach: int) -> list[Period | None]:
        years = years_around(at, calendar, reach)
        return [self._sighted(make_day(calendar, year, self.month.number, self.day), calendar) for year in years]

    def _in_current_month(self, at: Vantage) -> Period | None:
        """الـ28 من الشهر الجاري: of the Hijri month where only that one has the printed weekday."""
        found: Period | None = None
        for calendar in (Calendar.gregorian, Calendar.hijri):
            place = resolve_month(self.month, calendar, at)
            candidate = make_day(calendar, *place, self.day) if place else None
            if candidate and self._has_weekday(candidate.start):
                return candidate
            found = found or candidate
        return found

    def _has_weekday(self, day: date) -> bool:
        return self.weekday is None or day.isoweekday() == self.weekday

    def _sighted(self, period: Period | None, calendar: Calendar) -> Period | None:
        if period is None or calendar is Calendar.gregorian:
            return period
        for off in SIGHTING:
            day = period.start + timedelta(days=off)
            if self._has_weekday(day):
                return periods.day(day)
        return period


@dataclass(frozen=True, slots=True)
class EitherDay:
    """16/04/21: the year stands at one end or the other."""

    day_first: CalendarDay
    year_first: CalendarDay

    is_absolute = True

    def place(self, at: Vantage) -> Period | None:
        """The day first, unless that lies years ahead and the other reading doesn't."""
        first, other = self.day_first.place(at), self.year_first.place(at)
        if first is None or other is None or at.anchor is None:
            return first or other
        is_ahead = (first.start - at.anchor).days > DAYS_AHEAD >= (other.start - at.anchor).days
        return other if is_ahead else first


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """تموز الماضي، أيلول 2024، الشهر المقبل."""

    month: MonthName
    year: YearName | None = None
    shift: int | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether its year is printed."""
        return self.month.offset is None and self.year is not None and self.year.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The month."""
        if self.month.offset is not None:
            current = resolve_month(self.month, Calendar.gregorian, at)
            return periods.month(*current) if current else None
        if self.year:
            calendar = self.month.calendar or self.year.guess_calendar()
            years = years_named(self.year, calendar, at)
            return in_named_year([make_month(calendar, number, self.month.number) for number in years], self.year)
        calendar = self.month.calendar or Calendar.gregorian
        around = years_around(at, calendar, YEARS_AROUND)
        return choose([make_month(calendar, year, self.month.number) for year in around], at, self.shift)


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """عام 2012، 1436هـ، العام الماضي."""

    year: YearName

    @property
    def is_absolute(self) -> bool:
        """Whether it is a number."""
        return self.year.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The year."""
        calendar = self.year.guess_calendar()
        number = resolve_year(self.year, calendar, at)
        return None if number is None else make_year(calendar, number)


@dataclass(frozen=True, slots=True)
class DayInMonth:
    """الخميس 21، يوم 27: a day whose month is not said."""

    day: int
    weekday: int | None = None

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """This month's, or with a weekday the nearest month's in which they meet."""
        if at.anchor is None:
            return None
        reach = 0 if self.weekday is None else 12
        here = (at.anchor.year, at.anchor.month)
        months = [periods.shift_months(here, step) for step in range(-reach, reach + 1)]
        found = [periods.gregorian_day(*month, self.day) for month in months]
        fitting = [day for day in found if day and self.weekday in (None, day.start.isoweekday())]
        anchor = at.anchor
        return min(fitting, key=lambda period: distance(period, anchor), default=None)
