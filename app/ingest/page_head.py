"""What stands above an article's first paragraph, and around it: headline, deck, byline, picture, outlet."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.arabic.normalize import fold, fold_key
from app.ingest.bylines import Byline, Caption, is_noise, read_byline, read_caption, split_caption
from app.ingest.dateline import cut_days
from app.ingest.furniture import read_furniture
from app.ingest.json_ld import text_of as plain
from app.ingest.outlets import drop_genus, first_outlet, known_or_whole, name_outlet
from app.ingest.page_facts import Facts, split_title
from app.ingest.page_parts import find_parts
from app.ingest.page_tree import HEADINGS, Block, Node, list_blocks
from app.ingest.page_tree import text_of as shown
from app.ingest.shape import count_words, is_deck_like, is_headline_like, is_news_paragraph
from app.ingest.wordlists import load_words
from app.records import LONGEST_SOURCE

_LONGEST_AUTHOR = 80
_LONGEST_LINE = 160
_LONGEST_CAPTION = 1_000
_LONGEST_CREDIT = 300
_FEWEST_TITLE_WORDS = 3
# A headline that was cut off is still known by so many letters.
_TELLING = 15
_MOST_HEADINGS = 300
_LONGEST_NAME = 6
_JOINT = re.compile(r"[|•·،]|\s[-–—/]\s|\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:AM|PM|ص|م)\b)?", re.IGNORECASE)
_TITLE_JOINT = re.compile(r"\s*[-–—|»•·:]+\s+")
_DOMAIN = re.compile(r"@?[\w-]+(?:\.[\w-]+)+|@\w+|https?:.*", re.ASCII)


@dataclass
class Head:
    """The lines between headline and first paragraph, read."""

    decks: list[str] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    bylines: list[Byline] = field(default_factory=list)

    @property
    def author(self) -> str | None:
        """Who the byline names."""
        return next((one.author for one in self.bylines if one.author), None)

    @property
    def outlet(self) -> str | None:
        """The outlet that the byline names."""
        return next((one.outlet for one in self.bylines if one.outlet), None)

    @property
    def day(self) -> date | None:
        """The day that the byline names."""
        return next((one.day for one in self.bylines if one.day), None)

    def take(self, block: Block, *, known: Collection[str]) -> bool:
        """Whether a line is a deck, a caption, a byline, a day, or one of the `known` (folded); keeps what it tells."""
        line = block.text
        if fold_key(line) in known:
            return True
        if len(line) > _LONGEST_LINE:
            return False
        if byline := read_byline(line) or read_labels(line):
            self.bylines.append(byline)
        elif caption := read_caption(line):
            self.captions.append(caption)
        elif block.node.tag in HEADINGS and is_deck_like(line):
            self.decks.append(line)
        else:
            return False
        return True


def read_labels(line: str) -> Byline | None:
    """A line of nothing but days and labelled names: `by: name - day`; None for any other."""
    rest, day = cut_days(line)
    parts = [part.strip(" :|-") for part in _JOINT.split(rest) if count_words(part)]
    names: list[str] = []
    for part in (part for part in parts if not is_noise(part)):
        name = read_furniture(part)[1].get("author") or drop_label(part)
        if name == part or not _is_name(name):
            return None
        names.append(name)
    return Byline(None, next(iter(names), None), day) if day or names else None


def read_title(facts: Facts, lines: Sequence[str]) -> str | None:
    """The headline as it is shown, or as the page says it is where it is shown nowhere. `lines` are all the page's."""
    titles = facts.titles
    headings = [text for node in _headings(facts.root) if is_headline_like(text := shown(node))]
    keys = {fold_key(title) for title in titles}
    parts = {fold_key(part) for part in _list_parts(titles) if count_words(part) >= _FEWEST_TITLE_WORDS}
    # A line of a word or two that is the page's title is the outlet's name more often than the headline.
    whole = {fold_key(title) for title in titles if count_words(title) >= _FEWEST_TITLE_WORDS}
    for wanted, texts in ((keys, headings), (whole, lines), (parts, headings), (parts, lines)):
        if found := next((text for text in texts if fold_key(text) in wanted), None):
            return found
    cut_off = [key for key in (fold_key(title.rstrip(".… ")) for title in titles) if len(key) >= _TELLING]
    for text in headings:
        if any(fold_key(text).startswith(key) for key in cut_off):
            return text
    names = {fold_key(name) for name in facts.outlets}
    firsts = [text for node in facts.root.iter("h1") if (text := shown(node)) and fold_key(text) not in names]
    if len(firsts) == 1 and count_words(firsts[0]) >= _FEWEST_TITLE_WORDS:
        return firsts[0]
    plain = [title for title in titles if count_words(title) >= _FEWEST_TITLE_WORDS and fold_key(title) not in names]
    return next(iter([*plain, *firsts, *_list_bold(facts.root), *titles, *headings]), None)


def _list_bold(root: Node) -> Iterator[str]:
    """Lines in bold letters above the first paragraph: where a page has no other headline, readers see one there."""
    for block in list_blocks(root):
        if is_news_paragraph(block.text):
            return
        is_bold = block.bold >= len(block.text.replace(" ", ""))
        if is_bold and count_words(block.text) >= _FEWEST_TITLE_WORDS and is_headline_like(block.text):
            yield block.text


