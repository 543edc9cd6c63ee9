"""An article with its findings laid out paragraph by paragraph: what is to be seen where, and why it was found."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.arabic.reasons import describe_style, find_reason
from app.records import Analysis, AnchorKind, FoundEvent, FoundQuote, FoundSpeaker, SourceDocument


class Part(StrEnum):
    """What a highlighted span is."""

    quote = "quote"
    cue = "cue"
    speaker = "speaker"
    relay = "relay"
    date = "date"
    heading = "heading"


@dataclass(frozen=True)
class Highlight:
    """A span within its paragraph."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True)
class Note:
    """One finding: a headline, then what is known of it, by name."""

    title: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph, verbatim, with what was found in it."""

    text: str
    highlights: tuple[Highlight, ...]
    notes: tuple[Note, ...]


def explain(document: SourceDocument, analysis: Analysis) -> list[Passage]:
    """Every paragraph of the body, in order; a finding is told under the one that it begins in."""
    spans = [*_list_spans(document, analysis)]
    notes = [*_list_notes(analysis)]
    passages: list[Passage] = []
    start = 0
    for text in document.body.split("\n\n"):
        end = start + len(text)
        shown = tuple(
            Highlight(part, max(first, start) - start, min(last, end) - start)
            for part, first, last in spans
            if first < end and last > start
        )
        told = tuple(note for at, note in notes if start <= at < end)
        passages.append(Passage(text, shown, told))
        start = end + 2
    return passages


def _list_spans(document: SourceDocument, analysis: Analysis) -> Iterator[tuple[Part, int, int]]:
    """All spans, wide ones first: what is shown later is seen above what was shown before."""
    yield from ((Part.heading, start, end) for start, end in document.headings)
    for quote in analysis.quotes:
        yield from ((Part.quote, segment.start, segment.end) for segment in quote.segments)
    for event in analysis.events:
        yield Part.date, event.start, event.end
    for quote in analysis.quotes:
        if quote.mention_start is not None and quote.mention_end is not None:
            yield Part.speaker, quote.mention_start, quote.mention_end
        if quote.via_start is not None and quote.via_end is not None:
            yield Part.relay, quote.via_start, quote.via_end
        yield Part.cue, quote.cue_start, quote.cue_end


def _list_notes(analysis: Analysis) -> Iterator[tuple[int, Note]]:
    for number, quote in enumerate(analysis.quotes, 1):
        yield quote.start, _note_quote(number, quote, analysis.speakers[quote.speaker])
    for event in analysis.events:
        yield event.start, _note_event(event)


def _note_quote(number: int, quote: FoundQuote, speaker: FoundSpeaker) -> Note:
    title = f"quote {number}: {quote.kind}, confidence {quote.confidence:.2f}"
    facts = [
        *((_at("words", segment.start, segment.end), segment.text) for segment in quote.segments),
        ("speaker", _describe_speaker(speaker)),
        ("resolution", quote.resolution),
        *_optional("mention", quote.mention, quote.mention_start, quote.mention_end),
        (_at("cue", quote.cue_start, quote.cue_end), f"{quote.cue}, a form of {quote.cue_lemma}"),
        ("complement", describe_style(quote.rule) or "as the rule says"),
        *_optional("relayed by", quote.via, quote.via_start, quote.via_end),
        ("marks", quote.marks),
        *((("said on", quote.said_on.isoformat()),) if quote.said_on else ()),
        ("rule", _describe_rule(quote.rule, folder="quotes")),
    ]
    return Note(title, tuple(facts))


def _note_event(event: FoundEvent) -> Note:
    facts = [
        (_at("words", event.start, event.end), event.text),
        ("means", event.value or "no day: there was nothing to count from"),
        ("precision", event.precision),
        ("tense", event.tense),
        *((("counted from", f"{event.anchor}, {event.anchor_kind}"),) if event.anchor else ()),
        *((("counted from", "nothing"),) if event.anchor_kind is AnchorKind.missing else ()),
        *(("names", mention.name) for mention in event.mentions),
        ("rule", _describe_rule(event.rule, folder="dates")),
    ]
    return Note("date", tuple(facts))


def _describe_speaker(speaker: FoundSpeaker) -> str:
    role = None if speaker.role == speaker.name else speaker.role
    return " | ".join(part for part in (speaker.name, speaker.kind, role, speaker.affiliation) if part)


def _describe_rule(rule: str, *, folder: str) -> str:
    reason = find_reason(rule, folder=folder)
    return f"{rule}: {reason}" if reason else rule


def _optional(name: str, text: str | None, start: int | None, end: int | None) -> Iterator[tuple[str, str]]:
    if text is not None and start is not None and end is not None:
        yield _at(name, start, end), text


def _at(name: str, start: int, end: int) -> str:
    return f"{name} {start}–{end}"
