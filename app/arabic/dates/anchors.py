"""The day an article was written, which its own words betray: أمس الثلاثاء in an article published on a Thursday."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from app.arabic.dates.relative_dates import DayOffset
from app.arabic.dates.vantage import Meaning, Vantage

# A day of writing further than this from the day of publication belongs to a story told in the article.
FARTHEST = 10


def betrayed_days(meanings: Sequence[Meaning], reference: date | None) -> list[tuple[int, date]]:
    """For each meaning (by its place) that betrays it, the day of writing."""
    found = []
    for number, meaning in enumerate(meanings):
        if not isinstance(meaning, DayOffset):
            continue
        day = _written_on(meaning, reference)
        if day and (reference is None or abs((day - reference).days) <= FARTHEST):
            found.append((number, day))
    return found


def _written_on(meaning: DayOffset, reference: date | None) -> date | None:
    try:
        return meaning.written_on(Vantage(reference))
    except OverflowError:  # at the first or last day that a date can hold
        return None


class Anchors:
    """For each expression, the day to count from: what the nearest telling one betrays, else the publication."""

    def __init__(self, reference: date | None, betrayed: list[tuple[int, date]]) -> None:
        self._reference = reference
        self._places = [place for place, _ in betrayed]
        self._days = [day for _, day in betrayed]

    def at(self, number: int) -> date | None:
        """The anchor of the expression with that number."""
        if not self._places:
            return self._reference
        after = bisect_left(self._places, number)
        near = [index for index in (after - 1, after) if 0 <= index < len(self._places)]
        return self._days[min(near, key=lambda index: abs(self._places[index] - number))]
