"""Records of archives into articles: by our names, or by names that are mapped to them."""

from datetime import date
from typing import Any

import pytest

from app.errors import EmptySource, SourceError, UnreadableSource
from app.ingest.fielded import Reading, parse_mapping, read_fields
from app.records import SourceDocument

TEXT = "قال المدير سامي الرفاعي إن المصنع سيفتح أبوابه غدا.\nوأضاف أن العمال عادوا."
RECORD = {"id": 17, "title": "المصنع يعود", "text": TEXT, "published_at": "2024-05-10"}


def read(record: dict[str, Any], *mapping: str, **reading: Any) -> SourceDocument:
    return read_fields(record, name="a.jsonl:1", reading=Reading(parse_mapping(mapping), **reading))


def test_fields_that_bear_our_names_need_no_mapping() -> None:
    told = {
        "url": "https://news.example/1",
        "source": "صحيفة",
        "author": "هند",
        "deck": "عنوان فرعي",
        "caption": "صورة",
        "language": "ar-SY",
    }
    found = read({**RECORD, **told})
    assert (found.external_id, found.title, found.published_at) == ("17", "المصنع يعود", date(2024, 5, 10))
    assert found.body == TEXT.replace("\n", "\n\n")
    assert found.model_dump(include=set(told)) == told


def test_a_language_that_is_none_and_a_change_on_no_day_are_left_out() -> None:
    found = read({**RECORD, "language": "Arabic!", "modified_at": "2024-05-11T10:00:00Z"})
    assert (found.language, found.modified_at) == (None, date(2024, 5, 11))
    assert read({**RECORD, "modified_at": "soon"}).modified_at is None


def test_other_names_are_mapped_and_dots_lead_into_a_field() -> None:
    record = {"content": TEXT, "meta": {"writer": {"name": "هند"}}, "day": "2024-05-10", "a.b": "عنوان", "author": "x"}
    found = read(record, "text=content", "author=meta.writer.name", "published_at=day", "title=a.b")
    assert (found.title, found.author, found.published_at) == ("عنوان", "هند", date(2024, 5, 10))


def test_a_mapped_field_is_taken_from_nowhere_else() -> None:
    assert read({**RECORD, "source": "أ"}, "source=paper").source is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2015-08-01 08:00:57", date(2015, 8, 1)),
        ("2015-08-01T23:30:00+03:00", date(2015, 8, 1)),
        ("20150801", date(2015, 8, 1)),
        ("1 آب 2015", date(2015, 8, 1)),
        ("Sat, 01 Aug 2015 08:00:00 GMT", date(2015, 8, 1)),
        (1438416000, date(2015, 8, 1)),
        (1438416000000, date(2015, 8, 1)),
        (None, None),
        ("", None),
    ],
)
def test_a_day_is_read_as_machines_and_people_write_it(value: object, day: date | None) -> None:
    assert read({**RECORD, "published_at": value}).published_at == day


def test_the_title_is_not_repeated_and_furniture_goes() -> None:
    text = f"المصنع يعود\nدمشق - سانا\n{TEXT}\nاقرأ أيضا: خبر آخر"
    found = read({**RECORD, "text": text})
    assert found.body == TEXT.replace("\n", "\n\n")


def test_a_record_in_html_is_read_as_a_page() -> None:
    html = f"<html><body><article><h1>عنوان</h1><p>{TEXT}</p><p>فقرة ثانية من الخبر نفسه.</p></article></body></html>"
    found = read({"html": html, "title": "المصنع يعود", "url": "https://news.example/1"})
    assert (found.title, found.url) == ("المصنع يعود", "https://news.example/1")
    assert "فقرة ثانية" in found.body


def test_an_author_that_is_a_place_and_an_agency_is_none() -> None:
    assert read({**RECORD, "author": "لندن - رويترز"}).author is None


@pytest.mark.parametrize("text", [None, "", "  \n ", "\u200f"])
def test_a_record_without_text_is_refused(text: str | None) -> None:
    with pytest.raises(EmptySource):
        read({**RECORD, "text": text})


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": "ع" * 1_000_000}, "title"),
        ({"published_at": "غدا أو بعده"}, "published_at"),
        ({"published_at": [2024]}, "published_at"),
        ({"published_at": float("inf")}, "published_at"),
        ({"published_at": float("nan")}, "published_at"),
        ({"text": ["قائمة"]}, "text"),
        ({"source": "ص" * 300}, "source"),
        ({"url": "https://news.example/" + "a" * 3_000}, "url"),
    ],
)
def test_a_record_that_does_not_fit_is_refused_with_the_field_that_is_to_blame(
    changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(SourceError) as refused:
        read({**RECORD, **changes})
    assert reason in refused.value.reason


@pytest.mark.parametrize("url", ["http://[::1", "https://[x]/a", "javascript:alert(1)", "//", "http://"])
@pytest.mark.parametrize("field", ["text", "html"])
def test_an_address_that_leads_nowhere_does_not_break_the_reading(url: str, field: str) -> None:
    page = f'<link rel="canonical" href="http://[::1"><article><h1>المصنع يعود</h1><p>{TEXT}</p></article>'
    record = {name: value for name, value in RECORD.items() if name != "text"}
    found = read({**record, field: TEXT if field == "text" else page, "url": url})
    assert (found.url, found.source) == (url, None)


@pytest.mark.parametrize("pair", ["content", "=content", "text=", "colour=red"])
def test_a_mapping_that_makes_no_sense_is_refused(pair: str) -> None:
    with pytest.raises(ValueError, match=r"text=content|there is no field"):
        parse_mapping([pair])


def test_what_is_given_for_all_wins() -> None:
    found = read({**RECORD, "source": "أ"}, source="ب", published_at=date(2020, 1, 1))
    assert (found.source, found.published_at) == ("ب", date(2020, 1, 1))


def test_half_a_surrogate_in_an_address_is_refused_and_not_lost() -> None:
    with pytest.raises(UnreadableSource):
        read({**RECORD, "published_at": {"day": 1}})
