"""Highlights mark what a search finds, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.arabic.analyzer.spotting import Needles, list_needles, spot
from app.arabic.analyzer.words import Terms, find_words, list_terms
from app.store.search.highlights import LONGEST_SNIPPET, Marker, highlight
from app.store.search.language import is_short
from app.store.search.matching import Match, Search, prepare
from app.store.search.subjects import QUOTES

SPELLED = (
    "ولايته ولاية للمصنع المصنع مصنعهم وبموسكو موسكو لموسكو أيضًا ايضا مُؤتَمَر المؤتمرات مؤتمره مـــؤتمر الأُمّة أمتنا "
    "کابینه كابينة هكتارًا هكتار G20 ٢٫٧ بـ5 ﻣﺆﺗﻤﺮ پوتين بوتين \u200fريق بريق "
    "GDP الـGDP gdp 7GDP 2.7gdp ٢GDP 1,234GDP GDP\u200egdp gdps "
    "İstanbul ıstanbul مصنعﷺ ﷵمصنع ﴿مصنع﴾ م\ufe76صنع ٣½ "
    "饚 1,234 ٣٬٤٥٠ ٢٫٧٫٣ ـالمصنع \u064eمصنع \u200fـبريق في وفي أ لله الله ا"
)
WORDS = SPELLED.split()
TEXTS = st.lists(st.sampled_from([*WORDS, "،", "«", "\u00a0", "(", "\n"]), max_size=14).map(" ".join)
QUERIES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def begins_alike(asked: Terms, found: Terms) -> bool:
    return asked.beginning is not None and any(key.startswith(asked.beginning) for key in found.keys)


@given(text=TEXTS, query=QUERIES, match=st.sampled_from(Match), exact=st.booleans())
def test_what_is_marked_is_a_word_of_the_query_and_every_such_word_is_marked(
    text: str, query: str, match: Match, exact: bool
) -> None:
    marker = Marker(prepare(QUOTES, Search(query, match, exact)))
    asked = list_terms(query)

    def is_asked(words: str) -> bool:
        found = list_terms(words)
        if exact:
            return any(a.exact == b.exact for a in asked for b in found)
        if any(not set(a.forms).isdisjoint(b.keys) for a in asked for b in found):
            return True
        return match is Match.any and any(
            a.stem == b.stem or a.root == b.root or begins_alike(a, b) for a in asked for b in found if not a.is_stop
        )

    marked = marker.find("text", text)
    assert all(is_asked(text[start:end]) for start, end in marked)
    if " " not in query and len(asked) == 1:
        assert marked == [found.span() for found in find_words(text) if is_asked(found.group())]


@given(
    rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS | st.none()), max_size=4),
    query=QUERIES | QUERIES.map(lambda words: f'"{words}"'),
    match=st.sampled_from(Match),
)
def test_a_page_is_marked_as_each_of_its_texts_is(
    rows: list[tuple[str, str, str | None]], query: str, match: Match
) -> None:
    marker = Marker(prepare(QUOTES, Search(query, match)))
    names = [field.name for field, _ in QUOTES.shown]
    assert marker.find_all(rows) == [
        [marker.find(name, text or "") for name, text in zip(names, row, strict=True)] for row in rows
    ]


BEGINNINGS = [word[:length] for word in WORDS if word.isalpha() for length in (3, 5, 9)]


@given(text=TEXTS, beginning=st.sampled_from(BEGINNINGS), exact=st.booleans())
def test_every_word_that_begins_so_is_marked(text: str, beginning: str, exact: bool) -> None:
    terms = list_terms(beginning)
    assume(len(terms) == 1 and not is_short(terms[0].folded))
    marker = Marker(prepare(QUOTES, Search(f"{beginning}*", exact=exact)))

    def begins_so(word: Terms) -> bool:
        keys, start = ((word.exact,), terms[0].exact) if exact else (word.keys, terms[0].folded)
        return any(key.startswith(start) for key in keys)

    words = find_words(text)
    assert marker.find("text", text) == [found.span() for found in words if any(map(begins_so, list_terms(found[0])))]


@given(text=TEXTS, phrase=st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), exact=st.booleans())
def test_phrases_are_marked_wherever_their_words_stand_behind_each_other(
    text: str, phrase: list[str], exact: bool
) -> None:
    marker = Marker(prepare(QUOTES, Search(f'"{" ".join(phrase)}"', exact=exact)))
    words = [(found, terms) for found in find_words(text) for terms in list_terms(found.group())]
    asked = [terms.exact if exact else terms.stem for terms in list_terms(" ".join(phrase))]
    spelled = [terms.exact if exact else terms.stem for _, terms in words]
    starts = [at for at in range(len(words)) if spelled[at : at + len(asked)] == asked]
    assert marker.find("text", text) == sorted(
        {(words[at][0].start(), words[at + len(asked) - 1][0].end()) for at in starts}
    )


def describe(query: str, text: str) -> dict[str, Any]:
    """The one highlight of a quote with that text."""
    ((found,),) = highlight(Marker(prepare(QUOTES, Search(query))), [(text, None, None)])
    return found


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ('وزير "وزير الزراعة"', ["وزير الزراعة"]),
        ('"وزير الزراعة" OR "الزراعة والري"', ["وزير الزراعة والري"]),
        ("وزير الري", ["وزير", "والري"]),
    ],
    ids=["a word of a phrase", "phrases that share a word", "words apart"],
)
def test_marks_do_not_overlap(query: str, marked: list[str]) -> None:
    text = "زار وزير الزراعة والري السد"
    assert [text[span["start"] : span["end"]] for span in describe(query, text)["spans"]] == marked


PHRASE = ["وزير الزراعة", "وزيرِ\n\u200fالزراعة"]
LONG = ["غ" * 70, "م\u064e\u0651" * 30, "e\u0301\u0327" * 40, "https://example.com/" + "a" * 90]
PIECES = st.lists(st.sampled_from([*WORDS, "وزير", "الزراعة", *LONG, *PHRASE]), min_size=20, max_size=60)


@given(pieces=PIECES, phrase=st.sampled_from(PHRASE), at=st.integers(0, 60), joint=st.sampled_from([" ", "، ", "\n"]))
def test_a_snippet_has_whole_words_and_the_marks_inside_it(pieces: list[str], phrase: str, at: int, joint: str) -> None:
    text = joint.join([*pieces[:at], phrase, *pieces[at:]])
    assume(len(text) > LONGEST_SNIPPET)
    found = describe('"وزير الزراعة"', text)
    snippet = found["snippet"]
    start, stop = snippet["start"], snippet["end"]
    assert snippet["text"] == text[start:stop]
    assert len(snippet["text"]) <= LONGEST_SNIPPET
    spans = [(each["start"], each["end"]) for each in found["spans"]]
    assert all(list_terms(text[a:b]) == list_terms("وزير الزراعة") for a, b in spans)
    inside = [(a - start, b - start) for a, b in spans if a >= start and b <= stop]
    assert [(each["start"], each["end"]) for each in snippet["spans"]] == inside != []
    assert all(border in {0, len(text)} or not text[border - 1 : border + 1].isalnum() for border in (start, stop))


@pytest.mark.parametrize("letter", ["غ", "م\u064e\u0651", "ب\u0654\u064f", "e\u0301\u0327", "نـ", "ه\u200d"])
def test_of_an_endless_word_a_snippet_holds_whole_letters(letter: str) -> None:
    opening = letter * 3
    text = f"قال ثم {letter * 300} وانتهى"
    snippet = describe(f"{opening}*", text)["snippet"]
    assert 160 - len(letter) < len(snippet["text"]) <= 160
    assert snippet["text"] == letter * (160 // len(letter))
    assert snippet["spans"] == [{"start": 0, "end": len(snippet["text"])}]


@given(text=TEXTS, word=st.sampled_from(WORDS))
def test_no_word_is_passed_over_in_a_quick_look(text: str, word: str) -> None:
    (asked, *_) = list_terms(word)
    looks: list[tuple[Needles, Callable[[Terms], bool]]] = [
        (list_needles(asked.forms), lambda other: not set(asked.forms).isdisjoint(other.keys)),
        (list_needles((), [asked.root]), lambda other: asked.root == other.root),
        (
            list_needles((), openings=[asked.folded]),
            lambda other: any(key.startswith(asked.folded) for key in other.keys),
        ),
    ]
    for needles, is_alike in looks:
        if (looked_at := spot(text, needles)) is not None:
            spans = [found.span() for found in looked_at]
            assert spans == sorted(set(spans))
            for found in find_words(text):
                if any(map(is_alike, list_terms(found.group()))):
                    assert found.span() in spans


@pytest.mark.parametrize(
    ("word", "looked_at"),
    [
        ("في", ["في", "وفي"]),
        ("أ", ["أ"]),
        ("20", ["1,200", "G20", "20.5", "7GDP"]),
        ("GDP", ["7GDP"]),
        ("饚", []),
    ],
)
def test_short_words_numbers_and_foreign_letters_are_looked_for_without_a_look_at_every_word(
    word: str, looked_at: list[str]
) -> None:
    text = "في الفيديو وفي أ ألف 1,200 مصنع G20 عدد 20.5، 7GDP"
    found = spot(text, list_needles(list_terms(word)[0].forms))
    assert found is not None
    assert [each.group() for each in found] == looked_at
