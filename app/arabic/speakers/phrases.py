"""Reads the phrase that names a speaker: title, role, name and apposition, in every usual order."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.arabic.conjugation import Shape
from app.arabic.marks import MarkedText
from app.arabic.quotes.lexicon import COMPLEMENTISERS, OCCASIONS, RELATIVES, action_forms, cue_forms, is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.tokens import Document
from app.records import SpeakerKind

LONGEST_NAME = 7
LONGEST_PHRASE = 30
_COMMAS = "،,"
_SHORT_MARKED = 40
_QUANTITIES = frozenset(("عدد", "بعض", "جزء", "معظم", "بضعه", "مجموعه", "دول", "غالبيه"))
_ISSUED = frozenset(("صادر", "الصادر", "صادره", "الصادره"))
_ENVOYS = frozenset(("مبعوث", "سفير", "مندوب", "موفد", "ممثل"))
_DEPUTIES = frozenset(("نايب", "نايبه", "ممثل", "مندوب", "مرشح", "عضو"))
_ABBREVIATIONS = frozenset(("د", "م", "ا"))
_KEPT = lex.OFFICES | lex.NAME_PARTICLES | lex.GIVEN_NAMES
_POSSESSIVES = ("ته", "تها", "تهم", "هما")
_VERB_LIKE = re.compile("س[يتن].{3,}|ي.{3,}")


@dataclass(slots=True)
class Phrase:
    """A phrase that names somebody: tokens `[first, last)`, the name's tokens, and what it is."""

    first: int
    last: int
    start: int
    end: int
    kind: SpeakerKind
    head: str
    name: str
    role: str | None
    is_name: bool
    is_strong: bool


class Word:
    """What the lexicon says of one folded word."""

    __slots__ = (
        "bare",
        "breaks",
        "is_adverbial",
        "is_definite",
        "is_given",
        "is_office",
        "is_organization",
        "key",
        "names",
    )

    def __init__(self, key: str) -> None:
        self.key = key
        self.bare = strip_article(key)
        self.is_definite = key.startswith(lex.ARTICLE) and len(key) > 3
        self.is_adverbial = key in lex.ADVERBIALS or (
            key[:1] in "وف" and key[1:] in lex.ADVERBIALS and key not in _KEPT
        )
        self.is_given = key in lex.GIVEN_NAMES and not self.is_adverbial
        self.is_office = self.bare in lex.OFFICES
        self.is_organization = self.bare in lex.ORGANIZATIONS
        self.breaks = key in COMPLEMENTISERS or key in RELATIVES or (_is_verbal(key) and key not in lex.HONORIFICS)
        self.names = self._can_name()

    def _can_name(self) -> bool:
        """Whether an unknown indefinite word may open a name after a title."""
        key = self.key
        if self.is_given:
            return True
        known = self.is_definite or self.is_adverbial or self.is_office or self.is_organization or self.breaks
        known = (
            known
            or (key[0] == "ل" and len(key) > 4)
            or key in lex.PLACES
            or key in lex.GROUPS
            or key in OCCASIONS
            or is_verbal_noun(key)
        )
        known = known or key in lex.DETERMINERS or (key[-1] == "ا" and is_verbal_noun(key[:-1]))
        return not known and len(key) > 2 and key.isalpha() and not has_clitic(key) and not key.endswith("ات")


@lru_cache(maxsize=1 << 15)
def word(key: str) -> Word:
    """The lexicon's view of a word, remembered."""
    return Word(key)


@lru_cache(maxsize=1 << 15)
def has_clitic(key: str) -> bool:
    """Whether a preposition or conjunction is attached to a word that the lexicon knows: لإدارة، بالهلال، والرياضة."""
    if key.startswith(("لل", "بال", "وال", "فال", "كال", "ولل", "وبال")):
        return len(key) > 4
    rest = strip_article(key[1:])
    known = rest in lex.OFFICES or rest in lex.ORGANIZATIONS or rest in lex.PLACES or rest in OCCASIONS
    return len(key) > 3 and key[0] in "لبو" and (known or rest in lex.GIVEN_NAMES or is_verbal_noun(rest))


