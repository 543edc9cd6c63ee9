"""Where commands write what is too much for a screen."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.errors import UnreadableSource


@contextmanager
def open_output(path: Path | None) -> Iterator[BinaryIO]:
    """Where to write. A file appears under its name only when it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    # A pipe or device can't be replaced, only written to.
    partial = path if path.exists() and not path.is_file() else path.with_name(f"{path.name}.partial")
    try:
        sink = partial.open("wb")
    except OSError as error:
        raise UnreadableSource(path, f"can't be written: {error.strerror}") from error
    try:
        with sink:
            yield sink
        if partial != path:
            partial.replace(path)
    finally:
        if partial != path:
            partial.unlink(missing_ok=True)
