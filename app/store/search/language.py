"""The query language: what a user types, read into a tree.

Words are joined by and; `"a phrase"`, `OR` or `|`, `-without` or `NOT without`, `prefix*`, parentheses, `speaker:name`.
Whatever is left open or stands alone is taken as meant: the only refusals are a query without words, one too long, too
deep or with too many beginnings, what must not be there as an alternative to what must, and a field that the list does
not have, each with the place where it is wrong.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from app.arabic.analyzer.affixes import cut_opening
from app.arabic.analyzer.spelling import PLAIN
from app.arabic.analyzer.words import Terms, read_terms, read_words
from app.errors import QueryError

MOST_WORDS = 40
# Fewer letters, or fewer behind the article, begin half the words there are. Every word that begins so is ranked by.
SHORTEST_PREFIX, SHORTEST_BARE, MOST_PREFIXES = 3, 2, 4
DEEPEST = 8
FIELDS = frozenset(("title", "deck", "body", "text", "sentence", "speaker", "name", "alias", "role", "affiliation"))

_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<phrase>["“”„‟«»＂])
      |(?P<field>[a-z]+):(?=[^\s:)])|(?P<either>OR(?![^\s()"“”«»])|\|+)|(?P<both>AND(?![^\s()"“”«»])|&&)
      |(?P<without>[-−](?=[^\s)\-])|NOT(?![^\s("“”«»])\s*(?=[^\s)]))|(?P<word>[^\s()"“”„‟«»＂|]+)""",
    re.VERBOSE,
)
_CLOSING = re.compile('["“”„‟«»＂]')
_PLAIN_WORDS = re.compile(f"{PLAIN.pattern}(?: {PLAIN.pattern}){{0,7}}")
# What joins the parts of one word: 12-8-2015, U.S., عبد-الله, 10:30.
_JOINT = re.compile(r"[-‐‑–./:'’_@&+]")


@dataclass(frozen=True)
class Leaf:
    """A word, or several that must stand behind each other; `at` is where it first begins in the query."""

    words: tuple[Terms, ...]
    at: int = field(compare=False)
    field: str | None = None
    is_prefix: bool = False

    @property
    def length(self) -> int:
        """How many letters it has."""
        return sum(len(word.folded) for word in self.words)

    @property
    def is_stop(self) -> bool:
        """Whether it says too little to be searched for among others."""
        return self.field is None and not self.is_prefix and len(self.words) == 1 and self.words[0].is_stop


@dataclass(frozen=True)
class Without:
    """What must not stand there."""

    node: "Node"


@dataclass(frozen=True)
class Both:
    """All of them."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """Any of them."""

    nodes: tuple["Node", ...]


Node = Leaf | Without | Both | Either


# Every list that is searched through, and every page, asks for the same.
@lru_cache(maxsize=256)
def parse(query: str) -> Node:
    """The query's tree, without stop words where others are left. Raises QueryError with the place."""
    return _read_plainly(query) or _read_closely(query)


def _read_plainly(query: str) -> Node | None:
    """The tree of nothing but a few words in plain letters, which most queries are; None of anything else."""
    if _PLAIN_WORDS.fullmatch(query) is None:
        return None
    places: dict[str, int] = {}
    at = 0
    for word in query.split(" "):
        places.setdefault(word, at)
        at += len(word) + 1
    leaves = [Leaf(read_terms(word), at) for word, at in places.items()]
    told = [leaf for leaf in leaves if not leaf.is_stop] or leaves
    return told[0] if len(told) == 1 else Both(tuple(told))


def _read_closely(query: str) -> Node:
    node = _Parser(query).read()
    if node is None:
        raise QueryError("q", "holds no word to search for", at=0)
    if all(leaf.is_stop for leaf in wanted_leaves(node)):
        return node
    return drop(node, lambda leaf: leaf.is_stop) or node


def is_short(beginning: str) -> bool:
    """Whether so many words begin so that to look for them is of no use."""
    return len(beginning) < SHORTEST_PREFIX or len(cut_opening(beginning)) < SHORTEST_BARE


def wanted_leaves(node: Node) -> Iterator[Leaf]:
    """The leaves that a hit may hold, in the order of the query."""
    match node:
        case Leaf():
            yield node
        case Both(nodes) | Either(nodes):
            for each in nodes:
                yield from wanted_leaves(each)


def loosen(node: Node) -> Node:
    """The tree that any one of the words satisfies; what must not be there still must not."""
    match node:
        case Both(nodes):
            wanted = tuple(loosen(each) for each in nodes if not isinstance(each, Without))
            unwanted = tuple(each for each in nodes if isinstance(each, Without))
            return _join(Both, (_join(Either, wanted), *unwanted)) if wanted else node
        case Either(nodes):
            return _join(Either, map(loosen, nodes))
    return node


def _join(kind: type[Both] | type[Either], nodes: Iterable[Node]) -> Node:
    """All or any of the nodes; what is said twice is asked for once."""
    once = tuple(dict.fromkeys(nodes))
    return once[0] if len(once) == 1 else kind(once)


def drop(node: Node, is_idle: Callable[[Leaf], bool]) -> Node | None:
    """The tree without these leaves."""
    match node:
        case Leaf():
            return None if is_idle(node) else node
        case Without(inner):
            return node if drop(inner, is_idle) else None
        case Both(nodes) | Either(nodes):
            kept = tuple(each for each in (drop(each, is_idle) for each in nodes) if each is not None)
            return _join(type(node), kept) if kept else None


