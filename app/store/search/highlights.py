"""What of a hit's text was searched for: spans in the letters as they stand, and a snippet around the densest of them.

The index holds stems; the text is read again, with the same analyser, for the rows of a page alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from app.arabic.analyzer.spelling import is_drawn
from app.arabic.analyzer.spotting import spot
from app.arabic.analyzer.words import find_words, read_terms
from app.store.search.judging import Judge
from app.store.search.language import Leaf
from app.store.search.matching import Wanted

Made = TypeVar("Made")
LONGEST_SNIPPET = 160
MOST_SPANS = 100
Span = tuple[int, int]
Texts = Sequence[str | None]
"""What can be marked of a hit, in the order of its subject; None where that isn't to be seen."""


@dataclass(frozen=True)
class Marker:
    """Finds the words of one search in the fields of its list."""

    wanted: Wanted

    @cached_property
    def _looks(self) -> Mapping[str, "_Look"]:
        subject, leaves = self.wanted.subject, self.wanted.leaves
        if all(leaf.field is None for leaf in leaves):
            return dict.fromkeys((each.name for each in subject.fields), _Look(Judge(self.wanted, leaves)))
        looks: dict[tuple[Leaf, ...], _Look] = {}
        found = {}
        for each in subject.fields:
            mine = tuple(leaf for leaf in leaves if leaf.field is None or subject.find_field(leaf.field) is each)
            found[each.name] = looks[mine] = looks.get(mine) or _Look(Judge(self.wanted, mine))
        return found

    def find(self, name: str, text: str) -> list[Span]:
        """The spans of what was searched for in that field, in their order."""
        return self._looks[name].find(text)

    def find_all(self, rows: Sequence[Texts]) -> list[list[list[Span]]]:
        """The same of each text of each row: most often of all texts in one look."""
        looks = [self._looks[field.name] for field, _ in self.wanted.subject.shown]
        found = [[text or "" for text in row] for row in rows]
        if not rows or all(look is looks[0] for look in looks):
            spans = iter(looks[0].find_each([text for row in found for text in row]))
            return [list(islice(spans, len(looks))) for _ in rows]
        each = [look.find_each(column) for look, column in zip(looks, zip(*found, strict=True), strict=True)]
        return [list(row) for row in zip(*each, strict=True)]


