"""How far the phrase of a body, a group or an office reaches."""

import re

from app.arabic.quotes.lexicon import COMPLEMENTISERS, OCCASIONS, VERBAL_NOUNS, is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.descriptions import (
    CONSTRUCT_NOUNS,
    NEW_OR_ARAB,
    REPORTS,
    SOURCES,
    DescriptionReader,
    tells_which,
)
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.openings import CALLED
from app.arabic.speakers.second_names import OWN_NAMES
from app.arabic.speakers.strays import FOREMOST, LED_BY
from app.arabic.speakers.surroundings import LOCALITIES
from app.arabic.speakers.words import Word, has_clitic

ISSUED = frozenset(("صادر", "الصادر", "صادره", "الصادره"))
_ENVOYS = frozenset(("مبعوث", "سفير", "مندوب", "موفد", "ممثل"))
_OVER = frozenset(("مشرف", "مشرفه", "حايز", "حايزه"))
"""المشرف على، الحائزة على: whatever follows على belongs to them."""
_REACH = 7
_ENVOYS_REACH = 4
"""نائب المبعوثة الأممية الخاصة إلى: tokens from the envoy to the preposition."""
_DEPUTIES = frozenset(("نايب", "نايبه", "ممثل", "مندوب", "مرشح", "عضو"))
_RESPONSIBLE = frozenset(
    (
        *("منشق", "منشقه", "مسوول", "مشرف", "مشرفه", "حايز", "حايزه", "مسووله", "مسوولين", "مسوولون"),
        *("مشرفين", "مشرفون", "قايمين", "قايمون"),
    )
)
_OWNED_NOUN = re.compile("(?:است|ا.ت|ان|ت|ا)...+(?:ها|هم)")
_ACTED = re.compile("ا.{2,}[^اي]ت")
"""أثارت behind a whole name: what the body did."""
_VERB = re.compile("[^ا].{3,}[^اي]ت")
"""معلومات تحصلت عليها: a verb behind a document."""
_DEFECTIVE = re.compile("الت..ي")
"""التصدي، التخلي: verbal nouns; other words in ي are adjectives."""
_APART = lex.DETERMINERS - FOREMOST
ONE_OF = frozenset(("احد", "احدي"))
_PARTITIVE = frozenset(("من", "احد", "احدي", "بعض", "كل"))
_PRESS = frozenset(("صحفيين", "صحافيين", "اعلاميين", "مراسلين", "صحف", "صحافه"))
_INTO = frozenset(("التحقيق", "التحقيقات", "النظر", "البحث", "الطعن", "التصرف", "التحكم"))
"""مجلس التحقيق في حوادث الطيران: what they look into belongs to them."""
_TOLD_IN = frozenset(("شكوي", "نتايج", "مرحله", "محاوله"))
"""In what people tell something, or when."""
_NO_OCCASIONS = frozenset(("الشان", "الاطار"))
_LONGEST_IN_MARKS = 7
"""Tokens of a name in marks behind people; longer, it is what they say."""
_SHORTEST_OWNED = 5
_DANGLING = frozenset(("المعترف", "الصادر", "الصادره", "صادره", "المزمع", "التابع", "التابعه", "المدرجه", "الوارده"))
_DANGLING |= {"المنضم", "المنتمي", "الموالي", "المواليه", "المشغل", "المشغله"}
_DANGLING |= {"بشرق", "بغرب", "بشمال", "بجنوب", "بوسط", "بشمالي", "بجنوبي", "بشرقي", "بغربي"}
"""Participles that a body's phrase ends before, where what they govern is no part of it."""
_PARTIES = frozenset(("حركه", "حزب", "تحالف", "كتله", "تيار"))


