"""The loader refuses rules that can't work, and says which and why."""

from typing import Any

import pytest

from app.arabic.dates.context import DEMANDS
from app.arabic.dates.grammar import FILES, compile_rules, grammar
from app.arabic.dates.readers import READERS
from app.arabic.rulebook import Example, Rule, load
from app.errors import RuleError


def rule(**data: Any) -> Rule:
    shown = (Example("وصل أمس", ""),)
    return Rule(id="trial", reason="A trial.", examples=shown, counter_examples=shown, data=data)


def refused(**data: Any) -> str:
    with pytest.raises(RuleError) as error:
        compile_rules([("days", rule(**data))])
    return str(error.value)


def test_a_rule_needs_to_make_something_out_of_words_or_patterns() -> None:
    assert "needs what it makes" in refused(patterns=["{d}"])
    assert "either words or patterns" in refused(makes="day")
    assert "either words or patterns" in refused(makes="day", words={"1": ["أول"]}, patterns=["{d}"], reader="same")


def test_an_unknown_reader_is_named() -> None:
    assert "unknown reader 'nobody'" in refused(makes="day", patterns=["{d}"], reader="nobody")


def test_slots_that_the_reader_does_not_take_are_refused() -> None:
    assert "its slots don't fit its reader" in refused(makes="day", patterns=["{d} {month:m}"], reader="numeric")


def test_a_kind_that_needs_itself_is_refused() -> None:
    assert "kinds need each other" in refused(makes="day", patterns=["{day}"], reader="same")


def test_a_bracket_that_is_never_closed_is_refused() -> None:
    assert "can't read the pattern" in refused(makes="day", patterns=["{d} ] من"], reader="same")


def test_every_demand_of_a_rule_is_known_and_every_reader_used() -> None:
    rules = [one for file in FILES for one in load(f"dates/{file}")]
    assert {demand for one in rules for demand in one.words("demands")} == set(DEMANDS)
    assert {one.data["reader"] for one in rules if "reader" in one.data} == set(READERS)


def test_every_kind_that_a_pattern_asks_for_is_made_by_some_rule() -> None:
    made = {one.data["makes"] for file in FILES for one in load(f"dates/{file}")}
    assert all(kind in made or kind.startswith("date.") for kind in made)
    assert len(grammar().tries) < len(made)
