"""The word behind a lone first name that can be nothing but its second, whatever else it may mean."""

from app.arabic.quotes.lexicon import COMPLEMENTISERS, OCCASIONS, RELATIVES, is_verbal_noun, plain_verbs
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.clues import NameClues
from app.arabic.speakers.surroundings import LOCALITIES
from app.arabic.speakers.words import Word, has_clitic, word

_SHORTEST = 3
OWN_NAMES = frozenset(
    ("حماس", "داعش", "طالبان", "قسد", "ارامكو", "سابك", "فتح", "فيسبوك", "مايكروسوفت", "بوينغ", "ايرباص")
)
"""Bodies' own names, which stand behind what the body is: حركة المقاومة الإسلامية حماس."""
_MIDDLE_TITLES = frozenset(("الامام", "الشيخ", "السيد", "الحاج", "القاضي", "الملا"))
_ADVERBIAL = frozenset(("الخميس", "الجمعه", "السبت", "مره", "شمال"))
"""Surnames that are adverbs as well."""
_BORNE_OFFICES = frozenset(("امير", "سلطان", "مختار", "حاكم", "خليفه", "قايد"))
"""Offices that are second names as well, where a name goes on behind them: حسين أمير عبد اللهيان."""


def _is_family(bare: str) -> bool:
    """بالغنيم, no بالأمس: whether nothing else is known by what stands behind بال."""
    noun = bare in lex.EVERYDAY_NOUNS or bare in lex.ORGANIZATIONS or bare in lex.OFFICES or is_verbal_noun(bare)
    noun = noun or bare in lex.PLACES or bare in lex.ADVERBIALS or bare in LOCALITIES or bare in OCCASIONS
    known = noun or lex.ARTICLE + bare in lex.COMMON_WORDS or lex.ARTICLE + bare in lex.ADJECTIVES
    return word(bare).names and not known and not bare.endswith(("ه", "ات", "ي"))


def _is_surname(this: Word) -> bool:
    """زكي أمير المحروس, no أمير المنطقة."""
    known = this.bare in lex.EVERYDAY_NOUNS or this.key in lex.COMMON_WORDS or this.is_office or this.is_organization
    known = known or this.key in lex.PRINTED_PLACES or this.key in lex.ADJECTIVES or this.bare in LOCALITIES
    return this.is_definite and not (known or is_verbal_noun(this.bare) or this.key.endswith(("ه", "ات", "ين")))


