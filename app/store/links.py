"""Addresses that answers hold: the service's own, and those that lead to the very words on the page they are from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

# Words on each side that tell one place of a page from another, and words that stand for a longer passage's ends.
_CONTEXT_WORDS = 3
_EDGE_WORDS = 4
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


class _Encoded(dict[str, str]):
    """Each character as a text fragment spells it. A dash or comma would else end a term."""

    def __missing__(self, character: str) -> str:
        self[character] = "%2D" if character == "-" else quote(character, safe="")
        return self[character]


_ENCODED = _Encoded()


def point_into(url: str | None, *, prefix: str, text: str, suffix: str) -> str | None:
    """The page's address with a text fragment, so that a browser scrolls to the words; None without a page."""
    if url is None or not is_web(url):
        return None
    mark = ":~:text=" if "#" in url else "#:~:text="
    return f"{url}{mark}{','.join(_terms(prefix, text, suffix))}"


def _terms(prefix: str, text: str, suffix: str) -> Iterator[str]:
    # No term may reach from one paragraph into another.
    before = prefix.rpartition("\n")[2].split()
    if len(prefix) >= _CUT and "\n" not in prefix and not prefix[0].isspace():
        before = before[1:]
    after = suffix.partition("\n")[0].split()
    if len(suffix) >= _CUT and "\n" not in suffix and not suffix[-1].isspace():
        after = after[:-1]
    if before:
        yield f"{_encode(before[-_CONTEXT_WORDS:])}-"
    yield from map(_encode, _edges(text))
    if after:
        yield f"-{_encode(after[:_CONTEXT_WORDS])}"


def _edges(text: str) -> Iterator[list[str]]:
    """The words, or the first and the last of them where they are many or reach over paragraphs."""
    first, last = text.partition("\n")[0].split(), text.rpartition("\n")[2].split()
    if "\n" not in text and len(first) <= 2 * _EDGE_WORDS:
        yield first
    else:
        yield first[:_EDGE_WORDS]
        yield last[-_EDGE_WORDS:]


def _encode(words: list[str]) -> str:
    return "".join(map(_ENCODED.__getitem__, " ".join(words)))
