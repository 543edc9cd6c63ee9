"""Whether two roles are one office: told by what they are of, however they are worded and whatever else is held."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from app.arabic.normalize import fold_key
from app.arabic.rulebook import load
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article

_ATTACHED = ("وال", "بال", "لل", "ال")
_LETTERS = ("و", "ب", "ل")
_SHORTEST = 3
"""Letters of a word that is nothing but itself."""


@dataclass(frozen=True)
class Office:
    """One office of a role: its noun and what tells it from others of that noun, folded."""

    noun: str
    domain: frozenset[str]


def share_office(one: str, other: str) -> bool:
    """Whether somebody of the one role holds an office of the other: one of them may say more of where it is."""
    return any(_is_one(mine, yours) for mine in offices_of(one) for yours in offices_of(other))


def says_more(told: str | None, known: str | None) -> bool:
    """Whether a role names an office where another one, or none, only tells a title: أمير منطقة عسير, الأمير."""
    return bool(told) and _names_office(told or "") and not _names_office(known or "")


@lru_cache(maxsize=1 << 12)
def offices_of(role: str) -> tuple[Office, ...]:
    """The offices a role names, in its order: رئيس اللجنة المتحدث باسم الانتخابات names two."""
    return tuple(_read(words) for words in _part(fold_key(role).split()))


def _names_office(role: str) -> bool:
    return any(office.domain and office.noun in lex.OFFICES for office in offices_of(role))


def _is_one(mine: Office, yours: Office) -> bool:
    less, more = sorted((mine.domain, yours.domain), key=len)
    return mine.noun == yours.noun and bool(less) and all(any(_is_same(word, each) for each in more) for word in less)


def _is_same(word: str, other: str) -> bool:
    """Whether they are one word but for a و, ب or ل attached to it: لصحة، بصحة، صحة."""
    return bool(_without_letter(word) & _without_letter(other))


def _without_letter(word: str) -> set[str]:
    return {word, word[1:]} if word[:1] in _LETTERS and len(word) > _SHORTEST else {word}


def _part(words: list[str]) -> Iterator[list[str]]:
    begin = 0
    for place in range(1, len(words)):
        if _begins_another(words, place):
            yield words[begin:place]
            begin = place
    if words:
        yield words[begin:]


def _begins_another(words: list[str], place: int) -> bool:
    """Whether an office begins there: behind a whole one, not behind مكتب, نائب or باسم, whose office it is."""
    word, before = words[place], words[place - 1]
    if word.startswith("و") and strip_article(word[1:]) in lex.OFFICES:
        return True
    is_whole = before.startswith(_ATTACHED) and strip_article(before) not in lex.OFFICES
    return is_whole and strip_article(word) in lex.OFFICES


def _read(words: list[str]) -> Office:
    bare = [_bare(word) for word in words]
    noun = bare[0] if bare[0] in lex.OFFICES else bare[0].removeprefix("و")
    same = _same_nouns()
    saying = (word for word in bare[1:] if len(word) > 1 and word not in _unsaying())
    domain = frozenset(lex.PLACE_OF.get(word, word) for word in saying)
    return Office(same.get(noun, noun), domain)


def _bare(word: str) -> str:
    """The word without ال and what is attached before that."""
    for attached in _ATTACHED:
        if word.startswith(attached) and len(word) > len(attached) + 2:
            return word[len(attached) :]
    return word


@cache
def _unsaying() -> frozenset[str]:
    return frozenset(map(fold_key, _lines("office.unsaying")))


@cache
def _same_nouns() -> dict[str, str]:
    lines = [[fold_key(noun) for noun in line.split("|")] for line in _lines("office.one-noun")]
    return {noun: nouns[0] for nouns in lines for noun in nouns}


def _lines(rule_id: str) -> tuple[str, ...]:
    return next(rule.words("words") for rule in load("speakers/offices") if rule.id == rule_id)
