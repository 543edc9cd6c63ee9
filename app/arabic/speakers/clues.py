"""What the words around a word tell of names: tribes' surnames, bodies named after people, the phrase's end."""

from app.arabic.quotes.lexicon import COMPLEMENTISERS, OCCASIONS, VERBAL_NOUNS, is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.surroundings import Surroundings
from app.arabic.speakers.words import Word, has_clitic, word

LEADING = frozenset(("الرييس", "المدير", "الوزير", "النايب", "القايد", "الحارس", "السفير", "الرييسه", "المديره"))
"""Titles that are offices themselves: an office behind them (الرئيس قائد الثورة) is no name."""


class NameClues(Surroundings):
    """Tests of single words of a document."""

    def is_eponym(self, i: int) -> bool:
        """Whether the title at `i` opens the name that a body bears: صندوق الأمير فلان، بجامعة الملك فلان."""
        if self._key(i) not in lex.HONORIFICS or not self._key(i).startswith(lex.ARTICLE):
            return False
        before = self._key(i - 1)
        return any(form in lex.EPONYMOUS for form in (before, before[1:] if before[:1] in "لبو" else ""))

    def _is_tribal(self, i: int) -> bool:
        """Whether a surname in ي stands at `i` that is no everyday adjective: ثائر مخيف الجبوري."""
        this = word(self._key(i))
        known = this.key in lex.ADJECTIVES or this.bare in lex.EVERYDAY_NOUNS or this.key in lex.COMMON_WORDS
        return this.is_definite and this.key.endswith("ي") and not known

    @staticmethod
    def _may_be_first(this: Word) -> bool:
        """لوبا السمري، خيرية الحازمي: a word that may be a first name, a tribe's surname behind it."""
        other = this.is_definite or this.breaks or this.is_adverbial or this.is_office or this.is_organization
        other = (
            other
            or this.key[:1] == "و"
            or this.key in lex.PRINTED_PLACES
            or this.key in lex.GROUPS
            or this.key in OCCASIONS
        )
        return not (other or this.key in VERBAL_NOUNS or has_clitic(this.key) or len(this.key) < 3)

    def _is_lone_name(self, i: int, this: Word) -> bool:
        """الدكتورة أشواق عباس: an everyday word before a given name is one, too."""
        other = this.is_definite or this.breaks or this.is_adverbial or this.is_office or this.is_organization
        other = other or this.key in VERBAL_NOUNS or has_clitic(this.key)
        return not other and word(self._key(i + 1)).is_given

    def _is_office_name(self, i: int, before: Word) -> bool:
        """A name spelled like an office, its surname behind it: … الحدود الشمالية مساعد العنزي."""
        after = word(self._key(i + 1))
        common = after.key in lex.ADJECTIVES or after.bare in lex.EVERYDAY_NOUNS or after.key in lex.COMMON_WORDS
        common = common or after.bare in lex.OFFICES or after.is_organization
        return before.is_definite and after.is_definite and after.key.endswith("ي") and not common

    def _is_office_like_name(self, i: int) -> bool:
        """الدكتور مساعد الأحمد: a name spelled like an office behind a title, a name behind it."""
        title, after = self._key(i - 1), word(self._key(i + 1))
        titled = title in lex.HONORIFICS and title.startswith(lex.ARTICLE) and title not in LEADING
        if not titled or self._key(i) not in lex.OFFICE_LIKE:
            return False
        common = after.key in lex.ADJECTIVES or after.bare in lex.EVERYDAY_NOUNS or after.key in lex.COMMON_WORDS
        common = common or after.is_office or after.is_organization or after.key in lex.PRINTED_PLACES
        return after.is_given or (after.is_definite and not common)

    def is_bare_surname(self, i: int) -> bool:
        """بارباع، بوزيد right behind one given name, the phrase's end or an office behind it: no preposition there."""
        key = self._key(i)
        rest = key[1:]
        known = rest in lex.OFFICES or rest in lex.ORGANIZATIONS or rest in lex.PLACES or rest in lex.RELAYS
        known = known or rest.startswith(lex.ARTICLE) or (rest in self.vocabulary and not word(rest).is_given)
        loose = key[:1] in "بل" and not (known or key.startswith("لل"))
        loose = loose and not (is_verbal_noun(rest) and self._has_hamza(i))
        before, given = word(self._key(i - 1)), word(rest).is_given
        named = before.is_given or (given and before.names and self._key(i - 2) in lex.HONORIFICS)
        return loose and named and (self._ends_here(i + 1) or (given and word(self._key(i + 1)).is_office))

    def _has_hamza(self, i: int) -> bool:
        """بإعلان is printed with the hamza that no بارباع has."""
        return any(letter in "أإآ" for letter in self.document.text[self.tokens[i].start : self.tokens[i].end])

    def _ends_here(self, i: int) -> bool:
        """Whether a name's own end stands at `i`: a mark, a complementiser, a preposition."""
        if i >= len(self.tokens) or not self.tokens[i].is_word:
            return True
        return self._key(i) in COMPLEMENTISERS or word(self._key(i)).is_adverbial

    def _serves_god(self, i: int) -> bool:
        """عبد الله، العبد الله، نصر الله: whether the word at `i` makes a name with الله."""
        return strip_article(self._key(i)) in lex.SERVANTS_OF_GOD or self._key(i) in lex.SERVANTS_OF_GOD

    def _opens_office(self, i: int) -> bool:
        """Whether the word at `i` is the complement of an office rather than a further name."""
        after = self._key(i)
        return after in ("عام", "عامه", "مجلس") or word(after).is_organization or after in lex.EVERYDAY_NOUNS
