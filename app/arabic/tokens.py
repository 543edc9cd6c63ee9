"""A text cut into paragraphs, sentences and tokens, once, for everything that reads it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.arabic.normalize import TASHKEEL, fold

_TOKEN = re.compile(rf"(?P<word>[\w{TASHKEEL}\u0640]+)|(?P<run>([^\w\s])\3{{3,}})|(?P<punctuation>[^\w\s])")
_PARAGRAPH = re.compile(r"[^\n]+")
# A full stop ends a sentence unless it stands between digits or after a title's single letter (د. ، أ. ، م.).
_SENTENCE_END = re.compile(r"(?<![\s(][^\W\d])(?:\.(?!\w)|[!?؟…])[.!?؟…]*[\"”“»’')\]]*(?=\s|$)|\.{2,}")

LONGEST_SENTENCE = 5000


@dataclass(slots=True)
class Token:
    """A word, number or punctuation mark; `key` is its folded spelling."""

    start: int
    end: int
    key: str
    is_word: bool
    sentence: int


@dataclass(slots=True, frozen=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


@dataclass
class Document:
    """A text with its parts. Spans are half-open ranges of code points in `text`."""

    text: str
    paragraphs: list[Span]
    sentences: list[Span]
    tokens: list[Token]

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts, for binary search."""
        return [token.start for token in self.tokens]

    def token_at(self, offset: int) -> int:
        """Index of the last token that starts at or before `offset`; -1 where there is none."""
        return bisect_right(self.starts, offset) - 1

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds `offset`."""
        return max(0, bisect_right(self.sentence_starts, offset) - 1)

    @cached_property
    def sentence_starts(self) -> list[int]:
        """Where each sentence starts, for binary search."""
        return [sentence.start for sentence in self.sentences]


def read_document(text: str) -> Document:
    """Cut `text` into paragraphs (lines), sentences and tokens."""
    paragraphs = [_trimmed(text, found.start(), found.end()) for found in _PARAGRAPH.finditer(text)]
    paragraphs = [span for span in paragraphs if span.start < span.end]
    sentences = [span for paragraph in paragraphs for span in _sentences(text, paragraph)]
    tokens = [token for number, span in enumerate(sentences) for token in _tokens(text, span, number)]
    return Document(text, paragraphs, sentences, tokens)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def _sentences(text: str, paragraph: Span) -> list[Span]:
    found: list[Span] = []
    start = paragraph.start
    for stop in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        found.extend(_bounded(text, start, stop.end()))
        start = stop.end()
    found.extend(_bounded(text, start, paragraph.end))
    return [span for span in found if span.start < span.end]


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, cut at white space where it is too long to be one: what reads sentences stays linear."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield _trimmed(text, start, cut)
        start = cut
    yield _trimmed(text, start, end)


_KEPT = frozenset(("على", "وعلى", "فعلى"))  # the preposition, which folding would make the name علي


def fold_token(word: str) -> str:
    """A word's key: folded, except that the preposition على stays apart from the name علي."""
    return word if word in _KEPT else fold(word)


# Most words of an article have been seen in another; the bound keeps memory flat over an archive.
_fold_word = lru_cache(maxsize=1 << 16)(fold_token)


def _tokens(text: str, span: Span, sentence: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, span.start, span.end):
        key = _fold_word(found.group())
        if key:  # direction marks fold to nothing
            yield Token(found.start(), found.end(), key, found.lastgroup == "word", sentence)
