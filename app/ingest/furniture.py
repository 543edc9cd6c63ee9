"""Takes the page's furniture out of an article's lines, by the rules in `rules/furniture.toml`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from app.arabic.normalize import fold, fold_with_offsets
from app.arabic.rulebook import load
from app.ingest.dateline import read_day
from app.ingest.outlets import name_outlet
from app.ingest.shape import is_news_paragraph
from app.ingest.wordlists import RULES

# What a slot may hold; the patterns in the rules stay free of this.
_SLOTS = {
    "caption": ".{3,600}?",
    "credit": ".{2,80}?",
    "author": r"[^\d:،«»“”\"]{3,60}?",
    "date": ".{4,60}?",
    "until_date": ".{4,60}?",
    "outlet": ".{2,60}?",
    "outlets": ".{2,60}?",
    "name": ".{2,60}?",
}
# A slot that holds something else than it says makes the rule pass the line by.
_CHECKS: dict[str, Callable[[str], object]] = {"date": read_day, "until_date": read_day, "outlet": name_outlet}
# The longest furniture is a caption that is printed twice; a longer line is a paragraph.
LONGEST_FURNITURE = 700
_NAMED = re.compile(r"\(\?P<\w+>")
_SPACES = re.compile(r"\s+")


class Drop(StrEnum):
    """How much goes with a line of furniture."""

    line = "line"
    block = "block"
    rest = "rest"


@dataclass(frozen=True)
class LineRule:
    """A rule made ready to be matched."""

    id: str
    patterns: tuple[re.Pattern[str], ...]
    drops: Drop
    head_only: bool

    def read(self, line: str, folded: str) -> dict[str, str] | None:
        """What the slots hold, as printed; None where `line` is not this rule's."""
        for pattern in self.patterns:
            if found := pattern.fullmatch(folded):
                slots = _slots(line, found)
                if all(_CHECKS[name](text) for name, text in slots.items() if name in _CHECKS):
                    return slots
        return None


@dataclass
class Swept:
    """The lines that are left, how many of them stand before the first paragraph, and what the others told."""

    lines: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)


@cache
def load_line_rules() -> tuple[LineRule, ...]:
    """The furniture rules, ready to be matched."""
    return tuple(
        LineRule(
            id=rule.id,
            patterns=tuple(_compile(pattern) for pattern in rule.words("patterns")),
            drops=Drop(rule.data["drops"]),
            head_only=rule.data.get("where") == "head",
        )
        for rule in load("furniture", RULES)
    )


def _compile(pattern: str) -> re.Pattern[str]:
    folded = fold(pattern)
    for name, holds in _SLOTS.items():
        folded = folded.replace(f"{{{name}}}", f"(?P<{name}>{holds})")
    return re.compile(rf"(?:{folded})[\s.:!…]*", re.IGNORECASE)


@cache
def _any_rule() -> re.Pattern[str]:
    """Matches what any of the rules matches: of a hundred lines hardly one is furniture, and this tells at once."""
    patterns = (pattern.pattern for rule in load_line_rules() for pattern in rule.patterns)
    return re.compile("|".join(_NAMED.sub("(?:", f"(?:{pattern})") for pattern in patterns), re.IGNORECASE)


def _slots(line: str, found: re.Match[str]) -> dict[str, str]:
    """The slots' text as printed: the match is in the folded line, with runs of white space made one."""
    if not found.re.groupindex:
        return {}
    spaced = _SPACES.sub(" ", line)
    offsets = fold_with_offsets(spaced)[1]
    spans = {name: found.span(name) for name in found.re.groupindex if found[name] is not None}
    return {name: spaced[offsets[start] : offsets[end]].strip() for name, (start, end) in spans.items()}


def sweep(lines: Sequence[str]) -> Swept:
    """Leave out the furniture, and keep what it tells about the article (the first of each slot)."""
    swept = Swept()
    in_body = in_block = False
    for line in lines:
        is_news = is_news_paragraph(line)
        in_block = in_block and not is_news
        in_body = in_body or is_news
        rule, told = read_furniture(line, in_head=not in_body)
        swept.told = told | swept.told
        if rule is None and not in_block:
            swept.lines.append(line)
        elif rule and in_body and rule.drops is Drop.rest:
            break
        elif rule and in_body and rule.drops is Drop.block:
            in_block = True
    return swept


def read_furniture(line: str, *, in_head: bool = False) -> tuple[LineRule | None, dict[str, str]]:
    """The first rule that `line` is furniture by, and what its slots hold."""
    if len(line) > LONGEST_FURNITURE:
        return None, {}
    folded = _SPACES.sub(" ", fold(line)).strip()
    if not _any_rule().fullmatch(folded):
        return None, {}
    for rule in load_line_rules():
        if (in_head or not rule.head_only) and (told := rule.read(line, folded)) is not None:
            return rule, told
    return None, {}
