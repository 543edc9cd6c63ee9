"""Nominal contents: behind a governed preposition, with an attached ب, or a verbal noun as the verb's object."""

import re

from app.arabic.conjugation import Shape
from app.arabic.quotes.carrying import carries_on
from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.lexicon import (
    ADJUNCT_OBJECTS,
    BA_WORDS,
    COMPLEMENTISERS,
    GENERA,
    GOVERNING_NOUNS,
    NOUNS_WITH_BA,
    OCCASIONS,
    PEOPLE_IN_CHARGE,
    RELATIVES,
    STRONG_NOUNS,
    THANKS,
    VERBAL_NOUNS,
    CueForm,
    Verb,
    action_forms,
    is_verbal_noun,
)
from app.arabic.quotes.objects import comes_again, find_head, find_late_object, is_own_object, takes_object, tells_when
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.words import word

_ADJUNCT_ENDS = frozenset(("له", "لها", "لهم", "رسمي", "صحفي", "صحافي", "تويتر", "بتويتر", "رسميه")) | frozenset(
    ("جديد", "الصدد", "السياق", "الاطار", "الخصوص", "ذاته", "نفسه")
)
_FREE_ADVERBS = frozenset(("فيه", "فيها", "امس", "اليوم", "ايضا", "كذلك", "الاول", "رسميا", "مجددا")) | frozenset(
    ("الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت")
)

_WHEN_ENDS = frozenset(
    ("الماضي", "الفائت", "الفايت", "المنصرم", "الجاري", "الحالي", "الماضيه", "بيان", "تصريح", "كلمه", "تغريده")
)
_SUBJECT_REACH = 6
_LAM_REACH = 8
_OWNED = re.compile("..(?:ه|ها|هم|هن)$")
_ADJUNCT_REACH = 20
TATWEEL = "\u0640"
_NEAR = 7
_FAR = 24
_ADJUNCT_OPENERS = frozenset(
    ("في", "خلال", "عقب", "بعد", "قبل", "امس", "اليوم", "اثر", "عبر", "من", "امام", "عن", "على")
)
_GOING = frozenset(("زياره", "زيارته", "زيارتها", "جولته", "رحله", "سفر", "وصول", "وصوله", "عوده", "عودته", "دخول"))
_LEADING_ON = frozenset(("call-for", "accuse", "commit"))
_APPEALING = frozenset(("ناشد", "طالب"))
_AHEAD = 14
_LATE_OBJECTS = frozenset(("hold-responsible", "appeal-to"))
_TOLD_WHEN = frozenset(("في", "خلال", "امام", "عقب", "الشهر", "الاسبوع", "العام"))


