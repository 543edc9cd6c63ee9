"""Reading while somebody writes at full speed: `python -m bench.load [--seconds S] [--quotes N] [--workers N]`.

Thirty-two readers ask the lists that people look at, first alone and then beside `musnad ingest`, which is given
articles without end for the same database. Nothing may fail or be locked, memory has to stay flat, and 99 of 100
answers take at most five times as long as without the writer. Ten minutes say more than two.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import IO

import orjson

from app.store.db import Database
from bench.contestants import free_port, run_musnad
from bench.million import OUTLETS, WORDS, open_million
from bench.pressure import Measured, press
from bench.processes import memory_of

SLICE = 10
P99_BAR = 5.0
_ABOUT = (
    "/v1/speakers/{n}/quotes", "/v1/quotes/{n}", "/v1/quotes?kind=direct&said_from=2019-01-01", "/v1/articles/{n}",
    "/v1/events?precision=day", "/v1/speakers?kind=person", "/v1/quotes?speaker={n}&count=true", "/v1/articles",
)  # fmt: skip


def make_lines() -> Iterator[bytes]:
    """Made-up articles without end, a line each."""
    words, outlets = WORDS.split(), OUTLETS.split()
    for number in count():
        turned = words[number % len(words) :] + words[: number % len(words)]
        said = "\n\n".join(f"وقال الوزير سامر {word} إن {' '.join(turned)} {number}." for word in turned[:8])
        yield orjson.dumps(
            {
                "external_id": f"load-{number}",
                "url": f"https://load.example/{number}",
                "title": f"خبر {number}",
                "text": said,
                "source": f"صحيفة {outlets[number % len(outlets)]}",
            },
            option=orjson.OPT_APPEND_NEWLINE,
        )


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """`musnad ingest -` at full speed, given articles for as long as it takes any."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "ingest", "-"],
        env=os.environ | {"MUSNAD_DATABASE_URL": str(database.url)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    is_over = Event()
    feeder = Thread(target=_feed, args=(writer.stdin, is_over))
    feeder.start()
    try:
        yield
    finally:
        is_over.set()
        feeder.join()
        if writer.wait(120) != 0:
            raise RuntimeError(f"the writer ended with {writer.returncode}")


def _feed(stream: IO[bytes], is_over: Event) -> None:
    with stream:
        for line in make_lines():
            if is_over.is_set():
                break
            stream.write(line)


def count_articles(database: Database) -> int:
    """Those that are stored."""
    with database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM article").scalar_one())


def read_for(port: int, seconds: int) -> tuple[list[Measured], list[int]]:
    """Reads in slices, with the server's memory after each."""
    paths = [path.format(n=n) for n in range(1, 40) for path in _ABOUT]
    slices, memory = [], []
    end = monotonic() + seconds
    while monotonic() < end:
        slices.append(press(port, paths, seconds=SLICE))
        memory.append(memory_of(port))
    return slices, memory


def main() -> None:
    """Measures, and prints what was found."""
    parser = argparse.ArgumentParser(prog="bench.load", description="Reading while somebody writes.")
    parser.add_argument("--seconds", type=int, default=600, help="how long both read and write")
    parser.add_argument("--quotes", type=int, default=100_000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "musnad-bench")
    options = parser.parse_args()
    source = open_million(options.folder, quotes=options.quotes)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        database = Database(f"sqlite:///{shutil.copy(str(source.url.database), Path(folder) / 'musnad.db')}")
        port = free_port()
        with run_musnad(port, database, workers=options.workers):
            read_for(port, SLICE)
            alone, _ = read_for(port, max(SLICE, options.seconds // 5))
            with writing(database):
                sleep(5)
                before, began = count_articles(database), monotonic()
                beside, memory = read_for(port, options.seconds)
                rate = (count_articles(database) - before) / (monotonic() - began)
        _report(alone, beside, memory, rate)


def _report(alone: list[Measured], beside: list[Measured], memory: list[int], written: float) -> None:
    p99 = [statistics.median(each.p99 for each in slices) for slices in (alone, beside)]
    rates = [statistics.median(each.rate for each in slices) for slices in (alone, beside)]
    failures = sum(each.failures for each in (*alone, *beside))
    print(f"alone:  {rates[0]:,.0f} answers a second, p99 {p99[0]:.1f} ms")
    print(f"beside: {rates[1]:,.0f} answers a second, p99 {p99[1]:.1f} ms; {written:.1f} articles a second")
    print(f"p99: {p99[1] / p99[0]:.2f} times (bar {P99_BAR}); failures: {failures}")
    print(f"memory in MB: {memory[0]} at first, {memory[-1]} in the end, {max(memory)} at most")


if __name__ == "__main__":
    main()
