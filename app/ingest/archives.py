"""Files, folders and archives of them → entries. Nothing is unpacked onto the disk, and nothing larger than a record
is held in memory.
"""

import gzip
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from app.errors import SourceError
from app.ingest.entries import LARGEST_ENTRY, Entry, Refusal
from app.ingest.files import PAGE_SUFFIXES, expand, open_file
from app.ingest.json_streams import read_json, read_lines
from app.ingest.tables import is_table, read_table

STDIN = "-"
_TABLES = (".csv", ".tsv")
_LINES = (".jsonl", ".ndjson", ".jl")
_TEXTS = (".txt", ".text")
_KNOWN = (*_TABLES, *_LINES, *_TEXTS, *PAGE_SUFFIXES, ".json", ".zip", ".gz")
# Text is packed to a third or a tenth; what was packed further than this, and comes to much, was made to burst.
_TIGHTEST = 200
_MUCH = 50_000_000
_ENCRYPTED = 0x1
_SNIFFED = 4_096

Entries = Iterator[Entry | Refusal]


def list_entries(paths: Iterable[Path]) -> Entries:
    """Every article in these files, folders and archives, each file once; `-` is standard input."""
    for path in expand(paths):
        if str(path) == STDIN:
            yield from _read_stdin()
        elif path.is_dir():
            yield from _read_folder(path)
        else:
            yield from _read_path(path)


def measure(paths: Iterable[Path]) -> int | None:
    """How many bytes there are to be read, unpacked; None where only reading tells."""
    total = 0
    for path in expand(paths):
        if str(path) == STDIN:
            return None
        files = _list_files(path) if path.is_dir() else [path]
        total += sum(map(_measure_file, files))
    return total


def _measure_file(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return measure_archive(file, name=str(path))
    except OSError:
        return 0


def measure_archive(file: BinaryIO, *, name: str) -> int:
    """How many bytes there are to be read in an open file, unpacked."""
    suffix = Path(name).suffix.lower()
    try:
        if suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                return sum(member.file_size for member in archive.infolist())
        size = file.seek(0, os.SEEK_END)
        if suffix == ".gz":
            file.seek(-4, os.SEEK_END)
            return max(size, int.from_bytes(file.read(4), "little"))
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return 0
    return size


def _read_stdin() -> Entries:
    stream = sys.stdin.buffer
    head = stream.read(_SNIFFED)
    name = "standard input"
    if head.startswith(b"PK\x03\x04"):
        yield Refusal(name, "a zip can't be read from standard input; name the file")
        return
    whole = _Chained(head, stream)
    if head.startswith(b"\x1f\x8b"):
        with gzip.GzipFile(fileobj=whole) as unpacked:  # type: ignore[call-overload]
            yield from _read_stream(unpacked, name=name, suffix="")
        return
    yield from _read_stream(whole, name=name, suffix="")  # type: ignore[arg-type]


class _Chained:
    """A stream with what has been read of it in front again."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; all there is where it is negative."""
        if size < 0:
            data, self._head = self._head + self._stream.read(), b""
            return data
        data, self._head = self._head[:size], self._head[size:]
        return data + self._stream.read(size - len(data))

    def readline(self, limit: int = -1) -> bytes:
        """The next line, or as much of it as `limit` allows."""
        end = self._head.find(b"\n")
        if end >= 0 and (limit < 0 or end < limit):
            line, self._head = self._head[: end + 1], self._head[end + 1 :]
            return line
        if 0 <= limit <= len(self._head):
            line, self._head = self._head[:limit], self._head[limit:]
            return line
        line, self._head = self._head, b""
        return line + self._stream.readline(limit - len(line) if limit >= 0 else -1)


def _read_folder(folder: Path) -> Entries:
    found = False
    for path in _list_files(folder):
        found = True
        yield from _read_path(path)
    if not found:
        yield Refusal(str(folder), "there is nothing in this folder that can be read")


def _list_files(folder: Path) -> list[Path]:
    """The files under a folder that have a known ending, by name; hidden ones and what links lead to are left out."""
    paths = (
        Path(root) / name
        for root, folders, names in os.walk(folder)
        for name in names
        if not any(part.startswith(".") for part in (Path(root) / name).relative_to(folder).parts)
    )
    return sorted(path for path in paths if path.suffix.lower() in _KNOWN and not path.is_symlink())


def _read_path(path: Path) -> Entries:
    try:
        with open_file(path) as file:
            yield from read_archive(file, name=str(path))
    except SourceError as error:
        yield Refusal(str(path), error.reason)


def read_archive(file: BinaryIO, *, name: str) -> Entries:
    """Every article in an open file, whose kind its name and its first bytes tell."""
    suffix = Path(name).suffix.lower()
    if suffix == ".zip" or zipfile.is_zipfile(file):
        yield from _read_zip(file, name=name)
    else:
        file.seek(0)
        yield from _read_packed(file, name=name, suffix=suffix)


def _read_packed(file: BinaryIO, *, name: str, suffix: str) -> Entries:
    """A file that may be packed by gzip; its inner name ends before `.gz`."""
    head = file.read(2)
    file.seek(0)
    if head != b"\x1f\x8b":
        yield from _read_stream(file, name=name, suffix=suffix)
        return
    with gzip.GzipFile(fileobj=file) as unpacked:
        inner = Path(name.lower().removesuffix(".gz")).suffix
        yield from _guarded(_Measured(unpacked, file.tell), name=name, suffix=inner)


def _guarded(stream: "BinaryIO | _Measured", *, name: str, suffix: str) -> Entries:
    """The entries of a packed stream, up to where it is broken or bursts."""
    try:
        yield from _read_stream(stream, name=name, suffix=suffix)  # type: ignore[arg-type]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, _Burst) as error:
        yield Refusal(name, f"can't be unpacked: {error or 'it is broken'}; what follows in it is not read")


def _read_zip(file: BinaryIO, *, name: str) -> Entries:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield Refusal(name, f"this zip can't be read: {error}")
        return
    with archive:
        for member in archive.infolist():
            place = f"{name}/{_printable(member.filename)}"
            if not member.is_dir() and not _is_hidden(member.filename):
                yield from _read_member(archive, member, name=place)


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, *, name: str) -> Entries:
    suffix = Path(member.filename).suffix.lower()
    if reason := _refuse_member(member, suffix):
        yield Refusal(name, reason, member.file_size)
        return
    try:
        opened = archive.open(member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        yield Refusal(name, f"can't be unpacked: {error}", member.file_size)
        return
    with opened as stream:
        yield from _guarded(stream, name=name, suffix=suffix)  # type: ignore[arg-type]


def _refuse_member(member: zipfile.ZipInfo, suffix: str) -> str | None:
    """Why a member is not even opened; None where it is."""
    if member.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if suffix in {".zip", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz"}:
        return "an archive in an archive is not read"
    if suffix not in _KNOWN:
        return f"files that end in {suffix or 'nothing'} are not read"
    if member.file_size > _MUCH and member.file_size > _TIGHTEST * max(1, member.compress_size):
        return "packed so tightly that it must be a bomb"
    return None


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.replace("\\", "/").split("/"))


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:200]


