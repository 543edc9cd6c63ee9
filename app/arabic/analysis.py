"""The whole analysis of one article: quotes with their speakers, and events."""

from collections.abc import Sequence
from datetime import date

from app.arabic.dates import find_dates
from app.arabic.events import find_events
from app.arabic.quotes.attribution import find_quotes
from app.arabic.speakers.mentions import find_mentions
from app.arabic.tokens import read_document
from app.records import Analysis


def analyze(
    text: str, *, reference: date | None = None, headings: Sequence[Sequence[int]] = (), context: str = ""
) -> Analysis:
    """Read `text` (an article's body); `reference` is the day it was published, never today's date.

    `headings` are spans of section headings: no sentence runs through them. `context` (title, deck, caption, a
    line each) is not searched, but may give a speaker's fuller name.
    """
    document = read_document(text)
    attribution = find_quotes(document, headings, context=context)
    quotes = [quote.model_copy(update={"said_on": reference}) for quote in attribution.quotes]
    mentions = find_mentions(document, attribution.entities, attribution.speaking)
    dates = find_dates(document, reference)
    events = find_events(document, dates, quotes, mentions)
    return Analysis(speakers=attribution.speakers, quotes=quotes, events=events)
