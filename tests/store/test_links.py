"""Addresses of rows, and those that lead to the very words on a page."""

from urllib.parse import unquote

import pytest
from sqlalchemy import Text, literal, select

from app.store.db import Database
from app.store.fields import point_into_column
from app.store.links import make_fragment, point_into

PAGE = "https://news.example/1"
URLS = (PAGE, f"{PAGE}#part", "HTTPS://news.example", "ftp://news.example", "javascript:http://1", "http:/", None)


@pytest.mark.parametrize("url", URLS, ids=str)
def test_the_database_writes_what_the_function_says(database: Database, url: str | None) -> None:
    fragment = make_fragment("قال:", "1,5 - 2&3", "")
    with database.read() as connection:
        written = connection.execute(
            select(point_into_column(literal(url, Text), literal(fragment, Text)))
        ).scalar_one()
    assert written == point_into(url, fragment)


def read_terms(fragment: str) -> list[str]:
    """The terms of the text fragment."""
    return [unquote(term) for term in fragment.split(",")]


def test_short_words_stand_whole_between_two_words_on_each_side() -> None:
    fragment = make_fragment("قال الوزير أمس إن ", "الطريق مفتوح", " منذ الصباح الباكر.")
    assert read_terms(fragment) == ["أمس إن-", "الطريق مفتوح", "-منذ الصباح"]


def test_many_words_are_their_ends() -> None:
    assert read_terms(make_fragment("", "واحد اثنان ثلاثة أربعة خمسة ستة سبعة", "")) == [
        "واحد اثنان ثلاثة",
        "خمسة ستة سبعة",
    ]


def test_no_term_reaches_over_paragraphs_or_holds_a_word_that_was_cut() -> None:
    assert read_terms(make_fragment("سابق.\n\nقال: ", "أول الكلام\n\nآخره", ".\n\nلاحق")) == [
        "قال:-",
        "أول الكلام",
        "آخره",
        "-.",
    ]
    assert read_terms(make_fragment("س" * 20 + " ثم إن الوزير ", "نص", "ص" * 32)) == ["إن الوزير-", "نص"]


def test_what_parts_terms_is_encoded_inside_them() -> None:
    fragment = make_fragment("", "1,5 - 2&3", "")
    assert not set(fragment) - set("%0123456789ABCDEF")
    assert read_terms(fragment) == ["1,5 - 2&3"]


@pytest.mark.parametrize(
    ("url", "start"),
    [(PAGE, f"{PAGE}#:~:text="), (f"{PAGE}#part", f"{PAGE}#part:~:text=")],
    ids=["page", "part of a page"],
)
def test_a_fragment_that_is_there_stays(url: str, start: str) -> None:
    assert point_into(url, "%41") == f"{start}%41"


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///etc/passwd"])
def test_without_a_page_there_is_no_address(url: str | None) -> None:
    assert point_into(url, "%41") is None
