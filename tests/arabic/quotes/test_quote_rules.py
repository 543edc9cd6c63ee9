"""Every quote rule shows itself at work: its examples are found as it says, its counter-examples are not."""

import pytest

from app.arabic.analysis import analyze
from app.arabic.rulebook import RULES, Example, Rule, load
from app.records import FoundQuote

FILES = sorted(path.stem for path in (RULES / "quotes").glob("*.toml"))
BY_FILE = {file: load(f"quotes/{file}") for file in FILES}
EXAMPLES = [
    pytest.param(file, rule, example, id=f"{file}-{rule.id}-{number}")
    for file, rules in BY_FILE.items()
    for rule in rules
    for number, example in enumerate(rule.examples)
]
COUNTER_EXAMPLES = [
    pytest.param(file, rule, example, id=f"{file}-{rule.id}-{number}")
    for file, rules in BY_FILE.items()
    for rule in rules
    for number, example in enumerate(rule.counter_examples)
]


def read(example: Example) -> dict[str, FoundQuote]:
    """The quotes found in an example, by their content."""
    quotes = analyze(example.sentence).quotes
    return {" … ".join(segment.text for segment in quote.segments): quote for quote in quotes}


def is_by(quote: FoundQuote, rule: Rule) -> bool:
    """Whether the rule found the quote (`say` finds as `say.clause`, `say.marks` …)."""
    return quote.rule.startswith(f"{rule.id}.")


@pytest.mark.parametrize(("file", "rule", "example"), EXAMPLES)
def test_an_example_of_a_rule_is_found_with_the_content_it_names(file: str, rule: Rule, example: Example) -> None:
    found = read(example)
    assert example.expected in found
    if file == "verbs":
        assert is_by(found[example.expected], rule)


@pytest.mark.parametrize(("file", "rule", "example"), COUNTER_EXAMPLES)
def test_a_counter_example_of_a_rule_is_not_found_by_it(file: str, rule: Rule, example: Example) -> None:
    found = read(example)
    if file == "verbs":
        assert not [quote for quote in found.values() if is_by(quote, rule)]
    else:
        assert list(found) == ([example.expected] if example.expected else [])


def test_a_verb_rule_says_which_complements_it_takes() -> None:
    known = {"clause", "marks", "object", "praise"}
    assert {rule.id for rule in BY_FILE["verbs"] if not set(rule.words("takes")) <= known} == set()


def test_a_verb_has_four_principal_parts() -> None:
    lines = [(rule.id, line) for file in ("verbs", "actions") for rule in BY_FILE[file] for line in rule.words("verbs")]
    assert [(rule_id, line) for rule_id, line in lines if len(line.split()) != 4] == []
