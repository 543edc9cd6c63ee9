"""A cue, the phrase taken for its subject, and what it governs: what is judged before it becomes a saying."""

from dataclasses import dataclass, field

from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.lexicon import Verb
from app.arabic.quotes.reading import Cue
from app.arabic.speakers.phrase import Phrase

NOMINALS = (Style.nominal, Style.object)


@dataclass(slots=True)
class Case:
    """What is judged."""

    cue: Cue
    phrase: Phrase | None
    complement: Complement
    verb: Verb = field(init=False)
    """The reading of the cue that fits its complement."""

    def __post_init__(self) -> None:
        self.verb = (self.complement.form or self.cue.form).verb

    @property
    def is_nominal(self) -> bool:
        """Whether the content is a nominal rather than a clause or marked words."""
        return self.complement.style in NOMINALS

    @property
    def after_subject(self) -> int:
        """The first token behind cue and subject."""
        return max(self.cue.at + 1, self.phrase.last if self.phrase is not None else 0)
