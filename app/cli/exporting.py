"""`musnad export`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from app.cli.opening import open_existing
from app.cli.output import open_output
from app.config import get_settings
from app.exports.asking import Asked, read_id, read_selection
from app.exports.catalog import ARTICLE, ARTICLES, LISTS
from app.store.links import HERE, Site
from app.store.schema import require_migrated

# Where `musnad serve` is reached when nobody says otherwise.
_HERE = "http://127.0.0.1:8000"
_KINDS = list(dict.fromkeys([*(kind for kind, _ in LISTS), ARTICLE]))


def export_rows(
    kind: Annotated[str, typer.Argument(help=f"What: {', '.join(_KINDS)}.", metavar="KIND")],
    form: Annotated[
        str,
        typer.Argument(
            help="csv or jsonl; atom for quotes and articles, ics for events, json for the timeline (TimelineJS); "
            f"{', '.join(ARTICLES)} for an article.",
            metavar="FORMAT",
        ),
    ],
    filters: Annotated[
        list[str] | None,
        typer.Argument(
            help="The API's filters, as kind=direct said_from=2025-01-01; also sort and limit; id for an article.",
            metavar="NAME=VALUE",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the result goes; standard output if not given.")
    ] = None,
) -> None:
    """Write a list, or one article with all that was found in it, as a file that other programs open."""
    site = Site(get_settings().public_url or _HERE)
    HERE.set(site.address)
    asked = [_split(one) for one in filters or ()]
    write = _find(kind, form, asked, site)
    database = open_existing()
    require_migrated(database)
    with database.read_long() as (connection, _), open_output(output) as sink:
        for piece in write(connection):
            sink.write(piece)
    database.close()


def _split(one: str) -> tuple[str, str]:
    name, equals, value = one.partition("=")
    if not equals:
        raise typer.BadParameter(f"{one!r} is not NAME=VALUE", param_hint="filters")
    return name, value


def _find(kind: str, form: str, asked: Asked, site: Site) -> Callable[[Connection], Iterator[bytes]]:
    """What writes it. Raises QueryError for filters that aren't there."""
    if kind == ARTICLE and form in ARTICLES:
        article_id = read_id(asked)
        return lambda connection: iter([ARTICLES[form].write(connection, article_id, site)])
    if (kind, form) in LISTS:
        export = LISTS[kind, form]
        selection = read_selection(export, asked)
        return lambda connection: export.write(connection, export.subject, selection, site)
    if kind not in _KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(_KINDS)}", param_hint="KIND")
    forms = ARTICLES if kind == ARTICLE else [form for of, form in LISTS if of == kind]
    raise typer.BadParameter(f"{form!r} is none of {', '.join(forms)}", param_hint="FORMAT")
