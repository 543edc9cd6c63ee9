"""Speakers without a name that a verb finds beside it: somebody in the accusative, somebody's relative."""

import re

from app.arabic.quotes.lexicon import is_verbal_noun
from app.arabic.quotes.reading import Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_GOVERNING = frozenset(("لكن", "ولكن", "ان"))
_LONGEST_INDEFINITE = 3
_FURTHEST_INDEFINITE = 14
_TANWIN = re.compile("[\u064b]?ا[\u064b]?$")


def read_indefinite(reading: Reading, start: int, verb: int) -> Phrase | None:
    """لكن مريضًا التقته الصحيفة قال، غير أن سكانًا محليين أفادوا: somebody in the accusative behind لكن or أن."""
    stem = reading.key(start)[:-1]
    if not _is_accusative(reading.key(start)) or reading.key(start - 1) not in _GOVERNING:
        return None
    last = start + 1
    while last < verb and last - start < _LONGEST_INDEFINITE and _is_accusative(reading.key(last)):
        last += 1
    last += last < verb and reading.key(last).endswith("ين")
    if stem in lex.GROUPS and reading.key(last) == "من":
        last = verb  # أن عددا من المطورين طالبوا
    told = last == verb or reading.key(last).endswith(("ته", "ه", "ها"))
    known = stem in lex.GROUPS or stem in lex.UNNAMED or stem in lex.OFFICES
    if verb - start > _FURTHEST_INDEFINITE or not (told or known) or is_verbal_noun(stem):
        return None
    tokens = reading.tokens
    words = (reading.text[tokens[at].start : tokens[at].end] for at in range(start, last))
    name = " ".join(_TANWIN.sub("", word) for word in words)
    kind = SpeakerKind.group if stem in lex.GROUPS else SpeakerKind.unnamed
    return Phrase(start, last, tokens[start].start, tokens[last - 1].end, kind, stem, name, None, False, True)


def read_relative(reading: Reading, at: int, limit: int) -> Phrase | None:
    """وقالت ابنته: a relative whom the text leaves without a name."""
    if at >= limit or not reading.tokens[at].is_word:
        return None
    token = reading.tokens[at]
    name = reading.text[token.start : token.end]
    if not _is_relative(reading.key(at), is_printed_heh=name.endswith("ه")):
        return None
    head = reading.key(at)
    return Phrase(at, at + 1, token.start, token.end, SpeakerKind.unnamed, head, name, None, False, True)


def _is_relative(key: str, *, is_printed_heh: bool) -> bool:
    """والدها، شقيقه; no شقيقة, which folding spells alike."""
    for ending in ("هما", "ها", "هم", "ه"):
        stem = key.removesuffix(ending)
        if stem != key and (ending != "ه" or is_printed_heh):
            return stem in lex.KIN or (stem.endswith("ت") and stem[:-1] + "ه" in lex.KIN)
    return False


def _is_accusative(key: str) -> bool:
    """An indefinite noun in the accusative: مريضًا، أمنيًا."""
    this = word(key)
    other = this.is_given or this.is_definite or this.is_adverbial or this.breaks
    return len(key) > 3 and key.endswith("ا") and not other
