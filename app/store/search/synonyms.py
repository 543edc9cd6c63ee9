"""The names that stand for those of a query, put beside them in its tree. The index knows nothing of them."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from app.arabic.analyzer.synonyms import NONE, Synonyms, read_synonyms
from app.arabic.analyzer.words import Terms
from app.arabic.rulebook import RULES
from app.errors import SynonymError
from app.store.search.language import Both, Either, Leaf, Node, Without

DEFAULT, OFF = "default", "off"
"""What a setting may say instead of a path: Musnad's own file, or none."""


@cache
def open_synonyms(setting: str) -> Synonyms:
    """The synonyms of the file that the setting names. Raises SynonymError."""
    if setting == OFF:
        return NONE
    path = RULES / "search" / "synonyms.txt" if setting == DEFAULT else Path(setting)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no UTF-8 text"
        raise SynonymError(str(path), None, f"can't be read: {reason}") from None
    return read_synonyms(lines, str(path))


def expand_foreign(node: Node, synonyms: Synonyms) -> Node:
    """The tree with its one name, or else its names in other than Arabic letters, also under their other names.

    Where any of several words will do, the other names of one would outweigh the rest: the texts that say
    it one way are not more about it than those that say it the other.
    """
    whole = expand(node, synonyms)
    is_one_name = isinstance(whole, Either) and not isinstance(node, Either)
    return whole if is_one_name else expand(node, synonyms.foreign)


def expand(node: Node, synonyms: Synonyms) -> Node:
    """The tree with every name in it also under its other names; names of several words are phrases."""
    if not synonyms or not _may_name(node, synonyms):
        return node
    match node:
        case Leaf():
            return _join(Both, tuple(_expand_run((node,), synonyms)))
        case Without(inner):
            return Without(expand(inner, synonyms))
        case Either(nodes):
            return Either(tuple(expand(each, synonyms) for each in nodes))
        case Both(nodes):
            return _join(Both, tuple(_expand_all(nodes, synonyms)))


def _may_name(node: Node, synonyms: Synonyms) -> bool:
    """Whether a word stands there that a name begins with, which most queries hold none of."""
    match node:
        case Leaf(words):
            return synonyms.reach(words[0]) > 0
        case Without(inner):
            return _may_name(inner, synonyms)
        case Both(nodes) | Either(nodes):
            for each in nodes:
                if _may_name(each, synonyms):
                    return True
    return False


def _expand_all(nodes: Sequence[Node], synonyms: Synonyms) -> Iterator[Node]:
    run: list[Leaf] = []
    for node in nodes:
        # Only words that are looked for in the same place can be one name.
        if run and not (isinstance(node, Leaf) and node.field == run[0].field):
            yield from _expand_run(run, synonyms)
            run = []
        if isinstance(node, Leaf):
            run.append(node)
        else:
            yield expand(node, synonyms)
    yield from _expand_run(run, synonyms)


def _expand_run(run: Sequence[Leaf], synonyms: Synonyms) -> Iterator[Node]:
    """The leaves, the longest names first."""
    at = 0
    while at < len(run):
        named, others = _find_longest(run[at:], synonyms)
        itself = _join(Both, tuple(named))
        yield Either((itself, *others)) if others else itself
        at += len(named)


def _find_longest(run: Sequence[Leaf], synonyms: Synonyms) -> tuple[Sequence[Leaf], tuple[Leaf, ...]]:
    """The first leaf, or those that are one name together, and the name's others."""
    for length in range(_reach(run, synonyms), 0, -1):
        if others := _find(run[:length], synonyms):
            return run[:length], others
    return run[:1], ()


def _reach(run: Sequence[Leaf], synonyms: Synonyms) -> int:
    return min(len(run), synonyms.reach(run[0].words[0]))


def _find(named: Sequence[Leaf], synonyms: Synonyms) -> tuple[Leaf, ...]:
    if any(leaf.is_prefix for leaf in named):
        return ()
    first = named[0]
    words = [word for leaf in named for word in leaf.words]
    found = [other for other in synonyms.find(words) if not _holds(other, words)]
    return tuple(Leaf(other, first.at, first.field) for other in found)


def _holds(name: Sequence[Terms], words: Sequence[Terms]) -> bool:
    """Whether a longer name is found by the words themselves: to look for it, too, would only count it twice."""
    return {word.stem for word in words} <= {word.stem for word in name}


def _join(kind: type[Both], nodes: tuple[Node, ...]) -> Node:
    return nodes[0] if len(nodes) == 1 else kind(nodes)
