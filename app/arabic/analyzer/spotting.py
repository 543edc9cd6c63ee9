"""Where a text may hold one of a few words, without a look at each of its words."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from app.arabic.analyzer import coding
from app.arabic.analyzer.affixes import WHOLE
from app.arabic.analyzer.words import find_word_from, find_words

_ARABIC = re.compile(f"[{coding.LETTERS}]+")
_LATIN = re.compile("[a-z]+")
_DIGIT = re.compile(r"\d")
_ALEF = "ا"
_LAST_OF_ROW = "غ"
"""Behind it there are code points that are no letters."""
# To look for so many takes less time than to find out which of them stand in others.
FEW = 4
# Nothing shorter is left of a longer word when this or that is cut off, but for و and ف before a stop word.
SHORTEST_PART = 3


class Needles(NamedTuple):
    """What a word must hold some of, as bytes, see `coding`: folded Arabic letters, small Latin letters.

    `patterns` are the roots of Arabic words, and short words as a whole. With `numbers`, whatever has a digit.
    """

    arabic: tuple[bytes, ...]
    latin: tuple[bytes, ...]
    numbers: bool = False
    patterns: re.Pattern[bytes] | None = None


def list_needles(forms: Iterable[str], roots: Iterable[str] = (), openings: Iterable[str] = ()) -> Needles:
    """What every word holds that is under one of these keys, of one of these roots, or under a key that begins so.

    Keys are cut out of words but for two things: ال may stand for لل, and ه at the end for ت. A root is letters of its
    word in their order. What has other letters than Arabic and Latin ones stands in no text of common characters.
    """
    known, native = set(forms), set(roots)
    short = {form for form in known if len(form) < SHORTEST_PART + (form[0] == WHOLE)}
    whole = known - short if short else known
    arabic, latin, numbers = set[bytes](), set[bytes](), False
    for word in (*whole, *openings):
        part = _read_part(word)
        arabic.update(part.arabic)
        latin.update(part.latin)
        numbers = numbers or part.has_digit
    for word in (*short, *native):
        part = _read_part(word)
        latin.update(part.latin)
        numbers = numbers or part.has_digit
    return Needles(
        tuple(_leave_out_longer(arabic) if len(arabic) > FEW else arabic),
        tuple(latin),
        numbers,
        _join_patterns(native, short) if native or short else None,
    )


class _Part(NamedTuple):
    """What tells of the words that hold a key, as bytes; of other than common letters nothing does."""

    arabic: tuple[bytes, ...]
    latin: tuple[bytes, ...]
    has_digit: bool


@lru_cache(maxsize=1 << 10)
def _read_part(part: str) -> _Part:
    return _Part(
        tuple(coding.encode(core) or b"" for core in list_cores(part) if _ARABIC.fullmatch(core)),
        (part.encode(),) if _LATIN.fullmatch(part) else (),
        _DIGIT.search(part) is not None,
    )


def _join_patterns(roots: Iterable[str], words: Iterable[str]) -> re.Pattern[bytes] | None:
    patterns = [*map(in_order, sorted(filter(_ARABIC.fullmatch, roots))), *_stand_alone(words)]
    return re.compile(coding.encode("|".join(patterns)) or b"") if patterns else None


def list_cores(form: str) -> tuple[str, ...]:
    """What of a key is in every word that holds it, one or the other."""
    bare = form.removeprefix(WHOLE)
    if bare == _ALEF:
        return bare, "لل"
    whole = bare.removesuffix("ه") or bare
    core = whole.removeprefix("ال")
    # What is left of الله alone would be in every other word.
    return (core,) if core == whole or len(core) > 1 else (whole, "لل" + core)


def in_order(root: str) -> str:
    """A pattern: these letters with any others of the word between. Each is looked for once, there is no way back."""
    return root[0] + "".join(f"{_any_but(letter)}*{letter}" for letter in root[1:])


@cache
def _any_but(letter: str) -> str:
    """A class of letters, as ranges: to compile patterns that name each of them takes several times as long."""
    rest = re.split(f"{letter}|(?<={_LAST_OF_ROW})", coding.LETTERS)
    return f"[{''.join(f'{row[0]}-{row[-1]}' for row in rest if row)}]"


def _stand_alone(forms: Iterable[str]) -> list[str]:
    """A pattern for these words without any others written onto them; none where they aren't Arabic."""
    words = sorted(filter(_ARABIC.fullmatch, {form.removeprefix(WHOLE) for form in forms}))
    inside = f"[{coding.LETTERS}]"
    return [f"(?<!{inside})[وف]?(?:{'|'.join(words)})(?!{inside})"] if words else []


def _leave_out_longer(cores: Iterable[bytes]) -> list[bytes]:
    kept: list[bytes] = []
    for core in sorted(sorted(cores), key=len):
        if not any(shorter in core for shorter in kept):
            kept.append(core)
    return kept


def spot(text: str, needles: Needles) -> list[re.Match[str]] | None:
    """Each word of the text that holds a needle, in their order; None for a text with letters out of the common."""
    coded = coding.encode(text)
    if coded is None:
        return None
    starts = _find_arabic(coded, needles)
    words = [word for start in starts if (word := find_word_from(text, start)) is not None]
    if needles.latin or needles.numbers:
        words += _find_other(text, coded, needles)
        words.sort(key=re.Match.start)
    return words


def _find_arabic(coded: bytes, needles: Needles) -> Iterable[int]:
    """Where the Arabic words begin that hold a needle, in their order."""
    folded = coding.fold(coded)
    places = _find_all(folded, needles.arabic)
    if needles.patterns:
        places += [found.start() for found in needles.patterns.finditer(folded)]
    if not places:
        return ()
    starts = sorted(coding.find_starts(folded, places))
    if len(folded) == len(coded):
        return starts
    # Counted with what folding drops; what is drawn before a word's first letter is the word's, too.
    gaps = coding.find_gaps(coded)
    return [start + bisect_left(gaps, start) for start in starts]


def _find_all(folded: bytes, needles: Iterable[bytes]) -> list[int]:
    places = []
    for needle in needles:
        at = folded.find(needle)
        while at >= 0:
            places.append(at)
            at = folded.find(needle, at + len(needle))
    return places


def _find_other(text: str, coded: bytes, needles: Needles) -> Iterator[re.Match[str]]:
    """The words that are looked for in other letters and digits; how these part, `find_words` knows."""
    for start, end in coding.find_others(coded):
        some = coded[start:end].lower()
        if (needles.numbers and coding.has_digit(some)) or any(needle in some for needle in needles.latin):
            for word in find_words(text, start):
                if word.start() >= end:
                    break
                yield word
