"""What rules do with what they match: each reader is named in a rule and takes its slots by name.

A reader returns a meaning or a value for other rules, or None to refuse.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.arabic.dates.calendar_dates import (
    Calendar,
    CalendarDay,
    CalendarMonth,
    CalendarYear,
    DayInMonth,
    DayRange,
    EitherDay,
    MonthName,
    PairRange,
    SharedRange,
    YearName,
    YearRange,
)
from app.arabic.dates.feasts import FeastDay, FeastName
from app.arabic.dates.ordinal_dates import (
    CenturyOf,
    DecadeOf,
    EdgeOf,
    NthDay,
    NthDecade,
    NthMonth,
    NthWeek,
    Portion,
    Rest,
    WeekdayOrdinal,
)
from app.arabic.dates.relative_dates import (
    Ago,
    DayOffset,
    FromNow,
    SeasonOf,
    Unit,
    UnitOffset,
    WeekdayNear,
    WeekdaysOfWeek,
    Weekend,
    WeekOf,
    Window,
)
from app.arabic.dates.vantage import Meaning

NEWEST_SHORT_YEAR = 30
Value = Any


def month_entry(number: str, data: dict[str, Value]) -> MonthName:
    """A line of a list of months."""
    return MonthName(int(number), Calendar(data["calendar"]), bool(data.get("weak", False)))


def feast_entry(name: str, data: dict[str, Value]) -> FeastName:
    """A line of a list of feasts: `1-10` is the 10th day of the first month; other names are computed."""
    calendar = Calendar(data["calendar"])
    if "computed" in data:
        return FeastName(calendar, computed=data["computed"], offset=int(name))
    month, day = name.split("-")
    return FeastName(calendar, int(month), int(day))


def unit_entry(name: str, _: dict[str, Value]) -> Unit:
    """A line of a list of units."""
    return Unit(name)


def dual_entry(name: str, _: dict[str, Value]) -> tuple[int, Unit]:
    """A line of a list of duals: يومين is two days."""
    return 2, Unit(name)


def read_same(**slots: Value) -> Value:
    """The one slot, unchanged."""
    (value,) = slots.values()
    return value


def read_flag() -> bool:
    """Words that only need to be there."""
    return True


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


def read_numeric_month(month: int, year: int, era: str = "") -> CalendarMonth | None:
    """8/2015."""
    named = read_year(year, era)
    return CalendarMonth(MonthName(month, named.guess_calendar()), named) if named else None


def read_calendar_month(
    month: MonthName, year: YearName | None = None, shift: int | None = None
) -> CalendarMonth | None:
    """A month, in its year where one is named."""
    if month.offset is not None and (year or shift is not None):
        return None
    return CalendarMonth(month, year, shift)


def read_calendar_year(year: YearName) -> CalendarYear:
    """A year."""
    return CalendarYear(year)


def read_plain_year(number: int) -> CalendarYear | None:
    """2014 without a word that says it is a year."""
    return CalendarYear(YearName(number)) if 1900 <= number <= 2100 else None


def read_day_in_month(day: int, weekday: int | None = None) -> DayInMonth:
    """الخميس 21."""
    return DayInMonth(day, weekday)


def read_day_offset(offset: int, weekday: int | None = None, stated: Meaning | None = None) -> DayOffset:
    """أمس الثلاثاء."""
    return DayOffset(offset, weekday, stated)


def read_weekday(weekday: int, shift: int | None = None, week: UnitOffset | None = None) -> WeekdayNear:
    """الثلاثاء المقبل."""
    return WeekdayNear(weekday, shift, week.offset if week else None)


def read_unit(unit: Unit | str, shift: int = 0) -> UnitOffset:
    """الأسبوع الماضي."""
    return UnitOffset(Unit(unit), shift)


def read_part(value: Meaning) -> Meaning:
    """مطلع العام: the beginning of a time has the value of the whole."""
    return value


def read_big_ordinal(day: int) -> int | None:
    """الحادي عشر and above: below it an ordinal is an adjective."""
    return day if 10 < day <= 31 else None


def read_lone_numeric(day: int, month: int) -> CalendarDay | None:
    """22/4: one of the two can't be a month."""
    return read_numeric(day, month) if day > 12 else None


def read_shift(shift: int) -> int:
    """The offset that an adjective says."""
    return shift


def read_far_shift(shift: int) -> int | None:
    """قبل الماضي، بعد المقبل: one further."""
    return 2 * shift if abs(shift) == 1 else None


def read_count(number: int = 0, unit: Unit | None = None, dual: tuple[int, Unit] | None = None) -> Value:
    """ثلاث سنوات، شهرين، أسبوع."""
    if dual:
        return dual
    return (number or 1, unit) if unit and number < 1000 else None


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


def read_week_of(day: CalendarDay) -> WeekOf:
    """أسبوع 16 سبتمبر."""
    return WeekOf(day)


