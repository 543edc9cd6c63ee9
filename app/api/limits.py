"""How often somebody may write: a bucket for each key or address, that fills again in a minute. In this process."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

# Buckets that are kept; the one that was used longest ago goes first, and is full again by then.
_MOST = 10_000


class Limiter:
    """Counts requests. `clock` gives seconds."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, who: str) -> float:
        """Takes one request out of the bucket; else the seconds until there is one again."""
        with self._lock:
            moment = self._clock()
            left, filled_at = self._buckets.pop(who, (float(self.per_minute), moment))
            left = min(float(self.per_minute), left + (moment - filled_at) * self.per_minute / 60)
            is_allowed = left >= 1
            self._buckets[who] = (left - 1 if is_allowed else left, moment)
            if len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
            return 0.0 if is_allowed else (1 - left) * 60 / self.per_minute
