"""What was worked out of the present state of the database, kept until anything is written."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from math import inf
from threading import Lock
from time import monotonic
from typing import Any, TypeVar, cast

T = TypeVar("T")
MOST = 10_000


class Memory:
    """Answers by question, of one state of the database; those asked for longest ago make room."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._version = most, -1
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lately: dict[Hashable, tuple[float, Any]] = {}
        self._lock = Lock()

    def recall_lately(self, seconds: float, question: Hashable, ask: Callable[[], T]) -> T:
        """What was found out in the last `seconds`, whatever has been written since; else what `ask` finds out."""
        with self._lock:
            asked_at, known = self._lately.get(question, (-inf, None))
        if monotonic() - asked_at < seconds:
            return cast(T, known)
        found = ask()
        with self._lock:
            self._lately[question] = monotonic(), found
        return found

    def recall(self, version: int | None, question: Hashable, ask: Callable[[], T]) -> T:
        """What is known of that version, else what `ask` finds out.

        The version was read before the transaction that `ask` reads in began: what is found out may be of a later
        state, but then nobody asks for that version again.
        """
        if version is None:
            return ask()
        with self._lock:
            if version != self._version:
                self._known.clear()
                self._version = version
            if question in self._known:
                self._known.move_to_end(question)
                known: T = self._known[question]
                return known
        found = ask()
        with self._lock:
            if version == self._version:
                self._known[question] = found
                while len(self._known) > self._most:
                    self._known.popitem(last=False)
        return found
