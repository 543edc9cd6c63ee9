"""How far a role reaches, and where the name begins behind it."""

import re

from app.arabic.quotes.lexicon import COMPLEMENTISERS, is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.clues import LEADING
from app.arabic.speakers.role_ties import PARTIES, RoleTies
from app.arabic.speakers.second_names import OWN_NAMES
from app.arabic.speakers.words import Word, word

_ROYAL = "الملكي"
CHIEFS = frozenset(("كبير", "كبيره"))
_COUNTED = frozenset(("عدد", "جمع", "مجموعه", "كبار"))
_ORDINALS = frozenset(("ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر", "اخير", "قادم"))
_LONGEST_APPOSITION = 14
_SO_THAT = frozenset(("فان", "فانه", "فانها"))
"""بحسب المتحدثة فإن …: what is said begins."""
_JOINED = ("بال", "وال", "لل")
DANGLING = frozenset(("في", "من", "على"))  # الباحث في: …
_HELD = frozenset(("سابقا", "حاليا"))
"""الوزيرة سابقا فلانة: when an office is held."""
_ELATIVE = re.compile("الا...")
_MIDFIELD = frozenset(("لاعب", "خط", "لاعبه"))


class RoleReader(RoleTies):
    """Walks through the words of a role, up to the name or to what is no part of either."""

    def _apposition(self, at: int, limit: int) -> int | None:
        """Where a role begins that follows a name, with or without a comma."""
        i = at + 1 if at < limit and self._is_comma(at) else at
        if i < limit and self.tokens[i].is_word:
            this = self._words[i]
            if this.key == "طالب" and self._keys[i + 1][:1] == "ب":
                return None  # طالب بوقف …: what he did
            chief = this.key in CHIEFS and is_led(self._words[i + 1])
            if chief or (this.is_office and not this.breaks and this.key not in lex.ADVERBIALS):
                return i
        return None

    def find_apposition(self, at: int, limit: int) -> tuple[int, int] | None:
        """The tokens of the role that follows a name."""
        start = self._apposition(at, limit)
        return (start, self._role_end(start, limit)) if start is not None else None

    def reaches(self, at: int, name: int) -> bool:
        """Whether the role that begins at `at` goes on up to the token `name`."""
        return self._role_end(at, name) == name

    def _role_end(self, at: int, limit: int) -> int:
        end = self._role_walk(at, limit, stops_at_name=False)[0]
        while end - 1 > at and self._keys[end - 1] in DANGLING:
            end -= 1
        return end

    def _role_walk(self, at: int, limit: int, *, stops_at_name: bool = True) -> tuple[int, int | None]:
        """The token after the role, and the one where the name begins, if it is there."""
        i = at + 1
        while i < limit:
            if not self.tokens[i].is_word:
                skipped = i + 2 if self._joins_adjectives(i) else self._skip_short_marked(i)
                if skipped is None:
                    return i, i + 1 if self._is_title_slash(i) and stops_at_name and i + 1 < limit else None
                if stops_at_name and self._is_marked_person(i, skipped, at):
                    return i, i
                i = skipped
                continue
            if (behind := self._behind_owner(i, limit)) is not None:
                i = behind
                continue
            if stops_at_name and not self._is_tied(self._words[i], self._words[i - 1]) and self._starts_name(i):
                return i, i
            if self._keys[i] in lex.HONOURS and (titled := self._skip_honours(i, limit)) > i:
                return i, titled if titled < limit and self._opens_titled(titled) else None
            held = self._keys[i] in _HELD and i + 1 < limit and self._opens_titled(i + 1)
            if not held and self._ends_role(i, at, limit):
                break
            if self._is_abbreviation(i) and i + 2 < limit:
                return i, i + 2
            i += 1
        return i, None

    def _behind_owner(self, i: int, limit: int) -> int | None:
        """الرئيسة المشتركة لـ“مجلس الضفاف”، مراسل عنب بلدي: the token behind a body or outlet that owns the office."""
        if self.is_eponym(i):
            return min(limit, self.behind_eponym(i))
        if self._keys[i] in ("ل", "ب") and i + 1 < limit and not self.tokens[i + 1].is_word:
            last = self._skip_short_marked(i + 1)
            return last if last is not None and not self._is_marked_outlet(i + 1, last) else None
        if self._keys[i] in lex.OUTLETS_BY_WORD and self._words[i - 1].bare in lex.RELAYS:
            names = (name for name in lex.OUTLETS_BY_WORD[self._keys[i]] if self._is_outlet_at(i, self._keys[i]))
            longest = max((name.count(" ") for name in names if self._spells(i, name)), default=-1)
            return min(limit, i + 1 + longest) if longest >= 0 else None
        return None

    def _spells(self, i: int, name: str) -> bool:
        return all(self._keys[i + step] == part for step, part in enumerate(name.split()))

    def _ends_role(self, i: int, at: int, limit: int) -> bool:
        """Whether the word at `i` is no part of the role that began at `at`."""
        this, before = self._words[i], self._words[i - 1]
        outlet = this.key in lex.OUTLETS_BY_WORD and self._is_strange_outlet(i, at, before)
        letter = this.key[:1]
        listed = letter == "و" and this.key[1:].removesuffix("ا") in _COUNTED
        told_how = this.key in _HELD or _ELATIVE.fullmatch(before.key) is not None  # المرشحة الأوفر حظًا
        other = (self._is_tanwin(i) and not told_how) or (this.key == "من" and self._opens_deed(i, at))
        if (
            outlet
            or listed
            or other
            or self._is_preferring(i)
            or (this.breaks and before.key not in PARTIES)
            or (this.key in _SO_THAT and "إ" in self._text(i, i + 1))
            or (this.key in _SO_THAT and not self._words[i + 1].names)
            or (this.is_verbal and not self._is_named_place(i))
            or (letter in "لبك" and self._is_addressee(i) and not self._owns_outlet(i, limit))
            or (letter == "ب" and self._is_adjunct(i) and not self._is_tied(this, before))
            or (self.is_owned(i) and not (i > at + 1 and self._opens_body(i - 1)))
        ):
            return True
        if this.is_adverbial:
            midfield = this.key == "وسط" and before.key in _MIDFIELD
            tied = midfield or self._is_tied(this, before) or self._is_charge_of_it(i, before)
            return not (tied or self._allows(i, at, limit))
        if (
            before.key == "باسم"
            or self._is_charge_of_it(i, before)
            or this.key in lex.BELONGING
            or self._is_tied(this, before)
        ):
            return False
        if i == at + 1 and before.is_definite and this.is_definite and this.is_organization:
            return this.key not in lex.ADJECTIVES  # حمّل الوزير الحكومة المسؤولية
        if self._is_object(i, this, before) or (i > at + 1 and self._is_accusative(i)):
            return True
        second = this.is_definite and before.is_definite and i > at + 1
        return second and this.bare in lex.GROUPS and not (this.key.endswith("ين") and before.key.endswith("ين"))

    def _is_object(self, i: int, this: Word, before: Word) -> bool:
        """Whether a noun behind a complete role is what the verb is about: نقل أمير المنطقة التعازي، … طريقة توزيع."""
        physician = this.is_office and this.key.endswith(("ي", "يه"))  # … العيون أخصائي الجراحة
        if is_verbal_noun(this.bare) and not physician and self._closes_at(i, this):
            return True
        if before.is_definite and self._opens_object(i, this, before):
            return True
        if before.key in lex.HONORIFICS or this.key.endswith(("ي", "يه")) or this.key in lex.ADJECTIVES:
            return False
        everyday = this.bare in lex.EVERYDAY_NOUNS or this.key in lex.COMMON_WORDS
        if this.key in lex.DOCUMENTS and before.is_definite:
            return True  # أرجع الرئيس العام قرار …
        if this.is_office or this.is_organization or this.is_given or not everyday:
            return False
        if this.is_definite:
            complete = before.key in lex.PRINTED_PLACES or before.key in lex.ADJECTIVES
            return complete and this.bare not in _ORDINALS and not this.key.endswith("ه")
        return (before.is_definite or before.key in lex.PRINTED_PLACES) and not self._agrees(this)

    @staticmethod
    def _agrees(this: Word) -> bool:
        """An indefinite adjective of the head: رئيس الوزراء سابق is rare, أول is of a rank."""
        return this.key in lex.SOURCE_ADJECTIVES or this.key in lex.HONORIFICS

    def _skip_honours(self, i: int, limit: int) -> int:
        """The token after the forms of address at `i`: معالي وزير …، صاحب السمو الملكي الأمير …."""
        while i + 1 < limit and self._keys[i] in lex.HONOURS:
            after = i + 1
            if self._keys[after] in lex.EXCELLENCES:
                after += 1
                after += after < limit and self._keys[after] == _ROYAL
            elif self._keys[i].startswith(("صاحب", "اصحاب")) or not self._opens_titled(after):
                return i
            if after >= limit:
                return i
            i = after
        return i

    def _behind_titles(self, i: int, limit: int) -> int:
        """The token after the titles at `i`: العقيد الركن د. فلان، اللواء أركان حرب فلان."""
        first = i
        while i < limit:
            if self._is_abbreviation(i) or self._is_staff(i):
                i += 2
            elif self._is_title_slash(i):
                i += 1
            elif self._keys[i] in lex.HONORIFICS and not self._words[i].is_given:
                if i > first and self._is_title_borne(i):
                    break
                i += 1
            else:
                break
        return i

    def _is_construct_office(self, i: int) -> bool:
        """Whether an office without ال stands at `i`, which the word behind it completes: نائب المدير."""
        this = self._words[i]
        return this.is_office and not (this.is_definite or this.is_given)

    def _role_before_titles(self, at: int, end: int) -> int:
        """The token after the role without the titles that stand between it and the name: وزير الإعلام المحامي."""
        last = end
        while last - 2 > at and self._keys[last - 1] in lex.HONORIFICS and self._keys[last - 1] not in LEADING:
            complete = self._words[last - 2]
            whole = complete.is_definite or complete.key in lex.PRINTED_PLACES or complete.key.startswith(_JOINED)
            if not whole or word(complete.key.removeprefix("و")).is_office:
                break  # نائب المدير، والعميد المتقاعد
            last -= 1
        return last

    def _opens_titled(self, i: int) -> bool:
        """Whether an office, a title or a name stands at `i`."""
        this = self._words[i]
        known = this.is_office or this.is_given or this.key in lex.HONORIFICS or this.key in lex.HONOURS
        return self.tokens[i].is_word and (known or self._is_abbreviation(i))

    def _name_behind_apposition(self, comma: int, limit: int) -> int | None:
        """رئيس النادي، بطل الدوري في الموسم الأخير، فلان: the name behind the second comma."""
        if comma + 2 >= limit or not self._is_comma(comma):
            return None
        for i in range(comma + 1, min(limit - 1, comma + _LONGEST_APPOSITION)):
            if self._is_comma(i):
                name = self._skip_honours(i + 1, limit)
                opens = self._words[name].is_given and self._ends_here(self._name_end(name, limit))
                return name if opens and self.tokens[name].is_word else None
            if not self.tokens[i].is_word or self._words[i].breaks or self._keys[i] in COMPLEMENTISERS:
                return None
        return None

    def _name_behind_comma(self, comma: int, limit: int) -> int | None:
        """The name that a role leads to across a comma, right behind it or behind another role."""
        second = self._name_in_second_role(comma, limit)
        return second or self._name_after_comma(comma, limit) or self._name_behind_apposition(comma, limit)

    def _name_in_second_role(self, comma: int, limit: int) -> int | None:
        """لاعب النادي السابق، المحلل الفني فلان، …: the name behind a second role, where a comma or أن follows."""
        if comma + 2 >= limit or not self._is_comma(comma) or not self.tokens[comma + 1].is_word:
            return None
        this = self._words[comma + 1]
        joined = this.key[:1] == "و" and word(this.key[1:]).is_office  # رئيس القسم، ومدير المركز، فلان
        if not (this.is_office or joined) or this.is_given:
            return None
        titled = this.key in lex.HONORIFICS and self._words[comma + 2].is_given
        end, name = (comma + 1, comma + 2) if titled else self._role_walk(comma + 1, limit)
        if name is None:
            name = self._name_after_comma(end, limit) if joined else None
        if name is None:
            return None
        ranked = self._keys[name] in lex.HONORIFICS or self._keys[name - 1] in lex.HONORIFICS
        name = self._behind_titles(self._skip_honours(name, limit), limit)
        if name >= limit or not (self._words[name].is_given or (ranked and self._words[name].names)):
            return None
        last = self._name_end(name, limit)
        closes = last >= limit or self._ends_here(last)
        return name if last > name + 1 and closes else None

    def _is_marked_person(self, i: int, skipped: int, at: int) -> bool:
        """Whether a person's name stands in the marks or brackets at `i`: الناطق باسم الاتحاد (سالم الحداد)."""
        first = self._words[i + 1]
        if first.key in lex.HONORIFICS and first.is_definite and skipped - i > 4 and i > at:
            return self._words[i + 2].is_given  # المتحدث باسم الإدارة "العقيد سالم الحداد"
        ranked = all(self._keys[j] in lex.HONORIFICS for j in range(at, i))  # الملازم أول "الحداد"
        called = (i == at + 1 or ranked) and self._words[at].is_definite
        called = called and (self._ends_here(skipped) or self._is_addressee(skipped))
        if called and self.tokens[i].key != "(" and 3 <= skipped - i <= 6:
            return True  # يقول القارئ "وردة": …
        if skipped - i < 4 or skipped - i > 7 or i == at:
            return False
        before = self._words[i - 1]
        whole = before.is_definite or before.key in OWN_NAMES
        behind_body = self._opens_body(i - 1) and not whole  # كتيبة «سالم الحداد»
        last = self._words[skipped - 2]
        opens = first.is_given or (last.is_given and first.is_office) or self._is_surely_named(i + 1, first)
        return opens and not behind_body and self._name_end(i + 1, skipped - 1) == skipped - 1


def is_led(people: Word) -> bool:
    """Whether somebody may be their chief: المفاوضين, مستشاري of كبير مستشاري الرئيس."""
    return (people.is_definite and people.key.endswith("ين")) or (
        people.key[-1:] == "ي" and people.key[:-1] in lex.OFFICES
    )
