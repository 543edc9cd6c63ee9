"""Where a text may hold one of a few words, without a look at each of its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.arabic.analyzer import coding
from app.arabic.analyzer.affixes import WHOLE
from app.arabic.analyzer.words import find_word_at
from app.arabic.normalize import DIRECTION_MARKS

_DIRECTION_MARK = re.compile(f"[{DIRECTION_MARKS}]")
_ARABIC = re.compile(f"[{coding.LETTERS}]{{2,}}")
_LATIN = re.compile("[a-z]{2,}")


class Needles(NamedTuple):
    """Folded letters that a word must hold some of, in Arabic and in small Latin letters; or those of a root.

    All as bytes, see `coding`.
    """

    arabic: tuple[bytes, ...]
    latin: tuple[bytes, ...]
    roots: re.Pattern[bytes] | None = None


def list_needles(forms: Iterable[str], roots: Iterable[str] = ()) -> Needles | None:
    """Letters that every word under one of these keys, or of one of these roots, holds; None where they tell nothing.

    Keys are cut out of words but for two things: ال may stand for لل, and ه at the end for ت. A root is letters of its
    word in their order.
    """
    arabic, latin = _sort({core for form in forms for core in list_cores(form)})
    native, foreign = _sort(set(roots))
    if arabic is None or native is None:
        return None
    pattern = re.compile(coding.encode("|".join(map(in_order, native))) or b"") if native else None
    return Needles(_encode(_leave_out_longer(arabic)), _encode({*latin, *foreign}), pattern)


def _sort(cores: Iterable[str]) -> tuple[list[str] | None, list[str]]:
    """Those in Arabic and those in Latin letters; None where there are others."""
    arabic: list[str] = []
    latin: list[str] = []
    for core in sorted(cores):
        if _ARABIC.fullmatch(core):
            arabic.append(core)
        elif _LATIN.fullmatch(core):
            latin.append(core)
        else:
            return None, latin
    return arabic, latin


def _encode(needles: Iterable[str]) -> tuple[bytes, ...]:
    return tuple([coding.encode(needle) or b"" for needle in needles])


def list_cores(form: str) -> tuple[str, ...]:
    """What of a key is in every word that holds it, one or the other."""
    whole = form.removeprefix(WHOLE).removesuffix("ه")
    core = whole.removeprefix("ال")
    # What is left of الله alone would be in every other word.
    return (core,) if core == whole or len(core) > 1 else (whole, "لل" + core)


def in_order(root: str) -> str:
    """A pattern: these letters with any others of the word between. Each is looked for once, there is no way back."""
    return root[0] + "".join(f"[{coding.LETTERS.replace(letter, '')}]*{letter}" for letter in root[1:])


def _leave_out_longer(cores: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for core in sorted(cores, key=len):
        if not any(shorter in core for shorter in kept):
            kept.append(core)
    return kept


def spot(text: str, needles: Needles) -> list[re.Match[str]] | None:
    """Each word of the text that holds a needle, in their order; None for a text with letters out of the common."""
    coded = coding.encode(text)
    # Words in other letters, unlike Arabic ones, end at a direction mark.
    if coded is None or (needles.latin and _DIRECTION_MARK.search(text)):
        return None
    folded = coding.fold(coded)
    places = list(_find_all(folded, needles.arabic))
    if needles.roots:
        places += [found.start() for found in needles.roots.finditer(folded)]
    starts = coding.find_starts(folded, places, coding.ARABIC)
    if needles.latin:
        latin = coding.find_starts(folded, _find_all(folded, needles.latin), coding.OTHER)
        # A number before the letters may be a word of its own, or not.
        if not all(folded[start] in coding.LATIN for start in latin):
            return None
        starts |= latin
    if not starts:
        return []
    found = sorted(starts)
    at = _restore(coding.find_dropped(coded), found) if len(folded) < len(coded) else found
    return [word for start in at if (word := find_word_at(text, start)) is not None]


def _find_all(folded: bytes, needles: Iterable[bytes]) -> Iterator[int]:
    for needle in needles:
        at = folded.find(needle)
        while at >= 0:
            yield at
            at = folded.find(needle, at + len(needle))


def _restore(dropped: Sequence[int], starts: Iterable[int]) -> Iterator[int]:
    """Where that is in the text itself, counted without what folding drops."""
    passed = 0
    for start in starts:
        while passed < len(dropped) and dropped[passed] <= start + passed:
            passed += 1
        yield start + passed
