"""Who speaks in a new article: found on the roster or put on it, in few statements.

`app.store.roster` does the same for an article that is there already, whose speakers may lose what they have.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any

from annotated_types import MaxLen
from pydantic import TypeAdapter
from sqlalchemy import BindParameter, Connection, bindparam, delete, exists, or_, select, update

from app.arabic.speakers.identity import agree_on_person
from app.records import FoundQuote, SpeakerBase
from app.store.correctable import read_fields
from app.store.decisions import Seat
from app.store.models import (
    EVENT_MENTION,
    QUOTE,
    SPEAKER,
    SPEAKER_ALIAS,
    UNDATED,
    make_ends,
    make_key,
)
from app.store.roles import choose_roles
from app.store.roster import Entrant, fold_names, place_speaker
from app.store.statements import Entry, Statement, reserve_ids

_S = SPEAKER.c


@dataclass
class Member:
    """A speaker's row while an article is entered: `row` as it will be, `stored` as it is, None for a new one."""

    row: dict[str, Any]
    stored: Mapping[str, Any] | None
    forms: dict[str, str] = field(default_factory=dict)
    added: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> int:
        """The row's id, once it has been entered."""
        return int(self.row["id"])

    @property
    def name(self) -> str:
        """What the row calls the speaker."""
        return str(self.row["name"])


def cast_speakers(
    connection: Connection, article_id: int, entrants: Sequence[Entrant], quotes: Sequence[FoundQuote]
) -> list[Member]:
    """The speakers' rows, in the entrants' order, with what the article tells of each and the quotes counted in."""
    cast = _assign(connection, article_id, entrants)
    members = list({id(member): member for member in cast}.values())
    _load_forms(connection, members)
    for member, entrant in zip(cast, entrants, strict=True):
        _tell(member, entrant)
    for quote in quotes:
        _count(cast[quote.speaker].row, quote.said_on)
    _write(connection, members)
    return cast


def forget_silent(connection: Connection, speakers: Collection[int]) -> None:
    """Deletes those of the speakers who neither say anything nor are mentioned."""
    connection.execute(_FORGET, {"speakers": list(speakers)})


def _assign(connection: Connection, article_id: int, entrants: Sequence[Entrant]) -> list[Member]:
    identities = sorted({entrant.seat.identity for entrant in entrants})
    found = _SEATED.run(connection, {"identities": identities, "article": article_id}) if identities else ()
    seated = {Seat(row["article_id"], row["kind"], row["identity"]): _as_member(row) for row in map(_read, found)}
    alike = _load_alike(connection, [entrant for entrant in entrants if entrant.seat not in seated])
    cast: list[Member] = []
    for entrant in entrants:
        member = seated.get(entrant.seat) or _recognize(entrant, alike)
        if member is None:
            member = seated[entrant.seat] = Member(_make_row(entrant), None)
            if entrant.seat.article_id is None and member.row["ends"]:
                alike[member.row["ends"]].append(member)
        cast.append(member)
    known = {member.row["id"]: member for member in seated.values() if member.stored}
    return [known.setdefault(member.row["id"], member) if member.stored else member for member in cast]


def _read(values: Sequence[Any]) -> Mapping[str, Any]:
    """A stored row by its columns."""
    row = dict(zip(_COLUMNS, values, strict=True))
    return {**row, "first_said": _as_day(row["first_said"]), "last_said": _as_day(row["last_said"])}


def _as_day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _as_member(row: Mapping[str, Any]) -> Member:
    return Member(dict(row), row)


def _ends_of(entrant: Entrant) -> str | None:
    """What somebody is looked up by whose name has middle names in one article and none in another."""
    if entrant.is_decided or entrant.seat.article_id is not None or entrant.found.role is None:
        return None
    return make_ends(entrant.found.name, entrant.seat.kind)


def _load_alike(connection: Connection, entrants: Sequence[Entrant]) -> dict[str, list[Member]]:
    ends = sorted({found for entrant in entrants if (found := _ends_of(entrant))})
    alike: dict[str, list[Member]] = defaultdict(list)
    for row in map(_read, _ALIKE.run(connection, {"ends": ends}) if ends else ()):
        alike[row["ends"]].append(_as_member(row))
    return alike


def _recognize(entrant: Entrant, alike: Mapping[str, list[Member]]) -> Member | None:
    """The one speaker of the same first and last name who holds the same office; None where there are two."""
    ends = _ends_of(entrant)
    found = alike.get(ends, ()) if ends else ()
    same = [member for member in found if agree_on_person(entrant.found, _as_speaker(member.row))]
    return same[0] if len(same) == 1 else None


