"""`musnad speakers …`: who is there, and what an editor decides of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from app.cli.opening import open_existing
from app.cli.speech import count, say
from app.store.alike import list_alike
from app.store.db import Database
from app.store.decisions import list_verdicts
from app.store.editing import Edited, merge, split
from app.store.schema import upgrade
from app.store.speakers import SpeakerFilter, count_speakers, get_speaker, list_speakers

Speaker = Annotated[int, typer.Argument(help="Id of the speaker.", metavar="SPEAKER")]


def list_all(
    words: Annotated[list[str] | None, typer.Argument(help="Words of a name, role or affiliation.")] = None,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=10_000)] = 20,
) -> None:
    """List speakers with their ids, who says most first; with words, those in whose names or roles all of them are."""
    filters = SpeakerFilter(q=" ".join(words or ()) or None)
    with _open_database() as database, database.read() as connection:
        rows, total = list_speakers(connection, filters, limit=limit), count_speakers(connection, filters)
    for row in rows:
        role = f"، {row['role']}" if row["role"] else ""
        say(f"{row['id']:>6}  {row['kind']:<12}  {row['quote_count']:>6,}  {row['name']}{role}")
    say(f"{len(rows):,} of {count(total, 'speaker')}")


def list_pairs(limit: Annotated[int, typer.Option(help="How many pairs at most.", min=1, max=10_000)] = 20) -> None:
    """List people who may be one: names that differ by middle names, those of one office first. `merge` decides."""
    with _open_database() as database, database.read() as connection:
        pairs = list_alike(connection, limit=limit)
    for pair in pairs:
        for person in (pair.one, pair.other):
            role = f"، {person.role}" if person.role else ""
            say(f"{person.id:>6}  {person.quote_count:>6,}  {person.name}{role}")
        say("        one office\n" if pair.one_office else "")
    say(count(len(pairs), "pair"))


def show(speaker: Speaker) -> None:
    """Show one speaker with all other names, and what editors have decided."""
    with _open_database() as database, database.read() as connection:
        row = get_speaker(connection, speaker)
        verdicts = list_verdicts(connection, speaker)
    for name in ("id", "name", "kind", "role", "affiliation", "quote_count", "first_said", "last_said"):
        if row[name] is not None:
            say(f"{name:<12}  {row[name]}")
    for alias in row["aliases"]:
        say(f"{'also':<12}  {alias}")
    for verdict in verdicts:
        form = f" where it says {verdict.form}" if verdict.form else ""
        place = f" in article {verdict.article_id}" if verdict.article_id else ""
        say(f"{verdict.decided_at:%Y-%m-%d}    {verdict.name}{form}{place} {verdict.verdict} {verdict.into_name}")


def merge_two(
    into: Annotated[int, typer.Argument(help="Id of the speaker that stays.", metavar="SPEAKER")],
    other: Annotated[int, typer.Argument(help="Id of the one that is folded into it.", metavar="OTHER")],
) -> None:
    """Fold the second speaker into the first, for good: later articles that name the second mean the first."""
    with _open_database() as database, database.write() as session:
        edited = merge(session, into, other)
    _report(edited)


def split_off(
    speaker: Speaker,
    alias: Annotated[str, typer.Argument(help="One of the speaker's other names.", metavar="ALIAS")],
    name: Annotated[str | None, typer.Option(help="What the new speaker is called; the alias if not given.")] = None,
) -> None:
    """Make one of a speaker's other names a speaker of its own, for good, with the quotes that bear that name."""
    with _open_database() as database, database.write() as session:
        edited = split(session, speaker, alias, name=name)
    _report(edited)


@contextmanager
def _open_database() -> Iterator[Database]:
    database = open_existing()
    upgrade(database)
    yield database
    database.close()


def _report(edited: Edited) -> None:
    who = f"speaker {edited.speaker_id}, {edited.name}" if edited.speaker_id else f"{edited.name}, once they are met"
    say(f"{count(edited.quotes, 'quote')} and {count(edited.mentions, 'mention')} now belong to {who}")
