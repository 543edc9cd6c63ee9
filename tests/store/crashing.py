"""Ingests small texts for ever and says after each that it is stored: the process that the crash tests kill.

`crashing.py kill DATABASE SEED TIMES` starts itself anew by forking, so that Musnad is loaded only once, and kills
each child at a random instant; what the children reported is on its standard output in the end. `kill-bulk` does so
while they ingest an archive.
`crashing.py fill DATABASE BYTES` ingests until files may not grow any more. `crashing.py same DATABASE` ingests
twenty texts in two processes at once.
"""

import os
import random
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count

from app.errors import StoreError
from app.ingest.entries import Entry
from app.ingest.fielded import Reading
from app.pipeline import Outcome, Plan, ingest, ingest_entries
from app.pipeline.ingestion import analyze_document
from app.records import SourceDocument
from app.store.db import Database


def make_text(number: int) -> SourceDocument:
    """A text with one quote and one event, the more different from the others the better."""
    body = f"قالت الوزيرة هدى النجار إن الجسر رقم {number} سيفتح في 12 من أيار 2024 أمام السيارات رقم {number * 7}."
    fields = dict.fromkeys(SourceDocument.model_fields)
    told = {"title": f"جسر {number}", "body": body, "headings": [], "url": f"https://news.example/{number}"}
    return SourceDocument.model_validate({**fields, **told, "published_at": date(2024, 5, 1)})


def ingest_all(url: str, numbers: Iterator[int] | range) -> None:
    """Each line is written at once: what stands there has been reported as stored."""
    database = Database(url)
    for number in numbers:
        outcome = ingest(database, make_text(number))
        os.write(1, f"{outcome.status} {outcome.article_id} {number}\n".encode())


def ingest_archive(url: str, numbers: Iterator[int]) -> None:
    """The same as one archive, whose articles share transactions."""
    texts = (
        (number, make_text(number).model_dump(include={"title", "body", "url", "published_at"})) for number in numbers
    )
    entries = (Entry(str(number), {**text, "text": text.pop("body")}, 1) for number, text in texts)
    for result in ingest_entries(Database(url), entries, Plan(Reading(), url, 1)):
        assert isinstance(result.what, Outcome)
        os.write(1, f"{result.what.status} {result.what.article_id} {result.name}\n".encode())


def kill_at_random(url: str, seed: int, times: int, ingest_them: Callable[[str, Iterator[int]], None]) -> None:
    """Lets a child ingest for a while, kills it, and goes on behind what it reported, so many times."""
    chance = random.Random(seed)
    reached = 0
    analyze_document(make_text(0))  # loads the rules, once for all children
    for _ in range(times):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(writer, 1)
            ingest_them(url, count(reached))
        os.close(writer)
        # Some instants lie in the opening, most of them anywhere in an article.
        if chance.random() < 0.8:
            select.select([reader], [], [], 10)
        time.sleep(chance.random() * 0.2)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        report = b""
        while select.select([reader], [], [], 0)[0] and (part := os.read(reader, 65536)):
            report += part
        os.close(reader)
        lines = report.decode().splitlines()
        reached = max([reached, *(int(line.split()[2]) + 1 for line in lines)])
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()


def ingest_together(url: str) -> None:
    """Two processes ingest the same twenty texts."""
    analyze_document(make_text(0))
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            ingest_all(url, range(20))
            os._exit(0)
        children.append(child)
    raise SystemExit(max(os.waitpid(child, 0)[1] for child in children))


def main() -> None:
    """What the first argument says."""
    what, url, *numbers = sys.argv[1:]
    if what in {"kill", "kill-bulk"}:
        kill_at_random(url, *map(int, numbers), ingest_all if what == "kill" else ingest_archive)
    elif what == "same":
        ingest_together(url)
    else:
        size = int(numbers[0])
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            ingest_all(url, count())
        except StoreError as error:
            sys.stderr.write(f"{error}\n")
            raise SystemExit(3) from None


if __name__ == "__main__":
    main()
