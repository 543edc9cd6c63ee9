"""Meanings with two ends that share a part: a month, a year, or only the word that joins them."""

from dataclasses import dataclass, replace

from app.arabic.dates import periods
from app.arabic.dates.calendar_dates import (
    Calendar,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    DayInMonth,
    YearName,
    make_day,
    month_of,
)
from app.arabic.dates.periods import Period
from app.arabic.dates.vantage import Vantage


@dataclass(frozen=True, slots=True)
class PairRange:
    """الجمعة 11 حتى الثلاثاء 15: two days found each by itself."""

    first: DayInMonth
    last: DayInMonth

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """From the first day to the last."""
        start, end = self.first.place(at), self.last.place(at)
        return periods.span(start, end) if start and end else None


@dataclass(frozen=True, slots=True)
class DayRange:
    """6 و10 من آذار الماضي: two days that share a month."""

    first: int
    last: CalendarDay

    @property
    def is_absolute(self) -> bool:
        """Whether its year is printed."""
        return self.last.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """From the first day to the last, which may lie in the month after."""
        end = self.last.place(at)
        if end is None:
            return None
        calendar = self.last.month.calendar or Calendar.gregorian
        year, month = month_of(end.start, calendar)
        start = make_day(calendar, year, month, self.first)
        return periods.days(start.start, end.end) if start else None


@dataclass(frozen=True, slots=True)
class SharedRange:
    """من يناير إلى مارس 2015، بين 25 تموز و5 آب 2015: two ends that share a year."""

    first: CalendarDay | CalendarMonth
    last: CalendarDay | CalendarMonth

    @property
    def is_absolute(self) -> bool:
        """Whether its year is printed."""
        return self.last.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """From the first to the last; a first month later in the year than the last belongs to the year before."""
        end = self.last.place(at)
        if end is None:
            return None
        start = replace(self.first, year=self.last.year, shift=self.last.shift).place(at)
        if start and start.start > end.end and self.last.year and self.last.year.is_absolute:
            earlier = replace(self.last.year, number=self.last.year.number - 1)
            start = replace(self.first, year=earlier).place(at)
        return periods.span(start, end) if start else None


@dataclass(frozen=True, slots=True)
class YearRange:
    """بين عامي 2011 و2014."""

    first: YearName
    last: YearName

    @property
    def is_absolute(self) -> bool:
        """Whether both are numbers."""
        return self.first.is_absolute and self.last.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """From the first to the last year."""
        calendar = self.last.guess_calendar()
        first = CalendarYear(replace(self.first, calendar=self.first.calendar or calendar)).place(at)
        last = CalendarYear(self.last).place(at)
        return periods.span(first, last) if first and last else None
