"""Where words stand in a body: the columns of a quote that tell it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from app.arabic.normalize import fold_key
from app.store.links import make_fragment

AROUND = 32
"""Code points before and behind a quote that are kept with it, as analysis keeps them."""
Piece = tuple[int, int]


def find_nearest(body: str, words: str, *, near: int) -> int | None:
    """Where the words stand, as near as can be."""
    before, behind = body.rfind(words, 0, near + len(words)), body.find(words, max(0, near))
    return min((place for place in (before, behind) if place >= 0), key=lambda place: abs(place - near), default=None)


def pieces_of(segments: Sequence[Any], *, shift: int = 0) -> list[Piece]:
    """Where a quote's segments stand, moved."""
    return [(segment["start"] + shift, segment["end"] + shift) for segment in map(dict, segments)]


def cut(start: int, end: int, pieces: Sequence[Piece]) -> list[Piece]:
    """The content from start to end, without what stood between the former pieces and is still inside."""
    gaps = [(one[1], other[0]) for one, other in pairwise(pieces)]
    edges = [edge for gap in gaps if start < gap[0] < gap[1] < end for edge in gap]
    edges = [start, *edges, end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def place_content(body: str, pieces: Sequence[Piece]) -> dict[str, Any]:
    """The columns of a content of these pieces."""
    start, end = pieces[0][0], pieces[-1][1]
    prefix, text, suffix = body[max(0, start - AROUND) : start], body[start:end], body[end : end + AROUND]
    return {
        **{"text": text, "start": start, "end": end, "prefix": prefix, "suffix": suffix},
        "segments": [{"start": first, "end": last, "text": body[first:last]} for first, last in pieces],
        "folded": fold_key(text),
        "fragment": make_fragment(prefix, text, suffix),
    }


def place_words(name: str, body: str, words: str | None, *, near: int) -> dict[str, Any] | None:
    """The columns of words with their span, nearest to a place; None where they do not stand in the body."""
    start = None if words is None else find_nearest(body, words, near=near)
    if words is not None and start is None:
        return None
    end = None if start is None or words is None else start + len(words)
    return {name: words, f"{name}_start": start, f"{name}_end": end}
