"""Words that say too little to be searched for, as long as the query holds others."""

from collections.abc import Iterable, Iterator

from app.arabic.analyzer.spelling import fold_spelling, strip_marks
from app.arabic.rulebook import load

_PREFIXES = ("", "و", "ف")


def is_stop_word(exact: str, folded: str) -> bool:
    """Whether the word, as `strip_marks` and `fold_spelling` leave it, is on the list, also with و or ف before it."""
    return folded in _FOLDED or (exact.endswith("ى") and _keep_maqsura(exact) in _WITH_MAQSURA)


def _keep_maqsura(exact: str) -> str:
    # Folded, على would be the name علي.
    return fold_spelling(exact[:-1]) + "ى"


def _read() -> tuple[frozenset[str], frozenset[str]]:
    words = [strip_marks(word) for rule in load("search/stop_words") for word in rule.words("words")]
    with_maqsura = [_keep_maqsura(word) for word in words if word.endswith("ى")]
    folded = [fold_spelling(word) for word in words if not word.endswith("ى")]
    return frozenset(_prefix(folded)), frozenset(_prefix(with_maqsura))


def _prefix(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from [word] if word.isascii() else [prefix + word for prefix in _PREFIXES]


_FOLDED, _WITH_MAQSURA = _read()
