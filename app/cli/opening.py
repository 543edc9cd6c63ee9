"""The database, for commands that have nothing to do where there is none."""

from app.config import get_settings
from app.errors import StoreError
from app.store.db import Database


def open_existing() -> Database:
    """The database of the settings. Raises StoreError where it would have to be made first."""
    database = Database(get_settings().url)
    if not database.exists():
        raise StoreError(f"there is no database at {database.url.database}: run `musnad db upgrade`")
    return database
