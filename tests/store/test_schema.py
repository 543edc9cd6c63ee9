"""Migrations: up, down, in step with the models, and safe when many start at once."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from alembic.util.exc import CommandError
from sqlalchemy import Engine, create_engine, inspect, text

from app.errors import NotMigrated
from app.store.db import Database
from app.store.models import Source
from app.store.schema import check, downgrade, newest_revision, require_migrated, revision, upgrade


@pytest.fixture
def migrated(shared_database: Callable[[], AbstractContextManager[Database]]) -> Iterator[Database]:
    """A migrated database of the test's own, to be taken apart."""
    with shared_database() as database:
        yield database


def test_upgrading_twice_changes_nothing(migrated: Database) -> None:
    upgrade(migrated)
    require_migrated(migrated)
    assert revision(migrated) == newest_revision()


def test_downgrading_leaves_no_table_and_the_way_up_is_open(migrated: Database) -> None:
    downgrade(migrated)
    assert set(inspect(migrated.engine).get_table_names()) <= {"alembic_version"}
    with pytest.raises(NotMigrated, match="musnad db upgrade"):
        require_migrated(migrated)
    upgrade(migrated)
    require_migrated(migrated)


def test_models_and_migrations_say_the_same(migrated: Database) -> None:
    check(migrated)
    with migrated.write() as session:
        session.connection().execute(text("ALTER TABLE source ADD COLUMN stray INTEGER"))
    with pytest.raises(CommandError, match="stray"):
        check(migrated)


def test_migrations_make_the_very_constraints_that_the_models_declare(
    migrated: Database, tmp_path: Path, backend: str
) -> None:
    if backend == "postgres":
        made = describe(migrated.engine)
        with migrated.engine.begin() as connection:
            Source.metadata.drop_all(connection)
            Source.metadata.create_all(connection)
        assert describe(migrated.engine) == made
        return
    declared = create_engine(f"sqlite:///{tmp_path / 'declared.db'}")
    Source.metadata.create_all(declared)
    assert describe(migrated.engine) == describe(declared)
    declared.dispose()


def describe(engine: Engine) -> dict[str, Any]:
    """What Alembic's own comparison leaves out: names, checks, deletion rules, partial indexes."""
    inspector = inspect(engine)
    return {
        table: {
            "checks": sorted((found["name"], found["sqltext"]) for found in inspector.get_check_constraints(table)),
            "keys": sorted((found["name"], str(found["options"])) for found in inspector.get_foreign_keys(table)),
            "indexes": sorted(
                (found["name"], found["unique"], tuple(found["column_names"]), _show(found["dialect_options"]))
                for found in inspector.get_indexes(table)
            ),
            "unique": sorted(str(found["name"]) for found in inspector.get_unique_constraints(table)),
        }
        for table in inspector.get_table_names()
        if table != "alembic_version" and not table.startswith("search_")
    }


def _show(options: dict[str, Any]) -> list[tuple[str, str]]:
    return sorted((name, str(value)) for name, value in options.items())


UPGRADE = """
import sys
from app.store.db import Database
from app.store.schema import upgrade
upgrade(Database(sys.argv[1]))
"""


def start_many(url: str) -> None:
    """Migrates from several processes at once."""
    starts = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, url], stderr=subprocess.PIPE, text=True) for _ in range(4)
    ]
    complaints = [start.communicate()[1] for start in starts]
    assert [start.returncode for start in starts] == [0, 0, 0, 0], complaints


def test_many_processes_may_migrate_a_new_file_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'musnad.db'}"
    start_many(url)
    database = Database(url)
    require_migrated(database)
    database.close()


def test_many_processes_may_migrate_an_old_database_at_once(migrated: Database) -> None:
    downgrade(migrated)
    start_many(migrated.url.render_as_string(hide_password=False))
    require_migrated(migrated)


def test_a_migrated_sqlite_database_still_enforces_foreign_keys(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'musnad.db'}")
    upgrade(database)
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


def test_an_empty_database_is_not_migrated(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'musnad.db'}")
    with pytest.raises(NotMigrated, match="none"):
        require_migrated(database)
    database.close()
