"""Lists read from end to end: as many rows as there are, one batch of them in memory at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, bindparam, select

from app.store.articles import ARTICLES, ArticleFilter, ArticleSort
from app.store.documents import Columns, as_bytes, join_values, make_document
from app.store.events import EVENTS, IN_THE_SENTENCE, WITHDRAWN_EVENTS, EventFilter, EventSort
from app.store.listing import Row
from app.store.models import ARTICLE, EVENT, EVENT_MENTION, SPEAKER, SPEAKER_ALIAS
from app.store.quotes import QUOTES, WITHDRAWN_QUOTES, QuoteFilter, QuoteSort
from app.store.shapes import Listing, Shape, clauses, read_filters
from app.store.sheets import make_line
from app.store.speakers import OTHER_NAMES, SPEAKERS, SpeakerFilter, SpeakerSort
from app.store.statements import Statement

BATCH = 1000
CHANGED = {"article.updated_at": ARTICLE.c.updated_at}
"""When the article that a row stands in was last changed: for formats that date each entry."""


@dataclass(frozen=True, eq=False)
class Subject:
    """A list that can be read from end to end, or its `former` rows, which have been withdrawn.

    `names` are the rows' inner lists as texts, for tables of cells.
    """

    name: str
    listing: Listing
    filters: type[Any]
    sort: StrEnum
    names: Columns = field(default_factory=dict)
    former: Listing | None = None


@dataclass(frozen=True)
class Selection:
    """Which rows of a list, in which order, and how many at most; `query` is how that is written in an address."""

    filters: Any
    sort: StrEnum
    limit: int | None = None
    withdrawn: bool = False
    query: str = ""

    def choose(self, subject: Subject) -> Listing:
        """The rows that are there, or those that were."""
        return subject.former if self.withdrawn and subject.former else subject.listing


_ALIASES = join_values(SPEAKER_ALIAS.c.name, OTHER_NAMES, of=SPEAKER)
_MENTIONS = join_values(EVENT_MENTION.c.name, IN_THE_SENTENCE, of=EVENT)
SUBJECTS: Mapping[str, Subject] = {
    subject.name: subject
    for subject in (
        Subject("quotes", QUOTES, QuoteFilter, QuoteSort.said_on_desc, former=WITHDRAWN_QUOTES),
        Subject("articles", ARTICLES, ArticleFilter, ArticleSort.published_at_desc),
        Subject("speakers", SPEAKERS, SpeakerFilter, SpeakerSort.quote_count_desc, {"aliases": _ALIASES}),
        Subject("events", EVENTS, EventFilter, EventSort.date_start, {"mentions": _MENTIONS}, WITHDRAWN_EVENTS),
    )
}


def stream_lines(
    connection: Connection, subject: Subject, selection: Selection, columns: Columns
) -> Iterator[list[bytes]]:
    """Batches of rows as lines of a spreadsheet, without their ends."""
    line = make_line(columns, database=connection.dialect.name)
    for rows in _stream(connection, selection.choose(subject), selection, [line]):
        yield [row[0] for row in rows]


def stream_documents(
    connection: Connection, subject: Subject, selection: Selection, extra: Columns | None = None
) -> Iterator[list[bytes]]:
    """Batches of rows as JSON: all that the list and a single row's answer show, and `extra`."""
    listing = selection.choose(subject)
    document = as_bytes(make_document({**listing.columns, **listing.details, **(extra or {})}))
    for rows in _stream(connection, listing, selection, [document]):
        yield [row[0] for row in rows]


def stream_records(
    connection: Connection, subject: Subject, selection: Selection, extra: Columns | None = None
) -> Iterator[list[Row]]:
    """The same, for those who look into the rows."""
    for documents in stream_documents(connection, subject, selection, extra):
        yield [orjson.loads(document) for document in documents]


def _stream(
    connection: Connection, listing: Listing, selection: Selection, columns: Sequence[ColumnElement[Any]]
) -> Iterator[Sequence[Sequence[Any]]]:
    shapes, params = read_filters(listing, selection.filters)
    order = listing.orders[selection.sort]
    statement = (
        select(*columns)
        .select_from(listing.joined)
        .where(*clauses(listing, Shape(shapes)))
        .order_by(*(key.column.desc() if order.descending else key.column for key in order.keys))
    )
    if selection.limit is not None:
        statement = statement.limit(bindparam("limit"))
        params["limit"] = selection.limit
    return Statement.of(statement).stream(connection, params, batch=BATCH)
