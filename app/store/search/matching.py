"""A query's tree as each database's full-text search wants it: an FTS5 expression, a tsquery with what it ranks by.

Both say the same: the match sets are equal. Only terms of the analyser ever stand in them, letters, digits, `.` and
`=`, so that nothing a user types is read as syntax.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from app.arabic.analyzer.synonyms import NONE, Synonyms
from app.arabic.analyzer.words import Terms, list_terms
from app.errors import QueryError
from app.store.search.language import Both, Either, Leaf, Node, Without, drop, is_short, loosen, wanted_leaves
from app.store.search.parting import list_refused, part
from app.store.search.servants import respell
from app.store.search.subjects import Field, Subject
from app.store.search.synonyms import expand, expand_foreign

# Of more words than that, where any will do, each counts by its stem alone: they are told apart by their number.
MOST_WEIGHED = 10
# Of still more, the longest count: short words are common ones, which tell little and take longest.
MOST_LOOSE = 24


class Match(StrEnum):
    """Whether a hit holds all words of the query, or any."""

    all = "all"
    any = "any"


@dataclass(frozen=True)
class Tuning:
    """What an operator sets: how much more a row of today counts than an old one (0: nothing), and the synonyms."""

    recency: float = 0.0
    synonyms: Synonyms = NONE


@dataclass(frozen=True)
class Search:
    """What is searched for: the query's words, how they join, and whether they are meant letter by letter.

    `near` are folded words of the query with others that stand for them. `recency` is how much more a row of today
    counts than an old one.
    """

    q: str
    match: Match = Match.all
    exact: bool = False
    near: tuple[tuple[str, tuple[str, ...]], ...] = ()
    recency: float = field(default=0.0, repr=False)
    today: date | None = field(default=None, repr=False)
    synonyms: Synonyms = field(default=NONE, repr=False)


class Term(NamedTuple):
    """One term or phrase of an index: what it is compared in, its words, the fields, and whether it is a beginning."""

    signal: str
    words: tuple[str, ...]
    fields: tuple[Field, ...]
    is_prefix: bool = False


class AllOf(NamedTuple):
    """Each of the parts, and none of `but`."""

    parts: tuple["Clause", ...]
    but: tuple["Clause", ...] = ()


class AnyOf(NamedTuple):
    """Any of the parts."""

    parts: tuple["Clause", ...]


Clause = Term | AllOf | AnyOf


@dataclass(frozen=True)
class Wanted:
    """A search made ready for one list: what hits hold, and each word and phrase of it, with what stands for them.

    Of many words, where any will do, each counts by its stem alone: then it `is_long`.
    """

    clause: Clause
    leaves: tuple[Leaf, ...]
    search: Search
    subject: Subject
    is_long: bool = False


# A page, its count and its facets ask for the same, and so do the next pages.
@lru_cache(maxsize=256)
def prepare(subject: Subject, search: Search) -> Wanted:
    """The search for one list's rows. Raises QueryError for what can't be searched for there."""
    tree, _ = part(subject, search.q)
    return _prepare(subject, search, tree)


@lru_cache(maxsize=256)
def prepare_refused(subject: Subject, search: Search) -> Wanted:
    """Any of what must not stand in one list's rows, of a search that says no more of them. Raises QueryError."""
    tree, _ = part(subject, search.q)
    return _prepare(subject, replace(search, match=Match.all, near=()), None if tree is None else list_refused(tree))


@lru_cache(maxsize=256)
def prepare_beside(subject: Subject, search: Search, *, refuses: bool = False) -> Wanted:
    """The search among the articles that rows stand in, all of it, or any of what it `refuses`. Raises QueryError."""
    if subject.parent is None:
        raise ValueError(f"{subject.name}s stand in nothing")
    _, tree = part(subject, search.q)
    if refuses and tree is not None:
        tree = list_refused(tree)
    return _prepare(subject.parent, replace(search, match=Match.all, near=()), tree)


