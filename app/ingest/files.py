"""Files on disk → articles."""

import os
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from app.errors import UnreadableSource
from app.ingest.html_page import read_html_page
from app.ingest.plain_text import read_plain_text
from app.records import SourceDocument

# The longest articles have a tenth of a megabyte; what is larger than this is a mistake or an archive.
LARGEST_FILE = 20_000_000
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php")
_FIRST_TAG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HEAD = 2_000


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """Each file once, in the order given. A folder stays, for `read_file` to refuse it by its name."""
    seen: set[Path] = set()
    for path in paths:
        if (resolved := Path(os.path.realpath(path))) not in seen:  # `resolve` would raise at links in a circle
            seen.add(resolved)
            yield path


def list_texts(folder: Path) -> list[Path]:
    """The plain texts right in `folder`, by name: what the seed is."""
    return sorted(folder.glob("*.txt"))


def read_file(
    path: Path, *, source: str | None = None, published_at: date | None = None, url: str | None = None
) -> SourceDocument:
    """The article in one file, a plain text or a web page. Raises UnreadableSource and EmptySource, which name it."""
    return read_data(_read_bytes(path), name=str(path), source=source, published_at=published_at, url=url)


def read_data(
    data: bytes, *, name: str, source: str | None = None, published_at: date | None = None, url: str | None = None
) -> SourceDocument:
    """The article in the content of a file, whatever it is by its name or by itself. Raises the same."""
    read = read_html_page if is_page(data, name=name) else read_plain_text
    return read(data, name=name, source=source, published_at=published_at, url=url)


def is_page(data: bytes, *, name: str) -> bool:
    """Whether that is a web page, by its name or its first tag."""
    return name.lower().endswith(PAGE_SUFFIXES) or _FIRST_TAG.match(data[:_HEAD]) is not None


def _read_bytes(path: Path) -> bytes:
    with open_file(path) as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise UnreadableSource(path, f"larger than {LARGEST_FILE // 1_000_000} MB")
    return data


def open_file(path: Path) -> BinaryIO:
    """The file, open for reading. Raises UnreadableSource, which names it."""
    try:
        mode = path.stat().st_mode
        # A pipe would be waited for, a device may never end.
        if not (S_ISREG(mode) or S_ISDIR(mode)):
            raise UnreadableSource(path, "this is no regular file")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableSource(path, "there is no such file") from error
    except IsADirectoryError as error:
        raise UnreadableSource(path, "this is a folder; name the files in it") from error
    except OSError as error:
        raise UnreadableSource(path, error.strerror or "can't be opened") from error
