"""What a search box offers while somebody types: speakers, and words of what was lately said."""

import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from typing import Any

from sqlalchemy import Connection, text

from app.arabic.analyzer.affixes import cut_opening
from app.arabic.analyzer.spelling import fold_spelling, strip_marks
from app.arabic.analyzer.spotting import Needles, list_needles, spot
from app.arabic.analyzer.stop_words import is_stop_word
from app.arabic.analyzer.synonyms import Synonyms
from app.arabic.analyzer.words import Terms, find_all, list_terms
from app.arabic.normalize import fold_key
from app.errors import QueryError
from app.store.db import Database
from app.store.listing import Row, list_rows
from app.store.search.expressions import write_match, write_tsquery
from app.store.search.matching import Search, Term
from app.store.search.subjects import QUOTES
from app.store.speakers import SPEAKERS, SpeakerFilter, SpeakerSort

# So many of the newest quotes, and of the most quoted speakers, are looked through first: enough to tell what is
# frequent. The index would gather all that begins so, which of a letter or two is half of what there is.
NEWEST, MOST_QUOTED = 500, 1000
# So long the newest quotes are taken for the same.
SECONDS = 60.0
# So many of the newest quotes are counted that hold a word which these don't.
LOOKED_THROUGH = 100
# Fewer letters behind the article say nothing.
SHORTEST_RARE = 2
# Fewer letters begin so many names that they are looked for only among the most quoted, or so many found otherwise.
SHORTEST_TOLD, MOST_TOLD = 3, 50
Frequent = tuple[str, str, int]
"""A word folded, as written, and how often it stands in what was looked through."""
_LAST = chr(sys.maxunicode)
_SHOWN = ("id", "name", "kind", "quote_count")
_NEWEST: Mapping[bool, str] = {
    True: "SELECT text FROM quote WHERE id IN (SELECT rowid FROM search_quote WHERE search_quote MATCH :match "
    "ORDER BY rowid DESC LIMIT :most)",
    False: "SELECT text FROM quote WHERE id IN (SELECT id FROM search_quote WHERE terms @@ CAST(:query AS tsquery) "
    "ORDER BY id DESC LIMIT :most)",
}
_NEWEST_OF_ALL = text("SELECT text FROM quote ORDER BY id DESC LIMIT :most")
_QUOTED_MOST = text(f"SELECT key, {', '.join(_SHOWN)} FROM speaker ORDER BY quote_count DESC, id DESC LIMIT :most")


def look_ahead(database: Database) -> None:
    """Finds out what suggestions need, before anybody asks."""
    version = database.version()
    with database.read() as connection:
        _recall_quoted(connection, database, version)
        _recall_frequent(connection, database, version)


def suggest(
    connection: Connection, database: Database, typed: str, *, limit: int, version: int | None
) -> dict[str, list[dict[str, Any]]]:
    """`speakers` whose names begin so, who says most first, and `terms` that end what is typed, the frequent first.

    `version` is the database's, read before the transaction.
    """
    words = list_terms(typed)
    if not words:
        raise QueryError("q", "holds no word to search for", at=0)
    known = _recall_quoted(connection, database, version)
    speakers: Sequence[Row] = list(islice(_choose(known, words), limit))
    if len(speakers) < limit and not (all(map(_is_short, words)) and len(words) > 1):
        speakers = _find_speakers(connection, words, database.tuning.synonyms, limit)
    frequent = _recall_frequent(connection, database, version)
    terms = _complete(frequent, words[-1].folded) or _find_rare(connection, words[-1])
    return {
        "speakers": [{name: row[name] for name in _SHOWN} for row in speakers],
        "terms": [{"text": word, "count": count} for _, word, count in nsmallest(limit, terms, key=_by_frequency)],
    }


def _recall_quoted(connection: Connection, database: Database, version: int | None) -> list[tuple[str, Row]]:
    return database.memory.recall(version, "the most quoted", lambda: _list_quoted(connection))


def _recall_frequent(connection: Connection, database: Database, version: int | None) -> list[Frequent]:
    def count_anew() -> list[Frequent]:
        with database.read() as another:
            return _count_newest(another)

    return database.memory.recall_lately(
        SECONDS, version, "frequent words", lambda: _count_newest(connection), count_anew
    )


