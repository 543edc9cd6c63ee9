"""Which of the stored findings are still there: a pairing of old and new by what they say, not where they stand."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

# Two wordings with at least this share of their words in common are one quote that an editor has touched up.
SAME_WORDS = 0.7


@dataclass(frozen=True)
class Trait:
    """What a finding is recognised by: `keys` from the strictest to the loosest, else its words within a group."""

    keys: tuple[Hashable, ...]
    group: Hashable
    words: frozenset[str]


def pair(old: Sequence[Trait], new: Sequence[Trait]) -> list[int | None]:
    """For each new finding the place of the old one that it still is; each old one is taken once at most."""
    pairs: list[int | None] = [None] * len(new)
    left = set(range(len(old)))
    for level in range(max((len(trait.keys) for trait in new), default=0)):
        for here, there in _pair_by_key(old, new, left=left, pairs=pairs, level=level):
            pairs[here] = there
            left.discard(there)
    for here, there in _pair_by_words(old, new, left=left, pairs=pairs):
        pairs[here] = there
        left.discard(there)
    return pairs


def _pair_by_key(
    old: Sequence[Trait], new: Sequence[Trait], *, left: set[int], pairs: Sequence[int | None], level: int
) -> Iterator[tuple[int, int]]:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for there in sorted(left):
        waiting[old[there].keys[level]].append(there)
    for here, trait in enumerate(new):
        if pairs[here] is None and (same := waiting.get(trait.keys[level])):
            yield here, same.popleft()


def _pair_by_words(
    old: Sequence[Trait], new: Sequence[Trait], *, left: set[int], pairs: Sequence[int | None]
) -> Iterator[tuple[int, int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for there in sorted(left):
        groups[old[there].group].append(there)
    for here, trait in enumerate(new):
        group = groups[trait.group] if pairs[here] is None else []
        likeness, there = max(((_likeness(trait, old[n]), -n) for n in group), default=(0.0, 0))
        if likeness >= SAME_WORDS:
            group.remove(-there)
            yield here, -there


def _likeness(one: Trait, other: Trait) -> float:
    both = len(one.words) + len(other.words)
    return 2 * len(one.words & other.words) / both if both else 0.0
