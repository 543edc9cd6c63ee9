"""One article with everything found in it, for the exports that show it whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from app.store.articles import get_article
from app.store.events import EventFilter, EventSort
from app.store.listing import Row
from app.store.quotes import QuoteFilter, QuoteSort
from app.store.streaming import SUBJECTS, Selection, stream_records


@dataclass(frozen=True)
class WholeArticle:
    """An article, its quotes and its events, each in the order of the text."""

    head: Row
    quotes: list[Row]
    events: list[Row]


def read_article(connection: Connection, article_id: int) -> WholeArticle:
    """The article with that id. Raises NotFound."""
    head = get_article(connection, article_id)
    quotes = Selection(QuoteFilter(article=(article_id,)), QuoteSort.position)
    events = Selection(EventFilter(article=(article_id,)), EventSort.position)
    return WholeArticle(
        head, list(_read_all(connection, "quotes", quotes)), list(_read_all(connection, "events", events))
    )


def _read_all(connection: Connection, name: str, selection: Selection) -> Iterator[Row]:
    for rows in stream_records(connection, SUBJECTS[name], selection):
        yield from rows
