"""What a word that the lexicon doesn't know as a name can be: a compound name's first half, a club, a thing."""

import re

from app.arabic.quotes.lexicon import COMPLEMENTISERS, VERBAL_NOUNS, first_person_forms, is_verbal_noun
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.roles import RoleReader
from app.arabic.speakers.surroundings import LOCALITIES
from app.arabic.speakers.words import POSSESSIVES, Word, has_clitic, word

_PARENTS = frozenset(("ابو", "بن", "بنت", "ابن"))
"""أنوار أبو سكينة: what stands before them is a name, whatever else it may be."""
_KINDRED = frozenset(("ال", "ذو"))
_BESIDES = re.compile("م[^ا].{2,}ه|قايله")
"""وتابعت مشككة في: feminine participles of what the one understood does besides."""
_TO_ALL = frozenset(("لجميع", "لكل", "لكافه", "لمختلف", "لبعض", "لعدد"))
"""أكد لجميع القوى أن: to whom it was said."""
_PLURAL = re.compile("ال(?:.+ات|..اي.)")
"""Plurals of things: الخطوات، الحقائق."""
_ACTORS = re.compile("م...{1,3}ون")
"""Indefinite plurals like منظمون، مشرفون."""


class UnknownReader(RoleReader):
    """Judges words by their surroundings."""

    @staticmethod
    def _is_manner(first: Word) -> bool:
        """بثقة، بأسف، حديثتنا: how it was said, or what is owned."""
        rest = first.key[1:]
        manner = first.key[:1] == "ب" and (rest in lex.DETERMINERS or rest in lex.ADVERBIALS or rest.endswith("ه"))
        return manner or first.key.endswith("تنا") or (first.key.endswith(POSSESSIVES) and not first.is_definite)

    @staticmethod
    def _is_counted(after: Word) -> bool:
        """19 منظمة، 25 نائبًا: people or bodies behind their number."""
        stem = after.key[:-1] if after.key.endswith("ا") else after.key
        if after.is_adverbial or after.breaks:
            return False
        body = stem in lex.ORGANIZATIONS and stem not in lex.DOCUMENTS
        return not after.is_definite and (body or stem in lex.OFFICES or after.bare in lex.GROUPS)

    def _is_compound_name(self, at: int, first: Word) -> bool:
        """أم محمد، نجم الدين: a name whose first word is an everyday one."""
        mother = first.key == "ام" and self._words[at + 1].is_given
        noun = not (first.is_definite or first.breaks or first.is_office or first.is_adverbial)
        mother = mother or (self._keys[at + 1] in _PARENTS and noun and first.key not in lex.NAME_PARTICLES)
        servant = first.key in lex.SERVANTS_OF_GOD and not (first.is_office or first.is_organization)
        servant = servant and self._keys[at + 1] == "الله" and self._words[at + 2].names
        return mother or servant or (self._keys[at + 1] == "الدين" and not first.is_definite)

    def _is_kindred(self, at: int, first: Word) -> bool:
        """ابن سلمان، آل الشيخ، ذو الفقار: a name that opens with what makes kin of the word behind it."""
        after = self._words[at + 1]
        if first.key == "ابن":
            return after.is_given
        return first.key in _KINDRED and after.is_definite and self._text(at, at + 1) != "ال"

    def _opens_person(self, i: int, limit: int) -> bool:
        """Whether a name stands at `i`: مدربه مانويل …، زوجته رنا."""
        return i < limit and self.tokens[i].is_word and (word(self._key(i)).is_given or word(self._key(i)).names)

    def _is_honored(self, at: int, limit: int, first: Word, after: Word) -> bool:
        """Whether a title opens here that stands right before a name."""
        if first.key in lex.HONORIFICS and (self._is_abbreviation(at + 1) or self._is_staff(at + 1)):
            return True
        if self._is_office_like_name(at + 1) or (first.is_definite and self._is_bare_surname_alone(at, after)):
            return True
        if first.key not in lex.HONORIFICS or not self._follows_honorific(after) or self._qualifies(at + 1):
            return False
        adjective = after.is_definite and not after.is_given and self._opens_name_at(at + 2, limit)
        return (first.is_definite or after.is_given or after.key in lex.HONORIFICS) and not adjective

    def _is_bare_surname_alone(self, at: int, after: Word) -> bool:
        """المهندس مدني أن، البروفيسور ليتل أن: no adjective without ال goes with a title that has it."""
        saying = at + 3 if self._keys[at + 2] == "الي" else at + 2
        if self._keys[at] not in lex.HONORIFICS or after.is_definite or self._keys[saying] not in COMPLEMENTISERS:
            return False
        other = (
            after.is_adverbial or after.breaks or after.is_office or self._is_tanwin(at + 1) or self.is_owned(at + 1)
        )
        nisba = after.key.endswith("ي") and after.key not in lex.DETERMINERS
        lam = after.key[:1] == "ل" and after.key[1:] not in self.vocabulary and not has_clitic(after.key)
        lam = lam and len(after.key) > 3 and not is_verbal_noun(after.key[1:])
        return (nisba or lam) and not (other or after.is_organization or has_clitic(after.key))

    @staticmethod
    def _complements(after: Word) -> bool:
        """Whether the word goes with an office rather than with a name spelled like one: مختار البلدة، مختار بلدة."""
        if after.is_definite and after.key.endswith("ي") and not _is_known(after):
            return False  # سلطان الدوسري
        noun = after.key in lex.COMMON_WORDS or after.key in lex.EVERYDAY_NOUNS or after.key in LOCALITIES
        return (after.is_definite and after.bare not in lex.GIVEN_NAMES) or after.is_organization or noun

    def _cannot_open(self, at: int, first: Word) -> bool:
        """Whether an unknown word opens no phrase: a verb, a noun with its preposition or its owner, a number."""
        if first.key in first_person_forms() or first.key in _TO_ALL:
            return True  # قال: أؤكد أن …
        if first.breaks or len(first.key) < 3 or has_clitic(first.key) or self._is_tanwin(at) or first.key.isdigit():
            return True
        bound = not first.is_definite and (is_verbal_noun(first.key) or self._is_joined(at))
        return bound or self.is_owned(at)

    def _is_foreign_body(self, at: int, limit: int, first: Word) -> bool:
        """الوكرة القطري، الزمالك المصري: an unknown word with a state's adjective is a club or a company."""
        if (
            at + 1 >= limit
            or not self.tokens[at + 1].is_word
            or first.key in lex.HONORIFICS
            or first.bare in lex.GROUPS
        ):
            return False
        known = first.is_office or first.is_organization or first.is_given or first.bare in lex.UNNAMED
        if known or first.breaks or first.bare in lex.EVERYDAY_NOUNS or first.key in lex.COMMON_WORDS:
            return False
        adjective = strip_article(self._key(at + 1)) in lex.PLACE_OF and word(self._key(at + 1)).is_definite
        return adjective and first.bare not in self.surnames and not is_verbal_noun(first.bare)

    def _is_no_name(self, i: int, *, is_titled: bool) -> bool:
        """Whether the word that is all of a name is none: المشرف، بكلية، نستعد، هدفنا; nobody here bears it."""
        this = self._words[i]
        if is_titled and self._is_title_borne(i):
            return False
        if this.is_given or this.bare in self.surnames or this.bare in lex.GIVEN_NAMES or this.key == "الله":
            return False
        if this.is_definite:  # القطرية may be an airline that the document names
            return this.bare in lex.OFFICES or this.bare in lex.GROUPS or (is_titled and this.key in lex.ADJECTIVES)
        key, rest = this.key, this.key[1:]
        joined = key[:1] in "وبل" and len(key) > 4 and rest in self.vocabulary
        owned = key.endswith(("ها", "هم")) or (key.endswith("نا") and key[:-2] in lex.EVERYDAY_NOUNS)
        odd = (
            joined
            or owned
            or has_clitic(key)
            or _BESIDES.fullmatch(key) is not None
            or key in lex.DETERMINERS
            or key in lex.SOURCE_ADJECTIVES
            or this.is_verbal
        )
        noun = key in lex.COMMON_WORDS and not key.startswith("م")
        return odd or noun or is_verbal_noun(key) or (key.endswith("ا") and _is_told_how(key[:-1]))

    def _is_thing(self, first: Word) -> bool:
        """Whether an unknown word is no person's: المسودة، التشهير، الخطوات; nobody of the document is called so."""
        if first.bare in self.surnames or first.is_given:
            return False
        if first.key.endswith("ي"):
            return first.is_definite and first.bare in VERBAL_NOUNS  # التفشي
        if first.is_definite and (is_verbal_noun(first.bare) or _PLURAL.fullmatch(first.key)):
            return True
        everyday = first.bare in lex.EVERYDAY_NOUNS or first.key in lex.COMMON_WORDS
        human = first.bare.startswith("م") and not first.bare.endswith(("ه", "ات"))
        return everyday and not human


def _is_known(this: Word) -> bool:
    """Whether a word in ي is an everyday one, an adjective or a place rather than a tribe's surname."""
    everyday = this.bare in lex.EVERYDAY_NOUNS or this.key in lex.COMMON_WORDS or this.key in lex.ADJECTIVES
    return everyday or this.key in lex.PRINTED_PLACES or this.is_office or this.is_organization


def _is_told_how(stem: str) -> bool:
    """اختصارا، خبرا: the accusative of a noun."""
    return stem in lex.COMMON_WORDS or is_verbal_noun(stem)


def is_plural(this: Word) -> bool:
    """Whether an unknown word is a sound plural or dual of people: السومريون، قرويون، الباحثتان."""
    plural = this.is_definite and len(this.key) > 6 and this.key.endswith(("ون", "يين"))
    plural = plural or (not this.is_definite and len(this.key) > 5 and this.key.endswith("يون"))
    plural = plural or (this.is_definite and len(this.key) > 6 and this.key.endswith("تان"))
    plural = plural or (not this.is_definite and _ACTORS.fullmatch(this.key) is not None)
    return plural and not (this.is_given or this.is_organization)
