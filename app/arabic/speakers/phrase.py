"""A speaker's phrase as it was read: where it stands, whom it names, what it is."""

from dataclasses import dataclass

from app.records import SpeakerKind


@dataclass(slots=True)
class Phrase:
    """A phrase that names somebody: tokens `[first, last)`, the name's tokens, and what it is."""

    first: int
    last: int
    start: int
    end: int
    kind: SpeakerKind
    head: str
    name: str
    role: str | None
    is_name: bool
    is_strong: bool
    title: str = ""
    """The title right before the name, folded and without ال: أمير of أمير المنطقة الأمير فلان."""
    is_thing: bool = False
    """Whether it is an everyday noun, which says nothing."""
