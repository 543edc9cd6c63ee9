"""The search index follows whatever is written, in the same transaction, and the doctor sees where it does not."""

import pytest
from sqlalchemy import text

from app.store.db import Database
from app.store.doctor import examine
from app.store.models import ARTICLE, EVENT, QUOTE, SPEAKER
from app.store.schema import upgrade
from app.store.search import upkeep
from app.store.search.index import STATE, VERSION
from app.store.search.upkeep import find_drift, rebuild

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


def drift(database: Database) -> list[tuple[str, str]]:
    with database.read() as connection:
        return list(find_drift(connection))


@pytest.mark.parametrize("statement", CHANGES)
def test_whatever_changes_the_index_is_in_step(own_stock: Database, statement: str) -> None:
    with own_stock.write() as session:
        session.connection().execute(text(statement))
    assert drift(own_stock) == []


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
