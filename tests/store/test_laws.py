"""The doctor finds whatever breaks a law of the data, and nothing where none is broken."""

from typing import Any

import pytest
from sqlalchemy import Table, text

from app.errors import NotMigrated
from app.store.db import Database
from app.store.doctor import examine
from app.store.models import ARTICLE, EVENT, EVENT_MENTION, QUOTE, SOURCE, SPEAKER, SPEAKER_ALIAS


def test_a_sound_database_has_no_problem(stocked: Database) -> None:
    assert list(examine(stocked)) == []


BREAKS = [
    pytest.param(ARTICLE, {"body": "نص آخر"}, "fingerprint", id="another body"),
    pytest.param(ARTICLE, {"title": "عنوان آخر"}, "folded", id="another title"),
    pytest.param(ARTICLE, {"headings": [[0, 5], [4, 9]]}, "heading 4–9", id="headings that overlap"),
    pytest.param(ARTICLE, {"headings": [[0, 99_999]]}, "heading 0–99999", id="a heading beyond the end"),
    pytest.param(ARTICLE, {"published_at": None}, "sort_day", id="an article whose sort day stays"),
    pytest.param(ARTICLE, {"source_id": None}, "source_id", id="an article without its outlet"),
    pytest.param(QUOTE, {"start": 1}, "text is not what stands at 1–", id="a content that begins elsewhere"),
    pytest.param(QUOTE, {"end": 99_999}, "does not stand in the body", id="a content beyond the end"),
    pytest.param(QUOTE, {"text": "كلام آخر"}, "text is not", id="a content that was rewritten"),
    pytest.param(QUOTE, {"segments": []}, "segments do not reach", id="no segment"),
    pytest.param(
        QUOTE, {"segments": [{"start": 0, "end": 4, "text": "كلام"}]}, "segment: text is not", id="a foreign segment"
    ),
    pytest.param(QUOTE, {"prefix": "قبل"}, "prefix or suffix", id="other surroundings"),
    pytest.param(QUOTE, {"cue": "قيل"}, "cue is not", id="another cue"),
    pytest.param(QUOTE, {"cue_lemma": "همس"}, "cue_key", id="another lemma"),
    pytest.param(QUOTE, {"mention": None}, "mention has a text without a span", id="half a mention"),
    pytest.param(QUOTE, {"via": "الفرات"}, "via has a text without a span", id="half a relay"),
    pytest.param(QUOTE, {"via_key": "الفرات"}, "via_key", id="a relay's key alone"),
    pytest.param(QUOTE, {"said_on": "2020-01-01"}, "sort_day", id="another day"),
    pytest.param(QUOTE, {"position": 7}, "count up", id="a gap in the positions"),
    pytest.param(QUOTE, {"speaker_id": 3}, "quote_count", id="a quote of somebody else"),
    pytest.param(QUOTE, {"folded": "x"}, "folded", id="a quote's folded text"),
    pytest.param(QUOTE, {"fragment": "x"}, "fragment", id="a quote's fragment"),
    pytest.param(EVENT, {"sentence": "جملة"}, "sentence is not", id="another sentence"),
    pytest.param(EVENT, {"sentence_end": 1}, "does not stand in the body", id="a sentence turned round"),
    pytest.param(EVENT, {"date_end": "2024-05-01"}, "after date_end", id="days turned round"),
    pytest.param(EVENT, {"date_end": None}, "is missing", id="half a range"),
    pytest.param(EVENT, {"quote_id": 1}, "does not stand in its quote", id="another quote"),
    pytest.param(EVENT, {"quote_id": 7}, "belongs to another article", id="a quote of another article"),
    pytest.param(EVENT, {"folded": "x"}, "folded", id="an event's folded text"),
    pytest.param(EVENT_MENTION, {"text": "أحد"}, "text is not", id="another mention"),
    pytest.param(SPEAKER, {"name": "هدى الخطيب"}, "key is out of step", id="another name"),
    pytest.param(SPEAKER, {"role": "كاتبة"}, "folded is out of step", id="another role"),
    pytest.param(SPEAKER, {"quote_count": 77}, "quote_count is 77", id="a wrong count"),
    pytest.param(SPEAKER, {"article_id": 2}, "belongs to another article", id="a speaker in another article"),
    pytest.param(SPEAKER_ALIAS, {"key": "x"}, "key is out of step", id="an alias's key"),
    pytest.param(SOURCE, {"name": "اسم آخر"}, "key is out of step", id="an outlet's name"),
]


@pytest.mark.parametrize(("table", "values", "complaint"), BREAKS)
def test_the_doctor_names_what_is_broken(
    own_stock: Database, table: Table, values: dict[str, Any], complaint: str
) -> None:
    with own_stock.write() as session:
        statement = table.update().where(table.c.id == 1)
        typed = {name: _read(table, name, value) for name, value in values.items()}
        session.connection().execute(statement.values(typed))
    problems = list(examine(own_stock))
    assert any(complaint in problem.what for problem in problems), problems


def _read(table: Table, name: str, value: Any) -> Any:
    """A day from its text."""
    is_day = isinstance(value, str) and table.c[name].type.python_type.__name__ == "date"
    return table.c[name].type.python_type.fromisoformat(value) if is_day else value


def test_a_speaker_with_nothing_to_say_is_a_problem(own_stock: Database) -> None:
    with own_stock.write() as session:
        session.connection().execute(
            text(
                "INSERT INTO speaker (name, kind, key, identity, folded, quote_count)"
                " VALUES ('x', 'person', 'x', 'x', 'x', 0)"
            )
        )
    (problem,) = examine(own_stock)
    assert problem.what == "has no quote and no mention"


def test_a_row_that_refers_to_nothing_is_a_problem(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO speaker_alias (speaker_id, name, key) VALUES (99, 'x', 'x')")
    (problem,) = examine(sqlite_database)
    assert problem.where == "speaker_alias 1"
    assert "speaker that is not there" in problem.what
    sqlite_database.close()


def test_a_damaged_file_is_a_problem(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA writable_schema=ON")
        driver.execute("DELETE FROM sqlite_schema WHERE name = 'ix_quote_sort_day_id'")
        driver.execute("PRAGMA writable_schema=OFF")
        connection.invalidate()
    sqlite_database.close()
    assert any(problem.where == "database" for problem in examine(sqlite_database))
    sqlite_database.close()


def test_a_database_without_tables_can_not_be_examined(tmp_path: Any) -> None:
    database = Database(f"sqlite:///{tmp_path / 'musnad.db'}")
    with pytest.raises(NotMigrated):
        list(examine(database))
    database.close()
