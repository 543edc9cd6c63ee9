"""A text's words with the terms that each is found by; offsets are code points of the text as it stands."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from app.arabic.analyzer.affixes import begin, lay_bare, list_forms, list_keys, root, stem
from app.arabic.analyzer.spelling import ARABIC, fold_spelling, strip_marks
from app.arabic.analyzer.stop_words import is_stop_word
from app.arabic.normalize import DIRECTION_MARKS

_GROUPED = r"\d{1,3}(?:[,٬]\d{3})+(?![\d,٬])"
_DECIMAL = r"(?<![\d.٫])\d+[.٫]\d+(?![\d.٫]*\d)"
_ACCENTS = "\u0300-\u036f"
# Each is words by itself, whatever it is written onto: النبيﷺ, ٣½.
_ALONE = "\ufdf0-\ufdf1\ufdf5-\ufdfd\u00bc-\u00be\u2150-\u215e"
# Arabic and other letters end each other's words: بـ5 is ب and 5, الـGDP is ال and GDP.
_WORD = re.compile(
    rf"[{ARABIC}][{ARABIC}{DIRECTION_MARKS}]*|{_GROUPED}|{_DECIMAL}|(?:[^\W_{ARABIC}{_ALONE}][{_ACCENTS}]*)+|[{_ALONE}]"
)
_PIECE = re.compile(r"[\d]+\.\d+|[^\W_]+")
_ARABIC_LETTER = re.compile(f"[{ARABIC}]")
LONGEST_TERM = 60
SHORTEST_BEGINNING = 4


class Terms(NamedTuple):
    """What one word is found by: as written, folded, its stem, its root, and every word it holds, itself first."""

    exact: str
    folded: str
    stem: str
    root: str
    keys: tuple[str, ...]
    is_stop: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """The keys that the word, in a query, is found by."""
        return self.keys if self.is_stop else list_forms(self.folded)

    @property
    def has_relatives(self) -> bool:
        """Whether other words with its letters are about the same; one letter alone is in all of them."""
        return not self.is_stop and (len(self.folded) > 1 or self.folded.isdigit())

    @property
    def bare(self) -> str:
        """The word without the article and what else is written before it."""
        return lay_bare(self.folded) if is_arabic(self.folded) else self.folded

    @property
    def beginning(self) -> str | None:
        """What its relatives among the keys begin with, too; None where that would say nothing."""
        start = begin(self.bare)
        return start if is_arabic(self.folded) and len(start) >= SHORTEST_BEGINNING else None


class Word(NamedTuple):
    """A word of a text: from `start` up to `end`, and its terms."""

    start: int
    end: int
    terms: Terms


def read_words(text: str) -> Iterator[Word]:
    """Every word of the text in its order. A ligature of several words yields each, all where the ligature stands."""
    for found in _WORD.finditer(text):
        start, end = found.span()
        for terms in read_terms(found.group()):
            yield Word(start, end, terms)


def find_words(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Where the words of the text stand, from one that begins at `start`: of each, `read_terms` tells the terms."""
    return _WORD.finditer(text, start)


def find_all(text: str) -> list[str]:
    """The words of the text as they are written, without where they stand."""
    return _WORD.findall(text)


def find_word_from(text: str, at: int) -> re.Match[str] | None:
    """The first word that begins there or behind."""
    return _WORD.search(text, at)


def list_terms(text: str) -> list[Terms]:
    """The terms of every word of the text in its order."""
    return [terms for word in find_all(text) for terms in read_terms(word)]


def make_terms(word: str) -> tuple[Terms, ...]:
    """The terms of one written word: none for bare vowel signs, several for a ligature such as ﷺ."""
    return tuple(_make_terms(piece[:LONGEST_TERM]) for piece in _PIECE.findall(strip_marks(word)))


read_terms = lru_cache(maxsize=1 << 14)(make_terms)
"""The same, remembered; the bound keeps memory flat over an archive."""


def is_arabic(word: str) -> bool:
    """Whether it is written in Arabic letters."""
    return _ARABIC_LETTER.match(word) is not None


def _make_terms(exact: str) -> Terms:
    folded = fold_spelling(exact)
    is_stop = is_stop_word(exact, folded)
    if not is_arabic(folded):
        return Terms(exact, folded, folded, folded, (folded, *_list_parts(folded)), is_stop)
    if is_stop:
        return Terms(exact, folded, folded, root(folded), _list_plain_keys(folded, exact), True)
    stemmed = stem(folded)
    return Terms(exact, folded, stemmed, root(stemmed), list_keys(folded, exact), False)


def _list_parts(folded: str) -> tuple[str, ...]:
    """What stands before and behind a decimal point, for who knows but one of them."""
    return tuple(folded.split(".")) if "." in folded else ()


def _list_plain_keys(folded: str, exact: str) -> tuple[str, ...]:
    """Of a stop word only و and ف are cut off, and only before another: وفي holds في."""
    return (folded, folded[1:]) if exact[:1] in ("و", "ف") and is_stop_word(exact[1:], folded[1:]) else (folded,)
