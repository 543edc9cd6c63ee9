"""What readers take for the same letters folds to the same string, and to nothing less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.arabic.normalize import fold, fold_key, fold_with_offsets


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("أحمد", "احمد", id="hamza-above"),
        pytest.param("إدلب", "ادلب", id="hamza-below"),
        pytest.param("آدم", "ادم", id="madda"),
        pytest.param("لمياء", "لمياء", id="same"),
        pytest.param("مصطفى", "مصطفي", id="alef-maqsura"),
        pytest.param("غرايبة", "غرايبه", id="teh-marbuta"),
        pytest.param("مُحمَّد", "محمد", id="vowels"),
        pytest.param("مـحـمد", "محمد", id="tatweel"),
        pytest.param("کریم", "كريم", id="persian-letters"),
        pytest.param("مؤتمر", "موتمر", id="hamza-on-waw"),
        pytest.param("٢٠٢٥", "2025", id="arabic-digits"),
        pytest.param("۲۰۲۵", "2025", id="persian-digits"),
        pytest.param("ﻣﺤﻤﺪ", "محمد", id="presentation-forms"),
        pytest.param("ﻻ", "لا", id="ligature"),
        pytest.param("\u200fمحمد\u200e", "محمد", id="direction-marks"),
    ],
)
def test_spellings_that_readers_confuse_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("سالم", "سليم", id="letters"),
        pytest.param("حمد", "أحمد", id="missing-alef"),
        pytest.param("شيء", "شي", id="final-hamza"),
        pytest.param("سماء", "سماع", id="hamza-is-no-ain"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_a_name_as_a_key_is_words_with_one_space_between_them() -> None:
    assert fold_key("  «عبد-الله»،\tالشيخ_Ali ") == "عبد الله الشيخ ali"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x6FF)))
def test_each_folded_letter_knows_where_it_came_from(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(letter in fold(text[at]) for letter, at in zip(folded, offsets, strict=False))
