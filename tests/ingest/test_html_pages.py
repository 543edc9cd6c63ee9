"""Saved pages in the markup of the systems that Arabic news sites are made with. The news is invented."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.ingest.html_page import read_html_page
from app.records import SourceDocument

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


def read(path: Path) -> tuple[SourceDocument, dict[str, Any]]:
    """The article on a saved page, and what a reader sees there."""
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return read_html_page(path.read_bytes(), name=path.name), wanted


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_every_paragraph_is_read_and_nothing_else(path: Path) -> None:
    document, wanted = read(path)
    assert document.body.split("\n\n") == wanted["paragraphs"]
    assert [document.body[start:end] for start, end in document.headings] == wanted["headings"]


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_title_day_outlet_and_author_are_those_of_the_page(path: Path) -> None:
    document, wanted = read(path)
    found = document.model_dump(mode="json")
    named = {name: wanted[name] for name in wanted.keys() - {"paragraphs", "headings"}}
    assert {name: found[name] for name in named} == named


def test_there_are_twenty_pages() -> None:
    assert len(PAGES) >= 20


WORDS = "قالت وزيرة الزراعة هدى النجار إن موسم القمح جيد هذا العام في كل المحافظات الشمالية والشرقية من البلاد."
ARTICLE = f"<article><h1>موسم القمح</h1><p>{WORDS}</p></article>"


@pytest.mark.parametrize(
    "page",
    [
        f"<!doctype html><title>موسم القمح</title>{ARTICLE}",
        f"<!doctype html><html lang=ar><meta charset=utf-8><title>موسم القمح</title><link rel=icon href=i>{ARTICLE}",
        f"<html><head><title>موسم القمح</title></head>{ARTICLE}<p>تذييل</p></html>",
    ],
    ids=["neither head nor body", "html alone", "no body"],
)
def test_tags_that_may_be_left_out_are_not_missed(page: str) -> None:
    document = read_html_page(page, name="a page")
    assert (document.title, document.body) == ("موسم القمح", WORDS)


SECOND = "وأضافت الوزيرة أن الحكومة ستشتري المحصول كله بأسعار تشجيعية من دون أي تأخير في دفع المستحقات للفلاحين."


def test_paragraphs_that_blank_lines_part_in_preformatted_text_stay_apart() -> None:
    broken = WORDS.replace(" في كل ", " في كل\n")
    pre = f"<pre>\n{broken}\n\n  \n{SECOND}</pre>"
    document = read_html_page(f"<title>موسم القمح</title><h1>موسم القمح</h1>{pre}", name="page")
    assert document.body.split("\n\n") == [WORDS, SECOND]


@pytest.mark.parametrize("tag", ["b", "strong"])
@pytest.mark.parametrize("title", ["", "<title>موقع الحصاد</title>", "<title>أخبار</title>"])
def test_a_headline_that_stands_in_bold_letters_alone_is_the_headline(tag: str, title: str) -> None:
    headline = "وزيرة الزراعة: موسم القمح هذا العام هو الأفضل منذ عشر سنوات في كل المحافظات"
    page = f"{title}<div>موقع الحصاد</div><div><{tag}>{headline}</{tag}></div><div><p>{WORDS}</p><p>{SECOND}</p></div>"
    document = read_html_page(page, name="page")
    assert document.title == headline
    assert document.body.split("\n\n") == [WORDS, SECOND]


def test_what_the_page_says_its_headline_is_comes_before_bold_letters() -> None:
    page = f"<title>موسم القمح جيد هذا العام</title><p><b>عاجل من مراسلنا هناك</b></p><p>{WORDS}</p><p>{SECOND}</p>"
    assert read_html_page(page, name="page").title == "موسم القمح جيد هذا العام"
