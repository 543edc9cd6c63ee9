"""A document's tokens cut finer: clitics and digits apart from the words they are written with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.arabic.dates.grammar import Grammar
from app.arabic.normalize import TATWEEL, fold, keeps_length
from app.arabic.tokens import Document, Token

PARAGRAPH_END = "\n"
_RUNS = re.compile(r"[0-9]+|[^0-9]+")
_JOINED = re.compile(rf"\d+|{TATWEEL}+|[^\d{TATWEEL}]+")
_DIGITS = frozenset("0123456789")
_JOINTS, _PREPOSITIONS, _ARTICLE = "وف", "بلك", "ال"
_SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\\": "/", "⁄": "/", "،": ",", "٬": ","})
_SIGN_KEYS = {chr(sign): key for sign, key in _SIGNS.items()}
"""What stands between dates most often, and is never cut."""
CUT, FIRST = 1 << 8, 1 << 9
"""The facts that a word or sign is cut or spelled anew, and that an expression may begin in it.

The bits below are the quote rules'.
"""
_LONGEST_WORD = 24
_MOST_REMEMBERED = 1 << 15

Cut = tuple[tuple[int, str], ...]
WHOLE: Cut = ((0, ""),)


@dataclass(slots=True)
class Pieces:
    """Parallel lists: the folded spelling of each piece, where it stands, and its token.

    `firsts` are the places of the pieces that an expression may begin with.
    """

    keys: list[str]
    starts: list[int]
    ends: list[int]
    tokens: list[int]
    firsts: list[int]


class Cutter:
    """Cuts words at the clitics that stand before a word of the grammar; remembers what it has cut."""

    def __init__(self, grammar: Grammar) -> None:
        self._words = grammar.words
        self._firsts = grammar.firsts
        self._cuts: dict[str, Cut] = {}

    def cut(self, document: Document) -> Pieces:
        """The pieces of `document`; a piece that is only a line break stands between paragraphs."""
        pieces = Pieces([], [], [], [], [])
        keys = list(document.keys.values())
        told = {number: facts for number, facts in document.facts if facts & (CUT | FIRST)}
        openings = _paragraph_openings(document)
        behind = 0
        for number in sorted(openings.union(told)):
            facts = told.get(number, 0)
            whole = _SIGN_KEYS.get(keys[number]) if facts & CUT else keys[number]
            if whole is not None and number not in openings:
                keys[number] = whole
                if facts & FIRST:
                    pieces.firsts.append(len(pieces.keys) + number - behind)
                continue
            _add_whole(pieces, document, keys, behind, number)
            if number in openings:
                start = document.starts[number]
                _add(pieces, PARAGRAPH_END, start, start, number)
            self._add_told(pieces, document, number, facts)
            behind = number + 1
        _add_whole(pieces, document, keys, behind, len(keys))
        return pieces

    def read_facts(self, key: str) -> int:
        """Whether a word or sign is cut, and whether an expression may begin in it, as facts to be kept with it."""
        sign = key.translate(_SIGNS)
        cut = ((0, sign),) if sign != key else self._cut(key, is_word=True)
        begins = any(self._may_begin(part or key) for _, part in cut)
        return (cut is not WHOLE and CUT) | (begins and FIRST)

    def _may_begin(self, key: str) -> bool:
        return key in self._firsts or key[:1] in _DIGITS

    def _add_told(self, pieces: Pieces, document: Document, number: int, facts: int) -> None:
        """A token of which there is something to tell, or which opens a paragraph."""
        first, key = len(pieces.keys), document.keys[number]
        cut = self._cuts.get(key) or self._remember(document.tokens[number]) if facts & CUT else WHOLE
        if cut is WHOLE:
            _add(pieces, key, document.starts[number], document.ends[number], number)
        else:
            _add_cut(pieces, cut, document, number)
        if facts & FIRST:
            pieces.firsts += [at for at in range(first, len(pieces.keys)) if self._may_begin(pieces.keys[at])]

    def _remember(self, token: Token) -> Cut:
        cut = self._cut(token.key, is_word=token.is_word)
        if len(token.key) <= _LONGEST_WORD:
            if len(self._cuts) >= _MOST_REMEMBERED:
                self._cuts.clear()
            self._cuts[token.key] = cut
        return cut

    def _cut(self, key: str, *, is_word: bool) -> Cut:
        return WHOLE if key in self._words else self._split(key, is_word=is_word)

    def _split(self, key: str, *, is_word: bool) -> Cut:
        """How a token that is no word of the grammar is cut; `WHOLE` where it isn't."""
        if not is_word:
            sign = key.translate(_SIGNS)
            return WHOLE if sign == key and key else ((0, sign),)
        if not key:
            return ((0, "-"),)  # a tatweel by itself stands for a dash
        if len(key) > _LONGEST_WORD or (key[0] not in _JOINTS + _PREPOSITIONS and key.isalpha()):
            return WHOLE
        cut: list[tuple[int, str]] = []
        at = 0
        for run in _RUNS.findall(key):
            cut += [(at + offset, part) for offset, part in self._clitics(run)]
            at += len(run)
        return tuple(cut) if len(cut) > 1 or key[0] in _DIGITS else WHOLE

    def _clitics(self, word: str) -> Cut:
        """`word` whole, or the clitics that leave a word of the grammar behind them."""
        # Never the whole word: a letter that stands alone (أ ف ب) is no clitic of anything.
        for length in range(min(len(word), 3)):
            clitics = word[:length]
            if length == 2 and not (clitics[0] in _JOINTS and clitics[1] in _PREPOSITIONS):
                break
            if length == 1 and clitics not in _JOINTS + _PREPOSITIONS:
                break
            stem = self._stem(clitics, word[length:])
            if stem:
                return (*enumerate(clitics), (length, stem))
        return ((0, word),)

    def _stem(self, clitics: str, rest: str) -> str:
        if rest in self._words and (len(rest) > 1 or not clitics):
            return rest
        # The article loses its alef after ل: للعام is ل + العام.
        if clitics.endswith("ل") and rest.startswith("ل") and _ARTICLE + rest[1:] in self._words:
            return _ARTICLE + rest[1:]
        return ""


