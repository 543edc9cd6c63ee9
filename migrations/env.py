"""Runs the migrations on the connection it is handed; for `alembic revision`, on the database of the settings."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, String
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from app.config import get_settings
from app.store.db import Database
from app.store.desk_models import API_KEY
from app.store.history_models import ARTICLE_ADDRESS
from app.store.job_models import INGESTION
from app.store.visits import VISIT

# All tables are in it, once the modules that make them are imported.
(METADATA,) = {table.metadata for table in (API_KEY, ARTICLE_ADDRESS, INGESTION, VISIT)}


def render_type(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """New revisions name SQLAlchemy's own types: they must run when SQLModel's have changed."""
    if kind == "type" and isinstance(item, AutoString):
        return repr(item.impl if isinstance(item.impl, String) else String()).replace("String", "sa.String")
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def is_compared(_object: Any, name: str | None, kind: str, *_: Any) -> bool:
    """The tables of the search are no models: full-text tables are each database's own."""
    return kind != "table" or not str(name).startswith("search_")


def migrate(connection: Connection) -> None:
    """Runs whatever steps the caller asked Alembic for."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        compare_type=True,
        render_item=render_type,
        include_object=is_compared,
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with Database(get_settings().url).connect_writer() as opened, opened.begin():
        migrate(opened)
