"""Where a content begins and ends, and what stands between a verb and its words: sentences written for the purpose."""

import pytest

from app.arabic.analysis import analyze
from app.records import QuoteKind


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param(
            "أعلن الوزير سالم الحداد استكمال إجراءات تصدير القمح، غير أن المخازن ظلت فارغة.",
            "استكمال إجراءات تصدير القمح",
            id="contrast-behind-a-nominal",
        ),
        pytest.param(
            "كشفت وزارة العدل عن ضبط عقود مزورة في البلدية، وأحالت الملف إلى القضاء.",
            "ضبط عقود مزورة في البلدية",
            id="past-verb-behind-a-nominal",
        ),
        pytest.param(
            "حذر الوزير سالم الحداد، في بيان صدر في 25 من تموز، من تدهور أحوال المزارعين.",
            "تدهور أحوال المزارعين",
            id="preposition-of-a-date",
        ),
        pytest.param(
            "دعا الوزير سالم الحداد لوقف إطلاق النار في المدينة.", "وقف إطلاق النار في المدينة", id="asked-with-lam"
        ),
        pytest.param(
            "أكدت وزارة الصحة، في بيان، خلو البلاد من الكوليرا.", "خلو البلاد من الكوليرا", id="adjunct-between-commas"
        ),
        pytest.param(
            "وأمل النائب سالم الحداد في أن يكون الاتفاق فاتحة خير.", "يكون الاتفاق فاتحة خير", id="hoped-in-the-past"
        ),
        pytest.param(
            "وقال النائب سالم الحداد في بيان نُشر على تلغرام إن العمل يسير جيدًا.",
            "العمل يسير جيدًا",
            id="statement-that-was-published",
        ),
        pytest.param(
            "يقول سالم الحداد: صرنا نعمل يومين في الأسبوع. لا ينتظر الحداد شيئًا من الحكومة.",
            "صرنا نعمل يومين في الأسبوع",
            id="reporter-on-the-speaker",
        ),
    ],
)
def test_a_content_is_exactly_what_was_said(text: str, content: str) -> None:
    assert [quote.text for quote in analyze(text).quotes] == [content]


def test_a_clause_in_marks_behind_a_common_noun_is_the_speakers_own() -> None:
    [quote] = analyze("قال الوزير سالم الحداد إن المجلس «لن يعتمد ميزانية ناقصة».").quotes
    assert quote.kind is QuoteKind.mixed


def test_what_is_described_in_the_passive_is_nobodys_saying() -> None:
    assert not analyze("ووصفت موجة الحر الحالية بالأشد منذ سنوات.").quotes


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("أكد المدير سالم الحداد خلال الزيارة على ضرورة بذل مزيد من الجهد.", "ضرورة بذل مزيد من الجهد"),
        ("شدد المدير سالم الحداد خلال الهجوم على المدينة على ضرورة الصمود كلها.", "ضرورة الصمود كلها"),
        ("كشفت دراسة أعلنت نتائجها أمس أن النوم المبكر يفيد القلب.", "النوم المبكر يفيد القلب"),
        ("توقعت الأرصاد تأثر الرؤية الأفقية بالغبار.", "تأثر الرؤية الأفقية بالغبار"),
    ],
)
def test_what_stands_between_the_cue_and_its_words(sentence: str, words: str) -> None:
    assert [quote.text for quote in analyze(sentence).quotes] == [words]
