"""Where a person's name begins and ends."""

import re

from app.arabic.quotes.lexicon import COMPLEMENTISERS, OCCASIONS, action_forms, cue_forms, is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.clues import LEADING, PAIRS
from app.arabic.speakers.second_names import SecondNames
from app.arabic.speakers.words import POSSESSIVES, VERB_LIKE, Word, has_clitic, word

LONGEST_NAME = 10
"""Words, particles among them: سلمان بن عبد العزيز بن عبد الرحمن آل سعود."""
_BOUND = frozenset(("بو", "البو", "عبد", "بن", "ابن", "ابو", "ال", "ابي", "دي", "بنت"))
_NEGATING = frozenset(("لا", "لو", "دو", "ولد"))
_BEARING = frozenset(("ابو", "ابي", "ابا", "ام", "بو"))
_COMPOUND = frozenset(("الدين", "الله"))
DESCENT = frozenset(("بن", "ابن", "بنت", "ال"))
_SURNAME_OFFICES = frozenset(
    ("والي", "فارس", "مختار", "رايد", "سلطان", "حكم", "امام", "صديق", "خليفه", "رفيق", "نجم", "ناجي")
)
_REGNAL = frozenset(("ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"))
_DOUBLE = PAIRS | frozenset((("علي", "اكبر"), ("علي", "اصغر")))

_ODD = re.compile("ا[^اوي]..|ال..{3,}(?:ين|ون)|م[^ا].{2,}(?:ين|ون)")
"""Elatives and plurals of people."""
_COUNTERPART = re.compile("[وبل]*نظير(?:ت?ه|ت?ها|ت?هم|ته)")
"""بنظيره، ونظيرتها: who holds the same office elsewhere; نظير is a name."""
_PARTICIPLE = re.compile("م[تنسشوحعفقكبر]..+ا")
"""Accusatives like متطرقا، منوها: what the one named does besides."""
_DOING = re.compile("الا(?:ست.{3,}|ن[^ص].{3}|.ت.ا.)|الت..ي[^خ]")
"""الاستقرار، الانتقال، الاتفاق، التأكيد: verbal nouns that no surname is spelled like."""
_PEOPLE = re.compile("ال..{3,}(?:ين|ون)|م[^ا].{2,}(?:ين|ون)")
"""Plurals of people, whom a verb behind a name is about: دعا مكارتن العائدين، اتهم نوفاك محللين."""


def _is_everyday(key: str) -> bool:
    """Whether a word, or the word whose accusative it is (اتصالا، خبرا), is one that no name goes on with."""
    if key in lex.COMMON_WORDS:
        return True
    stem = key[:-1] if key.endswith("ا") and len(key) > 4 and not key.startswith(lex.ARTICLE) else ""
    known = stem in lex.COMMON_WORDS or stem in lex.EVERYDAY_NOUNS or stem in lex.OFFICES or stem in OCCASIONS
    return known or is_verbal_noun(stem)


_TOPIC_REACH = 12
_SAYING = frozenset(("قايله", "موكده", "مضيفه", "مشيره", "موضحه", "مبينه"))
"""حورية مشهور قائلة إن: what the one named does besides."""


