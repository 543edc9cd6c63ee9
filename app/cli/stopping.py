"""Being asked to stop: the first time, what is in hand is finished; the second time, it is over at once."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPED = 130
"""The exit status of what was asked to stop."""
_ASKED = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether somebody has asked for it."""

    def __init__(self) -> None:
        self._event = threading.Event()

    @property
    def is_asked(self) -> bool:
        """Whether it is to end."""
        return self._event.is_set()

    def __call__(self) -> bool:
        """The same, for who wants to be told by a function."""
        return self.is_asked

    def ask(self) -> None:
        """Lets everybody who waits go on, to see that it is to end."""
        self._event.set()

    def wait(self, seconds: float) -> None:
        """Sleeps so long, or until somebody asks."""
        self._event.wait(seconds)


@contextmanager
def listen() -> Iterator[Stop]:
    """Takes Ctrl-C and SIGTERM for a wish while the block lasts."""
    stop = Stop()
    before = [signal.getsignal(number) for number in _ASKED]

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.ask()
        for number, handler in zip(_ASKED, before, strict=True):
            signal.signal(number, handler)

    for number in _ASKED:
        signal.signal(number, ask)
    try:
        yield stop
    finally:
        for number, handler in zip(_ASKED, before, strict=True):
            signal.signal(number, handler)
