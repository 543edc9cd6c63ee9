"""Matching: what each rule makes of the pieces that start at a place, remembered so that nothing is read twice.

Ranks are climbed one by one (numbers, then the kinds made of words, then the kinds made of these, …); a rule
looks at the pieces behind it only through lower ranks, so the depth is the number of ranks and the work at
each piece has a bound that the text does not move.
"""

from typing import Any, NamedTuple

from app.arabic.dates.grammar import FINDING, UNUSED, Grammar, Node, Production
from app.arabic.dates.numerals import read_numbers
from app.arabic.dates.pieces import Pieces


class Edge(NamedTuple):
    """A kind found from some piece up to `end`."""

    end: int
    value: Any
    production: Production | None


Edges = dict[str, list[Edge]]
_Read = tuple[Production, int, tuple[Any, ...]]
_NOTHING: Edges = {}


class Chart:
    """The edges of one document."""

    def __init__(self, grammar: Grammar, pieces: Pieces) -> None:
        self._tries = grammar.tries
        self._words = grammar.words
        self._keys = pieces.keys
        self._length = len(pieces.keys)
        self._known: dict[int, list[Edges]] = {}
        self._unknown = [_NOTHING] * (len(grammar.tries) + 1)

    def findings(self, at: int) -> list[Edge]:
        """Everything of a kind that is a finding, from piece `at`."""
        edges = self._edges(len(self._tries), at)
        return [edge for kind, row in edges.items() if kind.startswith(FINDING) for edge in row]

    def _edges(self, rank: int, at: int) -> Edges:
        """What starts at `at`, of kinds up to `rank`; each rank is built on the one below it."""
        ranks = self._known.get(at)
        if ranks is None:
            ranks = self._known[at] = self._first_rank(at)
        while len(ranks) <= rank:
            ranks.append(self._climb(len(ranks), at, ranks[-1]))
        return ranks[rank]

    def _first_rank(self, at: int) -> list[Edges]:
        if at >= self._length:
            return self._unknown
        key = self._keys[at]
        if key not in self._words and not key.isdigit():
            return self._unknown
        edges: Edges = {}
        for kind, value, end in read_numbers(self._keys, at):
            edges.setdefault(kind, []).append(Edge(end, value, None))
        return [edges]

    def _climb(self, rank: int, at: int, below: Edges) -> Edges:
        root = self._tries[rank - 1]
        if self._keys[at] not in root.words and root.kinds.keys().isdisjoint(below):
            return below
        found: list[_Read] = []
        self._walk(root, rank - 1, at, (), found)
        return _merged(below, found) if found else below

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
                for edge in row:
                    self._walk(child, rank, edge.end, (*values, edge.value), found)


def _merged(below: Edges, found: list[_Read]) -> Edges:
    edges = {kind: list(row) for kind, row in below.items()}
    for production, end, values in found:
        slots = {name: value for name, value in zip(production.slots, values, strict=True) if name != UNUSED}
        value = production.reader(**production.given, **slots)
        if value is not None:
            edges.setdefault(production.makes, []).append(Edge(end, value, production))
    return edges
