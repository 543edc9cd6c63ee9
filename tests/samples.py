"""Articles with their analysis made by hand, for tests of what comes after analysis."""

from datetime import date
from typing import Any

from app.records import (
    Analysis,
    AnchorKind,
    FoundEvent,
    FoundMention,
    FoundQuote,
    FoundSpeaker,
    Marks,
    Precision,
    QuoteKind,
    Resolution,
    Segment,
    SourceDocument,
    SpeakerKind,
    Tense,
)

BODY = """أكدت وزيرة الزراعة منى الخطيب أن “موسم القمح هذا العام جيد”، وأضافت أن الحكومة ستشتري المحصول كاملًا.

وقال مصدر محلي لوكالة الفرات إن الطريق سيفتح في 12 من أيار 2024.

وأعلنت وزارة النقل إعادة تشغيل القطار في حزيران 2024."""
DAY = date(2024, 5, 10)


def make_document(**changes: Any) -> SourceDocument:
    """The sample article, or another one."""
    fields: dict[str, Any] = {
        "external_id": "n-17",
        "url": "https://news.example/wheat",
        "title": "موسم القمح",
        "deck": "الحكومة تشتري المحصول",
        "caption": None,
        "credit": None,
        "author": "ليلى حداد",
        "published_at": DAY,
        "language": None,
        "modified_at": None,
        "body": BODY,
        "headings": [],
        "source": "صحيفة المثال",
    }
    return SourceDocument.model_validate(fields | changes)


def make_speaker(name: str, **changes: Any) -> FoundSpeaker:
    """A speaker; a person unless told otherwise."""
    fields: dict[str, Any] = {
        "name": name,
        "kind": SpeakerKind.person,
        "role": None,
        "affiliation": None,
        "aliases": [],
    }
    return FoundSpeaker.model_validate(fields | changes)


def make_quote(body: str, words: str, *, cue: str, speaker: int = 0, **changes: Any) -> FoundQuote:
    """The quote whose content is `words`, reported by the last `cue` before it (or the first behind)."""
    start = body.index(words)
    end = start + len(words)
    cue_start = body.rfind(cue, 0, start) if cue in body[:start] else body.index(cue, end)
    mention, via = changes.pop("mention", None), changes.pop("via", None)
    fields: dict[str, Any] = {
        "kind": QuoteKind.indirect,
        "text": words,
        "start": start,
        "end": end,
        "segments": [Segment(start=start, end=end, text=words)],
        "prefix": body[max(0, start - 32) : start],
        "suffix": body[end : end + 32],
        "cue": cue,
        "cue_start": cue_start,
        "cue_end": cue_start + len(cue),
        "cue_lemma": cue,
        **make_span(body, "mention", mention),
        **make_span(body, "via", via),
        "marks": Marks.none,
        "resolution": Resolution.named,
        "rule": "say.plain",
        "confidence": 0.9,
        "said_on": DAY,
        "speaker": speaker,
    }
    return FoundQuote.model_validate(fields | changes)


def make_span(body: str, name: str, words: str | None) -> dict[str, Any]:
    """A field with its span, or with nothing."""
    start = None if words is None else body.index(words)
    end = None if start is None or words is None else start + len(words)
    return {name: words, f"{name}_start": start, f"{name}_end": end}


def make_event(body: str, words: str, *, first: date | None, last: date | None = None, **changes: Any) -> FoundEvent:
    """The event whose date is `words`; its sentence is its paragraph."""
    start = body.index(words)
    sentence_start = body.rfind("\n", 0, start) + 1
    sentence = body[sentence_start:].split("\n", 1)[0]
    last = last or first
    fields: dict[str, Any] = {
        "text": words,
        "start": start,
        "end": start + len(words),
        "value": None if first is None else first.isoformat(),
        "timex": None if first is None else first.isoformat(),
        "date_start": first,
        "date_end": last,
        "precision": Precision.day if first == last else Precision.interval,
        "tense": Tense.scheduled,
        "sentence": sentence,
        "sentence_start": sentence_start,
        "sentence_end": sentence_start + len(sentence),
        "anchor": None,
        "anchor_kind": AnchorKind.none if first else AnchorKind.missing,
        "rule": "date.plain",
        "quote": None,
        "mentions": [],
    }
    return FoundEvent.model_validate(fields | changes)


def make_mention(body: str, words: str, *, speaker: int | None = None, **changes: Any) -> FoundMention:
    """Who is named by `words`."""
    start = body.index(words)
    fields: dict[str, Any] = {
        "name": words,
        "kind": SpeakerKind.person,
        "text": words,
        "start": start,
        "end": start + len(words),
        "speaker": speaker,
    }
    return FoundMention.model_validate(fields | changes)


def analyze_sample(document: SourceDocument) -> Analysis:
    """What a careful reader finds in the sample article, wherever its sentences still stand."""
    body = document.body
    speakers = [
        make_speaker(
            "منى الخطيب", role="وزيرة الزراعة", affiliation="وزارة الزراعة", aliases=["الخطيب", "وزيرة الزراعة"]
        ),
        make_speaker("مصدر محلي", kind=SpeakerKind.unnamed),
        make_speaker("وزارة النقل", kind=SpeakerKind.organization),
    ]
    quotes = [
        make_quote(
            body,
            "“موسم القمح هذا العام جيد”",
            cue="أكدت",
            cue_lemma="أكد",
            mention="وزيرة الزراعة منى الخطيب",
            kind=QuoteKind.direct,
            marks=Marks.closed,
            said_on=document.published_at,
        ),
        make_quote(
            body,
            "الحكومة ستشتري المحصول كاملًا",
            cue="أضافت",
            cue_lemma="أضاف",
            said_on=document.published_at,
            resolution=Resolution.understood,
        ),
        make_quote(
            body,
            "الطريق سيفتح في 12 من أيار 2024",
            cue="قال",
            speaker=1,
            mention="مصدر محلي",
            via="الفرات",
            resolution=Resolution.unnamed,
            said_on=date(2024, 5, 9),
        ),
        make_quote(
            body,
            "إعادة تشغيل القطار في حزيران 2024",
            cue="أعلنت",
            cue_lemma="أعلن",
            said_on=document.published_at,
            speaker=2,
            mention="وزارة النقل",
        ),
    ]
    events = [
        make_event(body, "12 من أيار 2024", first=date(2024, 5, 12), quote=2),
        make_event(
            body,
            "حزيران 2024",
            first=date(2024, 6, 1),
            last=date(2024, 6, 30),
            precision=Precision.month,
            value="2024-06",
            timex="2024-06",
            quote=3,
            mentions=[make_mention(body, "وزارة النقل", speaker=2, kind=SpeakerKind.organization)],
        ),
    ]
    return Analysis(speakers=speakers, quotes=quotes, events=events)
