"""Lines → article: headline, deck, caption and byline at the head, then headings and paragraphs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.arabic.normalize import fold_key
from app.ingest.bylines import Caption, read_byline, read_caption, split_caption
from app.ingest.shape import ends_sentence, is_deck_like, is_heading_like, is_headline_like

LONGEST_OPENING = 160
_MOST_DECKS = 2
PARAGRAPH_BREAK = "\n\n"


@dataclass
class Layout:
    """An article's parts, and what its head told of outlet, author and day."""

    title: str
    decks: list[str] = field(default_factory=list)
    caption: Caption | None = None
    outlet: str | None = None
    author: str | None = None
    day: date | None = None
    has_decks: bool = True
    body: list[str] = field(default_factory=list)

    @property
    def deck(self) -> str | None:
        """The lines under the headline, as one text."""
        return "\n".join(self.decks) or None


def lay_out(lines: Sequence[str], *, caption: str | None = None, title: str = "") -> Layout:
    """Tell head from body. `caption` is one that the page marked; where the text repeats it, the line goes.

    A text without a headline is given its own opening words as one. Where the `title` is known apart from the text,
    the text has no deck either.
    """
    layout = Layout(title, has_decks=not title, caption=split_caption(caption) if caption else None)
    known = fold_key(caption) if caption else None
    rest = [line for line in lines if known is None or fold_key(line) != known]
    while rest and not layout.body:
        _place(layout, rest.pop(0), rest)
    layout.body += rest
    layout.title = layout.title or _opening(layout.body)
    layout.body = layout.body or [layout.title]
    return layout


def _place(layout: Layout, line: str, rest: Sequence[str]) -> None:
    """Give a line of the head its place; the first that has none opens the body."""
    if layout.title and fold_key(line) == fold_key(layout.title):
        return
    if layout.title and (caption := read_caption(line)):
        layout.caption = layout.caption or caption
    elif byline := read_byline(line):
        layout.outlet = layout.outlet or byline.outlet
        layout.author = layout.author or byline.author
        layout.day = layout.day or byline.day
    elif not layout.title and rest and is_headline_like(line):
        layout.title = line
    elif layout.title and _is_deck(layout, line, rest):
        layout.decks.append(line)
    else:
        layout.body.append(line)


def _is_deck(layout: Layout, line: str, rest: Sequence[str]) -> bool:
    """Whether a line under the headline is its deck; where no paragraph ends in a stop, only its length tells."""
    if not layout.has_decks or not rest or len(layout.decks) >= _MOST_DECKS or not is_deck_like(line):
        return False
    return any(map(ends_sentence, rest)) or (is_headline_like(line) and not all(map(is_headline_like, rest)))


def _opening(body: Sequence[str]) -> str:
    """The first words of a text that has no headline, at most its first sentence."""
    if not body:
        return ""
    sentence = body[0][: LONGEST_OPENING + 1].split(". ")[0]
    if len(sentence) <= LONGEST_OPENING:
        return sentence.removesuffix(".")
    return sentence[:LONGEST_OPENING].rsplit(maxsplit=1)[0] + "…"


def join_body(lines: Sequence[str], *, marked: Collection[int] | None = None) -> tuple[str, list[list[int]]]:
    """The body, and the spans of its headings: the `marked` lines, or else short ones alone between two paragraphs."""
    headings: list[list[int]] = []
    start = 0
    for at, line in enumerate(lines):
        if _is_heading(lines, at) if marked is None else at in marked:
            headings.append([start, start + len(line)])
        start += len(line) + len(PARAGRAPH_BREAK)
    return PARAGRAPH_BREAK.join(lines), headings


def _is_heading(lines: Sequence[str], at: int) -> bool:
    stands_between = 0 < at < len(lines) - 1
    return (
        stands_between
        and is_heading_like(lines[at])
        and not is_heading_like(lines[at - 1])
        and not is_heading_like(lines[at + 1])
    )
