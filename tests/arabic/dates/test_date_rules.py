"""Every date rule shows itself at work: its examples are found as it says, its counter-examples are not."""

from datetime import date

import pytest

from app.arabic.dates import FoundDate, find_dates
from app.arabic.dates.grammar import FILES
from app.arabic.rulebook import Example, Rule, load
from app.arabic.tokens import read_document

# Unless an example says otherwise (`sentence @ 2013-02-12 => value`), it was written on this Thursday.
WRITTEN_ON = date(2025, 7, 31)
RULES = [rule for file in ("numbers", "context", *FILES) for rule in load(f"dates/{file}")]
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.examples)
]
COUNTER_EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.counter_examples)
]


def read(example: Example) -> list[FoundDate]:
    sentence, _, day = example.sentence.partition(" @ ")
    return find_dates(read_document(sentence), date.fromisoformat(day) if day else WRITTEN_ON)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_of_a_rule_is_found_with_the_value_it_names(rule: Rule, example: Example) -> None:
    found = read(example)
    assert "; ".join(str(one.value) for one in found) == example.expected
    makes = str(rule.data.get("makes", ""))
    if makes.startswith("date."):
        assert rule.id in [one.rule for one in found]


@pytest.mark.parametrize(("rule", "example"), COUNTER_EXAMPLES)
def test_a_counter_example_of_a_rule_is_not_found_by_it(rule: Rule, example: Example) -> None:
    found = read(example)
    assert rule.id not in [one.rule for one in found]
    if example.expected or not str(rule.data.get("makes", "")).startswith("date."):
        assert "; ".join(str(one.value) for one in found) == example.expected


def test_two_rules_of_different_files_never_share_an_id() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
