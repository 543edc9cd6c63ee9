"""Thoughts, expectations and blame: which marks behind such a cue hold what somebody said."""

from app.arabic.normalize import fold
from app.arabic.quotes.case import Case
from app.arabic.quotes.complement import Style
from app.arabic.quotes.reading import Reading
from app.arabic.speakers.words import word

_FEWEST = 3
_ADDRESSED = 4
"""Tokens at most between subject and marks that name whom he asks or blames."""
_RESPONSIBILITY = fold("مسؤولية")
_THOUGHTS = frozenset(("consider", "expect"))


def judge_opinion(reading: Reading, case: Case) -> bool | None:
    """Whether marks behind a cue of thinking or blaming hold its words; None where it is no such case."""
    if case.complement.style is not Style.marks:
        return None
    if case.verb.rule == "hold-responsible":
        return _is_quoted_at_once(reading, case) and _RESPONSIBILITY in fold(_quoted(reading, case))
    if case.verb.rule not in _THOUGHTS:
        return None
    return reading.key(case.complement.at - 1) == ":" or _is_quoted_at_once(reading, case)


def _is_quoted_at_once(reading: Reading, case: Case) -> bool:
    """متوقعا "ارتفاع الأسعار هذا الشهر": a thought told in his own words, no name in marks."""
    at = case.complement.at
    apart = reading.is_comma(at - 1) and case.phrase is not None  # نفت القيادة، في بيان، "ما يتداول عن …"
    apart = apart or _addresses(reading, case)
    if at <= case.cue.at or (at > case.after_subject and not apart):
        return False
    return reading.opens_clause(case.cue) and len(_quoted(reading, case).split()) >= _FEWEST


def _addresses(reading: Reading, case: Case) -> bool:
    """ناشد المواطنون الدولة "الإسراع في …": whether whom he asks or blames is all that parts him from the marks."""
    between = range(case.after_subject, case.complement.at)
    asked = case.verb.addressee or reading.key(case.after_subject) == "من"  # طلب من الوزراء "الإسراع في …"
    named = asked and case.phrase is not None and 0 < len(between) <= _ADDRESSED
    named = named and word(reading.key(case.complement.at - 1)).is_definite  # no أعضاء «تجمع المعلمين»
    return named and all(reading.tokens[at].is_word for at in between)


def _quoted(reading: Reading, case: Case) -> str:
    """What stands in closed marks behind the cue."""
    stretch = case.complement.stretch
    return reading.text[stretch.start : stretch.end] if stretch is not None and stretch.closed else ""
