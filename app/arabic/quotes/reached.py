"""What was agreed or reached is a deed, unless it is told as what those who reached it hold to be so."""

from app.arabic.quotes.case import Case
from app.arabic.quotes.complement import Style
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.relative_clauses import RESUMPTIVE

_CONCLUDING = frozenset(("الي", "مفادها", "مفاده", "هي", "هو"))


def judge_reached(reading: Reading, case: Case) -> bool | None:
    """Whether a clause behind اتفق or توصل tells what somebody said; None where it may, or where it is no such case."""
    if case.complement.style is not Style.clause:
        return None
    if case.verb.lemma == "اتفق":
        return _is_held(reading, case)
    return _is_concluded(reading, case) if case.verb.lemma == "توصل" else None


def _is_held(reading: Reading, case: Case) -> bool | None:
    """اتفقا على أن تبدأ: what is to be done; اتفقوا على أن القمح قليل is what they hold."""
    following = reading.key(case.complement.at + 1)
    return False if following[:1] in "يت" and not following.startswith("تل") else None


def _is_concluded(reading: Reading, case: Case) -> bool | None:
    """توصل إلى أن, النتائج التي توصل إليها باحثون أن; no توصل إلى اتفاق، ولم يكن مفاجئًا أن."""
    found = reading.key(case.cue.at + 1) in RESUMPTIVE
    found = found and not any(map(reading.is_comma, range(case.cue.at + 1, case.complement.at)))
    return None if found or reading.key(case.complement.at - 1) in _CONCLUDING else False
