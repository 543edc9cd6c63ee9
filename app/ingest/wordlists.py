"""The rule files of ingestion, and their lists of words."""

from functools import cache
from pathlib import Path

from app.arabic.normalize import fold
from app.arabic.rulebook import load

RULES = Path(__file__).parent / "rules"


@cache
def load_words(file: str, rule_id: str, key: str = "words", *, folder: Path = RULES) -> tuple[str, ...]:
    """The folded words under `key` of one rule, the longest first, so that an alternation tries them in order."""
    rule = next(rule for rule in load(file, folder) if rule.id == rule_id)
    return tuple(sorted(map(fold, rule.words(key)), key=len, reverse=True))
