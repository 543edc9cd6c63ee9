"""Events: a date in its sentence, with its tense, the quote it stands in and who is named beside it."""

from datetime import date

from app.arabic.analysis import analyze
from app.arabic.dates import find_dates
from app.arabic.events import find_events
from app.arabic.tokens import read_document
from app.records import AnchorKind, FoundEvent, FoundMention, Precision, SpeakerKind, Tense

PUBLISHED = date(2025, 7, 31)
TEXT = (
    "وصل سامر العلي إلى حلب أمس الأربعاء. وقال العلي: «سنفتتح المصنع في 15 من تشرين الأول المقبل».\n\n"
    "وأوضحت وزارة الصناعة أن العمل بدأ عام 2019، وأنه ينتهي نهاية العام الجاري."
)


def events(text: str = TEXT, reference: date | None = PUBLISHED) -> list[FoundEvent]:
    return analyze(text, reference=reference).events


def mention(text: str, name: str, place: int = 0) -> FoundMention:
    start = text.index(name, place)
    return FoundMention(name=name, kind=SpeakerKind.person, text=name, start=start, end=start + len(name), speaker=None)


def test_every_date_becomes_an_event_in_the_order_of_the_text() -> None:
    assert [event.value for event in events()] == ["2025-07-30", "2025-10-15", "2019", "2025"]
    assert [event.text for event in events()] == [
        "أمس الأربعاء",
        "15 من تشرين الأول المقبل",
        "عام 2019",
        "نهاية العام الجاري",
    ]


def test_texts_and_sentences_are_slices_of_the_body() -> None:
    for event in events():
        assert TEXT[event.start : event.end] == event.text
        assert TEXT[event.sentence_start : event.sentence_end] == event.sentence
        assert event.sentence_start <= event.start < event.end <= event.sentence_end
    assert events()[0].sentence == "وصل سامر العلي إلى حلب أمس الأربعاء."


def test_what_is_over_is_past_and_what_is_to_come_is_scheduled() -> None:
    assert [event.tense for event in events()] == [Tense.past, Tense.scheduled, Tense.past, Tense.scheduled]


def test_the_calendar_decides_the_tense_before_the_verb_does_and_the_verb_where_there_is_no_calendar() -> None:
    (over,) = events("من المقرر أن ينعقد المؤتمر في 3 أيار 2024.")
    assert over.tense is Tense.past
    (unknown,) = events("سينعقد المؤتمر الثلاثاء المقبل.", None)
    assert (unknown.tense, unknown.value, unknown.anchor_kind) == (Tense.scheduled, None, AnchorKind.missing)
    (told,) = events("انعقد المؤتمر الثلاثاء الماضي.", None)
    assert told.tense is Tense.past


def test_a_date_in_a_quote_belongs_to_the_quote_and_any_other_to_none() -> None:
    found = analyze(TEXT, reference=PUBLISHED)
    inside = found.events[1]
    assert inside.quote is not None
    quote = found.quotes[inside.quote]
    assert quote.start <= inside.start < inside.end <= quote.end
    assert found.events[0].quote is None


def test_of_two_quotes_around_a_date_the_inner_one_is_meant() -> None:
    found = analyze(TEXT, reference=PUBLISHED)
    quote = found.quotes[found.events[1].quote or 0]
    outer = quote.model_copy(
        update={"segments": [segment.model_copy(update={"start": 0, "end": len(TEXT)}) for segment in quote.segments]}
    )
    document = read_document(TEXT)
    dates = find_dates(document, PUBLISHED)
    assert [event.quote for event in find_events(document, dates, [outer, quote])] == [0, 1, 0, 0]


def test_who_is_named_in_the_sentence_is_mentioned_and_nobody_else() -> None:
    document = read_document(TEXT)
    mentions = [mention(TEXT, "سامر العلي"), mention(TEXT, "العلي", 40), mention(TEXT, "وزارة الصناعة")]
    found = find_events(document, find_dates(document, PUBLISHED), (), mentions)
    assert [[named.text for named in event.mentions] for event in found] == [
        ["سامر العلي"],
        ["العلي"],
        ["وزارة الصناعة"],
        ["وزارة الصناعة"],
    ]


def test_the_anchor_and_the_rule_say_why() -> None:
    first, second, third, _ = events()
    assert (first.anchor, first.anchor_kind, first.rule) == (
        date(2025, 7, 31),
        AnchorKind.published,
        "day.word-and-weekday",
    )
    assert (second.anchor_kind, second.precision) == (AnchorKind.published, Precision.day)
    assert (third.anchor, third.anchor_kind, third.precision) == (None, AnchorKind.none, Precision.year)


def test_a_text_without_dates_has_no_events() -> None:
    assert events("قال المدير إن المصنع يعمل بثلاثة خطوط.") == []
    assert events("") == []
