"""Facets: how many rows of a list the filters leave for each speaker, kind, relay, outlet and month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, String, cast, func, literal_column, select

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


@dataclass(frozen=True)
class _Grouping:
    """What is counted apart: the value to filter by, how it is shown, and what the list is joined with for it."""

    value: ColumnElement[Any]
    label: ColumnElement[Any]
    joined: FromClause
    key: ColumnElement[Any] | None = None


def _month(day: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.substr(cast(day, String(10)), literal_column("1"), literal_column("7"))


def _of_withdrawn_quotes() -> dict[str, _Grouping]:
    gone = WITHDRAWN_QUOTE.c
    outlet = WITHDRAWN_QUOTE.join(SOURCE, SOURCE.c.id == gone.source_id)
    return {
        Facet.speaker: _Grouping(gone.speaker_id, func.min(gone.speaker_name), WITHDRAWN_QUOTE),
        Facet.kind: _Grouping(gone.kind, func.min(cast(gone.kind, String)), WITHDRAWN_QUOTE),
        Facet.via: _Grouping(func.min(gone.via), func.min(gone.via), WITHDRAWN_QUOTE, gone.via_key),
        Facet.source: _Grouping(func.min(SOURCE.c.name), func.min(SOURCE.c.name), outlet, SOURCE.c.id),
        Facet.month: _Grouping(_month(gone.said_on), _month(gone.said_on), WITHDRAWN_QUOTE),
    }


def _of_quotes(base: FromClause, day: ColumnElement[Any], source_id: ColumnElement[Any]) -> dict[str, _Grouping]:
    joined = base if base is QUOTE else base.join(QUOTE, QUOTE.c.article_id == ARTICLE.c.id)
    quote = QUOTE.c
    outlet = base.join(SOURCE, SOURCE.c.id == source_id)
    speakers = joined.join(SPEAKER, SPEAKER.c.id == quote.speaker_id)
    return {
        Facet.speaker: _Grouping(SPEAKER.c.id, func.min(SPEAKER.c.name), speakers),
        Facet.kind: _Grouping(quote.kind, func.min(cast(quote.kind, String)), joined),
        Facet.via: _Grouping(func.min(quote.via), func.min(quote.via), joined, quote.via_key),
        Facet.source: _Grouping(func.min(SOURCE.c.name), func.min(SOURCE.c.name), outlet, SOURCE.c.id),
        Facet.month: _Grouping(_month(day), _month(day), base),
    }


_GROUPINGS: Mapping[FromClause, Mapping[str, _Grouping]] = {
    QUOTE: _of_quotes(QUOTE, QUOTE.c.said_on, QUOTE.c.source_id),
    WITHDRAWN_QUOTE: _of_withdrawn_quotes(),
    ARTICLE: _of_quotes(ARTICLE, ARTICLE.c.published_at, ARTICLE.c.source_id),
}


def count_facets(
    connection: Connection, listing: Listing, filters: Any, facets: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """For each facet its values, what they are called, and how many rows of the list have them, the most first."""
    shapes, params = read_filters(listing, filters)
    return {
        facet: [
            {"value": value, "label": str(label), "count": count}
            for value, label, count in _statement(listing, Shape(shapes), facet).run(connection, params)
        ]
        for facet in facets
    }


@lru_cache(maxsize=1024)
def _statement(listing: Listing, shape: Shape, facet: str) -> Statement:
    found = _GROUPINGS[listing.base][facet]
    group = found.value if found.key is None else found.key
    base: Any = listing.base
    count = func.count(base.c.id.distinct())
    statement = (
        select(found.value, found.label, count)
        .select_from(found.joined)
        .where(group.is_not(None), *clauses(listing, shape))
        .group_by(group)
        .order_by(count.desc(), group)
        .limit(literal_column(str(MOST_VALUES)))
    )
    return Statement(statement)
