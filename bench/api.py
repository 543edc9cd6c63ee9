"""How fast the API reads, as shares: `python -m bench.api [--quotes N] [--rounds N] [--seconds S] [--only NAME…]`.

Every figure is the requests a second of one question as a share of what bare Starlette sends of a constant answer
of the same size, on the same machine, in the same run: contestants take turns in each round, and the median round
counts. `cpu` is the same share of processor time: what the constant answer costs its server, of what the question
costs the one that answers it. Other work on the machine leaves that as it is. The questions are those of a page: the
newest quotes of a speaker with speaker and article, one quote, a kind in a range of days; computed each time, from
the cache, and as 304. Beside Musnad run the tutorial's way and Datasette (installed by itself at the first run;
without a package index it is left out, and told).

The database of `bench.million` is made at the first run, in a folder for temporary files or in `--folder`.
"""

import argparse
import random
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from app.records import QuoteBase
from app.store.db import Database
from bench.contestants import free_port as _free_port
from bench.contestants import run_constant, run_datasette, run_musnad, run_tutorial
from bench.million import SPEAKERS, open_million
from bench.pressure import Measured, press, probe
from bench.processes import cpu_of

PATHS = 200
COMPUTED, TUTORIAL, DATASETTE = "speaker's newest 20, computed", "the tutorial's way", "Datasette, canned query"


@dataclass(frozen=True)
class Contestant:
    """One row of the table: paths to ask in turn on a port, and the least share it should have."""

    name: str
    port: int
    paths: Sequence[str]
    bar: float | None = None
    status: int = 200
    tagged: bool = False
    rounds: list[Measured] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    cpu_shares: list[float] = field(default_factory=list)


def main() -> None:
    """Measures, and prints a table."""
    options = _read_options()
    folder = Path(options.folder or Path(tempfile.gettempdir()) / "musnad-bench")
    database = open_million(folder, quotes=options.quotes)
    with ExitStack() as stack:
        contestants = _enter_all(stack, database, folder, datasette=not options.no_datasette)
        wanted = [one for one in contestants if not options.only or any(word in one.name for word in options.only)]
        constants = _measure(stack, wanted, rounds=options.rounds, seconds=options.seconds)
    _print(wanted, constants)


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.api", description="How fast the API reads, as shares.")
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--seconds",
        type=float,
        default=8,
        help="connections are slow to open beside busy ones: p99 of a short run is theirs",
    )
    parser.add_argument("--folder", help="where databases and Datasette are kept")
    parser.add_argument("--only", nargs="*", default=[], help="only contestants whose names hold one of these words")
    parser.add_argument("--no-datasette", action="store_true")
    return parser.parse_args()


def _enter_all(stack: ExitStack, database: Database, folder: Path, *, datasette: bool) -> list[Contestant]:
    """Starts all servers."""
    computed, cached, tutorial, other = (_free_port() for _ in range(4))
    stack.enter_context(run_musnad(computed, database, cache_megabytes="0"))
    stack.enter_context(run_musnad(cached, database))
    stack.enter_context(run_tutorial(tutorial, database))
    speakers = _choose_speakers()
    pages = [f"/v1/speakers/{speaker}/quotes" for speaker in speakers]
    contestants = [
        Contestant(COMPUTED, computed, pages, 0.15),
        Contestant("speaker's newest 20, cached", cached, pages, 0.75),
        Contestant("speaker's newest 20, 304", cached, pages[:1], 0.75, status=304, tagged=True),
        Contestant("quote by id, computed", computed, _quote_paths(database), 0.25),
        Contestant("kind and days, computed", computed, list(_range_paths()), 0.13),
        Contestant(TUTORIAL, tutorial, [f"/quotes?speaker={speaker}" for speaker in speakers]),
    ]
    if datasette and _try(lambda: stack.enter_context(run_datasette(other, database, _canned_query(), folder))):
        paths = [f"/quotes/speaker.json?_shape=array&speaker={speaker}" for speaker in speakers]
        contestants.append(Contestant(DATASETTE, other, paths))
    return contestants


def _try(start: Callable[[], None]) -> bool:
    try:
        start()
    except (subprocess.CalledProcessError, RuntimeError) as error:
        print(f"Datasette is left out: {error}")
        return False
    return True


def _choose_speakers() -> list[int]:
    """By how much they say, as readers would ask for them."""
    turns = list(accumulate(1 / rank for rank in range(1, SPEAKERS + 1)))
    return random.Random(1).choices(range(1, SPEAKERS + 1), cum_weights=turns, k=PATHS)


