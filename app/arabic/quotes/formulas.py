"""Formulas of respect that stand for the one who speaks: قال تعالى، قال سموه."""

from app.arabic.normalize import fold
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.sources import read_behind_lam
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.words import word
from app.records import SpeakerKind

ADDRESSED = frozenset(
    fold(word)
    for stem in ("معالي", "سمو", "فضيلت", "سيادت", "سعادت", "سماحت", "فخامت", "جلالت", "دولت", "عطوفت", "نيافت", "غبطت")
    for word in (f"{stem}ه", f"{stem}ها")
)
"""قال سموه: the one spoken of, in the words of respect."""


def find_revered(reading: Reading, at: int) -> Phrase | None:
    """قال تعالى، قال صلى الله عليه وسلم، قال عليه السلام: the formula stands for the one it is said of."""
    key = reading.keys[at]
    if key in ("-", "–", "—", "("):
        at, key = at + 1, reading.keys[at + 1]
    if key in ("تعالي", "سبحانه", "عز", "جل"):
        name, last = "الله", at + 1
    elif key == "صلي" and reading.keys[at + 1] == "الله":
        name, last = "رسول الله", min(at + 4, len(reading.tokens))
    elif key == "عليه" and reading.keys[at + 1] in ("السلام", "الصلاه"):
        name, last = "رسول الله", at + 2
    else:
        return None
    start, end = reading.tokens[at].start, reading.tokens[last - 1].end
    return Phrase(at, last, start, end, SpeakerKind.person, name, name, None, True, True)


_BLESSED = frozenset(
    ("رضي", "رحمه", "الله", "عنه", "عنها", "عنهما", "عنهم", "تعالي", "رحمها", "-", "–", "—", "(", ")", "مرفوعا")
)
_PARTING = frozenset(("-", "–", "—", "(", "،", "ـ"))
_UPON = frozenset(("عليه", "عليها", "عليهما", "عليهم"))
_PRAYED = _BLESSED | {"صلي", "عليه", "وسلم", "وعلي", "واله", "السلام", "ـ"}
_SENT = frozenset(("رسول", "نبي"))
_HEARD = frozenset(joint + verb for joint in ("", "و", "ف") for verb in ("سمع", "سمعت", "سمعنا", "سمعوا", "سمعته"))
_TOLD_FROM = _HEARD | {"عن", "وعن", "فعن"}
_LONGEST_CHAIN = 16
_LONGEST_SPEECH = 24
_SPEECHES = frozenset(("كلام", "كلمه", "موقف", "مواقف", "تصريح", "تصريحات", "حديث"))
_FURTHEST_TOPIC = 40


def find_narrator(reading: Reading, verb: int) -> Phrase | None:
    """وعن سعيد بن زيد رضي الله عنه قال: whom a tradition goes back to stands behind عن, a blessing between."""
    last = verb
    while last > 0 and reading.key(last - 1) in _BLESSED and reading.same_sentence(last - 1, verb):
        last -= 1
    if last == verb:
        return None
    for at in range(last - 1, max(-1, verb - _LONGEST_CHAIN), -1):
        if reading.key(at) in ("عن", "وعن", "فعن"):
            found = reading.phrases.read(at + 1, last)
            return found if found is not None and found.is_name and found.last == last else None
    return None


def find_heard(reading: Reading, verb: int) -> Phrase | None:
    """أنه سمع رسول الله يقول: who was heard stands between the two verbs."""
    last = verb
    while last > 0 and reading.key(last - 1) in _PRAYED and reading.same_sentence(last - 1, verb):
        last -= 1
    last += last < verb and reading.key(last) == "الله" and reading.key(last - 1) in _SENT
    for at in range(last - 1, max(-1, verb - _LONGEST_CHAIN), -1):
        if not reading.same_sentence(at, verb):
            return None
        if reading.key(at) in _HEARD:
            found = reading.phrases.read(at + 1, last)
            return found if found is not None and found.last == last else None
    return None


def is_narrated(reading: Reading, verb: int, phrase: Phrase | None) -> bool:
    """Whether a tradition goes back to the speaker: quoted in passing, and the one who quotes him goes on speaking."""
    if phrase is None:
        return False
    told = phrase.last <= verb and reading.key(phrase.first - 1) in _TOLD_FROM
    return told or _is_blessed(reading, phrase.last)


def _is_blessed(reading: Reading, at: int) -> bool:
    """فقال نوح عليه السلام، قال عمر (رضي الله عنه): whether a blessing on prophets and companions stands at `at`."""
    first = at + 1 if reading.key(at) in _PARTING else at
    blessing = reading.key(first + 1)
    if reading.key(first) in _UPON:
        return blessing in ("السلام", "الصلاه", "افضل")
    return reading.key(first) == "رضي" and blessing == "الله"


