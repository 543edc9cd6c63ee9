"""A plain text, as somebody saved or copied it from a page → an article.

UTF-8 only, for nothing tells windows-1256 from other code pages with certainty; a text in UTF-16 is refused with
advice. What is kept is kept verbatim but for white space at a paragraph's ends.
"""

from datetime import date

from app.errors import EmptySource
from app.ingest.bylines import Byline, read_dateline
from app.ingest.clean import decode, read_lines
from app.ingest.dateline import read_day
from app.ingest.document import make_document
from app.ingest.furniture import Swept, sweep
from app.ingest.layout import Layout, join_body, lay_out
from app.ingest.outlets import first_outlet, known_or_whole, name_host, name_outlet, name_own_voice
from app.records import SourceDocument


def read_plain_text(
    data: bytes, *, name: str, source: str | None = None, published_at: date | None = None, url: str | None = None
) -> SourceDocument:
    """The article in `data`; `name` is the file's, for messages. What the caller gives wins over what the text says.

    Raises UnreadableSource (not UTF-8, a binary) and EmptySource (nothing but furniture).
    """
    return read_text(decode(data, name=name), name=name, source=source, published_at=published_at, url=url)


def read_text(
    text: str,
    *,
    name: str,
    title: str = "",
    source: str | None = None,
    published_at: date | None = None,
    url: str | None = None,
) -> SourceDocument:
    """The article in `text`, whose `title` may be known apart from it. Raises EmptySource."""
    swept = sweep(read_lines(text))
    if not swept.lines:
        raise EmptySource(name, "there is nothing in it but page furniture")
    layout = lay_out(swept.lines, caption=swept.told.get("caption"), title=title)
    body, headings = join_body(layout.body)
    dateline = read_dateline(body)
    fields = {
        "external_id": None,
        "url": url,
        "title": layout.title,
        "deck": layout.deck,
        "caption": layout.caption.text if layout.caption else None,
        "credit": (layout.caption and layout.caption.credit) or swept.told.get("credit"),
        "author": layout.author or swept.told.get("author") or (dateline.author if dateline else None),
        "published_at": published_at or _find_day(swept, layout, dateline),
        "language": None,
        "modified_at": None,
        "body": body,
        "headings": headings,
        "source": source or _find_outlet(swept, layout, dateline, body, url),
    }
    return make_document(name, fields)


def _find_day(swept: Swept, layout: Layout, dateline: Byline | None) -> date | None:
    """The day of publication: the page's own word, the byline, the dateline, at last the caption."""
    labelled = read_day(swept.told["date"]) if "date" in swept.told else None
    caption = layout.caption.day if layout.caption else None
    return labelled or layout.day or (dateline.day if dateline else None) or caption


def _find_outlet(swept: Swept, layout: Layout, dateline: Byline | None, body: str, url: str | None) -> str | None:
    """The outlet: address, page, byline, foot, how the text speaks of itself, at last whose dateline opens it."""
    told = swept.told
    return (
        name_host(url)
        or name_outlet(told.get("outlet", ""))
        or (known_or_whole(told["name"]) if "name" in told else None)
        or layout.outlet
        or first_outlet(told.get("outlets", ""))
        or name_own_voice(body)
        or (dateline.outlet if dateline else None)
    )
