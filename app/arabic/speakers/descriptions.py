"""Words behind people in the plural, and behind a source: what describes them, and what they speak of."""

import re

from app.arabic.quotes.lexicon import OCCASIONS, is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.strays import StrayReader
from app.arabic.speakers.words import Word, word

_CLOSE_TO = frozenset(("مقرب", "مقربه", "مقربون", "مقربين", "قريب", "قريبه", "قريبون", "قريبين"))
REPORTS = frozenset(("تحقيق", "استطلاع", "ندوه", "جوله", "برنامج", "ملف", "قضيه", "حوار"))
"""مشاركون في تحقيق «المرفأ»: what an outlet in marks owns."""
_ASKED = frozenset(("استطلعت", "استطلعتهم", "استطلع", "شملهم", "سالتهم", "التقتهم", "قابلتهم", "استطلعنا"))
CONSTRUCT_NOUNS = frozenset(
    ("مديريه", "سوق", "اسواق", "مجال", "مجالي", "قطاع", "قطاعي", "شوون", "ملف", "ملفي", "قضايا", "امن")
)
"""Nouns that the next word completes: محلل لسوق الأسهم, مسؤولون بمجالي مكافحة …."""
_MINDING = ("ملم", "مهتم", "معني", "مختص", "متخصص", "عالم", "عارف", "متعلق", "منخرط", "مكلف", "ضليع")
_MINDED = frozenset(stem + ending for stem in _MINDING for ending in ("", "ه", "ون", "ين", "ات"))
_OPPOSING = ("معترض", "ناقم", "حاقد", "حانق", "مطلع", "قايم", "مشرف", "قادر", "مقبل", "غاضب")
_OPPOSED = frozenset(stem + ending for stem in _OPPOSING for ending in ("", "ه", "ون", "ين", "ات"))
"""Participles that people with على are described by."""
_POINTING = frozenset(("تلك", "هذه", "هذا", "ذلك", "هولاء"))
SOURCES = frozenset(("مصدر", "مصادر"))
NEW_OR_ARAB = frozenset(("عرب", "جدد", "كثر", "كرد", "اكراد", "اتراك", "افغان", "اجانب", "احرار"))
_THINGS = re.compile("ال(?:..اي.|.+ات|ا..ا[^ء]|...)")
"""Plurals of things, and short nouns: أدان الوزراء الجرائم، العنف."""
_CLAIMS = frozenset(("دعوي", "شكوي", "فتوي"))
"""Nouns in ى, no adjectives in ي."""
_REACH = 7
_SHORTEST_COMPLEMENT = 3


class DescriptionReader(StrayReader):
    """Tests of the word behind people."""

    def _is_minded(self, i: int) -> bool:
        """خبير ملم باللوائح، مهتمون بالشأن …، القائمون عليه، المعترضون على الاتفاق: what describes them wants it."""
        key, before = self._keys[i], strip_article(self._keys[i - 1].removeprefix("و"))
        if key == "من" and before in _CLOSE_TO:
            return _is_pointing(self._words[i + 1], self._words[i + 2])  # مصادر مقربة من تلك اللقاءات
        if before == "من" and self._keys[i - 2] in _CLOSE_TO:
            return _is_pointing(self._words[i], self._words[i + 1])
        if key in ("على", "عليه", "عليها"):
            return before in _OPPOSED
        return key[:1] == "ب" and len(key) > _SHORTEST_COMPLEMENT and before in _MINDED and not word(key).breaks

    def _behind_asked(self, i: int, at: int, limit: int) -> int | None:
        """محللون استطلعت «المرفأ» آراءهم: the token behind the clause that tells who asked people."""
        if self._keys[i] not in _ASKED or self._words[at].is_definite:
            return None
        ends = (j + 1 for j in range(i, min(limit, i + _REACH)) if self._keys[j].endswith("هم"))
        return next(ends, i)

    @staticmethod
    def _is_object_of_people(i: int, at: int, this: Word, before: Word) -> bool:
        """A noun that is no adjective of theirs is what they speak of: أكد مصدر أمني إصابة …، ناشد السكان الرئيس …."""
        if before.key[:1] in "بل" and before.key[1:] in CONSTRUCT_NOUNS:
            return False  # مسؤول بمديرية أمن …، محلل لسوق الأسهم
        if this.is_definite:
            if _is_apart_from_plural(this, before):
                return True
            known = this.key in lex.COMMON_WORDS or is_verbal_noun(this.bare)
            thing = known and this.bare not in NEW_OR_ARAB and _THINGS.fullmatch(this.key) is not None
            thing = thing and before.bare in lex.GROUPS
            office = i > at + 1 and this.is_office and this.key not in lex.ADJECTIVES
            return before.is_definite and (thing or office)
        if _is_behind_plural(this, before):
            return True
        adjective = this.key.endswith(("ي", "يه")) and this.key not in _CLAIMS
        if this.key in lex.SOURCE_ADJECTIVES or adjective:
            return False
        if before.is_definite and this.is_office and not this.is_given:
            return True  # ناشد الأهالي وزير الزراعة
        noun = this.key in lex.COMMON_WORDS or this.key in lex.EVERYDAY_NOUNS or is_verbal_noun(this.key)
        if not (noun or this.is_organization or this.key == "عدد"):
            return False
        adjective = before.key.endswith("ي") and (
            lex.ARTICLE + before.key in lex.ADJECTIVES or before.key in lex.EVERYDAY_NOUNS
        )
        noun = before.is_adverbial or before.bare in lex.GROUPS or before.is_organization
        noun = noun or (before.is_office and not adjective)
        described = before.key in lex.SOURCE_ADJECTIVES or ((adjective or before.key.endswith("يه")) and not noun)
        return before.is_definite or (i > at + 1 and described)


def _is_pointing(this: Word, after: Word) -> bool:
    """Whether a demonstrative stands here before a noun with ال: تلك اللقاءات."""
    return this.key in _POINTING and after.is_definite


def _is_behind_plural(this: Word, before: Word) -> bool:
    """محللون تراجع المؤشر، خبيران عقاريان وزارة الإسكان: a plural or dual with its ن owns no noun."""
    plural = before.bare in lex.GROUPS and before.key.endswith(("ون", "ان"))
    plural = plural or (before.key.endswith(("يون", "يان")) and len(before.key) > 5)
    noun = this.key in lex.COMMON_WORDS or this.is_organization or is_verbal_noun(this.key)
    return plural and noun and this.key not in lex.SOURCE_ADJECTIVES and not this.key.endswith("ون")


def _is_apart_from_plural(this: Word, before: Word) -> bool:
    """حذر باحثون الأطفال، طالب الناشطين المدنيين الطبقة …: ال goes with no indefinite plural, nor ة with ـين."""
    if this.key in lex.ADJECTIVES:
        return False
    plural = before.bare in lex.GROUPS or before.key.endswith(("يون", "يين"))
    if not (before.is_definite or before.key.startswith("وال")):
        return plural and before.key.endswith("ون") and len(before.key) > 4
    return plural and before.key.endswith(("ين", "ون")) and this.key.endswith("ه")


def tells_which(this: Word, before: Word) -> bool:
    """مصادر خاصة، مصادر بالطيران: what tells a source, spelled like an adverb or adjunct."""
    if before.key not in SOURCES:
        return False
    place = this.key.startswith("بال") and this.key[1:] not in lex.ADVERBIALS and this.key[3:] not in OCCASIONS
    return place or this.key in lex.SOURCE_ADJECTIVES
