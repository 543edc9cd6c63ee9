"""What was worked out of the present state of the database, kept until anything is written."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Any, TypeVar, cast

from app.errors import MusnadError

T = TypeVar("T")
MOST = 10_000


@dataclass
class _Lately:
    """What was found out, when, and of which version of the database."""

    asked_at: float
    version: int | None
    found: Any

    def is_stale(self, seconds: float, version: int | None) -> bool:
        """Whether it is old, and may be otherwise by now."""
        is_old = monotonic() - self.asked_at >= seconds
        return is_old and (version is None or version != self.version)


class Memory:
    """Answers by question, of one state of the database; those asked for longest ago make room."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._version = most, -1
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lately: dict[Hashable, _Lately] = {}
        self._lock = Lock()

    def recall_lately(
        self, seconds: float, version: int | None, question: Hashable, ask: Callable[[], T], anew: Callable[[], T]
    ) -> T:
        """What was found out lately; what `ask` finds out where nothing was.

        What is older than so many `seconds`, while the database has been written to, is still answered: `anew`
        finds it out once more meanwhile, in a thread, where it must not use what the asking one has open. What is
        empty isn't kept, for soon it may not be.
        """
        with self._lock:
            known = self._lately.get(question)
            if known is not None and known.is_stale(seconds, version):
                known.asked_at = monotonic()
                Thread(target=self._renew, args=(version, question, anew), daemon=True).start()
        return self._keep_lately(version, question, ask()) if known is None else cast(T, known.found)

    def _renew(self, version: int | None, question: Hashable, anew: Callable[[], Any]) -> None:
        # What goes wrong goes wrong again when it is asked for by itself, and is told there.
        with suppress(MusnadError):
            self._keep_lately(version, question, anew())

    def _keep_lately(self, version: int | None, question: Hashable, found: T) -> T:
        if found:
            with self._lock:
                self._lately[question] = _Lately(monotonic(), version, found)
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