class _Parser:
    """Reads a query from left to right; never looks back further than a word, so that it takes linear time."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.at = 0
        self.words = self.prefixes = 0
        self._seen_at, self._seen = -1, _TOKEN.match("")

    def read(self) -> Node | None:
        """The whole query: what a parenthesis too many leaves behind is read on."""
        parts: list[Node] = []
        while self.at < len(self.query):
            if (node := self._read_either(0)) is not None:
                parts.append(node)
            self._take("close")
        return _join(Both, parts) if parts else None

    def _read_either(self, depth: int) -> Node | None:
        if depth > DEEPEST:
            raise QueryError("q", "has too many parentheses inside each other", at=self.at)
        branches: list[Node] = []
        while True:
            if (branch := self._read_both(depth)) is not None:
                branches.append(branch)
            if self._take("either") is None:
                return _join(Either, branches) if branches else None

    def _read_both(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while self.at < len(self.query) and not self._sees("close", "either"):
            parts.extend(self._read_one(depth))
        return _join(Both, parts) if parts else None

    def _read_one(self, depth: int) -> Iterator[Node]:
        at, found = self.at, self._peek()
        kind = found.lastgroup if found else None
        self.at = found.end() if found else at + 1
        match kind:
            case "without":
                inner = _join_all(self._read_one(depth))
                if inner is not None:
                    yield inner.node if isinstance(inner, Without) else Without(inner)
            case "field":
                yield from self._read_field(found["field"] if found else "", at, depth)
            case "open":
                inner = self._read_either(depth + 1)
                self._take("close")
                yield from () if inner is None else _open(inner)
            case "phrase":
                yield from self._read_phrase(at)
            case "word":
                yield from self._read_words(found["word"] if found else "", at)

    def _read_field(self, name: str, at: int, depth: int) -> Iterator[Node]:
        if name not in FIELDS:
            yield from self._read_words(name, at)
            return
        for node in self._read_one(depth):
            yield _scope(node, name, at)

    def _read_phrase(self, at: int) -> Iterator[Node]:
        closing = _CLOSING.search(self.query, self.at)
        end = closing.start() if closing else len(self.query)
        words = tuple(word.terms for word in read_words(self.query[self.at : end]))
        self.at = closing.end() if closing else end
        if words:
            self._count(len(words), at)
            yield Leaf(words, at)

    def _read_words(self, text: str, at: int) -> Iterator[Node]:
        """The words of what stands between blanks; those that a joint holds together are one phrase."""
        run: list[Terms] = []
        start = last = 0
        for word in read_words(text):
            if run and not _JOINT.fullmatch(text[last : word.start]):
                yield self._make_leaf(run, text, at + start, last)
                run = []
            start = start if run else word.start
            run.append(word.terms)
            last = word.end
        if run:
            yield self._make_leaf(run, text, at + start, last)

    def _make_leaf(self, run: list[Terms], text: str, at: int, end: int) -> Leaf:
        self._count(len(run), at)
        is_prefix = len(run) == 1 and text[end : end + 1] in ("*", "٭")
        if is_prefix and is_short(run[0].folded):
            least = f"{SHORTEST_PREFIX} letters, or {SHORTEST_BARE} behind the article"
            raise QueryError("q", f"holds a beginning of fewer than {least}", at=at)
        self.prefixes += is_prefix
        if self.prefixes > MOST_PREFIXES:
            raise QueryError("q", f"holds more than {MOST_PREFIXES} beginnings of words", at=at)
        return Leaf(tuple(run), at, is_prefix=is_prefix)

    def _count(self, words: int, at: int) -> None:
        self.words += words
        if self.words > MOST_WORDS:
            raise QueryError("q", f"holds more than {MOST_WORDS} words", at=at)

    def _peek(self) -> re.Match[str] | None:
        """What comes next."""
        if self._seen_at != self.at:
            self._seen_at, self._seen = self.at, _TOKEN.match(self.query, self.at)
        return self._seen

    def _sees(self, *kinds: str) -> bool:
        found = self._peek()
        return found is not None and found.lastgroup in kinds

    def _take(self, kind: str) -> str | None:
        found = self._peek()
        while found and found.lastgroup == "space":
            self.at = found.end()
            found = self._peek()
        if found is None or found.lastgroup != kind:
            return None
        self.at = found.end()
        return found.group()


def _join_all(nodes: Iterator[Node]) -> Node | None:
    found = tuple(nodes)
    return _join(Both, found) if found else None


def is_refusal(node: Node) -> bool:
    """Whether it says only what must not be there."""
    return isinstance(node, Without) or (isinstance(node, Both) and all(map(is_refusal, node.nodes)))


def _open(node: Node) -> Sequence[Node]:
    """What stands in parentheses, which around refusals say nothing."""
    return node.nodes if isinstance(node, Both) and is_refusal(node) else (node,)


def _scope(node: Node, field: str, at: int) -> Node:
    match node:
        case Leaf():
            return replace(node, field=field, at=at)
        case Without(inner):
            return Without(_scope(inner, field, at))
        case Both(nodes) | Either(nodes):
            return type(node)(tuple(_scope(each, field, at) for each in nodes))
