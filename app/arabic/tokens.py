"""A text cut into paragraphs, sentences and tokens, once, for everything that reads it."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from app.arabic.normalize import TASHKEEL, fold
from app.arabic.remembering import Remembered

# Words and runs of signs, each with the white space behind it: found so, the pieces cover a sentence without a gap.
_PIECE = re.compile(rf"[\u0620-\u064a\w{TASHKEEL}\u0640]+\s?|[^\w\s{TASHKEEL}\u0640]+\s?|\s+")
_OPENS_WORD = re.compile(rf"[\w{TASHKEEL}\u0640]")
_SIGN = re.compile(r"([^\w\s]{1,2}?)\1{3,}|[^\w\s]")  # four and more of a kind, or of a pair, are one
_PARAGRAPH = re.compile(r"[^\n]+")
# A full stop ends a sentence unless it stands between digits or after a title's single letter (د. ، أ. ، م.).
# Papers leave out the space behind it (انتهى.وقال): between Arabic words that are no initials it is one, nor letters
# of a foreign name (أ.د. ، إيه.سي.إيه).
# What is asked of the letters before it comes after the mark in the pattern: so it looks at nothing but marks.
_SENTENCE_END = re.compile(
    r"[.!?؟…](?:(?<![\s(.][^\W\d].)(?:(?<!\.)|(?!\w))[.!?؟…]*[\"”“»’')\]]*(?=\s|$)|(?<=\.)\.+"
    r"|(?<=[ء-ي]{3}\.)(?<!\.[ء-ي]{3}\.)(?=[ء-ي]{2})(?![ء-ي]{2,4}\.[ء-ي]))"
)

LONGEST_SENTENCE = 5000
LONGEST_KEY = 100
"""What is longer is no word; of its key so much is kept."""


@dataclass(slots=True)
class Token:
    """A word, number or punctuation mark; `key` is its folded spelling."""

    start: int
    end: int
    key: str
    is_word: bool
    sentence: int


_blank_token = Token.__new__
"""To set its fields at once is twice as quick as its `__init__`: there is one for every word of a text."""


@dataclass(slots=True, frozen=True)
class Span:
    """A half-open range of code points."""

    start: int
    end: int


class Keys(dict[int, str]):
    """The tokens' keys by their place; empty where there is no token."""

    def __missing__(self, at: int) -> str:
        return ""


@dataclass(slots=True)
class Parts:
    """What is known of a document's tokens, by their place; `signs` are those that are no words.

    `facts` has the tokens of which there is something to tell, with what it is.
    `limits` tells for each sentence the place of the first token behind it.
    """

    tokens: list[Token] = field(default_factory=list)
    keys: Keys = field(default_factory=Keys)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    signs: list[int] = field(default_factory=list)
    facts: list[tuple[int, int]] = field(default_factory=list)
    limits: list[int] = field(default_factory=list)

    def add(self, key: str, start: int, end: int, facts: int) -> None:
        """Append a sign."""
        at = len(self.ends)
        token = _blank_token(Token)
        token.start, token.end, token.key, token.is_word, token.sentence = start, end, key, False, len(self.limits)
        self.tokens.append(token)
        self.keys[at] = key
        self.starts.append(start)
        self.ends.append(end)
        self.signs.append(at)
        if facts:
            self.facts.append((at, facts))


class Document:
    """A text with its parts. Spans are half-open ranges of code points in `text`."""

    def __init__(self, text: str, paragraphs: list[Span], sentences: list[Span], parts: Parts) -> None:
        self.text, self.paragraphs, self.sentences = text, paragraphs, sentences
        self.tokens = parts.tokens
        self.keys = parts.keys
        """What most rules look at, many times: quicker to get at than the tokens, also outside of them."""
        self.signs = parts.signs
        """The places of the tokens that are no words."""
        self.facts = parts.facts
        """The places of the tokens that `keep_facts` has something to tell of, with what it is."""
        self.limits = parts.limits
        """For each sentence the place of the first token behind it."""
        self.starts = parts.starts
        """Where each token starts, for binary search."""
        self.ends = parts.ends
        """Where each token ends."""

    def limit(self, at: int) -> int:
        """The place of the first token behind the sentence of the token at `at`."""
        return self.limits[self.tokens[at].sentence]

    def sparse(self, places: list[int], most: int) -> list[int]:
        """Of the tokens at `places`, in order, the first so many of each sentence."""
        if len(places) <= most:
            return places
        counts = [0] * len(self.sentences)
        kept = []
        for at in places:
            sentence = self.tokens[at].sentence
            counts[sentence] += 1
            if counts[sentence] <= most:
                kept.append(at)
        return kept

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
    parts = Parts()
    for span in sentences:
        _read_tokens(text, span, parts)
        parts.limits.append(len(parts.ends))
    return Document(text, paragraphs, sentences, parts)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _sentences(text: str, paragraph: Span) -> list[Span]:
    found: list[Span] = []
    start = paragraph.start
    for stop in _SENTENCE_END.finditer(text, paragraph.start, paragraph.end):
        _add_bounded(text, start, stop.end(), found)
        start = stop.end()
    _add_bounded(text, start, paragraph.end, found)
    return [span for span in found if span.start < span.end]


