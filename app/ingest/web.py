"""An address → an article, or what a feed or a sitemap lists: fetched as `app.ingest.fetch` and robots.txt allow."""

import gzip
import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from app.config import Settings
from app.errors import UnreadableSource
from app.ingest.charset import decode_page
from app.ingest.feeds import Listing, read_listing
from app.ingest.fetch import FEEDS, PAGES, Fetched, Fetcher, Policy
from app.ingest.html_page import read_html_page
from app.ingest.manners import Manners
from app.ingest.plain_text import read_text
from app.ingest.robots import Robots
from app.records import SourceDocument

_PACKED = b"\x1f\x8b"


def make_policy(settings: Settings) -> Policy:
    """What the settings allow to be fetched."""
    return Policy(
        allowed_hosts=frozenset(host.lower() for host in settings.fetch_allow_hosts),
        ports=frozenset(settings.fetch_ports),
        largest=int(settings.fetch_megabytes * 1_000_000),
        patience=min(10, settings.fetch_seconds),
        deadline=settings.fetch_seconds,
    )


# Under other types that feeds have, some servers send pages.
_NO_PAGES = frozenset(kind for kind in FEEDS if kind.endswith(("json", "rss+xml", "atom+xml", "rdf+xml")))


@dataclass(frozen=True)
class Web:
    """Fetches pages and lists of pages, with the manners that their hosts ask for. For one thread at a time."""

    fetcher: Fetcher
    robots: Robots
    manners: Manners = field(default_factory=Manners)

    def read_page(self, address: str, *, source: str | None = None, published_at: date | None = None) -> SourceDocument:
        """The article at `address`. Raises RefusedAddress, FailedFetch, UnreadableSource and EmptySource."""
        return read_fetched(self.fetch(address), source=source, published_at=published_at)

    def read_any(
        self, address: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> tuple[Fetched, Listing | None]:
        """What is at `address`, and what it lists if it is a feed or a sitemap that has changed since."""
        fetched = self.fetch(address, accepted=PAGES | FEEDS, etag=etag, last_modified=last_modified)
        if fetched.is_unchanged:
            return fetched, None
        data = _unpack(fetched, largest=self.fetcher.policy.largest)
        listing = read_listing(data, address=fetched.url, content_type=fetched.content_type)
        if listing is None and fetched.content_type in _NO_PAGES:
            raise UnreadableSource(fetched.url, f"this is {fetched.content_type}, and no feed that can be read")
        return fetched, listing

    def fetch(
        self,
        address: str,
        *,
        accepted: frozenset[str] = PAGES,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Fetched:
        """What is at `address`, after the pause that its host wants."""
        return self.fetcher.fetch(
            address, accepted=accepted, approve=self._approve, etag=etag, last_modified=last_modified
        )

    def _approve(self, address: str) -> None:
        self.robots.check(address)
        self.manners.wait(urlsplit(address).netloc, pause=self.robots.find_delay(address))


def make_web(settings: Settings, *, pause: float | None = None, sleep: Callable[[float], None] | None = None) -> Web:
    """What fetches as the settings say. `pause` is the least between two requests to one host, in seconds."""
    fetcher = Fetcher(make_policy(settings))
    manners = Manners(settings.fetch_pause if pause is None else pause)
    if sleep is not None:
        manners.sleep = sleep
    return Web(fetcher, Robots(fetcher), manners)


def read_fetched(fetched: Fetched, *, source: str | None = None, published_at: date | None = None) -> SourceDocument:
    """The article in what was fetched. Raises UnreadableSource and EmptySource."""
    if fetched.content_type == "text/plain":
        text = decode_page(fetched.data, declared=fetched.charset)
        return read_text(text, name=fetched.url, source=source, published_at=published_at, url=fetched.url)
    return read_html_page(
        fetched.data,
        name=fetched.url,
        charset=fetched.charset,
        source=source,
        published_at=published_at,
        url=fetched.url,
    )


def _unpack(fetched: Fetched, *, largest: int) -> bytes:
    """The bytes of a list; sitemaps are packed as files, too."""
    if not fetched.data.startswith(_PACKED):
        return fetched.data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(fetched.data)) as unpacked:
            data = unpacked.read(largest + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableSource(fetched.url, "its gzip can't be unpacked") from error
    if len(data) > largest:
        raise UnreadableSource(fetched.url, f"unpacked it is larger than {largest / 1_000_000:g} MB")
    return data
