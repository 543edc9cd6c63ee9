"""Objects that stand behind somebody (حمّل فلانًا المسؤولية), and nouns that are none: they tell when it was said."""

import re

from app.arabic.conjugation import Shape
from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.lexicon import COMPLEMENTISERS, STRONG_NOUNS, CueForm, is_verbal_noun
from app.arabic.quotes.reading import PREPOSITIONS, Cue, Reading
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.words import word

_BOUNDS = frozenset(("نهايه", "بدايه"))
_OWNER = re.compile("(?:ه|ها|هم|هما)$")
_HEALTH = "الصحه"
"""The ministry rather than that something is right."""
_AGAIN = 14
_SPANS = frozenset(("شهر", "عام", "اسبوع", "موسم"))


def takes_object(form: CueForm) -> bool:
    """Whether a verb's pronoun is its object; a noun's pronoun is its owner."""
    return form.form.has_object and form.form.shape is not Shape.noun


def tells_when(reading: Reading, at: int) -> bool:
    """نهاية شهر يوليو: no object of أعلن."""
    following = reading.keys[at + 1]
    return reading.keys[at] in _BOUNDS and (word(following).is_adverbial or strip_article(following) in _SPANS)


def find_late_object(reading: Reading, rule: str, at: int) -> Complement | None:
    """مسؤولية behind the one blamed; a verbal noun with ال behind the one appealed to."""
    key, token = reading.key(at), reading.tokens[at]
    if rule == "hold-responsible":
        return Complement(Style.object, token.start, at) if strip_article(key) == "مسووليه" else None
    addressed = word(re.sub("^[بو]", "", reading.key(at - 1))).is_definite
    asked = (word(key).is_definite or addressed) and is_verbal_noun(strip_article(key))
    return Complement(Style.object, token.start, at) if asked else None


def find_head(reading: Reading, form: CueForm, at: int, after_subject: int) -> Complement | None:
    """أكد السفيران حرص البلدين على: the noun that governs the preposition at `at` is what is stressed."""
    if "object" not in form.verb.takes or takes_object(form):
        return None
    for i in range(max(after_subject, at - 2), at):
        if _is_strong(reading.key(i)) and reading.key(i - 1) not in PREPOSITIONS and reading.tokens[i + 1].is_word:
            return Complement(Style.nominal, reading.tokens[i].start, i)
    return None


def is_own_object(reading: Reading, at: int, cue: Cue) -> bool:
    """Whether a noun right behind a cue can be no subject: مؤكدةً حرصها على، مؤكدًا الحرص على.

    A participle's subject stands before it, and what one's own pronoun owns is not the one who speaks.
    """
    key = reading.key(at)
    return key in STRONG_NOUNS or (cue.form.form.shape is Shape.participle and _is_strong(key))


def _is_strong(key: str) -> bool:
    """حرص، الحرص، حرصها."""
    return key != _HEALTH and (strip_article(key) in STRONG_NOUNS or _OWNER.sub("", key) in STRONG_NOUNS)


def comes_again(reading: Reading, at: int, limit: int) -> bool:
    """حذر باحثون من الجامعة من أن …: the verb's own preposition is the one with a clause behind it."""
    if reading.key(at) == "على" or is_verbal_noun(strip_article(reading.key(at + 1))):
        return False  # دعا إلى مواصلة العمل إلى أن …، شدد على السكان بالتعاون على أن …
    for i in range(at + 1, min(limit, at + _AGAIN)):
        if not reading.tokens[i].is_word or i in reading.cue_at:
            return False
        if reading.key(i) == reading.key(at):
            return reading.key(i + 1) in COMPLEMENTISERS
    return False
