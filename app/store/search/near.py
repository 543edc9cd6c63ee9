"""Words of speakers' names that are spelled nearly like those of a query: لفروف for لافروف."""

from collections.abc import Callable, Collection
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Connection, select, union_all

from app.store.models import SPEAKER, SPEAKER_ALIAS
from app.store.search.language import parse, wanted_leaves
from app.store.search.matching import Search
from app.store.statements import Statement

# How like a name must be to stand for a word, of 100, how many may, and from how many letters on.
NEAR_ENOUGH, MOST_NEAR, SHORTEST_NEAR = 78, 8, 4
# Who types more words than that types no name: each would stand for up to `MOST_NEAR` others.
MOST_WORDS = 6
_NAMES = Statement.of(select(union_all(select(SPEAKER.c.key), select(SPEAKER_ALIAS.c.key)).subquery().c.key))

Recall = Callable[[str, Callable[[], Any]], Any]
"""What is remembered of this state of the database under a name, else what the function finds out."""


def forget(_what: str, ask: Callable[[], Any]) -> Any:
    """Remembers nothing."""
    return ask()


def find_near(
    connection: Connection, search: Search, recall: Recall = forget
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each word of the query, the words of names that are spelled nearly alike; none for a long query."""
    words = {leaf.words[0].folded for leaf in wanted_leaves(parse(search.q)) if len(leaf.words) == 1}
    asked = sorted(word for word in words if len(word) >= SHORTEST_NEAR)
    if not asked or len(words) > MOST_WORDS:
        return ()
    known = recall("words of names", lambda: _read_names(connection))
    return tuple((word, _choose(word, known)) for word in asked)


def _read_names(connection: Connection) -> Collection[str]:
    names = _NAMES.run(connection, {})
    return sorted({word for (name,) in names for word in name.split() if len(word) >= SHORTEST_NEAR - 1})


def _choose(word: str, known: Collection[str]) -> tuple[str, ...]:
    near = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=MOST_NEAR)
    return tuple(sorted(each[0] for each in near if each[0] != word))
