"""What hosts ask of programs that read them: robots.txt, as RFC 9309 has it, remembered while a run lasts."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from app.errors import FailedFetch, RefusedAddress
from app.ingest.fetch import USER_AGENT, Fetcher

_NAME = USER_AGENT.partition("/")[0]
# Hosts that one run remembers; the oldest is asked again.
_MOST_HOSTS = 10_000


@dataclass
class Robots:
    """The rules of each host that was asked."""

    fetcher: Fetcher
    _rules: dict[str, Protego | None] = field(default_factory=dict)

    def check(self, address: str) -> None:
        """Raises RefusedAddress where the host does not want `address` to be read by programs."""
        rules = self._find(address)
        if rules is None:
            raise RefusedAddress(address, "its host can't say now what may be read (robots.txt); try again later")
        if not rules.can_fetch(address, _NAME):
            raise RefusedAddress(address, "its host does not want it read by programs (robots.txt)")

    def find_delay(self, address: str) -> float:
        """Seconds that the host wants between two requests; 0 where it says nothing."""
        rules = self._find(address)
        return (rules and rules.crawl_delay(_NAME)) or 0.0

    def _find(self, address: str) -> Protego | None:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            if len(self._rules) >= _MOST_HOSTS:
                del self._rules[next(iter(self._rules))]
            self._rules[origin] = self._ask(origin)
        return self._rules[origin]

    def _ask(self, origin: str) -> Protego | None:
        try:
            answer = self.fetcher.fetch(f"{origin}/robots.txt", accepted=None)
        except FailedFetch as error:
            # A host without rules allows everything; one that is out of order might have some.
            has_none = error.status is not None and 400 <= error.status < 500 and error.status != 429
            return Protego.parse("") if has_none else None
        except RefusedAddress:
            return None
        return Protego.parse(answer.data.decode(errors="replace"))
