"""Feeds (RSS, Atom, JSON Feed) and sitemaps → the addresses that they list."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
import orjson
from lxml import etree

from app.errors import UnreadableSource
from app.ingest.page_facts import read_stamp
from app.records import LONGEST_URL

# What one feed or sitemap may list; the protocol of sitemaps has the same bound.
MOST_ENTRIES = 50_000
_OPENS_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?[^>]*\?>\s*|<!DOCTYPE[^>\[]*>\s*)*<([\w:]+)",
    re.DOTALL,
)
# No tag of a feed has so many attributes; parsers compare each of them with all before it.
_MOST_ATTRIBUTES = 500
_LONG_TAG = re.compile(rb"<[^<>]{2500,}")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_FEEDS = {b"rss", b"feed", b"rdf:rdf", b"rdf"}
_SITEMAPS = {b"urlset", b"sitemapindex"}


@dataclass(frozen=True)
class Item:
    """One page that a list names, and what it says of it."""

    url: str
    published_at: date | None = None
    title: str | None = None


@dataclass(frozen=True)
class Listing:
    """What a feed or a sitemap lists: pages, and further sitemaps."""

    items: tuple[Item, ...]
    sitemaps: tuple[str, ...] = ()


def read_listing(data: bytes, *, address: str, content_type: str = "") -> Listing | None:
    """What `data` lists; None where it is neither a feed nor a sitemap. Addresses are joined to its own.

    Raises UnreadableSource for what would take hours to parse.
    """
    if any(tag[0].count(b"=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(data)):
        raise UnreadableSource(address, f"a tag in it has more than {_MOST_ATTRIBUTES} attributes")
    found = _OPENS_XML.match(data[:10_000])
    root = found[1].lower() if found else b""
    if root.rpartition(b":")[2] in _SITEMAPS:
        return _read_sitemap(data, address)
    if root in _FEEDS or root.rpartition(b":")[2] in _FEEDS:
        return _read_feed(data, address)
    if "json" in content_type or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_json_feed(data, address)
    return None


def _read_feed(data: bytes, address: str) -> Listing:
    # Handed over as bytes: given an address, the library would fetch it by itself.
    try:
        parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        # Of what the library can't cope with, it says nothing beforehand.
        raise UnreadableSource(address, f"can't be read as a feed ({type(error).__name__})") from error
    return Listing(tuple(_list_items(map(_read_entry, parsed.entries), address)))


def _read_entry(entry: Mapping[str, Any]) -> tuple[str, str, str]:
    """Link, day and title of an entry: the link of an article is the alternate one, or an id that is an address."""
    links = [link for link in entry.get("links", ()) if link.get("rel", "alternate") == "alternate"]
    link = (
        next((link["href"] for link in links if link.get("href")), None) or entry.get("link") or entry.get("id") or ""
    )
    return str(link), str(entry.get("published") or ""), str(entry.get("title") or "")


def _read_json_feed(data: bytes, address: str) -> Listing | None:
    try:
        feed = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        return None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version")):
        return None
    entries = (
        (_told(item, "url", "id"), _told(item, "date_published"), _told(item, "title"))
        for item in items
        if isinstance(item, dict)
    )
    return Listing(tuple(_list_items(entries, address)))


def _told(item: Mapping[str, Any], *names: str) -> str:
    return next((value for name in names if isinstance(value := item.get(name), str) and value), "")


def _read_sitemap(data: bytes, address: str) -> Listing:
    """Pages and further sitemaps; of news sitemaps the day and title of the article, too."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    root = etree.fromstring(data, parser=parser)
    pages: list[dict[str, str]] = []
    sitemaps: list[dict[str, str]] = []
    for node in root if root is not None else ():
        fields = {etree.QName(one).localname: (one.text or "").strip() for one in node.iter(etree.Element)}
        is_sitemap = etree.QName(node).localname == "sitemap" if isinstance(node.tag, str) else False
        (sitemaps if is_sitemap else pages).append(fields)
    entries = ((one.get("loc", ""), one.get("publication_date", ""), one.get("title", "")) for one in pages)
    further = _list_items(((one.get("loc", ""), "", "") for one in sitemaps), address)
    return Listing(tuple(_list_items(entries, address)), tuple(item.url for item in further))


def _list_items(entries: Iterable[tuple[str, str, str]], address: str) -> Iterator[Item]:
    """Each address once, in order."""
    seen: set[str] = set()
    for link, day, title in entries:
        url = _join(address, link)
        if url and url not in seen and len(seen) < MOST_ENTRIES:
            seen.add(url)
            yield Item(url, read_stamp(day) if day else None, title.strip() or None)


def _join(base: str, link: str) -> str | None:
    try:
        url = urljoin(base, link.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    is_page = parts.scheme in {"http", "https"} and bool(parts.hostname) and not _CONTROL.search(url)
    return url if is_page and link.strip() and len(url.encode(errors="replace")) <= LONGEST_URL else None
