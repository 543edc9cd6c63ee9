"""What a cue governs, as a record."""

from dataclasses import dataclass
from enum import Enum

from app.arabic.marks import Marked
from app.arabic.quotes.lexicon import CueForm


class Style(Enum):
    """How the content is attached to its cue."""

    clause = "clause"
    marks = "marks"
    verbatim = "verbatim"
    nominal = "nominal"
    object = "object"
    before = "before"


@dataclass(slots=True)
class Complement:
    """What a cue governs: where the content starts, and the token at which the cue's own phrase ends."""

    style: Style
    start: int
    at: int
    stretch: Marked | None = None
    form: CueForm | None = None
