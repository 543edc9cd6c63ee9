"""Which role a speaker's row shows: the first that was printed, unless a later article tells an office for a title."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, union

from app.arabic.speakers.offices import says_more
from app.records import SpeakerBase
from app.store.models import EVENT, EVENT_MENTION, QUOTE

Roles = dict[str, str | None]
FIELDS = ("role", "affiliation")


def choose_roles(known: Mapping[str, Any], told: SpeakerBase, *, held: Collection[str]) -> Roles:
    """The role and affiliation to show, given those `known` and those `told` now; those `held` stay as they are."""
    if says_more(told.role, known["role"]):
        known = {name: known[name] if name in held else None for name in FIELDS}
    return {name: known[name] if name in held else known[name] or getattr(told, name) for name in FIELDS}


def roles_of(row: SpeakerBase) -> Roles:
    """The role and affiliation that a row shows."""
    return {"role": row.role, "affiliation": row.affiliation}


def set_roles(row: SpeakerBase, roles: Roles) -> None:
    """Lets a row show those."""
    for name, value in roles.items():
        setattr(row, name, value)


def find_shared(connection: Connection, article_id: int, speakers: Collection[int]) -> set[int]:
    """Those of the speakers who are quoted or mentioned in another article as well."""
    values = {"article": article_id, "speakers": list(speakers)}
    return set(connection.execute(_ELSEWHERE, values).scalars()) if speakers else set()


_HERE = bindparam("article", type_=QUOTE.c.article_id.type)
_THEM: BindParameter[int] = bindparam("speakers", expanding=True)
_ELSEWHERE = union(
    select(QUOTE.c.speaker_id).where(QUOTE.c.speaker_id.in_(_THEM), QUOTE.c.article_id != _HERE),
    select(EVENT_MENTION.c.speaker_id)
    .join(EVENT, EVENT.c.id == EVENT_MENTION.c.event_id)
    .where(EVENT_MENTION.c.speaker_id.in_(_THEM), EVENT.c.article_id != _HERE),
)
