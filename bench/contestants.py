"""What the API is measured beside: a constant answer, the tutorial's way, and Datasette."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from fastapi import FastAPI
from pydantic import BaseModel
from sqlmodel import Session, col, create_engine, select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.api.v1.shapes import ArticleShort, SpeakerShort
from app.records import QuoteBase
from app.store.db import Database
from app.store.models import Article, Quote, Source, Speaker

_SIZE, _DATABASE = "MUSNAD_BENCH_SIZE", "MUSNAD_BENCH_DATABASE"
_UVICORN = (sys.executable, "-m", "uvicorn", "--log-level", "warning", "--no-access-log", "--factory")


def create_constant() -> Starlette:
    """Bare Starlette with one answer of a given size: what the server alone can do."""
    body = b'"' + b"x" * (int(os.environ[_SIZE]) - 2) + b'"'

    async def answer(_: Request) -> Response:
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/", answer)])


class QuoteItem(QuoteBase):
    """A quote with its speaker and article."""

    id: int
    position: int
    speaker: SpeakerShort
    article: ArticleShort


class QuoteItems(BaseModel):
    """What the tutorial's route answers."""

    items: list[QuoteItem]


def create_tutorial() -> FastAPI:
    """As tutorials have it: a sync route, an ORM session, related rows fetched as they are met, `response_model`."""
    app = FastAPI()
    engine = create_engine(os.environ[_DATABASE], connect_args={"check_same_thread": False})

    @app.get("/quotes", response_model=QuoteItems)
    def list_quotes(speaker: int, limit: int = 20) -> dict[str, Any]:
        with Session(engine) as session:
            wanted = select(Quote).where(Quote.speaker_id == speaker)
            latest = wanted.order_by(col(Quote.sort_day).desc(), col(Quote.id).desc()).limit(limit)
            return {"items": [_tell(session, quote) for quote in session.exec(latest)]}

    return app


def _tell(session: Session, quote: Quote) -> dict[str, Any]:
    article = session.get_one(Article, quote.article_id)
    source = session.get_one(Source, article.source_id)
    speaker = session.get_one(Speaker, quote.speaker_id)
    return quote.model_dump(exclude={"segments"}) | {
        "segments": quote.segments,
        "speaker": speaker.model_dump(),
        "article": article.model_dump() | {"source": source.name},
    }


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def run_constant(port: int, size: int) -> Iterator[None]:
    """The constant answer of that many bytes at `/`."""
    with _run([*_UVICORN, f"--port={port}", "bench.contestants:create_constant"], port, "/", {_SIZE: str(size)}):
        yield


@contextmanager
def run_tutorial(port: int, database: Database) -> Iterator[None]:
    """The tutorial's way at `/quotes?speaker=`."""
    command = [*_UVICORN, f"--port={port}", "bench.contestants:create_tutorial"]
    with _run(command, port, "/openapi.json", {_DATABASE: str(database.url)}):
        yield


@contextmanager
def run_musnad(port: int, database: Database, *, workers: int = 1, **settings: str) -> Iterator[None]:
    """Musnad as it is shipped, with these settings."""
    environment = {f"MUSNAD_{name.upper()}": value for name, value in settings.items()}
    environment |= {"MUSNAD_DATABASE_URL": str(database.url), "MUSNAD_LOG_LEVEL": "warning"}
    with _run(
        [sys.executable, "-m", "app.cli", "serve", f"--port={port}", f"--workers={workers}"],
        port,
        "/readyz",
        environment,
    ):
        yield


@contextmanager
def run_datasette(port: int, database: Database, sql: str, folder: Path) -> Iterator[None]:
    """Datasette with the same question as a canned query at `/quotes/speaker.json?speaker=`.

    It is installed into an environment of its own in that folder: nobody who uses Musnad needs it.
    """
    python = folder / "datasette" / "bin" / "python"
    if not python.is_file():
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "datasette>=0.65,<1"], check=True)
    told = {"databases": {"quotes": {"queries": {"speaker": {"sql": sql}}}}}
    metadata = folder / "datasette.json"
    metadata.write_text(json.dumps(told), encoding="utf-8")
    link = folder / "quotes.db"
    link.unlink(missing_ok=True)
    link.symlink_to(str(database.url.database))
    command = [str(python), "-m", "datasette", "serve", str(link), f"--port={port}", f"--metadata={metadata}"]
    with _run(command, port, "/-/versions.json", {}):
        yield


@contextmanager
def _run(command: list[str], port: int, path: str, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + 60
    while monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            sleep(0.1)
    raise RuntimeError(f"nothing answers at {address}")
