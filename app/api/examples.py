"""The examples in the API document: what the API answers for the articles that come with Musnad.

Nobody writes them down. When the document is first asked for, these articles are ingested into a database of their
own, the routes themselves are asked, and the database is gone again. Once in a process: the answers never change.
"""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import update
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime
from starlette.concurrency import run_in_threadpool

from app.api import health, v1
from app.api.limits import Limiter
from app.api.v1.examples import ANALYZE_REQUEST, SUBMISSION
from app.config import Settings
from app.errors import MusnadError
from app.pipeline import ingest_seed
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.keys import create_key
from app.store.links import HERE
from app.store.schema import upgrade

HOME = "https://musnad.example"
# Enough to see what a list is like, and that it has a next page.
FEW = 2
# When everything was stored; else the document would be another one each time.
_MOMENT = datetime(2026, 1, 1, tzinfo=UTC)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Example:
    """An answer to `request` (`GET /v1/quotes?limit=2`): JSON, or else the text of a file."""

    request: str
    value: Any


Examples = Mapping[tuple[str, str], Example]
_known: dict[tuple[str, str], Example] = {}
_one_at_a_time = Lock()


def find_examples(document: Mapping[str, Any]) -> Examples:
    """By operationId and status; none where there is no room for a temporary file. Takes about a second once."""
    with _one_at_a_time:
        if not _known:
            try:
                with TemporaryDirectory(prefix="musnad-examples-") as folder:
                    _known.update(asyncio.run(_ask_everything(document, Path(folder))))
            except (OSError, MusnadError, httpx.HTTPStatusError) as error:
                logger.warning("the API document has no examples: %s", error)
    return _known


def choose_request(path: str, operation: Mapping[str, Any]) -> str:
    """The address of an operation with its parameters' examples, where they are needed, and a short list."""
    query: dict[str, Any] = {}
    for parameter in operation.get("parameters", ()):
        name, schema = parameter["name"], parameter["schema"]
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", str(schema["examples"][0]))
        elif parameter["required"]:
            query[name] = schema["examples"][0]
        elif name == "limit":
            query[name] = FEW
    return f"{path}?{'&'.join(f'{name}={value}' for name, value in query.items())}" if query else path


def find_shown(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The operationId and the request of each that has an example; not what a key opens, nor metrics, which change."""
    for path, item in document["paths"].items():
        operation = item.get("get")
        if operation and path != "/metrics" and "security" not in operation:
            yield operation["operationId"], choose_request(path, operation)


async def _ask_everything(document: Mapping[str, Any], folder: Path) -> Examples:
    database = Database(f"sqlite:///{folder / 'seed.db'}")
    try:
        await run_in_threadpool(_fill, database)
        # This task's alone.
        HERE.set(HOME)
        transport = httpx.ASGITransport(app=_make_app(database, document))
        async with httpx.AsyncClient(transport=transport, base_url=HOME, trust_env=False) as client:
            found = {
                (operation, "200"): Example(f"GET {request}", _read(await client.get(request)))
                for operation, request in find_shown(document)
            }
            return found | await _send_everything(client, database)
    finally:
        database.close()


async def _send_everything(client: httpx.AsyncClient, database: Database) -> dict[tuple[str, str], Example]:
    with database.write() as session:
        token = create_key(session, "example", [Scope.ingest])
    headers = {"Authorization": f"Bearer {token}"}
    created = _read(await client.post("/v1/articles", json=SUBMISSION, headers=headers))
    _settle(database)
    unchanged = _read(await client.post("/v1/articles", json=SUBMISSION, headers=headers))
    analysis = _read(await client.post("/v1/analyze", json=ANALYZE_REQUEST))
    return {
        ("create_article", "201"): Example("POST /v1/articles", {**created, "article": unchanged["article"]}),
        ("create_article", "200"): Example("POST /v1/articles, once more", unchanged),
        ("analyze_text", "200"): Example("POST /v1/analyze", analysis),
    }


def _make_app(database: Database, document: Mapping[str, Any]) -> FastAPI:
    """The routes without what stands around them: nothing is logged, counted or cached."""
    app = FastAPI(redirect_slashes=False)
    app.openapi_schema = dict(document)
    app.state.database, app.state.settings, app.state.fetcher = database, Settings(), None
    app.state.limiter = Limiter(per_minute=100)
    for router in (v1.router, health.router):
        app.include_router(router)
    return app


def _fill(database: Database) -> None:
    upgrade(database)
    ingest_seed(database)
    _settle(database)


def _settle(database: Database) -> None:
    """Makes as if everything had been stored at one moment."""
    with database.write() as session:
        for table in SQLModel.metadata.tables.values():
            times = [column for column in table.columns if isinstance(column.type, UTCDateTime)]
            for column in times:
                session.connection().execute(update(table).where(column.is_not(None)).values({column: _MOMENT}))


def _read(answer: httpx.Response) -> Any:
    answer.raise_for_status()
    is_json = answer.headers["content-type"].partition(";")[0].endswith("json")
    return answer.json() if is_json else answer.text