_BY_TURN = frozenset(("بدوره", "بدورها", "بدورهم", "بدورهما"))
_SIDES = frozenset(noun + owner for noun in ("جانب", "جهت", "ناحيت", "طرف") for owner in ("ه", "ها", "هم", "هما"))

OPENING_CLAUSES = _BY_TURN | _SIDES | {"كما", "فيما", "بينما", "حيث", "وقد", "فقد", "قد", "كذلك", "اخر", "اخري"}
"""Words right behind which a clause's verb stands: من جهته كشف، من جانب آخر كشف."""


def behind_aside(reading: Reading, at: int) -> int:
    """The token behind ، من جانبها، or بدوره, or `at` where none of these stands: it parts a subject from its verb."""
    first = at + 1 if reading.is_comma(at) else at
    if reading.key(first) in _BY_TURN:
        last = first + 1
    elif reading.key(first) == "من" and reading.key(first + 1) in _SIDES:
        last = first + 2
    else:
        return at
    return last + 1 if first > at and reading.is_comma(last) else last


def find_told_of(reading: Reading, at: int) -> Phrase | None:
    """روى عن فلان أنه قال: the one behind عن."""
    for i in range(at - 2, max(-1, at - _LONGEST_CHAIN), -1):
        if not reading.same_sentence(i, at):
            return None
        if reading.key(i) == "عن":
            found = reading.phrases.read(i + 1, at)
            return found if found is not None and found.is_strong else None
    return None


def find_topic(reading: Reading, at: int) -> Phrase | None:
    """أما فلان، وهو …، فقال: the one that أما names."""
    for i in range(at - 1, max(-1, at - _FURTHEST_TOPIC), -1):
        if not reading.same_sentence(i, at):
            return None
        if reading.key(i) in ("اما", "واما"):
            return reading.phrases.read(i + 1, at)
    return None


DEMONSTRATIVES = frozenset(("هذا", "هذه", "هولاء", "تلك", "ذلك", "هاتان", "هذان"))
_DECIDED = frozenset(("قرار", "توقعات", "قانون", "اتفاق", "خطوه", "نتايج"))
"""What is told of more often than it tells: يشير هذا القرار إلى تكثيف الدور."""
_PEOPLE = lex.GROUPS | lex.UNNAMED


def heads_speaker(reading: Reading, at: int) -> bool:
    """Whether the word may open a speaker's phrase: an office, a body, people, a title or a first name."""
    this = word(reading.keys[at])
    named = this.is_given or this.key in lex.HONORIFICS
    return named or this.is_office or this.is_organization or this.bare in _PEOPLE


def behind_demonstrative(reading: Reading, at: int, limit: int) -> int:
    """وقالت هذه المصادر: who was spoken of stands behind the demonstrative."""
    if at + 1 >= limit or reading.keys[at] not in DEMONSTRATIVES:
        return at
    following = word(reading.keys[at + 1])
    meant = following.is_definite and heads_speaker(reading, at + 1) and following.bare not in _DECIDED
    return at + 1 if meant else at


def find_opening_document(reading: Reading, at: int) -> Phrase | None:
    """وفي تقرير صادر عن المنظمة يؤكد …: the document that a sentence opens with speaks, or who issued it."""
    first = reading.document.limits[reading.tokens[at].sentence - 1] if reading.tokens[at].sentence else 0
    if at - first > _LONGEST_CHAIN or reading.key(first) not in ("في", "وفي"):
        return None
    if word(reading.key(first + 1)).bare not in lex.DOCUMENTS:
        return None
    found = reading.phrases.read(first + 1, at)
    return found if found is not None and found.is_strong and first + 2 < found.last == at else None


def find_speech_of(reading: Reading, at: int) -> Phrase | None:
    """كلام الرئيس فلان جاء خلال مؤتمر عقده في الوزارة، قال فيه: whose words the sentence opens with."""
    first = reading.document.limits[reading.tokens[at].sentence - 1] if reading.tokens[at].sentence else 0
    first += reading.key(first) in ("جاء", "وجاء", "اتي")
    opening = reading.key(first).removeprefix("و")
    if at - first > _LONGEST_SPEECH:
        return None
    if opening in ("صدر", "صدرت") and reading.key(first + 1) == "عن":  # صدر عن الوزارة بيان أعلنت فيه
        body = reading.phrases.read(first + 2, at)
        return body if body is not None and body.is_strong else None
    if opening not in _SPEECHES:
        return None
    found = reading.phrases.read(first + 1, at)
    named = found is not None and found.kind is SpeakerKind.person and (found.is_strong or found.is_name)
    return found if named else None


def find_prior(reading: Reading, at: int) -> Phrase | None:
    """سبق لفلان أن قال: the one who had said it stands behind ل."""
    for i in range(max(0, at - 10), at):
        if reading.key(i) in ("سبق", "وسبق", "يسبق") and reading.key(i + 1)[:1] == "ل":
            return read_behind_lam(reading, i + 1, at)
    return None
