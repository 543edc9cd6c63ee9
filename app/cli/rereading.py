"""`musnad reanalyse`."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Annotated

import typer
from rich.progress import track

from app.cli.cores import count_cores, give_way
from app.cli.opening import open_existing
from app.cli.speech import complain, count, err, say
from app.cli.stopping import STOPPED, listen
from app.pipeline.apart import collect_seldom
from app.pipeline.reanalysis import Reread, reanalyse
from app.store.doctor import count_rows
from app.store.schema import upgrade


def reanalyse_all(
    processes: Annotated[
        int | None, typer.Option(help="Processes that analyse; all cores if not given.", min=1, max=256)
    ] = None,
) -> None:
    """Read everything that is stored again by the present rules, and print what changes."""
    database = open_existing()
    upgrade(database)
    give_way()
    collect_seldom()
    total = count_rows(database).articles
    report = Report()
    with listen() as stop:
        again = reanalyse(database, processes=processes or count_cores(), is_stopping=stop)
        for reread in track(again, "articles", total=total, console=err, disable=not err.is_terminal):
            report.take(reread)
    database.close()
    report.conclude()
    if stop.is_asked:
        err.print("stopped: the same command begins anew, what is done changes nothing then")
        raise typer.Exit(STOPPED)
    if report.failed:
        raise typer.Exit(1)


_SUMMED = ("quotes_added", "quotes_withdrawn", "events_added", "events_withdrawn")


@dataclass
class Report:
    """What became of everything so far."""

    read: int = 0
    changed: int = 0
    failed: int = 0
    sums: Counter[str] = field(default_factory=Counter)

    def take(self, reread: Reread) -> None:
        """Counts one, and tells of it where something changed."""
        self.read += 1
        if reread.failure:
            self.failed += 1
            complain(f"article {reread.article_id}: {reread.failure}")
        if reread.changes.is_any:
            self.changed += 1
            _report(reread)
        for name in _SUMMED:
            self.sums[name] += len(getattr(reread.changes, name))

    def conclude(self) -> None:
        """The summary."""
        told = ", ".join(f"{self.sums[name]:,} {name.replace('_', ' ')}" for name in _SUMMED)
        failed = f", {self.failed:,} failed and left as they were" if self.failed else ""
        say(f"{count(self.read, 'article')} read again, {self.changed:,} changed: {told}{failed}")


def _report(reread: Reread) -> None:
    parts = ", ".join(f"{len(ids)} {name.replace('_', ' ')}" for name, ids in vars(reread.changes).items() if ids)
    say(f"article {reread.article_id}  {reread.title}: {parts}")
