"""Two roles are one office when both have its noun and neither says that it is of something else."""

from typing import Any

import pytest

from app.arabic.rulebook import load
from app.arabic.speakers.offices import share_office


def cases(*, counter: bool) -> list[Any]:
    return [
        pytest.param(example.sentence, example.expected, id=f"{rule.id}-{number}")
        for rule in load("speakers/offices")
        for number, example in enumerate(rule.counter_examples if counter else rule.examples)
    ]


@pytest.mark.parametrize(("one", "other"), cases(counter=False))
def test_one_office_is_known_however_it_is_worded(one: str, other: str) -> None:
    assert share_office(one, other)
    assert share_office(other, one)


@pytest.mark.parametrize(("one", "other"), cases(counter=True))
def test_another_office_stays_another(one: str, other: str) -> None:
    assert not share_office(one, other)
    assert not share_office(other, one)


@pytest.mark.parametrize("role", ["", "؟", "و", "رئيس"], ids=["nothing", "a mark", "a letter", "a noun alone"])
def test_a_role_that_tells_nothing_is_no_office_of_anybody(role: str) -> None:
    assert not share_office(role, "رئيس البلدية")
    assert not share_office(role, role)
