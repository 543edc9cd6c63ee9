"""Whether a verb of saying in a relative clause tells what somebody said."""

from app.arabic.quotes.case import Case
from app.arabic.quotes.complement import Style
from app.arabic.quotes.lexicon import ACCORDING_TO, RELATIVES, is_verbal_noun
from app.arabic.quotes.reading import Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article

RESUMPTIVE = frozenset(("به", "بها", "بهم", "عليه", "عليها", "اليه", "اليها", "عنه", "عنها"))
"""التي تطالب بها: what takes up again what the clause is about."""
_ASKING = frozenset(("ما", "من", "ماذا"))
_WHAT = frozenset(("ما", "مما", "بما"))
_BY_SOURCE = ACCORDING_TO | {"على", "علي", "كل", "اخر", "ابرز", "اهم", "بعد", "قبل", "عند", "مثل"}
"""بحسب ما يؤكد فلان names a source, بعد ما أكد tells when."""
BRINGING = frozenset(("قايلا", "قايله", "قايلين", "بقوله", "بقولها", "بقولهم", "بالقول"))
"""ما يشرحه الوزير قائلًا: they lead to the words themselves."""
_SOME = frozenset(("بعض", "عدد", "معظم", "جزء"))


def is_told_in_relative(reading: Reading, case: Case) -> bool | None:
    """الأمر الذي يشير إلى أن: a relative clause on nobody who speaks."""
    if reading.key(case.cue.at - 1) in _WHAT:
        return False if _shows(reading, case) or _has_said_it(reading, case) else None
    if reading.key(case.cue.at - 1) not in RELATIVES:
        return None
    if case.is_nominal and reading.key(case.cue.at - 2).lstrip("وف") in _ASKING:
        return False  # ما الذي يدعو الكاتب إلى: nobody asks him
    if case.cue.form.form.has_object:
        return False if _is_resumed(reading, case) or _has_said_it(reading, case) else None
    if case.verb.rule == "estimate" or _is_figure(reading, case):
        return False  # الذين يقدرون بمئة: who are estimated at
    if case.verb.lemma == "افترض":
        return False  # الأمانة التي يفترض أن تستلم: it is to be supposed
    # التي أوصى الطبيب بها، التي تطالب بها الجهات
    resumed = any(reading.key(at) in RESUMPTIVE for at in (case.after_subject, case.cue.at + 1))
    resumed = case.is_nominal and (resumed or reading.is_owned(case.cue.at + 1))  # التي يرجع عهدها إلى
    resumed = resumed or _is_deed_done_to_it(reading, case)
    return False if case.phrase is None or resumed else None


def _shows(reading: Reading, case: Case) -> bool:
    """مما يؤكد أن، وهو ما دعا الوزير إلى: what happened shows or causes it, and nobody says so."""
    if reading.key(case.cue.at - 2) in _BY_SOURCE or case.verb.rule in ("say", "continue"):
        return False
    if case.phrase is None:
        return True
    caused = case.verb.addressee and case.is_nominal and case.phrase.first == case.cue.at + 1
    return caused and not case.cue.form.form.has_object


def _has_said_it(reading: Reading, case: Case) -> bool:
    """المرونة التي يبديها الوزير، وهو ما يتوقعه المراقبون: its pronoun is all that the verb has; no clause is to come.

    One right behind the subject is told all the same: ما تثبته الدراسات أن, ما يشرحه الوزير قائلًا إن.
    """
    own = case.cue.form.form.has_object and not case.verb.addressee and case.complement.style is Style.clause
    before = reading.key(case.complement.at - 1 - reading.is_comma(case.complement.at - 1))
    return own and case.complement.at > case.after_subject and before not in BRINGING


def _is_figure(reading: Reading, case: Case) -> bool:
    """بعض الأرقام التي تشير إلى: what shows something, and says nothing."""
    if case.phrase is None or case.phrase.is_name or case.phrase.last > case.cue.at:
        return False
    some = strip_article(reading.key(case.phrase.first + 1))
    return case.phrase.head in _SOME and some in lex.DOCUMENTS


def _is_deed_done_to_it(reading: Reading, case: Case) -> bool:
    """الأمن الذي تتعهد الحكومات بحمايته: what is promised or asked for is done to what the clause is about."""
    token, key = reading.tokens[case.complement.at], reading.key(case.complement.at)
    owned = reading.text[token.end - 1 : token.end] == "ه" or key.endswith("ها")
    behind = case.complement.at > case.cue.at + 1
    return behind and owned and case.is_nominal and key[:1] == "ب" and is_verbal_noun(key[1:])


def _is_resumed(reading: Reading, case: Case) -> bool:
    """إجراءات التقشف التي طالبته بفرضها: what the clause is about is asked for, and asks for nothing."""
    asked = reading.key(case.complement.at).removeprefix("ب")
    owned = case.is_nominal and asked.endswith("ها") and is_verbal_noun(asked)
    return owned and reading.key(case.cue.at - 1) == "التي"
