"""What holds for the analysis of any text whatever: no exception, spans that are what they say, nothing from today."""

from collections.abc import Iterator
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.arabic.analysis import analyze
from app.records import Analysis, FoundEvent, FoundQuote, Marks, QuoteKind, Resolution

# Bits that meet each other in real texts and in broken ones.
BITS = (
    *(
        "قال",
        "وقال",
        "أضاف",
        "مضيفًا",
        "أكد",
        "لافتًا",
        "يقول",
        "نقلت",
        "جاء",
        "اتهم",
        "دعا",
        "أعلن",
        "كما",
        "لم",
        "قوله",
    ),
    *("إن", "أن", "إنه", "بأن", "إلى", "على", "عن", "من", "في", "الذي", "و", "ب", "لـ", "بحسب", "وفق", "وفقًا"),
    *("الوزير", "وزير", "سالم", "الحداد", "ليلى", "بن", "مصدر", "أمني", "وكالة", "سانا", "الجانبان", "شهود", "بيان"),
    *("وزارة", "الصحة", "دمشق", "خلال", "أمس", "اليوم", "الأحد", "الماضي", "15", "من", "آذار", "2024", "عام", "قبل"),
    *("«", "»", "“", "”", '"', "'", "''", "‹", "›", "„", "(", ")", "[", "]", "،", "؛", ":", ".", "...", "؟", "-", "–"),
    *(
        "السد",
        "آمن",
        "وقف",
        "القتال",
        "ضرورة",
        "كلمة",
        "\u200f",
        "\u200b",
        "ـ",
        "\u064b",
        "\u00a0",
        "\ufeff",
        "😀",
        "a",
    ),
    *("\n", "\n\n", "\r\n", "\t", "\u2028", "ﻻ", "ﷺ", "٣", "0", "%"),
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(BITS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(BITS), max_size=40).map("".join),
    st.text(max_size=80),
)
REFERENCES = st.one_of(st.none(), st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spans(quote: FoundQuote) -> Iterator[tuple[int, int, str]]:
    """Every span of a quote with the words it claims."""
    yield quote.start, quote.end, quote.text
    yield quote.cue_start, quote.cue_end, quote.cue
    for segment in quote.segments:
        yield segment.start, segment.end, segment.text
    if quote.mention_start is not None:
        yield quote.mention_start, quote.mention_end or 0, quote.mention or ""
    if quote.via_start is not None:
        yield quote.via_start, quote.via_end or 0, quote.via or ""


def event_spans(event: FoundEvent) -> Iterator[tuple[int, int, str]]:
    """Every span of an event with the words it claims."""
    yield event.start, event.end, event.text
    yield event.sentence_start, event.sentence_end, event.sentence
    for mention in event.mentions:
        yield mention.start, mention.end, mention.text


def check_spans(text: str, analysis: Analysis) -> None:
    for quote in analysis.quotes:
        assert [text[start:end] for start, end, _ in spans(quote)] == [words for *_, words in spans(quote)]
    for event in analysis.events:
        assert [text[start:end] for start, end, _ in event_spans(event)] == [words for *_, words in event_spans(event)]


def check_quote(text: str, quote: FoundQuote) -> None:
    assert quote.text.strip()
    assert quote.text == quote.text.strip()
    assert quote.cue.strip()
    assert quote.rule
    edges = [edge for segment in quote.segments for edge in (segment.start, segment.end)]
    assert edges == sorted(edges)
    assert (quote.start, quote.end) == (edges[0], edges[-1])
    assert text.endswith(quote.prefix, 0, quote.start)
    assert text.startswith(quote.suffix, quote.end)
    assert (quote.mention is None) == (quote.mention_start is None) == (quote.mention_end is None)
    assert (quote.via is None) == (quote.via_start is None) == (quote.via_end is None)
    if quote.kind is QuoteKind.indirect:
        assert quote.marks is Marks.none
    if quote.resolution is Resolution.understood:
        assert quote.mention is None


def check_places(analysis: Analysis) -> None:
    """Whatever points into a list points at something in it."""
    named = [speaker.name for speaker in analysis.speakers]
    assert all(name.strip() for name in named)
    assert {quote.speaker for quote in analysis.quotes} == set(range(len(named)))
    for event in analysis.events:
        assert event.quote is None or event.quote < len(analysis.quotes)
        assert all(mention.speaker is None or mention.speaker < len(named) for mention in event.mentions)


@given(text=TEXTS, reference=REFERENCES)
@QUICK
def test_any_text_is_read_without_an_error_and_every_span_is_verbatim(text: str, reference: date | None) -> None:
    analysis = analyze(text, reference=reference)
    check_spans(text, analysis)
    check_places(analysis)
    for quote in analysis.quotes:
        check_quote(text, quote)
    assert analysis.quotes == sorted(analysis.quotes, key=lambda quote: (quote.start, quote.cue_start))


@given(text=TEXTS, reference=REFERENCES)
@settings(QUICK, max_examples=50)
def test_the_same_text_and_reference_always_give_the_same_records(text: str, reference: date | None) -> None:
    assert analyze(text, reference=reference) == analyze(text, reference=reference)


@given(text=TEXTS, reference=REFERENCES)
@settings(QUICK, max_examples=50)
def test_the_reference_day_changes_nothing_but_days(text: str, reference: date | None) -> None:
    undated, dated = analyze(text), analyze(text, reference=reference)
    assert undated.speakers == dated.speakers
    blank = {"said_on": None}
    assert [quote.model_copy(update=blank) for quote in undated.quotes] == [
        quote.model_copy(update=blank) for quote in dated.quotes
    ]


@given(text=TEXTS, cut=st.integers(min_value=0, max_value=200))
@settings(QUICK, max_examples=50)
def test_nothing_is_quoted_from_any_heading(text: str, cut: int) -> None:
    for quote in analyze(text, headings=[(0, cut)]).quotes:
        assert quote.start >= cut
