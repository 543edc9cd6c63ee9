"""Atom feeds (RFC 4287) of quotes and of articles."""

import io
from collections.abc import Callable, Iterator
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from sqlalchemy import Connection

from app.exports.words import ARTICLES_TITLE, LANGUAGE, PRODUCT, QUOTES_TITLE, make_xml, shorten
from app.store.links import Site
from app.store.listing import Row
from app.store.streaming import CHANGED, Selection, Subject, stream_records

_BEGINNING = "1970-01-01T00:00:00+00:00"


class _Feed(XMLGenerator):
    """XML, one element a call."""

    def add(self, name: str, text: str | None = None, **attributes: str | None) -> None:
        """An element with its text; without text and attributes, none at all."""
        given = {key: make_xml(value) for key, value in attributes.items() if value is not None}
        if text is None and not given:
            return
        self.open(name, **given)
        self.characters(make_xml(text or ""))
        self.endElement(name)

    def open(self, name: str, **attributes: str) -> None:
        """The element's beginning."""
        self.startElement(name, AttributesImpl(attributes))

    def add_person(self, name: str | None) -> None:
        """Whoever wrote or said it."""
        if name is not None:
            self.open("author")
            self.add("name", name)
            self.endElement("author")


def write_quotes(connection: Connection, subject: Subject, selection: Selection, site: Site) -> Iterator[bytes]:
    """Each quote an entry by its speaker, linked to its place on the page it is from."""
    yield from _write(connection, subject, selection, site, QUOTES_TITLE, _add_quote)


def write_articles(connection: Connection, subject: Subject, selection: Selection, site: Site) -> Iterator[bytes]:
    """Each article an entry, with the line under its headline."""
    yield from _write(connection, subject, selection, site, ARTICLES_TITLE, _add_article)


def _write(
    connection: Connection,
    subject: Subject,
    selection: Selection,
    site: Site,
    title: str,
    add_entry: Callable[[_Feed, Row, Site], None],
) -> Iterator[bytes]:
    extra = CHANGED if "article.id" in subject.listing.columns else {}
    rows = [row for part in stream_records(connection, subject, selection, extra) for row in part]
    buffer = io.StringIO()
    feed = _Feed(buffer, encoding="utf-8", short_empty_elements=True)
    feed.startDocument()
    feed.open("feed", **{"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": LANGUAGE})
    query = f"?{selection.query}" if selection.query else ""
    address = f"{site.address}/v1/{subject.name}.atom{query}"
    feed.add("id", address)
    feed.add("title", title)
    feed.add("updated", max(map(_find_change, rows), default=_BEGINNING))
    feed.add("link", rel="self", type="application/atom+xml", href=address)
    feed.add("link", rel="alternate", type="application/json", href=f"{site.address}/v1/{subject.name}")
    feed.add("generator", PRODUCT)
    feed.add_person(PRODUCT)
    for row in rows:
        feed.open("entry")
        add_entry(feed, row, site)
        feed.endElement("entry")
    feed.endElement("feed")
    yield buffer.getvalue().encode()


def _add_quote(feed: _Feed, row: Row, site: Site) -> None:
    article, speaker = row["article"], row["speaker"]
    permalink = site.of("quotes", row["id"])
    feed.add("id", permalink)
    feed.add("title", shorten(f"{speaker['name']}: {row['text']}"))
    _add_days(feed, row, row["said_on"])
    feed.add("link", rel="alternate", href=row["text_fragment"] or permalink)
    feed.add("link", rel="related", type="application/json", href=permalink)
    feed.add_person(speaker["name"])
    for term in (row["kind"], row["via"]):
        feed.add("category", term=term)
    feed.add("content", row["text"], type="text")
    feed.add("summary", "، ".join(part for part in (article["title"], article["source"]) if part), type="text")


def _add_article(feed: _Feed, row: Row, site: Site) -> None:
    permalink = site.of("articles", row["id"])
    feed.add("id", permalink)
    feed.add("title", row["title"])
    _add_days(feed, row, row["published_at"])
    feed.add("link", rel="alternate", href=site.page(row))
    feed.add("link", rel="related", type="application/json", href=permalink)
    feed.add_person(row["author"] or row["source"])
    feed.add("category", term=row["source"])
    feed.add("summary", row["deck"] or shorten(row["body"], 300), type="text")


def _add_days(feed: _Feed, row: Row, day: str | None) -> None:
    feed.add("updated", _find_change(row))
    if day is not None:
        feed.add("published", f"{day}T00:00:00+00:00")


def _find_change(row: Row) -> str:
    """When the row was last changed: with its article."""
    return str(row["article"]["updated_at"] if "article" in row else row["updated_at"])