def _quote_paths(database: Database) -> list[str]:
    with database.read() as connection:
        (most,) = connection.exec_driver_sql("SELECT max(id) FROM quote").one()
    return [f"/v1/quotes/{random.Random(n).randint(1, most)}" for n in range(PATHS)]


def _range_paths() -> Iterator[str]:
    for n in range(PATHS):
        year, month = 2016 + n % 9, n % 12 + 1
        kind = ("direct", "indirect", "mixed")[n % 3]
        yield f"/v1/quotes?kind={kind}&said_from={year}-{month:02}-01&said_to={year}-{month:02}-28"


def _canned_query() -> str:
    """The same question to Datasette, which makes the JSON itself."""
    fields = ", ".join(f'quote."{name}"' for name in ("id", *QuoteBase.model_fields, "position"))
    return (
        f"SELECT {fields}, speaker.name AS speaker, speaker.role, article.title, article.url, source.name AS source "
        "FROM quote JOIN speaker ON speaker.id = quote.speaker_id JOIN article ON article.id = quote.article_id "
        "LEFT JOIN source ON source.id = quote.source_id "
        "WHERE quote.speaker_id = :speaker ORDER BY quote.sort_day DESC, quote.id DESC LIMIT 20"
    )


def _measure(stack: ExitStack, contestants: Sequence[Contestant], *, rounds: int, seconds: float) -> list[Measured]:
    """Each in turn beside a constant answer of its own size."""
    sizes = {one.name: _check(one) for one in contestants}
    ports = {size: _free_port() for size in set(sizes.values())}
    for size, port in ports.items():
        stack.enter_context(run_constant(port, size))
    constants: list[Measured] = []
    for _ in range(rounds):
        bare = {size: _time(port, ["/"], seconds=seconds) for size, port in ports.items()}
        constants += (found for found, _ in bare.values())
        for one in contestants:
            headers = {"If-None-Match": probe(one.port, one.paths[0])[1]["etag"]} if one.tagged else {}
            found, cost = _time(one.port, one.paths, seconds=seconds, headers=headers, status=one.status)
            constant, least = bare[sizes[one.name]]
            one.rounds.append(found)
            one.shares.append(found.rate / constant.rate)
            one.cpu_shares.append(least / cost)
    return constants


def _time(port: int, paths: Sequence[str], *, seconds: float, **how: Any) -> tuple[Measured, float]:
    """What was measured, and the seconds of processor time that one answer cost the server."""
    before = cpu_of(port)
    found = press(port, paths, seconds=seconds, **how)
    return found, (cpu_of(port) - before) / max(1, found.rate * seconds)


def _check(contestant: Contestant) -> int:
    """Asks once; the usual size of an answer, to the nearest two kilobytes, so that few servers serve all sizes."""
    sizes = []
    for path in contestant.paths[:20]:
        status, headers, body = probe(contestant.port, path)
        if contestant.tagged:
            status, *_ = probe(contestant.port, path, {"If-None-Match": headers["etag"]})
        if status != contestant.status:
            raise RuntimeError(f"{contestant.name}: {path} is answered {status}")
        sizes.append(len(body))
    return max(1, round(statistics.median(sizes) / 2048)) * 2048


def _print(contestants: Sequence[Contestant], constants: Sequence[Measured]) -> None:
    print(f"constant answers of bare Starlette: {statistics.median(one.rate for one in constants):,.0f} a second")
    print(
        f"{'':<30} {'share':>6} {'cpu':>6} {'bar':>5} {'a second':>9} {'p50 ms':>7} {'p99 ms':>7} {'p99/p50':>7} "
        "failures"
    )
    for one in contestants:
        rate, p50, p99 = (statistics.median(getattr(r, name) for r in one.rounds) for name in ("rate", "p50", "p99"))
        bar = "" if one.bar is None else f"{one.bar:.2f}"
        failures = sum(r.failures for r in one.rounds)
        share, cpu = statistics.median(one.shares), statistics.median(one.cpu_shares)
        print(
            f"{one.name:<30} {share:>6.3f} {cpu:>6.3f} {bar:>5} {rate:>9,.0f} {p50:>7.2f} {p99:>7.2f}"
            f" {p99 / p50:>7.2f} {failures}"
        )
    shares = {one.name: statistics.median(one.shares) for one in contestants}
    mine = shares.get(COMPUTED)
    for name, least in ((TUTORIAL, 8.0), (DATASETTE, 2.5)):
        if mine and name in shares:
            print(f"{mine / shares[name]:.1f} times {name} (bar {least})")


if __name__ == "__main__":
    main()
