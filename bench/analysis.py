"""How fast the analysis is: `python -m bench.analysis [CORPUS]`, in articles a second on one core, and as a ratio.

The ratio is to bare tokenisation of the same articles (`re.findall(r"\\w+", text)` and Snowball stemming of every
token), which says more than seconds do: it holds on any machine. The steps take turns at a few articles at a time, so
that a machine that slows down slows them all; the processor's time counts, and for each few articles the best round.
CORPUS is a folder of zip files of JSON arrays whose objects have `content` and `date_extracted`; without one, the seed
is read again and again.
"""

import argparse
import gc
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import process_time

import Stemmer

from app.arabic.analysis import analyze
from app.arabic.dates import find_dates
from app.arabic.tokens import read_document
from app.ingest.files import read_file
from app.resources import bundled

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
ARTICLES = 400
ROUNDS = 3
BATCH = 20
_WORD = re.compile(r"\w+")
_STEMMER = Stemmer.Stemmer("arabic")


@dataclass(frozen=True)
class Article:
    """What the analysis is given."""

    text: str
    reference: date | None


def read_corpus(folder: Path) -> Iterator[Article]:
    """The articles of every zip file that have a body."""
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                for record in json.loads(archive.read(name).decode("utf-8-sig")):
                    text = (record.get("content") or "").replace("\r\n", "\n")
                    if text.strip():
                        yield Article(text, date.fromisoformat(record["date_extracted"][:10]))


def read_seed() -> Iterator[Article]:
    """The seed's articles, as ingestion reads them."""
    for path in sorted(bundled("seed").iterdir()):
        document = read_file(path)
        yield Article(document.body, document.published_at)


def choose(articles: Sequence[Article], count: int) -> list[Article]:
    """So many articles, evenly from all of them; repeated where there are too few."""
    if len(articles) < count:
        return [articles[number % len(articles)] for number in range(count)]
    step = len(articles) / count
    return [articles[int(number * step)] for number in range(count)]


def run_analysis(articles: Sequence[Article]) -> None:
    """All of it: what a stored article costs."""
    for article in articles:
        analyze(article.text, reference=article.reference)


def run_dates(articles: Sequence[Article]) -> None:
    """Reading the document and finding its dates."""
    for article in articles:
        find_dates(read_document(article.text), article.reference)


def run_reading(articles: Sequence[Article]) -> None:
    """Cutting the document into sentences and folded tokens, which both other steps need."""
    for article in articles:
        read_document(article.text)


def run_bare(articles: Sequence[Article]) -> None:
    """The yardstick: words and their stems."""
    for article in articles:
        _STEMMER.stemWords(_WORD.findall(article.text))


STEPS: tuple[Callable[[Sequence[Article]], None], ...] = (run_analysis, run_dates, run_reading, run_bare)


def time_steps(articles: Sequence[Article], *, rounds: int) -> list[float]:
    """The seconds of each step: of each batch its best round, all batches together.

    A round goes through all articles before any comes again: what the steps remember of words is worth no more
    than it is on an archive.
    """
    batches = [articles[first : first + BATCH] for first in range(0, len(articles), BATCH)]
    timed = [[_time_batch(batch) for batch in batches] for _ in range(rounds)]
    best = [[min(seconds) for seconds in zip(*rows, strict=True)] for rows in zip(*timed, strict=True)]
    return [sum(seconds) for seconds in zip(*best, strict=True)]


def _time_batch(articles: Sequence[Article]) -> list[float]:
    gc.collect()
    seconds = []
    for step in STEPS:
        start = process_time()
        step(articles)
        seconds.append(process_time() - start)
    return seconds


def report(articles: Sequence[Article], seconds: Sequence[float]) -> Iterator[str]:
    """The figures as lines to print."""
    analysis, dates, reading, bare = seconds
    letters = sum(len(article.text) for article in articles)
    average = letters / len(articles)
    yield f"{len(articles)} articles of {average:,.0f} characters on average, on one core, best of the rounds:"
    yield f"analysis           {len(articles) / analysis:10,.1f} articles/s   {letters / analysis / 1e6:8.2f} MB/s"
    yield f"bare tokenisation  {len(articles) / bare:10,.1f} articles/s   {letters / bare / 1e6:8.2f} MB/s"
    yield f"ratio              {analysis / bare:10.1f} times bare tokenisation"
    yield f"share of tokens    {reading / analysis:10.1%} of the analysis"
    yield f"share of dates     {(dates - reading) / analysis:10.1%} of the analysis"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.analysis", description="Measure the analysis.")
    parser.add_argument(
        "corpus", nargs="?", type=Path, default=CORPUS, help="folder of zip files (default: %(default)s)"
    )
    parser.add_argument("--articles", type=int, default=ARTICLES, help="how many (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often (default: %(default)s)")
    options = parser.parse_args()
    chosen = choose(list(read_corpus(options.corpus)) or list(read_seed()), options.articles)
    run_analysis(chosen[:10])  # rules are loaded and words folded once, not in the first round
    print(*report(chosen, time_steps(chosen, rounds=options.rounds)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