def _as_speaker(row: Mapping[str, Any]) -> SpeakerBase:
    return SpeakerBase.model_construct(**{name: row[name] for name in SpeakerBase.model_fields})


def _make_row(entrant: Entrant) -> dict[str, Any]:
    told = entrant.found.model_dump(exclude={"aliases"})
    values = {**told, **place_speaker(entrant.seat, entrant.name), "folded": ""}
    SpeakerBase.model_validate(values)
    return {**values, "quote_count": 0, "first_said": None, "last_said": None, "corrected_fields": ""}


def _load_forms(connection: Connection, members: Sequence[Member]) -> None:
    stored = {member.id: member for member in members if member.stored}
    for speaker_id, key, name in _ALIASES.run(connection, {"speakers": list(stored)}) if stored else ():
        stored[speaker_id].forms[key] = name


def _tell(member: Member, entrant: Entrant) -> None:
    """Adds what this article tells: other forms and spellings of the name, a role that says more."""
    row, found = member.row, entrant.found
    row |= choose_roles(row, found, held=read_fields(row["corrected_fields"]))
    for name in (found.name, *found.aliases):
        key = make_key(name)
        if key and key != row["key"] and key not in member.forms:
            member.forms[key] = name
            member.added.append({"name": name, "key": key})
    row["folded"] = fold_names(row["name"], row["role"], row["affiliation"], member.forms.values())


def _count(row: dict[str, Any], day: date | None) -> None:
    row["quote_count"] += 1
    if day is not None and day > UNDATED:
        row["first_said"] = min(row["first_said"] or day, day)
        row["last_said"] = max(row["last_said"] or day, day)


def _write(connection: Connection, members: Sequence[Member]) -> None:
    new = [member for member in members if member.stored is None]
    for member, row_id in zip(new, reserve_ids(connection, SPEAKER, len(new)), strict=True):
        member.row["id"] = row_id
    _SPEAKERS.run(connection, [member.row for member in new])
    for names, statement in ((_COUNTED, _RECOUNT), (_TOLD, _RETELL)):
        if changed := [member for member in members if member.stored and _differs(member, names)]:
            rows = [{"speaker": each.id, **{name: each.row[name] for name in names}} for each in changed]
            connection.execute(statement, rows)
    aliases = [{"speaker_id": member.id, **alias} for member in members for alias in member.added]
    _NAMES.validate_python([alias["name"] for alias in aliases])
    _FORMS.run(connection, aliases)


def _differs(member: Member, names: Sequence[str]) -> bool:
    stored = member.stored or {}
    return any(member.row[name] != stored[name] for name in names)


_COUNTED = ("quote_count", "first_said", "last_said")
# A trigger of the search notes every row whose role is written, whether it is another or not.
_TOLD = ("role", "affiliation", "folded")
_ROW: BindParameter[int] = bindparam("speaker")
_RECOUNT = update(SPEAKER).where(_S.id == _ROW).values({name: bindparam(name) for name in _COUNTED})
_RETELL = update(SPEAKER).where(_S.id == _ROW).values({name: bindparam(name) for name in _TOLD})
_SPEAKERS, _FORMS = Entry(SPEAKER), Entry(SPEAKER_ALIAS)
_NAMES = TypeAdapter(list[Annotated[str, MaxLen(500)]])
_COLUMNS = tuple(_S.keys())
_SEATED = Statement.of(
    select(SPEAKER).where(
        _S.identity.in_(bindparam("identities", expanding=True)),
        or_(_S.article_id.is_(None), _S.article_id == bindparam("article")),
    )
)
_ALIKE = Statement.of(
    select(SPEAKER).where(_S.article_id.is_(None), _S.ends.in_(bindparam("ends", expanding=True))).order_by(_S.id)
)
_ALIASES = Statement.of(
    select(SPEAKER_ALIAS.c.speaker_id, SPEAKER_ALIAS.c.key, SPEAKER_ALIAS.c.name).where(
        SPEAKER_ALIAS.c.speaker_id.in_(bindparam("speakers", expanding=True))
    )
)
_FORGET = delete(SPEAKER).where(
    _S.id.in_(bindparam("speakers", expanding=True)),
    _S.corrected_fields == "",
    ~exists().where(QUOTE.c.speaker_id == _S.id),
    ~exists().where(EVENT_MENTION.c.speaker_id == _S.id),
)
