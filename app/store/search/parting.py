"""What a query says of a list's own rows, and what of the articles that these stand in: `title:` among quotes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.errors import QueryError
from app.store.search.language import Both, Either, Leaf, Node, Without, is_refusal, parse
from app.store.search.subjects import Subject

_SCOPE = ":"
"""What names of fields end with."""
_PARTED = re.compile(f"[-−]|NOT|{_SCOPE}")
"""What no query is without that says more than what its rows hold."""


def part(subject: Subject, query: str) -> tuple[Node | None, Node | None]:
    """The tree of what the rows hold themselves, and of what their articles hold. Raises QueryError with the place."""
    tree = parse(query)
    if subject.parent is None or _SCOPE not in query:
        return tree, None
    nodes = tree.nodes if isinstance(tree, Both) else (tree,)
    outer = [node for node in nodes if _is_of_article(subject, node)]
    return _join([node for node in nodes if node not in outer]), _join(outer)


def part_filters(subject: Subject | None, filters: Any) -> Any:
    """The filters, with what is searched for in the articles beside what is searched for in the rows.

    What is said of either is what must be there, or else only what must not.
    """
    asked = getattr(filters, "q", None)
    query = getattr(asked, "q", asked)
    if subject is None or not isinstance(query, str) or not _PARTED.search(query):
        return filters
    own, outer = part(subject, query)
    parts = [(own, "q", "without"), (outer, "beside", "apart")]
    names = [refused if is_refusal(node) else wanted for node, wanted, refused in parts if node is not None]
    return replace(filters, **{"q": None} | dict.fromkeys(names, asked))


def list_refused(node: Node) -> Node:
    """Any of what a refusal says must not be there."""
    match node:
        case Without(inner):
            return inner
        case Both(nodes):
            return Either(tuple(map(list_refused, nodes)))
    return node


def _is_of_article(subject: Subject, node: Node) -> bool:
    leaves = list(_list_leaves(node))
    outer = [leaf for leaf in leaves if _names_article(subject, leaf)]
    if outer and len(outer) < len(leaves):
        of = f"with OR; {outer[0].field}: is of the article that {subject.name}s stand in"
        raise QueryError("q", f"joins {outer[0].field}: and words of {subject.name}s {of}", at=outer[0].at)
    return bool(outer)


def _names_article(subject: Subject, leaf: Leaf) -> bool:
    if leaf.field is None or subject.parent is None or subject.find_field(leaf.field):
        return False
    return subject.parent.find_field(leaf.field) is not None


def _list_leaves(node: Node) -> Iterator[Leaf]:
    match node:
        case Leaf():
            yield node
        case Without(inner):
            yield from _list_leaves(inner)
        case Both(nodes) | Either(nodes):
            for each in nodes:
                yield from _list_leaves(each)


def _join(nodes: Sequence[Node]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else Both(tuple(nodes))
