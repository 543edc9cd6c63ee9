"""Objects that stand behind somebody (حمّل فلانًا المسؤولية), and nouns that are none: they tell when it was said."""

import re

from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.lexicon import COMPLEMENTISERS, is_verbal_noun
from app.arabic.quotes.reading import Reading
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.words import word

_BOUNDS = frozenset(("نهايه", "بدايه"))
_AGAIN = 14
_SPANS = frozenset(("شهر", "عام", "اسبوع", "موسم"))


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
