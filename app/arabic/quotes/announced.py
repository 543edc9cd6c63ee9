"""A name, a colon, and what is said: the headline's and the interview's way of quoting."""

import re

from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.complements import ComplementFinder
from app.arabic.quotes.contents import Intervals, paragraph_end, reopened, trim
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.saying import SHORTEST, Saying
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.records import SpeakerKind

RULE = "colon"
_FURTHEST = 20
_LONGEST_SPEAKER = 12
_COLON = re.compile("[:\uff1a\ufe55\ufe13]")
"""A colon in any of its widths."""
_LETTERS = 400
"""Code points that a speaker's name and office fill at most."""


def find_announced(reading: Reading, registry: Registry, sayings: list[Saying]) -> list[Saying]:
    """The sayings that a line opens with a speaker's name and a colon, no verb between."""
    taken = Intervals(span for saying in sayings for span in saying.spans)
    found = []
    for paragraph in reading.document.paragraphs:
        saying = _announced(reading, registry, reading.document.token_at(paragraph.start))
        if saying is not None and not any(taken.overlaps(*span) for span in saying.spans):
            found.append(saying)
    return found


def _announced(reading: Reading, registry: Registry, first: int) -> Saying | None:
    if not 0 <= first < len(reading.tokens):
        return None
    start = reading.tokens[first].start
    if _COLON.search(reading.text, start, start + _LETTERS) is None:
        return None
    colon = next(
        (at for at in range(first + 1, min(first + _FURTHEST, len(reading.tokens))) if reading.keys[at] == ":"), None
    )
    if colon is None or any(at in reading.cue_at for at in range(first, colon)):
        return None
    phrase = reading.phrases.read(first, colon)
    if phrase is None or phrase.last != colon or colon - first > _LONGEST_SPEAKER or not _is_speaker(phrase, registry):
        return None
    complement = ComplementFinder(reading).after_colon(colon)
    if complement is None or complement.style is Style.clause:
        return None
    spans = _spans(reading, complement)
    if len(reading.text[spans[0][0] : spans[0][1]].split()) < SHORTEST:
        return None
    resolved = registry.add(phrase)
    return Saying(
        cue=Cue(colon, ()),
        complement=complement,
        phrase=phrase,
        entity=resolved.entity,
        resolution=resolved.resolution,
        is_nested=False,
        spans=spans,
        rule=f"{RULE}.{complement.style.value}",
        colon=colon,
    )


def _is_speaker(phrase: Phrase, registry: Registry) -> bool:
    """A person by name or office, or somebody known; headings like ملاحظة are nobody."""
    if registry.knows(phrase.name):
        return True
    return phrase.is_strong and phrase.kind is SpeakerKind.person


def _spans(reading: Reading, complement: Complement) -> list[tuple[int, int]]:
    if complement.stretch is not None:
        pieces = [complement.stretch, *reopened(reading, complement.stretch)]
        return [(piece.start, piece.end) for piece in pieces]
    return [trim(reading.text, complement.start, paragraph_end(reading, complement.start))]
