"""Facets: how many rows of a list the filters leave for each speaker, kind, relay, outlet and month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    String,
    Table,
    cast,
    func,
    literal_column,
    select,
    union_all,
)

from app.store.history_models import WITHDRAWN_QUOTE
from app.store.models import ARTICLE, QUOTE, SOURCE, SPEAKER
from app.store.shapes import Listing, Shape, clauses, read_filters
from app.store.statements import Statement

# More values than anyone looks through; the rarest go.
MOST_VALUES = 50


class Facet(StrEnum):
    """What rows can be counted by."""

    speaker = "speaker"
    kind = "kind"
    via = "via"
    source = "source"
    month = "month"


@dataclass(frozen=True, eq=False)
class _Grouping:
    """What is counted apart: the column that tells it, and what it is called.

    That is the key itself, else its name in another table, else the least of what rows call it. Some are filtered by
    that. What is `of_quotes` an article has from each quote in it.
    """

    column: str
    label: str = ""
    names: Table | None = None
    by_label: bool = False
    of_quotes: bool = False

    def read_key(self, key: str) -> int | str:
        """The key out of its text."""
        return int(key) if self.column in {"speaker_id", "source_id"} else key


def _of_quotes(*, label: str = "", names: Table | None = SPEAKER, of_quotes: bool = False) -> dict[Facet, _Grouping]:
    return {
        Facet.speaker: _Grouping("speaker_id", label, names, of_quotes=of_quotes),
        Facet.kind: _Grouping("kind", of_quotes=of_quotes),
        Facet.via: _Grouping("via_key", "via", by_label=True, of_quotes=of_quotes),
    }


def _of_rows(day: str) -> dict[Facet, _Grouping]:
    return {Facet.source: _Grouping("source_id", names=SOURCE, by_label=True), Facet.month: _Grouping(day)}


_GROUPINGS: Mapping[FromClause, Mapping[Facet, _Grouping]] = {
    QUOTE: _of_quotes() | _of_rows("said_on"),
    WITHDRAWN_QUOTE: _of_quotes(label="speaker_name", names=None) | _of_rows("said_on"),
    ARTICLE: _of_quotes(of_quotes=True) | _of_rows("published_at"),
}


def count_facets(
    connection: Connection, listing: Listing, filters: Any, facets: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """For each facet its values, what they are called, and how many rows of the list have them, the most first."""
    shapes, params = read_filters(listing, filters)
    # Asked for in whatever order, they are one statement.
    names = tuple(sorted(facets))
    rows = _statement(listing, Shape(shapes), names).run(connection, params)
    groupings = [_GROUPINGS[listing.base][Facet(name)] for name in names]
    found: list[list[tuple[int, int | str, str]]] = [[] for _ in names]
    for place, key, label, count in rows:
        found[place].append((-count, groupings[place].read_key(key), label))
    counted = {
        name: [
            {"value": label if grouping.by_label else key, "label": label, "count": -fewer}
            for fewer, key, label in sorted(values)
        ]
        for name, grouping, values in zip(names, groupings, found, strict=True)
    }
    return {facet: counted[facet] for facet in facets}


@lru_cache(maxsize=1024)
def _statement(listing: Listing, shape: Shape, facets: tuple[str, ...]) -> Statement:
    return Statement(lambda _: _select_facets(listing, shape, facets))


def _select_facets(listing: Listing, shape: Shape, facets: tuple[str, ...]) -> Select[Any]:
    groupings = [_GROUPINGS[listing.base][Facet(facet)] for facet in facets]
    rows = _narrow(listing, shape, groupings)
    return select(union_all(*(_count(rows, each, place) for place, each in enumerate(groupings))).subquery())


def _narrow(listing: Listing, shape: Shape, groupings: Sequence[_Grouping]) -> FromClause:
    """What is counted of the rows that the filters leave: to find them takes longest, and is done once for all facets.

    Without filters that is the table itself, whose indexes tell most.
    """
    base = listing.base
    if not shape.filters:
        return base
    names = {name for each in groupings if not each.of_quotes for name in (each.column, each.label) if name}
    return select(base.c.id, *(base.c[name] for name in sorted(names))).where(*clauses(listing, shape)).cte("hit")


def _count(rows: FromClause, grouping: _Grouping, place: int) -> Select[Any]:
    """The most frequent keys of one facet, as texts behind its place, with what they are called."""
    start, source, count = rows, rows, func.count()
    if grouping.of_quotes:
        # An article counts once, however many of its quotes share the key.
        start, source = rows.join(QUOTE, QUOTE.c.article_id == _outer(rows)), QUOTE
        count = func.count(rows.c.id.distinct())
    key = _key_of(source, grouping)
    # Asked of each quote, SQLite would look through all of them for those that have a key.
    wanted, told = ((), (func.count(key) > 0,)) if grouping.of_quotes else ((key.is_not(None),), ())
    label = func.min(source.c[grouping.label]) if grouping.label else key
    groups = (
        select(key.label("key"), label.label("label"), count.label("count"))
        .select_from(start)
        .where(*wanted)
        .group_by(key)
        .having(*told)
        .order_by(count.desc(), key)
        .limit(literal_column(str(MOST_VALUES)))
        .subquery()
    )
    names = grouping.names
    called = groups.c.label if names is None else names.c.name
    found = groups if names is None else groups.join(names, names.c.id == groups.c.key)
    number = literal_column(str(place), Integer()).label("place")
    return select(number, cast(groups.c.key, String), cast(called, String), groups.c["count"]).select_from(found)


def _outer(rows: FromClause) -> ColumnElement[int]:
    """The rows' id as SQLite can't look it up: it would go through all quotes there are, to find which are in hits."""
    return literal_column("+hit.id", Integer()) if isinstance(rows, CTE) else rows.c.id


def _key_of(source: FromClause, grouping: _Grouping) -> ColumnElement[Any]:
    column = source.c[grouping.column]
    if grouping.column not in {"said_on", "published_at"}:
        return column
    return func.substr(cast(column, String(10)), literal_column("1"), literal_column("7"))
