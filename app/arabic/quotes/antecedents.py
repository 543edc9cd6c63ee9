"""Whom a relative clause is about: الوزير الذي قال، مارادونا الذي قال."""

from app.arabic.quotes.reading import Reading
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import word

_FURTHEST = 12
_OTHERS = frozenset(("وغيرها", "وغيره", "وغيرهم"))


def find_antecedent(reading: Reading, registry: Registry, relative: int) -> Phrase | None:
    """The strong phrase that ends right before the token `relative`, or a name."""
    last = relative - 1 if reading.is_comma(relative - 1) else relative
    for start in range(max(0, relative - _FURTHEST), last):
        this = word(reading.keys[start])
        if this.is_adverbial or this.breaks or not reading.same_sentence(start, relative):
            continue
        found = reading.phrases.read(start, last)
        if found is not None and found.is_strong and found.last == last:
            return None if _ends_in_others(reading, found) else found
    return _find_bare(reading, registry, last)


def _ends_in_others(reading: Reading, phrase: Phrase) -> bool:
    """شركات راعية وغيرها من الأمور التي: the clause is about the others."""
    return any(reading.key(at) in _OTHERS for at in range(phrase.first, phrase.last))


def _find_bare(reading: Reading, registry: Registry, last: int) -> Phrase | None:
    """One or two words of no known meaning, or somebody met before."""
    for start in range(max(0, last - 2), last):
        if not reading.same_sentence(start, last):
            continue
        found = reading.phrases.read(start, last)
        if found is None or found.last != last:
            continue
        unknown = found.is_name and all(word(reading.key(at)).names for at in range(start, last))
        if registry.knows(found.name) or unknown:
            return found
    return None
