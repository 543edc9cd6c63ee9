"""HTML → a tree, and the tree → blocks: runs of text as a browser would break them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias, cast

from lxml import etree, html

from app.ingest.shape import count_words, ends_sentence, is_heading_like

# Shown nowhere, or no text of the page.
HIDDEN = frozenset(
    {
        "script", "style", "noscript", "template", "iframe", "svg", "math", "object", "embed", "canvas", "video",
        "audio", "picture", "map", "head", "button", "select", "option", "input", "textarea", "label", "amp-ad",
        "amp-sidebar", "amp-analytics", "amp-embed", "amp-iframe", "dialog", "menu",
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
        "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-img", "nobr",
    }
)  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_SPACES = re.compile(r"[\s\u00a0]+")
# Pages nest thirty elements, and some hundreds where tags are left open. What is deeper was made to hurt.
DEEPEST = 300
# Who breaks a line of fewer words means to end it.
_LONGEST_LINE = 6
# No page has so many attributes in one tag; in a small page even nothing else does not take long.
_MOST_ATTRIBUTES = 500
_LARGE = 100_000
_TAG = re.compile(r"<[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""[\s/]+[^\s/>=][^\s/>=]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")
# A heading's words may stand in a few elements of their own.
_HEADING_WITHIN = 3

# lxml comes without types.
Node: TypeAlias = Any


@dataclass
class Block:
    """A run of text and the element that holds it. `linked` and `bold` count the letters that are."""

    text: str
    node: Node
    linked: int = 0
    bold: int = 0

    @property
    def is_heading(self) -> bool:
        """Whether the page marks it as a heading, by its element or by bold letters throughout."""
        is_bold = self.bold >= len(self.text.replace(" ", "")) and is_heading_like(self.text)
        around = (self.node, *islice(self.node.iterancestors(), _HEADING_WITHIN))
        return is_bold or any(node.tag in HEADINGS for node in around)

    @property
    def link_share(self) -> float:
        """How much of the text is links, 0 to 1."""
        return self.linked / max(1, len(self.text.replace(" ", "")))


@dataclass
class _Walk:
    """Goes through a tree, element by element and never by recursion, and puts text together."""

    root: Node
    leave_out: frozenset[Node]
    pieces: list[tuple[str, bool, bool]] = field(default_factory=list)
    holders: list[Node] = field(default_factory=list)
    links: int = 0
    bolds: int = 0
    pres: int = 0
    depth: int = 0
    skipped: Node | None = None

    def blocks(self) -> Iterator[Block]:
        """Every run of text, in order."""
        self.holders.append(self.root)
        walker = etree.iterwalk(self.root, events=("start", "end"))
        for event, node in walker:
            is_out = node is self.skipped if event == "end" else self._is_out(node)
            is_block = node.tag not in _INLINE and node.tag not in HIDDEN and node.tag != "br"
            if is_block:
                yield from self._take()
            if event == "start" and is_out:
                self.skipped = node
                walker.skip_subtree()
            elif event == "start":
                self._enter(node, is_block=is_block)
            if event == "end" and not is_out:
                self._leave(node, is_block=is_block)
            if event == "end" and node is not self.root:
                self._add(node.tail)
        yield from self._take()

    def _is_out(self, node: Node) -> bool:
        return node.tag in HIDDEN or node in self.leave_out or self.depth > DEEPEST

    def _enter(self, node: Node, *, is_block: bool) -> None:
        self._count(node, 1)
        if is_block:
            self.holders.append(node)
        if node.tag == "br":
            self.pieces.append(("\n", False, False))
        self._add(node.text)

    def _leave(self, node: Node, *, is_block: bool) -> None:
        self._count(node, -1)
        if is_block:
            self.holders.pop()

    def _count(self, node: Node, step: int) -> None:
        self.depth += step
        self.links += step * (node.tag == "a")
        self.bolds += step * (node.tag in _BOLD)
        self.pres += step * (node.tag == "pre")

    def _add(self, text: str | None) -> None:
        # Where a text is set as it is, the ends of its lines are those of `<br>`.
        for number, line in enumerate((text or "").split("\n") if self.pres else [text or ""]):
            if number:
                self.pieces.append(("\n", False, False))
            if line:
                self.pieces.append((_SPACES.sub(" ", line), self.links > 0, self.bolds > 0))

    def _take(self) -> Iterator[Block]:
        """The blocks of what has been put together; begins anew."""
        pieces, self.pieces = self.pieces, []
        for part in _cut_at_breaks(pieces):
            text = _SPACES.sub(" ", "".join(piece for piece, _, _ in part)).strip()
            if text:
                linked = sum(len(piece) - piece.count(" ") for piece, is_linked, _ in part if is_linked)
                bold = sum(len(piece) - piece.count(" ") for piece, _, is_bold in part if is_bold)
                yield Block(text, self.holders[-1], linked, bold)


_IN_HEAD = frozenset({"title", "meta", "link", "script", "style", "base", "noscript", "template"})


def parse_page(text: str) -> Node | None:
    """The page's tree; None where there is nothing in it. Broken HTML is mended as the parser can."""
    # NUL and half surrogates are in no page on purpose, and the parser stops at them.
    clean = text.replace("\0", "").encode("utf-8", errors="replace")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True)
    try:
        root = cast(Node, html.document_fromstring(clean, parser=parser))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    _open_body(root)
    return root


