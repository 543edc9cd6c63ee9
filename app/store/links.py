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
    return url is not None and url[:8].lower().startswith(("http://", "https://"))


# What stands between terms until all of them are encoded at once.
_AFTER_PREFIX, _BETWEEN, _BEFORE_SUFFIX = "\x01", "\x02", "\x03"


def point_into(url: str | None, fragment: str) -> str | None:
    """The page's address with a text fragment, so that a browser scrolls to the words; None without a page."""
    if url is None or not is_web(url):
        return None
    return f"{url}:~:text={fragment}" if "#" in url else f"{url}#:~:text={fragment}"


def make_fragment(prefix: str, text: str, suffix: str) -> str:
    """What finds the words on their page: their text fragment, without the address.

    Every byte is percent-encoded, since dashes and commas part the terms. No term reaches over paragraphs. It is
    kept with the quote: to work it out for each quote that is answered took a quarter of the answer's time.
    """
    before, after = _end_of(prefix), _beginning_of(suffix)
    words = _shorten(text)
    if before:
        words = f"{before}{_AFTER_PREFIX}{words}"
    if after:
        words = f"{words}{_BEFORE_SUFFIX}{after}"
    terms = f"%{words.encode().hex('%').upper()}"
    return terms.replace("%01", "-,").replace("%02", ",").replace("%03", ",-")


def _end_of(prefix: str) -> str:
    """Its last words that are whole and of the same paragraph."""
    line = prefix.rpartition("\n")[2]
    is_cut = len(line) >= _CUT and not line[0].isspace()
    words = line.rsplit(None, _CONTEXT)
    return " ".join(words[-_CONTEXT:] if len(words) > _CONTEXT else words[is_cut:])


def _beginning_of(suffix: str) -> str:
    """Its first words that are whole and of the same paragraph."""
    line = suffix.partition("\n")[0]
    is_cut = len(line) >= _CUT and not line[-1].isspace()
    words = line.split(None, _CONTEXT)
    return " ".join(words[:_CONTEXT] if len(words) > _CONTEXT else words[: len(words) - is_cut])


def _shorten(text: str) -> str:
    """All words, or the first and the last of them where they are many or reach over paragraphs."""
    is_whole = "\n" not in text
    first = (text if is_whole else text.partition("\n")[0]).split(None, 2 * _EDGE)
    if is_whole and len(first) <= 2 * _EDGE:
        return " ".join(first)
    last = (text if is_whole else text.rpartition("\n")[2]).rsplit(None, _EDGE)
    return f"{' '.join(first[:_EDGE])}{_BETWEEN}{' '.join(last[-_EDGE:])}"
