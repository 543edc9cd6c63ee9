"""What ties a word to the role before it: whom an office serves, what it is in charge of, the outlet that owns it."""

from app.arabic.quotes.lexicon import COMPLEMENTISERS
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.bodies import BodyReader
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.words import Word

_CHARGES = frozenset(("شوون", "حقوق", "ملف", "ملفات", "قضايا", "بملف", "بشوون", "بحقوق", "باعمال", "بتصريف"))
"""المكلف شؤون …، المختص بحقوق …: what somebody is charged with, not what the verb is about."""
_CONCERNED = frozenset(("المختص", "المختصه", "المعني", "المعنيه", "المكلفه"))
PARTIES = frozenset(("حركه", "لحركه", "بحركه"))
_EDITED = frozenset(("تحرير", "مكتب", "مراسل", "مراسله", "موفد", "موفده"))
_PRESS = frozenset(("مصور", "مصوره", "مراسل", "مراسله", "صحفي", "صحفيه", "صحافي", "صحافيه", "محرر", "كاتب"))
_COMPLETED = frozenset(("العام", "العامه", "التنفيذي", "التنفيذيه", "الاقليمي", "الاقليميه"))
"""المدير العام لوكالة …: what stands before the body that the office is of."""
_REACH = 7
_SUPERVISING = frozenset(("مشرف", "مشرفه", "قايم", "قايمه"))
_FRIDAY = frozenset(("صلاه", "خطبه", "جامع"))
"""خطيب صلاة الجمعة: no day on which it was said."""


class RoleTies(BodyReader):
    """Tests of the word behind an office."""

    def _is_title_slash(self, i: int) -> bool:
        """المهندس / فلان: whether a stroke parts a title from the name."""
        return self._keys[i] == "/" and self._keys[i - 1] in lex.HONORIFICS and self._keys[i + 1].isalpha()

    def _is_charge_of_it(self, i: int, before: Word) -> bool:
        """والمشرف عليه المبتعث فلان، مسؤول العلاقات فيها الدكتور فلان: the pronoun of what was told of before."""
        if self._keys[i] in ("عليه", "عليها") and strip_article(before.key.removeprefix("و")) in _SUPERVISING:
            return True
        return self._keys[i] in ("فيه", "فيها", "بها") and self._keys[i + 1] in lex.HONORIFICS and before.is_definite

    @staticmethod
    def _is_tied(this: Word, before: Word) -> bool:
        """اللجنة التابعة لغرفة …، الهيئة المكلفة بملف …، الحادي عشر: a word that the one before it wants."""
        if before.key in PARTIES:
            return True  # رئيس … في حركة أمل فلان
        if before.key in lex.BELONGING:
            serves = this.key[:1] == "ل" and not this.names
            return serves or this.key in _CHARGES or (this.key[:1] == "ب" and before.key in _CONCERNED)
        return this.key == "عشر" or (this.key == "الجمعه" and before.key in _FRIDAY)

    def _is_strange_outlet(self, i: int, at: int, before: Word) -> bool:
        """Whether an outlet is named at `i` that does not own the office: المدير … رويترز; no مدير المرصد, سوق عكاظ."""
        press = self._keys[at] in _PRESS and i == at + 2 and self._keys[i - 1] in ("في", "من")  # مصور في وكالة …
        owner = press or (i == at + 1 and not before.is_definite) or before.key in _EDITED or self._opens_body(i - 1)
        return not (owner or before.bare in lex.RELAYS) and self._is_outlet_at(i, self._keys[i])

    def _owns_outlet(self, i: int, limit: int) -> bool:
        """المدير العام للوكالة الدولية فلان: the body that an office is of, the name behind it; no addressee."""
        if self._keys[i - 1] in _PRESS:
            return self._keys[i][1:] in lex.RELAYS  # مصور لوكالة «المرفأ»
        if self._keys[i - 1] not in _COMPLETED:
            return False
        for j in range(i + 1, min(limit, i + _REACH)):
            if self.tokens[j].key in '"«»“”':  # المشرف العام لبرنامج "اصنع مهارة" فلان
                continue
            if not self.tokens[j].is_word or self._words[j].breaks or self._keys[j] in COMPLEMENTISERS:
                return False
            if self._starts_name(j):
                return True
        return False
