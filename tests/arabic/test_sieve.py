"""A sieve holds back only words that are none of those that are looked for."""

from hypothesis import given
from hypothesis import strategies as st

from app.arabic.analyzer.sieve import Sieve
from app.arabic.analyzer.words import list_terms

LETTERS = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة", min_size=1, max_size=9)
WORDS = LETTERS | st.sampled_from(
    ["يستقبلون", "استقبال", "المستقبل", "للكتاب", "كتابته", "مُكاتبة", "والكتب", "ﻣﻜﺘﺐ", "G20"]
)


@given(asked=WORDS, word=WORDS)
def test_words_of_one_root_and_words_that_hold_a_part_are_let_through(asked: str, word: str) -> None:
    (sought, *_), (found, *_) = list_terms(asked), list_terms(word)
    if sought.root == found.root or sought.stem == found.stem:
        assert Sieve([], [sought.root]).lets_through(word)
    if not set(sought.forms).isdisjoint(found.keys):
        assert Sieve(sought.forms).lets_through(word)


def test_most_other_words_are_held_back() -> None:
    sieve = Sieve(["مصنع"], ["كتب"])
    words = ["قال", "وزير", "الخارجية", "المصنع", "كتب", "المكتبة", "اليوم"]
    assert [word for word in words if sieve.lets_through(word)] == ["المصنع", "كتب", "المكتبة"]


def test_one_without_anything_to_look_for_lets_no_plain_word_through() -> None:
    assert not Sieve([]).lets_through("كتاب")
