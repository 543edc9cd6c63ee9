"""Words behind a body's name or a title that are no part of it: what is spoken of, who is addressed, how."""

import re

from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.openings import NameOpener
from app.arabic.speakers.second_names import OWN_NAMES
from app.arabic.speakers.surroundings import LOCALITIES
from app.arabic.speakers.words import Word, word

_PLURALS = frozenset(("الشوون", "المجالس", "الانتخابات", "العلاقات"))
"""وزارة الشؤون البلدية، هيئة العلاقات الخارجية: what follows them describes them, spelled like a body though it is."""
_RANKS = frozenset(("اول", "ثاني", "ثالث"))
"""الملازم أول الحداد: what goes with a rank."""
_QUANTITIES = lex.DETERMINERS - _RANKS
_SAME = frozenset(("ذاته", "ذاتها", "نفسه", "نفسها"))
_ARTICLES = ("بال", "لل", "وال")
_VERB = re.compile("[^اوي]{3}ت")
"""حسمت، كشفت behind a whole name: what the body did."""
_LED = re.compile("م[^ا].{2,}ي")
"""مزودي، مستخدمي: people in the construct, whom the verb is about."""
_LED_BY = frozenset(("برياسه", "بقياده", "ومقره", "ومقرها", "مقره", "مقرها"))


class StrayReader(NameOpener):
    """Tests of the word behind a body's name."""

    def _is_stray(self, i: int, at: int, this: Word, before: Word) -> bool:
        """Whether the word at `i` is no part of the name of the body that began at `at`, but what its verb is about."""
        if self._is_joined_noun(i, at, this, before):
            return False
        closed = before.is_definite or (before.key in lex.PLACES and before.key not in LOCALITIES)
        closed = closed or (before.key[:1] == "ب" and before.key[1:] in lex.PRINTED_PLACES)
        stray = closed and word(self._key(at)).is_definite and not this.is_definite and this.key[:1] != "ل"
        noun = this.key in lex.COMMON_WORDS or (this.key in lex.EVERYDAY_NOUNS and i > at + 1)
        placed = closed and noun and not (this.is_definite or this.is_organization)
        stray = stray or (i == at + 1 and before.is_definite and this.is_definite and this.key.endswith("ات"))
        thing = before.is_given and this.is_definite and this.bare in lex.EVERYDAY_NOUNS
        stray = stray or (thing and this.key not in lex.ADJECTIVES)
        whole = before.is_definite or before.key.startswith(_ARTICLES)
        addressed = whole and this.is_definite and this.key.endswith(("ين", "ون"))
        described = before.key.endswith(("ي", "يه")) and not before.is_organization  # no هيئة الإحصاءات
        placed = placed or (described and this.is_definite and this.key.endswith("ات"))
        stray = stray or placed or (addressed and this.key not in lex.ADJECTIVES)
        second = this.is_definite and before.is_definite and i > at + 1 and before.key not in _PLURALS
        stray = stray or (whole and self._is_of_others(i, at, this))
        stray = stray or self._is_anew(i, at, this, before) or self._parts_document(i, at, this, before)
        return stray or this.key in _LED_BY or (second and (this.is_organization or this.bare in lex.GROUPS))

    def _is_joined_noun(self, i: int, at: int, this: Word, before: Word) -> bool:
        """المؤسسة العامة للتدريب التقني والمهني، لمراقبة الفيضانات والعواصف: two things that the body is for."""
        if not this.key.startswith("وال") or not (before.is_definite or before.key.startswith("لل")):
            return False
        other = word(this.key[1:])
        body = other.is_office or other.is_organization or other.bare in lex.GROUPS or other.key in lex.PRINTED_PLACES
        people = other.key.endswith(("ون", "ين")) or other.key in lex.HONORIFICS or other.is_adverbial
        serving = any(self._key(j)[:1] == "ل" and len(self._key(j)) > 3 for j in range(at + 1, i))
        alike = before.key[-1] == other.key[-1] and before.key.endswith(("ي", "يه"))
        again = self._key(i + 1) in _SAME  # والفرقة نفسها
        return not (body or people or again) and (serving or alike)

    def _is_of_others(self, i: int, at: int, this: Word) -> bool:
        """What a whole name is followed by: a title, who is called upon, a verb, a plural in the construct."""
        title = this.is_definite and this.key in lex.HONORIFICS and not (self.is_eponym(i) or this.is_organization)
        title = title and not (self._is_held(at, i) or this.key.endswith(("ي", "يه")) or this.bare in lex.GROUPS)
        verb = this.is_unknown and not this.is_given and _VERB.fullmatch(this.key) is not None
        led = not this.is_definite and _LED.fullmatch(this.key) is not None and i > at + 1
        return title or verb or led or this.key == "الله"

    def _is_anew(self, i: int, at: int, this: Word, before: Word) -> bool:
        """Another body, a number or a person behind a complete phrase is what the verb is about."""
        complete = before.is_definite or before.key in lex.PRINTED_PLACES or not self.tokens[i - 1].is_word
        if not complete or this.is_definite:
            return False
        body = this.is_organization and this.key not in lex.ADJECTIVES and this.key not in OWN_NAMES
        return (
            this.key.isdigit()
            or (body and i > at + 1)
            or (this.is_given and not self._is_held(at, i) and self._has_surname(i))
        )

    def _is_held(self, at: int, i: int) -> bool:
        """Whether an office or title stands among the words before `i`: whoever is named behind it holds it."""
        return any(word(self._key(j)).is_office or self._key(j) in lex.HONORIFICS for j in range(at, i))

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

    def _opens_object(self, i: int, this: Word, before: Word) -> bool:
        """تناول المؤلف بعض الملاحظات، مفهوم العمارة: what owns the next noun is no name behind a title."""
        if before.key not in lex.HONORIFICS or this.is_definite or this.is_given:
            return False
        noun = this.key in lex.EVERYDAY_NOUNS and this.key not in lex.OFFICE_LIKE and not this.is_office
        common = word(self._key(i + 1)).bare in lex.EVERYDAY_NOUNS | lex.ORGANIZATIONS
        owns = noun and word(self._key(i + 1)).is_definite and common
        return owns or (this.key in _QUANTITIES and self._key(i + 1).startswith(lex.ARTICLE))
