"""The way from articles with one address to articles with several, and back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from samples import BODY, analyze_sample, make_document
from sqlalchemy import text

from app.pipeline import Status, ingest
from app.records import Analysis
from app.store.articles import get_article
from app.store.db import Database
from app.store.doctor import examine
from app.store.quotes import QuoteFilter, count_quotes, list_quotes
from app.store.schema import downgrade, upgrade
from app.store.stories import list_same_story

NOTHING = Analysis(speakers=[], quotes=[], events=[])


@pytest.fixture
def old(shared_database: Callable[[], AbstractContextManager[Database]]) -> Iterator[Database]:
    """A database of the test's own with three articles in it, as the revision before addresses kept them."""
    with shared_database() as database:
        ingest(database, make_document(), analyst=analyze_sample)
        ingest(database, make_document(url="https://other.example/2", body=f"{BODY}\n\nتتمة."), analyst=analyze_sample)
        ingest(database, make_document(url=None, source=None, body=f"{BODY}\n\nأخرى."), analyst=analyze_sample)
        downgrade(database, to="0003")
        yield database


def test_the_way_up_works_out_what_only_the_code_knows(old: Database) -> None:
    upgrade(old)
    assert list(examine(old)) == []
    with old.read() as connection:
        (address,) = get_article(connection, 1)["addresses"]
        assert (address["url"], address["source"]) == ("https://news.example/wheat", "صحيفة المثال")
        assert get_article(connection, 3)["addresses"] == []
        assert [row["id"] for row in list_same_story(connection, 1)] == [2, 3]
    again = ingest(old, make_document(url="https://news.example/wheat?utm_source=x"), analyst=analyze_sample)
    assert again.status is Status.unchanged


def test_of_two_articles_at_spellings_of_one_address_the_first_keeps_it(old: Database) -> None:
    with old.engine.begin() as connection:
        connection.execute(text("UPDATE article SET url = 'http://news.example/wheat/' WHERE id = 2"))
    upgrade(old)
    assert list(examine(old)) == []
    known = ingest(old, make_document(), analyst=analyze_sample)
    assert (known.status, known.article_id) == (Status.unchanged, 1)


def test_quotes_that_were_there_get_their_fragments_the_withdrawn_too(
    shared_database: Callable[[], AbstractContextManager[Database]],
) -> None:
    with shared_database() as database:
        ingest(database, make_document(), analyst=analyze_sample)
        ingest(database, make_document(body=f"{BODY}\n\nتتمة."), analyst=lambda _: NOTHING)
        ingest(database, make_document(url="https://other.example/2", body=f"{BODY}\n\nأخرى."), analyst=analyze_sample)
        with database.read() as connection:
            assert count_quotes(connection, QuoteFilter()) == count_quotes(connection, QuoteFilter(), withdrawn=True)
        downgrade(database, to="0008")
        upgrade(database)
        assert list(examine(database)) == []
        with database.read() as connection:
            assert "#:~:text=%" in list_quotes(connection, QuoteFilter())[0]["text_fragment"]
