"""Meanings that number a part of a longer time: the first Tuesday of October, the third quarter, the nineties."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.arabic.dates import periods
from app.arabic.dates.calendar_dates import CalendarDay
from app.arabic.dates.periods import Period
from app.arabic.dates.relative_dates import WEEK, Unit, UnitOffset, containing
from app.arabic.dates.vantage import LAST, Meaning, Vantage
from app.records import Precision

YEARS_OF_DECADE = 10


def _place_whole(within: Meaning | None, unit: Unit, at: Vantage) -> Period | None:
    """The longer time, or the current one where none is named."""
    if within:
        return within.place(at)
    return containing(unit, at.anchor) if at.anchor else None


@dataclass(frozen=True, slots=True)
class NthDay:
    """آخر يوم في تشرين الأول 2015، أول ثلاثاء من أكتوبر: any weekday where none is named."""

    nth: int
    within: Meaning | None = None
    weekday: int | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether the longer time is."""
        return self.within is not None and self.within.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The day, or None where there are not so many."""
        whole = _place_whole(self.within, Unit.month, at)
        if whole is None:
            return None
        step = WEEK if self.weekday else 1
        if self.nth == LAST:
            back = (whole.end.isoweekday() - self.weekday) % WEEK if self.weekday else 0
            return periods.day(whole.end - timedelta(days=back))
        ahead = (self.weekday - whole.start.isoweekday()) % WEEK if self.weekday else 0
        found = whole.start + timedelta(days=ahead + step * (self.nth - 1))
        return periods.day(found) if found <= whole.end else None


@dataclass(frozen=True, slots=True)
class NthFrom:
    """ثالث ثلاثاء بعد عيد الميلاد."""

    nth: int
    weekday: int
    direction: int
    day: Meaning

    @property
    def is_absolute(self) -> bool:
        """Whether the day counted from is."""
        return self.day.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The day, not counting the one it starts from."""
        start = self.day.place(at)
        if start is None or self.nth < 1:
            return None
        gap = (self.weekday - start.start.isoweekday()) * self.direction % WEEK or WEEK
        return periods.day(start.start + timedelta(days=self.direction * (gap + WEEK * (self.nth - 1))))


@dataclass(frozen=True, slots=True)
class WeekdayOrdinal:
    """الأحد الثالث من أيلول: the day of the month if it is that weekday, else the weekday so often counted."""

    day: CalendarDay
    nth: NthDay

    @property
    def is_absolute(self) -> bool:
        """Whether the month is."""
        return self.nth.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """Whichever of the two the calendar allows."""
        day = self.day.place(at)
        if day and day.start.isoweekday() == self.nth.weekday:
            return day
        return self.nth.place(at) or day


@dataclass(frozen=True, slots=True)
class NthWeek:
    """الأسبوع الثالث من عام 2027 (its ISO week), الأسبوع الأول من أكتوبر (the first that lies wholly in it)."""

    nth: int
    within: Meaning

    @property
    def is_absolute(self) -> bool:
        """Whether the longer time is."""
        return self.within.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The week, or None where there are not so many."""
        whole = self.within.place(at)
        if whole is None:
            return None
        if whole.precision is Precision.year:
            return self._in_year(whole.start.year)
        return self._in_days(whole.start, whole.end)

    def _in_year(self, year: int) -> Period | None:
        weeks = date(year, 12, 28).isocalendar().week
        number = weeks if self.nth == LAST else self.nth
        return periods.iso_week(year, number) if 1 <= number <= weeks else None

    def _in_days(self, start: date, end: date) -> Period | None:
        first = start + timedelta(days=-start.weekday() % WEEK)
        last = end - timedelta(days=end.isoweekday() % WEEK + WEEK - 1)
        monday = last if self.nth == LAST else first + timedelta(days=WEEK * (self.nth - 1))
        return periods.iso_week(*monday.isocalendar()[:2]) if start <= monday <= last else None


@dataclass(frozen=True, slots=True)
class Portion:
    """النصف الأول من 2014، الربع الثالث، الثلث الأخير من رمضان: one of `parts` equal parts."""

    nth: int
    parts: int
    within: Meaning | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether the longer time is."""
        return self.within is not None and self.within.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """Months of a year, days of anything shorter."""
        nth = self.parts if self.nth == LAST else self.nth
        whole = _place_whole(self.within, Unit.year, at)
        if whole is None or not 1 <= nth <= self.parts:
            return None
        if whole.precision is Precision.year and whole.start.day == 1 and whole.start.month == 1:
            return self._of_year(whole.start.year, nth)
        years = whole.end.year - whole.start.year + 1
        if years >= YEARS_OF_DECADE:
            return self._of_years(whole, years, nth)
        days = (whole.end - whole.start).days + 1
        first, last = days * (nth - 1) // self.parts, days * nth // self.parts - 1
        return periods.days(whole.start + timedelta(days=first), whole.start + timedelta(days=last))

    def _of_years(self, whole: Period, years: int, nth: int) -> Period | None:
        first = periods.year(whole.start.year + years * (nth - 1) // self.parts)
        last = periods.year(whole.start.year + years * nth // self.parts - 1)
        return periods.span(first, last) if first and last else None

    def _of_year(self, year: int, nth: int) -> Period | None:
        if self.parts == 4:
            return periods.quarter(nth, year)
        if self.parts == 2:
            return periods.half(nth, year)
        length = 12 // self.parts
        return periods.months((year, length * (nth - 1) + 1), (year, length * nth))


@dataclass(frozen=True, slots=True)
class EdgeOf:
    """الأشهر التسعة الأولى من العام، العشر الأواخر من رمضان: so many units at an end of a longer time."""

    count: int
    unit: Unit
    within: Meaning
    at_end: bool = False

    @property
    def is_absolute(self) -> bool:
        """Whether the longer time is."""
        return self.within.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The units, or None where the longer time has not so many."""
        whole = self.within.place(at)
        if whole is None or self.count < 1:
            return None
        if self.unit is Unit.month:
            return self._months(whole)
        length = self.count * (WEEK if self.unit is Unit.week else 1) - 1
        if length > (whole.end - whole.start).days:
            return None
        if self.at_end:
            return periods.days(whole.end - timedelta(days=length), whole.end)
        return periods.days(whole.start, whole.start + timedelta(days=length))

    def _months(self, whole: Period) -> Period | None:
        year = whole.start.year
        if whole.precision is not Precision.year or self.count > 12 or whole.start.timetuple().tm_yday != 1:
            return None
        first = 13 - self.count if self.at_end else 1
        return periods.months((year, first), (year, first + self.count - 1))


@dataclass(frozen=True, slots=True)
class NthMonth:
    """الشهر الأول من العام المقبل."""

    nth: int
    within: Meaning

    @property
    def is_absolute(self) -> bool:
        """Whether the year is."""
        return self.within.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The month of the year named."""
        whole = self.within.place(at)
        if whole is None or whole.precision is not Precision.year:
            return None
        return periods.month(whole.start.year, 12 if self.nth == LAST else self.nth)


@dataclass(frozen=True, slots=True)
class Rest:
    """بقية الأسبوع، باقي العام: from the day of writing to the end of the current unit."""

    unit: Unit

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """The days that are left."""
        whole = UnitOffset(self.unit).place(at)
        return periods.days(at.anchor, whole.end) if at.anchor and whole else None
