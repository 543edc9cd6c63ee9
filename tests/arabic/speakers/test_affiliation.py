"""Whose an office is, told from the role's words: each rule's examples and counter-examples."""

from typing import Any

import pytest

from app.arabic.analysis import analyze
from app.arabic.rulebook import load
from app.arabic.speakers.affiliation import FILE, affiliate


def cases(*, counter: bool) -> list[Any]:
    return [
        pytest.param(example.sentence, example.expected, id=f"{rule.id}-{number}")
        for rule in load(FILE)
        for number, example in enumerate(rule.counter_examples if counter else rule.examples)
    ]


@pytest.mark.parametrize(("role", "affiliation"), cases(counter=False))
def test_an_example_shows_whose_the_office_is(role: str, affiliation: str) -> None:
    assert affiliate(role) == affiliation


@pytest.mark.parametrize(("role", "_nothing"), cases(counter=True))
def test_a_counter_example_tells_nothing(role: str, _nothing: str) -> None:
    assert affiliate(role) is None


@pytest.mark.parametrize("role", [None, "", " ", "،", "«»"], ids=["none", "empty", "space", "comma", "marks"])
def test_no_role_has_no_affiliation(role: str | None) -> None:
    assert affiliate(role) is None


def test_analysis_tells_name_role_and_affiliation_apart() -> None:
    found = analyze("قال المتحدث باسم وزارة الزراعة السورية، كمال النجار، إن الموسم بدأ مبكرًا هذا العام.")
    (speaker,) = found.speakers
    assert (speaker.name, speaker.role, speaker.affiliation) == (
        "كمال النجار",
        "المتحدث باسم وزارة الزراعة السورية",
        "وزارة الزراعة السورية",
    )
