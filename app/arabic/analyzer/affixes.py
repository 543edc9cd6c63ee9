"""What Arabic writes onto a word: articles, prepositions, conjunctions before it, pronouns and plurals behind.

Three readings of a folded word. A `stem` and, bolder, its `root` rank what is found. A `key` is the word with this
or that cut off and nothing else; every word of a text stands under all its keys, so that a query finds it by any.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

from Stemmer import Stemmer

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
_ARTICLE = re.compile("(?:وال|بال|كال|فال|ال|لل)(?=..)")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم")
_SOUND_PLURALS = ("ون", "ين")
# Most words have nothing before them, or nothing behind them: one look at a letter tells it.
_FIRST_OF_HEADS = frozenset("وفبلكاس")
_LAST_OF_ENDINGS = frozenset(ending[-1] for ending in _ENDINGS)
_LAST_OF_TAILS = frozenset("امنهت")
# A base of fewer letters that is shared with another word is more often a coincidence: فريق and بريق share ريق.
SHORTEST_SHARED = 5
# Opens the key of a short word that stands by itself, with nothing written onto it.
WHOLE = "="

_snowball = Stemmer("arabic", maxCacheSize=0)
_snowball_is_free = Lock()


def stem(folded: str) -> str:
    """Snowball's stem of what the affixes of light10 (Larkey et al. 2007) leave."""
    with _snowball_is_free:
        return str(_snowball.stemWord(_cut_endings(_cut_article(folded))))


def _cut_article(word: str) -> str:
    if word.startswith("و") and len(word) >= 4:
        word = word[1:]
    found = _ARTICLE.match(word)
    return word[found.end() :] if found else word


def _cut_endings(word: str) -> str:
    if word[-1:] not in _LAST_OF_ENDINGS:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            word = word[: -len(ending)]
    return word


# Letters put before a root to derive from it: استقبال, منتخب, مدرس.
_DERIVING = re.compile("(?:[ايمت]ست(?=...)|(?:من|ان|مت|يت|ات)(?=...)|[متيان](?=...))")
# What asks for something begins alike whatever it is: استقبال, استقلال.
_REQUESTING = re.compile("[ايتمن]ست")
_OPENING = re.compile("[وف]?(?:[بك]?ال|لل)")
_WEAK = re.compile("[اويىءه]")
_WEAK_BUT_WAW = re.compile("[ايىءه]")


def root(stemmed: str) -> str:
    """The consonants that the derivations of one root share: كتاب and مكتوب have كتب; three letters at least."""
    if len(stemmed) < 4:
        return stemmed
    core = _DERIVING.sub("", stemmed, count=1) if _DERIVING.match(stemmed) else stemmed
    for bare in (_WEAK.sub("", core), _WEAK_BUT_WAW.sub("", core), core):
        if len(bare) >= 3:
            return bare
    return stemmed


def uncover(word: str) -> dict[str, bool]:
    """What is left of a folded word without what may be written before it, and whether that is beyond doubt.

    والموقف leaves الموقف and موقف; بريق leaves ريق, which is doubtful.
    """
    if word[:1] not in _FIRST_OF_HEADS:
        return {}
    bases: dict[str, bool] = {}
    heads = [word]
    if word[:1] in _CONJUNCTIONS and len(word) >= 4:
        heads.append(word[1:])
        bases[word[1:]] = False
    for head in heads:
        for base, is_plain in _cut_head(head):
            bases[base] = is_plain or bases.get(base, False)
    return {base: is_plain or len(base) >= SHORTEST_SHARED for base, is_plain in bases.items()}


def _cut_head(word: str) -> Iterator[tuple[str, bool]]:
    if word.startswith("لل") and len(word) >= 5:
        yield "ال" + word[2:], True
        yield word[2:], True
    elif word.startswith("ال") and len(word) >= 5:
        yield word[2:], True
    elif word[:3] in ("بال", "كال") and len(word) >= 6:
        yield word[1:], True
        yield word[3:], True
    elif (word[:1] in _PREPOSITIONS and len(word) >= 4) or (word[:1] == "س" and word[1:2] in "يتن" and len(word) >= 5):
        yield word[1:], False


def list_keys(folded: str, exact: str) -> tuple[str, ...]:
    """Every word that this one holds, itself first: وموقفها → موقفها, موقف. The ة of the exact form is no pronoun."""
    bases = (folded, *uncover(folded))
    if not exact.endswith("ة"):
        bases = tuple(dict.fromkeys((*bases, *(shorter for base in bases for shorter in _cut_tail(base)))))
    return bases if len(folded) >= SHORTEST_SHARED else (*bases, WHOLE + folded)


@lru_cache(maxsize=1 << 10)
def list_forms(folded: str) -> tuple[str, ...]:
    """The keys that a word of a query is found by: itself, and what is left of it, as a whole word where doubtful."""
    return (folded, *(base if is_plain else WHOLE + base for base, is_plain in uncover(folded).items()))


def lay_bare(folded: str) -> str:
    """The word without what is beyond doubt written before it: of الموقف and للموقف that is موقف."""
    return min((folded, *(base for base, is_plain in uncover(folded).items() if is_plain)), key=len)


def cut_opening(beginning: str) -> str:
    """What is left of a word's first letters without the article: of الم and وللم but one."""
    found = _OPENING.match(beginning)
    return beginning[found.end() :] if found else beginning


def begin(bare: str) -> str:
    """The letters that a bare word shares with most that are made from it: كتاب, كتابة; fewer tell too little."""
    return bare[: 6 if _REQUESTING.match(bare) else 4]


def _cut_tail(word: str) -> Iterator[str]:
    if word[-1:] not in _LAST_OF_TAILS:
        return
    yield from _cut_pronoun(word)
    if word.endswith("ات") and len(word) >= 5:
        yield word[:-2]
        yield word[:-2] + "ه"
    elif word.endswith(_SOUND_PLURALS) and len(word) >= 5:
        yield word[:-2]
    elif word.endswith("ا") and len(word) >= 5:  # the accusative: هكتارًا
        yield word[:-1]


def _cut_pronoun(word: str) -> Iterator[str]:
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun) and len(word) - len(pronoun) >= (3 if pronoun[0] == "ه" else 4):
            yield from _restore(word[: -len(pronoun)])
            return
    if word.endswith("ه") and len(word) >= 4:
        yield from _restore(word[:-1])


def _restore(word: str) -> Iterator[str]:
    """Before a pronoun ة is written ت: ولايته is of ولاية."""
    yield word
    if word.endswith("ت"):
        yield word[:-1] + "ه"
