"""What rules do with what they match: each reader is named in a rule and takes its slots by name.

A reader returns a meaning or a value for other rules, or None to refuse.
"""

from collections.abc import Callable
from typing import Any

from app.arabic.dates import calendar_readers as calendar
from app.arabic.dates import range_readers as ranges
from app.arabic.dates import relative_readers as relative
from app.arabic.dates.calendar_dates import Calendar, CalendarYear, DayInMonth, MonthName
from app.arabic.dates.decades import CenturyOf, DecadeOf, HijriDecade, NthDecade
from app.arabic.dates.feasts import FeastName
from app.arabic.dates.ordinal_dates import (
    NthDay,
    NthFrom,
    NthMonth,
    NthWeek,
    Portion,
    Rest,
)
from app.arabic.dates.relative_dates import DayOffset, Unit, WeekOf

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


READERS: dict[str, Callable[..., Value]] = {
    "same": read_same,
    "flag": read_flag,
    "month": calendar.read_month,
    "current_month": calendar.read_current_month,
    "year": calendar.read_year,
    "short_year": calendar.read_short_year,
    "day": calendar.read_day,
    "numeric": calendar.read_numeric,
    "american": calendar.read_american,
    "american_comma": calendar.read_american_comma,
    "short_numeric": calendar.read_short_numeric,
    "numeric_month": calendar.read_numeric_month,
    "calendar_month": calendar.read_calendar_month,
    "calendar_year": CalendarYear,
    "plain_year": calendar.read_plain_year,
    "day_in_month": DayInMonth,
    "day_offset": DayOffset,
    "weekday": relative.read_weekday,
    "unit": relative.read_unit,
    "far_shift": relative.read_far_shift,
    "count": relative.read_count,
    "ago": relative.read_ago,
    "window": relative.read_window,
    "short_window": relative.read_short_window,
    "weekend": relative.read_weekend,
    "season": relative.read_season,
    "week_of": WeekOf,
    "weekdays_of_week": relative.read_weekdays_of_week,
    "year_in_words": calendar.read_year_in_words,
    "nth_day": NthDay,
    "nth_from": NthFrom,
    "weekday_ordinal": calendar.read_weekday_ordinal,
    "nth_week": NthWeek,
    "nth_month": NthMonth,
    "nth_decade": NthDecade,
    "portion": Portion,
    "edge": ranges.read_edge,
    "dual_edge": ranges.read_dual_edge,
    "big_ordinal": relative.read_big_ordinal,
    "lone_numeric": calendar.read_lone_numeric,
    "from_now": relative.read_from_now,
    "weekday_range": ranges.read_weekday_range,
    "month_first_range": ranges.read_month_first_range,
    "plain_year_range": ranges.read_plain_year_range,
    "year_pair": ranges.read_year_pair,
    "double_year": ranges.read_double_year,
    "decade": DecadeOf,
    "hijri_decade": HijriDecade,
    "century": CenturyOf,
    "rest": Rest,
    "feast": calendar.read_feast,
    "day_range": ranges.read_day_range,
    "day_pair": ranges.read_day_pair,
    "shared_range": ranges.read_shared_range,
    "year_range": ranges.read_year_range,
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
