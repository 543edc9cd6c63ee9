"""What a search box offers while somebody types: speakers, and words of what was lately said."""

import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import islice
from typing import Any

from sqlalchemy import Connection, text

from app.arabic.analyzer.affixes import cut_opening
from app.arabic.analyzer.spelling import fold_spelling, strip_marks
from app.arabic.analyzer.stop_words import is_stop_word
from app.arabic.analyzer.synonyms import NONE, Synonyms
from app.arabic.analyzer.words import Terms, find_words, list_terms
from app.errors import QueryError
from app.store.listing import Row, list_rows
from app.store.remembering import Memory
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
LOOKED_THROUGH = 150
# Fewer letters behind the article say nothing.
SHORTEST_RARE = 2
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
_QUOTED_MOST = text(
    "SELECT id, name, key, kind, quote_count FROM speaker ORDER BY quote_count DESC, id DESC LIMIT :most"
)


def suggest(
    connection: Connection,
    typed: str,
    *,
    limit: int,
    memory: Memory,
    version: int | None = None,
    synonyms: Synonyms = NONE,
) -> dict[str, list[dict[str, Any]]]:
    """`speakers` whose names begin so, who says most first, and `terms` that end what is typed, the frequent first.

    `version` is the database's, read before the transaction.
    """
    words = list_terms(typed)
    if not words:
        raise QueryError("q", "holds no word to search for", at=0)
    speakers: Sequence[Row] = ()
    if len(words) == 1:
        known = memory.recall(version, "the most quoted", lambda: _list_quoted(connection))
        speakers = list(islice(_choose(known, words[0].folded), limit))
    if len(speakers) < limit:
        search = Search(" ".join(word.exact for word in words), synonyms=synonyms)
        speakers = list_rows(
            connection, SPEAKERS, SpeakerFilter(q=search), sort=SpeakerSort.quote_count_desc, after=None, limit=limit
        )
    frequent = memory.recall_lately(SECONDS, "frequent words", lambda: _count_newest(connection))
    terms = _complete(frequent, words[-1].folded) or _find_rare(connection, words[-1])
    return {
        "speakers": [{name: row[name] for name in _SHOWN} for row in speakers],
        "terms": [{"text": word, "count": count} for _, word, count in nsmallest(limit, terms, key=_by_frequency)],
    }


def _list_quoted(connection: Connection) -> list[tuple[list[str], Row]]:
    """The most quoted speakers, each with the words of the name that it is found by."""
    rows = [dict(row) for row in connection.execute(_QUOTED_MOST, {"most": MOST_QUOTED}).mappings()]
    return [(_list_beginnings(row["key"]), row) for row in rows]


def _list_beginnings(name: str) -> list[str]:
    return [form for word in name.split() for form in {word, cut_opening(word)}]


def _choose(known: Iterable[tuple[list[str], Row]], beginning: str) -> Iterator[Row]:
    for words, row in known:
        for word in words:
            if word.startswith(beginning):
                yield row
                break


def _count_newest(connection: Connection) -> list[Frequent]:
    return _count(connection.execute(_NEWEST_OF_ALL, {"most": NEWEST}).scalars())


def _count(texts: Iterable[str], first: str = "") -> list[Frequent]:
    """The words of the texts that have that first letter, in the order of their folded spelling.

    Of each no more is made than is needed here.
    """
    words = Counter(found.group() for said in texts for found in find_words(said))
    counts: Counter[str] = Counter()
    for word, count in words.items():
        if word[:1].lower() == first or not first:
            counts[strip_marks(word)] += count
    spelled = ((fold_spelling(exact), exact, count) for exact, count in counts.items() if exact.isalnum())
    return sorted(each for each in spelled if not is_stop_word(each[1], each[0]))


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
    return _complete(_count(found, typed.exact[:1]), typed.folded)


def _by_frequency(word: Frequent) -> tuple[int, str]:
    return -word[2], word[1]
