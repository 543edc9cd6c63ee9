"""`musnad serve` as a process: under load when it is stopped, with several workers, on a port that is taken."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

WORDS = "وقال المتحدث باسم الوزارة خالد العلي إن الموسم جيد هذا العام. "


@contextmanager
def serving(folder: Path, *options: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server over a database in that folder, from when it is ready until it has stopped."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = os.environ | {"MUSNAD_DATA_DIR": str(folder), **settings}
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port), *options]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(server, port)
        yield server, port
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=30)


@pytest.fixture(scope="module")
def pair(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Two workers over one file, behind a proxy that they trust."""
    folder = tmp_path_factory.mktemp("pair")
    shutil.copy(migrated_file, folder / "musnad.db")
    settings = {"MUSNAD_TRUSTED_PROXIES": '["127.0.0.1"]', "MUSNAD_LOG_REQUESTS": "true", "MUSNAD_LOG_FORMAT": "json"}
    with serving(folder, "--workers", "2", **settings) as server:
        yield server


def wait_for(server: subprocess.Popen[str], port: int) -> None:
    deadline = monotonic() + 90
    while monotonic() < deadline and server.poll() is None:
        try:
            httpx.get(f"http://127.0.0.1:{port}/readyz")
        except httpx.TransportError:
            sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")


def read_log(server: subprocess.Popen[str], path: str) -> dict[str, Any]:
    """What is logged of the next request for that path."""
    assert server.stderr
    found: dict[str, Any] = next(line for line in map(json.loads, server.stderr) if line.get("path") == path)
    return found


def test_whoever_is_being_answered_when_the_server_is_stopped_gets_the_whole_answer(
    migrated_file: Path, tmp_path: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "musnad.db")
    settings = {"MUSNAD_LOG_REQUESTS": "true", "MUSNAD_LOG_FORMAT": "json"}
    with serving(tmp_path, **settings) as (server, port), ThreadPoolExecutor(8) as pool:
        headers = {"X-Forwarded-For": "203.0.113.9"}
        ask = partial(httpx.post, f"http://127.0.0.1:{port}/v1/analyze", timeout=60, headers=headers)
        answers = [pool.submit(ask, json={"text": WORDS * 60 + str(number)}) for number in range(8)]
        wait(answers, return_when=FIRST_COMPLETED)
        server.send_signal(signal.SIGTERM)
        assert [answer.result().status_code for answer in answers] == [200] * 8
        assert all(answer.result().json()["quotes"] for answer in answers)
        # Nobody is trusted by default.
        assert read_log(server, "/v1/analyze")["client"] == "127.0.0.1"
        assert server.wait(timeout=30) == 0


def test_several_workers_share_one_file_and_count_together(pair: tuple[subprocess.Popen[str], int]) -> None:
    _, port = pair
    tags = set()
    for number in range(30):
        answer = httpx.get(f"http://127.0.0.1:{port}/v1/speakers", params={"count": "true", "limit": number % 5 + 1})
        assert answer.status_code == 200
        tags.add(answer.headers["etag"])
    assert len(tags) == 1
    counted = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert 'musnad_requests_total{method="GET",route="/v1/speakers",status="200"} 30.0' in counted


def test_what_is_no_http_is_refused_as_a_problem(pair: tuple[subprocess.Popen[str], int]) -> None:
    with socket.create_connection(("127.0.0.1", pair[1]), timeout=10) as connection:
        connection.sendall(b"HELLO\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(4096), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in head
    assert b'"type":"urn:problem-type:musnad:bad-request"' in body


def test_a_trusted_proxy_may_say_who_asks(pair: tuple[subprocess.Popen[str], int]) -> None:
    server, port = pair
    httpx.get(f"http://127.0.0.1:{port}/v1/events", headers={"X-Forwarded-For": "203.0.113.9"})
    assert read_log(server, "/v1/events")["client"] == "203.0.113.9"


def test_a_port_that_is_taken_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "app.cli", "serve", "--port", str(port)],
            env=os.environ | {"MUSNAD_DATA_DIR": str(tmp_path / "data")},
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip() == f"error: can't listen on 127.0.0.1:{port}: Address already in use"
    assert not (tmp_path / "data").exists()
