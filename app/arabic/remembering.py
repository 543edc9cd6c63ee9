"""What was worked out, kept for when it is asked for again: most words of an article have been seen in another."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Kept(dict[K, T], Generic[K, T]):
    """What was kept last by its keys: between `most` and twice as many.

    To count from scratch whenever it is full would forget what is everyday with the rest, and the order in which
    things were met takes too long to keep: what is not asked for while as many others come in is forgotten.
    """

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self._most = most
        self._before: dict[K, T] = {}

    def recall(self, key: K) -> T | None:
        """What was kept by the key, which stays for as long again."""
        found = self.get(key)
        if found is None and (found := self._before.get(key)) is not None:
            self.keep(key, found)
        return found

    def keep(self, key: K, value: T) -> None:
        """Keeps it until `most` others have come in since it was asked for."""
        if len(self) >= self._most:
            self._before = dict(self)
            self.clear()
        self[key] = value

    def forget(self) -> None:
        """Keeps nothing any more."""
        self._before = {}
        self.clear()


class Remembered(Kept[str, T]):
    """What `work_out` makes of a word, by the word."""

    def __init__(self, work_out: Callable[[str], T], *, most: int, longest: int | None = None) -> None:
        """`longest`: what has more letters is no word, and isn't kept."""
        super().__init__(most=most)
        self._work_out, self._longest = work_out, longest

    def __missing__(self, word: str) -> T:
        before = self._before
        found = before[word] if word in before else self._work_out(word)
        if self._longest is None or len(word) <= self._longest:
            self.keep(word, found)
        return found
