"""A rule that cannot be shown at work is refused, with the file and the rule in the message."""

from pathlib import Path

import pytest

from app.arabic.rulebook import LONGEST_LINE, RULES, Example, load
from app.errors import RuleError

RULE = """
[[rule]]
id = "say.plain"
reason = "Plain saying."
words = ["قال", "صرح"]
examples = ["قال سالم إن السد امتلأ. => السد امتلأ", "قال نعم."]
counter_examples = ["سكت سالم."]
"""


def write(folder: Path, text: str) -> Path:
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_rule_is_loaded_with_its_reason_examples_and_words(tmp_path: Path) -> None:
    [rule] = load("rules", write(tmp_path, RULE))
    assert (rule.id, rule.reason) == ("say.plain", "Plain saying.")
    assert rule.words("words") == ("قال", "صرح")
    assert rule.words("others") == ()
    assert rule.examples == (Example("قال سالم إن السد امتلأ.", "السد امتلأ"), Example("قال نعم.", ""))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param('reason = "Plain saying."', "", "reason", id="no-reason"),
        pytest.param('counter_examples = ["سكت سالم."]', "", "counter", id="no-counter-example"),
        pytest.param(
            'counter_examples = ["سكت سالم."]', "counter_examples = []", "counter", id="empty-counter-examples"
        ),
        pytest.param('examples = ["قال', 'shown = ["قال', "examples", id="no-example"),
        pytest.param('id = "say.plain"', 'id = "قال"', "ASCII", id="id-not-ascii"),
        pytest.param('id = "say.plain"', "", "id", id="no-id"),
        pytest.param('"صرح"', f'"{"ص" * (LONGEST_LINE + 1)}"', "more than", id="line-too-long"),
    ],
)
def test_a_rule_that_lacks_what_the_law_asks_for_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    assert old in RULE
    with pytest.raises(RuleError, match=reason):
        load("rules", write(tmp_path, RULE.replace(old, new, 1)))


def test_two_rules_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="stands twice"):
        load("rules", write(tmp_path, RULE + RULE))


@pytest.mark.parametrize("path", sorted(RULES.rglob("*.toml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_rule_file_of_the_project_loads(path: Path) -> None:
    assert load(f"{path.parent.name}/{path.stem}")
