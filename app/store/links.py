"""Addresses that answers hold: the service's own, and those that lead to the very words on the page they are from."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

HERE: ContextVar[str] = ContextVar("HERE", default="")
"""Address that links in answers begin with, for whoever is being answered; without one they begin with a slash."""
# Words on each side that tell one place of a page from another, and words that stand for a longer passage's ends.
_CONTEXT, _EDGE = 2, 3
# A prefix or suffix this long was cut, maybe inside a word; a browser matches whole words only.
_CUT = 32


@dataclass(frozen=True)
class Site:
    """Where this service is reached by others; `address` has no slash at its end."""

    address: str

    def of(self, kind: str, row_id: int) -> str:
        """Address of a row: `of("quotes", 12)`."""
        return f"{self.address}/v1/{kind}/{row_id}"

    def page(self, article: Mapping[str, Any]) -> str:
        """Where an article is read: its page on the web, or here."""
        url = article["url"]
        return str(url) if is_web(url) else self.of("articles", article["id"])


def is_web(url: str | None) -> bool:
    """Whether it is an address that a link may lead to; others may run what they hold."""
    return url is not None and url.lower().startswith(("http://", "https://"))


def point_into(url: str | None, prefix: str, text: str, suffix: str) -> str | None:
    """The page's address with a text fragment, so that a browser scrolls to the words; None without a page.

    Every byte is percent-encoded, since dashes and commas part the terms. No term reaches over paragraphs.
    """
    if url is None or not is_web(url):
        return None
    before, after = _find_context(prefix, suffix)
    first, last = text.partition("\n")[0].split(), text.rpartition("\n")[2].split()
    is_short = "\n" not in text and len(first) <= 2 * _EDGE
    terms = (
        f"{_encode(before)}-" if before else None,
        _encode(first if is_short else first[:_EDGE]),
        None if is_short else _encode(last[-_EDGE:]),
        f"-{_encode(after)}" if after else None,
    )
    return f"{url}{':~:text=' if '#' in url else '#:~:text='}{','.join(filter(None, terms))}"


def _find_context(prefix: str, suffix: str) -> tuple[list[str], list[str]]:
    """The words before and behind, as far as they are whole and of the same paragraph."""
    before, after = prefix.rpartition("\n")[2], suffix.partition("\n")[0]
    whole_before = before.split() if len(before) < _CUT or before[:1].isspace() else before.split()[1:]
    whole_after = after.split() if len(after) < _CUT or after[-1:].isspace() else after.split()[:-1]
    return whole_before[-_CONTEXT:], whole_after[:_CONTEXT]


def _encode(words: list[str]) -> str:
    return "%" + " ".join(words).encode().hex("%").upper()
