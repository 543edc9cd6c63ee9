"""Files on disk → articles."""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from app.errors import UnreadableSource
from app.ingest.plain_text import read_plain_text
from app.records import SourceDocument

# The longest articles have a tenth of a megabyte; what is larger than this is a mistake or an archive.
LARGEST_FILE = 20_000_000


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
    """The article in one file. Raises UnreadableSource and EmptySource, which name the path."""
    return read_plain_text(_read_bytes(path), name=str(path), source=source, published_at=published_at, url=url)


def _read_bytes(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        # A pipe would be waited for, a device may never end.
        if not (S_ISREG(mode) or S_ISDIR(mode)):
            raise UnreadableSource(path, "this is no regular file")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise UnreadableSource(path, "there is no such file") from error
    except IsADirectoryError as error:
        raise UnreadableSource(path, "this is a folder; name the files in it") from error
    except OSError as error:
        raise UnreadableSource(path, error.strerror or "can't be opened") from error
    if len(data) > LARGEST_FILE:
        raise UnreadableSource(path, f"larger than {LARGEST_FILE // 1_000_000} MB")
    return data
