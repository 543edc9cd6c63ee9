"""The schema's revisions: brings a database to the newest one, or says that it is not there."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from app.errors import NotMigrated, StoreError
from app.resources import bundled
from app.store import desk_models  # noqa: F401  # their tables belong to the schema
from app.store.catching_up import catch_up
from app.store.db import WRITER_LOCK, Database
from app.store.fragment_upkeep import keep_fragments, let_go
from app.store.search.triggers import drop_triggers, make_triggers
from app.store.search.upkeep import refresh
from app.store.statistics import teach_planner


def upgrade(database: Database, *, to: str = "head") -> None:
    """Brings the schema up to that revision. Several processes may start at once: one does it, the others wait."""
    with _alone(database) as connection:
        drop_triggers(connection)
        if database.is_local and MigrationContext.configure(connection).get_current_revision() != newest_revision():
            let_go(connection)
        command.upgrade(_config(connection), to)
        if to == "head":
            make_triggers(connection)
        if to == "head" and database.is_local:
            keep_fragments(connection)
            teach_planner(connection)
    if to == "head":
        catch_up(database)
        refresh(database)


def downgrade(database: Database, *, to: str = "base") -> None:
    """Takes the schema back to that revision, with what only newer ones can hold."""
    with _alone(database) as connection:
        drop_triggers(connection)
        if database.is_local:
            let_go(connection)
        command.downgrade(_config(connection), to)


def check(database: Database) -> None:
    """Raises Alembic's CommandError where models and schema differ."""
    with _alone(database) as connection:
        command.check(_config(connection))


def revision(database: Database) -> str | None:
    """The revision that the database is at; None for an empty one."""
    with database.read() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> set[str]:
    """Every revision that this code knows the way up from."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def newest_revision() -> str | None:
    """The revision that this code needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def require_migrated(database: Database) -> None:
    """Raises NotMigrated unless the database is at the newest revision."""
    found, wanted = revision(database), newest_revision()
    if found != wanted:
        raise NotMigrated(found, wanted)


def _config(connection: Connection | None = None) -> Config:
    config = Config(stdout=StringIO())
    # Alembic reads % as the start of a placeholder.
    config.set_main_option("script_location", str(bundled("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _alone(database: Database) -> Iterator[Connection]:
    """One transaction around all steps, that nobody else's steps can run beside."""
    if database.is_local:
        with _without_foreign_keys(database) as connection:
            yield connection
        return
    with database.connect_writer() as connection, connection.begin():
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})
        yield connection


@contextmanager
def _without_foreign_keys(database: Database) -> Iterator[Connection]:
    # SQLite alters a table by making a new one and dropping the old: enforced keys would then delete what refers
    # to it. They can't be switched inside a transaction, so the switch goes to the driver before it begins.
    with database.connect_writer() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise StoreError("the connection to the database is gone")
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                _refuse_broken_keys(connection)
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _refuse_broken_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreError(f"migration undone: a row of {broken[0]} would refer to a missing row of {broken[2]}")
