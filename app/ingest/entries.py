"""What archives hold: one entry for each article, read one after the other, so that memory does not grow."""

from dataclasses import dataclass
from typing import Any

# No article is larger. What is was made to fill the memory, or is no article.
LARGEST_ENTRY = 20_000_000


@dataclass(frozen=True)
class Entry:
    """A record, or a file as it is. `name` says where it stands, for messages; `size` is the bytes it was read from."""

    name: str
    content: dict[str, Any] | bytes
    size: int

    @property
    def is_record(self) -> bool:
        """Whether it is one of many in its file."""
        return isinstance(self.content, dict)


@dataclass(frozen=True)
class Refusal:
    """Something that is no article, and why; reading goes on behind it where that is possible."""

    name: str
    reason: str
    size: int = 0
    is_record: bool = False
