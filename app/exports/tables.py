"""Spreadsheets (CSV) and JSON Lines of any list."""

from collections.abc import Iterator

from sqlalchemy import JSON, Connection, String, cast, literal

from app.exports.pieces import enclose
from app.store.documents import Columns
from app.store.links import Site
from app.store.streaming import Selection, Subject, stream_documents, stream_lines

# Excel takes a CSV for Unicode only with this in front of it.
BYTE_ORDER_MARK = "\ufeff"
# What a reader looks for, left of what only programs need.
_FIRST = (
    *("id", "said_on", "published_at", "date_start", "date_end"),
    *("speaker.name", "speaker.role", "name", "role", "affiliation", "title"),
    *("text", "sentence", "kind", "cue", "via", "precision", "tense", "mentions", "quote_count", "event_count"),
    *("source", "url", "article.title", "article.source", "article.published_at", "article.url", "permalink"),
)

# Longer than what it leads to, and hard to read.
_LEFT_OUT = {"text_fragment"}


def write_csv(connection: Connection, subject: Subject, selection: Selection, site: Site) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, RFC 4180; texts that a spreadsheet would run have an apostrophe before them."""
    columns = list_columns(subject, selection, site)
    head = f"{BYTE_ORDER_MARK}{','.join(columns)}\r\n".encode()
    parts = stream_lines(connection, subject, selection, columns)
    yield from enclose(head, (b"\r\n".join((*lines, b"")) for lines in parts))


def list_columns(subject: Subject, selection: Selection, site: Site) -> Columns:
    """The columns of the spreadsheet: the list's fields (`speaker.name` for a nested one) and each row's address."""
    listing = selection.choose(subject)
    cells = {
        name: column
        for name, column in listing.columns.items()
        if not isinstance(column.type, JSON) and name not in _LEFT_OUT
    }
    found = {
        **cells,
        **({} if selection.withdrawn else subject.names),
        "permalink": literal(f"{site.address}/v1/{subject.name}/").concat(cast(listing.base.c.id, String)),
    }
    first = [name for name in _FIRST if name in found]
    return {name: found[name] for name in (*first, *found)}


def write_lines(connection: Connection, subject: Subject, selection: Selection, _: Site) -> Iterator[bytes]:
    """One row a line, as complete as the answer for that row alone: articles with their bodies."""
    for documents in stream_documents(connection, subject, selection):
        yield b"\n".join((*documents, b""))
