"""People who may be one: names that differ by middle names alone, for an editor to decide."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Row, func, select

from app.arabic.speakers.identity import differ_by_middle_names
from app.arabic.speakers.offices import share_office
from app.records import SpeakerKind
from app.store.models import SPEAKER

_S = SPEAKER.c
_SHARED = (_S.kind == SpeakerKind.person) & _S.article_id.is_(None) & _S.ends.is_not(None)
_REPEATED = select(_S.ends).where(_SHARED).group_by(_S.ends).having(func.count() > 1)
_CANDIDATES = select(_S.id, _S.name, _S.role, _S.quote_count, _S.ends).where(_SHARED, _S.ends.in_(_REPEATED))


@dataclass(frozen=True)
class Person:
    """A speaker of several articles, as an editor tells them from another."""

    id: int
    name: str
    role: str | None
    quote_count: int


@dataclass(frozen=True)
class Pair:
    """Two who may be one, who says more first; `one_office` where both hold an office that is the same."""

    one: Person
    other: Person
    one_office: bool


def list_alike(connection: Connection, *, limit: int) -> list[Pair]:
    """Pairs of people whose names differ by middle names alone: those of one office first, then who says most."""
    return sorted(_find_pairs(connection), key=_rank)[:limit]


def _rank(pair: Pair) -> tuple[bool, int, int, int]:
    return not pair.one_office, -pair.one.quote_count - pair.other.quote_count, pair.one.id, pair.other.id


def _find_pairs(connection: Connection) -> Iterator[Pair]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for row in connection.execute(_CANDIDATES):
        groups[row.ends].append(_as_person(row))
    for people in groups.values():
        for one, other in combinations(sorted(people, key=lambda each: (-each.quote_count, each.id)), 2):
            if differ_by_middle_names(one.name, other.name):
                yield Pair(one, other, bool(one.role and other.role and share_office(one.role, other.role)))


def _as_person(row: Row[Any, Any, Any, Any, Any]) -> Person:
    return Person(row.id, row.name, row.role, row.quote_count)