def read_weekdays_of_week(week: UnitOffset, first: int, last: int) -> WeekdaysOfWeek:
    """الأسبوع المقبل بين الأربعاء والجمعة."""
    return WeekdaysOfWeek(week.offset, first, last)


def read_year_in_words(number: int) -> CalendarYear | None:
    """ألف وسبعمئة وتسعة وثمانين: round thousands are mostly counts."""
    return CalendarYear(YearName(number)) if 1000 < number <= 2100 and number % 1000 else None


def read_nth_day(nth: int, within: Meaning | None = None, weekday: int | None = None) -> NthDay:
    """أول ثلاثاء من أكتوبر."""
    return NthDay(nth, within, weekday)


def read_weekday_ordinal(weekday: int, nth: int, within: CalendarMonth) -> Meaning:
    """الأحد الثالث من أيلول: Sunday the 3rd, or the third Sunday."""
    day = read_day(nth, within.month, within.year, within.shift, weekday)
    third = NthDay(nth, within, weekday)
    return WeekdayOrdinal(day, third) if day else third


def read_feast(feast: FeastName, nth: int = 1, year: YearName | None = None, shift: int | None = None) -> Value:
    """ثاني أيام عيد الأضحى."""
    return FeastDay(feast, nth, year, shift) if 1 <= nth <= 4 else None


def read_day_range(first: int, last: CalendarDay) -> DayRange | None:
    """من 4 إلى 22 يناير: the first day comes first."""
    return DayRange(first, last) if first < last.day else None


def read_day_pair(first: int, last: CalendarDay) -> DayRange | None:
    """يومي 15 و16 يوليو: two days in a row are a range, others are not."""
    return DayRange(first, last) if first + 1 == last.day else None


def read_weekday_range(first_weekday: int, first: int, last_weekday: int, last: int) -> PairRange:
    """الجمعة 11 حتى الثلاثاء 15."""
    return PairRange(DayInMonth(first, first_weekday), DayInMonth(last, last_weekday))


def read_month_first_range(month: MonthName, first: int, last: int) -> DayRange | None:
    """شهر نوفمبر بين 19 و20."""
    end = read_day(last, month)
    return read_day_range(first, end) if end else None


def read_shared_range(first: Value, last: Value) -> SharedRange | None:
    """من يناير إلى مارس 2015: only the last end bears the year, and it bears one."""
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


READERS: dict[str, Callable[..., Value]] = {
    "same": read_same,
    "flag": read_flag,
    "month": read_month,
    "current_month": read_current_month,
    "year": read_year,
    "short_year": read_short_year,
    "day": read_day,
    "numeric": read_numeric,
    "american": read_american,
    "american_comma": read_american_comma,
    "short_numeric": read_short_numeric,
    "numeric_month": read_numeric_month,
    "calendar_month": read_calendar_month,
    "calendar_year": read_calendar_year,
    "plain_year": read_plain_year,
    "day_in_month": read_day_in_month,
    "day_offset": read_day_offset,
    "weekday": read_weekday,
    "unit": read_unit,
    "shift": read_shift,
    "far_shift": read_far_shift,
    "count": read_count,
    "ago": read_ago,
    "window": read_window,
    "weekend": read_weekend,
    "season": read_season,
    "week_of": read_week_of,
    "weekdays_of_week": read_weekdays_of_week,
    "year_in_words": read_year_in_words,
    "nth_day": read_nth_day,
    "weekday_ordinal": read_weekday_ordinal,
    "nth_week": NthWeek,
    "nth_month": NthMonth,
    "nth_decade": NthDecade,
    "portion": Portion,
    "edge": read_edge,
    "dual_edge": read_dual_edge,
    "same_part": read_part,
    "big_ordinal": read_big_ordinal,
    "lone_numeric": read_lone_numeric,
    "from_now": read_from_now,
    "weekday_range": read_weekday_range,
    "month_first_range": read_month_first_range,
    "plain_year_range": read_plain_year_range,
    "year_pair": read_year_pair,
    "double_year": read_double_year,
    "decade": DecadeOf,
    "century": CenturyOf,
    "rest": Rest,
    "feast": read_feast,
    "day_range": read_day_range,
    "day_pair": read_day_pair,
    "shared_range": read_shared_range,
    "year_range": read_year_range,
}
LEXICAL: dict[str, Callable[[str, dict[str, Value]], Value]] = {
    "named_month": month_entry,
    "weak_month": month_entry,
    "faint_month": month_entry,
    "feast": feast_entry,
    "unit": unit_entry,
    "the_unit": unit_entry,
    "units": unit_entry,
    "the_units": unit_entry,
    "my_unit": unit_entry,
    "long_unit": unit_entry,
    "dual": dual_entry,
    "the_dual": dual_entry,
}
