"""One text at several addresses is one article; one address in several spellings is one address."""

from typing import Any

import pytest
from samples import BODY, analyze_sample, make_document
from sqlalchemy import text

from app.pipeline import Outcome, Status, ingest
from app.records import Analysis, SourceDocument
from app.store.addresses import clean_address, make_address_key
from app.store.articles import ArticleFilter, get_article, list_articles
from app.store.db import Database
from app.store.doctor import examine

PAGE = "https://news.example/wheat"


def store(database: Database, **changes: Any) -> Outcome:
    return ingest(database, make_document(**changes), analyst=analyze_sample)


def addresses(database: Database, article_id: int) -> list[tuple[str | None, str | None]]:
    with database.read() as connection:
        return [(row["url"], row["source"]) for row in get_article(connection, article_id)["addresses"]]


@pytest.mark.parametrize(
    "spelling",
    [
        f"{PAGE}?utm_source=feed&utm_medium=rss",
        f"{PAGE}?fbclid=IwAR0x&gclid=1",
        f"{PAGE}#comments",
        "https://NEWS.Example/wheat",
        "https://news.example:443/wheat",
        "http://news.example/wheat",
        f"{PAGE}/",
    ],
)
def test_spellings_of_one_address_are_one(spelling: str) -> None:
    assert make_address_key(spelling) == make_address_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [f"{PAGE}?id=2", f"{PAGE}2", "https://news.example/Wheat", "https://www.news.example/wheat", f"{PAGE}?page=2"],
)
def test_what_may_be_another_page_is_another_address(other: str) -> None:
    assert make_address_key(other) != make_address_key(PAGE)


def test_letters_of_an_address_and_their_escapes_are_the_same() -> None:
    assert make_address_key("https://news.example/قمح") == make_address_key("https://news.example/%D9%82%D9%85%D8%AD")


@pytest.mark.parametrize("odd", ["", "no address", "http://[::1", "http://a b/\ud800x".replace("\ud800", "")])
def test_whatever_is_given_has_a_key(odd: str) -> None:
    assert len(make_address_key(odd)) == 64


def test_an_address_is_kept_as_it_was_given_but_for_what_follows_its_readers() -> None:
    assert clean_address("https://news.example/قمح?id=7#top") == "https://news.example/قمح?id=7"
    assert clean_address(f"{PAGE}?id=7&utm_source=x") == f"{PAGE}?id=7"


def test_the_same_text_at_a_second_address_is_one_article_with_both(database: Database) -> None:
    first = store(database)
    second = store(database, url="https://copy.example/9", source="وكالة أخرى")
    assert (second.status, second.article_id) == (Status.duplicate, first.article_id)
    assert store(database, url="https://copy.example/9?utm_source=x", source="وكالة أخرى").status is Status.unchanged
    assert addresses(database, first.article_id) == [(PAGE, "صحيفة المثال"), ("https://copy.example/9", "وكالة أخرى")]
    for url in (PAGE, "https://copy.example/9", "http://copy.example/9/"):
        with database.read() as connection:
            (found,) = list_articles(connection, ArticleFilter(url=(url,)))
        assert (found["id"], found["url"], found["source"]) == (first.article_id, PAGE, "صحيفة المثال")
    assert list(examine(database)) == []


def test_a_second_outlet_without_an_address_is_kept_once(database: Database) -> None:
    first = store(database)
    told = [store(database, url=None, source="وكالة أخرى").status for _ in range(2)]
    assert told == [Status.duplicate, Status.unchanged]
    assert addresses(database, first.article_id)[1:] == [(None, "وكالة أخرى")]


def test_the_outlet_of_a_page_can_be_set_right(database: Database) -> None:
    first = store(database, source="صحيفه خاطئة")
    assert store(database).status is Status.updated
    with database.read() as connection:
        assert get_article(connection, first.article_id)["source"] == "صحيفة المثال"


def test_a_copy_whose_text_changes_becomes_an_article_of_its_own(database: Database) -> None:
    first = store(database)
    store(database, url="https://copy.example/9", source="وكالة أخرى")
    parted = store(database, url="https://copy.example/9", source="وكالة أخرى", body=f"{BODY}\n\nتتمة.")
    assert parted.status is Status.new
    assert addresses(database, first.article_id) == [(PAGE, "صحيفة المثال")]
    assert addresses(database, parted.article_id) == [("https://copy.example/9", "وكالة أخرى")]
    assert list(examine(database)) == []


def test_a_copy_is_not_analysed(database: Database) -> None:
    def refuse(_: SourceDocument) -> Analysis:
        raise AssertionError("analysed")

    store(database)
    copy = make_document(url="https://copy.example/9")
    assert ingest(database, copy, analyst=refuse).status is Status.duplicate


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE article_address SET key = 'x'", "key is out of step"),
        ("DELETE FROM article_address", "not among its addresses"),
        ("DELETE FROM story_band", "bands are out of step"),
    ],
    ids=["a wrong key", "no address", "no bands"],
)
def test_the_doctor_looks_at_addresses(database: Database, statement: str, complaint: str) -> None:
    store(database)
    with database.write() as session:
        session.connection().execute(text(statement))
    assert any(complaint in problem.what for problem in examine(database))
