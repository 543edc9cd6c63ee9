"""All commands, put together."""

from typing import Annotated

import typer

from app import __version__
from app.cli.analysing import analyze_file
from app.cli.editing import list_all, list_pairs, merge_two, show, split_off
from app.cli.explaining import explain_file
from app.cli.exporting import export_rows
from app.cli.holding import allow, create, delete, list_of_keys, revoke
from app.cli.ingesting import ingest_files
from app.cli.rereading import reanalyse_all
from app.cli.serving import serve
from app.cli.speech import FriendlyGroup, say
from app.cli.upkeep import backup, doctor, reindex, restore_backup, upgrade_database
from app.cli.watching import watch

cli = typer.Typer(
    cls=FriendlyGroup,
    name="musnad",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    rich_markup_mode="rich",
    help="Who said what, when, through whom, and where it stands in the text: quotes and dates of Arabic news.",
    epilog="Example: musnad serve",
)
keys = typer.Typer(
    no_args_is_help=True,
    help="Keys to the writing side of the API. Without any, writing is off.",
    epilog="Example: musnad keys create newsroom --scope ingest",
)
articles = typer.Typer(
    no_args_is_help=True, help="What is stored, and what is deleted.", epilog="Example: musnad articles delete 12"
)
database = typer.Typer(no_args_is_help=True, help="The database itself.", epilog="Example: musnad db upgrade")
speakers = typer.Typer(
    no_args_is_help=True,
    help="Who speaks, and which names are one speaker's. What is decided here outlives every later ingestion.",
    epilog="Example: musnad speakers list",
)

cli.command("serve", epilog="Example: musnad serve --host 0.0.0.0 --port 8000 --workers 2")(serve)
cli.command("ingest", epilog="Example: musnad ingest archive.zip page.html --map text=content --map published_at=day")(
    ingest_files
)
cli.command("watch", epilog="Example: musnad watch --once")(watch)
cli.command("analyze", epilog="Example: musnad analyze articles.jsonl -o found.jsonl")(analyze_file)
cli.command("explain", epilog="Example: musnad explain article.txt --published-at 2025-07-31")(explain_file)
cli.command("export", epilog="Example: musnad export quotes csv kind=direct said_from=2025-01-01 -o quotes.csv")(
    export_rows
)
cli.command("reanalyse", epilog="Example: musnad reanalyse")(reanalyse_all)
cli.command("backup", epilog="Example: musnad backup musnad-2025-07-31.db")(backup)
cli.command("restore", epilog="Example: musnad restore musnad-2025-07-31.db")(restore_backup)
cli.command("doctor", epilog="Example: musnad doctor")(doctor)
cli.command("reindex", epilog="Example: musnad reindex")(reindex)
database.command("upgrade", epilog="Example: musnad db upgrade")(upgrade_database)
cli.add_typer(database, name="db")
speakers.command("list", epilog="Example: musnad speakers list وزير الزراعة")(list_all)
speakers.command("show", epilog="Example: musnad speakers show 12")(show)
speakers.command("alike", epilog="Example: musnad speakers alike --limit 50")(list_pairs)
speakers.command("merge", epilog="Example: musnad speakers merge 12 40")(merge_two)
speakers.command("split", epilog="Example: musnad speakers split 12 'الخطيب' --name 'سلمى الخطيب'")(split_off)
cli.add_typer(speakers, name="speakers")
keys.command("create", epilog="Example: musnad keys create newsroom --scope ingest --scope correct")(create)
keys.command("list", epilog="Example: musnad keys list")(list_of_keys)
keys.command("revoke", epilog="Example: musnad keys revoke newsroom")(revoke)
cli.add_typer(keys, name="keys")
articles.command("delete", epilog="Example: musnad articles delete 12")(delete)
articles.command("allow", epilog="Example: musnad articles allow 12")(allow)
cli.add_typer(articles, name="articles")


def _show_version(wanted: bool) -> None:
    if wanted:
        say(f"musnad {__version__}")
        raise typer.Exit


@cli.callback()
def configure(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Who said what, when, through whom, and where it stands in the text: quotes and dates of Arabic news."""
