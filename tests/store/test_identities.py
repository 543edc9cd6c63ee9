"""The way from speakers by spelling to speakers by identity, and back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from samples import analyze_sample, make_document
from sqlalchemy import text

from app.pipeline import ingest
from app.store.db import Database
from app.store.doctor import examine
from app.store.schema import check, downgrade, upgrade


@pytest.fixture
def old(shared_database: Callable[[], AbstractContextManager[Database]]) -> Iterator[Database]:
    """A database of the test's own with an article in it, as the revision before identities kept it."""
    with shared_database() as database:
        ingest(database, make_document(), analyst=analyze_sample)
        downgrade(database, to="0001")
        yield database


def names(database: Database) -> set[str]:
    with database.read() as connection:
        return set(connection.execute(text("SELECT name FROM speaker")).scalars())


def test_the_way_up_works_identities_out_and_folds_spellings_of_one_name(old: Database) -> None:
    with old.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO speaker (name, kind, key, folded, quote_count)"
                " VALUES ('منى خطيب', 'person', 'مني خطيب', 'مني خطيب', 0)"
            )
        )
        connection.execute(
            text(
                "UPDATE quote SET speaker_id = (SELECT id FROM speaker WHERE name = 'منى خطيب')"
                " WHERE id = (SELECT min(id) FROM quote)"
            )
        )
    upgrade(old)
    assert names(old) == {"منى الخطيب", "مصدر محلي", "وزارة النقل"}
    with old.read() as connection:
        assert list(connection.execute(text("SELECT name FROM speaker_alias WHERE name = 'منى خطيب'")).scalars())
    assert list(examine(old)) == []
    check(old)


def test_the_way_down_keeps_speakers_and_quotes(old: Database) -> None:
    assert names(old) == {"منى الخطيب", "مصدر محلي", "وزارة النقل"}
    upgrade(old)
    downgrade(old, to="0001")
    upgrade(old)
    assert names(old) == {"منى الخطيب", "مصدر محلي", "وزارة النقل"}
    assert list(examine(old)) == []
