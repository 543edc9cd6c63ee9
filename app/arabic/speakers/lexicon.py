"""The words of speakers' phrases, folded for look-up."""

import re
from collections.abc import Iterator
from functools import cache

from app.arabic.normalize import fold
from app.arabic.rulebook import load
from app.arabic.tokens import fold_token

ARTICLE = "ال"


OWN_AL = frozenset(
    fold(word + ending)
    for word in ("إلقاء", "إلغاء", "إلزام", "إلحاق", "إلصاق", "إلحاح", "التزام", "التقاء", "التقاط", "التحاق", "التفاف")
    for ending in ("", "ا", "ه", "ها", "هم")
)
"""Words that begin with the letters of the article, which is none of theirs."""


def strip_article(key: str) -> str:
    """The word without ال: الوزير → وزير; إلقاء stays."""
    return key[2:] if key.startswith(ARTICLE) and len(key) > 4 and key not in OWN_AL else key


@cache
def words(file: str, rule_id: str) -> frozenset[str]:
    """The folded words of one rule."""
    return next(
        frozenset(fold_token(word) for word in rule.words("words")) for rule in load(file) if rule.id == rule_id
    )


def _heads(rule_id: str) -> frozenset[str]:
    return frozenset(strip_article(word) for word in words("speakers/heads", rule_id))


OFFICES = _heads("office")
HONORIFICS = words("speakers/heads", "honorific")


def _plurals(heads: frozenset[str]) -> frozenset[str]:
    """Sound plurals in the other cases too: مسؤولون، مسؤولين، مسؤولو."""
    stems = [head[:-2] for head in heads if head.endswith("ون") and len(head) > 4]
    return heads | {stem + ending for stem in stems for ending in ("ين", "و")}


DOCUMENTS = _heads("document")
ORGANIZATIONS = _heads("organization") | DOCUMENTS
UNNAMED = _heads("unnamed")
GROUPS = _plurals(_heads("group"))
KIN = words("speakers/heads", "kin")
BELONGING_TO = words("speakers/heads", "belonging-to")
ACTING_FOR = words("speakers/heads", "acting-for")
GENERIC = words("speakers/heads", "generic")
ORGANS = _heads("organ")
RELAYS = _heads("relay")
ADVERBIALS = words("speakers/words", "adverbial")
DETERMINERS = words("speakers/words", "determiner")
SYLLABLES = words("speakers/words", "syllable")
SYLLABLE_STATES = words("speakers/words", "syllable-state")
NAME_PARTICLES = words("speakers/words", "name-particle")
PRINTED_PLACES = words("speakers/words", "place")
PLACES = frozenset(strip_article(word) for word in PRINTED_PLACES) | PRINTED_PLACES
STATES = words("speakers/words", "state")
COMMON_WORDS = words("speakers/common_words", "common-definite") | words("speakers/common_words", "common-bare")
EVERYDAY_NOUNS = words("speakers/everyday_nouns", "everyday-noun")
SURNAMES = words("speakers/given_names", "surname")
FOREIGN_NAMES = words("speakers/given_names", "foreign")
GIVEN_NAMES = words("speakers/given_names", "arabic") | FOREIGN_NAMES | SURNAMES
OFFICE_LIKE = words("speakers/given_names", "office-like")
TITLE_LIKE = words("speakers/given_names", "title-like")
HONOURS = words("speakers/heads", "honour")
EXCELLENCES = words("speakers/heads", "excellence")
CROWNED = _heads("crowned")


def _addresses() -> dict[str, frozenset[str]]:
    """Each word of respect with its pronoun → the titles and offices that it wants."""
    lines = next(rule for rule in load("speakers/heads") if rule.id == "address").words("words")
    parts = (line.split("=") for line in lines)
    return {fold(word): frozenset(fold(title).split()) for words, title in parts for word in words.split()}


ADDRESSES = _addresses()


def _again() -> dict[str, tuple[str, ...]]:
    """Each word that may point back → the forms it is printed in before, without ال; the lines of مسؤولين together."""
    lines = (
        line.split() for line in next(rule for rule in load("speakers/heads") if rule.id == "again").words("words")
    )
    forms: dict[str, dict[str, None]] = {}
    for line in ([fold(form) for form in line] for line in lines):
        for form in line:
            forms.setdefault(form, {}).update(dict.fromkeys(line))
    return {form: tuple(others) for form, others in forms.items()}


AGAIN = _again()
EPONYMOUS = _heads("eponymous")
DIRECTORATES = _heads("directorate")
SOURCE_ADJECTIVES = words("speakers/words", "source-adjective")
TOPONYMS = words("speakers/words", "toponym")
BELONGING = words("speakers/words", "belonging")
PARTIES_LIKE_VERBS = words("speakers/words", "party-like-verb")
SERVANTS_OF_GOD = words("speakers/words", "bearer-of-god")


def _nisba(place: str) -> Iterator[str]:
    """The adjectives of a place: سوريا → سوري، سورية."""
    stem = re.sub("(?:يا|ا|ه)$", "", place)
    yield from (ARTICLE + stem + "ي", ARTICLE + stem + "يه", ARTICLE + stem + "يين", ARTICLE + stem + "يون")


ADJECTIVES = words("speakers/words", "adjective") | frozenset(
    form for place in PLACES for bare in (place, strip_article(place)) for form in _nisba(bare)
)

PLACE_OF = {
    strip_article(form): strip_article(place)
    for place in PLACES
    for bare in (place, strip_article(place))  # الألماني is of ألمانيا, whose ال is no article
    for form in _nisba(bare)
}


def _every_outlet() -> frozenset[str]:
    rules = load("speakers/outlets")
    return frozenset(fold(name.strip()) for rule in rules for line in rule.words("names") for name in line.split("|"))


def _outlets() -> frozenset[str]:
    """The folded names of outlets that are no everyday words."""
    common = {fold_token(word) for rule in load("speakers/outlets") for word in rule.words("words")}
    return frozenset(name for name in EVERY_OUTLET if name not in common and not name.isascii())


EVERY_OUTLET = _every_outlet()
"""Folded names of outlets, everyday words among them: in quote marks each is an outlet's."""
OUTLETS = _outlets()
OUTLETS_BY_WORD: dict[str, tuple[str, ...]] = {}
for _name in sorted(OUTLETS):
    _first = _name.split()[0]
    OUTLETS_BY_WORD[_first] = (*OUTLETS_BY_WORD.get(_first, ()), _name)
