"""What tells of a written word, before its terms are made, that it is none of those that are looked for."""

import re
from collections.abc import Iterable

from app.arabic.analyzer.affixes import WHOLE
from app.arabic.analyzer.spelling import PLAIN, fold_variants

_NOTHING = re.compile("(?!)")


class Sieve:
    """Lets through each word that may share a root or hold a part; to make a word's terms takes ten times as long.

    A root is letters of its word in their order, see `affixes.root`; `parts` are keys or what keys begin with. Keys
    are cut out of words but for two things: ال may stand for لل, and ه at the end for ت.
    """

    def __init__(self, parts: Iterable[str], roots: Iterable[str] = ()) -> None:
        cores = {part.removeprefix(WHOLE).removeprefix("ال").removesuffix("ه") for part in parts}
        patterns = {*map(re.escape, cores), *map(_in_order, roots)}
        self._pattern = re.compile("|".join(sorted(patterns))) if patterns else _NOTHING

    def lets_through(self, word: str) -> bool:
        """Whether a closer look is due; it always is where letters need more than folding."""
        return PLAIN.fullmatch(word) is None or self._pattern.search(fold_variants(word)) is not None


def _in_order(root: str) -> str:
    """These letters with any others between them. Each is looked for once: there is nothing to go back to."""
    first, *rest = map(re.escape, root)
    return first + "".join(f"[^{letter}]*{letter}" for letter in rest)
