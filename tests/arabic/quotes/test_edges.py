"""At which letter a content begins and ends: marks and brackets that belong to something else, openings, captions."""

import pytest
from findings import contents

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
