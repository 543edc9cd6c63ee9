"""A participle that carries on what somebody says, with no comma before it: … مؤكدًا ضرورة …، … داعيًا إلى …."""

from app.arabic.conjugation import Agreement, Shape
from app.arabic.quotes.lexicon import STRONG_NOUNS
from app.arabic.quotes.reading import PREPOSITIONS, Cue, Reading
from app.arabic.speakers.words import word

_MEANWHILE = frozenset(("الوقت", "ذات", "نفس", "ختام", "نهايه"))
_BEING = frozenset(
    ("كان", "كانت", "يكون", "تكون", "يعد", "تعد", "يعتبر", "تعتبر", "بات", "باتت", "ظل", "يظل", "اصبح", "اصبحت", "يبدو")
)


_PASSIVE_TOO = frozenset(("evaluate", "accuse", "commit"))
"""Their participles tell of who suffers it as well: متهم بـ، مهددة بـ."""
_ADVERBS = frozenset(
    ("ليلا", "صباحا", "نهارا", "فجرا", "ظهرا", "عصرا", "لاحقا", "موخرا", "سابقا", "ايضا", "حاليا")
) | frozenset(("رسميا", "هاتفيا", "علنا", "معا", "جميعا", "سنويا", "يوميا", "مجددا", "ميدانيا", "حضوريا", "غدا"))
"""Accusatives that tell when and how (… ليلًا داعيًا إلى), which no participle describes."""
_ADDRESSED = 6
_SHORT = 3


def carries_on(reading: Reading, cue: Cue) -> bool:
    """Whether a participle amid a sentence has its own words right behind it and describes no noun before it."""
    form = cue.form.form
    if form.shape is not Shape.participle or form.clitic or form.has_object or cue.form.verb.rule in _PASSIVE_TOO:
        return False
    amid = reading.same_sentence(cue.at - 1, cue.at)
    return amid and _governs(reading, cue) and not _describes(reading, cue)


def _governs(reading: Reading, cue: Cue) -> bool:
    verb, key, at = cue.form.verb, reading.key, cue.at + 1
    if key(at) == "في" and key(at + 1) in _MEANWHILE:
        return True
    if key(at) in verb.prepositions or ("object" in verb.takes and key(at) in STRONG_NOUNS):
        return True
    if not reading.is_comma(at) and at < len(reading.tokens) and reading.tokens[at].start in reading.marked.by_start:
        return "marks" in verb.takes
    attached = "ب" in verb.prepositions and key(at)[:1] == "ب" and len(key(at)) > _SHORT
    return attached or (verb.rule == "call-for" and _addresses(reading, cue))


def _addresses(reading: Reading, cue: Cue) -> bool:
    """داعيًا الكتل البرلمانية إلى …: whom it is asked of, and what."""
    if not word(reading.key(cue.at + 1)).is_definite:
        return False
    for at in range(cue.at + 2, min(reading.document.limit(cue.at), cue.at + _ADDRESSED)):
        if not reading.tokens[at].is_word:
            return False
        if reading.key(at) in cue.form.verb.prepositions:
            return True
    return False


def _describes(reading: Reading, cue: Cue) -> bool:
    """حضورًا لافتًا، كانت مفيدة، الطلاب مطالبين: the participle goes with the word before it."""
    key, before = reading.key(cue.at), reading.key(cue.at - 1)
    if before in _BEING or before in PREPOSITIONS:
        return True
    if before in _ADVERBS:
        return False
    indefinite = before.endswith("ا") and not before.endswith(("ها", "نا", "هما"))
    agreement = cue.form.form.agreement
    if agreement is Agreement.feminine:
        return indefinite or before.endswith(("ه", "ات"))
    if agreement is Agreement.plural:
        return not key.endswith("ين") or before.endswith("ين")
    return not key.endswith("ا") or indefinite
