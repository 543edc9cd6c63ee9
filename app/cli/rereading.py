"""`musnad reanalyse`."""

from typing import Annotated

import typer
from rich.progress import track

from app.cli.cores import count_cores, give_way
from app.cli.opening import open_existing
from app.cli.speech import count, err, say
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
    total = count_rows(database).articles
    changed, sums = 0, dict.fromkeys(("quotes_added", "quotes_withdrawn", "events_added", "events_withdrawn"), 0)
    again = reanalyse(database, processes=processes or count_cores())
    for reread in track(again, "articles", total=total, console=err, disable=not err.is_terminal):
        if reread.changes.is_any:
            changed += 1
            _report(reread)
        for name in sums:
            sums[name] += len(getattr(reread.changes, name))
    database.close()
    told = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in sums.items())
    say(f"{count(total, 'article')} read again, {changed:,} changed: {told}")


def _report(reread: Reread) -> None:
    parts = ", ".join(f"{len(ids)} {name.replace('_', ' ')}" for name, ids in vars(reread.changes).items() if ids)
    say(f"article {reread.article_id}  {reread.title}: {parts}")
