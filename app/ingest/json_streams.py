"""JSON Lines and JSON arrays → entries, one record in memory at a time."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from app.ingest.entries import LARGEST_ENTRY, Entry, Refusal

_PIECE = 1 << 18
_GAP = re.compile(r"[\s,]*")
_TOO_LARGE = f"larger than {LARGEST_ENTRY // 1_000_000} MB"


def read_json(stream: BinaryIO, *, name: str) -> Iterator[Entry | Refusal]:
    """The records of a file that is an array of objects, one object, or one object on each line."""
    head = _Head(stream)
    if head.opens_array:
        yield from _read_array(head, name=name)
    elif head.opens_lines:
        yield from read_lines(head, name=name)
    else:
        yield from _read_object(head, name=name)


def read_lines(stream: "BinaryIO | _Head", *, name: str) -> Iterator[Entry | Refusal]:
    """The objects of JSON Lines. A line that can't be read is told, and the next one is read."""
    number = 0
    while line := stream.readline(LARGEST_ENTRY + 1):
        number += 1
        size = len(line)
        if size > LARGEST_ENTRY:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_PIECE)
                size += len(line)
            yield Refusal(f"{name}:{number}", _TOO_LARGE, size, is_record=True)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _read_line(line, f"{name}:{number}", size)


def _read_line(line: bytes, name: str, size: int) -> Entry | Refusal:
    try:
        record = orjson.loads(line.removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError as error:
        return Refusal(name, f"not JSON: {_bare(str(error))}", size, is_record=True)
    return _as_entry(record, name, size)


def _as_entry(record: object, name: str, size: int) -> Entry | Refusal:
    if isinstance(record, dict):
        return Entry(name, record, size)
    return Refusal(name, "not an object in { }", size, is_record=True)


def _read_object(head: "_Head", *, name: str) -> Iterator[Entry | Refusal]:
    """One object on many lines: a record, or what holds a list of records."""
    data = b"".join(iter(lambda: head.read(_PIECE), b"")) if head.is_within(LARGEST_ENTRY) else b""
    if not data:
        yield Refusal(name, _TOO_LARGE)
        return
    entry = _read_line(data, name, len(data))
    lists = (
        [one for one in entry.content.values() if _is_records(one)]
        if isinstance(entry, Entry) and isinstance(entry.content, dict)
        else []
    )
    if len(lists) != 1:
        yield entry
        return
    for number, record in enumerate(lists[0], start=1):
        yield Entry(f"{name}:{number}", record, len(data) // len(lists[0]))


def _is_records(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and len(one) > 1 for one in value)


class _Head:
    """A stream whose first bytes have been looked at."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ahead = stream.read(_PIECE)
        bare = self._ahead.lstrip(b"\xef\xbb\xbf \t\r\n")
        self.opens_array = bare.startswith(b"[")
        line, end, _ = bare.partition(b"\n")
        # An object on many lines opens with a bracket, a name and no more.
        self.opens_lines = not end or line.rstrip().endswith(b"}")

    def read(self, size: int) -> bytes:
        """The next bytes; empty at the end."""
        data, self._ahead = self._ahead, b""
        return data or self._stream.read(size)

    def is_within(self, limit: int) -> bool:
        """Whether all there is fits into `limit` bytes; it stays to be read."""
        self._ahead += self._stream.read(max(0, limit + 1 - len(self._ahead)))
        return len(self._ahead) <= limit

    def readline(self, limit: int) -> bytes:
        """The next line, or as much of it as `limit` allows."""
        end = self._ahead.find(b"\n", 0, limit)
        if end >= 0 or len(self._ahead) >= limit:
            cut = end + 1 if end >= 0 else limit
            line, self._ahead = self._ahead[:cut], self._ahead[cut:]
            return line
        line, self._ahead = self._ahead, b""
        return line + self._stream.readline(limit - len(line))


class _Text:
    """Text that is decoded as it is needed, and let go of when it has been read."""

    def __init__(self, head: _Head) -> None:
        self._head = head
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="surrogateescape")
        self.text = ""
        self.is_whole = False

    def grow(self) -> None:
        """Takes in as much again as there is: what is tried anew each time costs no more than twice its length."""
        goal = 2 * max(len(self.text), _PIECE)
        pieces = [self.text]
        length = len(self.text)
        while length < goal and not self.is_whole:
            data = self._head.read(_PIECE)
            self.is_whole = not data
            pieces.append(self._decoder.decode(data, final=self.is_whole))
            length += len(pieces[-1])
        self.text = "".join(pieces)


def _read_array(head: _Head, *, name: str) -> Iterator[Entry | Refusal]:
    """The objects of an array. Behind one that can't be read nothing says where the next begins: the rest is lost."""
    text, decoder = _Text(head), json.JSONDecoder(strict=False)
    text.grow()
    at, number = text.text.index("[") + 1, 0
    while True:
        at = _GAP.match(text.text, at).end()  # type: ignore[union-attr]  # it matches nothing at all, too
        if text.text.startswith("]", at):
            return
        found = _decode(decoder, text, at)
        number += 1
        place = f"{name}:{number}"
        if isinstance(found, str):
            yield Refusal(place, f"{found}; what follows in this file is not read")
            return
        record, end = found
        yield _as_entry(record, place, len(text.text[at:end].encode("utf-8", "surrogatepass")))
        at = end
        if at > _PIECE:
            text.text, at = text.text[at:], 0
        if len(text.text) - at < _PIECE and not text.is_whole:
            text.text, at = text.text[at:], 0
            text.grow()


def _decode(decoder: json.JSONDecoder, text: _Text, at: int) -> tuple[Any, int] | str:
    """The value at `at` and where it ends, or what is wrong with it."""
    while True:
        try:
            return decoder.raw_decode(text.text, at)
        except RecursionError:
            return "nested too deep"
        except ValueError as error:
            if text.is_whole:
                return f"not JSON: {_bare(str(error))}"
            if len(text.text) - at > LARGEST_ENTRY:
                return _TOO_LARGE
            text.grow()


def _bare(reason: str) -> str:
    """An error without the place it was found at: those of one kind are counted together."""
    return re.sub(r":? (?:at )?(?:line \d+ )?column \d+.*", "", reason)
