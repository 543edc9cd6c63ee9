"""Where a text may hold one of a few words, without a look at each of its words."""

import re
from collections.abc import Iterable, Iterator

from app.arabic.analyzer.affixes import WHOLE
from app.arabic.analyzer.words import find_word_at
from app.arabic.normalize import DIRECTION_MARKS, TASHKEEL, TATWEEL, fold

_ODD = re.compile(
    f"[^\\x00-\\x7f\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0660-\u066a«»“”‘’…–—\u00a0{DIRECTION_MARKS}]"
)
_DROPPED = re.compile(f"[{TASHKEEL}{TATWEEL}{DIRECTION_MARKS}]")
_LETTERS = re.compile("[\u0621-\u064a]{2,}")
_SPACE = "\u00a0"


def list_needles(forms: Iterable[str]) -> tuple[str, ...] | None:
    """Letters that every word under one of these keys holds; None where they are too few to tell anything.

    Keys are cut out of words but for two things: ال may stand for لل, and ه at the end for ت.
    """
    cores = {form.removeprefix(WHOLE).removeprefix("ال").removesuffix("ه") for form in forms}
    if not all(map(_LETTERS.fullmatch, cores)):
        return None
    return tuple(core for core in cores if not any(other != core and other in core for other in cores))


def spot(text: str, needles: Iterable[str]) -> Iterator[re.Match[str]] | None:
    """Each word of the text that holds a needle, in their order; None for a text with letters out of the common."""
    if _ODD.search(text):
        return None
    folded = fold(text.replace(_SPACE, " "))
    starts = {start for needle in needles for start in _find_starts(folded, needle)}
    return _restore(text, sorted(starts))


def _find_starts(folded: str, needle: str) -> Iterator[int]:
    at = folded.find(needle)
    while at >= 0:
        start = at
        while start and "\u0621" <= folded[start - 1] <= "\u064a":
            start -= 1
        yield start
        at = folded.find(needle, at + len(needle))


def _restore(text: str, starts: list[int]) -> Iterator[re.Match[str]]:
    """The words that begin there, counted without what folding drops."""
    dropped = [found.start() for found in _DROPPED.finditer(text)] if starts else []
    passed = 0
    for start in starts:
        while passed < len(dropped) and dropped[passed] <= start + passed:
            passed += 1
        if (found := find_word_at(text, start + passed)) is not None:
            yield found
