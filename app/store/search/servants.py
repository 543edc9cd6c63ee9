"""عبدالله, عبد الله: what God's servants are called is printed as one word or as two, and found either way."""

import re
from collections.abc import Iterator, Sequence

from app.arabic.analyzer.words import Terms, list_terms
from app.store.search.language import Both, Either, Leaf, Node, Without

_WHOLE = re.compile("([وفبلك]{0,2}عبد)(ال.{2,})")
_SERVANT = re.compile("[وفبلك]{0,2}عبد")
_NAMED = re.compile("ال.{2,}")


def respell(node: Node) -> Node:
    """The tree with every such name in it also spelled the other way; names of two words are phrases."""
    match node:
        case Leaf():
            other = _respell_leaf(node)
            return node if other is None else Either((node, other))
        case Without(inner):
            return Without(respell(inner))
        case Either(nodes):
            return Either(tuple(respell(each) for each in nodes))
        case Both(nodes):
            kept = tuple(_respell_all(nodes))
            return kept[0] if len(kept) == 1 else Both(kept)


def _respell_all(nodes: Sequence[Node]) -> Iterator[Node]:
    at = 0
    while at < len(nodes):
        pair = nodes[at : at + 2]
        other = _join(pair)
        yield respell(nodes[at]) if other is None else Either((Both(tuple(pair)), other))
        at += 1 if other is None else 2


def _join(pair: Sequence[Node]) -> Leaf | None:
    """عبد and الله, looked for in the same place, as one word."""
    match pair:
        case (Leaf() as first, Leaf() as second):
            pass
        case _:
            return None
    alone = len(first.words) == len(second.words) == 1 and not (first.is_prefix or second.is_prefix)
    if not alone or first.field != second.field:
        return None
    spelled = _spell_otherwise((*first.words, *second.words))
    return Leaf(spelled, first.at, first.field) if len(spelled) == 1 else None


def _respell_leaf(leaf: Leaf) -> Leaf | None:
    spelled = leaf.words if leaf.is_prefix else _spell_otherwise(leaf.words)
    return Leaf(spelled, leaf.at, leaf.field) if spelled != leaf.words else None


def _spell_otherwise(words: Sequence[Terms]) -> tuple[Terms, ...]:
    """The words with each name parted that is one word, and joined that is two."""
    spelled, at = [], 0
    while at < len(words):
        word = words[at].folded
        whole = _WHOLE.fullmatch(word)
        after = words[at + 1].folded if at + 1 < len(words) else ""
        joins = _SERVANT.fullmatch(word) is not None and _NAMED.fullmatch(after) is not None
        spelled.append(word + after if joins else f"{whole[1]} {whole[2]}" if whole else word)
        at += 1 + joins
    if spelled == [word.folded for word in words]:
        return tuple(words)
    return tuple(list_terms(" ".join(spelled)))
