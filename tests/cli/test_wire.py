"""Answers on the wire: an answer's head waits for its body, and for nothing else."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from serving import serve_in_thread

from app.cli import wire
from app.cli.wire import Joined, ProblemProtocol


class Line:
    """A transport that notes what is sent at once."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.is_closed = False

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def writelines(self, parts: tuple[bytes, ...]) -> None:
        self.sent.append(b"".join(parts))

    def close(self) -> None:
        self.is_closed = True


def test_head_and_body_are_sent_at_once() -> None:
    line = Line()
    joined = Joined(line)  # type: ignore[arg-type]
    joined.write(b"HTTP/1.1 200 OK\r\n\r\n")
    joined.write(b"body")
    joined.write(b"more")
    assert line.sent == [b"HTTP/1.1 200 OK\r\n\r\nbody", b"more"]


def test_a_head_without_body_is_sent_before_the_line_is_closed() -> None:
    line = Line()
    joined = Joined(line)  # type: ignore[arg-type]
    joined.write(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    assert line.sent == []
    joined.close()
    assert (line.sent, line.is_closed) == ([b"HTTP/1.1 304 Not Modified\r\n\r\n"], True)


@pytest.fixture
def left() -> threading.Event:
    """Whether somebody who was sent an answer without end has been missed."""
    return threading.Event()


@pytest.fixture
def port(left: threading.Event) -> Iterator[int]:
    """Where a small application is served."""
    app = FastAPI()

    @app.get("/endless")
    async def answer_for_ever() -> Response:
        async def go_on() -> AsyncIterator[bytes]:
            try:
                while True:
                    yield b"more"
                    await asyncio.sleep(0.01)
            finally:
                left.set()

        return StreamingResponse(go_on())

    @app.get("/whole")
    @app.head("/whole")
    async def answer_whole() -> Response:
        return Response(b"whole")

    @app.get("/known")
    async def answer_known() -> Response:
        return Response(status_code=304)

    @app.get("/parts")
    async def answer_parts() -> Response:
        return StreamingResponse(iter([b"one ", b"two"]))

    @app.post("/echo")
    async def answer_echo(request: Request) -> Response:
        return Response(await request.body())

    with serve_in_thread(app, http=ProblemProtocol) as address:
        yield int(address.rpartition(":")[2])


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def read_on(line: socket.socket, *, until: bytes, times: int = 1) -> bytes:
    """What comes back, as far as it has ended so for that many times."""
    answer = b""
    while answer.count(until) < times or not answer.endswith(until):
        more = line.recv(65536)
        assert more, answer
        answer += more
    return answer


@pytest.mark.parametrize(
    ("request_line", "status", "until"),
    [
        ("GET /whole", b"200", b"\r\n\r\nwhole"),
        ("HEAD /whole", b"200", b"\r\n\r\n"),
        ("GET /known", b"304", b"\r\n\r\n"),
        ("GET /parts", b"200", b"two\r\n0\r\n\r\n"),
    ],
)
def test_every_answer_arrives_and_the_line_stays_open(
    port: int, request_line: str, status: bytes, until: bytes
) -> None:
    twice = f"{request_line} HTTP/1.1\r\nhost: a\r\n\r\n" * 2
    with connect(port) as line:
        line.sendall(twice.encode())
        answer = read_on(line, until=until, times=2)
    assert answer.count(b"HTTP/1.1 " + status) == 2


def test_who_waits_to_be_told_to_go_on_is_told_at_once(port: int) -> None:
    head = "POST /echo HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n"
    with connect(port) as line:
        line.sendall(head.encode())
        assert line.recv(65536).startswith(b"HTTP/1.1 100")
        line.sendall(b"hi")
        answer = read_on(line, until=b"hi")
    assert answer.startswith(b"HTTP/1.1 200")


def test_what_is_no_http_is_refused_as_a_problem(port: int) -> None:
    with connect(port) as line:
        line.sendall(b"no http\r\n\r\n")
        answer = read_on(line, until=b"}")
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer


def read_all(line: socket.socket) -> bytes:
    """What comes back until the other side hangs up."""
    answer = b""
    while more := line.recv(65536):
        answer += more
    return answer


def test_http_1_0_which_knows_no_chunks_is_answered_without_until_the_line_ends(port: int) -> None:
    with connect(port) as line:
        line.sendall(b"GET /parts HTTP/1.0\r\n\r\n")
        head, _, body = read_all(line).partition(b"\r\n\r\n")
    assert b"transfer-encoding" not in head
    assert b"connection: close" in head
    assert body == b"one two"


def test_a_length_that_is_known_is_told_to_http_1_0(port: int) -> None:
    with connect(port) as line:
        line.sendall(b"GET /whole HTTP/1.0\r\n\r\n")
        head, _, body = read_all(line).partition(b"\r\n\r\n")
    assert b"content-length: 5" in head
    assert body == b"whole"


@pytest.mark.parametrize(
    "endless",
    [
        pytest.param(b"GET /whole?" + b"a" * wire.LARGEST_HEAD, id="an address"),
        pytest.param(b"GET /whole HTTP/1.1\r\nhost: a\r\nx: " + b"a" * wire.LARGEST_HEAD, id="a header"),
        pytest.param(b"GET /whole HTTP/1.1\r\nhost: a\r\n" + b"x: a\r\n" * (wire.LARGEST_HEAD // 6), id="headers"),
    ],
)
def test_a_head_without_end_is_refused(port: int, endless: bytes) -> None:
    # Not a byte more than is read before it is refused: the line would be reset, and the answer lost.
    with connect(port) as line:
        line.sendall(endless.ljust(wire.LARGEST_HEAD + 1, b"a")[: wire.LARGEST_HEAD + 1])
        answer = read_all(line)
    assert answer.startswith(b"HTTP/1.1 431")
    assert b"application/problem+json" in answer


def test_bodies_are_not_counted_as_heads(port: int) -> None:
    size = 3 * wire.LARGEST_HEAD
    with connect(port) as line:
        for _ in range(2):
            head = f"POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: {size}\r\n\r\n"
            line.sendall(head.encode() + b"b" * size)
            answer = read_on(line, until=b"b" * size)
            assert answer.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("begun", [b"", b"GET /who", b"GET /whole HTTP/1.1\r\nhost: a\r\n"])
def test_nobody_may_take_forever_over_a_head(monkeypatch: pytest.MonkeyPatch, port: int, begun: bytes) -> None:
    monkeypatch.setattr(wire, "HEAD_SECONDS", 0.05)
    with connect(port) as line:
        line.sendall(begun)
        assert read_all(line) == b""


def test_a_slow_head_in_time_is_answered(port: int) -> None:
    with connect(port) as line:
        for part in (b"GET /who", b"le HTTP/1.1\r\n", b"host: a\r\n", b"\r\n"):
            line.sendall(part)
        assert read_on(line, until=b"whole").startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("asked", [1, 2])
def test_who_leaves_is_missed_even_if_more_was_asked_in_one_breath(
    port: int, left: threading.Event, asked: int
) -> None:
    with connect(port) as line:
        line.sendall(b"GET /endless HTTP/1.1\r\nhost: a\r\n\r\n" * asked)
        assert line.recv(1000)
    assert left.wait(timeout=10)
