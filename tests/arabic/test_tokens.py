"""A text is cut into paragraphs, sentences and tokens, and every cut knows its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.arabic.normalize import fold
from app.arabic.tokens import Document, Token, fold_token, keep_facts, read_document

_STRANGE = 1 << 20


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in read_document(text).sentences]


def test_lines_are_paragraphs_and_empty_ones_are_none() -> None:
    text = "العنوان\n\n  فقرة أولى \r\n\n\nفقرة ثانية\n"
    paragraphs = [text[span.start : span.end] for span in read_document(text).paragraphs]
    assert paragraphs == ["العنوان", "فقرة أولى", "فقرة ثانية"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("وصل الوفد. وغادر المدير!", ["وصل الوفد.", "وغادر المدير!"], id="stop"),
        pytest.param("هل وصل الوفد؟ نعم وصل.", ["هل وصل الوفد؟", "نعم وصل."], id="question"),
        pytest.param("قال «وصلنا.» ثم نام.", ["قال «وصلنا.»", "ثم نام."], id="closing-mark-belongs-before"),
        pytest.param("بلغ الطول 2.7 كيلومتر.", ["بلغ الطول 2.7 كيلومتر."], id="decimal"),
        pytest.param("قال د. سالم إنه وصل.", ["قال د. سالم إنه وصل."], id="single-letter-title"),
        pytest.param("سكت... ثم تكلم.", ["سكت...", "ثم تكلم."], id="dots"),
        pytest.param("انتهى الأمر.وقال د.سمير", ["انتهى الأمر.", "وقال د.سمير"], id="no-space-behind-the-stop"),
        pytest.param("قال أ.د. سالم إنه وصل.", ["قال أ.د. سالم إنه وصل."], id="two-initials"),
        pytest.param("وصل وفد (إف.آي.في) أمس.", ["وصل وفد (إف.آي.في) أمس."], id="foreign-letters"),
        pytest.param("زار نادي (إيه.سي.إيه) أمس.", ["زار نادي (إيه.سي.إيه) أمس."], id="longer-foreign-letters"),
        pytest.param("عنوان بلا نقطة\nوفقرة", ["عنوان بلا نقطة", "وفقرة"], id="line-ends-a-sentence"),
        pytest.param("زار موقع example.com أمس.", ["زار موقع example.com أمس."], id="address"),
    ],
)
def test_a_sentence_ends_where_a_reader_stops(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


def all_tokens(document: Document) -> list[Token]:
    return [document.tokens[at] for at in range(len(document.tokens))]


def test_a_token_has_its_span_its_key_and_its_sentence() -> None:
    text = "قالَ أحمد: «نعم». ثم مضى"
    document = read_document(text)
    tokens = all_tokens(document)
    assert [text[token.start : token.end] for token in tokens] == [
        *("قالَ", "أحمد", ":", "«", "نعم", "»", ".", "ثم", "مضى"),
    ]
    assert [token.key for token in tokens if token.is_word] == ["قال", "احمد", "نعم", "ثم", fold("مضى")]
    assert [token.sentence for token in tokens] == [0] * 7 + [1] * 2


@pytest.mark.parametrize("spelling", ["على", "عل\u06cc", "على\u0670", "عَلَى", "\ufecb\ufee0\ufef0", "عل\u06cc\u0670"])
def test_the_preposition_on_is_not_the_name_ali(spelling: str) -> None:
    document = read_document(f"وافق علي {spelling} العرض و{spelling} السعر، وشكر عَلِيّ")
    keys = [token.key for token in all_tokens(document)]
    assert keys[2] == fold_token("على") != keys[1]
    assert keys[4] == fold_token("وعلى")
    assert keys[-1] == keys[1]


def test_tokens_are_one_and_the_same_from_both_ends_and_end_with_the_text() -> None:
    tokens = read_document("وصل الوفد. ثم غادر.").tokens
    assert tokens[-1] is tokens[5]
    assert (tokens[-1].key, tokens[-6].key) == (".", "وصل")
    with pytest.raises(IndexError):
        tokens[6]


def test_an_offset_leads_to_its_token_and_sentence() -> None:
    text = "وصل الوفد. ثم غادر."
    document = read_document(text)
    at = text.index("غادر")
    assert document.tokens[document.token_at(at)].key == "غادر"
    assert document.token_at(at + 1) == document.token_at(at)
    assert document.sentence_at(at) == 1
    assert read_document("  وصل").token_at(0) == -1


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200f"], ids=["empty", "spaces", "direction-mark"])
def test_a_text_without_words_has_no_words(text: str) -> None:
    assert [token for token in all_tokens(read_document(text)) if token.is_word] == []


@given(st.text())
def test_nothing_visible_falls_between_the_tokens_and_they_never_overlap(text: str) -> None:
    document = read_document(text)
    edges = [edge for token in all_tokens(document) for edge in (token.start, token.end)]
    assert edges == sorted(edges)
    covered = {at for token in all_tokens(document) for at in range(token.start, token.end)}
    inside = {at for span in document.sentences for at in range(span.start, span.end)}
    assert covered <= inside
    # A tatweel that lengthens nothing is no word, though Unicode counts it among the letters.
    assert all(at in covered for at in inside if text[at].isalnum() and text[at] != "\u0640")
    assert inside == {at for at in inside if document.sentences[document.sentence_at(at)].start <= at}


def test_facts_are_told_of_words_and_signs_and_read_anew_when_more_are_asked() -> None:
    text = "زمزق زمزق، وزمزق: ((زمزق)) ~ زمزق ~~"
    assert not any(facts & _STRANGE for _, facts in read_document(text).facts)
    keep_facts(lambda key: _STRANGE if key in {"زمزق", "~"} else 0)
    document = read_document(text)
    strange = [at for at, facts in document.facts if facts & _STRANGE]
    assert [document.keys[at] for at in strange] == [*["زمزق"] * 3, "~", "زمزق", "~", "~"]
