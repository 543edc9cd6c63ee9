"""What editors set right in speakers: name, kind, role and affiliation, for all articles there are and will be."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, delete, update

from app.errors import BrokenLaw, NotFound, RefusedEdit
from app.records import SpeakerKind
from app.store.conditions import LARGEST_ID
from app.store.correctable import held_in
from app.store.corrections import note
from app.store.decisions import Ruling, Seat, decide
from app.store.models import Quote, Speaker, SpeakerAlias, Verdict, make_ends, make_identity, make_key
from app.store.roster import find_seated, refold, seat_of


def correct_speaker(session: Session, speaker_id: int, changes: Mapping[str, Any], *, by: str) -> None:
    """Sets right what is given. Raises NotFound, BrokenLaw, and RefusedEdit for a name that is another speaker's."""
    speaker = session.get(Speaker, speaker_id) if 0 < speaker_id <= LARGEST_ID else None
    if speaker is None:
        raise NotFound("speaker", speaker_id)
    seat, former = seat_of(speaker), speaker.name
    for field, value in changes.items():
        before = getattr(speaker, field)
        if field in held_in(speaker) and before == value:
            continue
        setattr(speaker, field, value)
        note(session, speaker, field, before, value, by=by)
    if (speaker.name, seat.kind) != (former, speaker.kind):
        _move(session, speaker, seat=seat, former=former)
    refold(session, speaker, [former])


def _move(session: Session, speaker: Speaker, *, seat: Seat, former: str) -> None:
    """Gives the speaker the seat of the name that they have now; the former one leads there from now on."""
    kind, name = SpeakerKind(speaker.kind), speaker.name
    if not make_key(name):
        raise BrokenLaw("a name needs a letter", name="name")
    place = Seat(seat.article_id, kind, make_identity(name, kind))
    known = None if place == seat else find_seated(session, place)
    if known is not None and known.id != speaker.id:
        raise RefusedEdit(f"{name} is speaker {known.id} already: merge them instead")
    speaker.key, speaker.identity, speaker.ends = make_key(name), place.identity, make_ends(name, kind)
    session.flush()
    own_alias = (col(SpeakerAlias.speaker_id) == speaker.id) & (col(SpeakerAlias.key) == speaker.key)
    session.exec(delete(SpeakerAlias).where(own_alias))
    _keep_names(session, speaker, former=former)
    if place != seat:
        decide(session, Ruling(Verdict.same, seat, former, "", into=place, into_name=name))


def _keep_names(session: Session, speaker: Speaker, *, former: str) -> None:
    """What an article called the speaker, it still calls them."""
    own = col(Quote.speaker_id) == speaker.id
    if former != speaker.name:
        session.exec(update(Quote).where(own, col(Quote.speaker_name).is_(None)).values(speaker_name=former))
    session.exec(update(Quote).where(own, col(Quote.speaker_name) == speaker.name).values(speaker_name=None))
