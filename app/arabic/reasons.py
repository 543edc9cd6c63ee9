"""Why a rule is there, by its id, for readers who ask what made a finding."""

from functools import cache

from app.arabic.rulebook import RULES, load

STYLES = {
    "clause": "a clause behind the cue and its إن or أن",
    "marks": "words in quote marks or behind a colon",
    "verbatim": "quoted words inside the cue's own clause",
    "nominal": "a noun phrase behind the cue's preposition",
    "object": "a verbal noun as the cue's object",
    "before": "the words before the cue",
    "opening": "the sentence behind the source that opens it",
    "closing": "the words before the source that closes them",
}
"""How a content is tied to its cue: the last part of a quote's rule."""


def find_reason(rule: str, *, folder: str) -> str | None:
    """The reason that the rulebook gives; a rule with a style (say.clause) has that of the rule itself (say)."""
    reasons = _load_reasons(folder)
    return reasons.get(rule) or reasons.get(rule.rpartition(".")[0])


def describe_style(rule: str) -> str | None:
    """How the rule ties the content to the cue, in words."""
    return STYLES.get(rule.rpartition(".")[2])


@cache
def _load_reasons(folder: str) -> dict[str, str]:
    files = sorted((RULES / folder).glob("*.toml"))
    return {rule.id: rule.reason for file in files for rule in load(f"{folder}/{file.stem}")}
