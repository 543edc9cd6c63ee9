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
