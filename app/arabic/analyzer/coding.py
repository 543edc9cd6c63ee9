"""Texts as bytes, one for each code point: to look for letters there takes a third of the time.

Only for texts of common characters. What they hold beyond ASCII has the upper half of the bytes.
"""

import codecs
import re
from collections.abc import Iterable
from itertools import accumulate

from app.arabic.analyzer.spelling import VARIANTS
from app.arabic.normalize import DIRECTION_MARKS, TATWEEL


def _spread(class_of_letters: str) -> str:
    """The characters of a regular expression's class."""
    return "".join(re.findall(f"[{class_of_letters}]", "".join(map(chr, range(0x10000)))))


_ASCII = "".join(map(chr, range(128)))
LETTERS = _spread("\u0621-\u063a\u0641-\u064a")
"""The Arabic letters that have a byte."""
_DRAWN = TATWEEL + _spread("\u064b-\u0652")
_MARKS = _spread(DIRECTION_MARKS)
_OTHERS = _spread("\u060c\u061b\u061f\u0660-\u066c") + "«»“”‘’…–—\u00a0"
_KNOWN = _ASCII + LETTERS + _DRAWN + _MARKS + _OTHERS
# U+FFFE stands for bytes that are none of them.
_MAP = codecs.charmap_build(_KNOWN.ljust(256, "\ufffe"))


def _code(text: str) -> bytes:
    return codecs.charmap_encode(text, "strict", _MAP)[0]


_FOLDING = bytes.maketrans(
    _code("".join(variant for variant, _ in VARIANTS)) + bytes(range(65, 91)),
    _code("".join(letter for _, letter in VARIANTS)) + bytes(range(97, 123)),
)
_DROPPED = _code(_DRAWN + _MARKS)
_GAP = _DROPPED[:1]
_GAPS = bytes.maketrans(_DROPPED, _GAP * len(_DROPPED))


_LETTER_BYTES = _code(LETTERS)
_ONLY_LETTERS = bytes(byte if byte in _LETTER_BYTES else 0 for byte in range(256))
_DIGITS = _code("".join(filter(str.isdecimal, _ASCII + _OTHERS)))
_HAS_DIGIT = re.compile(b"[%b]" % _DIGITS)
# A number holds marks that part other words: 1,234.5.
_OTHER = re.compile(b"[%b,.%b]+" % (_code("".join(filter(str.isalnum, _ASCII + _OTHERS))), _code("٫")))


def encode(text: str) -> bytes | None:
    """The text as bytes; None where one of its characters is out of the common."""
    try:
        return _code(text)
    except UnicodeEncodeError:
        return None


def fold(coded: bytes) -> bytes:
    """Without what is drawn around letters, with one letter for each of its variants, in small letters."""
    return coded.translate(_FOLDING, _DROPPED)


def find_gaps(coded: bytes) -> list[int]:
    """Before which places of the folded text stands what folding drops, a place for each, in their order."""
    kept = coded.translate(_GAPS).split(_GAP)
    kept.pop()
    return list(accumulate(map(len, kept)))


def find_starts(folded: bytes, places: Iterable[int]) -> set[int]:
    """Where the Arabic words begin that go on at these places."""
    letters = folded.translate(_ONLY_LETTERS)
    return {letters.rfind(0, 0, at) + 1 for at in places}


def find_others(coded: bytes) -> list[tuple[int, int]]:
    """From where to where there are letters and digits that aren't Arabic letters; several words may be in one."""
    return [found.span() for found in _OTHER.finditer(coded)]


def has_digit(coded: bytes) -> bool:
    """Whether one of them is a digit."""
    return _HAS_DIGIT.search(coded) is not None