def _is_verbal(key: str) -> bool:
    """Whether the word is a finite verb or an accusative participle of reporting rather than a name."""
    if key in lex.GIVEN_NAMES or strip_article(key) in lex.OFFICES:
        return False
    if key in action_forms():
        return True
    forms = cue_forms().get(key)
    if not forms:
        return False
    shape = forms[0].form.shape
    if shape is Shape.noun:
        return forms[0].form.has_object
    return shape in (Shape.perfect, Shape.imperfect) or (shape is Shape.participle and key.endswith(("ا", "ين")))


class PhraseReader:
    """Reads speakers' phrases in one document."""

    def __init__(self, document: Document, marked: MarkedText) -> None:
        self.document = document
        self.tokens = document.tokens
        self.marked = marked

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the document: لجنتيلوني is ل + a name where جنتيلوني stands elsewhere."""
        keys = {token.key for token in self.tokens if len(token.key) > 3}
        return frozenset(keys | {strip_article(key) for key in keys})

    def read(self, at: int, limit: int) -> Phrase | None:
        """The phrase that begins at token `at` and ends before token `limit`; None when none does."""
        limit = min(limit, at + LONGEST_PHRASE)
        if at >= limit:
            return None
        if not self.tokens[at].is_word:
            return self._marked_name(at)
        if self._key(at) in _ABBREVIATIONS and self._key(at + 1) == "." and at + 2 < limit:
            at += 2
            return self._named(at, at, limit)
        first = word(self._key(at))
        if first.key in lex.GENERIC or (first.is_adverbial and not first.is_given):
            return None
        if first.key in COMPLEMENTISERS or first.key in RELATIVES:
            return None
        return self._by_head(at, limit, first)

    def _by_head(self, at: int, limit: int, first: Word) -> Phrase | None:
        after = word(self._key(at + 1)) if at + 1 < limit else None
        opens_name = first.key in lex.HONORIFICS and after is not None and self._follows_honorific(after)
        adjective = (
            after is not None and after.is_definite and not after.is_given and self._opens_name_at(at + 2, limit)
        )
        if opens_name and not adjective:
            return self._honored(at, limit)
        if first.is_given and not (first.is_office and (after is None or after.is_definite)):
            return self._named(at, at, limit)
        if first.bare in lex.UNNAMED and not first.is_definite:
            return self._unnamed(at, limit)
        if first.is_office:
            return self._office(at, limit)
        if (first.bare in lex.GROUPS and not (first.is_definite and first.bare in _QUANTITIES)) or _is_plural(first):
            return self._body(at, limit, SpeakerKind.group)
        if first.is_organization:
            return self._body(at, limit, SpeakerKind.organization)
        if first.key in lex.STATES or first.key in lex.PLACES:
            return self._body(at, limit, SpeakerKind.organization)
        return self._unknown(at, limit, first)

    def _opens_name_at(self, i: int, limit: int) -> bool:
        """Whether a name can open at `i`: الفنان التشكيلي فلان."""
        if i >= limit or not self.tokens[i].is_word:
            return False
        this = word(self._key(i))
        return (
            (this.is_given or this.names)
            and self._key(i - 1).endswith(("ي", "يه"))
            and not _VERB_LIKE.fullmatch(this.key)
        )

    @staticmethod
    def _follows_honorific(after: Word) -> bool:
        if after.key in lex.HONORIFICS or after.is_given or after.key in lex.NAME_PARTICLES:
            return True
        if after.is_adverbial or after.breaks or after.key.endswith(("ات", "ون")):
            return False
        if after.is_definite:
            return after.key not in lex.ADJECTIVES and not after.is_office and not after.is_organization
        return after.names

    # --- persons -----------------------------------------------------------------------------------------

    def _honored(self, at: int, limit: int) -> Phrase | None:
        name = at
        while name < limit and self._key(name) in lex.HONORIFICS and not word(self._key(name)).is_given:
            name += 1
        role = self._text(at, name) if word(self._key(at)).is_office else None
        if name >= limit or not self.tokens[name].is_word:
            return self._office(at, limit)
        found = self._named(at, name, limit)
        if found is not None and role and not found.role:
            found.role = role
        return found

    def _named(self, at: int, name: int, limit: int, *, role: str | None = None, strong: bool = True) -> Phrase | None:
        last = self._name_end(name, limit)
        if last == name:
            return None
        end = last
        role_start = self._apposition(last, limit)
        if role is None and role_start is not None:
            end = self._role_end(role_start, limit)
            role = self._text(role_start, end)
        head = word(self._key(name)).bare
        return self._phrase(
            at, end, SpeakerKind.person, head, self._text(name, last), role=role, is_name=True, strong=strong
        )

    def _name_end(self, at: int, limit: int) -> int:
        if self._key(at) == "الله":
            return at + 1
        i = at
        while i < limit and i - at < LONGEST_NAME and self.tokens[i].is_word and self._continues_name(i, at):
            i += 1
        while i - 1 > at and self._key(i - 1) in lex.NAME_PARTICLES and self._key(i - 1) not in lex.GIVEN_NAMES:
            if self._key(i - 1) in ("الدين", "الله"):
                break
            i -= 1
        return i

    def _continues_name(self, i: int, at: int) -> bool:
        this = word(self._key(i))
        if i == at or this.is_given:
            return not this.key.isdigit()
        if this.key in lex.NAME_PARTICLES or self._key(i - 1) in ("عبد", "بن", "ابن", "ابو", "ال", "ابي", "دي", "بنت"):
            return not this.is_adverbial or this.key in lex.NAME_PARTICLES
        if this.is_office and self._is_surname(i, at):
            return True
        if this.is_adverbial or this.breaks or this.is_office or this.key.isdigit() or this.key in lex.DETERMINERS:
            return False
        if self._is_foreign_to_name(i, at) or self._names_outlet(i):
            return False
        if has_clitic(this.key) or self._is_tanwin(i) or len(this.key) == 1 or this.key.endswith(_POSSESSIVES):
            return False
        if this.is_definite:
            return True
        surnamed = i - at >= 2 and (
            (word(self._key(i - 1)).is_definite and self._key(i - 2) != "عبد") or this.key.endswith("ه")
        )
        if this.key[:1] in "لبو" and this.key[1:] in self.vocabulary:
            return False
        if i - at >= 2 and not this.is_definite and self._is_construct(i):
            return False
        if i == at + 1 and word(self._key(at)).is_definite and not word(self._key(at)).is_given:
            return False
        return not (surnamed or is_verbal_noun(this.key) or this.is_organization)

    def _is_foreign_to_name(self, i: int, at: int) -> bool:
        """A state, an adjective behind a surname, or a common noun with ال behind two names."""
        this, before = word(self._key(i)), word(self._key(i - 1))
        if this.key in lex.ADJECTIVES:
            return before.is_definite or i - at > 2
        if this.key in lex.PLACES:
            return True
        common = this.key.endswith(("ات", "ين")) or this.is_organization
        return i - at >= 2 and this.is_definite and common

    def _is_surname(self, i: int, at: int) -> bool:
        """An office with ال right after one given name, nothing behind it: إبراهيم السلطان."""
        follows = i == at + 1 or self._key(i - 1) in ("الدين", "الله")
        if not follows or not word(self._key(i)).is_definite or not word(self._key(at)).is_given:
            return False
        if i + 1 >= len(self.tokens) or not self.tokens[i + 1].is_word:
            return True
        after = word(self._key(i + 1))
        return after.is_adverbial or after.breaks

    def _is_construct(self, i: int) -> bool:
        """An unknown third word before a common noun with ال opens a phrase of its own: جون كيري قواعد الحد."""
        if i + 1 >= len(self.tokens) or not self.tokens[i + 1].is_word or self._key(i - 1) in lex.NAME_PARTICLES:
            return False
        after = word(self._key(i + 1))
        return after.is_definite and not after.key.endswith("ي") and not after.is_given

    def _is_tanwin(self, i: int) -> bool:
        token = self.tokens[i]
        return "ً" in self.document.text[token.start : token.end]

    def _apposition(self, at: int, limit: int) -> int | None:
        """Where a role begins that follows a name, with or without a comma."""
        i = at + 1 if at < limit and self._is_comma(at) else at
        if i < limit and self.tokens[i].is_word:
            this = word(self._key(i))
            if this.is_office and not this.breaks and this.key not in lex.ADVERBIALS:
                return i
        return None

    def _office(self, at: int, limit: int) -> Phrase:
        end, name = self._role_walk(at, limit)
        role = self._text(at, end)
        if name is None:
            name = self._name_after_comma(end, limit)
        if name is not None:
            while name < limit and self._key(name) in lex.HONORIFICS and not word(self._key(name)).is_given:
                name += 1
            found = self._named(at, name, limit, role=role) if name < limit and self.tokens[name].is_word else None
            if found is not None:
                return found
        head = word(self._key(at)).bare
        return self._phrase(at, end, SpeakerKind.person, head, role, role=role, is_name=False)

    def _name_after_comma(self, at: int, limit: int) -> int | None:
        if at + 1 >= limit or not self._is_comma(at) or not self.tokens[at + 1].is_word:
            return None
        after = word(self._key(at + 1))
        opens = after.is_given or after.names or self._key(at + 1) in lex.HONORIFICS
        if not opens or self._is_tanwin(at + 1) or (self.tokens[at + 1].key.endswith("ا") and not after.is_given):
            return None
        # An apposition ends as it began: with a comma, a mark, or where the content starts.
        return at + 1

    def _role_end(self, at: int, limit: int) -> int:
        return self._role_walk(at, limit, stops_at_name=False)[0]

    def _role_walk(self, at: int, limit: int, *, stops_at_name: bool = True) -> tuple[int, int | None]:
        i = at + 1
        while i < limit:
            if not self.tokens[i].is_word:
                skipped = self._skip_short_marked(i)
                if skipped is None:
                    break
                i = skipped
                continue
            this = word(self._key(i))
            if stops_at_name and self._starts_name(i):
                return i, i
            if (
                this.breaks
                or (this.is_adverbial and not self._allows(i, at, limit))
                or self._is_addressee(i)
                or self._is_adjunct(i)
            ):
                break
            if not this.is_definite and is_verbal_noun(this.key) and word(self._key(i - 1)).is_definite:
                break
            i += 1
        return i, None

    def _starts_name(self, i: int) -> bool:
        this, before = word(self._key(i)), word(self._key(i - 1))
        if before.key in ("يدعي", "تدعي", "اسمه", "اسمها"):
            return True
        if before.key in lex.HONORIFICS and before.is_definite and self._follows_honorific(this) and not this.is_office:
            qualifies = this.is_definite and not this.is_given and self._opens_name_at(i + 1, len(self.tokens))
            return this.key not in lex.ADJECTIVES and not qualifies
        if this.key in lex.HONORIFICS and this.is_definite and not this.is_adverbial:
            return self.tokens[i].key not in lex.ADJECTIVES and self._name_follows(i)
        if this.is_given:
            spokesman = this.key == "باسم" and before.is_office
            return not (this.is_office or this.is_organization or spokesman)
        closes = before.is_definite or before.key in lex.PLACES or not self.tokens[i - 1].is_word
        closes = (
            closes or (before.key.startswith("لل") and len(before.key) > 4) or before.key.startswith(("بال", "وال"))
        )
        return (
            closes
            and this.names
            and not (self._is_tanwin(i) or this.key.endswith("ه"))
            and not _VERB_LIKE.fullmatch(this.key)
        )

    def _name_follows(self, i: int) -> bool:
        if i + 1 >= len(self.tokens):
            return False
        after = word(self._key(i + 1))
        return after.is_given or after.names or after.key in lex.NAME_PARTICLES or after.key in lex.HONORIFICS

    def _allows(self, i: int, at: int, limit: int) -> bool:
        """Whether a preposition at `i` belongs to the role: عضو في مجلس، مصدر من الوزارة، المسؤول عن."""
        key = self._key(i)
        if key not in ("في", "من", "عن", "على", "لدي", "بين", "الي") or i + 1 >= limit:
            return False
        if not self.tokens[i + 1].is_word:
            return (key == "في" or self._key(i - 1) in _ISSUED) and self._skip_short_marked(i + 1) is not None
        after = self._key(i + 1)
        if after in OCCASIONS or strip_article(after) in OCCASIONS or after in lex.ADVERBIALS or after.isdigit():
            return False
        head = strip_article(self._key(at))
        if key == "عن" and self._key(i - 1) in _ISSUED:
            return True
        if key == "الي":
            return head in _ENVOYS
        if key == "عن" and head in _DEPUTIES:
            return True
        if key in ("عن", "على"):
            return strip_article(self._key(i - 1)) in ("مسوول", "مشرف", "مسووله", "مسوولين", "مسوولون")
        return True

    # --- bodies, groups, unnamed -------------------------------------------------------------------------

    def _unnamed(self, at: int, limit: int) -> Phrase:
        office = self._office(at, limit) if word(self._key(at)).is_office else None
        if office is not None and office.is_name:
            return office
        return self._body(at, limit, SpeakerKind.unnamed)

    def _body(self, at: int, limit: int, kind: SpeakerKind) -> Phrase:
        end = self._body_end(at, limit, people=kind is not SpeakerKind.organization)
        head = word(self._key(at)).bare
        name = self._text(at, end)
        return self._phrase(at, end, kind, head, name, role=None, is_name=kind is SpeakerKind.organization)

    def _body_end(self, at: int, limit: int, *, people: bool) -> int:
        i = at + 1
        while i < limit:
            if not self.tokens[i].is_word:
                skipped = self._skip_short_marked(i)
                if skipped is None:
                    break
                i = skipped
                continue
            this = word(self._key(i))
            if this.breaks or self._is_addressee(i) or self._is_tanwin(i) or self._is_adjunct(i):
                break
            if self._is_accusative(i) or (not people and this.key in ("برياسه", "بقياده")):
                break
            if (
                people
                and word(self._key(i - 1)).is_definite
                and (this.is_given or (this.is_definite and this.is_organization))
            ):
                break
            if this.is_adverbial:
                located = people or self._key(i + 1) in lex.PLACES or self._key(i - 1) in _ISSUED
                if not (located and self._allows(i, at, limit)):
                    break
            elif not people and word(self._key(at)).is_definite and not this.is_definite and this.key[:1] != "ل":
                break
            before = word(self._key(i - 1))
            if is_verbal_noun(this.key) and not this.is_definite and (before.is_definite or before.is_given):
                break
            i += 1
        return i

    def _unknown(self, at: int, limit: int, first: Word) -> Phrase | None:
        if first.key.endswith(_POSSESSIVES) and not first.is_definite:
            return None
        if self._names_outlet(at):
            return None
        if first.breaks or len(first.key) < 3 or has_clitic(first.key) or self._is_tanwin(at) or first.key.isdigit():
            return None
        if not first.is_definite and (is_verbal_noun(first.key) or self._is_joined(at)):
            return None
        if first.is_definite and at + 1 < limit and self.tokens[at + 1].is_word and word(self._key(at + 1)).is_given:
            return self._named(at, at + 1, limit, role=self._text(at, at + 1))
        return self._named(at, at, limit, strong=False)

    def _is_joined(self, i: int) -> bool:
        """Whether ل or ب is attached to a word that stands elsewhere in the document: لعمليات، لطب."""
        key = self._key(i)
        return len(key) > 4 and key[0] in "لب" and key[1:] in self.vocabulary

    def _marked_name(self, at: int) -> Phrase | None:
        """A speaker whose name stands in marks: قال "الشقيق"."""
        end = self._skip_short_marked(at)
        stretch = self.marked.by_start.get(self.tokens[at].start)
        if end is None or stretch is None:
            return None
        name = self.document.text[stretch.start : stretch.end]
        kind = SpeakerKind.person if strip_article(self._key(at + 1)) in lex.OFFICES else SpeakerKind.organization
        head = strip_article(self._key(at + 1))
        return self._phrase(at, end, kind, head, name, role=None, is_name=head not in lex.OFFICES)

    # --- small steps -------------------------------------------------------------------------------------

    def _skip_short_marked(self, i: int) -> int | None:
        """The token after a short stretch in marks or brackets at `i`; None when the phrase ends here."""
        start = self.tokens[i].start
        stretch = self.marked.by_start.get(start)
        if stretch is not None and stretch.closed and stretch.end - stretch.start <= _SHORT_MARKED:
            return self.document.token_at(stretch.outer_end - 1) + 1
        if self.tokens[i].key == "(":
            for j in range(i + 1, min(i + 8, len(self.tokens))):
                if self.tokens[j].key == ")":
                    return j + 1
        return None

    def _is_accusative(self, i: int) -> bool:
        """An indefinite word in ا behind one with ال is the verb's object: أصدر المجلس بيانا."""
        key = self._key(i)
        if not key.endswith("ا") or len(key) < 4 or key in lex.PLACES or word(key).is_given:
            return False
        return not word(key).is_definite and word(self._key(i - 1)).is_definite

    def _is_adjunct(self, i: int) -> bool:
        """Whether ب opens an adjunct here (بالفعل، بوقف) rather than the body's place (بالوزارة، بالمدينة)."""
        key = self._key(i)
        if key[:1] != "ب" or len(key) < 4 or word(key).is_given or key in lex.ORGANIZATIONS or key in lex.PLACES:
            return False
        rest = key[1:]
        if rest.startswith(lex.ARTICLE):
            bare = strip_article(rest)
            return not (
                bare in lex.ORGANIZATIONS or bare in lex.PLACES or bare in lex.OFFICES or rest in self.vocabulary
            )
        if rest in lex.PLACES:
            return False
        return is_verbal_noun(rest) or rest in self.vocabulary or rest in lex.ADVERBIALS

    def _is_addressee(self, i: int) -> bool:
        """Whether the word at `i` is whom it was said to: لوكالة، لـ«…»، للصحفيين."""
        key = self._key(i)
        if self._names_outlet(i):
            return True
        if key in ("ل", "لل") or (key[:1] == "ل" and strip_article(key[1:]) in lex.RELAYS):
            return True
        return key.startswith("لل") and (key[2:] in lex.RELAYS or key[2:] in lex.GROUPS or key[2:].endswith("يين"))

    def _names_outlet(self, i: int) -> bool:
        """Whether ل and an outlet's own name stand at `i`: لعنب بلدي، لرويترز."""
        key = self._key(i)
        if key[:1] != "ل" or len(key) < 4:
            return False
        return any(f"{key[1:]} {self._key(i + 1)}".startswith(name) for name in self._outlets_by(key[1:]))

    @staticmethod
    def _outlets_by(first: str) -> tuple[str, ...]:
        return lex.OUTLETS_BY_WORD.get(first, ())

    def _is_comma(self, i: int) -> bool:
        return self.tokens[i].key in _COMMAS and not self.tokens[i].is_word

    def _key(self, i: int) -> str:
        return self.tokens[i].key

    def _text(self, first: int, last: int) -> str:
        return self.document.text[self.tokens[first].start : self.tokens[last - 1].end]

    def _phrase(
        self,
        first: int,
        last: int,
        kind: SpeakerKind,
        head: str,
        name: str,
        *,
        role: str | None,
        is_name: bool,
        strong: bool = True,
    ) -> Phrase:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Phrase(first, last, start, end, kind, head, name, role, is_name, strong)


def _is_plural(this: Word) -> bool:
    return this.is_definite and len(this.key) > 6 and this.key.endswith(("ون", "يين")) and not this.is_given
