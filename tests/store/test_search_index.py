"""The search index follows whatever is written, in the same transaction, and the doctor sees where it does not."""

import pytest
from samples import BODY, analyze_sample, make_document
from sqlalchemy import text

from app.pipeline import ingest
from app.records import Analysis
from app.store.articles import ARTICLES, ArticleFilter, ArticleSort
from app.store.db import Database
from app.store.doctor import examine
from app.store.models import ARTICLE, EVENT, QUOTE, SPEAKER, Event, Quote
from app.store.schema import upgrade
from app.store.search import upkeep
from app.store.search.finding import read_found
from app.store.search.index import STATE, VERSION
from app.store.search.upkeep import find_drift, rebuild
from app.store.withdrawal import withdraw_events, withdraw_quotes

CHANGES = [
    pytest.param("UPDATE article SET title = 'عنوان جديد' WHERE id = 1", id="a title"),
    pytest.param("UPDATE quote SET text = 'كلام جديد' WHERE id = 1", id="a quote's text"),
    pytest.param("UPDATE quote SET speaker_id = 2 WHERE id = 1", id="whose quote it is"),
    pytest.param("UPDATE speaker SET name = 'سلمى الحداد' WHERE id = 1", id="a speaker's name"),
    pytest.param("UPDATE speaker SET role = 'كاتبة' WHERE id = 1", id="a speaker's role"),
    pytest.param("UPDATE event SET sentence = 'جملة جديدة' WHERE id = 1", id="a sentence"),
    pytest.param("DELETE FROM event WHERE id = 1", id="an event goes"),
    pytest.param("DELETE FROM quote WHERE id = 1", id="a quote goes"),
    pytest.param("DELETE FROM speaker_alias", id="all other names go"),
    pytest.param("DELETE FROM article WHERE id = 1", id="an article goes with all that stands in it"),
]


GONE_CHANGES = [
    pytest.param("UPDATE withdrawn_quote SET text = 'كلام جديد'", id="a withdrawn quote's text"),
    pytest.param("UPDATE withdrawn_quote SET speaker_name = 'سلمى الحداد'", id="whose withdrawn quote it is"),
    pytest.param("UPDATE withdrawn_event SET sentence = 'جملة جديدة'", id="a withdrawn sentence"),
    pytest.param("UPDATE withdrawn_event SET quote_id = NULL", id="the quote of a withdrawn event"),
    pytest.param("UPDATE quote SET speaker_id = 1 WHERE id = 3", id="whose quote a withdrawn event is in"),
    pytest.param("UPDATE speaker SET name = 'سلمى الحداد' WHERE id = 2", id="the name of who says a withdrawn event"),
    pytest.param("DELETE FROM quote WHERE id = 3", id="the quote of a withdrawn event goes"),
    pytest.param("DELETE FROM withdrawn_quote", id="a withdrawn quote goes"),
    pytest.param("DELETE FROM withdrawn_event", id="a withdrawn event goes"),
    pytest.param("DELETE FROM article WHERE id = 1", id="an article goes with all that stood in it"),
]


@pytest.fixture
def revised(own_stock: Database) -> Database:
    """The stock without an event of a quote that is there, and without a quote and the event in it."""
    with own_stock.write() as session:
        withdraw_events(session, [session.get_one(Event, key) for key in (1, 2)], revision=1)
        withdraw_quotes(session, [session.get_one(Quote, 4)], revision=1)
    return own_stock


def drift(database: Database) -> list[tuple[str, str]]:
    with database.read() as connection:
        return list(find_drift(connection))


@pytest.mark.parametrize("statement", CHANGES)
def test_whatever_changes_the_index_is_in_step(own_stock: Database, statement: str) -> None:
    with own_stock.write() as session:
        session.connection().execute(text(statement))
    assert drift(own_stock) == []


@pytest.mark.parametrize("statement", GONE_CHANGES)
def test_whatever_changes_what_was_withdrawn_the_index_is_in_step(revised: Database, statement: str) -> None:
    assert drift(revised) == []
    with revised.write() as session:
        session.connection().execute(text(statement))
    assert drift(revised) == []


def test_what_comes_back_is_no_longer_indexed_as_withdrawn(revised: Database) -> None:
    ingest(revised, make_document(body=f"{BODY}\n\nانتهى."), analyst=analyze_sample)
    with revised.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM withdrawn_quote")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM search_withdrawn_quote")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM search_withdrawn_event")).scalar() == 0
    assert drift(revised) == []


