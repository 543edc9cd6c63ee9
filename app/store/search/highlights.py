"""What of a hit's text was searched for: spans in the letters as they stand, and a snippet around the densest of them.

The index holds stems; the text is read again, with the same analyser, for the rows of a page alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.arabic.analyzer.spotting import Needles, list_needles, spot
from app.arabic.analyzer.words import Terms, find_words, read_terms
from app.store.search.language import Leaf, wanted_leaves
from app.store.search.matching import Match, Wanted

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
            found[each.name] = looks[mine] = looks.get(mine) or _Look(self.wanted, mine)
        return found

    def find(self, name: str, text: str) -> list[tuple[int, int]]:
        """The spans of what was searched for in that field, in their order."""
        return self._looks[name].find(text)


@dataclass(frozen=True)
class _Look:
    """A look for words and phrases. Each spelling is judged once."""

    wanted: Wanted
    leaves: tuple[Leaf, ...]
    judged: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def judges(self) -> list[Callable[[Terms], bool]]:
        """What tells whether a word was searched for."""
        return [self._judge(leaf) for leaf in self.leaves if len(leaf.words) == 1]

    @cached_property
    def phrases(self) -> list[tuple[str, ...]]:
        return [tuple(map(self._term, leaf.words)) for leaf in self.leaves if len(leaf.words) > 1]

    @cached_property
    def needles(self) -> Needles | None:
        """Letters that the words hold; None where a look at every word is needed."""
        search, words = self.wanted.search, [leaf for leaf in self.leaves if len(leaf.words) == 1]
        if search.exact or search.match is Match.any or any(map(self._is_open, words)):
            return None
        return list_needles(form for leaf in words for form in leaf.words[0].forms)

    def _is_open(self, leaf: Leaf) -> bool:
        """Whether the word is but a beginning."""
        return leaf.is_prefix or self.wanted.subject.completes

    def _term(self, word: Terms) -> str:
        return word.exact if self.wanted.search.exact else word.stem

    def _judge(self, leaf: Leaf) -> Callable[[Terms], bool]:
        word = leaf.words[0]
        if self.wanted.search.exact:
            return lambda terms: terms.exact.startswith(word.exact) if leaf.is_prefix else terms.exact == word.exact
        if self._is_open(leaf):
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

    def find(self, text: str) -> list[tuple[int, int]]:
        found = self._find_words(text) if self.judges else []
        return sorted({*found, *self._find_phrases(text)}) if self.phrases else found

    def _find_words(self, text: str) -> list[tuple[int, int]]:
        words = spot(text, self.needles) if self.needles else None
        judged, spans = self.judged, []
        for found in find_words(text) if words is None else words:
            word = found.group()
            is_wanted = judged.get(word)
            if is_wanted is None:
                is_wanted = judged[word] = any(judge(terms) for terms in read_terms(word) for judge in self.judges)
            if is_wanted:
                spans.append(found.span())
        return spans

    def _find_phrases(self, text: str) -> Iterator[tuple[int, int]]:
        words = [(found, self._term(terms)) for found in find_words(text) for terms in read_terms(found.group())]
        spelled = [term for _, term in words]
        for phrase in self.phrases:
            length = len(phrase)
            for at, term in enumerate(spelled):
                if term == phrase[0] and tuple(spelled[at : at + length]) == phrase:
                    yield words[at][0].start(), words[at + length - 1][0].end()


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
