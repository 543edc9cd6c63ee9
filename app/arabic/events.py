"""Dates in context: each becomes an event with its sentence, its tense, its quote and who is named beside it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.arabic.dates import FoundDate
from app.arabic.tokens import Document, Span
from app.records import FoundEvent, FoundMention, FoundQuote, Tense

# A text without full stops is one sentence; an event keeps no more of it than a reader would, and the events of one
# sentence together no more than so much: else a text of dates would be answered with hundreds of its size.
WIDEST, NARROWEST, TOGETHER, MOST_MENTIONS = 2000, 200, 20_000, 100


def find_events(
    document: Document,
    dates: Sequence[FoundDate],
    quotes: Sequence[FoundQuote] = (),
    mentions: Sequence[FoundMention] = (),
) -> list[FoundEvent]:
    """One event for each of `dates`, in their order; `mentions` are the document's, in the order of the text."""
    starts = [mention.start for mention in mentions]
    quoted = _quotes_around(dates, quotes)
    sentences = _sentences(document, dates)
    return [
        _event(document, found, sentence, quote, mentions, starts)
        for found, sentence, quote in zip(dates, sentences, quoted, strict=True)
    ]


def sentences_of(document: Document, dates: Sequence[FoundDate]) -> list[int]:
    """The places of the sentences that events will hold, in order."""
    held = ((document.sentence_at(found.start), document.sentence_at(found.end - 1)) for found in dates)
    return sorted({sentence for first, last in held for sentence in range(first, last + 1)})


def _event(
    document: Document,
    found: FoundDate,
    sentence: Span,
    quote: int | None,
    mentions: Sequence[FoundMention],
    starts: list[int],
) -> FoundEvent:
    return FoundEvent(
        text=document.text[found.start : found.end],
        start=found.start,
        end=found.end,
        value=found.value,
        timex=found.timex,
        date_start=found.date_start,
        date_end=found.date_end,
        precision=found.precision,
        tense=tell_tense(found),
        sentence=document.text[sentence.start : sentence.end],
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        anchor=found.anchor,
        anchor_kind=found.anchor_kind,
        rule=found.rule,
        quote=quote,
        mentions=_mentions_within(sentence, mentions, starts),
    )


def tell_tense(found: FoundDate) -> Tense:
    """Past or scheduled: by the calendar where the article's day is known, else by the words around."""
    seen_from = found.seen_from
    if seen_from and found.date_end and found.date_end < seen_from:
        return Tense.past
    if seen_from and found.date_start and found.date_start > seen_from:
        return Tense.scheduled
    return found.tense or Tense.past


def _sentences(document: Document, dates: Sequence[FoundDate]) -> Iterator[Span]:
    """For each date, as much of its sentence as its event keeps."""
    places = [document.sentence_at(found.start) for found in dates]
    counts = Counter(places)
    for found, place in zip(dates, places, strict=True):
        widest = min(WIDEST, max(NARROWEST, TOGETHER // counts[place]))
        yield _sentence(document, found, document.sentences[place], widest)


def _sentence(document: Document, found: FoundDate, whole: Span, widest: int) -> Span:
    """The sentence around a date, to the last word of it where the date runs over its end."""
    start, end = whole.start, max(whole.end, found.end)
    if end - start <= widest:
        return Span(start, end)
    room = max(0, widest - (found.end - found.start)) // 2
    return _whole_words(document, max(start, found.start - room), min(end, found.end + room), found)


def _whole_words(document: Document, start: int, end: int, found: FoundDate) -> Span:
    first = document.tokens[min(bisect_left(document.starts, start), document.token_at(found.start))]
    last = document.tokens[max(document.token_at(end - 1) - 1, document.token_at(found.end - 1))]
    return Span(first.start, max(last.end, found.end))


def _mentions_within(sentence: Span, mentions: Sequence[FoundMention], starts: list[int]) -> list[FoundMention]:
    first, last = bisect_left(starts, sentence.start), bisect_right(starts, sentence.end)
    row = mentions[first : min(last, first + MOST_MENTIONS)]
    return [mention for mention in row if mention.end <= sentence.end]


@dataclass(slots=True)
class _Stretch:
    start: int
    end: int
    quote: int


def _quotes_around(dates: Sequence[FoundDate], quotes: Sequence[FoundQuote]) -> Iterator[int | None]:
    """For each date, the place of the innermost quote in whose content it stands. One pass over both."""
    waiting = sorted(_stretches(quotes), key=lambda stretch: stretch.start, reverse=True)
    open_now: list[_Stretch] = []
    for found in dates:
        while waiting and waiting[-1].start <= found.start:
            open_now.append(waiting.pop())
        open_now = [stretch for stretch in open_now if stretch.end >= found.end]
        innermost = min(open_now, key=lambda stretch: stretch.end - stretch.start, default=None)
        yield innermost.quote if innermost else None


def _stretches(quotes: Sequence[FoundQuote]) -> Iterator[_Stretch]:
    for number, quote in enumerate(quotes):
        for segment in quote.segments:
            yield _Stretch(segment.start, segment.end, number)
