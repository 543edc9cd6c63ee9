"""Load on an HTTP server: `wrk` where it is installed, otherwise a generator of our own, slower but good for ratios."""

import asyncio
import http.client
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter

CONNECTIONS = 32
# wrk's own script: the paths in turn, and at the end what is counted as JSON would be.
_SCRIPT = """
local paths = {{ {paths} }}
local turn = 0
function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
{headers}
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %f %f %f %d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.timeout + {wrong}))
end
"""


@dataclass(frozen=True)
class Measured:
    """What a server did: requests a second, half and 99 of 100 answers within so many milliseconds, and failures."""

    rate: float
    p50: float
    p99: float
    failures: int


def press(
    port: int, paths: Sequence[str], *, seconds: float, headers: dict[str, str] | None = None, status: int = 200
) -> Measured:
    """Ask for the paths in turn, over as many connections at once as there are; every answer must have the status."""
    if shutil.which("wrk"):
        return _press_wrk(port, paths, seconds, headers or {}, status)
    return asyncio.run(_press_alone(port, paths, seconds, headers or {}, status))


def _press_wrk(port: int, paths: Sequence[str], seconds: float, headers: dict[str, str], status: int) -> Measured:
    script = _SCRIPT.format(
        paths=", ".join(f'"{path}"' for path in paths),
        headers="\n".join(f"wrk.headers['{name}'] = '{value}'" for name, value in headers.items()),
        # wrk calls every status above 399 an error; that an answer is 304 is checked beforehand.
        wrong="e.status",
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-s", file.name]
        done = subprocess.run([*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True)
    found = re.search(r"^RESULT (\S+) (\S+) (\S+) (\d+)$", done.stdout, re.MULTILINE)
    if not found:
        raise RuntimeError(f"wrk says: {done.stdout}{done.stderr}")
    rate, p50, p99, failures = found.groups()
    return Measured(float(rate), float(p50), float(p99), int(failures))


async def _press_alone(
    port: int, paths: Sequence[str], seconds: float, headers: dict[str, str], status: int
) -> Measured:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    requests = cycle([f"GET {path} HTTP/1.1\r\nHost: bench\r\n{lines}\r\n".encode() for path in paths])
    took: list[float] = []
    failures = 0
    end = perf_counter() + seconds

    async def ask_on() -> None:
        nonlocal failures
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (start := perf_counter()) < end:
            writer.write(next(requests))
            failures += await _read_answer(reader) != status
            took.append(perf_counter() - start)
        writer.close()

    await asyncio.gather(*(ask_on() for _ in range(CONNECTIONS)))
    took.sort()
    return Measured(len(took) / seconds, took[len(took) // 2] * 1e3, took[len(took) * 99 // 100] * 1e3, failures)


async def _read_answer(reader: asyncio.StreamReader) -> int:
    """The status; the body is read and dropped."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    if length:
        await reader.readexactly(int(length[1]))
    return int(head.split(None, 2)[1])


def probe(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """One answer: status, headers, body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
