"""What the lexicon says of one word of a speaker's phrase."""

import re
from collections.abc import Callable
from functools import lru_cache

from app.arabic.conjugation import Shape
from app.arabic.quotes.lexicon import COMPLEMENTISERS, OCCASIONS, RELATIVES, action_forms, cue_forms, is_verbal_noun
from app.arabic.remembering import Remembered
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.tokens import Keys

POSSESSIVES = ("ته", "تها", "تهم", "هما")
"""Endings of a noun with its owner's pronoun: no names end in them."""
VERB_LIKE = re.compile("س[يتن].{3,}|ي.{3,}")
"""Unknown words that look like an imperfect rather than a name."""
_VERBAL = re.compile(
    "يت[حوفسقعطمك]..|[ين]ست.{2,}|تت.{3}|ي[^اوي][^اوي][^اوي]|[يت][^اوي]ت[^اوي][^اوي]|[وف]?س[يت][^اوي][^اوي][^اوي]|است.{3}ت|ت[^اوي]{3}ت|ان...ت|ا.ت..ت"
)
"""Verbs that hardly any name looks like: نستعد، يسمع، يعتمد، سيقبل، استجوبت."""
_SHORT_NOUNS = frozenset(("حل", "يد", "اب", "اخ", "دم", "فم", "عم", "طب", "فن", "حق", "سن", "حي", "خط"))
_OWNED = re.compile("[لبوف]{0,2}(.+?)(?:ه|ها|هم)")
_KEPT = lex.OFFICES | lex.NAME_PARTICLES | lex.GIVEN_NAMES


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
        "is_unknown",
        "is_verbal",
        "key",
        "names",
    )

    def __init__(self, key: str) -> None:
        self.key = key
        self.bare = strip_article(key)
        self.is_definite = key.startswith(lex.ARTICLE) and len(key) > 3 and key not in lex.OWN_AL
        self.is_adverbial = _is_adverbial(key)
        self.is_given = is_given_name(key)
        self.is_office = self.bare in lex.OFFICES
        self.is_organization = self.bare in lex.ORGANIZATIONS
        self.breaks = key in COMPLEMENTISERS or key in RELATIVES or (_is_verbal(key) and key not in lex.HONORIFICS)
        self.is_verbal = not self.is_given and _VERBAL.fullmatch(key) is not None
        """Whether it has the shape of a verb, known or not."""
        self.is_unknown = self._can_name()
        """Whether it is no word that the lexicon knows, or a given name."""
        self.names = self.is_given or (self.is_unknown and VERB_LIKE.fullmatch(key) is None)
        """Whether an unknown indefinite word may open a name after a title."""

    def _can_name(self) -> bool:
        key = self.key
        if self.is_given or not key:
            return self.is_given
        known = self.is_definite or self.is_adverbial or self.is_office or self.is_organization or self.breaks
        known = (
            known
            or (key[0] == "ل" and len(key) > 3)
            or key in lex.PRINTED_PLACES
            or key in lex.GROUPS
            or key in lex.EVERYDAY_NOUNS
            or key in lex.SOURCE_ADJECTIVES
            or (key[-1] == "ا" and _is_noun(key[:-1]))
            or (key[0] in "لب" and key[1:] in _SHORT_NOUNS)
            or "نظير" in key
            or key in OCCASIONS
            or is_verbal_noun(key)
        )
        known = known or key in lex.COMMON_WORDS
        known = known or key in lex.DETERMINERS or (key[-1] == "ا" and is_verbal_noun(key[:-1]))
        return not known and len(key) > 2 and key.isalpha() and not has_clitic(key) and not key.endswith("ات")


def _is_servant(key: str) -> bool:
    """عبدالإله: عبد written together with what it serves."""
    return key.startswith("عبدال") and len(key) > 6


def is_given_name(key: str) -> bool:
    """Whether people are called so; most words can be asked this alone."""
    return (key in lex.GIVEN_NAMES or _is_servant(key)) and not _is_adverbial(key)


def _is_adverbial(key: str) -> bool:
    return key in lex.ADVERBIALS or (key[:1] in "وف" and key[1:] in lex.ADVERBIALS and key not in _KEPT)


