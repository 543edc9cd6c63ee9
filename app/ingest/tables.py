"""CSV, also as spreadsheets write it → entries: one for each row, by the names in the first."""

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from app.ingest.charset import decode_page
from app.ingest.entries import LARGEST_ENTRY, Entry, Refusal

_SAMPLE = 1 << 16
_DELIMITERS = ",;\t|"
_FIELD = re.compile(r"[A-Za-z_][\w.-]{0,63}", re.ASCII)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def is_table(head: bytes) -> bool:
    """Whether the first bytes of something without a name are a table's: names of fields, and a row behind them.

    Names are in Latin letters and hold no space, as programs write them: so no sentence is one.
    """
    lines = head.decode(_tell(head), errors="replace").splitlines()[:2]
    if len(lines) < 2:
        return False
    delimiter = max(_DELIMITERS, key=lines[0].count)
    names = [name.strip('"') for name in lines[0].split(delimiter)]
    return len(names) > 1 and all(map(_FIELD.fullmatch, names)) and delimiter in lines[1]


def read_table(stream: BinaryIO, *, name: str) -> Iterator[Entry | Refusal]:
    """The rows of a table. One that can't be read is told, and the next one is read."""
    sample = stream.read(_SAMPLE)
    text = io.TextIOWrapper(
        io.BufferedReader(_Rejoined(sample, stream)), encoding=_tell(sample), errors="surrogateescape", newline=""
    )
    csv.field_size_limit(LARGEST_ENTRY)
    header_line = text.readline(_SAMPLE)
    delimiter = max(_DELIMITERS, key=header_line.count)
    header = [field.strip() for field in next(csv.reader([header_line], delimiter=delimiter), [])]
    rows = csv.reader(_bounded(text), delimiter=delimiter)
    number = 1
    while True:
        number += 1
        place = f"{name}:{number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refusal(place, f"not CSV: {error}", is_record=True)
            continue
        yield from _read_row(header, row, place)


def _read_row(header: list[str], row: list[str], place: str) -> Iterator[Entry | Refusal]:
    size = sum(len(field.encode("utf-8", "surrogateescape")) + 1 for field in row)
    if len(row) > len(header) or (len(row) < len(header) and any(row)):
        yield Refusal(place, "the row has not as many fields as the header", size, is_record=True)
    elif any(row):
        yield Entry(place, dict(zip(header, row, strict=True)), size)


def _tell(sample: bytes) -> str:
    """The sample's encoding: UTF-8 if it is that, else the one that makes Arabic of it."""
    if sample.startswith(_UTF16_MARKS):
        return "utf-16"
    # A letter may have been cut through at the end.
    cut = sample[: sample.rfind(b"\n") + 1] or sample[:-4]
    try:
        cut.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8-sig" if cut.decode("utf-8", errors="replace") == decode_page(cut) else "cp1256"
    return "utf-8-sig"


def _bounded(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines; one without an end comes in pieces, which the reader then finds too large."""
    while line := text.readline(LARGEST_ENTRY + 1):
        yield line


class _Rejoined(io.RawIOBase):
    """A stream with the bytes before it that have been read already."""

    def __init__(self, ahead: bytes, stream: BinaryIO) -> None:
        self._ahead, self._stream = ahead, stream

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fills the buffer as far as there is something."""
        size = len(buffer)
        data = self._ahead[:size] or self._stream.read(size)
        self._ahead = self._ahead[size:]
        buffer[: len(data)] = data
        return len(data)
