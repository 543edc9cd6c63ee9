"""Feasts: days that a calendar, Easter or a month's Thursdays fix."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.arabic.dates import periods
from app.arabic.dates.calendar_dates import Calendar, YearName, make_day, resolve_year, years_around
from app.arabic.dates.periods import Period
from app.arabic.dates.vantage import Vantage, choose

YEARS_AROUND = 2
THURSDAY = 4


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def fourth_thursday_of_november(year: int) -> date:
    """Thanksgiving in the United States."""
    first = date(year, 11, 1)
    return first + timedelta(days=(THURSDAY - first.isoweekday()) % 7 + 21)


COMPUTED: dict[str, Callable[[int], date]] = {"easter": easter, "thanksgiving": fourth_thursday_of_november}


@dataclass(frozen=True, slots=True)
class FeastName:
    """When a feast is: a day of a calendar, or a computation with an offset of days."""

    calendar: Calendar
    month: int = 0
    day: int = 0
    computed: str = ""
    offset: int = 0

    def in_year(self, year: int) -> Period | None:
        """The feast of a year of its calendar."""
        if not self.computed:
            return make_day(self.calendar, year, self.month, self.day)
        if not periods.is_year(year):
            return None
        return periods.day(COMPUTED[self.computed](year) + timedelta(days=self.offset))


@dataclass(frozen=True, slots=True)
class FeastDay:
    """عيد الفطر، ثاني أيام عيد الأضحى الماضي، رأس السنة 2019."""

    feast: FeastName
    nth: int = 1
    year: YearName | None = None
    shift: int | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether its year is printed."""
        return self.year is not None and self.year.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The feast of the year printed, else the one that adjective, tense or nearness says."""
        found = self._in_year(self.year, at) if self.year else self._near(at)
        return periods.day(found.start + timedelta(days=self.nth - 1)) if found else None

    def _near(self, at: Vantage) -> Period | None:
        years = years_around(at, self.feast.calendar, YEARS_AROUND)
        return choose([self.feast.in_year(year) for year in years], at, self.shift)

    def _in_year(self, year: YearName, at: Vantage) -> Period | None:
        """A Hijri feast of a Gregorian year is the one that falls into it."""
        calendar = year.guess_calendar()
        number = resolve_year(year, calendar, at)
        if number is None or calendar is self.feast.calendar:
            return None if number is None else self.feast.in_year(number)
        if calendar is Calendar.hijri or not periods.is_year(number):
            return None
        middle = Vantage(date(number, 7, 1))
        found = [self.feast.in_year(near) for near in years_around(middle, Calendar.hijri, 1)]
        return next((period for period in found if period and period.start.year == number), None)
