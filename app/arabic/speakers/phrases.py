"""Reads the phrase that names a speaker: title, role, name and apposition, in every usual order."""

from dataclasses import replace

from app.arabic.quotes.lexicon import COMPLEMENTISERS, RELATIVES
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.clues import LEADING
from app.arabic.speakers.late_names import LateNameReader
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.roles import DANGLING, is_led
from app.arabic.speakers.unknowns import is_plural
from app.arabic.speakers.words import Word, owned_office, word
from app.records import SpeakerKind

LONGEST_PHRASE = 30
MOST_LETTERS = 400
_QUANTITIES = frozenset(("عدد", "بعض", "جزء", "معظم", "بضعه", "مجموعه", "دول", "غالبيه"))
_LONGEST_TITLE = 8
_ELDERS = frozenset(("شيخ", "شيخه", "نقيب", "كبير", "كبيره", "اب"))
_ALL_OF = ("كل", "من")
_IMAM = "إمام"  # no أمام
_PLACES_LIKE_SURNAMES = lex.PLACES - (lex.PRINTED_PLACES & lex.STATES)
_JOINED = 8
"""People at most behind كل من."""


class PhraseReader(LateNameReader):
    """Reads speakers' phrases in one document."""

    def read(self, at: int, limit: int) -> Phrase | None:
        """The phrase that begins at token `at` and ends before token `limit`; None when none does."""
        limit = min(limit, at + LONGEST_PHRASE)
        titled = self._skip_honours(at, limit)
        found = self._read(titled, limit) if titled < limit and not self.is_in_name_of(titled) else None
        if found is not None and titled > at:
            found.first, found.start = at, self.tokens[at].start
        return found if found is not None and found.end - found.start <= MOST_LETTERS else None

    def _read(self, at: int, limit: int) -> Phrase | None:
        if not self.tokens[at].is_word:
            return self._marked_name(at)
        if self._is_abbreviation(at) and at + 2 < limit:
            at += 2
            return self._named(at, at, limit)
        first = self._words[at]
        if at + 1 < limit and (special := self._special(at, limit, first)) is not None:
            return special
        particle = first.is_adverbial and not (first.is_given or first.is_organization)
        if first.key in lex.GENERIC or (particle and self._text(at, at + 1) != _IMAM):
            return None
        if self._is_spelled_otherwise(at, first) or first.key in COMPLEMENTISERS or first.key in RELATIVES:
            return None
        if owned_office(first.key):
            return self._owned(at, limit)
        issuer = self._issuer_of(at, limit) if first.bare in lex.DOCUMENTS else None
        found = self._read(issuer, limit) if issuer is not None else None
        if found is not None and found.is_strong:
            return replace(found, first=at, start=self.tokens[at].start, head=first.bare)
        return self._by_head(at, limit, first)

    def _special(self, at: int, limit: int, first: Word) -> Phrase | None:
        """Phrases that two words together open: كل من فلان، 19 منظمة، نجم الدين."""
        if first.is_definite:
            return None
        if (first.key, self._keys[at + 1]) == _ALL_OF:
            return self._all_of(at, limit)
        if first.key.isdigit() and self._is_counted(self._words[at + 1]):
            return self._body(at, limit, SpeakerKind.group)
        if first.key in lex.DETERMINERS and self._words[at + 1].is_office:
            return self._office(at + 1, limit)  # أبرز قائد في …، فلان
        compound = self._is_compound_name(at, first) or self._is_adverbial_name(at) or self._is_kindred(at, first)
        return self._named(at, at, limit) if compound else None

    def _all_of(self, at: int, limit: int) -> Phrase | None:
        """كل من فلان وفلان: everybody who is named so, together."""
        first = self._read(at + 2, limit) if at + 2 < limit else None
        if first is None or not first.is_strong:
            return first
        last = first.last
        for _ in range(_JOINED):
            if last >= limit or self._keys[last][:1] != "و" or len(self._keys[last]) < 4 or self._keys[last] == "وذلك":
                break
            body = word(self._keys[last][1:])
            people, several = body.bare in lex.GROUPS, body.is_organization
            end = self._body_end(last, limit, people=people) if people or several else self._name_end(last, limit)
            last = self._role_end(end, limit) if self._words[end].is_office else end
        if last == first.last:
            return first
        name = first.name + self.document.text[self.tokens[first.last - 1].end : self.tokens[last - 1].end]
        return self._phrase(at, last, SpeakerKind.group, first.head, name, role=None, is_name=False)

    def _owned(self, at: int, limit: int) -> Phrase | None:
        """زوجته رنا، تلميذه الخطاط فلان: an office with its owner's pronoun and a name; alone it names nobody."""
        if self._opens_person(at + 1, limit):
            return self._named(at, at + 1, limit, role=self._text(at, at + 1))
        end, name = self._role_walk(at, min(limit, at + _LONGEST_TITLE))
        name = self._behind_titles(name, limit) if name is not None else limit
        return self._named(at, name, limit, role=self._text(at, end)) if name < limit else None

    def _by_head(self, at: int, limit: int, first: Word) -> Phrase | None:
        after = self._words[at + 1] if at + 1 < limit else None
        person = after is not None and (after.is_office or after.is_given or after.key in lex.HONORIFICS)
        if first.key == "طالب" and person:
            return None  # طالب خطيب المسجد ب…، طالب سالم الحداد ب…: he called for it
        if after is not None and self._is_honored(at, limit, first, after):
            return self._honored(at, limit)
        if first.bare in self.surnames and first.key in _PLACES_LIKE_SURNAMES:
            return self._named(at, at, limit, strong=False)  # تشيك، الزبير, where بيتر تشيك، حافظ الزبير are named
        if first.is_given and not (first.is_office and (after is None or self._complements(after))):
            return self._named(at, at, limit)
        counted = first.key in lex.DETERMINERS and after is not None and after.bare in lex.UNNAMED
        if counted or (first.bare in lex.UNNAMED and not (first.is_definite and first.is_office)):
            return self._unnamed(at, limit)
        chief = first.bare == "كبير" and after is not None and is_led(after)  # كبير المفاوضين، كبير مستشاري …
        chief = chief or (first.key in _ELDERS and after is not None and not after.is_given)
        charged = first.bare == "قايمه" and after is not None and after.key == "باعمال"
        if first.is_office or chief or charged:
            return self._office(at, limit)
        return self._collective(at, limit, first, after) or self._unknown(at, limit, first)

    def _collective(self, at: int, limit: int, first: Word, after: Word | None) -> Phrase | None:
        """A group or a body."""
        company = first.bare == "مجموعه" and after is not None and after.key != "من"
        if not company and (
            (first.bare in lex.GROUPS and not (first.is_definite and first.bare in _QUANTITIES)) or is_plural(first)
        ):
            return self._body(at, limit, SpeakerKind.group)
        body = company or first.is_organization or first.key in lex.STATES or first.key in lex.PLACES
        if body or (first.is_definite and self._is_foreign_body(at, limit, first)):
            return self._body(at, limit, SpeakerKind.organization)
        return None

    def _honored(self, at: int, limit: int) -> Phrase | None:
        name = self._behind_titles(at, limit)
        role = self._text(at, name) if self._words[at].is_office else None
        if name >= limit or not self.tokens[name].is_word:
            return self._office(at, limit)
        found = self._named(at, name, limit)
        if found is None:
            return self._office(at, limit)
        if role and not found.role:
            found.role = role
        return found

    def _named(self, at: int, name: int, limit: int, *, role: str | None = None, strong: bool = True) -> Phrase | None:
        last = self._name_end(name, limit)
        stray = last == name + 1 and self._is_no_name(name, is_titled=name > at)
        if last == name or (stray and name > at):
            return None
        end = last
        role_start = self._apposition(last, limit)
        if role_start == last and self._role_walk(last, limit)[1] is not None:
            role_start = None  # التقى الرئيس فلان وزير النقل فلانًا: the next person
        if role is None and role_start is not None:
            end = self._role_end(role_start, limit)
            role = self._text(role_start, end)
            strong = True
        head = self._words[name].bare
        found = self._phrase(
            at, end, SpeakerKind.person, head, self._text(name, last), role=role, is_name=True, strong=strong
        )
        if name > at and self._keys[name - 1] in lex.HONORIFICS:
            found.title = strip_article(self._keys[name - 1])
        return found

    def _office(self, at: int, limit: int) -> Phrase:
        end, name = self._role_walk(at, limit)
        while name is None and end - 1 > at and self._keys[end - 1] in DANGLING:
            end -= 1
        if name == end and self._keys[end] in LEADING and self._is_construct_office(end - 1):
            end += 1  # نائب المدير فلان
        if name == end and (owned := self._behind_owned(at, end, limit)) > end:
            return self._nameless(at, owned)
        role = self._text(at, end if name is None else self._role_before_titles(at, end))
        if name is None:
            name = self._name_behind_comma(end, limit) or self._late_name(end, limit) or self._called(end, limit)
        if name is not None and self.tokens[name].is_word:
            name = self._behind_titles(self._skip_honours(name, limit), limit)
        if name is not None and name < limit and not self.tokens[name].is_word:
            found = self._marked_behind(at, name, role)
            if found is not None:
                return found
        elif name is not None and name < limit:
            found = self._named(at, name, limit, role=role)
            if found is not None:
                return found
        return self._nameless(at, end)

    def _nameless(self, at: int, end: int) -> Phrase:
        """Who is called by the role from `at` to `end` alone, or the two that the role is of: الوزير ونظيره."""
        role, head = self._text(at, end), self._words[at].bare
        if any(self._keys[i].startswith("ونظير") for i in range(at, end)):
            return self._phrase(at, end, SpeakerKind.group, head, role, role=None, is_name=False)
        return self._phrase(at, end, SpeakerKind.person, head, role, role=role, is_name=False)

    def _marked_behind(self, at: int, mark: int, role: str) -> Phrase | None:
        """الناطق باسم الاتحاد (سالم الحداد): the name behind a role in marks or brackets of its own."""
        last = self._skip_short_marked(mark)
        if last is None:
            return None
        opening = self._behind_titles(mark + 1, last - 1)  # "العقيد فلان"
        found = self._named(at, opening, last - 1, role=role) if opening < last - 1 else None
        if found is None or found.last < last - 1:
            name = self._text(mark + 1, last - 1)
            found = self._phrase(at, last, SpeakerKind.person, self._keys[mark + 1], name, role=role, is_name=True)
        return replace(found, last=last, end=self.tokens[last - 1].end)

    def _unnamed(self, at: int, limit: int) -> Phrase:
        office = self._office(at, limit) if self._words[at].is_office else None
        if office is not None and office.is_name:
            return office
        if office is not None and at + 1 < self._behind_owned(at, at + 1, limit) == office.last:
            return replace(office, kind=SpeakerKind.unnamed, role=None)  # والد سالم الحداد
        found = self._body(at, limit, SpeakerKind.unnamed)
        called = self._called(found.last, limit)
        named = self._named(at, called, limit) if called is not None else None
        return named or self._one_of(found, limit) or found

    def _one_of(self, found: Phrase, limit: int) -> Phrase | None:
        """أحد سكان الحي صالح الفناخ، …: the one of many by the name that follows."""
        at = self._name_of_one(found, limit)
        if at is None:
            return None
        end = at - 1 if self._keys[at - 1] in lex.HONORIFICS and at > found.first + 1 else found.last
        return self._named(found.first, at, limit, role=self._text(found.first, end))

    def _body(self, at: int, limit: int, kind: SpeakerKind) -> Phrase:
        named = kind is SpeakerKind.organization
        end = self._body_end(at, limit, people=not named)
        head = self._words[at].bare
        name = self._text(at, self._before_apposition(at, end) if named else end)
        return self._phrase(at, end, kind, head, name, role=None, is_name=kind is SpeakerKind.organization)

    def _unknown(self, at: int, limit: int, first: Word) -> Phrase | None:
        if self._is_manner(first) or self._names_outlet(at):
            return None
        if first.key == "عبد" and (self._words[at + 1].is_definite or self._keys[at + 1] == "ربه"):
            return self._named(at, at, limit)
        if first.key in lex.NAME_PARTICLES and self._opens_person(at + 1, limit):
            return self._named(at, at, limit, strong=self._words[at + 1].is_given)
        if self._cannot_open(at, first):
            return None
        is_marked = first.is_definite and at + 2 < limit and not self.tokens[at + 1].is_word
        if is_marked and self._words[at + 2].is_given:
            return self._marked_behind(at, at + 1, self._text(at, at + 1))  # الملياردير «…»
        if first.is_definite and at + 1 < limit:
            name = at + 1 if self.tokens[at + 1].is_word else self._name_after_comma(at + 1, limit)
            apart = name == at + 1 or (name is not None and self._ends_here(self._name_end(name, limit)))
            national = strip_article(first.key) in lex.PLACE_OF and name == at + 1 and self._words[name].names
            if name is not None and ((apart and self._words[name].is_given) or national):
                return self._named(at, name, limit, role=self._text(at, at + 1))
        titled = self._titled(at, limit)
        found = titled or self._named(at, at, limit, strong=False)
        if found is not None and titled is None:
            found.is_thing = self._is_thing(first) or (found.last == at + 1 and self._is_no_name(at, is_titled=False))
        return found

    def _titled(self, at: int, limit: int) -> Phrase | None:
        """An unknown title that leads to a name behind an honorific: بطلة العمل الفنانة فلانة."""
        if not self._words[at + 1].is_definite:
            return None
        _, name = self._role_walk(at, min(limit, at + _LONGEST_TITLE))
        if name is None or not (self._keys[name] in lex.HONORIFICS or self._words[name].is_given):
            return None
        return self._office(at, limit)

    def _marked_name(self, at: int) -> Phrase | None:
        """A speaker whose name stands in marks: قال "الشقيق"."""
        end = self._skip_short_marked(at)
        stretch = self.marked.by_start.get(self.tokens[at].start)
        if end is None or stretch is None:
            return None
        placed = (
            end - 3 if self._keys[end - 3] == "في" and strip_article(self._keys[end - 2]) in lex.PLACES else end - 1
        )
        if any(self._words[i].is_adverbial or self._words[i].breaks for i in range(at + 1, placed)):
            return None  # قالت "لا أتوقع شيئا": words, no name; "لقاء الأحزاب في البقاع" is one
        inner = self._read(at + 1, end - 1) if self.tokens[at + 1].is_word else None
        person = inner is not None and inner.kind is SpeakerKind.person and inner.is_name
        if inner is not None and inner.last == end - 1 and inner.kind in (SpeakerKind.unnamed, SpeakerKind.group):
            return replace(inner, first=at, last=end, start=self.tokens[at].start, end=self.tokens[end - 1].end)
        if inner is not None and person and inner.last == end - 1 and (inner.is_strong or inner.head.endswith("ي")):
            return replace(inner, first=at, last=end, start=self.tokens[at].start, end=self.tokens[end - 1].end)
        name = self.document.text[stretch.start : stretch.end]
        kind = SpeakerKind.person if strip_article(self._keys[at + 1]) in lex.OFFICES else SpeakerKind.organization
        head = strip_article(self._keys[at + 1])
        return self._phrase(at, end, kind, head, name, role=None, is_name=head not in lex.OFFICES)
