"""What a page says about its article, outside of the text: JSON-LD, OpenGraph, meta elements, and what it shows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from app.arabic.normalize import fold_key
from app.ingest.dateline import read_day
from app.ingest.json_ld import Node as Said
from app.ingest.json_ld import find_article, follow, read_json_ld, text_of
from app.ingest.page_parts import find_parts
from app.ingest.page_tree import Node
from app.ingest.page_tree import text_of as shown
from app.records import LONGEST_URL

_ISO_DAY = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT_DAY = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.*)?\s*$")
_IN_UTC = re.compile(r"(?:Z|[+-]00:?00)\s*$")
_PATH_DAY = re.compile(r"/(20\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=/|-|$)")
_TITLE_JOINT = re.compile(r"\s+[-–—|»•·:]+\s+|\s*[|»]\s*")
_TITLES = ("og:title", "twitter:title", "dc.title", "title")
_DAYS = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "pubdate",
    "publishdate", "publish_date", "publish-date", "published_time", "publication_date", "dc.date.issued",
    "dcterms.created", "dc.date", "dc.date.created", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "article.published", "date",
)  # fmt: skip
_CHANGES = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "dc.date.modified",
)  # fmt: skip
_LANGUAGES = ("dc.language", "language", "og:locale")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "sailthru.author", "parsely-author", "twitter:creator_name")
# Shown dates stand near the headline; a page with more of them is a list.
_MOST_SHOWN = 40
_LONGEST_SHOWN = 160


@dataclass(frozen=True)
class Facts:
    """All that the page says and shows, each asked for when it is needed."""

    root: Node
    address: str | None

    @cached_property
    def said(self) -> Said:
        """The article's node in JSON-LD; empty where there is none."""
        titles = [*self.named(_TITLES), self.title, *(shown(node) for node in self.root.iter("h1"))]
        return find_article(self._nodes, titles=[part for title in titles for part in (title, *split_title(title))])

    @cached_property
    def metas(self) -> Mapping[str, str]:
        """The meta elements by name or property, the first of each."""
        found: dict[str, str] = {}
        for node in self.root.iter("meta"):
            name = node.get("property") or node.get("name") or node.get("itemprop") or ""
            content = (node.get("content") or "").strip()
            if content:
                found.setdefault(name.strip().lower(), content)
        return found

    @cached_property
    def _nodes(self) -> list[Said]:
        scripts = self.root.iter("script")
        return read_json_ld(node.text or "" for node in scripts if "ld+json" in (node.get("type") or "").lower())

    def named(self, names: Sequence[str]) -> Iterator[str]:
        """What the meta elements with these names say, in the order of the names."""
        return (text for name in names if (text := text_of(self.metas.get(name))))

    @property
    def titles(self) -> list[str]:
        """What the page says the headline is, without its own name behind it; the surest first."""
        said = text_of(self.said.get("headline")) or text_of(self.said.get("name"))
        return [self._without_outlet(title) for title in (said, *self.named(_TITLES), self.title) if title]

    @cached_property
    def title(self) -> str:
        """What the browser shows above the page: headline and outlet, mostly; empty where there is none."""
        return next((shown(node) for node in self.root.iter("title")), "")

    @cached_property
    def outlets(self) -> list[str]:
        """What the page calls the outlet; the surest first."""
        holders = (one for name in ("publisher", "sourceOrganization") for one in self.follow(name))
        sites = (node for node in self._nodes if "WebSite" in str(node.get("@type")))
        found = [*map(_name_of, holders), *self.named(_OUTLETS[:1]), *map(_name_of, sites), *self.named(_OUTLETS[1:])]
        return [name for name in found if name]

    @property
    def authors(self) -> Iterator[str]:
        """Who is said to have written the article; addresses are nobody's names."""
        said = [name for one in (*self.follow("author"), *self.follow("creator")) if (name := _name_of(one))]
        shown_ones = (shown(node) for node in find_parts(self.root, "author") if node.tag != "meta")
        for name in (*said, *self.named(_AUTHORS), *shown_ones):
            if not re.match(r"https?:|@|/", name):
                yield name

    @property
    def deck(self) -> str | None:
        """The line under the headline, where the page says that it is one."""
        return text_of(self.said.get("alternativeHeadline"))

    @property
    def stated_body(self) -> list[str]:
        """The paragraphs of `articleBody`; one, where it has lost its line ends."""
        body = self.said.get("articleBody")
        if not isinstance(body, str):
            return []
        marked = re.sub(r"(?i)<\s*(?:br|/p|/div|/h\d|/li)\b[^<>]*>", "\n", body)
        return [line.strip() for line in (text_of(marked) or "").splitlines() if line.strip()]

    @property
    def pictures(self) -> Iterator[Said]:
        """What is said of the article's pictures."""
        return (one for one in self.follow("image") if isinstance(one, Mapping))

    def follow(self, name: str) -> list[Said | str]:
        """What the article's node holds under `name`."""
        return follow(self.said.get(name), self._nodes) if self.said.get(name) else []

    def find_day(self, above: date | None) -> date | None:
        """The day of publication, as it was where the outlet is: a moment in UTC may be of the day before.

        `above` is the day that stands between headline and text.
        """
        said = [text_of(self.said.get(name)) for name in ("datePublished", "dateCreated")]
        marked = [node.get("content") or node.get("datetime") for node in self._marked("datePublished")]
        days = [(text, day) for text in (*said, *self.named(_DAYS), *marked) if text and (day := read_stamp(text))]
        seen = list(dict.fromkeys([*([above] if above else []), *self._shown_days()]))
        if days:
            text, day = days[0]
            near = [one for one in seen if abs(one - day) == timedelta(days=1)]
            return near[0] if near and day not in seen and _IN_UTC.search(text) else day
        times = (read_stamp(node.get("datetime") or "") for node in self.root.iter("time"))
        return next((day for day in times if day), None) or next(iter(seen), None) or self._day_in_path()

    def find_modification(self) -> date | None:
        """The day on which the article was last changed, where the page says so."""
        marked = [node.get("content") or node.get("datetime") for node in self._marked("dateModified")]
        said = (text_of(self.said.get("dateModified")), *self.named(_CHANGES), *marked)
        return next((day for text in said if text and (day := read_stamp(text))), None)

    @property
    def languages(self) -> Iterator[str]:
        """What the page says its language is; the surest first."""
        own = (text_of(self.said.get("inLanguage")), self.root.get("lang"), self.root.get("xml:lang"))
        metas = (node for node in self.root.iter("meta") if node.get("http-equiv", "").lower() == "content-language")
        return (text for text in (*own, *(node.get("content") for node in metas), *self.named(_LANGUAGES)) if text)

    def find_address(self) -> str | None:
        """The article's own address: what the page says it is, if that is on the same site, else where it was read."""
        links = [node.get("href") for node in self.root.iter("link") if "canonical" in (node.get("rel") or "").lower()]
        page = [*self.follow("mainEntityOfPage"), *self.follow("url")]
        said = [one.get("@id") if isinstance(one, Mapping) else one for one in page]
        for text in (*links, self.metas.get("og:url"), *said):
            if isinstance(text, str) and (address := _join(self.address, text)) and self._is_own(address):
                return address
        return self.address

    def _is_own(self, address: str) -> bool:
        """Another site's address would be a claim to its article, and a bare host's is that of no article."""
        if urlsplit(address).path in {"", "/"} and not urlsplit(address).query:
            return False
        return self.address is None or _site(self.address) == _site(address)

    def _marked(self, name: str) -> Iterator[Node]:
        return (node for node in self.root.iter() if node.get("itemprop") == name)

    def _shown_days(self) -> Iterator[date]:
        for node, _ in zip(find_parts(self.root, "date"), range(_MOST_SHOWN), strict=False):
            text = shown(node)
            if len(text) <= _LONGEST_SHOWN and (day := read_day(text) or read_stamp(text)):
                yield day

    def _day_in_path(self) -> date | None:
        found = _PATH_DAY.search(urlsplit(self.find_address() or "").path)
        return _make_day(*found.groups()) if found else None

    def _without_outlet(self, title: str) -> str:
        """The title without the outlet's name at either end."""
        names = {fold_key(part) for name in self.outlets for part in (name, *split_title(name))}
        parts = split_title(title)
        if len(parts) > 1 and fold_key(parts[-1]) in names:
            return title[: title.rindex(parts[-1])].rstrip(" -–—|»•·:")
        if len(parts) > 1 and fold_key(parts[0]) in names:
            return title[title.index(parts[0]) + len(parts[0]) :].lstrip(" -–—|»•·:")
        return title.strip()


