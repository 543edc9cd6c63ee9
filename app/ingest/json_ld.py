"""What a page says of its article in JSON-LD (schema.org), however badly it is written."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.arabic.normalize import fold_key

ARTICLE_TYPES = frozenset(
    {
        "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
        "BackgroundNewsArticle", "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting", "SocialMediaPosting",
        "TechArticle", "Report", "AdvertiserContentArticle", "AskPublicNewsArticle",
    }
)  # fmt: skip
# Deeper than any page nests what it says; what is deeper was made to hurt.
DEEPEST = 40
_MOST_NODES = 20_000
_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/)\s*;?\s*$")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_STRING_FIELD = r'"{}"\s*:\s*"((?:[^"\\]|\\.)*)"'
_RESCUED = ("headline", "datePublished", "articleBody", "alternativeHeadline")
_TAG = re.compile(r"<[^<>]{1,500}>")

Node = Mapping[str, Any]


def read_json_ld(scripts: Iterable[str]) -> list[Node]:
    """The nodes of all `scripts`, flat, those that others hold among them."""
    nodes: list[Node] = []
    for script in scripts:
        data = _parse(script)
        nodes += _flatten(data) if data is not None else _rescue(script)
    return nodes


def find_article(nodes: Iterable[Node], *, titles: Iterable[str]) -> Node:
    """The page's own article among those it names: the one with one of the page's `titles`, else the first."""
    articles = [node for node in nodes if types_of(node) & ARTICLE_TYPES]
    by_title = {fold_key(text_of(node.get("headline")) or ""): node for node in reversed(articles)}
    named = (by_title[key] for title in titles if (key := fold_key(title)) and key in by_title)
    return next(named, next(iter(articles), {}))


def types_of(node: Node) -> set[str]:
    """The types of a node, without what stands before their names."""
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return {name.rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str)}


def follow(value: object, nodes: Iterable[Node]) -> list[Node | str]:
    """What `value` stands for: itself, or the nodes that it refers to by their ids."""
    values = value if isinstance(value, list) else [value]
    by_id = {node["@id"]: node for node in nodes if len(node) > 1 and isinstance(node.get("@id"), str)}
    found: list[Node | str] = []
    for one in values:
        if isinstance(one, Mapping):
            found.append(by_id.get(one.get("@id"), one) if set(one) <= {"@id", "@type"} else one)
        elif isinstance(one, str):
            found.append(by_id.get(one, one))
    return found


def text_of(value: object) -> str | None:
    """A string's text, without tags and entities; the first of a list; None for all else and for nothing."""
    if isinstance(value, list):
        return next((text for one in value if (text := text_of(one))), None)
    if isinstance(value, Mapping):
        return text_of(value.get("@value"))
    if not isinstance(value, str):
        return None
    # Twice: what was made safe for HTML has been made safe for JSON again.
    return _TAG.sub("", html.unescape(html.unescape(value))).strip() or None


def _parse(script: str) -> object | None:
    bare = _WRAPPING.sub("", _WRAPPING.sub("", script)).strip().rstrip(";")
    for attempt in (bare, _TRAILING_COMMA.sub("", bare)):
        try:
            # Not strict: many pages leave line ends as they are inside strings.
            found: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return found
    return None


def _flatten(data: object) -> Iterator[Node]:
    waiting: list[tuple[object, int]] = [(data, 0)]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value, depth = waiting.pop()
        if isinstance(value, Mapping):
            yield value
        inner = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
        if depth < DEEPEST:
            waiting += [(one, depth + 1) for one in reversed(inner) if isinstance(one, (Mapping, list))]


def _rescue(script: str) -> list[Node]:
    """The fields that can still be read off what is no JSON, if it speaks of an article at all."""
    if not any(f'"{name}"' in script for name in ARTICLE_TYPES):
        return []
    fields: dict[str, Any] = {"@type": "Article"}
    for name in _RESCUED:
        if found := re.search(_STRING_FIELD.format(name), script, re.DOTALL):
            fields[name] = _unescape(found[1])
    for name in ("publisher", "author"):
        holder = rf'"{name}"\s*:\s*\[?\s*\{{[^{{}}]*?' + _STRING_FIELD.format("name")
        if found := re.search(holder, script):
            fields[name] = {"name": _unescape(found[1])}
    return [fields]


def _unescape(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