class NominalFinder:
    """Looks for a nominal content at one token behind a cue."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def find(self, cue: Cue, form: CueForm, at: int, limit: int, after_subject: int) -> Complement | None:
        reading = self.reading
        verb, key = form.verb, reading.keys[at]
        if verb.rule in _LATE_OBJECTS:
            return find_late_object(reading, verb.rule, at)
        if key in verb.prepositions:
            return find_head(reading, form, at, after_subject) or self._behind_own(at, verb, limit, after_subject)
        if verb.lemma in _APPEALING and self._is_asked_of_somebody(at, limit, after_subject):
            return Complement(Style.object, reading.tokens[at].start, at)
        if verb.rule == "call-for" and self._is_asked_with_lam(at, after_subject):
            return Complement(Style.nominal, reading.tokens[at].start + 1, at)
        if form.form.shape is Shape.participle and not (reading.opens_clause(cue) or carries_on(reading, cue)):
            return None
        if (
            "ب" in verb.prepositions
            and key[:1] == "ب"
            and len(key) > 3
            and key[1] != "ي"
            and not self._is_adverb(at)
            and not key.startswith("بعض")
            and not self._is_whole_word(key)
            and not self._is_too_far(at, verb, after_subject)
            and not self._is_better_ahead(at, verb, limit)
        ):
            return self._attached(at, verb, after_subject)
        if "object" in verb.takes and at <= after_subject + self._slack(after_subject) and not takes_object(form):
            return self._object(cue, at, after_subject)
        return None

    def _behind_own(self, at: int, verb: Verb, limit: int, after_subject: int) -> Complement | None:
        """What the preposition at `at` governs, where it is the cue's own."""
        elsewhere = self._is_elsewhere(at, verb, after_subject) or self._is_better_ahead(at, verb, limit)
        return None if elsewhere or comes_again(self.reading, at, limit) else self._governed(at, limit)

    @staticmethod
    def _is_whole_word(key: str) -> bool:
        """برميل، بريطانيا، بلدي: the ب is the word's own."""
        known = key in lex.EVERYDAY_NOUNS or key in lex.PLACES or key in lex.PRINTED_PLACES or key in lex.ADJECTIVES
        return known or word(key).is_given or key in lex.COMMON_WORDS

    def _is_better_ahead(self, at: int, verb: Verb, limit: int) -> bool:
        """طالب فروعه بالمناطق بوضع إشارات، وصف الاتجار بالبشر بأنه عار: what is asked or said stands further on."""
        if verb.rule not in _LEADING_ON or self._opens_deed(at):
            return False
        first = word(self.reading.key(at)[1:])
        no_deed = verb.rule != "accuse" and self.reading.key(at)[:1] == "ب" and (first.names or first.is_definite)
        for i in range(at + 1, min(limit, at + _AHEAD)):
            other = self.reading.cue_at.get(i)
            if not self.reading.same_sentence(at, i) or (other is not None and other.is_finite):
                return False
            key = self.reading.key(i)
            quoted = key == "ب" and i + 1 < limit and not self.reading.tokens[i + 1].is_word
            if quoted or (key[:3] == "بان" and key in COMPLEMENTISERS):
                return True
            if key in action_forms() or key.removeprefix("و") in action_forms():
                return False
            if no_deed and self._opens_deed(i) and not key.startswith("بال"):
                return True
        return False

    def _opens_deed(self, at: int) -> bool:
        """بوضع، بعدم، إلى وقف: a verbal noun behind ب or إلى."""
        key = self.reading.key(at)
        if key == "الي":
            return is_verbal_noun(strip_article(self.reading.key(at + 1)))
        return key[:1] == "ب" and len(key) > 3 and not self._is_adverb(at) and is_verbal_noun(strip_article(key[1:]))

    def _is_adverb(self, at: int) -> bool:
        """بشدة، بسرعة; no بسرعة افتتاحه, which is asked for."""
        key = self.reading.key(at)
        following = self.reading.key(at + 1)
        owned = is_verbal_noun(following) or following.endswith(("ه", "ها", "هم"))
        return key in BA_WORDS and not (key == "بسرعه" and owned)

    def _is_elsewhere(self, at: int, verb: Verb, after_subject: int) -> bool:
        """Whether the preposition at `at` belongs to another word than the cue."""
        if at > after_subject and (self._is_governed_by_noun(at) or self._is_passing(at, verb, after_subject)):
            return True
        before = self.reading.key(at - 1)
        in_charge = before.removeprefix("و") in PEOPLE_IN_CHARGE or before == "نقلا"
        return in_charge or self._is_too_far(at, verb, after_subject)

    def _is_too_far(self, at: int, verb: Verb, after_subject: int) -> bool:
        """A preposition far from the subject is the cue's own only behind a comma, an adjunct, or whom it addresses."""
        if at <= after_subject + _NEAR or self.reading.is_comma(at - 1):
            return False
        first = self.reading.key(after_subject)
        adjunct = not self.reading.tokens[after_subject].is_word or first in _ADJUNCT_OPENERS or first in RELATIVES
        adjunct = adjunct or word(first).is_office or word(first).is_definite
        return not (adjunct or verb.addressee) or at > after_subject + _FAR

    def _is_governed_by_noun(self, at: int) -> bool:
        """الهجوم على، الوصول إلى: the preposition belongs to the noun before it; خلال الزيارة على ضرورة to the cue."""
        noun = strip_article(self.reading.key(at - 1))
        return noun in GOVERNING_NOUNS and not (noun in _GOING and self.reading.key(at) in ("على", "علي"))

    def _is_asked_with_lam(self, at: int, after_subject: int) -> bool:
        """دعا لوقف القتال: ل with a verbal noun, soon behind the subject."""
        key = self.reading.key(at)
        return key[:1] == "ل" and key[:2] != "لل" and at <= after_subject + _LAM_REACH and is_verbal_noun(key[1:])

    def _is_asked_of_somebody(self, at: int, limit: int, after_subject: int) -> bool:
        """ناشد وزير الزراعة فلانًا الإسراع في، ضرورة: a verbal noun right behind the one addressed."""
        noun = word(self.reading.key(at))
        asked = noun.key in STRONG_NOUNS or (noun.is_definite and is_verbal_noun(noun.bare))
        people = self.reading.key(after_subject)
        if at <= after_subject or not asked or people in _ADJUNCT_OPENERS or self.reading.is_marked(after_subject):
            return False
        addressed = self.reading.phrases.read(after_subject, limit)
        if addressed is not None and addressed.is_strong:
            return addressed.last == at
        return at == after_subject + 1 and word(people).is_definite and people.endswith(("ين", "ون"))

    def _is_passing(self, at: int, verb: Verb, after_subject: int) -> bool:
        """25 من تموز، and in an adjunct between commas: the verb's own preposition stands behind the second comma."""
        reading = self.reading
        if reading.key(at - 1).isdigit():
            return True
        if verb.rule == "call-for" and _OWNED.search(reading.key(at + 1)):
            return self._is_asked_with_lam(at + 2, after_subject)  # العائدين إلى منازلهم لعدم لمس
        if not reading.is_comma(after_subject) or reading.is_comma(at - 1):
            return False
        last = min(len(reading.tokens) - 1, at + _ADJUNCT_REACH)
        return any(
            reading.is_comma(i) and reading.key(i + 1) in verb.prepositions and reading.same_sentence(at, i)
            for i in range(at + 1, last)
        )

    def _slack(self, after_subject: int) -> int:
        """How far behind the subject its object may stand: a relative clause on the subject takes room."""
        after = self.reading.keys[after_subject + self.reading.is_comma(after_subject)]
        return 16 if after in RELATIVES or after in ("من", "في", "عبر", "خلال", "امام", "عقب") else 6

    def _governed(self, at: int, limit: int) -> Complement | None:
        reading = self.reading
        nxt = at + 1
        while nxt < limit and not reading.tokens[nxt].is_word:
            stretch = reading.marked.by_start.get(reading.tokens[nxt].start)
            if stretch is not None:
                return Complement(Style.nominal, stretch.outer_start, nxt)
            nxt += 1
        key = reading.key(nxt)
        pointed_out = reading.key(at) == "الي" and is_verbal_noun(key)  # أشار إلى مشاركة الفرق
        if (
            nxt >= limit
            or (key in ADJUNCT_OBJECTS and not pointed_out)
            or strip_article(key) in OCCASIONS - {"رساله", "رد", "اتصال"}
        ):
            return None
        if key in COMPLEMENTISERS:
            return Complement(Style.clause, self.reading.behind(nxt), nxt)
        if key in ("ما", "من") or key in THANKS or strip_article(key) in lex.RELAYS:
            return None
        return Complement(Style.nominal, reading.tokens[nxt].start, nxt)

    def _attached(self, at: int, verb: Verb, after_subject: int) -> Complement | None:
        token = self.reading.tokens[at]
        bare = strip_article(token.key[1:])
        if token.key in lex.PLACE_OF or token.key.startswith("بترو"):
            return None  # مسؤول بحريني، شركة بتروكيماوية: no preposition there
        placed = bare in GENERA or bare in lex.ORGANIZATIONS or bare in lex.PLACES
        afflicted = self.reading.key(at - 1).endswith(("مصابين", "مصابون", "مصاب", "مصابه"))
        if afflicted or bare in ADJUNCT_OBJECTS or (placed and not is_verbal_noun(bare)):
            return None
        if verb.rule == "call-for" and at - 1 > after_subject and self.reading.key(at - 1) in NOUNS_WITH_BA:
            return Complement(Style.object, self.reading.tokens[at - 1].start, at - 1)  # طالبهم الالتزام بـ
        start = token.start + 1
        while self.reading.text[start] == TATWEEL and start + 1 < token.end:
            start += 1
        return Complement(Style.nominal, start, at)

    def _object(self, cue: Cue, at: int, after_subject: int) -> Complement | None:
        """A verbal noun without ال, right after the subject, a comma or the verb itself."""
        reading = self.reading
        if not self._is_object_noun(at, after_subject):
            return None
        before = at - 1
        adjacent = before == cue.at or at == after_subject or reading.is_comma(before)
        after_clause = reading.key(after_subject) in RELATIVES and self._ends_clause(before)
        after_clause = after_clause or (reading.key(after_subject) == "من" and word(reading.key(before)).is_definite)
        after_clause = after_clause or reading.key(before) in _ADJUNCT_ENDS
        told = after_subject != at and reading.key(after_subject) in _TOLD_WHEN
        after_clause = after_clause or (
            told and reading.key(at) in STRONG_NOUNS and word(reading.key(before)).is_definite
        )
        after_clause = after_clause or reading.key(before) in _WHEN_ENDS or self._ends_name(before, after_subject)
        if before == cue.at and not is_own_object(reading, at, cue) and self._is_subject(at, cue):
            return None
        # ناشد الأهالي المسؤولين فتح الطريق
        addressed = cue.form.verb.addressee and word(reading.key(before)).is_definite and at <= after_subject + 2
        adjacent = adjacent or addressed
        if not adjacent and not after_clause and reading.key(before) not in _FREE_ADVERBS:
            return None
        return Complement(Style.object, reading.tokens[at].start, at)

    def _ends_name(self, before: int, after_subject: int) -> bool:
        """What still belongs to a name: رابطة النفط في كردستان (أبيكور)، المفوضية السامية للاجئين."""
        reading = self.reading
        if reading.key(before) == ")":
            return True
        placed = before == after_subject + 1 and reading.key(after_subject) == "في"
        return placed or (before == after_subject and reading.key(before)[:2] == "لل")

    def _is_subject(self, at: int, cue: Cue) -> bool:
        """A noun right behind the verb is its subject where the complement still follows: أوضحت مقاومة … أنه."""
        prepositions = cue.form.verb.prepositions
        for i in range(at + 1, min(len(self.reading.tokens), at + _SUBJECT_REACH)):
            key = self.reading.key(i)
            if not self.reading.tokens[i].is_word:
                return False
            if key in COMPLEMENTISERS or key in prepositions:
                return True
        return False

    def _is_object_noun(self, at: int, after_subject: int) -> bool:
        """A verbal noun; with ال only right behind the subject or behind whom it is asked of (طلب من … الالتزام)."""
        key = self.reading.keys[at]
        asked = self.reading.keys[after_subject] == "من" and word(self.reading.keys[at - 1]).is_definite
        bare = strip_article(key) if self.reading.text[self.reading.tokens[at].start] != "إ" else key  # إلقاء
        timed = self.reading.is_comma(at - 1) and word(self.reading.keys[at + 1]).is_adverbial  # اليوم، القبض على
        if bare != key and not (asked or timed or at == after_subject):
            return False
        owned = key.endswith(("ه", "ها", "هم")) and key not in VERBAL_NOUNS and at > after_subject
        if owned and self.reading.keys[at - 1] in _ADJUNCT_ENDS:
            return False  # في مؤتمر صحفي عقده: a relative clause
        if key == "اثناء" or (key == "اضافه" and self.reading.keys[at + 1] == "الي") or tells_when(self.reading, at):
            return False  # أعلنت ذلك أثناء القصف
        office = word(key).is_office and not bare.startswith("م")  # أستاذ، no مساعدة
        other = word(key).is_given or office or bare in lex.ORGANIZATIONS
        return is_verbal_noun(bare) and not other

    def _ends_clause(self, at: int) -> bool:
        """A relative clause ends in its resumptive pronoun (على نسخة منه) or a comma."""
        return self.reading.key(at) in ("منه", "منها", "عنه", "عنها", "فيه", "فيها", "له", "لها", "به", "بها")
