"""Twice the text takes about twice the work, whatever the text: no pattern runs back and forth over it.

Work is counted, not timed: the lines of Python that run. C code (patterns) is covered by a bound on the time of
one pass, generous enough for any machine.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from types import FrameType
from typing import Any

import pytest

from app.arabic.analysis import analyze

SMALL = 2_000
RATIO = 2.15  # of lines run, which do not waver as seconds do
LARGE = 50_000
SECONDS = 10  # a pass over so many letters takes a fraction of one; a pattern that is quadratic takes more than ten

CASES = [
    pytest.param('"', id="straight-marks"),
    pytest.param("«", id="opening-marks"),
    pytest.param("«»", id="empty-marks"),
    pytest.param("«»“”", id="empty-marks-of-two-kinds"),
    pytest.param("”", id="inverted-marks"),
    pytest.param("' ", id="apostrophes"),
    pytest.param("كلمة ", id="one-word"),
    pytest.param("ك", id="one-long-word"),
    pytest.param("قال ", id="one-cue"),
    pytest.param("قال أن ", id="cue-and-complementiser"),
    pytest.param("أن ", id="one-complementiser"),
    pytest.param("، مضيفًا ", id="one-participle"),
    pytest.param('"قال ', id="marks-and-cues"),
    pytest.param("«كلام\n", id="marks-never-closed"),
    pytest.param("محمد ", id="one-name"),
    pytest.param("أحمد الحداد ", id="one-full-name"),
    pytest.param("وزير ", id="one-office"),
    pytest.param("بحسب وزارة ", id="one-source"),
    pytest.param("نقلت وكالة عن ", id="one-relay"),
    pytest.param("،", id="commas"),
    pytest.param(". ", id="stops"),
    pytest.param("يوم الأحد ", id="one-date"),
    pytest.param("الأحد ", id="one-weekday"),
    pytest.param("15 آذار 2024 ", id="one-day-with-its-year"),
    pytest.param("أمس ", id="one-relative-day"),
    pytest.param("الوزير ", id="one-title"),
    pytest.param("قال فلان إن ", id="one-cue-with-its-subject"),
    pytest.param("« » ", id="marks-around-nothing"),
    pytest.param("1234567890", id="one-long-number"),
    pytest.param("15 ", id="numbers"),
    pytest.param("\u064b", id="vowel-signs"),
    pytest.param(" ", id="spaces"),
    pytest.param("\n", id="line-ends"),
    pytest.param("قال الوزير سالم الحداد إن العمل مستمر في المدينة. ", id="sentences"),
    pytest.param("قال سالم الحداد إن العمل مستمر في المدينة وأضاف أن الطريق مفتوح ", id="one-endless-sentence"),
    pytest.param("قال الوزير سالم الحداد: «العمل مستمر في المدينة». ", id="quotes"),
]
NESTED = [pytest.param("()", id="brackets"), pytest.param("«»", id="marks"), pytest.param("[]", id="square-brackets")]


class Counter:
    """Lines of Python run so far."""

    lines = 0

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        self.lines += event == "line"
        return self.trace


@contextmanager
def counting() -> Iterator[Counter]:
    counter, before = Counter(), sys.gettrace()
    sys.settrace(counter.trace)
    try:
        yield counter
    finally:
        sys.settrace(before)


def count_work(text: str) -> int:
    analyze(text)  # what is computed once and remembered doesn't count
    with counting() as counter:
        analyze(text)
    return counter.lines


def fill(unit: str, size: int) -> str:
    return unit * (size // len(unit))


def nest(pair: str, size: int) -> str:
    return pair[0] * (size // 2) + pair[1] * (size // 2)


@pytest.mark.parametrize("unit", CASES)
def test_twice_as_much_of_one_thing_is_twice_the_work(unit: str) -> None:
    short = fill(unit, SMALL)
    assert count_work(short * 2) <= RATIO * count_work(short) + 200


@pytest.mark.parametrize("pair", NESTED)
def test_twice_as_deep_a_nest_is_twice_the_work(pair: str) -> None:
    assert count_work(nest(pair, 2 * SMALL)) <= RATIO * count_work(nest(pair, SMALL)) + 200


@pytest.mark.parametrize("unit", CASES)
def test_a_long_text_of_one_thing_is_read_in_no_time(unit: str) -> None:
    start = process_time()
    analyze(fill(unit, LARGE))
    assert process_time() - start < SECONDS
