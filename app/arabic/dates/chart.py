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
_NOTHING: Edges = {}


class Chart:
    """The edges of one document."""

    def __init__(self, grammar: Grammar, pieces: Pieces) -> None:
        self._tries = grammar.tries
        self._words = grammar.words
        self._keys = pieces.keys
        self._length = len(pieces.keys)
        self._known: list[dict[int, Edges]] = [{} for _ in range(len(grammar.tries) + 1)]

    def findings(self, at: int) -> list[Edge]:
        """Everything of a kind that is a finding, from piece `at`."""
        edges = self._edges(len(self._tries), at)
        return [edge for kind, row in edges.items() if kind.startswith(FINDING) for edge in row]

    def _edges(self, rank: int, at: int) -> Edges:
        known = self._known[rank]
        edges = known.get(at)
        if edges is None:
            edges = known[at] = self._read(rank, at)
        return edges

    def _read(self, rank: int, at: int) -> Edges:
        if at >= self._length:
            return _NOTHING
        if rank == 0:
            return self._read_numbers(at)
        below = self._edges(rank - 1, at)
        root = self._tries[rank - 1]
        if not below and self._keys[at] not in root.words:
            return _NOTHING
        found: list[tuple[Production, int, tuple[Any, ...]]] = []
        self._walk(root, rank - 1, at, (), found)
        return _merged(below, found) if found else below

    def _read_numbers(self, at: int) -> Edges:
        key = self._keys[at]
        if key not in self._words and not key.isdigit():
            return _NOTHING
        edges: Edges = {}
        for kind, value, end in read_numbers(self._keys, at):
            edges.setdefault(kind, []).append(Edge(end, value, None))
        return edges

    def _walk(
        self,
        node: Node,
        rank: int,
        at: int,
        values: tuple[Any, ...],
        found: list[tuple[Production, int, tuple[Any, ...]]],
    ) -> None:
        found.extend((production, at, values) for production in node.complete)
        if at >= self._length:
            return
        following = node.words.get(self._keys[at])
        if following is not None:
            self._walk(following, rank, at + 1, values, found)
        if node.kinds:
            edges = self._edges(rank, at)
            for kind, child in node.kinds.items():
                for edge in edges.get(kind, ()):
                    self._walk(child, rank, edge.end, (*values, edge.value), found)


def _merged(below: Edges, found: list[tuple[Production, int, tuple[Any, ...]]]) -> Edges:
    edges = {kind: list(row) for kind, row in below.items()}
    for production, end, values in found:
        slots = {name: value for name, value in zip(production.slots, values, strict=True) if name != UNUSED}
        value = production.reader(**production.given, **slots)
        if value is not None:
            edges.setdefault(production.makes, []).append(Edge(end, value, production))
    return edges