def _add_bounded(text: str, start: int, end: int, found: list[Span]) -> None:
    """A sentence, cut at white space where it is too long to be one: what reads sentences stays linear."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        found.append(_trimmed(text, start, cut))
        start = cut
    found.append(_trimmed(text, start, end))


_PREPOSITIONS = {"علي": "على", "وعلي": "وعلى", "فعلي": "فعلى"}
"""The preposition by what folding makes of it, which is the name علي."""
_DOTLESS = re.compile(f"[ىی\ufbfc\ufbfd\ufeef\ufef0][{TASHKEEL}]*$")


def fold_token(word: str) -> str:
    """A word's key: folded, except that the preposition on stays apart from the name Ali.

    Papers print its last letter with a Persian keyboard, too (علی), and with its vowel (علىٰ).
    """
    folded = fold(word)
    kept = _PREPOSITIONS.get(folded)
    return kept if kept is not None and _DOTLESS.search(word) else folded


_facts: list[Callable[[str], int]] = []


def _read_piece(piece: str) -> tuple[str, int, int, bool, int]:
    """What a piece of text holds: key, length without white space and with it, whether it is a word, and its facts."""
    bare = piece.rstrip()
    is_word = _OPENS_WORD.match(piece) is not None
    is_run = len(bare) > 1 and not is_word
    key, facts = ("", 0) if is_run else _read_key(bare)
    return key, len(bare), len(piece), is_word and bool(key), facts


def _read_key(bare: str) -> tuple[str, int]:
    """The key of a word or sign, and its facts."""
    key = fold_token(bare)[:LONGEST_KEY]
    return key, sum([read(key) for read in _facts]) if key else 0


_words = Remembered(_read_piece, most=1 << 15, longest=LONGEST_KEY)
_signs = Remembered(_read_key, most=1 << 10, longest=1)
"""Those of signs that stand in a row."""


def keep_facts(read: Callable[[str], int]) -> None:
    """Have `read` tell of each word or sign what its readers will ask, in bits of their own, and keep it with it.

    So one look-up for each word of a text serves them all.
    """
    _facts.append(read)
    _words.forget()
    _signs.forget()


def _read_tokens(text: str, span: Span, parts: Parts) -> None:
    """Append the tokens of a sentence."""
    tokens, keys, starts, ends, words = parts.tokens, parts.keys, parts.starts, parts.ends, _words
    start, at, sentence = span.start, len(ends), len(parts.limits)
    for piece in _PIECE.findall(text, start, span.end):
        key, length, whole, is_word, facts = words[piece]
        if is_word:
            token = _blank_token(Token)
            token.start, token.end, token.key, token.is_word, token.sentence = (
                start,
                start + length,
                key,
                True,
                sentence,
            )
            tokens.append(token)
            keys[at] = key
            starts.append(start)
            ends.append(start + length)
            if facts:
                parts.facts.append((at, facts))
            at += 1
        else:
            if key:
                parts.add(key, start, start + length, facts)
            else:
                _read_signs(text, start, start + length, parts)
            at = len(ends)
        start += whole


def _read_signs(text: str, start: int, end: int, parts: Parts) -> None:
    """Append the tokens of signs in a row; direction marks fold to nothing."""
    for sign in _SIGN.finditer(text, start, end):
        key, facts = _signs[sign[0]]
        if key:
            parts.add(key, *sign.span(), facts)
