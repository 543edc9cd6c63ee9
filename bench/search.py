"""What a search costs beside bare FTS5: `python -m bench.search DATABASE [--queries N] [--rounds N]`.

Two words that stand together in a quote are looked for, rare ones, middling ones and very common ones. Musnad's page
of quotes (query read anew each time, ranked, rows written, highlights) and a bare FTS5 query of the same terms,
ranking and page of rows take turns in one run; what is loaded is frozen, as where Musnad serves. Printed is, for each
kind of word, the 95th percentile of both over the queries, each by its median round, and their quotient; the bars are
25 ms and 1.6.
"""

import argparse
import gc
import random
import statistics
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from time import thread_time
from typing import Any

from sqlalchemy import Connection, text

from app.arabic.analyzer.words import list_terms
from app.store.db import Database
from app.store.quotes import QUOTES, QuoteFilter, QuoteSort
from app.store.search.expressions import list_columns, write_match
from app.store.search.finding import Found, read_found
from app.store.search.language import parse
from app.store.search.matching import Search, prepare
from app.store.search.subjects import QUOTES as SUBJECT
from app.store.search.subjects import WEIGHTS
from app.store.search.synonyms import DEFAULT, open_synonyms

PAGE = 20
BAR_MS, BAR_RATIO = 25.0, 1.6
# In how many quotes of a hundred a word stands: from, to.
KINDS: Mapping[str, tuple[float, float]] = {"rare": (0.0, 0.1), "middling": (0.3, 1.5), "very common": (3.0, 100.0)}
Asked = Callable[[], Any]


def main() -> None:
    """Measures, and prints a line for each kind of word."""
    options = _read_options()
    database = Database(f"sqlite:///{options.database}")
    with database.read() as connection:
        texts = list(connection.execute(text("SELECT text FROM quote")).scalars())
        print(f"{len(texts):,} quotes, {options.queries} queries of each kind, {options.rounds} rounds")
        kinds = _choose_queries(texts, options.queries)
        gc.collect()
        gc.freeze()
        for kind, queries in kinds.items():
            _print(kind, [_measure(connection, query, options.rounds) for query in queries])
    database.close()


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.search", description="What a search costs beside bare FTS5.")
    parser.add_argument("database", help="a database of SQLite with ingested articles")
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=7)
    return parser.parse_args()


def _choose_queries(texts: Sequence[str], most: int) -> dict[str, list[str]]:
    words = [_list_words(said) for said in texts]
    spread = Counter(word for each in words for word in each)
    order = list(range(len(texts)))
    random.Random(7).shuffle(order)
    found: dict[str, list[str]] = {}
    for kind, (low, high) in KINDS.items():
        among = {word for word, count in spread.items() if low < 100 * count / len(texts) <= high and count > 1}
        pairs = (sorted(among.intersection(words[at]))[:2] for at in order)
        found[kind] = list(dict.fromkeys(" ".join(pair) for pair in pairs if len(pair) == 2))[:most]
    return found


def _list_words(said: str) -> set[str]:
    return {word.exact for word in list_terms(said) if not word.is_stop and word.exact.isalpha()}


def _measure(connection: Connection, query: str, rounds: int) -> tuple[float, float]:
    """Milliseconds of Musnad's page and of the bare query, each the median of its rounds."""
    search = Search(query, synonyms=open_synonyms(DEFAULT))
    asked = (_ask_musnad(connection, search), _ask_bare(connection, search))
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for ask, taken in list(zip(asked, times, strict=True))[:: 1 if turn % 2 else -1]:
            began = thread_time()
            ask()
            taken.append(thread_time() - began)
    # The first round fills what SQLite and the driver keep.
    first, second = (1000 * statistics.median(taken[1:]) for taken in times)
    return first, second


def _ask_musnad(connection: Connection, search: Search) -> Asked:
    filters = QuoteFilter(q=search)

    def ask() -> Found:
        parse.cache_clear()
        prepare.cache_clear()
        return read_found(connection, QUOTES, filters, sort=QuoteSort.relevance, after=None, limit=PAGE)

    return ask


def _ask_bare(connection: Connection, search: Search) -> Asked:
    wanted = prepare(SUBJECT, search)
    weights = (f"{field.weight * WEIGHTS[signal]}" for field, signal in list_columns(SUBJECT))
    statement = (
        "SELECT quote.*, speaker.*, article.title, article.url, article.published_at, article.revision, source.name "
        f"FROM (SELECT rowid AS id, bm25(search_quote, {', '.join(weights)}) "
        "AS score FROM search_quote WHERE search_quote MATCH ? ORDER BY score, rowid LIMIT ?) best "
        "JOIN quote ON quote.id = best.id JOIN speaker ON speaker.id = quote.speaker_id "
        "JOIN article ON article.id = quote.article_id LEFT JOIN source ON source.id = quote.source_id "
        "ORDER BY best.score, best.id"
    )
    driver: Any = connection.connection.driver_connection
    values = (write_match(wanted.clause), PAGE + 1)
    return lambda: driver.execute(statement, values).fetchall()


def _print(kind: str, measured: Sequence[tuple[float, float]]) -> None:
    whole, bare = (_percentile(sorted(column)) for column in zip(*measured, strict=True))
    middle = statistics.median(each[0] / each[1] for each in measured)
    verdict = "ok" if whole <= BAR_MS and whole / bare <= BAR_RATIO else "missed"
    print(f"{kind:12} p95 {whole:6.2f} ms, bare {bare:6.2f} ms, ratio {whole / bare:5.2f} ({middle:.2f}) {verdict}")


def _percentile(ordered: Sequence[float]) -> float:
    return ordered[round(0.95 * (len(ordered) - 1))]


if __name__ == "__main__":
    main()
