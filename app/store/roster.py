"""Keeps the roster of speakers: who is there already, who is new, what each has said, who has nothing left."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Update, bindparam, exists, func, union, update
from sqlmodel import Session, col, delete, or_, select

from app.arabic.normalize import fold_key
from app.arabic.speakers.identity import agree_on_person
from app.records import FoundSpeaker, SpeakerKind
from app.store.correctable import held_in
from app.store.decisions import Seat
from app.store.models import (
    EVENT,
    EVENT_MENTION,
    QUOTE,
    SPEAKER,
    SPEAKER_ALIAS,
    UNDATED,
    EventMention,
    Quote,
    Speaker,
    SpeakerAlias,
    make_ends,
    make_key,
)
from app.store.roles import FIELDS, choose_roles, find_shared, roles_of, set_roles


@dataclass(frozen=True)
class Entrant:
    """A found speaker and where they belong; `name` is their row's, should it have to be made."""

    found: FoundSpeaker
    seat: Seat
    name: str
    is_decided: bool


def enter_speakers(session: Session, article_id: int, entrants: Sequence[Entrant]) -> list[Speaker]:
    """The rows of the speakers, in their order; rows are made for those whom nobody knows yet."""
    known = _find_seated(session, article_id, entrants)
    rows: list[Speaker] = []
    for entrant in entrants:
        row = known.get(entrant.seat) or _recognize(session, entrant)
        if row is None:
            row = _make_speaker(entrant)
            session.add(row)
            known[entrant.seat] = row
        rows.append(row)
    session.flush()
    _forget_roles(session, article_id, rows)
    _complete(session, rows, [entrant.found for entrant in entrants])
    return rows


def seat_of(row: Speaker) -> Seat:
    """Where that speaker is found."""
    return Seat(row.article_id, SpeakerKind(row.kind), row.identity or "")


def find_seated(session: Session, seat: Seat) -> Speaker | None:
    """The speaker at that seat."""
    own = col(Speaker.article_id)
    here = own.is_(None) if seat.article_id is None else own == seat.article_id
    return session.exec(
        select(Speaker).where(here, Speaker.kind == seat.kind, Speaker.identity == seat.identity)
    ).one_or_none()


def find_or_make(session: Session, seat: Seat, name: str) -> Speaker:
    """The speaker at that seat, made if there is none, known by that name."""
    row = find_seated(session, seat) or make_row(session, seat, name)
    refold(session, row, [name])
    return row


def make_row(session: Session, seat: Seat, name: str) -> Speaker:
    """A new speaker of whom nothing but the name is known."""
    found = FoundSpeaker(name=name, kind=seat.kind, role=None, affiliation=None, aliases=[])
    row = _make_speaker(Entrant(found, seat, name, is_decided=True))
    session.add(row)
    session.flush()
    return row


def refold(session: Session, row: Speaker, names: Sequence[str]) -> None:
    """Adds these other names, and brings what a search looks through in step."""
    forms = _aliases_by_speaker(session, [row])[_id(row)]
    _add_aliases(session, row, names, known=forms)
    row.folded = fold_names(row.name, row.role, row.affiliation, forms.values())
    session.flush()


def list_speakers_of(session: Session, article_id: int) -> set[int]:
    """Everyone who speaks or is mentioned in the article, and everyone who belongs to it."""
    session.flush()
    return set(session.connection().execute(_SPEAKERS_OF, {"article": article_id}).scalars())


def recount(session: Session, speakers: Collection[int]) -> None:
    """Brings the counts and first and last days of these speakers in step with their quotes."""
    session.connection().execute(_RECOUNT, {"speakers": list(speakers)})


def _make_recount() -> Update:
    own = QUOTE.c.speaker_id == SPEAKER.c.id
    # `sort_day` and not `said_on`: its index ends at once where the whole of a much quoted speaker would be read.
    dated = own & (QUOTE.c.sort_day > UNDATED)
    return (
        update(SPEAKER)
        .where(SPEAKER.c.id.in_(bindparam("speakers", expanding=True)))
        .values(
            quote_count=select(func.count()).select_from(QUOTE).where(own).scalar_subquery(),
            first_said=select(func.min(QUOTE.c.sort_day)).where(dated).scalar_subquery(),
            last_said=select(func.max(QUOTE.c.sort_day)).where(dated).scalar_subquery(),
        )
    )


