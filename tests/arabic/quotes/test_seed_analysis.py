"""Who said what in the seed article, as a reader of it would answer."""

from pathlib import Path

import pytest

from app.arabic.analysis import analyze
from app.ingest.files import read_file
from app.records import Analysis, FoundQuote, Marks, QuoteKind, Resolution, SourceDocument, SpeakerKind
from app.resources import bundled

SHAIBANI, LAVROV, VERSHININ = "أسعد الشيباني", "سيرغي لافروف", "سيرغي فيرشينين"
SAYINGS = [
    pytest.param("سوريا تتطلع إلى إقامة", SHAIBANI, "قال", QuoteKind.direct, id="healthy-relations"),
    pytest.param("سوريا تواجه مرحلة", SHAIBANI, "معتبرًا", QuoteKind.mixed, id="challenges"),
    pytest.param("إعادة النظر بالاتفاقيات", "الجانبان", "أعلن", QuoteKind.indirect, id="agreements"),
    pytest.param("تطلع بلاده لتكثيف", LAVROV, "أعرب", QuoteKind.indirect, id="dialogue"),
    pytest.param("اتفقنا على التعاون", LAVROV, "مضيفًا", QuoteKind.direct, id="cooperation"),
    pytest.param("روسيا تعارض محاولة", LAVROV, "أكد", QuoteKind.indirect, id="destabilising"),
    pytest.param("الخطوات التي اتخذتها", LAVROV, "مشيرًا", QuoteKind.indirect, id="steps"),
    pytest.param("روسيا تتطلع لزيارة", LAVROV, "قال", QuoteKind.indirect, id="visit"),
    pytest.param("الحوار مع روسيا “خطوة", SHAIBANI, "اعتبر", QuoteKind.mixed, id="strategic-step"),
    pytest.param("نحن في مرحلة", SHAIBANI, "مضيفاً", QuoteKind.direct, id="reconstruction"),
    pytest.param("المشرف الرئيس على", "السوريون", "يتهم", QuoteKind.indirect, id="accusation"),
    pytest.param("تطلع سوريا إلى تعاون", SHAIBANI, "أعرب", QuoteKind.mixed, id="justice"),
    pytest.param("العلاقات السورية الروسية", SHAIBANI, "مشيرًا", QuoteKind.mixed, id="turn"),
    pytest.param("الاعتداءات الإسرائيلية المتكررة", SHAIBANI, "قال", QuoteKind.indirect, id="attacks-feed"),
    pytest.param("تدخلات إسرائيل تعقد", SHAIBANI, "معتبرا", QuoteKind.indirect, id="interventions"),
    pytest.param("الاعتداءات الإسرائيلية على", LAVROV, "اعتبر", QuoteKind.direct, id="attacks-violate"),
    pytest.param("عقب لقاء الشيباني", "سانا", "بحسب", QuoteKind.indirect, id="defence"),
    pytest.param("الوزير لافروف سيبحث", VERSHININ, "ذكر", QuoteKind.indirect, id="agenda"),
    pytest.param("موضوع أي مفاوضات", VERSHININ, "قال", QuoteKind.direct, id="wide-topic"),
    pytest.param("المباحثات ستولي", VERSHININ, "أشار", QuoteKind.indirect, id="attention"),
    pytest.param("استمرار بحث عمل", VERSHININ, "لافتًا", QuoteKind.indirect, id="bases"),
    pytest.param("تجرى اتصالات", VERSHININ, "تابع", QuoteKind.direct, id="contacts"),
    pytest.param("في ظل الوضع", VERSHININ, "قال", QuoteKind.direct, id="aid"),
    pytest.param("تنسيق جرى بين", "مصدر أمني", "كشف", QuoteKind.indirect, id="coordination"),
]
NO_SAYINGS = [
    pytest.param("فلول  النظام", id="scare-quotes"),
    pytest.param("بستان الباشا", id="name-in-marks"),
    pytest.param("حماية الدروز", id="pretext-in-marks"),
]


def read_seed() -> SourceDocument:
    [path] = [path for path in bundled("seed").iterdir() if isinstance(path, Path)]
    return read_file(path)


DOCUMENT = read_seed()
CONTEXT = "\n".join(filter(None, (DOCUMENT.title, DOCUMENT.deck, DOCUMENT.caption)))


def analyze_seed() -> Analysis:
    """As the pipeline does it: with headings, and with the head of the article for fuller names."""
    return analyze(DOCUMENT.body, reference=DOCUMENT.published_at, headings=DOCUMENT.headings, context=CONTEXT)


ANALYSIS = analyze_seed()


def find(words: str) -> FoundQuote:
    [quote] = [quote for quote in ANALYSIS.quotes if quote.text.startswith(words)]
    return quote


@pytest.mark.parametrize(("words", "speaker", "cue", "kind"), SAYINGS)
def test_the_seed_says_who_said_what_with_which_word(words: str, speaker: str, cue: str, kind: QuoteKind) -> None:
    quote = find(words)
    name = ANALYSIS.speakers[quote.speaker].name
    assert speaker in name
    assert (quote.cue, quote.kind) == (cue, kind)


def test_the_seed_has_hardly_a_quote_beside_those() -> None:
    assert len(SAYINGS) <= len(ANALYSIS.quotes) <= len(SAYINGS) + 1


@pytest.mark.parametrize("words", NO_SAYINGS)
def test_names_and_scare_quotes_of_the_seed_are_no_quotes_of_their_own(words: str) -> None:
    assert [quote for quote in ANALYSIS.quotes if quote.text.startswith(words)] == []


def test_the_relay_reaches_the_participles_of_its_sentence_and_no_further() -> None:
    relayed = {quote.text.split()[0]: quote.via for quote in ANALYSIS.quotes if quote.via}
    assert relayed == {"سوريا": "سانا", "موضوع": "تاس"}
    assert [find(words).via for words in ("سوريا تتطلع", "سوريا تواجه")] == ["سانا", "سانا"]


def test_marks_that_are_never_closed_or_printed_the_wrong_way_round_are_reported() -> None:
    assert find("نحن في مرحلة").marks is not Marks.closed
    assert find("سوريا تواجه").marks is not Marks.closed
    assert find("تجرى اتصالات").marks is Marks.closed
    assert find("روسيا تعارض").marks is Marks.none


def test_each_quote_says_how_its_speaker_was_found() -> None:
    assert find("سوريا تتطلع").resolution is Resolution.named
    assert find("تجرى اتصالات").resolution is Resolution.understood
    assert find("في ظل الوضع").resolution is Resolution.role
    assert find("الاعتداءات الإسرائيلية على").resolution is Resolution.alias
    assert find("تنسيق جرى").resolution is Resolution.unnamed


def test_speakers_of_the_seed_have_their_kind_role_and_other_names() -> None:
    speakers = {speaker.name: speaker for speaker in ANALYSIS.speakers}
    minister = speakers[SHAIBANI]
    assert minister.kind is SpeakerKind.person
    assert "وزير" in (minister.role or "")
    assert any("الشيباني" in alias for alias in minister.aliases)
    assert speakers["الجانبان"].kind is SpeakerKind.group
    assert speakers["مصدر أمني"].kind is SpeakerKind.unnamed
    assert len(speakers) == len(ANALYSIS.speakers)


def test_the_seed_read_twice_gives_the_same_records() -> None:
    assert analyze_seed() == ANALYSIS
