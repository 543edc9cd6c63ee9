"""What somebody sends → a document: a text, a page, or an address to be fetched, with what they know about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.ingest.fetch import Fetched, Fetcher
from app.ingest.html_page import read_html_page
from app.ingest.plain_text import read_plain_text, read_text
from app.ingest.robots import Robots
from app.records import SourceDocument

_NAME = "the article"


@dataclass(frozen=True)
class Submission:
    """One of text, page (`html`) and address alone; `told` holds fields of the document, and wins."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    told: Mapping[str, Any] = field(default_factory=dict)


def read_submission(submission: Submission, *, fetcher: Fetcher) -> SourceDocument:
    """The document. Raises UnreadableSource, EmptySource, RefusedAddress and FailedFetch."""
    told = {name: value for name, value in submission.told.items() if value is not None}
    if submission.text is None and submission.html is None:
        fetched = fetcher.fetch(submission.url or "", approve=Robots(fetcher).check)
        return _read_fetched(fetched, told).model_copy(update=told)
    if submission.url is not None:
        told["url"] = submission.url
    if submission.html is not None:
        document = read_html_page(submission.html, name=_NAME, url=submission.url, **_hints(told))
        return document.model_copy(update=told)
    document = read_text(
        submission.text or "", name=_NAME, title=told.get("title", ""), url=submission.url, **_hints(told)
    )
    return document.model_copy(update=told)


def _read_fetched(fetched: Fetched, told: Mapping[str, Any]) -> SourceDocument:
    if fetched.content_type == "text/plain":
        return read_plain_text(fetched.data, name=fetched.url, url=fetched.url, **_hints(told))
    return read_html_page(fetched.data, name=fetched.url, charset=fetched.charset, url=fetched.url, **_hints(told))


def _hints(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told.get(name) for name in ("source", "published_at")}
