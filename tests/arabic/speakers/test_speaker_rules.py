"""Every speaker rule shows itself at work: whom its examples name speaks, whom its counter-examples hold does not."""

import pytest

from app.arabic.analysis import analyze
from app.arabic.rulebook import Example, Rule, load

# The gazetteer of outlets (outlets.toml) is held to its examples where it is read.
FILES = ("heads", "words", "given_names", "everyday_nouns")
RULES = [(file, rule) for file in FILES for rule in load(f"speakers/{file}")]
EXAMPLES = [
    pytest.param(rule, example, id=f"{file}-{rule.id}-{number}")
    for file, rule in RULES
    for number, example in enumerate(rule.examples)
]
COUNTER_EXAMPLES = [
    pytest.param(rule, example, id=f"{file}-{rule.id}-{number}")
    for file, rule in RULES
    for number, example in enumerate(rule.counter_examples)
]


def read(example: Example) -> list[str]:
    """Who speaks in an example."""
    analysis = analyze(example.sentence)
    return [analysis.speakers[quote.speaker].name for quote in analysis.quotes]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_of_a_rule_has_the_speaker_it_names(rule: Rule, example: Example) -> None:
    found = [quote.via for quote in analyze(example.sentence).quotes] if rule.id == "relay" else read(example)
    if example.expected:
        assert example.expected in found
    else:
        assert found == []


@pytest.mark.parametrize(("rule", "example"), COUNTER_EXAMPLES)
def test_a_counter_example_of_a_rule_has_another_speaker_or_none(rule: Rule, example: Example) -> None:
    if rule.id == "relay":
        assert {quote.via for quote in analyze(example.sentence).quotes} == {None}
    else:
        assert read(example) == ([example.expected] if example.expected else [])
