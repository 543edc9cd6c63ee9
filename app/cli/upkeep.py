"""`musnad doctor`, `musnad reindex` and `musnad db …`: what an operator runs."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.opening import open_existing
from app.cli.speech import count, say
from app.config import get_settings
from app.store.backup import back_up, restore
from app.store.db import Database
from app.store.doctor import count_rows, examine
from app.store.regrouping import regroup
from app.store.schema import revision, upgrade
from app.store.search.upkeep import rebuild


def doctor() -> None:
    """Check the whole database against the laws of the data; exit status 1 if anything is broken."""
    database = open_existing()
    broken = 0
    for problem in examine(database):
        broken += 1
        say(f"{problem.where}: {problem.what}")
    looked_at = count_rows(database)
    database.close()
    say(
        f"{count(looked_at.articles, 'article')}, {count(looked_at.quotes, 'quote')}, "
        f"{count(looked_at.events, 'event')}, {count(looked_at.speakers, 'speaker')}: "
        f"{count(broken, 'problem') if broken else 'nothing found'}"
    )
    if broken:
        raise typer.Exit(1)


def backup(file: Annotated[Path, typer.Argument(help="Where the copy goes; nothing is overwritten.")]) -> None:
    """Copy the database as it is at one moment, while others read and write."""
    database = open_existing()
    back_up(database, file)
    database.close()
    say(f"copied to {file}")


def restore_backup(file: Annotated[Path, typer.Argument(help="What `musnad backup` has made.")]) -> None:
    """Examine a copy and put it in the database's place, while nobody uses that; the former one is kept beside it."""
    database = Database(get_settings().url)
    former = restore(database, file)
    database.close()
    say(f"restored from {file}" + (f"; what was there before is {former}" if former else ""))


def reindex() -> None:
    """Make the index of the search anew, from what is stored; others read and write meanwhile."""
    database = open_existing()
    say(f"{count(rebuild(database), 'row')} indexed")
    database.close()


def upgrade_database() -> None:
    """Bring the database's schema to the newest revision; makes the database where there is none."""
    database = Database(get_settings().url)
    upgrade(database)
    regroup(database)
    say(f"the database is at revision {revision(database)}")
    database.close()
