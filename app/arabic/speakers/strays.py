"""Words behind a body's name or a title that are no part of it: what is spoken of, who is addressed, how."""

import re

from app.arabic.quotes.lexicon import is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.openings import NameOpener
from app.arabic.speakers.second_names import OWN_NAMES
from app.arabic.speakers.surroundings import LOCALITIES
from app.arabic.speakers.words import Word, has_clitic, word

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
FOREMOST = frozenset(("اكبر", "اهم", "ابرز", "اقدم", "اول", "ثاني", "ثالث"))
"""شركة فلان أكبر منتج للقمح: they open an apposition, others (كافة، أكثر) what the verb is about."""
_HOLDING = frozenset(("حامل", "حامله", "بطل", "بطله", "وصيف", "وصيفه", "متصدر", "متصدره", "ذراع", "جناح", "بعنوان"))
"""نادي فلان حامل لقب الدوري، تنظيم فلان ذراع القاعدة: an apposition, too."""
_PAST_OR_COMING = frozenset(("الماضي", "الماضيه", "المنصرم", "المنصرمه", "الفايت", "الفايته", "الجاري", "الجاريه"))
"""What is told of a time: no body is called so."""
_FOR_A_TIME = frozenset(("لشهر", "للعام", "للموسم", "للمره", "لاول"))
_DEPARTMENTS = frozenset(("مديريه", "دايره", "شعبه", "وحده", "عماده", "قياده"))
_MEDIA = lex.RELAYS | lex.DOCUMENTS | {"حساب", "منصه", "معرض", "مهرجان", "مبادره", "حمله", "مطار", "مصر"}
"""Where something is said or shown, not whose organ says it."""
_ACTING = re.compile(".{3,}وا|ي[^و].+[^ي]ون")
"""تفرغوا، يبيعون: what people do."""
_OBJECTS = frozenset(("المزيد", "المجتمع", "النقاب", "اللثام", "الستار", "الاولويه"))
"""What bodies reveal and whom they call upon, though spelled like participles."""
_SHORTEST_REMARK = 3
_LETTER = 3
"""The longest name of a letter: إكس."""
LED_BY = frozenset(("برياسه", "بقياده", "ومقره", "ومقرها", "مقره", "مقرها"))


class StrayReader(NameOpener):
    """Tests of the word behind a body's name."""

    def _before_apposition(self, at: int, end: int) -> int:
        """The token after a body's name without what it is: شركة فلان أكبر منتج للقمح، شركة فلان (المشغل الثاني …)."""
        for i in range(at + 2, end):
            if self._key(i) in FOREMOST or self._key(i) in _HOLDING or self._opens_remark(i, end):
                return i
        return end

    def _opens_remark(self, i: int, end: int) -> bool:
        """Whether brackets open at `i` that hold more than another name: three words or more, no single letters."""
        if self._key(i) != "(" or self.tokens[i].is_word:
            return False
        inside = [self._key(j) for j in range(i + 1, end)]
        inside = inside[: inside.index(")")] if ")" in inside else []
        return len(inside) >= _SHORTEST_REMARK and all(len(key) > 1 for key in inside) and _has_long_words(inside)

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
        stray = stray or self._is_spoken_of(i, at, this, before)
        return stray or this.key in LED_BY or (second and (this.is_organization or this.bare in lex.GROUPS))

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
        complete = complete or before.key.startswith(_ARTICLES)
        if not complete or this.is_definite:
            return False
        body = this.is_organization and this.key not in lex.ADJECTIVES and this.key not in OWN_NAMES
        return (
            this.key.isdigit()
            or (body and i > at + 1)
            or (this.is_given and not self._is_held(at, i) and self._has_surname(i))
        )

    def _is_spoken_of(self, i: int, at: int, this: Word, before: Word) -> bool:
        """قدرت تركيا خسائر …, عزت الأمانة العامة الحال …, شركة «أبراج» فئات: an object behind a whole name."""
        purpose = i == at + 1 and before.is_definite and this.key[:1] == "ل" and is_verbal_noun(this.key[1:])
        counted = this.key == "عدد" and before.key.startswith(_ARTICLES)  # … للخدمات المهنية والاستشارية عدد …
        if purpose or counted:
            return True  # دعت الوزارة لمراعاة …
        timed = self._key(i + 1) in _PAST_OR_COMING or this.key in _FOR_A_TIME
        if timed and self._word(at).bare not in lex.DOCUMENTS:
            return True  # أعلنت الوزارة العام الماضي
        if (
            i == at + 1
            and before.key in lex.STATES
            and not (before.is_organization or self._is_outlet_at(at, before.key))
        ):
            own = this.key in lex.ADJECTIVES or this.key in lex.PLACES or this.key in lex.NAME_PARTICLES
            return not own and this.key[0] != "و"
        marked = not self.tokens[i - 1].is_word
        if this.is_definite:
            whole = before.is_definite or marked or before.key in lex.PRINTED_PLACES or before.key.startswith("لل")
            return whole and i > at + 1 and (this.key in _OBJECTS or _is_thing(this.key))
        noun = this.key in lex.COMMON_WORDS and this.key not in lex.ADJECTIVES and not this.key.endswith(("ي", "يه"))
        if marked:
            return noun or this.key in lex.EVERYDAY_NOUNS or (this.key.endswith("ات") and not has_clitic(this.key))
        return this.key in lex.DOCUMENTS and before.is_unknown and i > at + 1

    def _is_what_they_do(self, i: int, at: int, this: Word) -> bool:
        """علماء تفرغوا …، طلب النواب من فلان …: a verb, or of whom people ask something."""
        if this.key == "من":
            return self._opens_somebody(i + 1)
        acting = _ACTING.fullmatch(this.key) is not None or (this.is_verbal and i > at + 1)
        return acting and not (this.is_given or this.key in lex.PRINTED_PLACES)  # أمن ينبع

    def _opens_deed(self, i: int, at: int) -> bool:
        """شكا سكان حي النور من وقوف الشاحنات: no عدد من …, and no علماء من جامعة."""
        after = self._words[i + 1]
        deed = is_verbal_noun(after.bare) and not (after.is_organization or after.bare in lex.GROUPS)
        return i > at + 1 and deed and after.bare not in lex.DIRECTORATES

    def _opens_somebody(self, i: int) -> bool:
        """Whether a person is named at `i`: with a first name, or with two words that are nothing else."""
        this, after = word(self._key(i)), word(self._key(i + 1))
        return this.is_given or (this.names and after.names and not this.is_definite)

    def _is_within(self, i: int, at: int) -> bool:
        """مديرية التوجيه في قيادة الجيش: whether في leads from an organ to the body that it is of."""
        organ = self._word(at).bare
        if organ not in lex.ORGANS and organ not in _DEPARTMENTS:
            return False
        other = self._word(i + 1)
        return other.is_organization and other.bare not in _MEDIA and i > at + 1

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


def _has_long_words(keys: list[str]) -> bool:
    """No سي إن إن: most of the words are no letters' names."""
    return sum(len(key) > _LETTER for key in keys) * 2 > len(keys)


def _is_thing(key: str) -> bool:
    """الحال، القلق، القبول: no participle, no adjective, and nothing that a name goes on with."""
    other = key.startswith("الم") or key.endswith(("ه", "ي")) or key in lex.ADJECTIVES or key in lex.BELONGING
    return key in lex.COMMON_WORDS and not other
