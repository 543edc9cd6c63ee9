"""Words behind a body's name that are no part of it: what the body speaks of, whom it addresses, how it said so."""

from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.openings import NameOpener
from app.arabic.speakers.second_names import OWN_NAMES
from app.arabic.speakers.surroundings import LOCALITIES
from app.arabic.speakers.words import Word, word

_PLURALS = frozenset(("الشوون", "المجالس", "الانتخابات", "العلاقات"))
"""وزارة الشؤون البلدية، هيئة العلاقات الخارجية: what follows them describes them, spelled like a body though it is."""
_LED_BY = frozenset(("برياسه", "بقياده", "ومقره", "ومقرها", "مقره", "مقرها"))


class StrayReader(NameOpener):
    """Tests of the word behind a body's name."""

    def _is_stray(self, i: int, at: int, this: Word, before: Word) -> bool:
        """Whether the word at `i` is no part of the name of the body that began at `at`, but what its verb is about."""
        closed = before.is_definite or (before.key in lex.PLACES and before.key not in LOCALITIES)
        stray = closed and word(self._key(at)).is_definite and not this.is_definite and this.key[:1] != "ل"
        placed = closed and this.key in lex.COMMON_WORDS and not (this.is_definite or this.is_organization)
        stray = stray or (i == at + 1 and before.is_definite and this.is_definite and this.key.endswith("ات"))
        thing = before.is_given and this.is_definite and this.bare in lex.EVERYDAY_NOUNS
        stray = stray or (thing and this.key not in lex.ADJECTIVES)
        addressed = before.is_definite and this.is_definite and this.key.endswith(("ين", "ون"))
        described = before.key.endswith(("ي", "يه")) and not before.is_organization  # no هيئة الإحصاءات
        placed = placed or (described and this.is_definite and this.key.endswith("ات"))
        stray = stray or placed or (addressed and this.key not in lex.ADJECTIVES)
        second = this.is_definite and before.is_definite and i > at + 1 and before.key not in _PLURALS
        stray = stray or self._is_anew(i, at, this, before) or self._parts_document(i, at, this, before)
        return stray or this.key in _LED_BY or (second and (this.is_organization or this.bare in lex.GROUPS))

    def _is_anew(self, i: int, at: int, this: Word, before: Word) -> bool:
        """Another body, a number or a person behind a complete phrase is what the verb is about."""
        complete = before.is_definite or before.key in lex.PRINTED_PLACES or not self.tokens[i - 1].is_word
        if not complete or this.is_definite:
            return False
        held = any(word(self._key(j)).is_office or self._key(j) in lex.HONORIFICS for j in range(at, i))
        body = this.is_organization and this.key not in lex.ADJECTIVES and this.key not in OWN_NAMES
        return this.key.isdigit() or (body and i > at + 1) or (this.is_given and not held and self._has_surname(i))

    def _parts_document(self, i: int, at: int, this: Word, before: Word) -> bool:
        """حمّل البيان الحكومة المسؤولية، صدر عن مكتب الرئيس البيان الآتي: no noun with ال owns the next one with ال."""
        if not this.is_definite or this.key in lex.ADJECTIVES:
            return False
        if not self.tokens[i - 1].is_word:  # رفضت جمعية «صرخة» المشروع
            return self.tokens[i - 1].key != "(" and not this.key.endswith(("ي", "يه"))
        if i == at + 1 and before.is_definite and before.bare in lex.DOCUMENTS:
            return this.is_organization
        return this.bare in lex.DOCUMENTS and (before.is_definite or before.names)

    def _has_surname(self, i: int) -> bool:
        after = word(self._key(i + 1))
        common = after.key in lex.COMMON_WORDS or after.bare in lex.EVERYDAY_NOUNS or after.key in lex.ADJECTIVES
        return after.is_given or after.names or (after.is_definite and not common)
