"""Loads the linguist's rules: TOML files in `app/arabic/rules/`, each a list of `[[rule]]` tables.

A rule has an `id` (ASCII), a `reason`, `examples` and `counter_examples` (sentences, one per line, optionally
`sentence => what is found in it`), and beside these its own words and patterns. A rule without them is
refused: what nobody can show at work, nobody can keep working.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import RuleError

RULES = Path(__file__).parent / "rules"
LONGEST_LINE = 160
_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*")
_LAW = ("id", "reason", "examples", "counter_examples")


@dataclass(frozen=True)
class Example:
    """A sentence, and what is found in it (empty: whatever the rule finds)."""

    sentence: str
    expected: str


@dataclass(frozen=True)
class Rule:
    """One rule: why it is there, how it shows, and its own data."""

    id: str
    reason: str
    examples: tuple[Example, ...]
    counter_examples: tuple[Example, ...]
    data: dict[str, Any]

    def words(self, key: str) -> tuple[str, ...]:
        """The list of Arabic strings under `key`, empty where there is none."""
        return tuple(self.data.get(key, ()))


@cache
def load(name: str, folder: Path = RULES) -> tuple[Rule, ...]:
    """The rules of the file `name` (without .toml), in their order. Raises RuleError."""
    with (folder / f"{name}.toml").open("rb") as file:
        tables = tomllib.load(file).get("rule", [])
    rules = tuple(_rule(name, table) for table in tables)
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise RuleError(name, rule_id, "stands twice")
    return rules


def _rule(file: str, table: dict[str, Any]) -> Rule:
    rule_id = str(table.get("id", ""))
    if not _ID.fullmatch(rule_id):
        raise RuleError(file, rule_id, "needs an id in ASCII, like say.plain")
    for key in _LAW[1:]:
        if not table.get(key):
            raise RuleError(file, rule_id, f"needs {key.replace('_', '-')}")
    _check_lines(file, rule_id, table)
    return Rule(
        id=rule_id,
        reason=table["reason"],
        examples=tuple(_example(line) for line in table["examples"]),
        counter_examples=tuple(_example(line) for line in table["counter_examples"]),
        data={key: value for key, value in table.items() if key not in _LAW},
    )


def _check_lines(file: str, rule_id: str, table: dict[str, Any]) -> None:
    for key, value in table.items():
        lines = value if isinstance(value, list) else [value]
        if key not in _LAW and any(isinstance(line, str) and len(line) > LONGEST_LINE for line in lines):
            raise RuleError(file, rule_id, f"{key} has a line of more than {LONGEST_LINE} characters")


def _example(line: str) -> Example:
    sentence, _, expected = line.partition("=>")
    return Example(sentence.strip(), expected.strip())
