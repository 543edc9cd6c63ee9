"""Pages that were made to hurt are read within bounds, or refused with a reason; and the text around them is kept."""

import pytest

from app.errors import EmptySource, SourceError, UnreadableSource
from app.ingest.html_page import read_html_page

FIRST = "فقرة أولى من النص العربي قبل كل ما هو مؤذ في هذه الصفحة."
PAGE = f"<html><body><article><h1>عنوان الصفحة الأولى</h1><p>{FIRST}</p>{{}}</article></body></html>"


def read(inside: str, *, head: str = "") -> str:
    """The body that is read from a page with this in it."""
    return read_html_page(f"{head}{PAGE.format(inside)}", name="hostile.html").body


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<div>" * 100_000 + "</div>" * 100_000, id="nested"),
        pytest.param("<b>" * 100_000, id="left-open"),
        pytest.param("<p " + " ".join(f"a{number}" for number in range(60_000)) + "></p>", id="attributes"),
        pytest.param(
            '<p x=">" ' + " ".join(f'a{number}="1"' for number in range(30_000)) + "></p>", id="attributes-quoted"
        ),
        pytest.param("<!-- x -->" * 100_000, id="comments"),
        pytest.param("</div>" * 100_000, id="closed"),
        pytest.param("<table><tr><td>" * 2_000, id="tables"),
        pytest.param("\0" * 10_000, id="nul"),
        pytest.param(f"<script>{'<' * 500_000}</script>", id="script"),
        pytest.param("<a href=/x>" * 3_000, id="links"),
    ],
)
def test_the_text_before_what_hurts_is_read(inside: str) -> None:
    assert read(inside).split("\n\n")[0] == FIRST


@pytest.mark.parametrize(
    "script",
    [
        pytest.param("[" * 200_000, id="deep"),
        pytest.param('{"@type":"NewsArticle","headline":"' + '\\"x' * 200_000, id="left-open"),
        pytest.param('{"a":' * 50_000 + "1" + "}" * 50_000, id="deep-objects"),
        pytest.param('{"@graph":[' + '{"@type":"Thing"},' * 30_000 + "{}]}", id="many"),
    ],
)
def test_json_ld_that_hurts_is_left_alone(script: str) -> None:
    assert read("", head=f'<script type="application/ld+json">{script}</script>') == FIRST


def test_one_line_of_many_megabytes_is_one_paragraph() -> None:
    assert len(read_html_page(f"<html><body><p>{'كلمة ' * 400_000}</p></body></html>", name="a").body) > 1_900_000


def test_a_title_of_a_megabyte_is_refused_or_left_out() -> None:
    title = "كلمة " * 100_000
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{FIRST}</p></body></html>"
    with pytest.raises(UnreadableSource, match="title is longer than 2000 characters"):
        read_html_page(page, name="a")


def test_text_that_is_buried_too_deep_is_not_found_and_that_is_said() -> None:
    with pytest.raises(EmptySource, match="no article"):
        read_html_page("<div>" * 100_000 + FIRST, name="a")


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"<", b"<html>", b"\xff\xfe"])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_html_page(data, name="a")


def test_half_a_surrogate_and_marks_of_direction_do_no_harm() -> None:
    assert FIRST in read("<p>نص \ud800 مع \u202eانقلاب\u202c.</p>")


def test_bytes_that_are_no_text_are_no_page() -> None:
    noise = b"<html>" + bytes(range(256)) * 4_000
    with pytest.raises(UnreadableSource, match="binary"):
        read_html_page(noise, name="noise.html")
