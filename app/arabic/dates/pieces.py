"""A document's tokens cut finer: clitics and digits apart from the words they are written with."""

import re
from dataclasses import dataclass

from app.arabic.dates.grammar import Grammar
from app.arabic.normalize import TATWEEL, fold
from app.arabic.tokens import Document, Token

PARAGRAPH_END = "\n"
_RUNS = re.compile(r"[0-9]+|[^0-9]+")
_JOINED = re.compile(rf"\d+|{TATWEEL}+|[^\d{TATWEEL}]+")
_DIGITS = frozenset("0123456789")
_JOINTS, _PREPOSITIONS, _ARTICLE = "وف", "بلك", "ال"
_SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\\": "/", "⁄": "/", "،": ",", "٬": ","})
_LONGEST_WORD = 24
_MOST_REMEMBERED = 1 << 16

Cut = tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Pieces:
    """Parallel lists: the folded spelling of each piece, where it stands, and its token."""

    keys: list[str]
    starts: list[int]
    ends: list[int]
    tokens: list[int]


class Cutter:
    """Cuts words at the clitics that stand before a word of the grammar; remembers what it has cut."""

    def __init__(self, grammar: Grammar) -> None:
        self._words = grammar.words
        self._cuts: dict[str, Cut] = {}

    def cut(self, document: Document) -> Pieces:
        """The pieces of `document`; a piece that is only a line break stands between paragraphs."""
        pieces = Pieces([], [], [], [])
        remembered = self._cuts
        sentence, words = 0, self._words
        for number, token in enumerate(document.tokens):
            key = token.key
            if token.sentence != sentence:
                if "\n" in document.text[document.tokens[number - 1].end : token.start]:
                    _add(pieces, PARAGRAPH_END, token.start, token.start, number)
                sentence = token.sentence
            if key in words:
                _add(pieces, key, token.start, token.end, number)
                continue
            cut = remembered.get(key)
            if cut is None:
                cut = self._remember(token)
            if key[:1] in _DIGITS and TATWEEL in document.text[token.start : token.end]:
                _add_joined(pieces, document.text, token, number)
                continue
            if len(cut) == 1:
                _add(pieces, cut[0][1], token.start, token.end, number)
            else:
                _add_cut(pieces, cut, document.text, token, number)
        return pieces

    def _remember(self, token: Token) -> Cut:
        cut = self._split(token) if len(token.key) <= _LONGEST_WORD else ((0, token.key),)
        if len(self._cuts) >= _MOST_REMEMBERED:
            self._cuts.clear()
        if len(token.key) <= _LONGEST_WORD:
            self._cuts[token.key] = cut
        return cut

    def _split(self, token: Token) -> Cut:
        key = token.key
        if not token.is_word:
            return ((0, key.translate(_SIGNS)),) if key else ()
        if not key:
            return ((0, "-"),)  # a tatweel by itself stands for a dash
        runs = _RUNS.findall(key)
        cut: list[tuple[int, str]] = []
        at = 0
        for run in runs:
            cut += [(at + offset, part) for offset, part in self._clitics(run)]
            at += len(run)
        return tuple(cut)

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


def _add(pieces: Pieces, key: str, start: int, end: int, token: int) -> None:
    pieces.keys.append(key)
    pieces.starts.append(start)
    pieces.ends.append(end)
    pieces.tokens.append(token)


def _add_joined(pieces: Pieces, text: str, token: Token, number: int) -> None:
    """18ـ19: a tatweel between figures stands for a dash."""
    for run in _JOINED.finditer(text, token.start, token.end):
        key = fold(run.group()) or "-"
        _add(pieces, key, run.start(), run.end(), number)


def _add_cut(pieces: Pieces, cut: Cut, text: str, token: Token, number: int) -> None:
    offsets = _offsets(text[token.start : token.end])
    places = [token.start + offsets[min(at, len(offsets) - 1)] for at, _ in cut] + [token.end]
    for (_, key), start, end in zip(cut, places, places[1:], strict=False):
        _add(pieces, key, start, end, number)


def _offsets(spelling: str) -> list[int]:
    """For each code point of the folded spelling, its offset in the spelling as printed."""
    return [at for at, letter in enumerate(spelling) for _ in fold(letter)] or [0]
