"""HTTP on the wire: what is no HTTP is refused as a problem, too, before the application sees it, and an answer's head
goes out with the beginning of its body."""

from asyncio import BaseTransport, Transport
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.api.problems import MEDIA_TYPE, write_problem

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


class ProblemProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which would refuse in plain text."""

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin with somebody."""
        super().connection_made(cast(Transport, Joined(cast(Transport, transport))))

    def on_response_complete(self) -> None:
        """Go on to the next request."""
        cast(Joined, self.transport).flush()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """Tell what is wrong, and hang up."""
        body = write_problem(400, msg, path="/")
        head = f"HTTP/1.1 400 Bad Request\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
        self.transport.write(f"{head}connection: close\r\n\r\n".encode() + body)
        self.transport.close()
