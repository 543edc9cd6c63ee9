"""Keys: shown once, kept hashed, found again, revoked."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.errors import NotFound, RefusedEdit
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.keys import Key, create_key, find_key, has_keys, list_keys, note_use, revoke_key
from app.store.models import now


def make(database: Database, name: str = "مكتب", *scopes: Scope) -> str:
    with database.write() as session:
        return create_key(session, name, scopes or [Scope.ingest])


def find(database: Database, token: str) -> Key | None:
    with database.read() as connection:
        return find_key(connection, token)


def test_a_key_is_found_by_its_token_and_by_no_other(database: Database) -> None:
    token = make(database, "مكتب", Scope.ingest, Scope.correct)
    key = find(database, token)
    assert key
    assert (key.name, key.scopes) == ("مكتب", {Scope.ingest, Scope.correct})
    for other in (token[:-1], token + "x", token.upper(), "", "musnad_", token.replace("_", "\0"), "م" * 60):
        assert find(database, other) is None


def test_the_token_is_nowhere_in_the_database(database: Database) -> None:
    token = make(database)
    with database.read() as connection:
        row = connection.execute(text("SELECT * FROM api_key")).one()
    secret = token.split("_", 2)[-1]  # it may hold underscores itself
    assert len(secret) >= 40
    assert all(secret not in str(value) for value in row)


def test_a_revoked_key_opens_nothing(database: Database) -> None:
    token = make(database)
    with database.write() as session:
        revoke_key(session, "مكتب")
    assert find(database, token) is None
    with database.read() as connection:
        assert not has_keys(connection)
        assert list_keys(connection)[0]["revoked_at"] is not None
    with pytest.raises(NotFound), database.write() as session:
        revoke_key(session, "مكتب")


@pytest.mark.parametrize("name", ["مكتب", " ", "x" * 101], ids=["taken", "blank", "long"])
def test_a_name_that_can_not_be_is_refused(database: Database, name: str) -> None:
    make(database)
    with pytest.raises(RefusedEdit):
        make(database, name)


def test_admin_opens_everything_and_the_others_their_own(database: Database) -> None:
    admin, ingest = find(database, make(database, "a", Scope.admin)), find(database, make(database, "b"))
    assert admin
    assert ingest
    assert all(admin.allows(scope) for scope in Scope)
    assert [scope for scope in Scope if ingest.allows(scope)] == [Scope.ingest]


def test_a_use_is_noted_once_in_a_while(database: Database) -> None:
    token = make(database)
    key = find(database, token)
    assert key
    assert key.is_use_to_be_noted(now())
    with database.write() as session:
        note_use(session, key.id)
    used = find(database, token)
    assert used
    assert used.last_used_at
    assert not used.is_use_to_be_noted(now())
    assert used.is_use_to_be_noted(now() + timedelta(minutes=2))