# Made once: to put statements together takes longer than to run them.
_RECOUNT = _make_recount()
_OF_ARTICLE: BindParameter[int] = bindparam("article")
_SPEAKERS_OF = union(
    select(QUOTE.c.speaker_id).where(QUOTE.c.article_id == _OF_ARTICLE),
    select(EVENT_MENTION.c.speaker_id)
    .join(EVENT, EVENT.c.id == EVENT_MENTION.c.event_id)
    .where(EVENT.c.article_id == _OF_ARTICLE, EVENT_MENTION.c.speaker_id.is_not(None)),
    select(SPEAKER.c.id).where(SPEAKER.c.article_id == _OF_ARTICLE),
)
_LEAVE = delete(Speaker).where(
    col(Speaker.id).in_(bindparam("speakers", expanding=True)),
    ~exists().where(col(Quote.speaker_id) == col(Speaker.id)),
    ~exists().where(col(EventMention.speaker_id) == col(Speaker.id)),
    col(Speaker.corrected_fields) == "",
)
_SEATED = select(Speaker).where(
    col(Speaker.identity).in_(bindparam("identities", expanding=True)),
    or_(col(Speaker.article_id).is_(None), col(Speaker.article_id) == bindparam("article")),
)
_ALIASES = select(SPEAKER_ALIAS.c.speaker_id, SPEAKER_ALIAS.c.key, SPEAKER_ALIAS.c.name).where(
    SPEAKER_ALIAS.c.speaker_id.in_(bindparam("speakers", expanding=True))
)


def leave_no_trace(session: Session, speakers: Collection[int]) -> None:
    """Deletes those of the speakers who neither say anything nor are mentioned any more, nor were set right."""
    session.exec(_LEAVE, params={"speakers": list(speakers)})


def fold_names(name: str, role: str | None, affiliation: str | None, aliases: Collection[str]) -> str:
    """What a search in speakers looks through."""
    return fold_key("\n".join(part for part in (name, *sorted(aliases), role, affiliation) if part))


def _find_seated(session: Session, article_id: int, entrants: Sequence[Entrant]) -> dict[Seat, Speaker]:
    wanted = sorted({entrant.seat.identity for entrant in entrants})
    rows = session.exec(_SEATED, params={"identities": wanted, "article": article_id}) if wanted else ()
    return {seat_of(row): row for row in rows}


def _recognize(session: Session, entrant: Entrant) -> Speaker | None:
    """The one speaker of the same first and last name who holds the same office; None where there are two."""
    found, seat = entrant.found, entrant.seat
    ends = make_ends(found.name, seat.kind)
    if entrant.is_decided or seat.article_id is not None or ends is None or found.role is None:
        return None
    alike = session.exec(select(Speaker).where(col(Speaker.article_id).is_(None), Speaker.ends == ends))
    same = [row for row in alike if agree_on_person(found, row)]
    return same[0] if len(same) == 1 else None


def _make_speaker(entrant: Entrant) -> Speaker:
    fields = entrant.found.model_dump(exclude={"aliases"})
    return Speaker.model_validate({**fields, **place_speaker(entrant.seat, entrant.name), "folded": ""})


def place_speaker(seat: Seat, name: str) -> dict[str, object]:
    """The columns of a new speaker's row that say who they are and where they are found."""
    return {
        "name": name,
        "kind": seat.kind,
        "article_id": seat.article_id,
        "key": make_key(name),
        "identity": seat.identity,
        "ends": make_ends(name, seat.kind),
    }


def _forget_roles(session: Session, article_id: int, rows: Sequence[Speaker]) -> None:
    """Lets go the roles of those whom this article alone tells of: it is about to tell them anew."""
    shared = find_shared(session.connection(), article_id, {_id(row) for row in rows})
    for row in rows:
        if row.id not in shared:
            set_roles(row, {name: None for name in FIELDS if name not in held_in(row)})


def _complete(session: Session, rows: Sequence[Speaker], found: Sequence[FoundSpeaker]) -> None:
    """Adds what this article tells of each: other forms and spellings of the name, a role that says more."""
    aliases = _aliases_by_speaker(session, rows)
    for row, speaker in zip(rows, found, strict=True):
        set_roles(row, choose_roles(roles_of(row), speaker, held=held_in(row)))
        forms = aliases[_id(row)]
        _add_aliases(session, row, [speaker.name, *speaker.aliases], known=forms)
        row.folded = fold_names(row.name, row.role, row.affiliation, forms.values())
    session.flush()


def _add_aliases(session: Session, row: Speaker, names: Sequence[str], *, known: dict[str, str]) -> None:
    for name in names:
        key = make_key(name)
        if key and key != row.key and key not in known:
            known[key] = name
            session.add(SpeakerAlias.model_validate({"speaker_id": row.id, "name": name, "key": key}))


def _aliases_by_speaker(session: Session, rows: Sequence[Speaker]) -> dict[int, dict[str, str]]:
    forms: dict[int, dict[str, str]] = {_id(row): {} for row in rows}
    session.flush()
    for speaker_id, key, name in session.connection().execute(_ALIASES, {"speakers": list(forms)}) if forms else ():
        forms[speaker_id][key] = name
    return forms


def _id(row: Speaker) -> int:
    if row.id is None:
        raise LookupError("this row has not been flushed")
    return row.id
