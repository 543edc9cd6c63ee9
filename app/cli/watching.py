"""`musnad watch`."""

from typing import Annotated

import typer

from app.cli.cores import give_way
from app.cli.ingesting import Report
from app.cli.speech import count, err, say
from app.cli.stopping import Stop, listen
from app.config import get_settings
from app.errors import MusnadError
from app.ingest.web import make_web
from app.pipeline.gathering import Gatherer
from app.store.db import Database
from app.store.schema import upgrade


def watch(
    once: Annotated[bool, typer.Option("--once", help="Go through all feeds once, and end.")] = False,
) -> None:
    """Poll the feeds and sitemaps of MUSNAD_FEEDS until stopped, and ingest what is new."""
    settings = get_settings()
    if not settings.feeds:
        raise NoFeeds
    database = Database(settings.url)
    upgrade(database)
    give_way()
    with listen() as stop:
        gatherer = Gatherer(database, make_web(settings, sleep=stop.wait), is_stopping=stop)
        say(f"watching {count(len(settings.feeds), 'feed')}")
        while not stop():
            report = _go_round(gatherer, settings.feeds, stop)
            if once:
                break
            stop.wait(settings.watch_seconds)
    database.close()
    if once and report.has_failed:
        raise typer.Exit(1)
    if stop():
        err.print("stopped")


class NoFeeds(MusnadError):
    """There is nothing to watch."""

    def __init__(self) -> None:
        super().__init__('no feeds to watch: set MUSNAD_FEEDS, like ["https://news.example/rss"]')


def _go_round(gatherer: Gatherer, feeds: list[str], stop: Stop) -> Report:
    """One round: a feed that can't be read does not keep the others from being read."""
    report = Report()
    for address in feeds:
        if stop():
            break
        for result in gatherer.gather(address):
            report.take(result)
    report.conclude(is_dry=False)
    return report
