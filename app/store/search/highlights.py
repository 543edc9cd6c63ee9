"""What of a hit's text was searched for: spans in the letters as they stand, and a snippet around the densest of them.

The index holds stems; the text is read again, with the same analyser, for the rows of a page alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.arabic.analyzer.spotting import Needles, list_needles, spot
from app.arabic.analyzer.words import Terms, Word, find_words, read_terms
from app.store.search.language import Leaf, wanted_leaves
from app.store.search.matching import Match, Wanted

LONGEST_SNIPPET = 160
MOST_SPANS = 100
Span = dict[str, int]


@dataclass(frozen=True)
class Marker:
    """Finds the words of one search in texts. Each spelling is judged once."""

    wanted: Wanted

    @cached_property
    def _judged(self) -> dict[str, dict[str, bool]]:
        """What has become known, for each field, of the words met."""
        return {name: {} for name in self._names}

    @cached_property
    def _words(self) -> dict[str, list[Callable[[Terms], bool]]]:
        """For each field, what tells whether a word was searched for."""
        found: dict[str, list[Callable[[Terms], bool]]] = {name: [] for name in self._names}
        for leaf in self._leaves:
            if len(leaf.words) == 1:
                for name in self._fields_of(leaf):
                    found[name].append(self._judge(leaf))
        return found

    @cached_property
    def _phrases(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {name: [] for name in self._names}
        for leaf in self._leaves:
            if len(leaf.words) > 1:
                for name in self._fields_of(leaf):
                    found[name].append(tuple(self._term(word) for word in leaf.words))
        return found

    @cached_property
    def _needles(self) -> dict[str, Needles | None]:
        """For each field, letters that its words hold; None where a look at every word is needed."""
        return {name: self._list_needles(name) for name in self._names}

    def _list_needles(self, name: str) -> Needles | None:
        leaves = [leaf for leaf in self._leaves if len(leaf.words) == 1 and name in self._fields_of(leaf)]
        search = self.wanted.search
        if search.exact or search.match is Match.any or any(leaf.is_prefix for leaf in leaves):
            return None
        return list_needles(form for leaf in leaves for form in leaf.words[0].forms)

    @cached_property
    def _leaves(self) -> tuple[Leaf, ...]:
        return (*wanted_leaves(self.wanted.tree), *self.wanted.near)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.wanted.subject.fields)

    def _fields_of(self, leaf: Leaf) -> tuple[str, ...]:
        if leaf.field is None:
            return self._names
        found = self.wanted.subject.find_field(leaf.field)
        return (found.name,) if found else ()

    def _term(self, word: Terms) -> str:
        return word.exact if self.wanted.search.exact else word.stem

    def _judge(self, leaf: Leaf) -> Callable[[Terms], bool]:
        word = leaf.words[0]
        if self.wanted.search.exact:
            return lambda terms: terms.exact.startswith(word.exact) if leaf.is_prefix else terms.exact == word.exact
        if leaf.is_prefix or self.wanted.subject.completes:
            return lambda terms: any(key.startswith(word.folded) for key in terms.keys)
        forms, beginning = frozenset(word.forms), word.beginning
        if self.wanted.search.match is Match.any:
            return lambda terms: (
                terms.root == word.root
                or terms.stem == word.stem
                or not forms.isdisjoint(terms.keys)
                or (beginning is not None and any(key.startswith(beginning) for key in terms.keys))
            )
        return lambda terms: not forms.isdisjoint(terms.keys)

    def find(self, name: str, text: str) -> list[tuple[int, int]]:
        """The spans of what was searched for in that field, in their order."""
        found = self._find_words(name, text)
        return sorted({*found, *self._find_phrases(name, text)}) if self._phrases[name] else found

    def _find_words(self, name: str, text: str) -> list[tuple[int, int]]:
        if not self._words[name]:
            return []
        needles = self._needles[name]
        words = spot(text, needles) if needles else None
        judged = self._judged[name]
        spans = []
        for found in find_words(text) if words is None else words:
            word = found.group()
            is_wanted = judged.get(word)
            if is_wanted is None:
                is_wanted = judged[word] = self._is_wanted(name, word)
            if is_wanted:
                spans.append(found.span())
        return spans

    def _is_wanted(self, name: str, word: str) -> bool:
        return any(judge(terms) for terms in read_terms(word) for judge in self._words[name])

    def _find_phrases(self, name: str, text: str) -> Iterator[tuple[int, int]]:
        words = [Word(*found.span(), terms) for found in find_words(text) for terms in read_terms(found.group())]
        terms = [self._term(word.terms) for word in words]
        for phrase in self._phrases[name]:
            length = len(phrase)
            for at in range(len(terms) - length + 1):
                if tuple(terms[at : at + length]) == phrase:
                    yield words[at].start, words[at + length - 1].end


def highlight(marker: Marker, texts: Mapping[str, str | None]) -> list[dict[str, Any]]:
    """The highlights of one hit: each field with something to mark."""
    found = []
    for name, text in texts.items():
        spans = marker.find(name, text) if text else []
        if text and spans:
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
