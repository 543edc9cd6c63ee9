"""Being asked to stop: the first time, what is in hand is finished; the second time, it is over at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ASKED = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether somebody has asked for it."""

    def __init__(self) -> None:
        self.is_asked = False

    def __call__(self) -> bool:
        """The same, for who wants to be told by a function."""
        return self.is_asked


@contextmanager
def listen() -> Iterator[Stop]:
    """Takes Ctrl-C and SIGTERM for a wish while the block lasts."""
    stop = Stop()
    before = [signal.getsignal(number) for number in _ASKED]

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.is_asked = True
        for number, handler in zip(_ASKED, before, strict=True):
            signal.signal(number, handler)

    for number in _ASKED:
        signal.signal(number, ask)
    try:
        yield stop
    finally:
        for number, handler in zip(_ASKED, before, strict=True):
            signal.signal(number, handler)