def _list_quoted(connection: Connection) -> list[tuple[str, Row]]:
    """The most quoted speakers, each behind the words of the name."""
    rows = connection.execute(_QUOTED_MOST, {"most": MOST_QUOTED})
    return [(_list_beginnings(key), dict(zip(_SHOWN, shown, strict=True))) for key, *shown in rows]


# They are the same ones, whatever is written.
@lru_cache(maxsize=2 * MOST_QUOTED)
def _list_beginnings(name: str) -> str:
    """The words that the name is found by, each behind a blank."""
    return "".join(f" {form}" for word in name.split() for form in {word: None, cut_opening(word): None})


def _choose(known: Iterable[tuple[str, Row]], typed: Sequence[Terms]) -> Iterator[Row]:
    """Those with a name that has a word for each that is typed."""
    first, *rest = (f" {word.folded}" for word in typed)
    for words, row in known:
        if first in words and all(beginning in words for beginning in rest):
            yield row


def _is_short(word: Terms) -> bool:
    return len(word.folded) < SHORTEST_TOLD


def _find_speakers(connection: Connection, typed: Sequence[Terms], synonyms: Synonyms, limit: int) -> Sequence[Row]:
    """Those whom the index knows by the words that tell something; the others are looked for in the names."""
    telling = [word for word in typed if not _is_short(word)] or typed
    search = Search(" ".join(word.exact for word in telling), synonyms=synonyms)
    most = limit if len(telling) == len(typed) else MOST_TOLD
    rows = list_rows(
        connection, SPEAKERS, SpeakerFilter(q=search), sort=SpeakerSort.quote_count_desc, after=None, limit=most
    )
    if most == limit:
        return rows
    rest = [word for word in typed if _is_short(word)]
    return list(islice(_choose(((_list_beginnings(fold_key(row["name"])), row) for row in rows), rest), limit))


def _count_newest(connection: Connection) -> list[Frequent]:
    texts = connection.execute(_NEWEST_OF_ALL, {"most": NEWEST}).scalars()
    return _count(word for said in texts for word in find_all(said))


def _count(words: Iterable[str]) -> list[Frequent]:
    """The words in the order of their folded spelling; of each no more is made than is needed here."""
    counts: Counter[str] = Counter()
    for word, count in Counter(words).items():
        counts[strip_marks(word)] += count
    spelled = ((_spell(exact), exact, count) for exact, count in counts.items())
    return sorted((folded, exact, count) for folded, exact, count in spelled if folded is not None)


# Most of the newest quotes' words were in those that were the newest before.
@lru_cache(maxsize=1 << 14)
def _spell(exact: str) -> str | None:
    """The word folded; None where it is nothing to suggest."""
    folded = fold_spelling(exact) if exact.isalnum() else None
    return None if folded is None or is_stop_word(exact, folded) else folded


def _complete(words: Sequence[Frequent], beginning: str) -> Sequence[Frequent]:
    return words[bisect_left(words, (beginning,)) : bisect_left(words, (beginning + _LAST,))]


def _find_rare(connection: Connection, typed: Terms) -> Sequence[Frequent]:
    """What begins so, letter by letter, in the newest quotes with such a word."""
    if typed.is_stop or len(cut_opening(typed.folded)) < SHORTEST_RARE:
        return ()
    wanted = Term("exact", (typed.exact,), QUOTES.fields[:1], is_prefix=True)
    is_local = connection.dialect.name == "sqlite"
    params = {"match": write_match(wanted)} if is_local else {"query": write_tsquery(wanted)}
    found = connection.execute(text(_NEWEST[is_local]), {**params, "most": LOOKED_THROUGH}).scalars()
    needles = list_needles((), openings=[typed.folded])
    return _complete(_count(word for said in found for word in _look(said, needles)), typed.folded)


def _look(said: str, needles: Needles) -> Iterable[str]:
    """The words that may begin so, and in texts with letters out of the common all."""
    words = spot(said, needles)
    return find_all(said) if words is None else (word[0] for word in words)


def _by_frequency(word: Frequent) -> tuple[int, str]:
    return -word[2], word[1]
