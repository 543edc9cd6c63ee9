"""What the words around a word tell of names: tribes' surnames, bodies named after people, the phrase's end."""

from app.arabic.quotes.lexicon import COMPLEMENTISERS, OCCASIONS, VERBAL_NOUNS, is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.surroundings import IN_NAME_OF, Surroundings
from app.arabic.speakers.words import Word, has_clitic, word

LEADING = frozenset(
    ("الرييس", "المدير", "الوزير", "النايب", "القايد", "القايده", "الحارس", "السفير", "الرييسه", "المديره")
)
"""Titles that are offices themselves: an office behind them (الرئيس قائد الثورة) is no name."""


ADVERBIAL_NAMES = frozenset(("غير", "صباح", "تمام"))
"""First names that are spelled like particles: غير بيدرسون، صباح النعمان، تمام سلام."""


PAIRS = frozenset((("تمام", "سلام"), ("بان", "كي"), ("كي", "مون")))
"""Particles that only the word behind them makes a name of."""
_PARTICLE_LIKE = ADVERBIAL_NAMES | {first for first, _ in PAIRS}


class NameClues(Surroundings):
    """Tests of single words of a document."""

    def is_eponym(self, i: int) -> bool:
        """Whether the title at `i` opens the name that a body bears: صندوق الأمير فلان، بجامعة الملك فلان."""
        if self._keys[i] not in lex.HONORIFICS or not self._keys[i].startswith(lex.ARTICLE):
            return False
        before = self._keys[i - 1]
        return any(form in lex.EPONYMOUS for form in (before, before[1:] if before[:1] in "لبو" else ""))

    def _is_tribal(self, i: int) -> bool:
        """Whether a surname in ي stands at `i` that is no everyday adjective: ثائر مخيف الجبوري."""
        this = self._words[i]
        known = this.key in lex.ADJECTIVES or this.bare in lex.EVERYDAY_NOUNS or this.key in lex.COMMON_WORDS
        return this.is_definite and this.key.endswith("ي") and not known

    @staticmethod
    def _may_be_first(this: Word, *, is_titled: bool = False) -> bool:
        """لوبا السمري، خيرية الحازمي: a word that may be a first name, a tribe's surname behind it."""
        other = this.is_definite or this.breaks or this.is_adverbial or this.is_office or this.is_organization
        other = (
            other
            or (this.key[:1] == "و" and this.key not in lex.COMMON_WORDS)
            or this.key in lex.PRINTED_PLACES
            or this.key in lex.GROUPS
            or this.key in OCCASIONS
        )
        verbal = this.key in VERBAL_NOUNS and not is_titled
        return not (other or verbal or has_clitic(this.key) or len(this.key) < 3)

    def _is_lone_name(self, i: int, this: Word) -> bool:
        """الدكتورة أشواق عباس: an everyday word before a given name is one, too."""
        other = this.is_definite or this.breaks or this.is_adverbial or this.is_office or this.is_organization
        titled = self._keys[i - 1] in lex.HONORIFICS and self._keys[i - 1] not in LEADING  # الأستاذ سلامة محمود
        other = other or (this.key in VERBAL_NOUNS and not titled) or has_clitic(this.key)
        return not other and self._words[i + 1].is_given

    def _is_office_name(self, i: int, before: Word) -> bool:
        """A name spelled like an office, its surname behind it: … الحدود الشمالية مساعد العنزي."""
        after = self._words[i + 1]
        common = after.key in lex.ADJECTIVES or after.bare in lex.EVERYDAY_NOUNS or after.key in lex.COMMON_WORDS
        common = common or after.bare in lex.OFFICES or after.is_organization
        closed = self._ends_here(i + 2) or self._is_addressee(i + 2)
        closed = closed and self._keys[i] in lex.OFFICE_LIKE  # المورد مالك الفرج إن
        placed = before.key[:1] == "ب" and before.key[1:] in lex.PRINTED_PLACES
        placed = placed or (before.key.startswith("لل") and len(before.key) > 4)
        if closed and (before.is_definite or placed) and (after.is_given or after.names):
            return after.key not in lex.SOURCE_ADJECTIVES  # المتحدث باسم اللجنة قائد نصر إن
        return (
            (before.is_definite or placed) and after.is_definite and (closed or after.key.endswith("ي")) and not common
        )

    def _is_office_like_name(self, i: int) -> bool:
        """الدكتور مساعد الأحمد: a name spelled like an office or body behind a title, a name behind it."""
        title = self._keys[i - 1]
        if title not in lex.HONORIFICS:
            return False  # most words: nothing else is looked at
        after = self._words[i + 1]
        titled = title.startswith(lex.ARTICLE) and title not in LEADING
        this = self._words[i]
        if titled and not (this.is_definite or this.breaks or this.is_adverbial or this.is_office):
            if self._is_tribal(i + 1):
                return True
            if this.is_organization:
                return after.is_given
        if not titled or this.key not in lex.OFFICE_LIKE:
            return False
        common = after.key in lex.ADJECTIVES or after.bare in lex.EVERYDAY_NOUNS or after.key in lex.COMMON_WORDS
        common = common or after.is_office or after.is_organization or after.key in lex.PRINTED_PLACES
        return after.is_given or (after.is_definite and not common)

    def _is_title_borne(self, i: int) -> bool:
        """الدكتور الخطيب أن: a surname spelled like a title, the phrase's end behind it."""
        if self._keys[i] not in lex.TITLE_LIKE or self._keys[i - 1] not in lex.HONORIFICS:
            return False
        return self._ends_here(i + 1) or self._keys[i + 1] in ("قوله", "قولها")

    def is_in_name_of(self, i: int) -> bool:
        """المتحدث الرسمي باسم …: no first name باسم."""
        if self._keys[i] not in IN_NAME_OF:
            return False
        before = [self._keys[i - back].removeprefix("و") for back in (1, 2, 3)]
        held = IN_NAME_OF.isdisjoint(before)  # المتحدث باسم الحكومة باسم الحداد
        return held and any(word(key).is_office for key in before)

    def _is_adverbial_name(self, i: int) -> bool:
        key = self._keys[i]
        if key not in _PARTICLE_LIKE:
            return False
        after = self._words[i + 1]
        return (key, after.key) in PAIRS or (
            key in ADVERBIAL_NAMES and (after.is_given or after.bare in lex.GIVEN_NAMES)
        )

    def _closes_name(self, i: int) -> bool:
        """Whether the clause goes on behind a name at `i`: a mark or complementiser, no preposition."""
        return i >= len(self.tokens) or not self.tokens[i].is_word or self._keys[i] in COMPLEMENTISERS

    def _opens_charge(self, i: int) -> bool:
        """Whether an office with ال at `i` says what it is of: الأمين العام، الباحث في …، المتحدث باسم …."""
        after = self._words[i + 1]
        if after.key in lex.ADJECTIVES and after.bare not in lex.PLACE_OF:
            return True
        charged = after.key in ("في", "عن", "باسم", "لدي", "على") or after.key.startswith("لل")
        return charged and self._words[i].bare not in lex.OFFICE_LIKE

    def is_bare_surname(self, i: int) -> bool:
        """بارباع، بوزيد right behind one given name, the phrase's end or an office behind it: no preposition there."""
        key = self._keys[i]
        rest = key[1:]
        known = rest in lex.OFFICES or rest in lex.ORGANIZATIONS or rest in lex.PLACES or rest in lex.RELAYS
        known = known or rest.startswith(lex.ARTICLE) or (rest in self.vocabulary and not word(rest).is_given)
        loose = key[:1] in "بل" and not (known or key.startswith("لل") or key.endswith(("ها", "هم")))
        deed = is_verbal_noun(rest) and (rest.endswith("ه") or self._has_hamza(i))  # هند الحداد بمقاضاة …
        loose = loose and not deed
        before, given = self._words[i - 1], word(rest).is_given
        named = before.is_given or (given and before.names and self._keys[i - 2] in lex.HONORIFICS)
        return (
            loose
            and named
            and (self._ends_here(i + 1) or ((given or word(rest).is_unknown) and self._words[i + 1].is_office))
        )

    def _has_hamza(self, i: int) -> bool:
        """بإعلان is printed with the hamza that no بارباع has."""
        return any(letter in "أإآ" for letter in self.document.text[self.tokens[i].start : self.tokens[i].end])

    def _ends_here(self, i: int) -> bool:
        """Whether a name's own end stands at `i`: a mark, a complementiser, a preposition."""
        if i >= len(self.tokens) or not self.tokens[i].is_word:
            return True
        return self._keys[i] in COMPLEMENTISERS or self._words[i].is_adverbial

    def _serves_god(self, i: int) -> bool:
        """عبد الله، العبد الله، نصر الله: whether the word at `i` makes a name with الله."""
        return strip_article(self._keys[i]) in lex.SERVANTS_OF_GOD or self._keys[i] in lex.SERVANTS_OF_GOD

    def _opens_office(self, i: int) -> bool:
        """Whether the word at `i` is the complement of an office rather than a further name."""
        after = self._keys[i]
        return after in ("عام", "عامه", "مجلس") or word(after).is_organization or after in lex.EVERYDAY_NOUNS

    def _is_given_pair(self, i: int) -> bool:
        """خواجه آصف، حنيفة أمان إن: an unknown word in ه, a name behind it that ends the phrase."""
        after = self._words[i + 1]
        return (after.is_given and self._ends_here(i + 2)) or (after.names and self._closes_name(i + 2))

    def _is_foreign_pair(self, i: int) -> bool:
        """يوليوس باراتا إن: two unknown words up to the phrase's end; what looks like a verb has no object there."""
        after = self._words[i + 1]
        unknown = after.is_unknown and not (after.is_given or after.is_verbal)
        return unknown and (self._ends_here(i + 2) or self._is_addressee(i + 2))

    def _is_named_like(self, i: int) -> bool:
        """وزير العدل تركي الحداد: a first name that is a state's adjective as well; مسؤول تركي is one no name."""
        before, after = self._words[i - 1], self._words[i + 1]
        if self._words[i].is_definite:
            return False
        joined = before.key.startswith(("وال", "بال"))  # الكاتب والباحث تركي الحداد
        complete = before.is_definite or before.key in lex.PLACES or joined
        return after.is_given or after.key in ("بن", "ال") or (complete and (after.is_definite or after.names))

    def _describes_body(self, i: int) -> bool:
        """مطار الأمير فلان الدولي: an adjective that no surname is spelled like goes with the body."""
        return self._keys[i] in lex.ADJECTIVES and strip_article(self._keys[i]) not in lex.PLACE_OF

    def _is_behind_title(self, at: int) -> bool:
        """Whether a complete role stands before the name: وزيرة التضامن الاجتماعي غادة والي."""
        before = self._keys[at - 2 if self._is_comma(at - 1) else at - 1]
        adjective = before in lex.ADJECTIVES or (before.startswith(lex.ARTICLE) and before.endswith("يه"))
        adjective = adjective or before.startswith(("بال", "وال"))  # المدير العام للزراعة بالسودان
        adjective = adjective or (before.endswith("ي") and self._keys[at - 2] in lex.HONORIFICS)  # الفنان التشكيلي
        return at > 0 and (adjective or before in lex.PRINTED_PLACES or before in lex.HONORIFICS)

    def _is_foreign_particle(self, i: int) -> bool:
        """دي لا رو، لو بن: whether لا at `i` stands inside a foreign name."""
        before, after = self._words[i - 1], self._words[i + 1]
        if self._keys[i] == "ولد" and (after.is_definite or after.is_given) and before.is_given:
            return True  # إسماعيل ولد الشيخ أحمد
        return not before.is_definite and (after.is_given or after.names)

    def _is_called(self, i: int, at: int) -> bool:
        """An office without ال as a second name, its own office behind a comma: جانان سائق، المتحدث …."""
        if i != at + 1 or i + 2 >= len(self.tokens) or not self._is_comma(i + 1):
            return False
        named = self._words[at].is_given or self._keys[at - 1] in lex.HONORIFICS
        return self._words[i + 2].is_office and (self._words[i + 2].is_definite or named)

    def _qualifies(self, i: int) -> bool:
        """Whether the word at `i` describes the title before it: الرئيس المشارك لهيئة …، الوزير المنتدب المكلف ب…."""
        after = self._keys[i + 1]
        body = after[:1] == "ل" and len(after) > 4 and word(after[1:]).is_organization and not self._is_addressee(i + 1)
        ranked = after in lex.HONORIFICS and after.startswith(lex.ARTICLE)
        if ranked and self._keys[i].startswith(lex.ARTICLE) and self._keys[i].endswith("ي"):
            return True  # البطريرك الماروني الكاردينال فلان
        nisba = self._keys[i].startswith(lex.ARTICLE) and self._keys[i].endswith(("ي", "يه"))
        paired = after.startswith("وال") and after.endswith(("ي", "يه"))  # الخبير المصرفي والمالي
        serving = after.startswith("لل") and len(after) > 4 and not self._is_addressee(i + 1)  # الرئيس الروحي للطائفة
        if nisba and (paired or serving) and strip_article(self._keys[i]) not in self.surnames:
            return True
        return body or (self._keys[i].startswith("الم") and after.startswith("الم") and not word(after).is_given)
