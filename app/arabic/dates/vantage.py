"""From where a date is seen: the day of writing, the tense, what was named before; and the choice it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.arabic.dates.periods import Period
from app.records import Tense

PAST, CURRENT, NEXT = -1, 0, 1
# The ordinal of what is counted from the end.
LAST = -1
# "In May" beside a past verb is the May behind us, unless that is almost a year ago and the next one at hand;
# verbs that look ahead are surer to be about something else, so that a May far ahead must yield sooner.
FAR_BACK, AT_HAND = 290, 60
FAR_AHEAD, JUST_PAST = 180, 120


@dataclass(frozen=True, slots=True)
class Vantage:
    """What an expression can lean on; `named_day` is a whole date printed earlier in its sentence."""

    anchor: date | None
    tense: Tense | None = None
    alone: bool = False
    previous: Period | None = None
    named_day: Period | None = None


class Meaning(Protocol):
    """What an expression says, before it is known from when."""

    @property
    def is_absolute(self) -> bool:
        """Whether it needs no day to be counted from."""

    def place(self, at: Vantage) -> Period | None:
        """The period meant; None where there is no such day or nothing to count from."""


def distance(period: Period, day: date) -> int:
    """Days between; 0 when the day lies within."""
    return max(0, (period.start - day).days, (day - period.end).days)


def choose(candidates: Iterable[Period | None], at: Vantage, shift: int | None) -> Period | None:
    """The candidate that الماضي or المقبل, else the tense, else nearness points to."""
    anchor = at.anchor
    periods = sorted((period for period in candidates if period), key=lambda period: period.start)
    if anchor is None or not periods:
        return None
    if shift is not None and shift != CURRENT:
        return _shifted(periods, anchor, shift)
    nearest = min(periods, key=lambda period: (distance(period, anchor), -period.start.toordinal()))
    if shift == CURRENT or nearest.start <= anchor <= nearest.end:
        return nearest
    last = max((period for period in periods if period.end < anchor), key=lambda period: period.end, default=None)
    following = min((period for period in periods if period.start > anchor), key=_start, default=None)
    if last is None or following is None:
        return last or following
    return _by_tense(last, following, at, anchor) or nearest


def _start(period: Period) -> date:
    return period.start


def _shifted(periods: list[Period], anchor: date, shift: int) -> Period | None:
    past = [period for period in periods if period.end < anchor]
    following = [period for period in periods if period.start > anchor]
    row = past[::-1] if shift < 0 else following
    return row[abs(shift) - 1] if len(row) >= abs(shift) else None


def _by_tense(last: Period, following: Period, at: Vantage, anchor: date) -> Period | None:
    back, ahead = distance(last, anchor), distance(following, anchor)
    if at.tense is Tense.past:
        return following if back > FAR_BACK and ahead < AT_HAND else last
    if at.tense is Tense.scheduled:
        return last if ahead > FAR_AHEAD and back < JUST_PAST else following
    return following if at.alone else None
