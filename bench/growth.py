"""What a hundred times more quotes cost: `python -m bench.growth [--folder PATH]`.

Each list is asked of ten thousand and of a million quotes in turn, its first page and one as deep as page 1,000 (or
three quarters down where there is less), and the quotient of the best times is printed; 1.25 is the bar. The store
is asked directly: what the server adds is the same for both, and would only hide what grows.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection

from app.records import Precision, SpeakerKind
from app.store.articles import ARTICLES, ArticleFilter, ArticleSort
from app.store.events import EVENTS, EventFilter, EventSort
from app.store.listing import Place, read_slice
from app.store.quotes import QUOTES, QuoteFilter, QuoteSort
from app.store.shapes import Listing
from app.store.speakers import SPEAKERS, SpeakerFilter, SpeakerSort
from bench.million import open_million

SMALL, LARGE = 10_000, 1_000_000
PAGE, DEEP = 20, 1000
ROUNDS, TIMES = 15, 20
BAR = 1.25
_FIRST, _LAST = date(2020, 1, 1), date(2021, 12, 31)
_OUTLET = ("صحيفة الأفق",)


@dataclass(frozen=True)
class Question:
    """One list with its filters and sort."""

    listing: Listing
    filters: Any
    sort: Any

    def __str__(self) -> str:
        given = {name: value for name, value in vars(self.filters).items() if value}
        return f"{self.listing.name}s {self.sort.value} {' '.join(given) or 'all'}"


def questions() -> Iterator[Question]:
    """Every list by each of its sorts, and by the filters that people use."""
    yield from (Question(QUOTES, QuoteFilter(), sort) for sort in QuoteSort)
    days = {"said_from": _FIRST, "said_to": _LAST}
    filters: list[dict[str, Any]] = [
        {"speaker": (5,)}, {"speaker": (5, 6)}, {"speaker": (5,), **days}, {"kind": ("direct",)},
        {"kind": ("direct", "mixed")}, {"kind": ("direct",), **days}, {"source": _OUTLET}, {"source": _OUTLET, **days},
        {"cue": ("قال",)}, {"via": ("سانا",)}, {"marks": ("closed",)}, {"resolution": ("role",)}, {"article": (7,)},
        days, {"said_from": _FIRST}, {"said_to": _LAST}, {"speaker": (5,), "kind": ("direct",)},
    ]  # fmt: skip
    yield from (Question(QUOTES, QuoteFilter(**each), QuoteSort.said_on_desc) for each in filters)
    yield Question(QUOTES, QuoteFilter(article=(7,)), QuoteSort.position)
    for events in (
        EventFilter(), EventFilter(date_from=_FIRST), EventFilter(date_to=_LAST), EventFilter(article=(7,)),
        EventFilter(date_from=_FIRST, date_to=_LAST), EventFilter(source=_OUTLET),
        EventFilter(precision=(Precision.day,)),
    ):  # fmt: skip
        yield Question(EVENTS, events, EventSort.date_start)
    for articles in (ArticleFilter(), ArticleFilter(source=_OUTLET), ArticleFilter(published_to=_LAST)):
        yield Question(ARTICLES, articles, ArticleSort.published_at_desc)
    yield from (Question(SPEAKERS, SpeakerFilter(), sort) for sort in SpeakerSort)
    yield Question(SPEAKERS, SpeakerFilter(kind=(SpeakerKind.person,)), SpeakerSort.quote_count_desc)


def find_deep(connection: Connection, question: Question) -> Place | None:
    """The place before page 1,000, or where a quarter of the list is left; a whole page stands behind it."""
    places: list[Place] = []
    after: Place | None = None
    while len(places) < DEEP:
        found = read_slice(connection, question.listing, question.filters, sort=question.sort, after=after, limit=PAGE)
        if found.end is None:
            break
        places.append(found.end)
        after = found.end
    if len(places) == DEEP:
        return places[-1]
    # What stands behind the last place may be less than a page, and so less work.
    whole = places[:-1]
    return whole[len(whole) * 3 // 4] if whole else None


def ask(connection: Connection, question: Question, after: Place | None) -> Callable[[], None]:
    """The question, to be put again and again."""

    def put() -> None:
        read_slice(connection, question.listing, question.filters, sort=question.sort, after=after, limit=PAGE)

    return put


def compare(small: Callable[[], None], large: Callable[[], None]) -> tuple[float, float]:
    """The best time of each in microseconds; rounds take turns."""
    best = [float("inf")] * 2
    for _ in range(ROUNDS):
        for n, put in enumerate((small, large)):
            start = perf_counter()
            for _ in range(TIMES):
                put()
            best[n] = min(best[n], (perf_counter() - start) / TIMES * 1e6)
            if best[n] > 50_000:
                break
    return best[0], best[1]


def main() -> None:
    """Measures, and prints a line for each list."""
    parser = argparse.ArgumentParser(prog="bench.growth", description="What a hundred times more quotes cost.")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "musnad-bench")
    folder = parser.parse_args().folder
    small, large = (open_million(folder, quotes=quotes) for quotes in (SMALL, LARGE))
    worst = 0.0
    print(f"{'':<60} {'first':>6} {'deep':>6}  µs of {LARGE:,}")
    with small.read() as few, large.read() as many:
        for question in questions():
            first = compare(ask(few, question, None), ask(many, question, None))
            places = find_deep(few, question), find_deep(many, question)
            deep = compare(ask(few, question, places[0]), ask(many, question, places[1])) if all(places) else first
            quotients = first[1] / first[0], deep[1] / deep[0]
            worst = max(worst, *quotients)
            print(f"{question!s:<60} {quotients[0]:>6.2f} {quotients[1]:>6.2f}  {first[1]:,.0f} {deep[1]:,.0f}")
    print(f"worst: {worst:.2f} (bar {BAR})")


if __name__ == "__main__":
    main()
