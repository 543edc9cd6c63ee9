"""Where on a page the article stands: by what site systems name it, checked against trafilatura and JSON-LD.

trafilatura knows well where the text is, but loses short paragraphs and joins others: it points, and the blocks are
read off the page itself.
"""

import logging
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain, takewhile

from app.arabic.normalize import fold_key
from app.ingest.furniture import Drop, read_furniture
from app.ingest.page_parts import find_parts, is_part
from app.ingest.page_tree import HEADINGS, Block, Node, list_blocks
from app.ingest.shape import count_words, is_news_paragraph

_ASIDE = frozenset({"nav", "aside", "footer", "form", "figcaption", "header"})
_GENERIC = frozenset({"article", "main"})
# What holds as much of a page's text as this is no box beside it, whatever it is called.
_MUCH = 0.4
# Of two nested elements the inner one is the article where it holds nearly all of the outer one's text.
_NEARLY_ALL = 0.9
# An element that holds less of what trafilatura and JSON-LD found is the wrong one.
_ENOUGH = 0.6
_FEWEST_WORDS = 6
_LONGEST_LABEL = 4
_MOSTLY_LINKS = 0.7
# Beyond these trafilatura takes minutes.
_LARGEST_FOR_EXTRACTION = 2_000_000
_MOST_BLOCKS = 3_000


def find_body(root: Node, page: str, *, stated: Sequence[str]) -> list[Block]:
    """The article's blocks, in order. `page` is the text that `root` was made of, `stated` what JSON-LD says it is."""
    out = _find_furniture(root)
    blocks = list(list_blocks(root, leave_out=out))
    pointers = _Pointers([*_extract(page), *stated])
    pointed = [block for block in blocks if pointers.meets(block)]
    weights, hits = _weigh(blocks), _weigh(pointed)
    for nodes in (find_parts(root, "body"), (node for node in root.iter(*_GENERIC))):
        holder = _choose(nodes, weights, hits, hits[root] or weights[root])
        if holder is not None:
            return _read(holder, out)
    return _read_between(root, out, pointed, hits) if pointed else [block for block in blocks if _weight(block)]


def drop_boxes(blocks: Sequence[Block]) -> list[Block]:
    """Leaves out boxes that open with a line such as "read also": what else is in such an element belongs to it."""
    first: dict[Node, int] = {}
    sizes: Counter[Node] = Counter()
    for place, block in enumerate(blocks):
        for node in chain((block.node,), block.node.iterancestors()):
            first.setdefault(node, place)
            sizes[node] += len(block.text)
    most = _MUCH * sum(len(block.text) for block in blocks)
    boxes: set[Node] = set()
    for place, block in enumerate(blocks):
        if _opens_box(block):
            around = chain((block.node,), block.node.iterancestors())
            boxes.update(takewhile(lambda node: first[node] == place and sizes[node] <= most, around))  # noqa: B023
    return [
        block
        for block in blocks
        if block.node not in boxes and not any(node in boxes for node in block.node.iterancestors())
    ]


def _opens_box(block: Block) -> bool:
    """Whether a line of furniture speaks of what stands under it; with words of its own it stands for itself."""
    rule, _ = read_furniture(block.text)
    if rule is None:
        return False
    is_label = rule.drops is Drop.block or rule.id.startswith("link.")
    return block.node.tag in HEADINGS or (is_label and count_words(block.text) <= _LONGEST_LABEL)


def _read(holder: Node, out: frozenset[Node]) -> list[Block]:
    return [block for block in list_blocks(holder, leave_out=out) if not _is_link(block)]


def _read_between(root: Node, out: frozenset[Node], pointed: Sequence[Block], hits: Counter[Node]) -> list[Block]:
    """What stands from the first to the last of the blocks pointed at, in the innermost element that holds them."""
    holder = root
    while (inner := next((node for node in holder if hits[node] >= _NEARLY_ALL * hits[root]), None)) is not None:
        holder = inner
    blocks = list(list_blocks(holder, leave_out=out))
    known = {block.text for block in pointed}
    places = [place for place, block in enumerate(blocks) if block.text in known]
    return [block for block in blocks[places[0] : places[-1] + 1] if not _is_link(block)] if places else []


def _choose(nodes: Iterable[Node], weights: Counter[Node], hits: Counter[Node], wanted: int) -> Node | None:
    """The innermost of the heaviest, if it holds enough of what was pointed at."""
    found = [node for node in nodes if weights[node]]
    heaviest = max((weights[node] for node in found), default=0)
    heavy = [node for node in found if weights[node] >= _NEARLY_ALL * heaviest]
    inner = [node for node in heavy if not any(one is not node and node in one.iterancestors() for one in heavy)]
    best = next(iter(inner), None)
    holds = (hits if hits else weights)[best] if best is not None else 0
    return best if holds and holds >= _ENOUGH * wanted else None


def _find_furniture(root: Node) -> frozenset[Node]:
    """The boxes on the page that are no part of the article."""
    weights = _weigh(list_blocks(root))
    most = _MUCH * weights[root]
    return frozenset(
        node
        for node in root.iter()
        if isinstance(node.tag, str) and node is not root and weights[node] <= most and _is_furniture(node)
    )


def _is_furniture(node: Node) -> bool:
    style = node.get("style", "").replace(" ", "").lower()
    is_hidden = "display:none" in style or node.get("hidden") is not None or node.get("aria-hidden") == "true"
    return is_hidden or node.tag in _ASIDE or is_part(node, "furniture") or is_part(node, "caption")


def _weigh(blocks: Iterable[Block]) -> Counter[Node]:
    """How many letters of text each element holds."""
    weights: Counter[Node] = Counter()
    for block in blocks:
        if weight := _weight(block):
            for node in chain((block.node,), block.node.iterancestors()):
                weights[node] += weight
    return weights


def _weight(block: Block) -> int:
    is_text = count_words(block.text, limit=_FEWEST_WORDS) >= _FEWEST_WORDS and block.link_share < 0.5
    return len(block.text) if is_text else 0


def _is_link(block: Block) -> bool:
    return block.link_share > _MOSTLY_LINKS and not is_news_paragraph(block.text)


class _Pointers:
    """Lines that are said to be the article's; a block is met by its own text, or as a part of theirs."""

    def __init__(self, lines: Sequence[str]) -> None:
        keys = [fold_key(line) for line in lines]
        self._keys = set(keys)
        # A paragraph may have been broken into several lines.
        self._text = " ".join(keys)
        self._left = _MOST_BLOCKS

    def meets(self, block: Block) -> bool:
        """Whether `block` is one of the lines, or stands in one."""
        if not self._text or not _weight(block):
            return False
        key = fold_key(block.text)
        self._left -= 1
        return key in self._keys or (self._left > 0 and key in self._text)


@cache
def _load_extractor() -> Callable[..., str | None]:
    """trafilatura, when it is needed: it takes long to load, and warns of proxies that it will not be asked to use.

    What it logs of pages that it can't read would come among the answers of commands.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from trafilatura import extract  # noqa: PLC0415
    return extract


def _extract(page: str) -> list[str]:
    """The lines of what trafilatura takes for the article; none where it finds nothing or loses its way."""
    if len(page) > _LARGEST_FOR_EXTRACTION:
        return []
    try:
        text = _load_extractor()(page, include_comments=False, include_tables=True, output_format="txt")
    except (RecursionError, ValueError, TypeError, AttributeError):
        return []
    return [line.lstrip("-# ") for line in (text or "").splitlines() if line.strip()]
