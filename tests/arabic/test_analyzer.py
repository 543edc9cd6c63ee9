"""What a word is found by: spellings that readers confuse share terms, offsets are those of the text as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.arabic.analyzer.affixes import root, stem
from app.arabic.analyzer.words import list_terms, read_words
from app.arabic.rulebook import load


def find(query: str, text: str) -> bool:
    """Whether a word of the query is found by one of the text, as a search for all words finds it."""
    (word,) = list_terms(query)
    return any(form in terms.keys for terms in list_terms(text) for form in word.forms)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        pytest.param("الشيبانى", "الشيباني", id="maqsura for ya"),
        pytest.param("الحكومه", "الحكومة", id="ha for ta marbuta"),
        pytest.param("ادلب", "إدلب", id="no hamza"),
        pytest.param("مُؤتَمَر", "مؤتمر", id="vowels"),
        pytest.param("مـــؤتمر", "مؤتمر", id="tatweel"),
        pytest.param("کابینه", "كابينة", id="Persian letters"),
        pytest.param("پوتين", "بوتين", id="a borrowed sound"),
        pytest.param("ﻣﺆﺗﻤﺮ", "مؤتمر", id="presentation forms"),
        pytest.param("٢٠٢٥", "2025", id="Arabic digits"),
        pytest.param("۲۰۲۵", "2025", id="Persian digits"),
        pytest.param("1,500", "١٬٥٠٠", id="thousands"),
        pytest.param("2.7", "٢٫٧", id="a decimal"),
        pytest.param("\u200fمؤتمر\u200e", "مؤتمر", id="direction marks"),
        pytest.param("بموسكو", "موسكو", id="a preposition typed on"),
        pytest.param("موسكو", "وبموسكو", id="clitics in the text"),
        pytest.param("لموسكو", "بموسكو", id="another preposition"),
        pytest.param("وأمر", "أمر", id="a short word under و"),
        pytest.param("للمصنع", "المصنع", id="l with the article"),
        pytest.param("مصنع", "والمصنع", id="the article in the text"),
        pytest.param("موقف", "بموقفه", id="a pronoun in the text"),
        pytest.param("ولاية", "ولايته", id="a pronoun behind ta marbuta"),
        pytest.param("المزارع", "المزارعين", id="a plural in the text"),
        pytest.param("هكتار", "هكتارًا", id="an accusative in the text"),
        pytest.param("إلى", "وإلى", id="a stop word"),
        pytest.param("cafe", "Café", id="an accent"),
        pytest.param("g20", "G20", id="Latin letters"),
        pytest.param("istanbul", "İSTANBUL", id="a dotted capital"),
        pytest.param("ışık", "Isik", id="a letter without its dot"),
        pytest.param("moscow", "m\u0327\u0301os\u0301cow", id="accents that no letter holds"),
        pytest.param("النبي", "النبيﷺ", id="a blessing right behind"),
        pytest.param("قال", "ﷺقال", id="a blessing right before"),
        pytest.param("مصنع", "م\ufe76صنع\ufc60", id="vowels in presentation forms"),
        pytest.param("٣", "٣½", id="a fraction right behind"),
    ],
)
def test_a_word_is_found_in_every_spelling_and_with_what_is_written_onto_it(query: str, text: str) -> None:
    assert find(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        pytest.param("فريق", "بريق", id="letters that only look like prepositions"),
        pytest.param("مدرس", "مدرسة", id="ta marbuta is no pronoun"),
        pytest.param("سالم", "سليم", id="other letters"),
        pytest.param("موقفه", "موقف", id="an ending that was typed is meant"),
        pytest.param("2.7", "2.71", id="another number"),
        pytest.param("27", "2.7", id="a number without its point"),
    ],
)
def test_other_words_are_not_found(query: str, text: str) -> None:
    assert not find(query, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("بـ5 ملايين", ["ب", "5", "ملايين"]),
        ("الـGDP", ["ال", "gdp"]),
        ("12-8-2015", ["12", "8", "2015"]),
        ("بنسبة 2.7٪", ["بنسبة", "2.7"]),
        ("1,234,567.", ["1234567"]),
        ("«الأُفُق»؟", ["الأفق"]),
        ("ﷺ", ["صلى", "الله", "عليه", "وسلم"]),
        ("وﷲ", ["والله"]),
        ("سنقرئك﴿فلا﴾تنسى", ["سنقرئك", "فلا", "تنسى"]),
        ("ً ّ", []),
    ],
    ids=["digits", "latin", "a-day", "percent", "thousands", "marks", "ligature", "a-name", "verse", "vowels-alone"],
)
def test_a_text_falls_into_words(text: str, words: list[str]) -> None:
    assert [terms.exact for terms in list_terms(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [("﴿المصنع﴾", ["المصنع"]), ("النبيﷺ", ["النبي", "ﷺ"]), ("غيوم﴾مصنع", ["غيوم", "مصنع"]), ("٣½", ["٣", "½"])],
    ids=["in ornate marks", "a blessing", "between marks", "a fraction"],
)
def test_a_word_ends_where_its_letters_do(text: str, words: list[str]) -> None:
    assert list(dict.fromkeys(text[word.start : word.end] for word in read_words(text))) == words


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_words_stand_where_they_say_and_their_terms_are_letters_and_digits(text: str) -> None:
    end = 0
    for word in read_words(text):
        assert end <= word.end <= len(text)
        assert word.start < word.end
        end = word.start
        for term in (word.terms.exact, word.terms.stem, word.terms.root, *word.terms.keys):
            assert term.removeprefix("=").replace(".", "").isalnum()


@pytest.mark.parametrize("words", [["كتاب", "كتب", "مكتوب"], ["مدرس", "دروس", "تدريس"], ["منتخب", "انتخاب"]])
def test_derivations_share_a_root(words: list[str]) -> None:
    assert len({root(stem(word)) for word in words}) == 1


def test_the_preposition_is_passed_over_and_the_name_is_not() -> None:
    preposition, name = list_terms("على علي")
    assert (preposition.is_stop, name.is_stop) == (True, False)


STOP_EXAMPLES = [
    pytest.param(example.sentence, example.expected or None, id=f"{rule.id}-{number}")
    for rule in load("search/stop_words")
    for number, example in enumerate((*rule.examples, *rule.counter_examples))
]


@pytest.mark.parametrize(("query", "left"), STOP_EXAMPLES)
def test_stop_words_work_as_their_examples_say(query: str, left: str | None) -> None:
    kept = [terms.exact for terms in list_terms(query) if not terms.is_stop]
    assert kept == [terms.exact for terms in list_terms(left or query)]


@pytest.mark.parametrize(
    ("word", "bare", "beginning"),
    [
        ("وللمصنع", "مصنع", "مصنع"),
        ("للمصنع", "مصنع", "مصنع"),
        ("والمكتبة", "مكتبه", "مكتب"),
        ("الاستقبال", "استقبال", "استقبا"),
        ("بريق", "بريق", "بريق"),
        ("سد", "سد", None),
        ("Damascus", "damascus", None),
        ("2025", "2025", None),
    ],
)
def test_a_bare_word_and_the_letters_its_relatives_share(word: str, bare: str, beginning: str | None) -> None:
    (terms,) = list_terms(word)
    assert (terms.bare, terms.beginning) == (bare, beginning)


@pytest.mark.parametrize(("word", "has"), [("مصنع", True), ("في", False), ("أ", False), ("5", True), ("٥", True)])
def test_a_letter_alone_says_nothing_of_other_words_and_a_digit_does(word: str, has: bool) -> None:
    (terms,) = list_terms(word)
    assert terms.has_relatives is has
