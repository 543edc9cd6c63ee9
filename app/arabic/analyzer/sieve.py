"""What tells of a written word, before its terms are made, that it is none of those that are looked for."""

import re
from collections.abc import Iterable

from app.arabic.analyzer.spelling import PLAIN, fold_variants
from app.arabic.analyzer.spotting import in_order, list_cores

_NOTHING = re.compile("(?!)")


class Sieve:
    """Lets through each word that may share a root or hold a part; to make a word's terms takes ten times as long.

    A root is letters of its word in their order, see `affixes.root`; `parts` are keys or what keys begin with.
    """

    def __init__(self, parts: Iterable[str], roots: Iterable[str] = ()) -> None:
        cores = {re.escape(core) for part in parts for core in list_cores(part)}
        related = {in_order(root) for root in roots if root.isalpha()}
        self._pattern = re.compile("|".join(sorted(cores | related))) if cores or related else _NOTHING

    def lets_through(self, word: str) -> bool:
        """Whether a closer look is due; it always is where letters need more than folding."""
        return PLAIN.fullmatch(word) is None or self._pattern.search(fold_variants(word)) is not None