@pytest.mark.parametrize("table", ["withdrawn_quote", "withdrawn_event"])
def test_the_doctor_finds_a_withdrawn_row_that_the_index_misses_and_reindexing_heals_it(
    revised: Database, table: str
) -> None:
    with revised.write() as session:
        session.connection().execute(text(f"DELETE FROM search_{table}"))
    found = drift(revised)
    assert found
    assert {where.rsplit(" ", 1)[0] for where, _ in found} == {table.replace("_", " ")}
    assert {what for _, what in found} == {"is missing from the search index"}
    rebuild(revised)
    assert drift(revised) == []


def test_a_text_of_very_many_long_words_is_indexed_as_far_as_there_is_room(database: Database) -> None:
    numbers = (f"{number * 7_919 % 100_000:05}" for number in range(20_000))
    words = ["".join("بتثجحخدذرز"[int(digit)] for digit in number) * 3 for number in numbers]
    document = make_document(body=" ".join(words))
    ingest(database, document, analyst=lambda _: Analysis(speakers=[], quotes=[], events=[]))
    assert drift(database) == []
    with database.read() as connection:
        found = read_found(
            connection, ARTICLES, ArticleFilter(q=words[999]), sort=ArticleSort.relevance, after=None, limit=1
        )
    assert len(found.slice.items) == 1


def test_what_is_undone_leaves_the_index_as_it_was(own_stock: Database) -> None:
    def fail_half_way() -> None:
        with own_stock.write() as session:
            session.connection().execute(text("DELETE FROM article WHERE id = 1"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert drift(own_stock) == []


@pytest.mark.parametrize("table", [ARTICLE, QUOTE, EVENT, SPEAKER], ids=lambda table: table.name)
def test_the_doctor_finds_a_row_that_the_index_misses_and_reindexing_heals_it(
    own_stock: Database, table: object
) -> None:
    name = table.name  # type: ignore[attr-defined]
    with own_stock.write() as session:
        key = "rowid" if own_stock.is_local else "id"
        session.connection().execute(text(f"DELETE FROM search_{name} WHERE {key} = 1"))
    assert [f"{problem.where} {problem.what}" for problem in examine(own_stock)] == [
        f"{name} 1 is missing from the search index"
    ]
    rebuild(own_stock)
    assert list(examine(own_stock)) == []


def test_reindexing_lets_others_write_and_search_meanwhile(
    own_stock: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []

    def meanwhile(_seconds: float) -> None:
        other = Database(own_stock.url.render_as_string(hide_password=False))
        with other.write() as session:
            session.connection().execute(text(f"UPDATE quote SET text = 'كلام {len(found)}' WHERE id = 1"))
        with other.read() as connection:
            found.append(connection.execute(text("SELECT count(*) FROM search_quote")).scalar_one())
        other.close()

    monkeypatch.setattr(upkeep, "AT_ONCE", 1)
    monkeypatch.setattr(upkeep.time, "sleep", meanwhile)
    with own_stock.write() as session:
        session.connection().execute(text("DELETE FROM search_speaker"))
    rows = rebuild(own_stock)
    assert len(found) >= rows > len(set(found)) == 1
    assert drift(own_stock) == []


def test_reindexing_takes_out_what_is_nowhere_else(own_stock: Database) -> None:
    columns = "rowid" if own_stock.is_local else "id, length, terms"
    values = "9999" if own_stock.is_local else "9999, 0, ''"
    with own_stock.write() as session:
        session.connection().execute(text(f"INSERT INTO search_event ({columns}) VALUES ({values})"))
    assert drift(own_stock) == [("event 9999", "is in the search index and nowhere else")]
    rebuild(own_stock)
    assert drift(own_stock) == []


def test_the_doctor_finds_an_entry_that_says_something_else(own_stock: Database) -> None:
    with own_stock.write() as session:
        set_other = (
            "UPDATE search_quote SET text_stem = 'x'" if own_stock.is_local else "UPDATE search_quote SET terms = 'x'"
        )
        session.connection().execute(text(set_other))
    assert "out of step" in next(examine(own_stock)).what


def test_an_index_of_another_version_is_made_anew_by_an_upgrade(own_stock: Database) -> None:
    with own_stock.write() as session:
        session.connection().execute(STATE.update().values(version=VERSION + 1))
        session.connection().execute(text("DELETE FROM search_quote"))
    upgrade(own_stock)
    assert drift(own_stock) == []