def _open_body(root: Node) -> None:
    """Begins the body where the head ends: tags for both may be left out, and the parser knows only old elements."""
    head = root.find("head")
    first = None if head is None else next((node for node in head if node.tag not in _IN_HEAD), None)
    if head is None or first is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    body[:0] = [first, *first.itersiblings()]


def cut_attributes(text: str) -> str:
    """The page without what is too much in its tags: the parser compares each attribute with all before it."""
    if len(text) < _LARGE:
        return text
    pieces: list[str] = []
    start = 0
    for tag in _TAG.finditer(text):
        if tag.start() < start:
            continue
        end = tag.end()
        for _ in range(_MOST_ATTRIBUTES):
            if (attribute := _ATTRIBUTE.match(text, end)) is None:
                break
            end = attribute.end()
        else:
            pieces.append(text[start:end])
            start = text.find(">", end) if ">" in text[end:] else len(text)
    return "".join([*pieces, text[start:]])


def list_blocks(root: Node, *, leave_out: frozenset[Node] = frozenset()) -> Iterator[Block]:
    """The runs of text under `root`, in order, without hidden elements and those to be left out."""
    yield from _Walk(root, leave_out).blocks()


def text_of(node: Node) -> str:
    """All the visible text of an element, on one line."""
    return _SPACES.sub(" ", " ".join(block.text for block in list_blocks(node))).strip()


def _cut_at_breaks(pieces: list[tuple[str, bool, bool]]) -> Iterator[list[tuple[str, bool, bool]]]:
    """The pieces between line breaks: two in a row end a paragraph, one does where a sentence or a heading ends."""
    line: list[tuple[str, bool, bool]] = []
    breaks = 0
    for piece in pieces:
        if piece[0] == "\n":
            breaks += 1
        elif not piece[0].strip():
            line.append(piece)
        else:
            if breaks and (breaks > 1 or _ends_paragraph(line)):
                yield line
                line = []
            elif breaks:
                line.append((" ", False, False))
            breaks = 0
            line.append(piece)
    yield line


def _ends_paragraph(line: list[tuple[str, bool, bool]]) -> bool:
    text = "".join(piece for piece, _, _ in line).strip()
    is_bold = all(bold for piece, _, bold in line if piece.strip())
    is_short = count_words(text) <= _LONGEST_LINE and not text.endswith((":", "،"))
    return ends_sentence(text) or is_short or (is_bold and is_heading_like(text))
