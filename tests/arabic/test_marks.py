"""Quote marks as they are printed: paired, nested, never closed, the wrong way round."""

import pytest

from app.arabic.marks import Marked, find_marked
from app.arabic.tokens import read_document
from app.records import Marks


def find(text: str, stops: tuple[int, ...] = ()) -> list[Marked]:
    return find_marked(read_document(text), stops).stretches


def words(text: str, stops: tuple[int, ...] = ()) -> list[str]:
    return [text[stretch.start : stretch.end] for stretch in find(text, stops)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("كتب «وصلنا أمس» على الباب", id="guillemets"),
        pytest.param("كتب “وصلنا أمس” على الباب", id="curly"),
        pytest.param('كتب "وصلنا أمس" على الباب', id="straight"),
        pytest.param("كتب 'وصلنا أمس' على الباب", id="apostrophes"),
        pytest.param("كتب ''وصلنا أمس'' على الباب", id="doubled-apostrophes"),
        pytest.param("كتب ‹وصلنا أمس› على الباب", id="single-guillemets"),
        pytest.param("كتب « وصلنا أمس » على الباب", id="spaced"),
        pytest.param("كتب لـ«وصلنا أمس» على الباب", id="behind-a-preposition"),
        pytest.param("«وصلنا أمس»", id="whole-text"),
    ],
)
def test_the_words_between_two_marks_are_found_without_marks_and_spaces(text: str) -> None:
    [stretch] = find(text)
    assert text[stretch.start : stretch.end] == "وصلنا أمس"
    assert (stretch.state, stretch.closed, stretch.depth) == (Marks.closed, True, 0)
    assert stretch.outer_start < stretch.start < stretch.end < stretch.outer_end


@pytest.mark.parametrize(
    "text", ["كتب ”وصلنا أمس“ على الباب", "كتب »وصلنا أمس« على الباب"], ids=["curly", "guillemets"]
)
def test_marks_the_wrong_way_round_are_paired_all_the_same(text: str) -> None:
    [stretch] = find(text)
    assert (text[stretch.start : stretch.end], stretch.state) == ("وصلنا أمس", Marks.inverted)


def test_a_mark_that_its_paragraph_never_closes_ends_with_the_paragraph() -> None:
    text = "كتب «وصلنا أمس إلى القرية\n\nثم نام"
    [stretch] = find(text)
    assert (text[stretch.start : stretch.end], stretch.state) == ("وصلنا أمس إلى القرية", Marks.unclosed)
    assert not stretch.closed


def test_a_mark_that_is_never_closed_ends_before_a_new_saying() -> None:
    text = "كتب «وصلنا أمس. وقال «لن نعود»"
    stop = text.index("وقال")
    assert words(text, (stop,)) == ["وصلنا أمس.", "لن نعود"]


def test_marks_within_marks_have_their_depth() -> None:
    text = "كتب «قرأت “ماء الغياب” مرتين» على الباب"
    assert [(text[one.start : one.end], one.depth) for one in find(text)] == [
        ("قرأت “ماء الغياب” مرتين", 0),
        ("ماء الغياب", 1),
    ]
    assert len(find_marked(read_document(text)).outermost) == 1


def test_an_apostrophe_inside_a_word_is_no_mark() -> None:
    assert find("كتب O'Brien رسالة أخرى") == []


def test_a_closing_mark_that_nothing_opened_marks_nothing() -> None:
    assert find("وصلنا أمس» ثم نمنا") == []


def test_two_quotes_in_straight_marks_are_not_taken_for_the_words_between_them() -> None:
    assert words('قال "وصلنا أمس" ثم قال "نمنا قليلا" ومضى') == ["وصلنا أمس", "نمنا قليلا"]


def test_a_place_between_marks_knows_the_stretch_around_it() -> None:
    text = "كتب «قرأت “ماء الغياب” مرتين» على الباب"
    marked = find_marked(read_document(text))
    outer = marked.outermost[0]
    assert marked.around(text.index("الغياب")) is outer
    assert marked.around(text.index("كتب")) is None
    assert marked.around(outer.end) is None
    assert marked.within(0, len(text)) == [outer]
    assert marked.within(outer.start, len(text)) == []
    assert marked.by_start[outer.outer_start] is outer