def _paragraph_openings(document: Document) -> set[int]:
    """The first token of each paragraph but the first."""
    text, starts, ends = document.text, document.starts, document.ends
    firsts = [limit for limit in document.limits if 0 < limit < len(starts)]
    return {first for first in firsts if "\n" in text[ends[first - 1] : starts[first]]}


def _add_whole(pieces: Pieces, document: Document, keys: list[str], first: int, last: int) -> None:
    """The tokens `[first, last)` as they are."""
    pieces.keys += keys[first:last]
    pieces.starts += document.starts[first:last]
    pieces.ends += document.ends[first:last]
    pieces.tokens += range(first, last)


def _add(pieces: Pieces, key: str, start: int, end: int, token: int) -> None:
    pieces.keys.append(key)
    pieces.starts.append(start)
    pieces.ends.append(end)
    pieces.tokens.append(token)


def _add_cut(pieces: Pieces, cut: Cut, document: Document, number: int) -> None:
    first, last = document.starts[number], document.ends[number]
    printed = document.text[first:last]
    if document.keys[number][:1] in _DIGITS and TATWEEL in printed:
        _add_joined(pieces, printed, first, number)
        return
    if len(cut) == 1:
        if cut[0][1]:
            _add(pieces, cut[0][1], first, last, number)
        return
    offsets = _offsets(printed)
    places = [first + offsets[min(at, len(offsets) - 1)] for at, _ in cut] + [last]
    for (_, key), start, end in zip(cut, places, places[1:], strict=False):
        _add(pieces, key, start, end, number)


def _add_joined(pieces: Pieces, printed: str, first: int, number: int) -> None:
    """18ـ19: a tatweel between figures stands for a dash."""
    for run in _JOINED.finditer(printed):
        _add(pieces, fold(run.group()) or "-", first + run.start(), first + run.end(), number)


def _offsets(spelling: str) -> Sequence[int]:
    """For each code point of the folded spelling, its offset in the spelling as printed."""
    if keeps_length(spelling):
        return range(len(spelling)) or (0,)
    return [at for at, letter in enumerate(spelling) for _ in fold(letter)] or [0]
