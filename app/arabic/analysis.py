"""The whole analysis of one article: quotes with their speakers, and events."""

from collections.abc import Sequence
from datetime import date

from app.arabic.tokens import read_document
from app.records import Analysis, FoundEvent, FoundQuote, FoundSpeaker


def analyze(text: str, *, reference: date | None = None, headings: Sequence[Sequence[int]] = ()) -> Analysis:
    """Read `text` (an article's body); `reference` is the day it was published, never today's date.

    `headings` are spans of section headings: no sentence runs through them.
    """
    document = read_document(text)
    speakers: list[FoundSpeaker] = []
    quotes: list[FoundQuote] = []
    events: list[FoundEvent] = []
    return Analysis(speakers=speakers, quotes=quotes, events=events)