class BodyReader(DescriptionReader):
    """Finds the ends of phrases that are no names."""

    def _allows(self, i: int, at: int, limit: int) -> bool:
        """Whether a preposition at `i` belongs to the role: عضو في مجلس، مصدر من الوزارة، المسؤول عن."""
        key = self._keys[i]
        if key == "غير":
            return i > at and self._keys[i + 1].endswith(("ي", "يه"))  # منظمة غير حكومية
        if key == "عن" and self._keys[i - 1] == "والنهي":
            return True
        if key not in ("في", "من", "عن", "على", "لدي", "بين", "الي") or i + 1 >= limit:
            return False
        if not self.tokens[i + 1].is_word:
            return (key == "في" or self._keys[i - 1] in ISSUED) and self._skip_short_marked(i + 1) is not None
        after = self._keys[i + 1]
        placed = after in LOCALITIES or (after in lex.PLACES and self._keys[at] in SOURCES)
        if placed and not self._words[at].is_definite:
            return self._governs(key, strip_article(self._keys[at]), i, at)
        told = key == "في" and strip_article(after) in _TOLD_IN
        if told or (after.endswith("هم") and strip_article(after[:-2]) in OCCASIONS):
            return False  # عدد من السكان في شكوى، الوزراء في اجتماعهم
        supervised = key == "على" and self._charged_at(i) in _OVER
        occasion = (
            key != "عن"
            and self._keys[i + 2] != "المنوره"
            and not supervised
            and (after in OCCASIONS or (strip_article(after) in OCCASIONS and after not in _NO_OCCASIONS))
        )
        if occasion or after in lex.ADVERBIALS or after.isdigit():
            return False
        return self._governs(key, strip_article(self._keys[at]), i, at)

    def _governs(self, key: str, head: str, i: int, at: int) -> bool:
        """Which heads take which preposition; a bare office with ال takes no place (الوزير في موسكو)."""
        opening = self._words[at]
        if key == "الي":
            heads = (strip_article(self._keys[j]).removesuffix("ه") for j in range(max(at, i - _ENVOYS_REACH), i))
            return self._keys[i + 1] in lex.PLACES and any(each in _ENVOYS for each in heads)
        if key in ("عن", "على"):
            issued = self._keys[i - 1] in ISSUED or self._charged_at(i) in _RESPONSIBLE
            issued = issued or (key == "على" and self._charged_at(i).startswith("مطلع"))
            issued = issued or (head == "مسوول" and i == at + 2 and self._leads_to_saying(i))
            return issued or (key == "عن" and head in _DEPUTIES)
        if i == at + 1 and opening.is_definite and opening.is_office and key in ("في", "من"):
            return key == "في" and self._keys[i + 1] not in lex.PLACES
        return True

    def _leads_to_saying(self, i: int) -> bool:
        """مسؤول أمريكي عن الغابات إن: no كشف مسؤول عن …, since a saying with إن follows."""
        for j in range(i + 1, min(len(self.tokens), i + _REACH)):
            if not self.tokens[j].is_word:
                return False
            if self._keys[j] in COMPLEMENTISERS:
                return self._text(j, j + 1).startswith("إن")
        return False

    def _charged_at(self, i: int) -> str:
        """المشرف العام على: the office before the preposition at `i`."""
        general = i - 2 if self._keys[i - 1] in ("العام", "العامه") else i - 1
        return strip_article(self._keys[general].removeprefix("و"))

    def _body_end(self, at: int, limit: int, *, people: bool) -> int:
        end = self._walk_body(at, limit, people=people)
        if end == at + 1 < limit and self._words[at].bare in ONE_OF and self._is_theirs(end):
            return end + 1  # أحد أبنائه، أحد منظميها
        while end - 1 > at and (self._keys[end - 1] in _DANGLING or self._is_left_over(end - 1)):
            end -= 1
        return end

    def _is_theirs(self, i: int) -> bool:
        """Whether the word at `i` is a noun with the pronoun of whose they are."""
        key = self._keys[i]
        return self.is_owned(i) or (len(key) > _SHORTEST_OWNED and key.endswith(("يها", "يهم", "يه", "ائها", "ائهم")))

    def _walk_body(self, at: int, limit: int, *, people: bool) -> int:
        i = at + 1
        while i < limit:
            if people and (asked := self._behind_asked(i, at, limit)) is not None:
                return asked
            if not self.tokens[i].is_word:
                if self._joins_adjectives(i):
                    i += 2
                    continue
                skipped = i + 1 if self._is_dotted(i) else self._skip_short_marked(i)
                outlet = people and skipped is not None and self._is_marked_outlet(i, skipped)
                outlet = outlet and self._keys[i - 1] not in REPORTS
                words = people and skipped is not None and skipped - i > _LONGEST_IN_MARKS
                words = words or (i == at + 1 and self._keys[at] in lex.STATES)  # وصفت تركيا "غير مقبول"
                if skipped is None or self._is_aside(i, skipped) or outlet or words:
                    break
                i = skipped
                continue
            told = people and (tells_which(self._words[i], self._words[i - 1]) or self._is_minded(i))
            if not told and self._ends_body(i, at, limit, people=people):
                break
            i += 1
        return i

    def _is_aside(self, i: int, last: int) -> bool:
        """(اطلعت «عكاظ» عليها): brackets with marks of their own hold no name."""
        return self.tokens[i].key == "(" and any(
            self.tokens[j].start in self.marked.by_start for j in range(i + 1, last)
        )

    def _ends_body(self, i: int, at: int, limit: int, *, people: bool) -> bool:
        """Whether the word at `i` is no part of the body or group that began at `at`."""
        this, before = self._words[i], self._words[i - 1]
        ends = (this.breaks and not self._is_party_name(i)) or self._is_adjunct(i) or self._is_accusative(i)
        if ends or self._is_tanwin(i) or (self._is_addressee(i) and not self._is_profession(i, this, before)):
            return True
        owned = (_OWNED_NOUN.fullmatch(this.key) is not None and not this.is_definite) or self.is_owned(i)
        owned = owned or (len(this.key) > _SHORTEST_OWNED and this.key.endswith(("يها", "يهم")))
        acted = i > at + 1 and before.is_definite and this.is_unknown and _ACTED.fullmatch(this.key) is not None
        issued = acted or (self._words[at].bare in lex.DOCUMENTS and _VERB.fullmatch(this.key) is not None)
        apart = this.key == "عدم" or (this.key in _APART and i > at + 1 and not people)
        issued = issued or (apart and before.key != "حركه")  # أكدت الوزارة عدم …، دعت الشركة كافة …
        issued = issued or (people and this.key in CALLED)  # أحد السكان يدعى فلانًا
        if issued or self._is_preferring(i) or owned or this.key in ("القول", "فان", "فانه", "فانها"):
            return True  # مصدر فضل عدم الكشف عن اسمه، مصادر استغرابها
        held = this.key == "على" and before.key.startswith("لل") and is_verbal_noun(before.key[2:])
        if held or (this.key == "عن" and before.key == "والنهي"):
            return False  # المركز الوطني للسيطرة على الأمراض
        if this.is_adverbial and not (people and self._is_informed(i)):
            located = people or self._keys[i + 1] in lex.PLACES or self._keys[i - 1] in ISSUED
            located = located or self._charged_at(i) in _RESPONSIBLE  # الجهة المسؤولة عن …
            located = located or (this.key == "في" and (before.key in _INTO or self._is_within(i, at)))
            complained = people and this.key == "من" and self._opens_deed(i, at)
            return complained or not (located and self._allows(i, at, limit))
        if i == at + 1 and before.key in OWN_NAMES and not this.is_definite and self._keys[at] not in lex.HONORIFICS:
            return True  # ستمنح فيسبوك شارات …
        if self._is_issued_by_another(i, at) or (people and (this.key in LED_BY or self._is_what_they_do(i, at, this))):
            return True
        if people and this.key.startswith("بال") and not self._names_place(this.key[3:]):
            return True  # أشاد الوزراء بالأهمية …
        named = self._is_behind_people(i, at, this, before) if people else self._is_stray(i, at, this, before)
        told = is_verbal_noun(this.bare) and this.bare not in NEW_OR_ARAB and before.key[1:] not in CONSTRUCT_NOUNS
        return named or (told and self._closes_at(i, this))

    def _is_behind_people(self, i: int, at: int, this: Word, before: Word) -> bool:
        """Whether the word at `i` is somebody named with people, or what they speak of, and describes none."""
        named = before.is_definite and (this.is_given or (this.is_definite and this.is_organization))
        adjective = not before.is_definite and not before.is_adverbial and before.key.endswith(("ي", "يه"))
        other = before.is_organization or has_clitic(before.key) or is_verbal_noun(before.key)
        other = other or self._keys[i - 2] in _PARTITIVE  # عدد من قاطني الأحياء
        adjective = adjective and before.key not in LOCALITIES and not other  # سكان حي الربوة
        named = named or (this.is_definite and i > at + 1 and adjective)
        return named or self._is_object_of_people(i, at, this, before)

    def _is_issued_by_another(self, i: int, at: int) -> bool:
        """توقعات صندوق النقد الصادرة في …: no body is issued."""
        head = self._words[at]
        return self._keys[i] in ISSUED and head.is_organization and head.bare not in lex.DOCUMENTS

    @staticmethod
    def _names_place(bare: str) -> bool:
        """Whether people may belong to it: الطلاب بالجامعة، السكان بالحي."""
        known = (
            (bare in lex.ORGANIZATIONS and bare not in lex.DOCUMENTS)
            or bare in lex.PLACES
            or bare in LOCALITIES
            or bare in lex.EPONYMOUS
        )
        return known or bare in lex.DIRECTORATES or bare in lex.OFFICES

    def _issuer_of(self, at: int, limit: int) -> int | None:
        """بيان صادر عن الوزارة: where the one begins for whom the document at `at` speaks."""
        for by in (at + 2, at + 3):  # تقرير صادر عن، تقرير حديث صادر عن
            if by + 1 < limit and self._keys[by] in ("عن", "من") and self._keys[by - 1] in ISSUED:
                return by + 1
        return None

    def _is_left_over(self, i: int) -> bool:
        private = self._keys[i - 1] in SOURCES and self._keys[i] in lex.SOURCE_ADJECTIVES
        return self._keys[i] in lex.ADVERBIALS and not (private or self._is_informed(i) or self._is_minded(i))

    def _is_informed(self, i: int) -> bool:
        """مصدر سياسي مطلع على الملف: no beginning of a month or year."""
        after = self._keys[i + 1]
        leads = after in ("علي", "على", "عن", "في", "ان", "داخل", "لدي") or after[:1] == "ب"
        return self._keys[i] == "مطلع" and (leads or not self.tokens[i + 1].is_word)

    def _is_party_name(self, i: int) -> bool:
        """حركة أمل، لتحالف تقدم."""
        return (
            self._keys[i] in lex.PARTIES_LIKE_VERBS
            and self._keys[i - 1].removeprefix("و").removeprefix("ل") in _PARTIES
        )

    def _is_profession(self, i: int, this: Word, before: Word) -> bool:
        """الهيئة السعودية للمهندسين: whose body it is, no one it speaks to."""
        whose = this.key.startswith("لل") and this.key[2:] not in lex.RELAYS and this.key[2:] not in _PRESS
        return whose and before.key in lex.ADJECTIVES and not self._names_outlet(i)

    def _closes_at(self, i: int, this: Word) -> bool:
        """Whether a verbal noun at `i` is the verb's object: the phrase before it is complete."""
        before = self._words[i - 1]
        if this.is_definite:
            complete = before.is_definite or before.key.startswith(("وال", "بال")) or before.key in lex.PRINTED_PLACES
            nisba = this.key.endswith(("ي", "يه")) and _DEFECTIVE.fullmatch(this.key) is None
            nisba = nisba and this.bare not in VERBAL_NOUNS
            return complete and not (this.key in lex.ADJECTIVES or nisba)
        own = before.is_organization or before.is_office or before.is_given or before.key in lex.PLACES
        located = before.key[:1] == "ب" and len(before.key) > 3 and not (own or self._opens_body(i - 1))
        given = before.is_given and not before.is_office  # أمين محافظة …
        return before.is_definite or before.key.startswith("لل") or given or located or not self.tokens[i - 1].is_word
