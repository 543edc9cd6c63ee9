"""How often a host is asked: with a pause between two requests, the longer of ours and its own."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

PAUSE_SECONDS = 1.0
# What a host may ask for at most; beyond it a feed would never come to its end.
LONGEST_PAUSE_SECONDS = 60.0


@dataclass
class Manners:
    """When each host was asked last. `clock` and `sleep` stand in for time in tests."""

    pause: float = PAUSE_SECONDS
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _asked: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str, *, pause: float = 0) -> None:
        """Returns when it is polite to ask `host` again."""
        wanted = min(max(self.pause, pause), LONGEST_PAUSE_SECONDS)
        left = self._asked.get(host, -wanted) + wanted - self.clock()
        if host in self._asked and left > 0:
            self.sleep(left)
        self._asked[host] = self.clock()
