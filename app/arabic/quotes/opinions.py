"""Thoughts, expectations and blame: which marks behind such a cue hold what somebody said."""

from app.arabic.quotes.case import Case
from app.arabic.quotes.complement import Style
from app.arabic.quotes.reading import Reading

_FEWEST = 3
_THOUGHTS = frozenset(("consider", "expect"))


def judge_opinion(reading: Reading, case: Case) -> bool | None:
    """Whether marks behind a cue of thinking or blaming hold its words; None where it is no such case."""
    if case.complement.style is not Style.marks:
        return None
    if case.verb.rule == "hold-responsible":
        return _is_quoted_at_once(reading, case) and "مسؤولية" in _quoted(reading, case)
    if case.verb.rule not in _THOUGHTS:
        return None
    return reading.key(case.complement.at - 1) == ":" or _is_quoted_at_once(reading, case)


def _is_quoted_at_once(reading: Reading, case: Case) -> bool:
    """متوقعا "ارتفاع الأسعار هذا الشهر": a thought told in his own words, no name in marks."""
    at = case.complement.at
    apart = reading.is_comma(at - 1) and case.phrase is not None  # نفت القيادة، في بيان، "ما يتداول عن …"
    if at <= case.cue.at or (at > case.after_subject and not apart):
        return False
    return reading.opens_clause(case.cue) and len(_quoted(reading, case).split()) >= _FEWEST


def _quoted(reading: Reading, case: Case) -> str:
    """What stands in closed marks behind the cue."""
    stretch = case.complement.stretch
    return reading.text[stretch.start : stretch.end] if stretch is not None and stretch.closed else ""