def split_title(title: str) -> list[str]:
    """The parts of a title between dashes and bars."""
    return [part for part in _TITLE_JOINT.split(title.strip()) if part.strip()]


def read_stamp(text: str) -> date | None:
    """The day of a moment as machines write it, else as people do. The day is the writer's own, no zone is changed."""
    for pattern in (_ISO_DAY, _COMPACT_DAY):
        if found := pattern.match(text):
            return _make_day(*found.groups()[:3])
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return read_day(text[:_LONGEST_SHOWN])


def _make_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _name_of(one: Said | str) -> str | None:
    return text_of(one.get("name")) if isinstance(one, Mapping) else text_of(one)


def _join(base: str | None, text: str) -> str | None:
    try:
        address = urljoin(base or "", text.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    is_page = parts.scheme in {"http", "https"} and parts.hostname and not any(map(str.isspace, address))
    return address if is_page and len(address.encode(errors="replace")) <= LONGEST_URL else None


def has_host(address: str) -> bool:
    """Whether the address leads anywhere."""
    return _join(None, address) is not None


def _site(address: str) -> str:
    """The host without what only says how the page is laid out."""
    host = (urlsplit(address).hostname or "").lower().rstrip(".")
    return re.sub(r"^(?:www\d?|m|mobile|amp|ar|arabic)\.", "", host)
