"""The whole analysis of one article: quotes with their speakers, and events."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from app.arabic.dates import FoundDate, find_dates
from app.arabic.events import find_events, sentences_of
from app.arabic.quotes.attribution import find_quotes
from app.arabic.speakers.mentions import find_mentions
from app.arabic.tokens import read_document
from app.records import Analysis, FoundQuote, Precision


def analyze(
    text: str, *, reference: date | None = None, headings: Sequence[Sequence[int]] = (), context: str = ""
) -> Analysis:
    """Read `text` (an article's body); `reference` is the day it was published, never today's date.

    `headings` are spans of section headings: no sentence runs through them. `context` (title, deck, caption, a
    line each) is not searched, but may give a speaker's fuller name.
    """
    document = read_document(text)
    attribution = find_quotes(document, headings, context=context)
    dates = find_dates(document, reference)
    quotes = attribution.quotes
    for quote in quotes:
        quote.said_on = _said_on(quote, dates, reference)
    sentences = sentences_of(document, dates)
    mentions = find_mentions(document, attribution.entities, attribution.speaking, sentences)
    events = find_events(document, dates, quotes, mentions)
    return Analysis(speakers=attribution.speakers, quotes=quotes, events=events)


def _said_on(quote: FoundQuote, dates: Sequence[FoundDate], reference: date | None) -> date | None:
    """The day named between the cue and its words (قال أمس إن), else the article's."""
    first = min(quote.cue_start, quote.mention_start if quote.mention_start is not None else quote.cue_start)
    at = bisect_left(dates, first, key=lambda found: found.start)
    while at < len(dates) and dates[at].start < quote.start:
        day = dates[at].date_start if dates[at].precision is Precision.day else None
        if day is not None and (reference is None or day <= reference):
            return day
        at += 1
    return reference