def _list_parts(titles: Sequence[str]) -> Iterator[str]:
    """The titles without one part at an end, which may be the outlet's name or the section's."""
    for title in titles:
        for joint in _TITLE_JOINT.finditer(title):
            yield title[joint.end() :]
            yield title[: joint.start()]


def read_deck(facts: Facts, head: Head, *, title: str, body: Sequence[str]) -> str | None:
    """The line under the headline. A summary that only repeats the text is none."""
    shown_ones = (shown(node) for node in find_parts(facts.root, "deck") if node.tag != "meta")
    paragraphs = {fold_key(line) for line in body}
    opening = fold_key(body[0])
    for line in (*head.decks, facts.deck, *shown_ones):
        key = fold_key(line or "")
        is_repeated = key in {fold_key(title), *paragraphs} or opening.startswith(key[:_LONGEST_LINE])
        if line and key and not is_repeated and len(line) <= _LONGEST_CAPTION:
            return line
    return None


def read_author(facts: Facts, head: Head, told: str | None) -> str | None:
    """Who wrote it: neither the outlet, nor an agency, nor a login."""
    named = (drop_label(name) for name in (*facts.authors, head.author, told) if name)
    placed = (byline.author if (byline := read_byline(name)) and byline.author else name for name in named)
    return next(filter(_is_writer(facts), placed), None)


def _is_writer(facts: Facts) -> Callable[[str], bool]:
    outlets = {fold_key(part) for name in facts.outlets for part in (name, *split_title(name))}
    return lambda name: _is_name(name) and not (is_nobody(name) or fold_key(name) in outlets or name_outlet(name))


def is_nobody(name: str) -> bool:
    """Whether `name` is a login or a desk."""
    return fold_key(name) in {fold_key(word) for word in load_words("pages", "page.nobody")}


def _is_name(text: str) -> bool:
    """Whether `text` could be somebody's name: a few words, no digits, not what an outlet is (agency, paper …)."""
    return (
        0 < count_words(text) <= _LONGEST_NAME
        and len(text) <= _LONGEST_AUTHOR
        and not any(letter.isdigit() for letter in text)
        and fold(drop_genus(text)) == fold(text)
    )


def drop_label(text: str) -> str:
    """A writer's name without what stands before it."""
    folded = fold(text).lower()
    for label in load_words("pages", "page.author-label"):
        if re.match(rf"{re.escape(label)}\s*[:\s]", folded):
            return text.split(maxsplit=len(label.split()))[-1].lstrip(": ") if " " in folded else text
    return text.strip(" :|-")


def read_picture(facts: Facts, head: Head) -> tuple[str | None, str | None]:
    """Caption and credit of the article's picture: the first that has words under it."""
    for node in _captions(facts.root):
        whose = [shown(one) for one in find_parts(node, "credit") if one is not node]
        caption = split_caption(_without(shown(node), whose))
        if caption.text and len(caption.text) <= _LONGEST_CAPTION:
            return caption.text, next(iter(whose), caption.credit)
    for picture in facts.pictures:
        if text := plain(picture.get("caption")):
            caption = split_caption(text[:_LONGEST_CAPTION])
            return caption.text, plain(picture.get("creditText")) or caption.credit
    caption_read = next(iter(head.captions), None)
    alone = (shown(node) for node in find_parts(facts.root, "credit"))
    credit = next((text for text in alone if 0 < len(text) <= _LONGEST_CREDIT), None)
    return (caption_read.text, caption_read.credit) if caption_read else (None, credit)


def read_outlet(facts: Facts, head: Head, lines: Sequence[str], *, title: str) -> str | None:
    """The outlet by what the page calls itself, its byline, its foot, at last what stands behind the title."""
    said = [part for name in facts.outlets for part in (name, *split_title(name)) if not _DOMAIN.fullmatch(part)]
    if known := next((outlet for name in said if (outlet := name_outlet(name))), None):
        return known
    if own := next((split_title(name)[0] for name in said if len(name) <= LONGEST_SOURCE and split_title(name)), None):
        return own
    told = [read_furniture(line)[1] for line in lines]
    feet = [known_or_whole(one["name"]) for one in told if "name" in one]
    marked = [outlet for one in told if (outlet := name_outlet(one.get("outlet", "")))]
    listed = [outlet for one in told if (outlet := first_outlet(one.get("outlets", "")))]
    return next(iter([*marked, *feet, *filter(None, [head.outlet]), *listed, *_behind_title(facts, title)]), None)


def _behind_title(facts: Facts, title: str) -> Iterator[str]:
    """`headline - outlet`: what is left of the page's title without the headline."""
    before, found, behind = facts.title.partition(title)
    for rest in (behind, before) if found else ():
        name = rest.strip(" -–—|»•·:")
        if 0 < count_words(name) <= _FEWEST_TITLE_WORDS + 1:
            yield name_outlet(name) or name


def _headings(root: Node) -> Iterator[Node]:
    return (node for node, _ in zip(root.iter("h1", "h2", "h3"), range(_MOST_HEADINGS), strict=False))


def _captions(root: Node) -> Iterator[Node]:
    """Figure captions, in order, but for those in boxes beside the article."""
    found = [*root.iter("figcaption"), *find_parts(root, "caption")]
    return (node for node in found if not any(one.tag in {"aside", "nav", "footer"} for one in node.iterancestors()))


def _without(text: str, parts: Sequence[str]) -> str:
    for part in parts:
        text = text.replace(part, "")
    return text.strip(" |-–—:")
