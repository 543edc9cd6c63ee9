"""A query's tree as each database's full-text search wants it: an FTS5 expression, a tsquery with what it ranks by.

Both say the same: the match sets are equal. Only terms of the analyser ever stand in them, letters, digits, `.` and
`=`, so that nothing a user types is read as syntax.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.arabic.analyzer.words import Terms
from app.errors import QueryError
from app.store.search.language import Both, Either, Leaf, Node, Without, loosen, parse, wanted_leaves
from app.store.search.subjects import KEY, ROOT, STEM, Field, Subject


class Match(StrEnum):
    """Whether a hit holds all words of the query, or any."""

    all = "all"
    any = "any"


@dataclass(frozen=True)
class Search:
    """What is searched for: the query's words, how they join, and whether they are meant letter by letter."""

    q: str
    match: Match = Match.all
    exact: bool = False


@dataclass(frozen=True)
class Term:
    """One term or phrase of an index: what it is compared in, its words, the fields, and whether it is a beginning."""

    signal: str
    words: tuple[str, ...]
    fields: tuple[Field, ...]
    is_prefix: bool = False


@dataclass(frozen=True)
class AllOf:
    """Each of the parts, and none of `but`."""

    parts: tuple["Clause", ...]
    but: tuple["Clause", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """Any of the parts."""

    parts: tuple["Clause", ...]


Clause = Term | AllOf | AnyOf


@dataclass(frozen=True)
class Wanted:
    """A search made ready for one list: what hits hold, what else they are ranked by, and the tree it came from."""

    clause: Clause
    ranked: tuple[Term, ...]
    tree: Node
    search: Search
    subject: Subject

    @property
    def weights(self) -> dict[str, float]:
        """How much each signal counts. Among words that all hits hold, the keys alone rank."""
        loose = self.search.match is Match.any
        # In a loose search each key stands twice, once to be found by and once to rank.
        return {"stem": STEM, "root": ROOT, "key": KEY / 2 if loose else 1.0, "exact": 1.0}


def prepare(subject: Subject, search: Search, expand: Callable[[Leaf], Sequence[Leaf]] | None = None) -> Wanted:
    """The search for one list. Raises QueryError for what can't be searched for there."""
    tree = parse(search.q)
    if search.match is Match.any:
        tree = loosen(tree)
    reader = _Reader(subject, search, expand)
    clause = reader.read(tree)
    ranked: tuple[Term, ...] = ()
    if search.match is Match.any and not search.exact:
        ranked = tuple(term for leaf in wanted_leaves(tree) for term in reader.rank(leaf))
    return Wanted(clause, ranked, tree, search, subject)


@dataclass(frozen=True)
class _Reader:
    subject: Subject
    search: Search
    expand: Callable[[Leaf], Sequence[Leaf]] | None

    def read(self, node: Node) -> Clause:
        match node:
            case Leaf():
                others = self.expand(node) if self.expand else ()
                clauses = tuple(self._read_leaf(leaf) for leaf in (node, *others))
                return clauses[0] if len(clauses) == 1 else AnyOf(clauses)
            case Either(nodes):
                return AnyOf(tuple(map(self.read, nodes)))
            case Both(nodes):
                return self._read_both(nodes)
            case Without(inner):
                at = next((leaf.at for leaf in wanted_leaves(inner)), 0)
                raise QueryError("q", "says here only what must not be there", at=at)

    def _read_both(self, nodes: Sequence[Node]) -> Clause:
        wanted = tuple(self.read(node) for node in nodes if not isinstance(node, Without))
        unwanted = tuple(self.read(node.node) for node in nodes if isinstance(node, Without))
        if not wanted:
            return self.read(nodes[0])
        return AllOf(wanted, unwanted)

    def fields_of(self, leaf: Leaf) -> tuple[Field, ...]:
        """The fields that a leaf is looked for in."""
        if leaf.field is None:
            return self.subject.fields
        field = self.subject.find_field(leaf.field)
        if field is None:
            known = ", ".join(f"{field.name}:" for field in self.subject.fields)
            raise QueryError("q", f"{self.subject.name}s have no field {leaf.field}: but {known}", at=leaf.at)
        return (field,)

    def _read_leaf(self, leaf: Leaf) -> Clause:
        fields = self.fields_of(leaf)
        if self.search.exact:
            return Term("exact", tuple(word.exact for word in leaf.words), fields, leaf.is_prefix)
        if len(leaf.words) > 1:
            return Term("stem", tuple(word.stem for word in leaf.words), fields)
        return AnyOf(tuple(self._list_terms(leaf, leaf.words[0], fields)))

    def _list_terms(self, leaf: Leaf, word: Terms, fields: tuple[Field, ...]) -> Iterator[Term]:
        if leaf.is_prefix or self.subject.completes:
            yield Term("key", (word.folded,), fields, is_prefix=True)
        if leaf.is_prefix:
            return
        yield from (Term("key", (form,), fields) for form in word.forms)
        if self.search.match is Match.any:
            yield Term("stem", (word.stem,), fields)

    def rank(self, leaf: Leaf) -> Iterator[Term]:
        """What a leaf ranks by beside its stem. Whatever has the stem has the root: no hit is without any of them."""
        fields = self.fields_of(leaf)
        if len(leaf.words) > 1:
            yield Term("stem", tuple(word.stem for word in leaf.words), fields)
            return
        yield from (term for term in self._list_terms(leaf, leaf.words[0], fields) if term.signal == "key")
        if not leaf.is_prefix:
            yield Term("root", (leaf.words[0].root,), fields)
