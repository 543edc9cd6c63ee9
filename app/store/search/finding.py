"""Lists with a search: a page by relevance or in any other order, each hit with its highlights.

Where no row holds all words, those that hold any are answered, and the answer says so. Among speakers, names spelled
nearly like the words count then, too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import Connection, bindparam, select

from app.store import listing as lists
from app.store.listing import Place, Slice
from app.store.models import ARTICLE
from app.store.search.highlights import Marker, Texts, highlight
from app.store.search.matching import Match, Search, Wanted, prepare
from app.store.search.near import Recall, find_near, forget
from app.store.search.parting import part_filters
from app.store.search.ranking import read_best
from app.store.search.subjects import Subject
from app.store.shapes import Listing, read_filters

RELEVANCE = "relevance"
"""What the order by relevance is called in every list."""


@dataclass(frozen=True)
class Found:
    """A page of hits, the filters that it came from in the end, and whether these are looser than was asked for."""

    slice: Slice
    filters: Any
    is_relaxed: bool = False


def read_found(
    connection: Connection,
    listing: Listing,
    filters: Any,
    *,
    sort: StrEnum,
    after: Place | None,
    limit: int,
    relaxed: bool = False,
    recall: Recall = forget,
) -> Found:
    """One page, by a search or without. `relaxed`: the page before was. Raises QueryError and BadCursor."""
    subject = listing.subject
    filters = part_filters(subject, filters)
    if subject is None or filters.q is None:
        return Found(lists.read_slice(connection, listing, filters, sort=sort, after=after, limit=limit), filters)
    search = filters.q if isinstance(filters.q, Search) else Search(filters.q)
    looser = relax(connection, subject, search, recall) if relaxed else None

    def read_hits(wanted: Search) -> Found:
        given = filters if filters.q is wanted else replace(filters, q=wanted)
        hits = _read_hits(connection, listing, prepare(subject, wanted), given, sort=sort, after=after, limit=limit)
        return Found(hits, given, wanted is not search)

    found = read_hits(looser or search)
    if not found.slice.items and after is None and (looser := relax(connection, subject, search, recall)):
        found = read_hits(looser)
    return found


def _read_hits(
    connection: Connection,
    listing: Listing,
    wanted: Wanted,
    filters: Any,
    *,
    sort: StrEnum,
    after: Place | None,
    limit: int,
) -> Slice:
    texts: Iterable[Texts]
    if sort == RELEVANCE:
        shape, params = read_filters(listing, filters, without="q")
        found, texts = read_best(connection, listing, wanted, shape, params, after=after, limit=limit)
    else:
        found = lists.read_slice(connection, listing, filters, sort=sort, after=after, limit=limit)
        texts = _read_texts(connection, wanted.subject, found)
    return Slice(add_highlights(wanted, found.items, texts), found.end)


def relax(connection: Connection, subject: Subject, search: Search, recall: Recall) -> Search | None:
    """The same search for any of the words, or for names like them; None where that can find no more."""
    if search.exact or search.match is Match.any:
        return None
    near = find_near(connection, search, recall) if subject.completes else ()
    return replace(search, match=Match.any, near=near)


def add_highlights(wanted: Wanted, items: Sequence[bytes], texts: Iterable[Texts]) -> list[bytes]:
    """The rows, each with what of its texts was searched for."""
    marked = highlight(Marker(wanted), list(texts))
    return [b'%b,"highlights":%b}' % (item[:-1], orjson.dumps(each)) for item, each in zip(items, marked, strict=True)]


def _read_texts(connection: Connection, subject: Subject, found: Slice) -> Iterator[Texts]:
    """The texts of rows that are at hand as answers; only some fields may have been asked for."""
    rows = found.rows
    bodies = _read_bodies(connection, [row["id"] for row in rows if "id" in row]) if subject.base is ARTICLE else {}
    for row in rows:
        known = {**row, "body": bodies.get(row.get("id", 0))}
        yield [_look_up(known, name) for _, name in subject.shown]


def _look_up(row: Mapping[str, Any], path: str) -> str | None:
    outer, _, inner = path.partition(".")
    found: str | None = row.get(outer, {}).get(inner) if inner else row.get(outer)
    return found


def _read_bodies(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    return {row.id: row.body for row in connection.execute(_BODIES, {"ids": list(ids)})} if ids else {}


_BODIES = select(ARTICLE.c.id, ARTICLE.c.body).where(ARTICLE.c.id.in_(bindparam("ids", expanding=True)))
