"""Texts made to hurt: twice the text is twice the work, never more, and nothing breaks."""

import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.arabic.dates import find_dates
from app.arabic.dates.grammar import grammar
from app.arabic.events import find_events
from app.arabic.tokens import Document, read_document

WRITTEN_ON = date(2025, 7, 31)
# Bits that are repeated until they fill the text; each is the beginning of some expression, or all of it.
BITS = {
    "digits": "7",
    "numbers": "12 ",
    "slashes": "/",
    "figures-slashed": "1/",
    "figures-dashed": "12-",
    "figures-tatweel": "1ـ",
    "day-word": "يوم ",
    "thousands": "ألف و",
    "years": "2015 ",
    "openings": "( ",
    "ordinals": "الأول من ",
    "ranges": "5 إلى ",
    "joints": "3 و",
    "months": "تموز ",
    "weekdays": "الثلاثاء ",
    "weekdays-joined": "والثلاثاء ",
    "days-listed": "5 و12 و19 أيار ",
    "today": "اليوم ",
    "yesterday-with-weekday": "أمس الثلاثاء ",
    "today-shouted": "اليوم!!!! ",
    "whole-dates": "12 يناير 2015، ",
    "ago": "قبل ",
    "centuries": "القرن الأول من ",
    "paragraphs": "يوم\n",
}
SIZE = 4_000
# Work is counted in calls, once both texts have been met: what is remembered of expressions must not blur it.
MOST_GROWTH = 2.1
LEAST_CALLS = 2_000


def count_calls(work: Callable[[], object]) -> int:
    """How many Python functions run while `work` does."""
    calls = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def analyse(document: Document) -> None:
    find_events(document, find_dates(document, WRITTEN_ON))


@pytest.mark.parametrize("bit", BITS.values(), ids=BITS)
def test_twice_the_text_is_at_most_about_twice_the_work(bit: str) -> None:
    once = read_document(bit * (SIZE // len(bit)))
    twice = read_document(bit * (2 * SIZE // len(bit)))
    analyse(once)
    analyse(twice)
    first, second = count_calls(lambda: analyse(once)), count_calls(lambda: analyse(twice))
    assert second <= max(MOST_GROWTH * first, LEAST_CALLS)


@pytest.mark.parametrize("bit", ["7", "/", "يوم "], ids=["digits", "slashes", "day-word"])
def test_a_megabyte_of_the_same_is_read_to_its_end_and_holds_no_date(bit: str) -> None:
    size = 1_000_000
    assert find_dates(read_document(bit * (size // len(bit)) + " وصل أمس."), WRITTEN_ON)[-1].value == "2025-07-30"


def test_an_expression_torn_apart_by_a_desert_of_spaces_is_none() -> None:
    assert find_dates(read_document("وصل في 12" + " " * 500 + "يناير 2015"), WRITTEN_ON) != []
    assert all(one.end - one.start <= 200 for one in find_dates(read_document("12" + " " * 500 + "يناير 2015")))


def test_an_event_in_a_text_without_a_full_stop_keeps_a_readable_piece_of_it() -> None:
    document = read_document("قال إن " * 2_000 + "الوفد وصل أمس " + "ثم عاد " * 2_000)
    (event,) = find_events(document, find_dates(document, WRITTEN_ON))
    assert len(event.sentence) <= 2_100
    assert document.text[event.sentence_start : event.sentence_end] == event.sentence
    assert event.sentence_start <= event.start < event.end <= event.sentence_end


WORDS = sorted(grammar().words)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(sorted(grammar().firsts)),
    st.integers(0, 40).map(str),
    st.integers(1300, 2100).map(str),
    st.sampled_from(["\n", ".", "«", "»", "!", "،", "-", "/", "(", ")", "ـ", "١٢", "قال", "سيعود", "\u200f", "é"]),
)


@settings(max_examples=400, deadline=None)
@given(
    pieces=st.lists(PIECES, min_size=1, max_size=14),
    joint=st.sampled_from([" ", "", "، "]),
    written_on=st.one_of(st.none(), st.dates()),
)
def test_whatever_is_strung_together_spans_values_and_days_keep_their_laws(
    pieces: list[str], joint: str, written_on: date | None
) -> None:
    document = read_document(joint.join(pieces))
    found = find_dates(document, written_on)
    for event in find_events(document, found):
        assert document.text[event.start : event.end] == event.text != ""
        assert event.sentence_start <= event.start < event.end <= event.sentence_end
        assert (event.value is None) == (event.date_start is None) == (event.date_end is None)
        assert event.date_start is None or event.date_end is None or event.date_start <= event.date_end
    assert all(one.end <= other.start for one, other in pairwise(found))
