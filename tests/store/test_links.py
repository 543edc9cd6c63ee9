"""Addresses of rows, and those that lead to the very words on a page."""

from urllib.parse import unquote

import pytest
from sqlalchemy import Text, literal, select

from app.store.db import Database
from app.store.links import point_into
from app.store.text_fragments import TextFragment

PAGE = "https://news.example/1"
PLACES = {
    "short": ("قال الوزير إن ", "الطريق مفتوح", "، مضيفًا."),
    "long": ("أكدت أن ", "كل ما في هذا النص الطويل قد قيل فعلًا في المؤتمر", " أمس."),
    "whole article": ("", "نص", ""),
    "cut words": ("ل" * 10 + " في حديث لوكالة أنباء: “ا", "نص", "” كما قال في حديث لوكالة أنباء مح"),
    "paragraphs": ("سطر سابق.\n\nقال: ", "أول الكلام هنا\n\nثم آخر الكلام هناك", ".\n\nسطر لاحق"),
    "marks of terms": ("a-b, ", "1,5 - 2&3 #x?", " -c,d"),
    "blanks": ("قال:   ", "نص   فيه\tفراغ", "  ."),
    "only a cut word": ("س" * 32, "نص", "ص" * 32),
    "english": ("said that ", "it will not be opened before the end of May", "."),
    "seven words": ("", "واحد اثنان ثلاثة أربعة خمسة ستة سبعة", ""),
}


@pytest.mark.parametrize(("prefix", "text", "suffix"), list(PLACES.values()), ids=list(PLACES))
def test_the_database_writes_what_the_function_says(database: Database, prefix: str, text: str, suffix: str) -> None:
    for url in (PAGE, f"{PAGE}#part", "HTTPS://news.example", "ftp://news.example", "javascript:1", None):
        given = [literal(each, Text) for each in (url, prefix, text, suffix)]
        with database.read() as connection:
            written = connection.execute(select(TextFragment(*given))).scalar_one()
        assert written == point_into(url, prefix, text, suffix)


def read_terms(address: str | None) -> list[str]:
    """The terms of the text fragment."""
    assert address
    return [unquote(term) for term in address.split(":~:text=")[1].split(",")]


def test_short_words_stand_whole_between_two_words_on_each_side() -> None:
    address = point_into(PAGE, "قال الوزير أمس إن ", "الطريق مفتوح", " منذ الصباح الباكر.")
    assert read_terms(address) == ["أمس إن-", "الطريق مفتوح", "-منذ الصباح"]


def test_many_words_are_their_ends() -> None:
    assert read_terms(point_into(PAGE, "", "واحد اثنان ثلاثة أربعة خمسة ستة سبعة", "")) == [
        "واحد اثنان ثلاثة",
        "خمسة ستة سبعة",
    ]


def test_no_term_reaches_over_paragraphs_or_holds_a_word_that_was_cut() -> None:
    assert read_terms(point_into(PAGE, "سابق.\n\nقال: ", "أول الكلام\n\nآخره", ".\n\nلاحق")) == [
        "قال:-",
        "أول الكلام",
        "آخره",
        "-.",
    ]
    assert read_terms(point_into(PAGE, "س" * 20 + " ثم إن الوزير ", "نص", "ص" * 32)) == ["إن الوزير-", "نص"]


def test_what_parts_terms_is_encoded_inside_them() -> None:
    address = point_into(PAGE, "", "1,5 - 2&3", "")
    assert address
    assert address.partition("=")[2].count(",") == 0
    assert not set(address.partition("=")[2]) - set("%0123456789ABCDEF")
    assert read_terms(address) == ["1,5 - 2&3"]


@pytest.mark.parametrize(
    ("url", "start"),
    [(PAGE, f"{PAGE}#:~:text="), (f"{PAGE}#part", f"{PAGE}#part:~:text=")],
    ids=["page", "part of a page"],
)
def test_a_fragment_that_is_there_stays(url: str, start: str) -> None:
    address = point_into(url, "", "نص", "")
    assert address
    assert address.startswith(start)


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///etc/passwd"])
def test_without_a_page_there_is_no_address(url: str | None) -> None:
    assert point_into(url, "", "نص", "") is None
