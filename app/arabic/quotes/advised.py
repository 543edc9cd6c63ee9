"""Whom a verb is done to though he stands right behind it: ينصح الآباء ب، وعد الجماهير ب، وصف مشروع القناة بأنه."""

from app.arabic.conjugation import Shape
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.subjects import SubjectFinder
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_TOWARDS_SOMEBODY = frozenset(("وعد", "هدد", "توعد", "نصح", "بشر", "أبلغ", "أخبر"))
"""Verbs that have somebody for their object, beside those whose rule says so."""
DESCRIBING = frozenset(("accuse", "put-down-to", "estimate"))
"""Rules of verbs whose object may be any thing."""
_ADVISING = frozenset(
    (
        "خبراء",
        "اطباء",
        "مختصون",
        "متخصصون",
        "باحثون",
        "علماء",
        "محللون",
        "مراقبون",
        "مسوولون",
        "مستشارون",
        "مدربون",
        "اخصاييون",
        "اختصاصيون",
        "استشاريون",
        "بعض",
        "عدد",
        "معظم",
    )
)
"""People who give advice; others are given it."""


def is_done_to(cue: Cue, phrase: Phrase, subjects: SubjectFinder) -> bool:
    """Whether the phrase right behind the verb is its object, whatever its case."""
    reading = subjects.reading
    described = _is_advised(reading, cue, phrase) or _is_described_thing(reading, cue, phrase)
    return described or _is_spoken_to(cue, subjects)


def _is_advised(reading: Reading, cue: Cue, phrase: Phrase) -> bool:
    """ينصح الآباء بوضع خطة: people at large are advised, and advise nobody."""
    generic = cue.form.verb.lemma == "نصح" and cue.shape is Shape.imperfect and phrase.kind is SpeakerKind.group
    return generic and word(reading.key(phrase.first)).is_definite and word(phrase.head).bare not in _ADVISING


def _is_described_thing(reading: Reading, cue: Cue, phrase: Phrase) -> bool:
    """وصف مشروع القناة بأنه خطوة: an everyday noun right behind such a verb is what is described."""
    key = reading.key(phrase.first)
    everyday = key in lex.EVERYDAY_NOUNS or key in lex.COMMON_WORDS
    return cue.form.verb.rule in DESCRIBING and everyday and not phrase.is_strong and phrase.role is None


def _is_spoken_to(cue: Cue, subjects: SubjectFinder) -> bool:
    """وكان الأمير وعد الجماهير، فلان أبلغ الوزير أن: the subject ends right before such a verb."""
    if cue.form.verb.lemma not in _TOWARDS_SOMEBODY or cue.form.form.clitic:
        return False
    before = subjects.before(cue)
    return before is not None and reaches(subjects.reading, before, cue)


def reaches(reading: Reading, before: Phrase, cue: Cue) -> bool:
    """كان الصندوق يحض الصين على: the subject that ends right before the verb."""
    at = cue.at - (reading.key(cue.at - 1) == "قد")
    return before.is_strong and before.last == at and before.kind is not SpeakerKind.group
