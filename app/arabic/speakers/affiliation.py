"""Whose an office is: the state, body or company, told from the words of the role."""

import re
from functools import cache, lru_cache

from app.arabic.normalize import TATWEEL, fold
from app.arabic.rulebook import Rule, load
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article

FILE = "speakers/affiliations"
_WORD = re.compile(r"[\w\u064b-\u065f\u0670\u0640]+|[،,؛;()\[\]:]")
_ENDING = re.compile("(?:يا|ا|ه)$")


@lru_cache(maxsize=1 << 12)
def affiliate(role: str | None) -> str | None:
    """The body behind the office as printed, else the state by its name; None where the role tells neither."""
    words = _without_fixed(_first_role(_WORD.findall(role or "")))
    offices = {strip_article(_key(word)) for word in words}
    if not offices & _keys("portfolio") and (body := _find_body(words) or _find_charge(words)):
        return body
    return _find_state(words) if offices & _keys("state") else None


def _first_role(words: list[str]) -> list[str]:
    """The words up to a comma or to the next role: رئيس … ورئيس …."""
    for place, word in enumerate(words):
        joined = word[:1] == "و" and strip_article(_key(word[1:])) in lex.OFFICES and place > 0
        if not word[0].isalnum() or joined:
            return words[:place]
    return words


def _without_fixed(words: list[str]) -> list[str]:
    """The words without nouns that only make the office's own name: رئيس مجلس إدارة شركة … → رئيس شركة …."""
    kept: list[str] = []
    for word in words:
        if kept and f"{_key(kept[-1])} {_key(word)}" in _keys("fixed"):
            kept.pop()
        elif not kept or _key(word) not in _keys("fixed"):
            kept.append(word)
    return kept


def _find_body(words: list[str]) -> str | None:
    for place, word in enumerate(words[1:], 1):
        name = _without_preposition(word)
        bare = strip_article(_key(name))
        if _is_body(bare) and bare not in lex.OFFICES:
            return _until_end([name, *words[place + 1 :]])
    return None


def _is_body(bare: str) -> bool:
    return bare in lex.ORGANIZATIONS and bare not in lex.DOCUMENTS and bare not in _keys("subject")


def _find_state(words: list[str]) -> str | None:
    for place, word in enumerate(words[1:], 1):
        if _key(word) in _keys("end"):
            return None
        name = _without_preposition(word)
        following = words[place + 1] if place + 1 < len(words) else ""
        if following and _key(name) in _keys("two-word-place"):
            return f"{name} {following}"
        if state := _states().get(strip_article(_key(name))):
            compass = _compass().get(_key(following))
            return f"{state} {compass}" if compass else state
    return None


def _find_charge(words: list[str]) -> str | None:
    """مدير صحة حلب: what follows an office without ال that directs or plays."""
    place = 0
    while place < len(words) and _key(words[place]) in lex.OFFICES and _key(words[place]) not in _keys("charge"):
        place += 1
    rest = words[place + 1 :]
    if place >= len(words) or _key(words[place]) not in _keys("charge") or not rest:
        return None
    first = _key(rest[0])
    loose = {first, lex.ARTICLE + first} & lex.ADJECTIVES or strip_article(first) in lex.OFFICES
    if loose or first in _keys("end") or first in lex.ADVERBIALS:
        return None
    return _until_end(rest)


def _until_end(words: list[str]) -> str:
    kept: list[str] = []
    for word in words:
        key = _key(word)
        borne = kept and key in lex.HONORIFICS and strip_article(_key(kept[-1])) in lex.EPONYMOUS
        if kept and not borne and (key in _keys("end") or key in lex.OFFICES or key in lex.HONORIFICS):
            break
        kept.append(word)
    return " ".join(kept)


def _without_preposition(word: str) -> str:
    """بوزارة → وزارة، للشركة → الشركة, where what is left is a body or a place."""
    key = _key(word)
    bare = word
    if key.startswith("لل"):
        bare = "ال" + word[2:]
    elif key[:1] in "لب" and len(key) > 3:
        bare = word[1:].lstrip(TATWEEL)
    known = strip_article(_key(bare))
    return bare if _is_body(known) or known in lex.PLACES or known in _states() else word


def _key(word: str) -> str:
    return fold(word)


@cache
def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in load(FILE)}


@cache
def _keys(rule: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _rules()[rule].words("words"))


@cache
def _compass() -> dict[str, str]:
    lines = [line.split() for line in _rules()["compass"].words("words")]
    return {fold(form): line[0] for line in lines for form in line}


@cache
def _states() -> dict[str, str]:
    """Each place's name and adjectives without ال → its name as the rules print it first."""
    found: dict[str, str] = {}
    for line in _rules()["irregular-adjective"].words("words"):
        name, _, adjectives = line.partition(" = ")
        found |= dict.fromkeys(map(fold, adjectives.split()), name)
    for place in next(rule for rule in load("speakers/words") if rule.id == "place").words("words"):
        bare = strip_article(fold(place))
        if bare in _keys("two-word-place"):
            continue
        stem = _ENDING.sub("", bare)
        for form in (bare, f"{stem}ي", f"{stem}يه"):
            found.setdefault(form, place)
    return found
