"""Which elements of a page are what, by the names in `rules/pages.toml`."""

import re
from collections.abc import Iterator
from functools import cache

from app.arabic.rulebook import load
from app.ingest.page_tree import Node
from app.ingest.wordlists import RULES

_ATTRIBUTES = ("class", "id", "itemprop")
_JOINTS = re.compile(r"[-_.:]+")
# A class has some dozen words at most; one with thousands was made to be read slowly.
_LONGEST_NAMES = 1_000


def is_part(node: Node, part: str) -> bool:
    """Whether one of the names of `node` is one of the rule `page.<part>`."""
    return bears_name(" ".join(node.get(name, "") for name in _ATTRIBUTES), part)


def bears_name(names: str, part: str) -> bool:
    """Whether one of the `names`, as in a class, is one of the rule `page.<part>`."""
    if not names.strip():
        return False
    words = [f"-{_JOINTS.sub('-', word).strip('-')}-" for word in names[:_LONGEST_NAMES].lower().split()]
    meant, never = _patterns(part)
    return any(meant.search(word) and not never.search(word) for word in words)


def find_parts(root: Node, part: str) -> Iterator[Node]:
    """The elements under `root` that are `part`, in order."""
    return (node for node in root.iter() if isinstance(node.tag, str) and is_part(node, part))


@cache
def _patterns(part: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What the names of the part match, and what none of them does."""
    rule = next(rule for rule in load("pages", RULES) if rule.id == f"page.{part}")
    meant, never = ("|".join(map(re.escape, rule.words(key))) for key in ("words", "never"))
    return re.compile(f"-(?:{meant})-"), re.compile(f"-(?:{never})-" if never else r"(?!)")
