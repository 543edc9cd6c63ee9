"""The laws of speakers, row by row, like `app.store.laws`: keys in step, counts true, editors obeyed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.records import SpeakerKind
from app.store.decisions import Rulings, Seat
from app.store.models import make_ends, make_identity, make_key
from app.store.roster import fold_names

Row = Mapping[str, Any]

_COUNTED = ("quote_count", "first_said", "last_said")


def examine_speaker(speaker: Row, aliases: Sequence[str], said: Row) -> Iterator[str]:
    """What is worked out of names and quotes is in step with them."""
    name, kind = speaker["name"], SpeakerKind(speaker["kind"])
    if speaker["key"] != make_key(name):
        yield "key is out of step with name"
    if speaker["identity"] != make_identity(name, kind) or speaker["ends"] != make_ends(name, kind):
        yield "identity is out of step with name: run `musnad db upgrade`"
    if speaker["folded"] != fold_names(name, speaker["role"], speaker["affiliation"], aliases):
        yield "folded is out of step with names, role and affiliation"
    for column in _COUNTED:
        if speaker[column] != said[column]:
            yield f"{column} is {speaker[column]}, the quotes say {said[column]}"


def examine_decision(decision: Row) -> Iterator[str]:
    """A decision's identities are those of its names."""
    for prefix in ("", "into_"):
        kind = SpeakerKind(decision[f"{prefix}kind"])
        if decision[f"{prefix}identity"] != make_identity(decision[f"{prefix}name"], kind):
            yield f"{prefix}identity is out of step with {prefix}name: run `musnad db upgrade`"


def examine_seat(speaker: Row, rulings: Rulings) -> Iterator[str]:
    """Nobody bears a name of which an editor has decided that it is somebody else's."""
    own = Seat(speaker["article_id"], SpeakerKind(speaker["kind"]), speaker["identity"])
    ruling = rulings.follow(own)
    if ruling is not None and ruling.into != own:
        yield f"an editor has decided that this is {ruling.into_name}"


def examine_naming(quote: Row, rulings: Rulings) -> Iterator[str]:
    """A quote whose article calls the speaker by another name is where decisions on that name lead."""
    kind = SpeakerKind(quote["kind"])
    called = make_identity(quote["speaker_name"], kind)
    seat = Seat(quote["speaker_article_id"], kind, quote["identity"])
    ruling = rulings.follow(Seat(None, kind, called), article_id=quote["article_id"])
    if ruling is not None and ruling.into != seat and called != seat.identity:
        yield f"an editor has decided that {quote['speaker_name']} is {ruling.into_name}"
