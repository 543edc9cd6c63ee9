"""Where a text may hold one of a few words, without a look at each of its words."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from app.arabic.analyzer.affixes import WHOLE
from app.arabic.analyzer.spelling import fold_variants
from app.arabic.analyzer.words import find_word_at
from app.arabic.normalize import DIRECTION_MARKS

_ODD = re.compile(
    f"[^\\x00-\\x7f\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0660-\u066a«»“”‘’…–—\u00a0{DIRECTION_MARKS}]"
)
_DIRECTION_MARK = re.compile(f"[{DIRECTION_MARKS}]")
_DROPPED = re.compile(f"[\u0640\u064b-\u0652{DIRECTION_MARKS}]")
_ARABIC = re.compile("[\u0621-\u064a]{2,}")
_LATIN = re.compile("[a-z]{2,}")
_LETTERS = "".join(map(chr, range(0x0621, 0x064B)))


class Needles(NamedTuple):
    """Folded letters that a word must hold some of, in Arabic and in small Latin letters; or those of a root."""

    arabic: tuple[str, ...]
    latin: tuple[str, ...]
    roots: re.Pattern[str] | None = None


def list_needles(forms: Iterable[str], roots: Iterable[str] = ()) -> Needles | None:
    """Letters that every word under one of these keys, or of one of these roots, holds; None where they tell nothing.

    Keys are cut out of words but for two things: ال may stand for لل, and ه at the end for ت. A root is letters of its
    word in their order.
    """
    cores, related = {core for form in forms for core in list_cores(form)}, set(roots)
    arabic, native = set(filter(_ARABIC.fullmatch, cores)), set(filter(_ARABIC.fullmatch, related))
    latin = set(filter(_LATIN.fullmatch, cores | related))
    if not (cores <= arabic | latin and related <= native | latin):
        return None
    pattern = re.compile("|".join(sorted(map(in_order, native)))) if native else None
    return Needles(_leave_out_longer(arabic), tuple(latin), pattern)


def list_cores(form: str) -> tuple[str, ...]:
    """What of a key is in every word that holds it, one or the other."""
    whole = form.removeprefix(WHOLE).removesuffix("ه")
    core = whole.removeprefix("ال")
    # What is left of الله alone would be in every other word.
    return (core,) if core == whole or len(core) > 1 else (whole, "لل" + core)


def in_order(root: str) -> str:
    """A pattern: these letters with any others of the word between. Each is looked for once, there is no way back."""
    return root[0] + "".join(f"[{_LETTERS.replace(letter, '')}]*{letter}" for letter in root[1:])


def _leave_out_longer(cores: set[str]) -> tuple[str, ...]:
    return tuple(core for core in cores if not any(other != core and other in core for other in cores))


def spot(text: str, needles: Needles) -> list[re.Match[str]] | None:
    """Each word of the text that holds a needle, in their order; None for a text with letters out of the common."""
    # Words in other letters, unlike Arabic ones, end at a direction mark.
    if _ODD.search(text) or (needles.latin and _DIRECTION_MARK.search(text)):
        return None
    bare = _DROPPED.sub("", text)
    is_shorter = len(bare) < len(text)
    folded = fold_variants(bare)
    starts = _find_starts(folded, needles.arabic, _is_arabic)
    if needles.roots:
        starts |= {_go_back(folded, found.start(), _is_arabic) for found in needles.roots.finditer(folded)}
    if needles.latin:
        folded = folded.lower()
        latin = _find_starts(folded, needles.latin, _is_other)
        # A number before the letters may be a word of its own, or not.
        if not all(folded[start].isalpha() for start in latin):
            return None
        starts |= latin
    if not starts:
        return []
    found = sorted(starts)
    at = _restore(text, found) if is_shorter else found
    return [word for start in at if (word := find_word_at(text, start)) is not None]


def _find_starts(folded: str, needles: Iterable[str], is_inside: Callable[[str], bool]) -> set[int]:
    """Where the words begin that hold a needle."""
    starts = set()
    for needle in needles:
        at = folded.find(needle)
        while at >= 0:
            starts.add(_go_back(folded, at, is_inside))
            at = folded.find(needle, at + len(needle))
    return starts


def _go_back(folded: str, start: int, is_inside: Callable[[str], bool]) -> int:
    """Where the word begins that goes on there."""
    while start and is_inside(folded[start - 1]):
        start -= 1
    return start


def _is_arabic(letter: str) -> bool:
    return "\u0621" <= letter <= "\u064a"


def _is_other(letter: str) -> bool:
    return letter.isalnum() and not _is_arabic(letter)


def _restore(text: str, starts: Iterable[int]) -> Iterator[int]:
    """Where that is in the text itself, counted without what folding drops."""
    dropped = [found.start() for found in _DROPPED.finditer(text)]
    passed = 0
    for start in starts:
        while passed < len(dropped) and dropped[passed] <= start + passed:
            passed += 1
        yield start + passed
