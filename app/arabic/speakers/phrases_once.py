"""Reads each phrase of a document once: many rules ask what stands at the same place."""

from app.arabic.marks import MarkedText
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.phrases import LONGEST_PHRASE, PhraseReader
from app.arabic.tokens import Document


class PhraseOnceReader(PhraseReader):
    """Reads speakers' phrases in one document, and remembers them."""

    def __init__(self, document: Document, marked: MarkedText) -> None:
        super().__init__(document, marked)
        self._phrases: dict[tuple[int, int], Phrase | None] = {}

    def learn(self, surnames: set[str]) -> None:
        """Tell whom the document names in full: phrases may be read otherwise from then on."""
        self.surnames, self._phrases = surnames, {}

    def respell(self, at: int, key: str, start: int) -> None:
        """Read a word as if it were spelled and began so: no phrase that holds it is remembered."""
        super().respell(at, key, start)
        self._phrases = {}

    def read(self, at: int, limit: int) -> Phrase | None:
        """The phrase at `at`, as it was read; whoever asks again gets the same one, so it is not to be changed."""
        place = at, min(limit, at + LONGEST_PHRASE)
        if place not in self._phrases:
            self._phrases[place] = super().read(*place)
        return self._phrases[place]
