"""Speakers: list, count, one by its id with the other forms of the name."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, bindparam, or_, select

from app.errors import NotFound
from app.records import SpeakerBase, SpeakerKind
from app.store import listing
from app.store.fields import plain_columns
from app.store.listing import Key, Listing, Row, both_ways
from app.store.models import QUOTE, SPEAKER, SPEAKER_ALIAS

_S = SPEAKER.c
_ALIAS = SPEAKER_ALIAS.c


class SpeakerSort(StrEnum):
    """The orders of speakers; a minus turns one round."""

    name = "name"
    name_desc = "-name"
    quote_count = "quote_count"
    quote_count_desc = "-quote_count"
    id = "id"
    id_desc = "-id"


@dataclass(frozen=True)
class SpeakerFilter:
    """What narrows speakers. Values of one filter are alternatives; `name` is a whole name or other form of it."""

    kind: tuple[SpeakerKind, ...] = ()
    name: tuple[str, ...] = ()
    article: tuple[int, ...] = ()
    q: str | None = None


_ID = Key(_S.id, "id", int)
_NAME = both_ways(Key(_S.key, "name", str), _ID)
_COUNT = both_ways(Key(_S.quote_count, "quote_count", int), _ID)
_ROW = both_ways(_ID)

SPEAKERS = Listing(
    base=SPEAKER,
    joined=SPEAKER,
    columns={
        "id": _S.id,
        **plain_columns(SpeakerBase, SPEAKER),
        "quote_count": _S.quote_count,
        "first_said": _S.first_said,
        "last_said": _S.last_said,
    },
    conditions={
        "kind": listing.one_of(_S.kind),
        "name": listing.through_keys(
            lambda keys: or_(_S.key.in_(keys), _S.id.in_(select(_ALIAS.speaker_id).where(_ALIAS.key.in_(keys))))
        ),
        "article": listing.through_ids(
            lambda ids: _S.id.in_(select(QUOTE.c.speaker_id).where(QUOTE.c.article_id.in_(ids)))
        ),
        "q": listing.all_words_in(_S.folded),
    },
    orders=dict(zip(SpeakerSort, (*_NAME, *_COUNT, *_ROW), strict=True)),
)


def list_speakers(
    connection: Connection,
    filters: SpeakerFilter,
    *,
    sort: SpeakerSort = SpeakerSort.quote_count_desc,
    after: Sequence[object] | None = None,
    limit: int = 20,
) -> list[Row]:
    """One page of speakers with their counts; `after` is the place of the page before's last row."""
    return listing.list_rows(connection, SPEAKERS, filters, sort=sort, after=after, limit=limit)


def count_speakers(connection: Connection, filters: SpeakerFilter) -> int:
    """How many speakers the filters leave."""
    return listing.count_rows(connection, SPEAKERS, filters)


_EXISTS = select(_S.id).where(_S.id == bindparam("speaker"))
_ALIASES_OF_ONE = select(_ALIAS.name).where(_ALIAS.speaker_id == bindparam("speaker")).order_by(_ALIAS.id)


def get_speaker(connection: Connection, speaker_id: int) -> Row:
    """The speaker with that id, with every other form of the name (`aliases`). Raises NotFound."""
    row = listing.get_row(connection, SPEAKERS, speaker_id)
    if row is None:
        raise NotFound("speaker", speaker_id)
    row["aliases"] = list(connection.execute(_ALIASES_OF_ONE, {"speaker": speaker_id}).scalars())
    return row


def require_speaker(connection: Connection, speaker_id: int) -> None:
    """Nothing but the check that there is one, for the lists under it. Raises NotFound."""
    found = 0 < speaker_id <= listing.LARGEST_ID and connection.execute(_EXISTS, {"speaker": speaker_id}).first()
    if not found:
        raise NotFound("speaker", speaker_id)


def place_of_speaker(row: Row, sort: SpeakerSort) -> list[str | int]:
    """Where a listed speaker stands in that order."""
    return listing.place_of(SPEAKERS, row, sort)