class _Look:
    """A look for words and phrases. Each spelling is judged, and spelled as phrases compare it, once."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.judged = _Memo(judge.is_wanted)
        self.begun: dict[str, list[Sequence[str]]] = {}
        for phrase in judge.phrases:
            self.begun.setdefault(phrase[0], []).append(phrase)

    @cached_property
    def spelled(self) -> Mapping[str, Sequence[str]]:
        """The terms of a word, as phrases compare them."""
        return _Memo(lambda word: tuple(map(self.judge.spell, read_terms(word))))

    @cached_property
    def passes(self) -> Mapping[str, bool]:
        """Whether a word is worth a closer look."""
        return _Memo(self.judge.sieve.lets_through)

    def find_each(self, texts: Sequence[str]) -> list[list[Span]]:
        """The spans in each of the texts."""
        joined = "\n".join(texts)
        words = spot(joined, self.judge.needles)
        return [self.find(text) for text in texts] if words is None else _part(self._find_among(joined, words), texts)

    def find(self, text: str) -> list[Span]:
        """The spans in one text."""
        words = spot(text, self.judge.needles)
        return self._look_closely(text) if words is None else self._find_among(text, words)

    def _find_among(self, text: str, words: Sequence[re.Match[str]]) -> list[Span]:
        """The spans of a text without letters out of the common, whose words have one term each."""
        judged = self.judged
        spans = [word.span() for word in words if judged[word[0]]] if self.judge.has_words else []
        if not self.judge.phrases:
            return spans
        begun = [(word.start(), phrase) for word in words for phrase in self._list_begun(word[0])]
        ends = [(start, self._go_on(text, start, phrase)) for start, phrase in begun]
        return sorted({*spans, *((start, end) for start, end in ends if end is not None)})

    def _list_begun(self, word: str) -> Sequence[Sequence[str]]:
        """The phrases that begin with that word."""
        spelled = self.spelled[word]
        return self.begun.get(spelled[0], ()) if spelled else ()

    def _go_on(self, text: str, start: int, phrase: Sequence[str]) -> int | None:
        """Where the phrase ends that begins there."""
        rest, end = iter(phrase), None
        for found in find_words(text, start):
            if not (spelled := self.spelled[found[0]]):
                continue
            if (term := next(rest, None)) is None:
                return end
            if term != spelled[0]:
                return None
            end = found.end()
        return end if next(rest, None) is None else None

    def _look_closely(self, text: str) -> list[Span]:
        passes, judged = self.passes, self.judged
        words = find_words(text) if self.judge.has_words else ()
        spans = [found.span() for found in words if passes[found[0]] and judged[found[0]]]
        return sorted({*spans, *self._find_phrases(text)}) if self.judge.phrases else spans

    def _find_phrases(self, text: str) -> Iterator[Span]:
        passes, spelled = self.passes, self.spelled
        # What stands in no phrase is like nothing; a ligature is several words.
        words = ((found, spelled[found[0]] if passes[found[0]] else ("",)) for found in find_words(text))
        terms = [(term, found) for found, each in words for term in each]
        row = [term for term, _ in terms]
        for phrase in self.judge.phrases:
            length, at = len(phrase), -1
            for _ in range(row.count(phrase[0])):
                at = row.index(phrase[0], at + 1)
                if tuple(row[at : at + length]) == phrase:
                    yield terms[at][1].start(), terms[at + length - 1][1].end()


def _part(spans: Iterable[Span], texts: Sequence[str]) -> list[list[Span]]:
    """The spans of lines as those of each line; a phrase ends with its line."""
    parted: list[list[Span]] = []
    rest = iter(spans)
    span, start = next(rest, None), 0
    for text in texts:
        end, mine = start + len(text), []
        while span is not None and span[0] < end:
            if span[1] <= end:
                mine.append((span[0] - start, span[1] - start))
            span = next(rest, None)
        parted.append(mine)
        start = end + 1
    return parted


class _Memo(dict[str, Made]):
    """What is made of each word, once."""

    def __init__(self, make: Callable[[str], Made]) -> None:
        self._make = make

    def __missing__(self, word: str) -> Made:
        made = self[word] = self._make(word)
        return made


def highlight(marker: Marker, rows: Sequence[Texts]) -> Iterator[list[dict[str, Any]]]:
    """The highlights of each hit: each field with something to mark, as answers call it."""
    names = [name for _, name in marker.wanted.subject.shown]
    for texts, found in zip(rows, marker.find_all(rows), strict=True):
        marked = zip(names, texts, found, strict=True)
        yield [_describe(name, text, _merge(spans)) for name, text, spans in marked if text and spans]


def _merge(spans: Sequence[Span]) -> Sequence[Span]:
    """The spans with one for those that overlap: a phrase and a word of it, or two phrases that share words."""
    if len(spans) == 1:
        return spans
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _describe(name: str, text: str, spans: Sequence[Span]) -> dict[str, Any]:
    shown = [{"start": start, "end": end} for start, end in spans[:MOST_SPANS]]
    snippet = {"text": text, "start": 0, "end": len(text), "spans": shown}
    return {"field": name, "spans": shown, "snippet": snippet if len(text) <= LONGEST_SNIPPET else _cut(text, spans)}


def _cut(text: str, spans: Sequence[Span]) -> dict[str, Any]:
    """The stretch of at most `LONGEST_SNIPPET` code points that holds most of the spans, cut between words.

    Of a span that is longer itself it holds the beginning.
    """
    start, end = _choose(text, spans)
    inside = [(a - start, b - start) for a, b in spans if a >= start and b <= end] or [(0, end - start)]
    return {
        "text": text[start:end],
        "start": start,
        "end": end,
        "spans": [{"start": a, "end": b} for a, b in inside[:MOST_SPANS]],
    }


def _choose(text: str, spans: Sequence[Span]) -> Span:
    best, most, first = 0, 0, 0
    for last, (_, end) in enumerate(spans):
        while end - spans[first][0] > LONGEST_SNIPPET and first < last:
            first += 1
        if last - first + 1 > most:
            best, most = first, last - first + 1
    inner_start, inner_end = spans[best][0], spans[best + most - 1][1]
    if inner_end - inner_start > LONGEST_SNIPPET:
        return inner_start, _find_border(text, inner_start, inner_start + LONGEST_SNIPPET)
    room = LONGEST_SNIPPET - (inner_end - inner_start)
    start = min(max(0, inner_start - room // 2), len(text) - LONGEST_SNIPPET)
    return _between_words(text, start, start + LONGEST_SNIPPET, inner_start, inner_end)


def _find_border(text: str, start: int, end: int) -> int:
    """The last place up to `end` between words, else between letters: what is drawn around one stays with it."""
    blank = next((at for at in range(end, start, -1) if text[at].isspace()), None)
    if blank is not None:
        return start + len(text[start:blank].rstrip())
    return next((at for at in range(end, start, -1) if not is_drawn(text[at])), end)


def _between_words(text: str, start: int, end: int, inner_start: int, inner_end: int) -> tuple[int, int]:
    """Moves both ends inwards to the next blank, but not into what is marked."""
    if start > 0 and not text[start - 1].isspace():
        while start < inner_start and not text[start].isspace():
            start += 1
    if end < len(text) and not text[end].isspace():
        while end > inner_end and not text[end - 1].isspace():
            end -= 1
    while start < inner_start and text[start].isspace():
        start += 1
    while end > inner_end and text[end - 1].isspace():
        end -= 1
    return start, end
