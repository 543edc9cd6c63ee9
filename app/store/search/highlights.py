"""What of a hit's text was searched for: spans in the letters as they stand, and a snippet around the densest of them.

The index holds stems; the text is read again, with the same analyser, for the rows of a page alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from app.arabic.analyzer.spotting import spot
from app.arabic.analyzer.words import find_words, read_terms
from app.store.search.judging import Judge
from app.store.search.language import Leaf, wanted_leaves
from app.store.search.matching import Wanted

Made = TypeVar("Made")
LONGEST_SNIPPET = 160
MOST_SPANS = 100
Texts = Sequence[str | None]
"""What can be marked of a hit, in the order of its subject; None where that isn't to be seen."""


@dataclass(frozen=True)
class Marker:
    """Finds the words of one search in the fields of its list."""

    wanted: Wanted

    @cached_property
    def _looks(self) -> Mapping[str, "_Look"]:
        subject = self.wanted.subject
        leaves = (*wanted_leaves(self.wanted.tree), *self.wanted.near)
        looks: dict[tuple[Leaf, ...], _Look] = {}
        found = {}
        for each in subject.fields:
            mine = tuple(leaf for leaf in leaves if leaf.field is None or subject.find_field(leaf.field) is each)
            # Most often all fields are looked through for the same.
            found[each.name] = looks[mine] = looks.get(mine) or _Look(Judge(self.wanted, mine))
        return found

    def find(self, name: str, text: str) -> list[tuple[int, int]]:
        """The spans of what was searched for in that field, in their order."""
        return self._looks[name].find(text)


class _Look:
    """A look for words and phrases. Each spelling is judged, and spelled as phrases compare it, once."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.judged = _Memo(self._is_wanted)
        self.spelled = _Memo(self._spell)

    def find(self, text: str) -> list[tuple[int, int]]:
        found = self._find_words(text) if self.judge.has_words else []
        return sorted({*found, *self._find_phrases(text)}) if self.judge.phrases else found

    def _find_words(self, text: str) -> list[tuple[int, int]]:
        needles, judged = self.judge.needles, self.judged
        words = spot(text, needles) if needles else None
        return [found.span() for found in (find_words(text) if words is None else words) if judged[found[0]]]

    def _is_wanted(self, word: str) -> bool:
        return self.judge.sieve.lets_through(word) and any(map(self.judge.is_wanted, read_terms(word)))

    def _find_phrases(self, text: str) -> Iterator[tuple[int, int]]:
        spelled, words = self.spelled, list(find_words(text))
        terms = [(term, found) for found in words for term in spelled[found[0]]]
        row = [term for term, _ in terms]
        for phrase in self.judge.phrases:
            length, at = len(phrase), -1
            for _ in range(row.count(phrase[0])):
                at = row.index(phrase[0], at + 1)
                if tuple(row[at : at + length]) == phrase:
                    yield terms[at][1].start(), terms[at + length - 1][1].end()

    def _spell(self, word: str) -> tuple[str, ...]:
        """A ligature is several; what stands in no phrase is like nothing."""
        return tuple(map(self.judge.spell, read_terms(word))) if self.judge.sieve.lets_through(word) else ("",)


class _Memo(dict[str, Made]):
    """What is made of each word, once."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> Made:
        made = self[word] = self._make(word)
        return made


def highlight(marker: Marker, texts: Texts) -> list[dict[str, Any]]:
    """The highlights of one hit: each field with something to mark, as answers call it."""
    found = []
    for (looked_through, name), text in zip(marker.wanted.subject.shown, texts, strict=True):
        if text and (spans := marker.find(looked_through.name, text)):
            shown = [{"start": start, "end": end} for start, end in spans[:MOST_SPANS]]
            found.append({"field": name, "spans": shown, "snippet": _cut(text, spans)})
    return found


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """The stretch of at most `LONGEST_SNIPPET` code points that holds most of the spans, cut between words."""
    start, end = _choose(text, spans)
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
    return {
        "text": text[start:end],
        "start": start,
        "end": end,
        "spans": [{"start": a, "end": b} for a, b in inside[:MOST_SPANS]],
    }


def _choose(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if len(text) <= LONGEST_SNIPPET:
        return 0, len(text)
    best, most, first = 0, 0, 0
    for last, (_, end) in enumerate(spans):
        while end - spans[first][0] > LONGEST_SNIPPET and first < last:
            first += 1
        if last - first + 1 > most:
            best, most = first, last - first + 1
    inner_start, inner_end = spans[best][0], spans[best + most - 1][1]
    if inner_end - inner_start >= LONGEST_SNIPPET:
        return inner_start, inner_start + LONGEST_SNIPPET
    room = LONGEST_SNIPPET - (inner_end - inner_start)
    start = min(max(0, inner_start - room // 2), len(text) - LONGEST_SNIPPET)
    return _between_words(text, start, start + LONGEST_SNIPPET, inner_start, inner_end)


def _between_words(text: str, start: int, end: int, inner_start: int, inner_end: int) -> tuple[int, int]:
    """Moves both ends inwards to the next blank, but not into what is marked."""
    if start > 0 and not text[start - 1].isspace():
        blank = next((at for at in range(start, inner_start) if text[at].isspace()), inner_start - 1)
        start = blank + 1
    if end < len(text) and not text[end].isspace():
        blank = next((at for at in range(end - 1, inner_end - 1, -1) if text[at].isspace()), inner_end)
        end = blank
    while start < inner_start and text[start].isspace():
        start += 1
    while end > inner_end and text[end - 1].isspace():
        end -= 1
    return start, end
