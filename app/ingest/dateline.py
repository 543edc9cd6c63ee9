"""Days of publication: the days that captions, bylines and datelines name in full."""

from collections.abc import Iterator
from datetime import date

from app.arabic.dates import FoundDate, find_dates
from app.arabic.tokens import read_document
from app.records import AnchorKind, Precision


def read_day(text: str) -> date | None:
    """The first day that `text` names in full."""
    return cut_days(text)[1]


def cut_days(text: str) -> tuple[str, date | None]:
    """`text` with each full date made a bar, and the first of these days."""
    found = list(_find_days(text))
    for one in reversed(found):
        text = f"{text[: one.start]}|{text[one.end :]}"
    return text, found[0].date_start if found else None


def _find_days(text: str) -> Iterator[FoundDate]:
    # Seen from nowhere: a date that would have to be counted from another day is not resolved.
    for one in find_dates(read_document(text), None):
        if one.precision is Precision.day and one.anchor_kind is AnchorKind.none and one.date_start:
            yield one
