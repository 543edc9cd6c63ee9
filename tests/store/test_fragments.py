"""What SQLite keeps of a quote as JSON: in step with the row, whoever writes it, and the same as made on the spot."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from app.store import schema
from app.store.db import Database
from app.store.doctor import examine
from app.store.listing import list_rows
from app.store.quotes import QUOTES, QuoteFilter, QuoteSort

PLAIN = replace(QUOTES, fragment=None, kept=None)


@pytest.fixture(autouse=True)
def only_where_fragments_are_kept(backend: str) -> None:
    if backend != "sqlite":
        pytest.skip("only SQLite keeps fragments")


def read(connection: Connection, listing: object = QUOTES) -> list[dict[str, object]]:
    return list_rows(connection, listing, QuoteFilter(), sort=QuoteSort.id, after=None, limit=100)  # type: ignore[arg-type]


def test_kept_fragments_and_those_made_on_the_spot_are_the_same(stocked: Database) -> None:
    with stocked.read() as connection:
        kept, made = read(connection), read(connection, PLAIN)
        documents = connection.execute(text("SELECT document FROM quote")).scalars().all()
    assert kept == made
    assert len(kept) > 1
    assert all(document.startswith('{"id":') and not document.endswith("}") for document in documents)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("""cue = 'قال "هامسًا" {}'""", id="words with quotes and braces"),
        pytest.param("corrected_at = '2026-01-02 03:04:05.000000'", id="a correction"),
        pytest.param("via = NULL, said_on = NULL", id="nothing"),
        pytest.param("confidence = 0.25, position = position + 100", id="numbers"),
    ],
)
def test_a_fragment_follows_its_row(own_stock: Database, change: str) -> None:
    with own_stock.write() as session:
        session.connection().execute(text(f"UPDATE quote SET {change}"))
    with own_stock.read() as connection:
        assert read(connection) == read(connection, PLAIN)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("""speaker SET name = 'ليلى "الأولى"', role = NULL""", id="a speaker"),
        pytest.param("""article SET title = 'عنوان "آخر" {}', published_at = NULL""", id="an article"),
        pytest.param("""article SET url = 'https://news.example/"a"?b#c' WHERE id = 1""", id="an address"),
        pytest.param("article SET url = NULL", id="no address"),
        pytest.param("article SET url = 'ftp://news.example/' || id", id="no page on the web"),
        pytest.param("article SET revision = revision + 1", id="a revision"),
        pytest.param("source SET name = 'صحيفة أخرى'", id="an outlet"),
    ],
)
def test_a_quote_s_document_follows_what_it_belongs_to(own_stock: Database, change: str) -> None:
    with own_stock.read() as connection:
        before = read(connection)
    with own_stock.write() as session:
        session.connection().exec_driver_sql(f"UPDATE {change}")
    with own_stock.read() as connection:
        assert read(connection) == read(connection, PLAIN)
        assert read(connection) != before


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        ("UPDATE quote SET document = '{' WHERE id = 1", "quote 1"),
        ("UPDATE speaker SET document = '{' WHERE id = 1", "speaker 1"),
        ("UPDATE article_card SET document = '{' WHERE id = 1", "article 1"),
        ("UPDATE article_card SET page = 'x' WHERE id = 1", "article 1"),
        ("DELETE FROM article_card WHERE id = 1", "article 1"),
    ],
)
def test_the_doctor_finds_a_fragment_out_of_step(own_stock: Database, harm: str, where: str) -> None:
    with own_stock.write() as session:
        session.connection().execute(text(harm))
    assert [(found.where, found.what) for found in examine(own_stock)] == [(where, "its kept document is out of step")]


def test_where_they_were_not_kept_all_are_made_anew(own_stock: Database) -> None:
    with own_stock.write() as session:
        session.connection().execute(text("DROP TRIGGER document_quote_update"))
        session.connection().execute(text("UPDATE quote SET cue = 'همس', document = ''"))
    schema.upgrade(own_stock)
    with own_stock.read() as connection:
        assert read(connection) == read(connection, PLAIN)
        assert {quote["cue"] for quote in read(connection)} == {"همس"}


def test_a_database_of_before_is_filled_on_the_way_up(own_stock: Database) -> None:
    schema.downgrade(own_stock, to="0012")
    schema.upgrade(own_stock)
    assert list(examine(own_stock)) == []
