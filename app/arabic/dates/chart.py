"""Matching: what each rule makes of the pieces that start at a place, remembered so that nothing is read twice.

Ranks are climbed one by one (numbers, then the kinds made of words, then the kinds made of these, …); a rule
looks at the pieces behind it only through lower ranks, so the depth is the number of ranks and the work at
each piece has a bound that the text does not move.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.arabic.dates.grammar import FINDING, UNUSED, Grammar, Node, Production
from app.arabic.dates.numerals import read_numbers
from app.arabic.remembering import Kept

# Pieces that one expression may have; the longest that people write have some twenty.
REACH = 32
_MOST_REMEMBERED, _LONGEST_KEY = 1 << 13, 24


class Edge(NamedTuple):
    """A kind found over so many pieces."""

    length: int
    value: Any
    production: Production | None


Keys = tuple[str, ...]
Edges = dict[str, list[Edge]]
_Read = tuple[Production, int, tuple[Any, ...]]
_NOTHING: Edges = {}


class Reader:
    """Reads what starts at a piece, and remembers it: newspapers write the same expressions every day.

    A rule never reaches over a piece that no rule knows, nor further than `REACH`; so the pieces up to there
    tell all, and what they make does not depend on the text they stand in.
    """

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self._findings: Kept[Keys, tuple[Edge, ...]] = Kept(most=_MOST_REMEMBERED)
        self._tails: Kept[Keys, tuple[Edges, ...]] = Kept(most=_MOST_REMEMBERED)

    def read(self, keys: Sequence[str], at: int) -> tuple[Edge, ...]:
        """The findings from piece `at`: the longest first, then in the order of the rules."""
        words = self.grammar.words
        end, limit = at, min(len(keys), at + REACH)
        while end < limit and (keys[end] in words or keys[end].isdigit()):
            end += 1
        window = tuple(keys[at:end])
        found = self._findings.recall(window)
        if found is None:
            found = _Chart(self, window).findings()
            if _is_worth_keeping(window):
                self._findings.keep(window, found)
        return found

    def recall(self, tail: Keys) -> tuple[Edges, ...]:
        """What is known of the pieces of `tail`, rank by rank."""
        return self._tails.recall(tail) or ()

    def keep(self, tail: Keys, ranks: Sequence[Edges]) -> None:
        """Remember what has been read; a tuple, for other threads read it while this one reads on."""
        if _is_worth_keeping(tail):
            self._tails.keep(tail, tuple(ranks))


class _Chart:
    """The edges of a few pieces in a row, filled as far as they are asked for."""

    def __init__(self, reader: Reader, keys: Keys) -> None:
        self._reader = reader
        self._tries = reader.grammar.tries
        self._words = reader.grammar.words
        self._keys = keys
        self._length = len(keys)
        self._known: dict[int, list[Edges]] = {}

    def findings(self) -> tuple[Edge, ...]:
        """Everything of a kind that is a finding, from the first piece."""
        edges = self._edges(len(self._tries), 0)
        found = [edge for kind, row in edges.items() if kind.startswith(FINDING) for edge in row]
        for at, ranks in self._known.items():
            if at:
                self._reader.keep(self._keys[at:], ranks)
        return tuple(sorted(found, key=_preference))

    def _edges(self, rank: int, at: int) -> Edges:
        """What starts at `at`, of kinds up to `rank`; each rank is built on the one below it."""
        if at >= self._length:
            return _NOTHING
        ranks = self._known.get(at)
        if ranks is None:
            ranks = self._known[at] = list(self._reader.recall(self._keys[at:])) or [self._numbers(at)]
        while len(ranks) <= rank:
            ranks.append(self._climb(len(ranks), at, ranks[-1]))
        return ranks[rank]

    def _numbers(self, at: int) -> Edges:
        edges: Edges = {}
        for kind, value, end in read_numbers(self._keys, at):
            edges.setdefault(kind, []).append(Edge(end - at, value, None))
        return edges or _NOTHING

    def _climb(self, rank: int, at: int, below: Edges) -> Edges:
        root = self._tries[rank - 1]
        if self._keys[at] not in root.words and root.kinds.keys().isdisjoint(below):
            return below
        found: list[_Read] = []
        self._walk(root, rank - 1, at, (), found)
        return _merged(below, found, at) if found else below

    def _walk(self, node: Node, rank: int, at: int, values: tuple[Any, ...], found: list[_Read]) -> None:
        for production in node.complete:
            found.append((production, at, values))  # noqa: PERF401 - a comprehension costs more on mostly empty lists
        if at >= self._length:
            return
        following = node.words.get(self._keys[at])
        if following is not None:
            self._walk(following, rank, at + 1, values, found)
        kinds = node.kinds
        if not kinds:
            return
        for kind, row in self._edges(rank, at).items():
            child = kinds.get(kind)
            if child is not None:
                for length, value, _ in row:
                    if at + length < self._length or child.complete:
                        self._walk(child, rank, at + length, (*values, value), found)


def _is_worth_keeping(keys: Keys) -> bool:
    """Numbers of any length can be written; nobody writes one of these twice."""
    return all(len(key) <= _LONGEST_KEY for key in keys)


def _preference(edge: Edge) -> tuple[int, int]:
    return -edge.length, edge.production.order if edge.production else 0


def _merged(below: Edges, found: list[_Read], start: int) -> Edges:
    made: dict[str, list[Edge]] = {}
    for production, end, values in found:
        slots = {name: value for name, value in zip(production.slots, values, strict=True) if name != UNUSED}
        value = production.reader(**production.given, **slots)
        if value is not None:
            made.setdefault(production.makes, []).append(Edge(end - start, value, production))
    return {**below, **{kind: [*below.get(kind, ()), *row] for kind, row in made.items()}} if made else below
