"""`musnad serve`."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
import uvicorn

from app.cli.speech import count, say
from app.cli.wire import ProblemProtocol
from app.config import get_settings
from app.errors import BadAddress
from app.logs import set_up_logging
from app.pipeline import ingest_seed
from app.store.db import Database
from app.store.doctor import count_rows
from app.store.schema import upgrade
from app.store.search.synonyms import open_synonyms

# How long answers that are under way may take after SIGTERM.
GRACE_SECONDS = 10
# How long a worker may be too busy to say that it lives, before another takes its place; starting takes a while, too.
WORKER_SECONDS = 60


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer.", min=1, max=64)] = 1,
) -> None:
    """Migrate the database, then serve the API and the docs until stopped."""
    settings = get_settings()
    # The server hands the signal on when it has stopped; to be asked to stop is no failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    set_up_logging(level=settings.log_level, style=settings.log_format)
    require_port(host, port)
    open_synonyms(settings.search_synonyms)
    prepare(seed=settings.seed)
    announce(f"http://{_spell(host)}:{port}")
    with counting_together(workers):
        uvicorn.run(
            "app.main:create_served_app",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            http=ProblemProtocol,
            log_config=None,
            # Musnad logs requests itself, with their ids, where that is wanted.
            access_log=False,
            proxy_headers=bool(settings.trusted_proxies),
            forwarded_allow_ips=settings.trusted_proxies,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_worker_healthcheck=WORKER_SECONDS,
        )


def require_port(host: str, port: int) -> None:
    """Raises BadAddress where nobody could listen: better now than after the migrations."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise BadAddress(host, port, error.strerror or str(error)) from None


@contextmanager
def counting_together(workers: int) -> Iterator[None]:
    """Where several processes leave what they count, so that each can tell the sum."""
    if workers == 1:
        yield
        return
    with TemporaryDirectory(prefix="musnad-metrics-") as folder:
        # Prometheus's client looks for the name when it is imported, in the workers.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def prepare(*, seed: bool) -> None:
    """Migrates, and ingests the seed where that is wanted and the database is empty."""
    database = Database(get_settings().url)
    upgrade(database)
    if seed:
        ingest_seed(database)
    database.close()


def announce(address: str) -> None:
    """Prints where to look, and what there is to be found."""
    database = Database(get_settings().url)
    found = count_rows(database)
    database.close()
    say(f"API   {address}/v1/quotes")
    say(f"Docs  {address}/docs")
    say(
        f"Found {count(found.quotes, 'quote')} by {count(found.speakers, 'speaker')} and "
        f"{count(found.events, 'event')} in {count(found.articles, 'article')}"
    )


def _spell(host: str) -> str:
    """The host as a browser on this machine would write it."""
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104  # only read here
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
