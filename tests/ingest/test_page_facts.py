"""What a page says of its language and of the day on which it was last changed."""

from datetime import date

import pytest

from app.ingest.html_page import read_html_page
from app.records import SourceDocument

WORDS = "قالت وزيرة الزراعة هدى النجار إن موسم القمح جيد هذا العام في كل المحافظات الشمالية والشرقية من البلاد."
ENGLISH = "The minister of agriculture said that the harvest of wheat was good this year."
DAY = date(2025, 3, 12)


def read(head: str = "", *, tag: str = "<html>", words: str = WORDS) -> SourceDocument:
    page = f"{tag}<head>{head}</head><body><article><h1>موسم القمح</h1><p>{words}</p></article></body></html>"
    return read_html_page(page, name="a page")


@pytest.mark.parametrize(
    ("head", "tag", "language"),
    [
        pytest.param("", "<html lang=ar-sy dir=rtl>", "ar-SY", id="html"),
        pytest.param("", "<html lang=' AR '>", "ar", id="case"),
        pytest.param('<meta property="og:locale" content="ar_AR">', "<html>", "ar-AR", id="locale"),
        pytest.param('<meta http-equiv="Content-Language" content="fa">', "<html>", "fa", id="header"),
        pytest.param(
            '<script type="application/ld+json">{"@type":"NewsArticle","inLanguage":"ar"}</script>',
            "<html>",
            "ar",
            id="json-ld",
        ),
        pytest.param('<meta property="og:locale" content="ar_AR">', "<html lang=en>", "ar-AR", id="left-over"),
        pytest.param("", "<html lang=en>", None, id="wrong"),
        pytest.param("", "<html lang='عربي'>", None, id="no-tag"),
        pytest.param("", f"<html lang=ar{'-abcdefgh' * 9}>", None, id="long"),
        pytest.param("", "<html>", None, id="none"),
    ],
)
def test_the_language_is_what_the_page_says_if_its_letters_can_be_of_it(
    head: str, tag: str, language: str | None
) -> None:
    assert read(head, tag=tag).language == language


def test_an_english_text_is_not_arabic_because_its_page_is() -> None:
    assert read(tag="<html lang=en-us>", words=ENGLISH).language == "en-US"
    assert read(tag="<html lang=ar>", words=ENGLISH).language is None


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:modified_time" content="2025-03-12T09:00:00+03:00">', DAY),
        ('<script type="application/ld+json">{"@type":"Article","dateModified":"2025-03-12"}</script>', DAY),
        ('<meta itemprop="dateModified" content="2025-03-12">', DAY),
        ('<meta property="article:modified_time" content="soon">', None),
        ('<meta property="article:published_time" content="2025-03-12">', None),
    ],
    ids=["meta", "json-ld", "itemprop", "no day", "another day"],
)
def test_the_day_of_change_is_kept(head: str, day: date | None) -> None:
    assert read(head).modified_at == day
