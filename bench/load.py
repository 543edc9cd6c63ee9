"""Reading while somebody writes at full speed: `python -m bench.load [--seconds S] [--quotes N] [--workers N]`.

Thirty-two readers ask the lists that people look at, first alone and then beside one writer, which ingests article
after article into the same database. Nothing may fail or be locked, memory has to stay flat, and 99 of 100 answers
take at most five times as long as without the writer. Ten minutes say more than two.
"""

import argparse
import multiprocessing
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from app.pipeline import ingest
from app.records import SourceDocument
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


def write_articles(url: str, is_over: Any, written: "Synchronized[int]") -> None:
    """Ingests made-up articles one after another until told to stop."""
    database = Database(url)
    words, outlets = WORDS.split(), OUTLETS.split()
    number = 0
    while not is_over.is_set():
        number += 1
        turned = words[number % len(words) :] + words[: number % len(words)]
        said = "\n\n".join(f"وقال الوزير سامر {word} إن {' '.join(turned)} {number}." for word in turned[:8])
        ingest(database, make_article(number, said, outlets[number % len(outlets)]))
        written.value = number
    database.close()


def make_article(number: int, body: str, outlet: str) -> SourceDocument:
    """One article of the writer's."""
    nothing = dict.fromkeys(("deck", "caption", "credit", "author", "published_at", "language", "modified_at"))
    return SourceDocument(
        **nothing,
        external_id=f"load-{number}",
        url=f"https://load.example/{number}",
        title=f"خبر {number}",
        body=body,
        headings=[],
        source=f"صحيفة {outlet}",
    )


@contextmanager
def writing(database: Database) -> Iterator["Synchronized[int]"]:
    """A writer in a process of its own; yields how many articles it has written."""
    context = multiprocessing.get_context("spawn")
    is_over, written = context.Event(), context.Value("i", 0)
    writer = context.Process(target=write_articles, args=(str(database.url), is_over, written))
    writer.start()
    try:
        yield written
    finally:
        is_over.set()
        writer.join(60)
        if writer.exitcode != 0:
            raise RuntimeError(f"the writer ended with {writer.exitcode}")


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
            with writing(database) as written:
                sleep(2)
                beside, memory = read_for(port, options.seconds)
                articles = written.value
        _report(alone, beside, memory, articles, options.seconds)


def _report(alone: list[Measured], beside: list[Measured], memory: list[int], articles: int, seconds: int) -> None:
    p99 = [statistics.median(each.p99 for each in slices) for slices in (alone, beside)]
    rates = [statistics.median(each.rate for each in slices) for slices in (alone, beside)]
    failures = sum(each.failures for each in (*alone, *beside))
    print(f"alone:  {rates[0]:,.0f} answers a second, p99 {p99[0]:.1f} ms")
    print(f"beside: {rates[1]:,.0f} answers a second, p99 {p99[1]:.1f} ms; {articles / seconds:.1f} articles a second")
    print(f"p99: {p99[1] / p99[0]:.2f} times (bar {P99_BAR}); failures: {failures}")
    print(f"memory in MB: {memory[0]} at first, {memory[-1]} in the end, {max(memory)} at most")


if __name__ == "__main__":
    main()
