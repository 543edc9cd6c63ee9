"""Finds whom a sentence is about by the way it opens, whatever its verb."""

from app.arabic.quotes.lexicon import AUXILIARIES, SUBORDINATORS, action_forms
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.sources import read_behind_lam
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrases import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import word


class OpenerFinder:
    """Reads the subject of a sentence's opening."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading = reading
        self.registry = registry

    def sentence_opener(self, first: int) -> Phrase | None:
        """The subject after a sentence's opening verb, whatever the verb: وافتتح الدكتور ….; or the opening phrase."""
        reading = self.reading
        if not reading.tokens[first].is_word:
            return None
        limit = reading.sentence_limit(first)
        if reading.key(first) in ("غير", "الا", "بيد", "على") and reading.key(first + 1) == "ان":
            first += 2  # غير أن وزير الخزانة … قلل
        if first + 1 >= limit:
            return None
        return self._opened_by(first, limit) or self._acting(first, limit) or self._opening(first, limit)

    def _acting(self, first: int, limit: int) -> Phrase | None:
        """The one behind a verb of acting, or an unknown verb before a name: وعقب المباراة حفز رئيس البعثة فلان."""
        reading = self.reading
        for at in range(first, min(first + 7, limit - 1)):
            if reading.key(at) in SUBORDINATORS:
                break
            if self._opens_with_name(at, first):
                return reading.phrases.read(at + 1, limit)
            if reading.key(at) in action_forms() and reading.key(at) not in AUXILIARIES:
                found = reading.phrases.read(at + 1, limit)
                return found if found is not None and (found.is_strong or self.registry.knows(found.name)) else None
        return None

    def _opening(self, first: int, limit: int) -> Phrase | None:
        """The phrase the sentence opens with, or the one right behind its first word."""
        reading = self.reading
        opening = word(reading.key(first))
        if opening.is_adverbial or opening.is_definite or strip_article(opening.key) in lex.OFFICES:
            found = reading.phrases.read(first, limit) if not opening.is_adverbial else None
            if found is None or not found.is_name:
                return None
            acts = reading.key(found.last) in action_forms() and self.registry.knows(found.name)
            return found if found.is_strong or acts else None
        found = reading.phrases.read(first + 1, limit)
        return found if found is not None and found.is_strong else None

    def _opened_by(self, first: int, limit: int) -> Phrase | None:
        """كان فلان زار; سبق لفلان أن; أما فلان ف; فلانة، وهي …: who a sentence that opens so is about."""
        reading = self.reading
        key = reading.key(first)
        if key in ("كان", "كانت", "وكان", "وكانت", "اما", "واما"):
            found = reading.phrases.read(first + 1, limit)
        elif key in ("سبق", "وسبق") and reading.key(first + 1)[:1] == "ل":
            found = read_behind_lam(reading, first + 1, limit)
        elif word(key).is_given:
            found = reading.phrases.read(first, limit)
        else:
            return None
        return found if found is not None and (found.is_strong or self.registry.knows(found.name)) else None

    def _opens_with_name(self, at: int, first: int) -> bool:
        """An unknown verb before a titled or given name: وعقب المباراة حفز رئيس البعثة فلان."""
        reading = self.reading
        this, after = word(reading.key(at)), word(reading.key(at + 1))
        verbal = not (this.is_definite or this.is_adverbial or this.is_office or this.is_organization or this.is_given)
        if at == first or not verbal or not 3 <= len(this.key) <= 5 or not reading.tokens[at].is_word:
            return False
        before = word(reading.key(at - 1))
        return before.is_definite and (after.is_given or (after.is_office and not after.is_definite))
