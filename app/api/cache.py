"""Answers with an ETag, kept in memory for whoever asks the same again.

The cache is exact: an answer is only given again while nothing has been written since, by any process. SQLite tells
by its data version, which changes for the watching connection with every commit of another; nobody writes over the
watching one. PostgreSQL has nothing that is as cheap, so that there each answer is made anew. What is kept are whole
answers, compressed or not, at most so many bytes of them; those asked for longest ago make room.

An ETag is the hash of the JSON, with the encoding's name behind it: strong, the same in every process and after
every restart. A request with a key is not answered from here.
"""

import gzip
import zlib
from asyncio import get_running_loop
from collections import OrderedDict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from xxhash import xxh3_128_hexdigest

from app.api.notes import NOTE, Note
from app.store.db import Database
from app.store.links import HERE

# Shorter answers fit into one packet as they are.
SMALLEST_COMPRESSED = 1000
COMPRESSION = 5
_JSON = b"application/json"
_VARY = (b"vary", b"Accept-Encoding")
# What a key, an entry and its headers take beside the body, about.
_OVERHEAD = 1000
Headers = list[tuple[bytes, bytes]]
Key = tuple[str, bytes, bool, str]


@dataclass(frozen=True)
class Answer:
    """A whole answer that is as good for the next who asks."""

    etag: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    async def send(self, scope: Scope, send: Send) -> None:
        """As 200, or as 304 to whom has it already."""
        if _is_known(self.etag, _join_headers(scope, b"if-none-match")):
            kept = [header for header in self.headers if header[0] not in {b"content-type", b"content-length"}]
            await send({"type": "http.response.start", "status": 304, "headers": kept})
            await send({"type": "http.response.body", "body": b""})
            return
        await send({"type": "http.response.start", "status": 200, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


class Shelf:
    """Answers by what was asked, of one state of the database."""

    def __init__(self, limit: int) -> None:
        self.limit, self.size = limit, 0
        self._version: int | None = None
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def find(self, key: Key, version: int | None) -> Answer | None:
        """The answer, if the database is still as it was."""
        if version != self._version:
            self._answers.clear()
            self.size, self._version = 0, version
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def keep(self, key: Key, version: int | None, answer: Answer) -> None:
        """Keep it, unless the database has changed since the question was put or it would fill half the shelf."""
        weight = _weigh(key, answer)
        if version is None or version != self._version or key in self._answers or weight > self.limit // 2:
            return
        self._answers[key] = answer
        self.size += weight
        while self.size > self.limit:
            self.size -= _weigh(*self._answers.popitem(last=False))


def _weigh(key: Key, answer: Answer) -> int:
    return len(key[0]) + len(key[1]) + len(answer.body) + _OVERHEAD


class AnswerCache:
    """Gives plain reads their ETag, and those asked again their answer."""

    def __init__(self, app: ASGIApp, *, database: Database, limit: int, control: str) -> None:
        self.app, self.database, self.control = app, database, control.encode("latin-1")
        self.shelf = Shelf(limit) if limit else None
        self._version: int | None = None
        self._is_asked = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or have it answered."""
        if not _is_plain(scope):
            await self.app(scope, receive, send)
            return
        packed = accepts_gzip(_header(scope, b"accept-encoding"))
        # Answers hold links to where they were asked for.
        key = (scope["path"], scope["query_string"], packed, HERE.get())
        # Asked before the question is put: what is written while it is answered makes the answer too old to keep.
        version = self._ask_version() if self.shelf else None
        answer = self.shelf.find(key, version) if self.shelf and version is not None else None
        if answer is not None:
            _note(scope, is_hit=True)
            await answer.send(scope, send)
            return
        held = _Held(send, packed=packed)
        await self.app(_without(scope, b"accept-encoding"), receive, held.take)
        if held.start is None:
            return
        answer = self._make(held, packed=packed)
        if answer is None:
            await held.release()
            return
        _note(scope, is_hit=False)
        if self.shelf:
            self.shelf.keep(key, version, answer)
        await answer.send(scope, send)

    def _ask_version(self) -> int | None:
        """The database's version, asked once for all requests that were waiting by then: none of them is newer."""
        if not self._is_asked:
            self._version, self._is_asked = self.database.version(), True
            # Runs behind those that wait now, and before any that comes in later.
            get_running_loop().call_soon(self._forget_version)
        return self._version

    def _forget_version(self) -> None:
        self._is_asked = False

    def _make(self, held: "_Held", *, packed: bool) -> Answer | None:
        """The answer; None for what isn't a success in plain JSON."""
        given: Headers = list(held.start["headers"]) if held.start else []
        names = dict(given)
        if held.start is None or held.start["status"] != 200 or names.get(b"content-type") != _JSON:
            return None
        if b"content-encoding" in names:
            return None
        body = held.body
        mark = xxh3_128_hexdigest(body)
        headers = [header for header in given if header[0] != b"content-length" and header != _VARY]
        if packed and len(body) >= SMALLEST_COMPRESSED:
            # Without a time inside, the same answer is the same bytes.
            body, mark = gzip.compress(body, COMPRESSION, mtime=0), f"{mark}-gzip"
            headers.append((b"content-encoding", b"gzip"))
        etag = f'"{mark}"'.encode()
        headers += [
            (b"content-length", str(len(body)).encode()),
            (b"etag", etag),
            (b"cache-control", self.control),
            _VARY,
        ]
        return Answer(etag, tuple(headers), body)


class _Held:
    """An answer that is held back until it is whole; one that comes in pieces is let through, compressed if asked."""

    def __init__(self, send: Send, *, packed: bool) -> None:
        self.start: Message | None = None
        self.body = b""
        self._send, self._packed, self._flows = send, packed, False

    async def take(self, message: Message) -> None:
        """The next of the answer's messages."""
        if message["type"] == "http.response.start":
            self.start = message
        elif self._flows or message.get("more_body"):
            await self._let_through(message)
        else:
            self.body = message.get("body", b"")

    async def _let_through(self, message: Message) -> None:
        start, self.start, self._flows = self.start, None, True
        if start is not None:
            self._packed = self._packed and b"content-encoding" not in dict(start["headers"])
            self._pack = zlib.compressobj(COMPRESSION, wbits=zlib.MAX_WBITS | 16)
            await self._send({**start, "headers": _packed(start["headers"])} if self._packed else start)
        if self._packed:
            body = self._pack.compress(message.get("body", b""))
            message = {**message, "body": body if message.get("more_body") else body + self._pack.flush()}
        await self._send(message)

    async def release(self) -> None:
        """Send what was held back."""
        if self.start is not None:
            await self._send(self.start)
            await self._send({"type": "http.response.body", "body": self.body})


def _packed(headers: Headers) -> Headers:
    kept = [header for header in headers if header[0] != b"content-length" and header != _VARY]
    return [*kept, (b"content-encoding", b"gzip"), _VARY]


def _without(scope: Scope, name: bytes) -> Scope:
    return {**scope, "headers": [header for header in scope["headers"] if header[0] != name]}


def _is_plain(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"].startswith("/v1/")
        and _header(scope, b"authorization") is None
    )


def _header(scope: Scope, name: bytes) -> bytes | None:
    for found, value in scope["headers"]:
        if found == name:
            content: bytes = value
            return content
    return None


def _join_headers(scope: Scope, name: bytes) -> bytes:
    """A header that is a list, which may stand on several lines."""
    return b",".join([value for found, value in scope["headers"] if found == name])


@lru_cache(maxsize=256)
def accepts_gzip(header: bytes | None) -> bool:
    """Whether an `Accept-Encoding` allows gzip; `gzip;q=0` refuses it."""
    for part in (header or b"").lower().split(b","):
        coding, _, weight = part.partition(b";")
        if coding.strip() == b"gzip":
            return weight.replace(b" ", b"").rstrip(b"0.") not in {b"q=", b"q"}
    return False


def _is_known(etag: bytes, header: bytes) -> bool:
    """Whether `If-None-Match` names the tag, by the weak comparison that RFC 9110 wants there."""
    if not header:
        return False
    return header.strip() == b"*" or etag in {tag.strip().removeprefix(b"W/") for tag in header.split(b",")}


def _note(scope: Scope, *, is_hit: bool) -> None:
    note: Any = scope.get(NOTE)
    if isinstance(note, Note):
        note.is_hit = is_hit
