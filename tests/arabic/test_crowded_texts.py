"""Texts that are no prose, thousands of dates, cues or marks in one sentence, are answered within bounds."""

from datetime import date

import pytest

from app.arabic.analysis import analyze
from app.arabic.dates.finder import MOST_DATES
from app.arabic.events import NARROWEST, TOGETHER
from app.arabic.tokens import LONGEST_KEY, LONGEST_SENTENCE, read_document
from app.records import FoundEvent

PUBLISHED = date(2025, 7, 31)
CROWDS = [
    pytest.param("أمس ", id="relative-days"),
    pytest.param("الأحد ", id="weekdays"),
    pytest.param("15 آذار 2024 ", id="days"),
    pytest.param("وصل سالم الحداد في 15 آذار 2024 و", id="days-with-a-name"),
]


def events(text: str) -> list[FoundEvent]:
    return analyze(text, reference=PUBLISHED).events


@pytest.mark.parametrize("unit", CROWDS)
def test_the_events_of_a_crowded_sentence_hold_a_few_times_its_length(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    found = events(text)
    pieces = -(-len(text) // LONGEST_SENTENCE) + 1
    assert 0 < len(found) <= pieces * MOST_DATES
    assert sum(len(event.sentence) for event in found) <= pieces * (TOGETHER + MOST_DATES * NARROWEST)
    for event in found:
        assert text[event.sentence_start : event.sentence_end] == event.sentence
        assert text[event.start : event.end] == event.text
        assert event.sentence_start <= event.start < event.end <= event.sentence_end


def test_an_answer_is_no_more_than_some_ninety_times_its_text() -> None:
    text = "أمس " * 25_000
    answer = analyze(text, reference=PUBLISHED).model_dump_json()
    assert len(answer.encode()) <= 90 * len(text.encode())


def test_the_dates_of_a_full_but_readable_sentence_keep_all_of_it() -> None:
    days = "، و".join(f"عقدت اللجنة اجتماعها في {day} آذار 2024" for day in range(1, 11))
    found = events(f"{days}.")
    assert [event.value for event in found] == [f"2024-03-{day:02}" for day in range(1, 11)]
    assert {event.sentence for event in found} == {f"{days}."}


def test_the_last_of_a_long_list_of_names_is_known_by_his_surname() -> None:
    letters = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
    surnames = [f"ال{first}{second}اوي" for first in letters[:9] for second in letters[9:18]][:80]
    names = "، و".join(f"أحمد {surname}" for surname in surnames)
    found = analyze(f"حضر اللقاء {names}.\n\nوقال {surnames[-1]} إن اللقاء كان مفيدًا للجميع.")
    assert [speaker.name for speaker in found.speakers] == [f"أحمد {surnames[-1]}"]


def test_the_key_of_an_endless_word_is_short_and_its_span_whole() -> None:
    (token,) = read_document("ك" * 5_000).tokens
    assert (len(token.key), token.start, token.end) == (LONGEST_KEY, 0, 5_000)