def _read_stream(stream: BinaryIO, *, name: str, suffix: str) -> Entries:
    readers: dict[str, Callable[..., Entries]] = {
        **dict.fromkeys(_TABLES, read_table),
        **dict.fromkeys(_LINES, read_lines),
        ".json": read_json,
    }
    if reader := readers.get(suffix):
        yield from reader(stream, name=name)
        return
    head = stream.read(_SNIFFED)
    whole = _Chained(head, stream)
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix not in (*_TEXTS, *PAGE_SUFFIXES) and bare.startswith((b"{", b"[{", b"[\n", b"[ ", b"[\r")):
        yield from read_json(whole, name=name)  # type: ignore[arg-type]
        return
    if not suffix and is_table(head):
        yield from read_table(whole, name=name)  # type: ignore[arg-type]
        return
    data = whole.read(LARGEST_ENTRY + 1)
    if len(data) > LARGEST_ENTRY:
        yield Refusal(name, f"larger than {LARGEST_ENTRY // 1_000_000} MB", len(data))
    else:
        yield Entry(name, data, len(data))


class _Burst(Exception):
    """A stream has come to more than anything honest would."""


class _Measured:
    """An unpacked stream that is given up when it is out of all proportion to what it was packed into."""

    def __init__(self, stream: gzip.GzipFile, position: Callable[[], int]) -> None:
        self._stream, self._position = stream, position
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        """As the stream's own."""
        return self._count(self._stream.read(size))

    def readline(self, limit: int = -1) -> bytes:
        """As the stream's own."""
        return self._count(self._stream.readline(limit))

    def _count(self, data: bytes) -> bytes:
        self._read += len(data)
        if self._read > _MUCH and self._read > _TIGHTEST * max(1, self._position()):
            raise _Burst("packed so tightly that it must be a bomb")
        return data
