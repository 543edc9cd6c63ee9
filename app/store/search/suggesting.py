"""What a search box offers while somebody types: speakers, and words of what was lately said."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, text

from app.arabic.analyzer.spelling import fold_spelling
from app.arabic.analyzer.words import list_terms
from app.errors import QueryError
from app.store.listing import list_rows
from app.store.search.expressions import write_match, write_tsquery
from app.store.search.matching import Search, prepare
from app.store.search.subjects import QUOTES
from app.store.speakers import SPEAKERS, SpeakerFilter, SpeakerSort

# So many of the newest quotes are looked through: enough to tell frequent words, few enough for a keystroke.
LOOKED_THROUGH = 150
_SHOWN = ("id", "name", "kind", "quote_count")
_NEWEST: Mapping[bool, str] = {
    True: "SELECT text FROM quote WHERE id IN (SELECT rowid FROM search_quote WHERE search_quote MATCH :match "
    "ORDER BY rowid DESC LIMIT :most)",
    False: "SELECT text FROM quote WHERE id IN (SELECT id FROM search_quote WHERE terms @@ CAST(:query AS tsquery) "
    "ORDER BY id DESC LIMIT :most)",
}


def suggest(connection: Connection, typed: str, *, limit: int) -> dict[str, list[dict[str, Any]]]:
    """`speakers` whose names begin so, who says most first, and `terms` that end what is typed, the frequent first."""
    words = list_terms(typed)
    if not words:
        raise QueryError("q", "holds no word to search for", at=0)
    plain = " ".join(word.exact for word in words)
    found = list_rows(
        connection,
        SPEAKERS,
        SpeakerFilter(q=Search(plain)),
        sort=SpeakerSort.quote_count_desc,
        after=None,
        limit=limit,
    )
    speakers = [{name: row[name] for name in _SHOWN} for row in found]
    return {"speakers": speakers, "terms": _complete(connection, words[-1].folded, limit)}


def _complete(connection: Connection, beginning: str, limit: int) -> list[dict[str, Any]]:
    wanted = prepare(QUOTES, Search(f"text:{beginning}*"))
    is_local = connection.dialect.name == "sqlite"
    params = {"match": write_match(wanted)} if is_local else {"query": write_tsquery(wanted.clause)}
    texts = connection.execute(text(_NEWEST[is_local]), {**params, "most": LOOKED_THROUGH}).scalars()
    counts = Counter(
        terms.exact
        for said in texts
        for terms in list_terms(said)
        if not terms.is_stop and fold_spelling(terms.exact).startswith(beginning)
    )
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [{"text": word, "count": count} for word, count in ranked[:limit]]
