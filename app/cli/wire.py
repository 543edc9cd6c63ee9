"""HTTP on the wire: what is no HTTP is refused as a problem, too, before the application sees it, a request's head has
bounds of size and time, and an answer's head goes out with the beginning of its body."""

from asyncio import BaseTransport, Transport
from collections.abc import Iterable
from typing import Any, cast

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.api.problems import MEDIA_TYPE, write_problem

LARGEST_HEAD = 131_072
"""Bytes that a request's line and headers may have before they end, about: room for the longest address, twice."""
HEAD_SECONDS = 30
"""How long they may take, from the connection or their first byte on; who never ends would hold a line for nothing."""
_CONTINUE = b"HTTP/1.1 100 Continue"


class Joined:
    """A connection that holds an answer's head back until the first of its body is there: one packet, not two.

    Measured: to write both apart takes a seventh of the time of an answer out of memory.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send it, behind the head if that still waits."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.writelines((head, data) if data else (head,))
        elif data.startswith(b"HTTP/") and not data.startswith(_CONTINUE):
            self._head = data
        elif data:
            self._transport.write(data)

    def flush(self) -> None:
        """Send a head that has no body."""
        self.write(b"")

    def close(self) -> None:
        """Hang up when all is sent."""
        self.flush()
        self._transport.close()


class UnchunkedCycle(RequestResponseCycle):
    """An answer to HTTP/1.0, which knows no chunks: where its length is not known, it ends with the connection."""

    async def send(self, message: Any) -> None:
        """Send it as it is."""
        if message["type"] == "http.response.start":
            # uvicorn would otherwise cut the answer into chunks.
            self.chunked_encoding = None if _tells_length(message["headers"]) else False
            self._is_open = self.chunked_encoding is False
        elif self._is_open:
            self.expected_content_length = len(message.get("body", b""))
        await super().send(message)


def _tells_length(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return any(name.lower() == b"content-length" for name, _ in headers)


class ProblemProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which would refuse in plain text, and read heads for ever."""

    _is_in_head = True
    _head_size = 0
    _begun = 0
    _answering: RequestResponseCycle | None = None
    _head_until = 0.0

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin with somebody."""
        super().connection_made(cast(Transport, Joined(cast(Transport, transport))))
        self._head_until = self.loop.time() + HEAD_SECONDS
        self._limit_time()

    def data_received(self, data: bytes) -> None:
        """Read what came, if it comes to an end."""
        self._begun = int(self.cycle is not None and self.cycle.more_body)
        super().data_received(data)
        if self._is_in_head and not self.transport.is_closing():
            # A piece in which others end before the head begins is not counted.
            self._head_size += len(data) if self._begun <= 1 else 0
            if self._head_size > LARGEST_HEAD:
                self._refuse(431, f"line and headers may have {LARGEST_HEAD} bytes")
            elif self.cycle is None or self.cycle.response_complete:
                self._limit_time()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell it to the answer that is under way: uvicorn tells the last in the row alone."""
        if self._answering is not None:
            self._answering.disconnected = not self._answering.response_complete
            self._answering.message_event.set()
        super().connection_lost(exc)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._is_in_head, self._head_size = True, 0
        self._begun += 1
        self._head_until = self.loop.time() + HEAD_SECONDS

    def on_headers_complete(self) -> None:
        """Its head has ended."""
        self._is_in_head = False
        super().on_headers_complete()
        if self.scope["http_version"] == "1.0" and self.cycle is not None:
            self.cycle.__class__ = UnchunkedCycle

    def on_response_complete(self) -> None:
        """Go on to the next request."""
        cast(Joined, self.transport).flush()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Tell what is wrong, and hang up."""
        self._refuse(400, msg)

    def _refuse(self, status: int, detail: str) -> None:
        body = write_problem(status, detail, path="/")
        line = STATUS_LINE[status].decode()
        head = f"{line}content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(head.encode() + body)
        self.transport.close()

    def _limit_time(self) -> None:
        # uvicorn takes it back with the next bytes, and hangs up where none come.
        self.timeout_keep_alive_task = self.loop.call_at(self._head_until, self.timeout_keep_alive_handler)
