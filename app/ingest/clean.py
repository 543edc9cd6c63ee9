"""Bytes → lines: decoding, line ends, and lines that a mail program has broken."""

import codecs
import re
from collections.abc import Sequence
from itertools import pairwise

from app.arabic.normalize import DIRECTION_MARKS
from app.errors import EmptySource, UnreadableSource
from app.ingest.shape import ends_sentence

# The longer marks first: UTF-32's begins like UTF-16's.
_OTHER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_LINE_END = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_VISIBLE = re.compile(rf"[^\s{DIRECTION_MARKS}]")
# Mail and terminals break at 80; nothing that is broken by a program is wider than this.
WIDEST_WRAP = 120


def decode(data: bytes, *, name: str) -> str:
    """The text of `data`, which must be UTF-8 (with or without its mark). Raises UnreadableSource, EmptySource."""
    for mark, encoding in _OTHER_MARKS.items():
        if data.startswith(mark):
            raise UnreadableSource(name, f"this is {encoding}; save it as UTF-8")
    if b"\0" in data:
        raise UnreadableSource(name, "this is a binary, not a text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSource(name, f"not UTF-8: byte {error.start} can't be read") from error
    if not _is_visible(text):
        raise EmptySource(name, "there is nothing in it")
    return text


def split_blocks(text: str) -> list[list[str]]:
    """The trimmed lines of `text`, those without a blank line between them together."""
    blocks: list[list[str]] = [[]]
    for line in _LINE_END.split(text):
        if _is_visible(line):
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def read_lines(text: str) -> list[str]:
    """Headings and paragraphs, one a line: a line is one, unless a program has broken it at a fixed width."""
    blocks = split_blocks(text)
    if _is_wrapped(blocks):
        return [" ".join(block) for block in blocks]
    return [line for block in blocks for line in block]


def _is_wrapped(blocks: Sequence[Sequence[str]]) -> bool:
    """Whether every line inside a block is as full as it could be: one more word would have been too wide."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    width = max((len(line) for block in blocks for line in block), default=0)
    return (
        len(pairs) >= len(blocks)
        and width <= WIDEST_WRAP
        and not all(ends_sentence(line) for line, _ in pairs)
        and all(len(line) + 1 + len(following.split()[0]) > width for line, following in pairs)
    )


def _is_visible(text: str) -> bool:
    """Whether anything is left without white space and direction marks."""
    return _VISIBLE.search(text) is not None
