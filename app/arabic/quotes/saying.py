"""One accepted cue with all that belongs to it, while its quote is being made."""

from dataclasses import dataclass, field
from enum import Enum

from app.arabic.quotes.complement import Complement
from app.arabic.quotes.reading import Cue
from app.arabic.quotes.relays import Relay
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.phrase import Phrase
from app.records import Resolution

SHORTEST = 3
"""Words that a content without marks has at least."""


class Doubt(Enum):
    """Why a saying is less likely than its like."""

    disagreeing = "the verb's form goes with somebody else"
    misprinted = "a participle's gender goes with somebody else: often a misprint"
    distant = "the one understood was the subject long ago"
    passed_over = "somebody else was the subject since"
    nested = "it stands inside what another says"
    silent = "who goes on speaking has said nothing yet, while others have"
    cut = "the name goes on behind what was read of it"
    unread = "what stands behind the verb may be its subject, though no name was read there"
    far = "what is said stands far from its verb"


@dataclass(slots=True)
class Saying:
    """A cue, what it governs, and who is its source; `spans` are the content's pieces so far."""

    cue: Cue
    complement: Complement
    phrase: Phrase | None
    entity: Entity
    resolution: Resolution
    is_nested: bool
    spans: list[tuple[int, int]] = field(default_factory=list)
    relay: Relay | None = None
    rule: str = ""
    colon: int | None = None
    doubts: frozenset[Doubt] = frozenset()
