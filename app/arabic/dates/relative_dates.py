"""Meanings that are counted from the day of writing."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from app.arabic.dates import periods
from app.arabic.dates.periods import Period
from app.arabic.dates.vantage import CURRENT, Meaning, Vantage, choose
from app.records import Tense

WEEK = 7
# How far from the day a weekday may be that is printed beside أمس or غدًا.
REACH = 3


class Unit(Enum):
    """A unit of time, each as long as so many days or months."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    half = "half"
    year = "year"
    decade = "decade"
    century = "century"


MONTHS = {Unit.month: 1, Unit.quarter: 3, Unit.half: 6, Unit.year: 12, Unit.decade: 120, Unit.century: 1200}
DAYS = {Unit.day: 1, Unit.week: WEEK}


def nearest_weekday(day: date, weekday: int) -> date:
    """The day with that weekday that is nearest to `day`."""
    return day + timedelta(days=(weekday - day.isoweekday() + REACH) % WEEK - REACH)


def containing(unit: Unit, day: date) -> Period | None:
    """The period of the calendar that `day` lies in."""
    match unit:
        case Unit.day:
            return periods.day(day)
        case Unit.week:
            return periods.week(day)
        case Unit.month:
            return periods.month(day.year, day.month)
        case Unit.quarter:
            return periods.quarter((day.month + 2) // 3, day.year)
        case Unit.half:
            return periods.half((day.month + 5) // 6, day.year)
        case Unit.year:
            return periods.year(day.year)
        case Unit.decade:
            return periods.decade(day.year // 10 * 10)
        case Unit.century:
            return periods.century(day.year // 100 + 1)


def moved(unit: Unit, day: date, count: int) -> date | None:
    """The day so many units away."""
    if unit in DAYS:
        return periods.shift_day(day, 0, count * DAYS[unit])
    return periods.shift_day(day, count * MONTHS[unit])


@dataclass(frozen=True, slots=True)
class DayOffset:
    """اليوم، أمس الثلاثاء، اليوم 31 من تموز: the date printed beside it is in `stated`."""

    offset: int
    weekday: int | None = None
    stated: Meaning | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether a whole date is printed beside it."""
        return self.stated is not None and self.stated.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The date printed beside it, else the day counted, on the weekday printed beside it."""
        if self.stated:
            return self.stated.place(at)
        if at.anchor is None:
            return None
        day = at.anchor + timedelta(days=self.offset)
        return periods.day(nearest_weekday(day, self.weekday) if self.weekday else day)

    def written_on(self, at: Vantage) -> date | None:
        """The day of writing that the weekday or date beside it betrays."""
        if self.weekday is None and self.stated is None:
            return None
        placed = self.place(at)
        return placed.start - timedelta(days=self.offset) if placed else None


@dataclass(frozen=True, slots=True)
class WeekdayNear:
    """الثلاثاء، الثلاثاء الماضي، الثلاثاء من الأسبوع المقبل."""

    weekday: int
    shift: int | None = None
    week: int | None = None

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """The last or the next one, by its adjective or by the tense of its sentence."""
        anchor = at.anchor
        if anchor is None:
            return None
        if self.week is not None:
            sunday = periods.sunday_of(anchor) + timedelta(days=WEEK * self.week)
            return periods.day(sunday + timedelta(days=self.weekday % WEEK))
        return periods.day(self._from(anchor, at))

    def _from(self, anchor: date, at: Vantage) -> date:
        back = (anchor.isoweekday() - self.weekday) % WEEK
        ahead = (self.weekday - anchor.isoweekday()) % WEEK
        if self.shift is not None and self.shift < CURRENT:
            return anchor - timedelta(days=(back or WEEK) - WEEK * (self.shift + 1))
        if self.shift is not None and self.shift > CURRENT:
            return anchor + timedelta(days=(ahead or WEEK) + WEEK * (self.shift - 1))
        named = at.named_day.end if at.named_day else anchor
        if self.shift is None and (named > anchor or (anchor - named).days >= WEEK):
            # يوم الثلاثاء 3 نوفمبر … ويوم الأربعاء: the Wednesday after the day just named.
            return named + timedelta(days=(self.weekday - named.isoweekday()) % WEEK)
        if at.alone:
            return anchor + timedelta(days=ahead or WEEK)
        if at.tense is Tense.scheduled or (self.shift == CURRENT and at.tense is None):
            return anchor + timedelta(days=ahead)
        return anchor - timedelta(days=back)


@dataclass(frozen=True, slots=True)
class WeekdaysOfWeek:
    """الأسبوع المقبل بين الأربعاء والجمعة."""

    week: int
    first: int
    last: int

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """From the first weekday of that week to the next last one."""
        start = WeekdayNear(self.first, week=self.week).place(at)
        if start is None:
            return None
        return periods.days(start.start, start.start + timedelta(days=(self.last - self.first) % WEEK))


@dataclass(frozen=True, slots=True)
class WeekOf:
    """أسبوع 16 سبتمبر."""

    day: Meaning

    @property
    def is_absolute(self) -> bool:
        """Whether the day is."""
        return self.day.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The week around the day."""
        day = self.day.place(at)
        return periods.week(day.start) if day else None


@dataclass(frozen=True, slots=True)
class UnitOffset:
    """الأسبوع الماضي، هذا العام، العقد المقبل."""

    unit: Unit
    offset: int = 0

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """The calendar's period so many units from the current one."""
        if at.anchor is None:
            return None
        base = at.anchor.replace(day=1) if self.unit in MONTHS else at.anchor
        there = moved(self.unit, base, self.offset)
        return containing(self.unit, there) if there else None


@dataclass(frozen=True, slots=True)
class Ago:
    """قبل ثلاث سنوات، بعد شهرين: as precise as the unit, or to the day when counted from الآن."""

    counts: tuple[tuple[int, Unit], ...]
    direction: int
    to_the_day: bool = False

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """The period of the smallest unit, so far away."""
        day = at.anchor
        for count, unit in self.counts:
            day = moved(unit, day, self.direction * count) if day else None
        if day is None:
            return None
        return containing(Unit.day if self.to_the_day else self.counts[-1][1], day)


@dataclass(frozen=True, slots=True)
class FromNow:
    """سنة وشهر و21 يومًا من الآن: back or ahead, as the tense says."""

    counts: tuple[tuple[int, Unit], ...]

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """The day so far away."""
        direction = -1 if at.tense is Tense.past else 1
        return Ago(self.counts, direction, to_the_day=True).place(at)


@dataclass(frozen=True, slots=True)
class Window:
    """الأيام الثلاثة الماضية، الأسبوعين المقبلين، العقدين الماضيين."""

    count: int
    unit: Unit
    direction: int

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """From the day of writing (not counted) so far back or ahead; whole decades where these are counted."""
        anchor = at.anchor
        if anchor is None or not self.count:
            return None
        if self.unit in (Unit.decade, Unit.century):
            return self._whole(anchor)
        far = moved(self.unit, anchor, self.direction * self.count)
        near = moved(Unit.day, anchor, self.direction)
        if far is None or near is None:
            return None
        return periods.days(min(near, far), max(near, far))

    def _whole(self, anchor: date) -> Period | None:
        ends = sorted((self.direction, self.direction * self.count))
        placed = [UnitOffset(self.unit, offset).place(Vantage(anchor)) for offset in ends]
        first, last = placed
        return periods.span(first, last) if first and last else None


@dataclass(frozen=True, slots=True)
class Weekend:
    """نهاية الأسبوع: `days` are isoweekdays, the first and the last."""

    days: tuple[int, int]
    offset: int | None = None

    is_absolute = False

    def place(self, at: Vantage) -> Period | None:
        """The weekend of the current week, or so many weeks away; the last one in a sentence that looks back."""
        if at.anchor is None:
            return None
        monday = at.anchor - timedelta(days=at.anchor.weekday()) + timedelta(days=WEEK * (self.offset or 0))
        first, last = (monday + timedelta(days=weekday - 1) for weekday in self.days)
        if self.offset is None and at.tense is Tense.past and first > at.anchor:
            first, last = first - timedelta(days=WEEK), last - timedelta(days=WEEK)
        return periods.days(first, last)


@dataclass(frozen=True, slots=True)
class SeasonOf:
    """صيف 2014، الشتاء الماضي، هذا الربيع."""

    season: int
    year: int | None = None
    year_offset: int | None = None
    shift: int | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether its year is printed."""
        return self.year is not None

    def place(self, at: Vantage) -> Period | None:
        """The season of the year printed, else the one that its adjective, the tense or nearness says."""
        if self.year is not None:
            return periods.season(self.season, self.year)
        if at.anchor is None:
            return None
        if self.year_offset is not None:
            return periods.season(self.season, at.anchor.year + self.year_offset)
        around = range(at.anchor.year - 2, at.anchor.year + 3)
        return choose([periods.season(self.season, year) for year in around], at, self.shift)
