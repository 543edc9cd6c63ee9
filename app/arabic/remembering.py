"""What was worked out of words, kept for when they come again: most words of an article have been seen in another."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(dict[str, T], Generic[T]):
    """What `work_out` makes of a word, by the word; of the words met last between `most` and twice as many.

    To count from scratch whenever it is full would forget everyday words with the others, and the order in which
    words were met takes too long to keep: what is not asked for while as many others come in is forgotten.
    """

    def __init__(self, work_out: Callable[[str], T], *, most: int, longest: int | None = None) -> None:
        """`longest`: what has more letters is no word, and isn't kept."""
        super().__init__()
        self._work_out, self._most, self._longest = work_out, most, longest
        self._before: dict[str, T] = {}

    def __missing__(self, word: str) -> T:
        before = self._before
        found = before[word] if word in before else self._work_out(word)
        if self._longest is None or len(word) <= self._longest:
            if len(self) >= self._most:
                self._before = dict(self)
                self.clear()
            self[word] = found
        return found
