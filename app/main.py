"""Puts the application together. No logic."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from app import __version__
from app.api import docs, health, metrics, problems, v1
from app.api.limits import Limiter
from app.api.middleware import build_inner_stack, build_stack
from app.api.service import Service
from app.config import Settings, get_settings
from app.errors import StoreError
from app.explorer import pages
from app.ingest.fetch import Fetcher
from app.ingest.web import make_policy
from app.logs import set_up_logging
from app.pipeline.jobs import Worker
from app.store.db import Database
from app.store.search.matching import Tuning
from app.store.search.suggesting import look_ahead
from app.store.search.synonyms import open_synonyms

_ABOUT = """
Who said what, when, through whom, and where exactly it stands in the text: quotes, speakers and dates of Arabic news.

- **Lists** are `{"items": […], "next_cursor": …}`: give `next_cursor` back as `cursor` until it is null.
- **Filters** of different names join by *and*, repeated ones by *or*: `kind=direct&kind=mixed`. Ranges are
  `_from` and `_to`, both inclusive. An unknown parameter is refused.
- **Offsets** count Unicode code points. JavaScript counts UTF-16 units: use `prefix` and `suffix`, or `Array.from`.
- **Shapes**: rows are whole, and what they belong to stands in them in short. `fields=text,speaker.name` shows only
  these fields; `include=speaker,article` on quotes and `include=quotes,events` on an article put whole records in.
- **Errors** are `application/problem+json` (RFC 9457) in one shape everywhere.
- Every `GET` answers `HEAD` too.
- **Writing** needs a key (`Authorization: Bearer …`); where no key has been made, writing is off.
- **Exports**: the path of a list with `.csv`, `.jsonl`, `.atom` or `.ics` behind it is all of it, by the same filters.
- **Versions**: within `/v1`, fields, parameters, operations and values of enumerations are added, and nothing is
  renamed, removed or given another meaning: ignore what you don't know. What is to go is first `deprecated` in this
  document and in the changelog, for six months at least, and goes with `/v2` only.
"""
_TAGS = [
    {"name": "articles", "description": "News articles, and what stands in each."},
    {"name": "speakers", "description": "Who is quoted: people, organisations, groups, and sources left unnamed."},
    {"name": "quotes", "description": "Who said what, through whom, where it stands, and why it is one."},
    {"name": "events", "description": "Dates that the text names, each in its sentence."},
    {"name": "timeline", "description": "Events counted over time."},
    {"name": "ingestions", "description": "Files, feeds and sitemaps that are ingested apart. With a key only."},
    {"name": "exports", "description": "Whole lists and articles as files that other programs open."},
    {"name": "search", "description": "One search through everything, and suggestions while somebody types."},
    {"name": "analysis", "description": "Analysis of a text that is not kept."},
    {"name": "operation", "description": "For those who run the service."},
]


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application. Neither migrates nor connects: `/readyz` says what is missing."""
    settings = settings or get_settings()
    database = Database(settings.url, mapped=settings.mapped_megabytes << 20)
    database.tuning = Tuning(settings.search_recency, open_synonyms(settings.search_synonyms))
    app = Service(
        around=build_stack(settings, database),
        title="Musnad",
        version=__version__,
        summary="Quotes, speakers and dates of Arabic news.",
        description=_ABOUT,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_tags=_TAGS,
        # The document has a route of its own, in `docs`.
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=build_inner_stack(),
        lifespan=_lifespan(settings),
    )
    app.state.database = database
    app.state.settings = settings
    app.state.fetcher = Fetcher(make_policy(settings))
    app.state.worker = Worker(database, settings)
    app.state.limiter = Limiter(settings.writes_per_minute)
    for router in (v1.router, health.router, metrics.router, docs.router, pages.router):
        app.include_router(router)
    docs.install_document(app)
    problems.install_handlers(app)
    return app


def create_served_app() -> FastAPI:
    """The application in a process that does nothing else.

    What is loaded by then stays: the collector need not look at it again, which held up answers for long. The API
    document is, too, and with it what each route takes: who came first waited for it, and all others with him.
    """
    app = create_app()
    app.openapi()
    # Before the database is there, nothing is to be found out.
    with suppress(StoreError):
        look_ahead(app.state.database)
    gc.collect()
    gc.freeze()
    return app


def _lifespan(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def run(app: FastAPI) -> AsyncIterator[None]:
        set_up_logging(level=settings.log_level, style=settings.log_format)
        worker: Worker = app.state.worker
        # Who asks first need not wait for it. Of a database that isn't there, `/readyz` tells.
        with suppress(StoreError):
            await run_in_threadpool(look_ahead, app.state.database)
        if settings.job_processes:
            worker.start()
        yield
        await run_in_threadpool(worker.stop)
        app.state.database.close()

    return run
