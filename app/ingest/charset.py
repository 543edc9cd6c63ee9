"""Bytes of a page → text. Arabic pages often say nothing of their code page, or say it wrong."""

import codecs
import re
from collections.abc import Iterator

import charset_normalizer

# The longer marks first: UTF-32's begins like UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
# As browsers do: the declaration stands in the first kilobytes or nowhere.
_META_WITHIN = 8_192
_ARABIC_PAGES = ("cp1256", "iso8859_6")
# The article in Arabic is the most frequent pair of letters; in the wrong code page it comes out as something else.
_ARTICLE = "ال"
_MOST_BROKEN = 0.002
_SAMPLE = 200_000
_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\0\t\n\r\f\x1b"]
_MOST_CONTROLS = 0.01


def decode_page(data: bytes, *, declared: str | None = None) -> str:
    """The text of a page; `declared` is what the transport said of its charset. Never fails: a byte may be lost."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if (text := _decode_utf8(data)) is not None:
        return text
    candidates = [*_known([declared, _read_meta(data)]), *_ARABIC_PAGES]
    best = max(candidates, key=lambda encoding: _count_articles(data, encoding))
    if _count_articles(data, best):
        return data.decode(best, errors="replace")
    return data.decode(_guess(data, candidates), errors="replace")


def is_binary(text: str) -> bool:
    """Whether it is full of what no text holds: what was decoded was none."""
    sample = text[:_SAMPLE]
    return sum(map(sample.count, _CONTROLS)) > _MOST_CONTROLS * len(sample)


def _decode_utf8(data: bytes) -> str | None:
    """UTF-8 checks itself: what decodes is that, and a few bytes that were cut through do not change it."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    return text if broken <= _MOST_BROKEN * len(text) and _ARTICLE in text else None


def _read_meta(data: bytes) -> str | None:
    found = _META.search(data[:_META_WITHIN])
    return found[1].decode("ascii", errors="replace") if found else None


def _known(names: list[str | None]) -> Iterator[str]:
    for name in names:
        try:
            info = codecs.lookup(name or "")
        except (LookupError, ValueError):
            continue
        # A codec that makes no text of bytes (`rot13`, `hex`) is none to read a page with.
        if getattr(info, "_is_text_encoding", True):
            yield info.name


def _count_articles(data: bytes, encoding: str) -> int:
    return data[:_SAMPLE].decode(encoding, errors="replace").count(_ARTICLE)


def _guess(data: bytes, candidates: list[str]) -> str:
    """No Arabic in it: what was declared, else what it looks like."""
    if len(candidates) > len(_ARABIC_PAGES):
        return candidates[0]
    found = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    return found.encoding if found else "cp1252"