class SecondNames(NameClues):
    """Tests of the word behind a first name by what stands on both sides of the two."""

    def _is_middle_title(self, i: int, at: int) -> bool:
        """عثمان الإمام محمد أن: a father called so; two people would have و between them."""
        lone = i == at + 1 and word(self._key(at)).is_given and self._key(i) in _MIDDLE_TITLES
        return lone and self._is_behind_title(at) and self._opens_clause(i + 2)

    def _is_behind_descent(self, i: int) -> bool:
        """سليمان بن محمد الخليل أن: a place or noun that ends a name with its descent."""
        if self._keys[i - 2] not in ("بن", "بنت") or not self._words[i - 1].is_given:
            return False
        this = self._words[i]
        known = this.is_organization or this.key in lex.ADJECTIVES or this.is_adverbial or this.is_office
        saying = i + 2 if self._key(i + 1) in ("،", ",") else i + 1
        if this.is_office and not this.is_definite and self._key(saying) in COMPLEMENTISERS:
            return True  # سالم بن محمد صيرفي، أن: no office is left without what it is of
        closes = self._closes_second(this, i + 1)
        return closes and not (known or this.breaks or has_clitic(this.key) or self._is_tanwin(i))

    def _opens_clause(self, i: int) -> bool:
        """Whether what is said begins at `i`, a mark before it or none: أن، «، أن»."""
        return self._key(i) in COMPLEMENTISERS or (
            i < len(self.tokens) and not self.tokens[i].is_word and self._key(i + 1) in COMPLEMENTISERS
        )

    def _is_syllable(self, i: int, at: int) -> bool:
        """هوي لي المحلل …: a syllable in a name of the Far East, which ends or goes on behind it."""
        if self._key(i) not in lex.SYLLABLES:
            return False
        first, after = word(self._key(at)), word(self._key(i + 1))
        if first.key in lex.SYLLABLES:
            return True
        unknown = not first.is_definite and (not first.is_given or first.key in lex.FOREIGN_NAMES)
        closes = not self.tokens[i + 1].is_word if i + 1 < len(self.tokens) else True
        return unknown and (closes or (after.is_office and after.is_definite))

    def _closes_second(self, this: Word, i: int) -> bool:
        """Whether a second name ends at `i`, its own office right behind it too: سالم بن محمد عناية نائب رئيس …."""
        after = word(self._key(i))
        return self._closes_name(i) or (after.is_office and not (after.is_definite or is_verbal_noun(this.key)))

    def _is_certain_second(self, i: int) -> bool:
        """رياض سلامة في، فهد السويد أن: right behind a lone first name the surname alone can stand before what follows.

        What may be an object (خالد ضرورة أن) is a surname behind a verb that takes none, or behind a whole title.
        """
        this, first, after = self._words[i], self._words[i - 1], self._words[i + 1]
        if not first.is_given or first.key in lex.SURNAMES or len(this.key) < _SHORTEST:
            return False
        if this.breaks:  # عبدالرحمن المحنا أن: nobody is told by us what another hints at
            return this.is_definite and this.key.endswith("نا") and self._closes_name(i + 1)
        if this.key == "خط" and after.key in ("وسط", "دفاع", "هجوم", "الوسط"):
            return False  # فابريغاس خط وسط …
        odd = this.is_office or this.key in OWN_NAMES
        titled = odd and not this.is_definite and self._is_behind_title(i - 1) and self._closes_name(i + 1)
        whole = self._is_behind_title(i - 1) or word(self._key(i - 2)).is_definite  # … لحي الروضة محمد الخميس أن
        day = this.key in _ADVERBIAL and first.key not in lex.FOREIGN_NAMES and whole
        if (
            titled
            or self._is_borne(this, first, after)
            or (day and (self._opens_clause(i + 1) or self._is_addressee(i + 1)))
        ):
            return True  # المخرج المسرحي أمين طالب أن، عبدالله حماس أن
        plain = not (this.is_adverbial or this.is_definite or has_clitic(this.key) or self._is_tanwin(i))
        if plain and self._keys[i + 1] in COMPLEMENTISERS and self._text(i + 1, i + 2).startswith("إن"):
            return True  # قال رضوان زيادة إن: all that stands before إن is the subject
        other = this.is_adverbial or this.is_organization or this.is_office or this.key in lex.DETERMINERS
        other = other or has_clitic(this.key) or self.is_owned(i) or self._is_tanwin(i) or this.key in lex.ADJECTIVES
        if other:
            return False
        return self._is_place_borne(i, this, after) if this.is_definite else self._is_noun_borne(i, this, first)

    @staticmethod
    def _is_borne(this: Word, first: Word, after: Word) -> bool:
        """محمد الخميس رئيس …، حسين أمير عبد اللهيان، لوري والاش مدير …: a word that is no name elsewhere."""
        before_office = after.is_office and not after.is_definite
        welsh = first.key in lex.FOREIGN_NAMES and this.key.startswith("وال")
        if (this.key in _ADVERBIAL or welsh) and before_office:
            return True
        if this.key.startswith("بال") and _is_family(this.key[3:]):
            return True  # رئيس البعثة أحمد بالغنيم على …
        named = after.is_given or after.key == "عبد" or _is_surname(after)
        return this.key in _BORNE_OFFICES and named

    def _is_place_borne(self, i: int, this: Word, after: Word) -> bool:
        """فهد السويد أن: no preposition leads to the place, and no verb of going there."""
        if this.key not in lex.PRINTED_PLACES:
            titled = self._key(i - 2) in lex.HONORIFICS or self._key(i - 2) == "."  # الدكتور عادل السن، …
            return titled and self._closes_name(i + 1) and not this.key.endswith(("ات", "ين"))
        closes = self._closes_second(this, i + 1)
        return closes or (after.is_adverbial and self._key(i - 2) in plain_verbs())

    def _is_noun_borne(self, i: int, this: Word, first: Word) -> bool:
        """رياض سلامة في: a noun that nothing completes."""
        stem = this.key[:-1] if this.key.endswith("ا") else ""
        if stem and (is_verbal_noun(stem) or stem in lex.COMMON_WORDS):
            return False
        foreign = first.key in lex.FOREIGN_NAMES
        titled = self._is_behind_title(i - 1) and (foreign or not is_verbal_noun(this.key))
        return (titled or self._key(i - 2) in plain_verbs()) and self._goes_on(i + 1)

    def _goes_on(self, i: int) -> bool:
        """Whether the clause goes on at `i` with something that completes no noun."""
        if self._closes_name(i):
            return True
        this = word(self._key(i))
        joined = this.key[:1] == "ب" and has_clitic(this.key)
        thing = self._is_tanwin(i)  # التقى أنس خطاب وفدًا
        return joined or thing or this.is_adverbial or this.is_office or this.key in RELATIVES
