"""Answers on the wire: an answer's head waits for its body, and for nothing else."""

import socket
from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from serving import serve_in_thread

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
def port() -> Iterator[int]:
    """Where a small application is served."""
    app = FastAPI()

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
