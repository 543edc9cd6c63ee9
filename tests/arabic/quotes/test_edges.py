"""At which letter a content begins and ends: marks and brackets that belong to something else, openings, captions."""

import pytest
from findings import contents

from app.arabic.analysis import analyze

OVEN = "الفرن القديم في الحي سيعمل ليلا"


@pytest.mark.parametrize(
    "text",
    [
        f'قال سمير الحداد إن {OVEN}".',
        f"قال سمير الحداد إن {OVEN}.»",
        f"وأضاف سمير الحداد: {OVEN} “.",
        f'وأضاف سمير الحداد أن" {OVEN}.',
        f"قال تعالى: (( {OVEN} )).",
        f"({OVEN} (كما قال سمير الحداد) وهو خبر سار.",
    ],
)
def test_marks_and_brackets_without_their_other_half_are_left_out(text: str) -> None:
    assert contents(text) == [OVEN]


@pytest.mark.parametrize("content", [f"{OVEN} (في رمضان)", f"{OVEN} باسم «فرن الحي»", f"(مخبز) الحي و{OVEN}"])
def test_whole_pairs_stay(content: str) -> None:
    assert contents(f"قال سمير الحداد إن {content}.") == [content]


def test_a_pair_counts_beside_a_bracket_that_is_never_closed() -> None:
    content = f"{OVEN} (قرب السوق ثم في المساء (بعد العشاء)"
    assert contents(f"وتضيف هدى النجار: {content}.") == [content]


def test_what_is_retold_in_somebody_s_words_ends_with_its_sentence() -> None:
    text = f"وقال سمير الحداد: «ذكر عادل النجار أن {OVEN}. لكنني لم أسمع بذلك من قبل»."
    assert contents(text)[1] == OVEN


@pytest.mark.parametrize(
    "text",
    [
        f"إلى ذلك، {OVEN}، بحسب مديره سمير الحداد.",
        f"كما {OVEN}، بحسب مديره سمير الحداد.",
        f"و{OVEN} كما قال سمير الحداد.",
        f"قال سمير الحداد إن {OVEN}، جاء ذلك في زيارة للسوق.",
        f"وقال سمير الحداد: {OVEN}. من جهة أخرى، تستعد البلدة للعيد.",
        f"قال سمير الحداد إن {OVEN}، على صعيد آخر تستعد البلدة للعيد.",
        f"وقال سمير الحداد: {OVEN}. يذكر أن البلدة تستعد للعيد.",
        f"وقال سمير الحداد: {OVEN}. تصوير: عادل النجار",
    ],
)
def test_what_joins_sentences_is_no_content(text: str) -> None:
    assert contents(text) == [OVEN]


@pytest.mark.parametrize(
    "content",
    [
        "وصل الدقيق إلى الفرن القديم في الحي",
        "يمكن للفرن القديم أن يعمل ليلا هذا الشهر",
        "ينتظر العمال الفرن القديم قبل أن يعمل ليلا في الحي",
        "استقبل بان كي مون سبعين خبازا من الحي",
        "أسعد الأهالي في الفرن القديم أن يعمل ليلا في رمضان",
    ],
)
def test_a_clause_that_its_source_closes_is_whole(content: str) -> None:
    assert contents(f"{content}، بحسب مديره سمير الحداد.") == [content]
    assert contents(f"{content}، كما قال سمير الحداد.") == [content]


def test_a_picture_of_a_place_in_what_is_said_is_no_caption() -> None:
    content = f"{OVEN}. الصورة تغيرت تماما"
    assert contents(f"وقال سمير الحداد: {content}.") == [content]


@pytest.mark.parametrize(
    "agency", ["(د.ب.أ)", "(وكالة الأنباء المحلية في البلدة)", "(وكالة الأنباء المحلية في البلدة)،"]
)
def test_brackets_behind_the_subject_are_no_content_where_a_clause_follows(agency: str) -> None:
    assert contents(f"قالت مصادر لوكالة الضفاف {agency} إن {OVEN}.") == [OVEN]


def test_the_preposition_with_a_clause_is_the_verb_s_own() -> None:
    text = f"حذرت دراسة جديدة أجراها باحثون من الجامعة الوطنية للعلوم من أن {OVEN}."
    assert contents(text) == [OVEN]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (
            f"{OVEN} بعد ندوة بعنوان: «التعامل مع الخبز وفق الأنظمة وطرق معالجة مشاكل الأفران القديمة والجديدة»",
            "indirect",
        ),
        (f"{OVEN} في «سوق عكاظ»", "indirect"),
        (f"{OVEN} ضمن «خطة دفاعية»", "mixed"),
        (f"{OVEN} بعد أن وصفه الأهالي ب«الفرن الكسول» مرارا", "mixed"),
        (f"{OVEN} وفق ما يسمى بـ «العهد الجديد» في السوق", "indirect"),
    ],
)
def test_titles_and_names_in_marks_are_nobody_s_own_words(content: str, kind: str) -> None:
    [quote] = analyze(f"قال سمير الحداد إن {content}.").quotes
    assert (quote.text, quote.kind) == (content, kind)


@pytest.mark.parametrize("words", ['ل"فرن الحي" فضل', "و»فرن الحي« قريب"])
def test_a_mark_behind_an_attached_letter_opens_something_within(words: str) -> None:
    outer = ("«", "»") if "»" in words else ('"', '"')
    content = f"{OVEN} {words}"
    assert contents(f"قال سمير الحداد: {outer[0]}{content}{outer[1]}.")[0] == content


def test_a_dateline_is_no_content() -> None:
    text = f"* البلدة - (د.ب.أ): {OVEN}، حسبما أفادت وزارة التموين."
    assert contents(text) == [OVEN]


def test_until_brings_no_clause_of_its_own() -> None:
    content = f"مشاركته ستبقى معلقة إلى أن يعلن الأهالي أن {OVEN}"
    assert contents(f"قال سمير الحداد إن {content}.") == [content]
