"""A page in HTML → an article.

What the page says of itself (JSON-LD, OpenGraph, meta) and what it shows are read together: the text from what is
shown, title and day from whichever is surest. Furniture goes by the same rules as in plain text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.arabic.normalize import fold_key
from app.errors import EmptySource, UnreadableSource
from app.ingest.bylines import read_dateline
from app.ingest.charset import decode_page, is_binary
from app.ingest.dateline import read_day
from app.ingest.document import make_document
from app.ingest.furniture import Swept, sweep
from app.ingest.languages import find_language
from app.ingest.layout import join_body
from app.ingest.outlets import name_host, name_own_voice
from app.ingest.page_body import drop_boxes, find_body
from app.ingest.page_facts import Facts, has_host
from app.ingest.page_head import Head, drop_label, read_author, read_deck, read_outlet, read_picture, read_title
from app.ingest.page_tree import Block, cut_attributes, list_blocks, parse_page
from app.ingest.shape import is_news_paragraph
from app.records import SourceDocument

_LONGEST_TITLE = 160
# So many lines above the text are looked through for day and byline, and below it for who publishes it.
_LINES_AROUND = 30
# Where the page shows less than this of what it says the text is, it builds the rest in the browser.
_SHOWN_AT_LEAST = 0.5


def read_html_page(
    data: bytes | str,
    *,
    name: str,
    charset: str | None = None,
    source: str | None = None,
    published_at: date | None = None,
    url: str | None = None,
) -> SourceDocument:
    """The article on a page; `name` is the file's or the address, for messages, `charset` what the host declared.

    `url` is where the page was read; the article's address is what the page says, if that is on the same site. What
    the caller gives of `source` and `published_at` wins. Raises EmptySource where there is no article.
    """
    page = decode_page(data, declared=charset) if isinstance(data, bytes) else data
    if isinstance(data, bytes) and is_binary(page):
        raise UnreadableSource(name, "this is a binary, not a page")
    page = cut_attributes(page)
    root = parse_page(page)
    if root is None:
        raise EmptySource(name, "there is nothing in it")
    facts = Facts(root, url if url and has_host(url) else None)
    text = _read_text(facts, page)
    if not text.blocks:
        raise EmptySource(name, "there is no article on this page")
    return _put_together(name, facts, text, source=source, published_at=published_at)


@dataclass(frozen=True)
class _Text:
    """The headline, the paragraphs, what stands between them, all the page's lines, and what furniture told."""

    title: str
    blocks: Sequence[Block]
    head: Head
    lines: Sequence[str]
    swept: Swept


def _put_together(
    name: str, facts: Facts, text: _Text, *, source: str | None, published_at: date | None
) -> SourceDocument:
    lines = [block.text for block in text.blocks]
    marked = {place for place, block in enumerate(text.blocks[:-1]) if block.is_heading}
    body, headings = join_body(lines, marked=marked)
    dateline = read_dateline(body)
    told = text.swept.told
    address = facts.find_address()
    caption, credit = read_picture(facts, text.head)
    labelled = read_day(told["date"]) if "date" in told else None
    day = facts.find_day(text.head.day) or labelled or (dateline.day if dateline else None)
    fields = {
        "external_id": None,
        "url": address,
        "title": text.title,
        "deck": read_deck(facts, text.head, title=text.title, body=lines),
        "caption": caption or told.get("caption"),
        "credit": credit or told.get("credit"),
        "author": read_author(facts, text.head, told.get("author")) or (dateline.author if dateline else None),
        "published_at": published_at or day,
        "language": find_language(facts, body),
        "modified_at": facts.find_modification(),
        "body": body,
        "headings": headings,
        "source": source
        or name_host(address)
        or read_outlet(facts, text.head, text.lines, title=text.title)
        or name_own_voice(body)
        or (dateline.outlet if dateline else None),
    }
    return make_document(name, fields)


def _read_text(facts: Facts, page: str) -> _Text:
    stated = facts.stated_body
    found = drop_boxes(find_body(facts.root, page, stated=stated))
    swept = sweep([block.text for block in found])
    blocks = list(_pick(found, swept.lines))
    if sum(len(block.text) for block in blocks) < _SHOWN_AT_LEAST * sum(map(len, stated)):
        swept = sweep(stated)
        blocks = [Block(line, facts.root) for line in swept.lines]
    everything = list(list_blocks(facts.root))
    title = read_title(facts, [block.text for block in everything]) or (
        blocks[0].text[:_LONGEST_TITLE] if blocks else ""
    )
    head = Head()
    known = {fold_key(title), *(fold_key(drop_label(name)) for name in facts.authors)}
    while len(blocks) > 1 and not is_news_paragraph(blocks[0].text) and head.take(blocks[0], known=known):
        blocks.pop(0)
    for block in _list_above(everything, blocks, title):
        head.take(block, known=known)
    around = [block.text for block in (*everything[:_LINES_AROUND], *everything[-_LINES_AROUND:])]
    return _Text(title, blocks, head, around, swept)


def _pick(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[Block]:
    """The blocks that these lines are of, which are some of theirs in their order."""
    left = iter(blocks)
    for line in lines:
        yield next(block for block in left if block.text == line)


def _list_above(everything: Sequence[Block], blocks: Sequence[Block], title: str) -> list[Block]:
    """What stands between the headline and the first paragraph, where both are shown."""
    texts = [block.text for block in everything]
    first = texts.index(blocks[0].text) if blocks and blocks[0].text in texts else 0
    key = fold_key(title)
    tops = [place for place, text in enumerate(texts[:first]) if fold_key(text) == key]
    return list(everything[tops[-1] + 1 : first][:_LINES_AROUND]) if tops else []
