"""A quote on its way from a saying to a record: its pieces cut, its kind and marks told."""

from dataclasses import dataclass

from app.arabic.quotes.complement import Style
from app.arabic.quotes.contents import classify, end_at_mark, segments, shed, strip_marks, trim
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.relays import Relay
from app.arabic.quotes.saying import Doubt, Saying
from app.arabic.speakers.entity import Entity
from app.records import FoundQuote, Marks, QuoteKind, Resolution

CONTEXT = 32
"""Code points of prefix and suffix."""


@dataclass(slots=True)
class Draft:
    """A quote before it becomes a record."""

    spans: list[tuple[int, int]]
    kind: QuoteKind
    marks: Marks
    cue_at: int
    cue_start: int
    cue_end: int
    lemma: str
    entity: Entity
    resolution: Resolution
    mention: tuple[int, int] | None
    rule: str
    first: int
    last: int
    is_participle: bool
    relay: Relay | None = None
    confidence: float = 0.0
    doubts: frozenset[Doubt] = frozenset()


def draft_saying(reading: Reading, saying: Saying) -> Draft:
    start, end = saying.spans[-1]
    complement = saying.complement
    if saying.colon is not None:
        return _draft_announced(reading, saying, saying.colon)
    whole = complement.style in (Style.marks, Style.verbatim)
    if not whole:
        end = end_at_mark(reading, start, end)
        start, end, whole = strip_marks(reading, start, end)
    elif complement.style is Style.marks:
        start, end = trim(reading.text, start, end)
    start, end = shed(reading, start, end)
    kind, marks = classify(reading, start, end, all_marked=whole)
    if complement.stretch is not None:
        marks = complement.stretch.state
    cue = saying.cue
    form = complement.form or cue.form
    phrase = saying.phrase
    return Draft(
        spans=[*(trim(reading.text, *span) for span in saying.spans[:-1]), (start, end)],
        kind=kind,
        marks=marks,
        cue_at=cue.at,
        cue_start=reading.bare_start(cue),
        cue_end=reading.tokens[cue.at].end,
        lemma=form.verb.lemma,
        entity=saying.entity,
        resolution=saying.resolution,
        mention=(phrase.start, phrase.end) if phrase is not None else None,
        rule=f"{form.verb.rule}.{complement.style.value}",
        first=min(cue.at, phrase.first) if phrase is not None else cue.at,
        last=complement.at,
        is_participle=cue.shape.value == "participle",
        relay=saying.relay,
        doubts=saying.doubts,
    )


def _draft_announced(reading: Reading, saying: Saying, colon: int) -> Draft:
    """A quote whose cue is the colon behind its speaker's name."""
    start, end, whole = saying.spans[-1][0], saying.spans[-1][1], True
    if saying.complement.style is Style.verbatim:
        start, end = shed(reading, *strip_marks(reading, start, end)[:2])
    kind, marks = classify(reading, start, end, all_marked=whole)
    token, phrase = reading.tokens[colon], saying.phrase
    return Draft(
        spans=[*saying.spans[:-1], (start, end)],
        kind=kind,
        marks=marks,
        cue_at=colon,
        cue_start=token.start,
        cue_end=token.end,
        lemma=":",
        entity=saying.entity,
        resolution=saying.resolution,
        mention=(phrase.start, phrase.end) if phrase is not None else None,
        rule=saying.rule,
        first=phrase.first if phrase is not None else colon,
        last=colon,
        is_participle=False,
    )


def as_quote(reading: Reading, draft: Draft, speaker: int) -> FoundQuote:
    """The record of a draft; `speaker` is its speaker's place."""
    text = reading.text
    start, end = draft.spans[0][0], draft.spans[-1][1]
    mention, relay = draft.mention, draft.relay
    return FoundQuote(
        kind=draft.kind,
        text=text[start:end],
        start=start,
        end=end,
        segments=segments(reading, draft.spans),
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        cue=text[draft.cue_start : draft.cue_end],
        cue_start=draft.cue_start,
        cue_end=draft.cue_end,
        cue_lemma=draft.lemma,
        mention=text[slice(*mention)] if mention else None,
        mention_start=mention[0] if mention else None,
        mention_end=mention[1] if mention else None,
        via=relay.name if relay else None,
        via_start=relay.start if relay else None,
        via_end=relay.end if relay else None,
        marks=draft.marks,
        resolution=draft.resolution,
        rule=draft.rule,
        confidence=draft.confidence,
        said_on=None,
        speaker=speaker,
    )
