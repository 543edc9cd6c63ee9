"""`musnad ingest`."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from app.cli.speech import complain, count, say
from app.config import get_settings
from app.pipeline import Failure, Outcome, ingest_paths
from app.records import LONGEST_SOURCE, LONGEST_URL
from app.store.db import Database
from app.store.schema import upgrade


def ingest_files(
    paths: Annotated[list[Path], typer.Argument(help="Plain texts in UTF-8.", metavar="PATH…")],
    source: Annotated[str | None, typer.Option(help="The outlet, where the text does not say it right.")] = None,
    published_at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of publication; wins over what the text says.", metavar="DATE"),
    ] = None,
    url: Annotated[str | None, typer.Option(help="Address of the article (one file only).")] = None,
) -> None:
    """Read articles, find quotes and dates in them, and store all that; what is there already stays."""
    _check_url(url, paths)
    _check_source(source)
    database = Database(get_settings().url)
    upgrade(database)
    day = published_at.date() if published_at else None
    tally: Counter[str] = Counter()
    for path, result in ingest_paths(database, paths, source=source, published_at=day, url=url):
        tally["failed" if isinstance(result, Failure) else result.status] += 1
        _report(path, result)
    database.close()
    say(", ".join(f"{number} {status}" for status, number in tally.items()))
    if tally["failed"]:
        raise typer.Exit(1)


def _check_url(url: str | None, paths: list[Path]) -> None:
    if url is None:
        return
    if len(paths) > 1:
        raise typer.BadParameter("one address can't be that of several files", param_hint="--url")
    if not url.startswith(("http://", "https://")):
        raise typer.BadParameter("an address starts with http:// or https://", param_hint="--url")
    if not _has_host(url) or any(map(str.isspace, url)):
        raise typer.BadParameter("an address names a host and has no white space", param_hint="--url")
    if len(url.encode()) > LONGEST_URL:
        raise typer.BadParameter(f"an address has at most {LONGEST_URL} bytes", param_hint="--url")


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _check_source(source: str | None) -> None:
    if source is not None and not 0 < len(source.strip()) <= LONGEST_SOURCE:
        raise typer.BadParameter(f"an outlet's name has 1 to {LONGEST_SOURCE} characters", param_hint="--source")


def _report(path: Path, result: Outcome | Failure) -> None:
    if isinstance(result, Failure):
        complain(str(result.error))
        return
    line = f"{result.status:<9} article {result.article_id}  {path.name}"
    if result.counts is not None:
        found = result.counts
        line += (
            f": {count(found.quotes, 'quote')} by {count(found.speakers, 'speaker')}, {count(found.events, 'event')}"
        )
    say(line)