class NameReader(SecondNames):
    """Finds the borders of names."""

    def _name_end(self, at: int, limit: int) -> int:
        if self._keys[at] == "الله":
            return at + 1
        i = at
        while i < limit and i - at < LONGEST_NAME and self.tokens[i].is_word and self._continues_name(i, at):
            i += 3 if self._is_hyphened(i, limit) else 1
        while i - 1 > at and self._dangles(i - 1):
            i -= 1
        return i

    def _is_hyphened(self, i: int, limit: int) -> bool:
        """كيم يونغ-جو: whether a hyphen without spaces joins the name's word at `i` to another."""
        if i + 2 >= limit or self._keys[i + 1] != "-" or not self.tokens[i + 2].is_word:
            return False
        close = self.tokens[i].end == self.tokens[i + 1].start and self.tokens[i + 1].end == self.tokens[i + 2].start
        before, after = self._words[i], self._words[i + 2]
        other = after.is_office or after.is_organization or after.is_adverbial or after.breaks or after.key.isdigit()
        return close and not (other or before.is_definite)

    def _dangles(self, i: int) -> bool:
        """Whether a particle ends what was read: عمر بن; not أبو دي، صلاح الدين."""
        key = self._keys[i]
        particle = key in lex.NAME_PARTICLES and key not in lex.GIVEN_NAMES
        return particle and key not in _COMPOUND and self._keys[i - 1] not in _BEARING

    def _continues_name(self, i: int, at: int) -> bool:
        """Whether the word at `i` goes on with the name that began at `at`."""
        this = self._words[i]
        if i > at and (self._opens_anew(i, at, this) or self._is_son_of_somebody(i, at)):
            return False
        if i == at or this.is_given:
            return not this.key.isdigit() and (i == at or this.key != "الله" or self._serves_god(i - 1))
        if this.key in lex.NAME_PARTICLES or self._keys[i - 1] in _BOUND:
            return not this.is_adverbial or this.key in lex.NAME_PARTICLES
        numbered = self._words[i - 1].bare in _REGNAL and (
            this.key == "عشر" or (this.names and self._closes_name(i + 1))
        )
        served = self._keys[i + 1] == "الله" and this.is_definite and self._serves_god(i)  # أحمد الجار الله
        whole = numbered or served or self._keys[i + 1] == "الدين" or self._is_verb_like_surname(i, at)
        if whole or self._is_second_half(i, at):
            return True
        if this.is_office and this.is_definite and i > at + 1 and not self._words[i - 1].is_definite:
            named = this.bare in lex.OFFICE_LIKE and self._ends_here(i + 1)  # سالم بن عبدالله المالك في …
            return named or self._closes_name(i + 1) or self._is_addressee(i + 1)  # جمال عاتق القاضي لـ«…»
        if this.is_office and (self._is_surname(i, at) or self._is_called(i, at)):
            return True
        if self._cannot_be_named(i, this) or self._is_foreign_to_name(i, at) or self._names_outlet(i):
            return False
        return this.is_definite or self._may_follow(i, at, this)

    def _opens_anew(self, i: int, at: int, this: Word) -> bool:
        """Whether an office, the next one's title, or what a surname alone does opens at `i`."""
        bound = self._key(i - 1) in DESCENT and this.is_given  # إياد بن أمين مدني
        if i > at + 1 and this.is_office and not (this.is_definite or bound) and self._opens_office(i + 1):
            return True  # محمد العمرة أمين عام …
        if i == at + 1 and not self._words[at].is_given and not this.is_given and self._stands_alone(at, this):
            return True  # الدكتور التركي
        if (
            i > at
            and not (this.is_definite or this.is_given)
            and (self._keys[i + 1] in lex.HONOURS or self._keys[i] in lex.DOCUMENTS)
        ):
            return True  # نقل سالم الحداد فتوى سماحة المفتي
        particle = this.key in lex.NAME_PARTICLES
        if self._keys[i - 1] in lex.SURNAMES and not (this.is_given or particle) and (this.is_definite or i - at > 1):
            return True
        so_that = this.key == "فان" and "إ" in self._text(i, i + 1)
        if so_that or (this.key in _NEGATING and not self._is_foreign_particle(i)):
            return True  # سالم الحداد فإن …، صالح السدلان لا يشك
        if self._keys[i - 1] in _BOUND or self._keys[i - 1] == "ولد":
            return False  # عبد الرقيب سالم، إسماعيل ولد الشيخ أحمد
        behind_name = i > at + 1 or (i == at + 1 and self._words[at].is_definite)
        if behind_name and this.is_office and this.is_definite and self._opens_charge(i):
            return True  # نعيم قاسم الأمين العام لـ…، وائل علوان الباحث في …
        titled = this.is_definite and this.key in lex.HONORIFICS and not this.is_given
        # مستشفى الملك فلان الدكتور فلان
        return titled and not self._is_middle_title(i, at) and self._words[i + 1].is_given

    def _stands_alone(self, at: int, this: Word) -> bool:
        """الدكتور التركي / وصفت باردو الصياد بأنه: an adjective, or a surname whose first name is told."""
        first = self._words[at]
        if first.key in lex.ADJECTIVES:
            return True
        known = first.bare in self.surnames and first.is_unknown and this.key not in lex.NAME_PARTICLES
        known = known and this.bare != first.bare  # سهو السهو
        return known and self._key(at - 1) not in lex.HONORIFICS

    def _is_son_of_somebody(self, i: int, at: int) -> bool:
        """غازي الحداد ابن السجين: behind a surname ابن is an office where no name follows it."""
        if self._keys[i] != "ابن" or i == at + 1 or not self._words[i - 1].is_definite:
            return False
        after = self._words[i + 1]
        return not (after.is_given or after.bare in lex.GIVEN_NAMES or after.key in lex.NAME_PARTICLES)

    def _is_verb_like_surname(self, i: int, at: int) -> bool:
        """A surname spelled like a verb that doesn't report, the name's end behind it: النائب فادي كرم أن."""
        key = self._keys[i]
        spelled = i == at + 1 and self._words[at].is_given and key in action_forms() and key not in cue_forms()
        spelled = spelled and VERB_LIKE.fullmatch(key) is None  # كان حسن يتحدث، بينما …
        after = self._keys[i + 1]
        return spelled and (after in COMPLEMENTISERS or after in ("،", ",", ":") or word(after).is_office)

    def _is_morning(self, i: int) -> bool:
        """عبدالرحمن صباح عيدان: the morning has a day behind it."""
        after = self._words[i + 1]
        named = self._words[i - 1].is_given or self._keys[i - 2] == "عبد"
        return self._keys[i] == "صباح" and named and (after.is_given or after.names)

    def _is_second_half(self, i: int, at: int) -> bool:
        """علي أكبر صالحي، غادة والي وزيرة …: what follows a lone first name, whatever else it may be."""
        if (i == at + 1 and self._is_certain_second(i)) or self._is_behind_descent(i) or self._is_syllable(i, at):
            return True
        if self._is_morning(i) or (self._keys[i - 1], self._keys[i]) in _DOUBLE:
            return True
        this, after = self._words[i], self._words[i + 1]
        before = self._words[i - 1]
        bare = not (this.is_definite or this.is_adverbial or this.breaks or this.is_office)
        if before.is_given and bare and self._is_tribal(i + 1) and not self._is_odd(i, this):
            return True  # أحمد سيف محرم اليافعي
        if self._is_foreign_third(i, at, this):
            return True
        lone = i == at + 1 and self._words[at].is_given and not (this.is_definite or this.is_adverbial)
        if not lone or this.key in cue_forms() or len(this.key) < 3 or self._is_odd(i, this):
            return False
        return after.is_office or (self._is_behind_title(at) and self._closes_name(i + 1))

    def _is_foreign_third(self, i: int, at: int, this: Word) -> bool:
        """جان ميشال أولاس أن: what ends a foreign name of three words, though it has the shape of a verbal noun."""
        foreign = i == at + 2 and self._words[at].is_given and self._words[i - 1].is_given
        foreign = foreign and bool(lex.FOREIGN_NAMES & {self._keys[at], self._keys[i - 1]})
        plain = not (this.is_definite or this.is_adverbial or this.breaks or this.is_office or this.is_organization)
        unknown = this.key not in lex.COMMON_WORDS and this.key not in lex.EVERYDAY_NOUNS
        return foreign and plain and unknown and not has_clitic(this.key) and self._closes_name(i + 1)

    def _is_odd(self, i: int, this: Word) -> bool:
        """A word that is no name in any place: with a clitic, in the accusative, owned, an elative, an office."""
        common = _is_everyday(this.key) and this.key.endswith(("ا", "ه"))
        odd = has_clitic(this.key) or common or self.is_owned(i) or self._is_tanwin(i) or not this.key.isalpha()
        odd = odd or this.key in lex.DETERMINERS or this.key in COMPLEMENTISERS or this.key in lex.SOURCE_ADJECTIVES
        office = this.is_office and this.key not in _SURNAME_OFFICES
        if self._keys[i - 2] in lex.HONORIFICS and this.key.endswith("ه"):
            return office  # الدكتور أمين مشاقبة
        return odd or office or is_verbal_noun(this.key) or _ODD.fullmatch(this.key) is not None

    def _cannot_be_named(self, i: int, this: Word) -> bool:
        """Words of other kinds: particles, verbs, offices, digits, with clitics or tanwin, owned."""
        other = this.is_adverbial or this.breaks or this.is_office or this.key.isdigit() or this.key in lex.DETERMINERS
        other = other or _is_everyday(this.key) or self.is_owned(i) or this.key in _SAYING
        other = other or _COUNTERPART.fullmatch(this.key) is not None or _PARTICIPLE.fullmatch(this.key) is not None
        clitic = has_clitic(this.key) and not (self.is_bare_surname(i))
        told = this.key[:1] == "ل" and this.key.endswith("يين") and len(this.key) > 5  # عريقات لصحافيين
        owned = this.key.endswith(POSSESSIVES)
        owned = owned and not (self._keys[i - 1] in lex.FOREIGN_NAMES and self._closes_name(i + 1))
        shaped = clitic or told or this.is_verbal or len(this.key) == 1 or owned
        return other or shaped or self._is_tanwin(i)

    def _is_topic(self, at: int) -> bool:
        """أما رئيس الحزب فلان: whether the clause says of him behind ف what it says."""
        for i in range(at - 1, max(-1, at - _TOPIC_REACH), -1):
            if not self.tokens[i].is_word or self._words[i].breaks:
                return False
            if self._keys[i] in ("اما", "واما"):
                return True
        return False

    def _may_follow(self, i: int, at: int, this: Word) -> bool:
        """Whether an unknown word without ال may be a further name: not behind a surname, not a common noun."""
        if this.key[:1] in "لبو" and this.key[1:] in self.vocabulary:
            return False
        if this.key[:1] == "ف" and not this.is_given and self._is_topic(at):
            return False  # أما جبران باسيل فغمز من …
        before = self._words[i - 1]
        if i - at >= 2:
            surnamed = before.is_definite and before.key not in _COMPOUND and self._keys[i - 2] != "عبد"
            surnamed = surnamed or (
                this.key.endswith("ه") and not (self._ends_here(i + 1) or self._words[i + 1].is_office)
            )
            if surnamed or self._is_construct(i):
                return False
        elif before.is_definite and not before.is_given:
            return False
        surname = i == at + 1 and (this.key.endswith("ي") or self._is_tribal(i + 1))
        closes = self._ends_here(i + 1) or self._words[i + 1].breaks or self._key(i + 1) in _SAYING
        if this.key in lex.EVERYDAY_NOUNS and not (surname or closes):
            return False
        return not (is_verbal_noun(this.key) or this.is_organization)

    def _is_foreign_to_name(self, i: int, at: int) -> bool:
        """A state, an adjective behind a surname, or a common noun with ال behind two names."""
        this, before = self._words[i], self._words[i - 1]
        if i - at >= 2 and this.is_definite and this.is_organization and not self._ends_here(i + 1):
            return True  # أحمد قطان المنتخب السعودي
        if this.key in lex.ADJECTIVES:
            if i - at > 1 and this.key.endswith("ي") and self._ends_here(i + 1):
                return False  # محمد شياع السوداني، …
            descent = this.key.endswith("ي") and any(self._keys[j] in DESCENT for j in range(at, i))
            return (before.is_definite and self._keys[i - 2] != "عبد") or (i - at > 2 and not descent)
        doing = _DOING.fullmatch(this.key) is not None and is_verbal_noun(this.bare)
        if this.key in lex.PRINTED_PLACES or doing or (this.is_definite and this.bare in lex.GROUPS):
            return True
        if _PEOPLE.fullmatch(this.key):
            return not (i == at + 1 and this.bare.startswith("بو"))  # فضل البوعينين
        if this.bare in lex.GIVEN_NAMES:
            return False  # محمد بن سليمان الحسين
        common = this.key.endswith(("ات", "ين")) or this.is_organization or is_verbal_noun(this.bare)
        common = common or (before.is_definite and this.bare in lex.EVERYDAY_NOUNS and not this.key.endswith("ي"))
        return i - at >= 2 and this.is_definite and common

    def behind_eponym(self, i: int) -> int:
        """The token after the name that a body bears."""
        name, limit = i, len(self.tokens)
        while name < limit and self._keys[name] in lex.HONORIFICS and not self._words[name].is_given:
            name += 1
        if name >= limit or not self.tokens[name].is_word:
            return i + 1
        last = max(name + 1, self._name_end(name, limit))
        return next((j for j in range(name + 1, last) if self._describes_body(j)), last)

    def _is_surname(self, i: int, at: int) -> bool:
        """An office with ال right after one given name, nothing behind it: إبراهيم السلطان."""
        follows = i == at + 1 or self._keys[i - 1] in ("الدين", "الله")
        if not follows or not self._words[i].is_definite or not self._words[at].is_given:
            return False
        if i + 1 >= len(self.tokens) or not self.tokens[i + 1].is_word:
            return True
        after = self._words[i + 1]
        if after.is_office and (not after.is_definite or after.key not in lex.HONORIFICS - LEADING):
            return True  # وسيم الخطيب رئيس الشركة، … المتحدث الرسمي
        return not (after.is_definite or after.is_organization or after.key == "باسم")

    def _is_construct(self, i: int) -> bool:
        """An unknown third word before a common noun with ال opens a phrase of its own: جون كيري قواعد الحد."""
        if i + 1 >= len(self.tokens) or not self.tokens[i + 1].is_word or self._keys[i - 1] in lex.NAME_PARTICLES:
            return False
        this, after = self._words[i], self._words[i + 1]
        if this.names and after.is_office and self._keys[i - 1] in lex.FOREIGN_NAMES:
            return False  # جان كريستوف شاريه المتخصص في …
        return after.is_definite and not (after.key.endswith("ي") or after.is_given or after.is_adverbial)
