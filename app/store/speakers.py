"""Speakers: list, count, one by its id with the other forms of the name."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, or_, select

from app.records import SpeakerBase, SpeakerKind
from app.store import conditions, listing
from app.store.documents import gather_values
from app.store.fields import plain_columns
from app.store.listing import Place, Row
from app.store.models import QUOTE, SPEAKER, SPEAKER_ALIAS
from app.store.search import subjects
from app.store.search.conditions import words_in, words_refused
from app.store.search.matching import Search
from app.store.shapes import Key, Listing, both_ways

_S = SPEAKER.c
_ALIAS = SPEAKER_ALIAS.c


class SpeakerSort(StrEnum):
    """The orders of speakers; a minus turns one round. Relevance is that to a search."""

    name = "name"
    name_desc = "-name"
    quote_count = "quote_count"
    quote_count_desc = "-quote_count"
    id = "id"
    id_desc = "-id"
    relevance = "relevance"


@dataclass(frozen=True)
class SpeakerFilter:
    """What narrows speakers. Values of one filter are alternatives; `name` is a whole name or other form of it."""

    kind: tuple[SpeakerKind, ...] = ()
    name: tuple[str, ...] = ()
    article: tuple[int, ...] = ()
    q: Search | str | None = None
    without: Search | str | None = None


_ID = Key(_S.id, int)
_NAME = both_ways(Key(_S.key, str), _ID)
_COUNT = both_ways(Key(_S.quote_count, int), _ID)
_ROW = both_ways(_ID)

OTHER_NAMES = select(_ALIAS.name).where(_ALIAS.speaker_id == _S.id).order_by(_ALIAS.id)

SPEAKERS = Listing(
    name="speaker",
    base=SPEAKER,
    joined=SPEAKER,
    columns={
        "id": _S.id,
        **plain_columns(SpeakerBase, SPEAKER),
        "quote_count": _S.quote_count,
        "first_said": _S.first_said,
        "last_said": _S.last_said,
        "corrected": _S.corrected_at.is_not(None),
        "corrected_at": _S.corrected_at,
    },
    details={"aliases": gather_values(_ALIAS.name, OTHER_NAMES, of=SPEAKER)},
    conditions={
        "kind": conditions.one_of(_S.kind),
        "name": conditions.through_keys(
            lambda keys: or_(_S.key.in_(keys), _S.id.in_(select(_ALIAS.speaker_id).where(_ALIAS.key.in_(keys))))
        ),
        "article": conditions.through_ids(
            lambda ids: _S.id.in_(select(QUOTE.c.speaker_id).where(QUOTE.c.article_id.in_(ids)))
        ),
        "q": words_in(subjects.SPEAKERS, _S.id),
        "without": words_refused(subjects.SPEAKERS, _S.id),
    },
    orders=dict(zip(SpeakerSort, (*_NAME, *_COUNT, *_ROW, _COUNT[1]), strict=True)),
    subject=subjects.SPEAKERS,
)


def list_speakers(
    connection: Connection,
    filters: SpeakerFilter,
    *,
    sort: SpeakerSort = SpeakerSort.quote_count_desc,
    after: Place | None = None,
    limit: int = 20,
) -> list[Row]:
    """One page of speakers with their counts."""
    return listing.list_rows(connection, SPEAKERS, filters, sort=sort, after=after, limit=limit)


def count_speakers(connection: Connection, filters: SpeakerFilter) -> int:
    """How many speakers the filters leave."""
    return listing.count_rows(connection, SPEAKERS, filters)


def get_speaker(connection: Connection, speaker_id: int) -> Row:
    """The speaker with that id, with every other form of the name (`aliases`). Raises NotFound."""
    return listing.get_row(connection, SPEAKERS, speaker_id)


def require_speaker(connection: Connection, speaker_id: int) -> None:
    """Nothing but the check that there is one, for the lists under it. Raises NotFound."""
    listing.require_row(connection, SPEAKERS, speaker_id)