word: Callable[[str], Word] = Remembered(Word, most=1 << 14).__getitem__
"""The lexicon's view of a word, remembered: asked more often than anything else."""


class WordsByPlace(dict[int, Word]):
    """What the lexicon says of a document's words, by their place: what is near is asked again and again."""

    def __init__(self, keys: Keys) -> None:
        super().__init__()
        self._keys = keys

    def __missing__(self, at: int) -> Word:
        found = self[at] = word(self._keys[at])
        return found


@lru_cache(maxsize=1 << 15)
def has_clitic(key: str) -> bool:
    """Whether a preposition or conjunction is attached to a word that the lexicon knows: لإدارة، بالهلال، والرياضة."""
    if key in lex.GIVEN_NAMES:
        return False
    if key.startswith(("لل", "بال", "وال", "ولل", "وبال")):
        return len(key) > 4 or (len(key) == 4 and key.startswith("لل"))
    if key[0] in "لب" and len(key) > 5 and key.endswith(("ها", "هم")):
        return key[0] == "ل" or is_owned_noun(key[1:], is_printed_heh=False)  # لإخراجها، برأيهم
    if key.startswith("لال") and key[1:] in lex.COMMON_WORDS | lex.EVERYDAY_NOUNS:
        return True  # لألعاب
    rest = strip_article(key[1:])
    if key.startswith(("فال", "كال")):
        return rest in lex.OFFICES or _is_noun(rest) or rest in lex.GIVEN_NAMES  # no فالتر
    known = rest in lex.OFFICES or rest in lex.ORGANIZATIONS or rest in lex.PLACES or rest in OCCASIONS or rest == "ريف"
    known = known or (len(rest) > 2 and rest in lex.EVERYDAY_NOUNS) or rest in lex.COMMON_WORDS or rest in lex.GROUPS
    return len(key) > 3 and key[0] in "لبو" and (known or rest in lex.GIVEN_NAMES or is_verbal_noun(rest))


def _is_verbal(key: str) -> bool:
    """Whether the word is a finite verb or an accusative participle of reporting rather than a name."""
    if key in lex.GIVEN_NAMES or strip_article(key) in lex.OFFICES or key in lex.TOPONYMS:
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


@lru_cache(maxsize=1 << 15)
def is_owned_noun(key: str, *, is_printed_heh: bool) -> bool:
    """برنامجه، قواتها، مناشدته: a noun with its owner's pronoun, which no name goes on with.

    A last ه is a pronoun only where it is printed so: folding makes it of ة, too.
    """
    if key in lex.GIVEN_NAMES or key in lex.NAME_PARTICLES or key in lex.OFFICES or key in lex.PLACES:
        return False
    if key[0] in "بلو" and key[1:] in lex.PRINTED_PLACES:
        return False  # بأبها
    if key.startswith(lex.ARTICLE) or (_is_noun(key) and not is_printed_heh):
        return False
    for ending in ("هما", "ها", "هم", "ه"):
        stem = key[: -len(ending)]
        if key.endswith(ending) and (len(stem) > 2 or stem in _SHORT_NOUNS) and (ending != "ه" or is_printed_heh):
            if stem in _SHORT_NOUNS:
                return True
            forms = {stem, stem[:-1] + "ه"} if stem.endswith("ت") else {stem}
            return any(_is_noun(form) for form in forms)
    return False


def _is_noun(key: str) -> bool:
    known = key in lex.EVERYDAY_NOUNS or key in lex.COMMON_WORDS or lex.ARTICLE + key in lex.COMMON_WORDS
    known = known or key in lex.ORGANIZATIONS or key in OCCASIONS
    return known or is_verbal_noun(key)


@lru_cache(maxsize=1 << 15)
def owned_office(key: str) -> str | None:
    """مدربه، لرئيسها: an office with its owner's pronoun, before a name."""
    if not key.endswith(("ه", "ها", "هم")) or key in lex.GIVEN_NAMES or key in lex.ORGANIZATIONS:
        return None
    found = _OWNED.fullmatch(key)
    stem = found.group(1) if found is not None and key not in lex.OFFICES else ""
    stem = stem[:-1] + "ه" if stem.endswith("ت") else stem
    return stem if stem in lex.OFFICES else None
