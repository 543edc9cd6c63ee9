"""Which exports there are: of which list or article, in which format, under which name."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection

from app.exports import annotations, calendars, feeds, linked_data, ninjs, tables, timelines
from app.exports.articles import WholeArticle, read_article
from app.store.links import Site
from app.store.streaming import SUBJECTS, Selection, Subject

ListWriter = Callable[[Connection, Subject, Selection, Site], Iterator[bytes]]
ARTICLE = "article"


@dataclass(frozen=True)
class Format:
    """A kind of file; programs know it by its media type or by the end of its name."""

    name: str
    media_type: str
    ending: str
    title: str


CSV = Format("csv", "text/csv", "csv", "a spreadsheet (CSV)")
LINES = Format("jsonl", "application/jsonl", "jsonl", "JSON Lines")
ATOM = Format("atom", "application/atom+xml", "atom", "an Atom feed")
ICS = Format("ics", "text/calendar", "ics", "a calendar (iCalendar)")
TIMELINE = Format("json", "application/json", "json", "a timeline (TimelineJS 3)")
JSON_LD = Format("jsonld", "application/ld+json", "jsonld", "JSON-LD (schema.org)")
ANNOTATIONS = Format("annotations", "application/ld+json", "annotations.jsonld", "Web Annotations (W3C)")
NINJS = Format("ninjs", "application/json", "ninjs.json", "ninjs 3 (IPTC)")


@dataclass(frozen=True)
class ListExport:
    """A list in one format; `usual` is how many rows there are at most where nobody says, and `most` where they do."""

    kind: str
    subject: Subject
    format: Format
    write: ListWriter
    says: str
    usual: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class ArticleExport:
    """One article, with all that was found in it, in one format."""

    format: Format
    says: str
    describe: Callable[[WholeArticle, Site], dict[str, Any]]

    def write(self, connection: Connection, article_id: int, site: Site) -> bytes:
        """The file. Raises NotFound."""
        return orjson.dumps(self.describe(read_article(connection, article_id), site))


_CSV = (
    "UTF-8 with a byte order mark, as spreadsheets want it. A text that a spreadsheet would run as a formula has an "
    "apostrophe before it."
)
_LINES = "One JSON object a line, each as the list has it."
_QUOTE_FEED = "Each quote an entry by its speaker, linked to its place on the page that it is from."
_ARTICLE_FEED = "Each article an entry."
_CALENDAR = "Events as whole days, for a calendar program to subscribe to. Events without a day are left out."
_TIMELINE = "Events as slides: give its address to TimelineJS, with `lang=ar`. Events without a day are left out."


def _list_all() -> Iterator[ListExport]:
    for name, subject in SUBJECTS.items():
        yield ListExport(name, subject, CSV, tables.write_csv, _CSV)
        yield ListExport(name, subject, LINES, tables.write_lines, _LINES)
    # A feed is asked for again and again: it holds what is new, not everything.
    yield ListExport("quotes", SUBJECTS["quotes"], ATOM, feeds.write_quotes, _QUOTE_FEED, usual=100, most=1000)
    yield ListExport("articles", SUBJECTS["articles"], ATOM, feeds.write_articles, _ARTICLE_FEED, usual=100, most=1000)
    yield ListExport("events", SUBJECTS["events"], ICS, calendars.write_calendar, _CALENDAR)
    yield ListExport("timeline", SUBJECTS["events"], TIMELINE, timelines.write_timeline, _TIMELINE)


_JSON_LD = "A `NewsArticle`; words in marks are its `Quotation`s, reported ones its `Claim`s."
_ANNOTATIONS = (
    "Quotes and dates as annotations of the article's `body`, by position and by words, and of its page by words."
)
_NINJS = "A news item; its quotes are items associated with it."
LISTS: Mapping[tuple[str, str], ListExport] = {(export.kind, export.format.name): export for export in _list_all()}
ARTICLES: Mapping[str, ArticleExport] = {
    export.format.name: export
    for export in (
        ArticleExport(JSON_LD, _JSON_LD, linked_data.describe_article),
        ArticleExport(ANNOTATIONS, _ANNOTATIONS, annotations.annotate_article),
        ArticleExport(NINJS, _NINJS, ninjs.write_item),
    )
}
