"""`musnad ingest`."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from app.cli.cores import count_cores, give_way
from app.cli.speech import complain, count, err, say
from app.cli.stopping import STOPPED, listen
from app.config import get_settings
from app.ingest.archives import list_entries, measure
from app.ingest.fielded import Reading, parse_mapping
from app.ingest.web import make_web
from app.pipeline import Outcome, Plan, Refused, Result, ingest_entries
from app.pipeline.apart import collect_seldom
from app.pipeline.gathering import Gatherer
from app.records import LONGEST_SOURCE, LONGEST_URL
from app.store.db import Database
from app.store.schema import require_migrated, upgrade

# What is refused in an archive is counted by its reason; so many are named one by one.
_MOST_NAMED = 20


def ingest_files(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Plain texts, web pages, JSON Lines, JSON, CSV, zips of these, folders, - for standard input; "
            "addresses of pages, feeds and sitemaps.",
            metavar="PATH…",
        ),
    ],
    source: Annotated[str | None, typer.Option(help="The outlet, where the text does not say it right.")] = None,
    published_at: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day of publication; wins over what the text says.", metavar="DATE"),
    ] = None,
    url: Annotated[str | None, typer.Option(help="Address of the article (one file only).")] = None,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help="A field of the records that has another name, like text=content.", metavar="OURS=THEIRS"
        ),
    ] = None,
    processes: Annotated[
        int | None, typer.Option(help="Processes that read and analyse; all cores if not given.", min=1, max=256)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would become of it, and store nothing.")] = False,
) -> None:
    """Read articles, find quotes and dates in them, and store all that; what is there already stays."""
    addresses = [name for name in sources if name.startswith(("http://", "https://"))]
    paths = [Path(name) for name in sources if name not in addresses]
    _check_url(url, sources)
    _check_source(source)
    reading = Reading(_read_mapping(fields or []), source, published_at.date() if published_at else None, url)
    plan = Plan(reading, get_settings().url, processes or count_cores(), is_dry=dry_run)
    database = _open(plan)
    report = Report()
    give_way()
    collect_seldom()
    with listen() as stop, _progress(paths) as show:
        gatherer = Gatherer(
            database, make_web(get_settings(), sleep=stop.wait), source=source, is_dry=dry_run, is_stopping=stop
        )
        gathered = chain.from_iterable(map(gatherer.gather, addresses))
        for result in chain(ingest_entries(database, list_entries(paths), plan, is_stopping=stop), gathered):
            report.take(result)
            show(report, result)
    database.close()
    report.conclude(is_dry=dry_run)
    if stop.is_asked:
        err.print("stopped: the same command goes on from here, what is stored is passed over")
        raise typer.Exit(STOPPED)
    if report.has_failed:
        raise typer.Exit(1)


@dataclass
class Report:
    """What became of everything so far."""

    began: float = field(default_factory=time.monotonic)
    tally: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    has_broken: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether a file could not be read, or nothing in all of them."""
        return self.has_broken or 0 < self.tally["refused"] == self.tally.total()

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.tally.total() / max(0.001, time.monotonic() - self.began)

    def take(self, result: Result) -> None:
        """Counts one, and tells of it where it is a file of its own."""
        if isinstance(result.what, Refused):
            self.tally["refused"] += 1
            self.reasons[result.what.reason] += 1
            self.has_broken = self.has_broken or not result.is_record
            if not result.is_record or self.tally["refused"] <= _MOST_NAMED:
                complain(f"{result.name}: {result.what.reason}")
            return
        self.tally[result.what.status] += 1
        if not result.is_record:
            say(_describe(result.name, result.what))

    def conclude(self, *, is_dry: bool) -> None:
        """The summary."""
        line = ", ".join(f"{number:,} {status}" for status, number in self.tally.items()) or "nothing to read"
        took = time.monotonic() - self.began
        say(("would be: " if is_dry else "") + line)
        if self.tally.total() > 1:
            say(f"{count(self.tally.total(), 'article')} in {took:,.1f} seconds, {self.rate:,.0f} a second")
        if self.tally["refused"] > _MOST_NAMED:
            for reason, number in self.reasons.most_common():
                say(f"{number:>9,} refused: {reason}")


def _describe(name: str, outcome: Outcome) -> str:
    line = f"{outcome.status:<9} article {outcome.article_id or '-'}  {Path(name).name}"
    if outcome.counts is None:
        return line
    found = outcome.counts
    return (
        f"{line}: {count(found.quotes, 'quote')} by {count(found.speakers, 'speaker')}, {count(found.events, 'event')}"
    )


def _open(plan: Plan) -> Database:
    """The database, migrated; a dry run makes none and changes none."""
    database = Database(plan.url)
    if not plan.is_dry:
        upgrade(database)
    elif database.exists():
        require_migrated(database)
    return database


class _Bar:
    """The progress bar, brought in step with each result."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar, self._task = bar, task

    def __call__(self, report: Report, result: Result) -> None:
        """Shows how far it has come."""
        counted = f"{report.tally.total():,} articles, {report.rate:,.0f} a second"
        self._bar.update(self._task, advance=result.size, counted=counted)


@contextmanager
def _progress(paths: list[Path]) -> Iterator[_Bar]:
    columns = (BarColumn(), TextColumn("{task.fields[counted]}"), TimeRemainingColumn())
    with Progress(*columns, console=err, disable=not err.is_terminal) as bar:
        total = measure(paths) if err.is_terminal and paths else None
        yield _Bar(bar, bar.add_task("", total=total, counted=""))


def _read_mapping(pairs: list[str]) -> dict[str, str]:
    try:
        return parse_mapping(pairs)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from error


def _check_url(url: str | None, sources: list[str]) -> None:
    if url is None:
        return
    if len(sources) > 1 or sources[0].startswith(("http://", "https://")):
        raise typer.BadParameter("an address can be given for one file only", param_hint="--url")
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