def _prepare(subject: Subject, search: Search, tree: Node | None) -> Wanted:
    if tree is None:
        raise QueryError("q", "holds no word to search for", at=0)
    is_any = search.match is Match.any
    if not search.exact:
        tree = (expand_foreign if is_any else expand)(respell(tree), search.synonyms)
    if is_any:
        tree = _keep_longest(loosen(tree))
    near = {word: tuple(_stand_in(other) for other in others) for word, others in search.near}
    leaves = tuple(wanted_leaves(tree))
    is_long = is_any and len(leaves) > MOST_WEIGHED
    reader = _Reader(subject, search, near, is_long)
    clause = reader.read(tree)
    others = tuple(other for leaf in leaves for other in reader.list_near(leaf)) if near else ()
    return Wanted(clause, (*leaves, *others), search, subject, is_long)


def _keep_longest(tree: Node) -> Node:
    leaves = list(dict.fromkeys(wanted_leaves(tree)))
    if len(leaves) <= MOST_LOOSE:
        return tree
    kept = set(sorted(leaves, key=lambda leaf: -leaf.length)[:MOST_LOOSE])
    return drop(tree, lambda leaf: leaf not in kept) or tree


def _stand_in(words: str) -> Leaf:
    return Leaf(tuple(list_terms(words)), at=0)


@dataclass(frozen=True)
class _Reader:
    subject: Subject
    search: Search
    near: Mapping[str, tuple[Leaf, ...]]
    is_long: bool

    def list_near(self, leaf: Leaf) -> tuple[Leaf, ...]:
        """What stands for a word beside itself."""
        if not self.near or len(leaf.words) != 1:
            return ()
        return tuple(replace(other, field=leaf.field) for other in self.near.get(leaf.words[0].folded, ()))

    def read(self, node: Node) -> Clause:
        match node:
            case Leaf():
                clauses = tuple(self._read_leaf(leaf) for leaf in (node, *self.list_near(node)))
                return clauses[0] if len(clauses) == 1 else AnyOf(clauses)
            case Either(nodes):
                return AnyOf(tuple(map(self.read, nodes)))
            case Both(nodes):
                return self._read_both(nodes)
            case Without(inner):
                at = next((leaf.at for leaf in wanted_leaves(inner)), 0)
                reason = "says here only what must not be there, which OR can't join: put it beside ( OR )"
                raise QueryError("q", reason, at=at)

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
            parent = self.subject.parent
            all_fields = (*self.subject.fields, *(parent.fields if parent else ()))
            known = ", ".join(dict.fromkeys(f"{field.name}:" for field in all_fields))
            raise QueryError("q", f"{self.subject.name}s have no field {leaf.field}: but {known}", at=leaf.at)
        return (field,)

    def _read_leaf(self, leaf: Leaf) -> Clause:
        fields = self.fields_of(leaf)
        if self.search.exact:
            return Term("exact", tuple(word.exact for word in leaf.words), fields, leaf.is_prefix)
        if len(leaf.words) > 1:
            return Term("stem", tuple(word.stem for word in leaf.words), fields)
        if leaf.is_prefix:
            return AnyOf((Term("key", (leaf.words[0].folded,), fields, is_prefix=True),))
        breadth = "all" if self.search.match is Match.all else "stem" if self.is_long else "any"
        return _read_word(leaf.words[0], fields, breadth, may_begin(self.subject, self.search, leaf.words[0]))


def may_begin(subject: Subject, search: Search, word: Terms) -> bool:
    """Whether names are found by it that only begin so; of two letters, where any word will do, that is half of all."""
    return subject.completes and not search.exact and (search.match is Match.all or not is_short(word.folded))


# Most queries are of words that others were of.
@lru_cache(maxsize=1 << 10)
def _read_word(word: Terms, fields: tuple[Field, ...], breadth: str, completes: bool) -> AnyOf:
    begun = [Term("key", (word.folded,), fields, is_prefix=True)] if completes else []
    return AnyOf((*begun, *_list_terms(word, fields, breadth)))


def _list_terms(word: Terms, fields: tuple[Field, ...], breadth: str) -> Iterator[Term]:
    if breadth == "all" or not word.has_relatives:
        yield from (Term("key", (form,), fields) for form in word.forms)
        return
    yield Term("stem", (word.stem,), fields)
    if breadth == "stem":
        return
    yield Term("root", (word.root,), fields)
    yield Term("key", (word.bare,), fields)
    if (beginning := word.beginning) is not None:
        yield Term("key", (beginning,), fields, is_prefix=True)
