"""Whether a text reports news, by the words of its own voice: columns, sermons, tales and poems have others."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from app.arabic.quotes.reading import Reading
from app.arabic.quotes.uses import VOICE

_REPORTERS_OWN = frozenset(
    f"{verbs}.clause" for verbs in ("explain", "state", "continue", "point-out", "announce", "mention-with-ba")
)
_FEWEST_REPORTED = 3
_LETTERS_EACH = 2000
"""Code points of text for each: of 2,500 articles every one that has so many is a report, a sermon's among them."""
_LETTERS = 600
"""Of a hundred words with what stands between them."""
_FEWEST = 4
"""Words that are no accident: an interview has a question or two outside of marks."""
_MANY = 2.0
"""Of a hundred words. Of reports in the news hardly one has as many, of columns and sermons three in four."""


def is_reporting(reading: Reading, quoted: Iterable[tuple[int, int]], rules: Iterable[str] = ()) -> bool:
    """Whether a news report's voice speaks outside the `quoted` spans (offsets) and outside of marks.

    `rules` are the ids of the rules that found the quotes: who has others explain, add and stress again and again
    reports, however those others speak; in columns and tales people say, and think.
    """
    reported = sum(rule in _REPORTERS_OWN for rule in rules)
    if reported >= _FEWEST_REPORTED and reported * _LETTERS_EACH >= len(reading.text):
        return True
    voiced = reading.places(VOICE)
    if len(voiced) < _FEWEST:
        return True
    marked = [(stretch.start, stretch.end) for stretch in reading.marked.outermost]
    spans = sorted([*quoted, *marked])
    starts, ends = [start for start, _ in spans], list(accumulate((end for _, end in spans), max))
    tokens = reading.tokens
    count = sum(not _is_inside(tokens[at].start, starts, ends) for at in voiced)
    letters = len(reading.text) - _covered(spans)
    return count < _FEWEST or count * _LETTERS < _MANY * letters


def _is_inside(offset: int, starts: list[int], ends: list[int]) -> bool:
    """Whether a span that starts at or before the offset ends behind it."""
    before = bisect_right(starts, offset)
    return before > 0 and ends[before - 1] > offset


def _covered(spans: list[tuple[int, int]]) -> int:
    """How many code points the sorted spans hold together."""
    covered = behind = 0
    for start, end in spans:
        covered += max(0, end - max(start, behind))
        behind = max(behind, end)
    return covered
