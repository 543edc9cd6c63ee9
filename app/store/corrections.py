"""The history of what editors have set right: what, by whom and when, and what it was before."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlmodel import Session

from app.store.correctable import held_in
from app.store.desk_models import CORRECTION, Correction
from app.store.history_models import WithdrawnQuote
from app.store.models import Quote, Speaker, now

_C = CORRECTION.c


class Subject(StrEnum):
    """What can be corrected."""

    quote = "quote"
    speaker = "speaker"


QUOTE_COLUMNS: Mapping[str, Sequence[str]] = {
    "speaker": ("speaker_id", "speaker_name"),
    "content": ("text", "start", "end", "segments", "prefix", "suffix", "folded", "fragment"),
    "kind": ("kind",),
    "via": ("via", "via_start", "via_end", "via_key"),
    "said_on": ("said_on", "sort_day"),
}
"""The columns of a quote that a correction of each field holds on to."""
SPEAKER_FIELDS = ("name", "kind", "role", "affiliation")


def note(
    session: Session, row: Quote | WithdrawnQuote | Speaker, field: str, before: object, after: object, *, by: str
) -> None:
    """Keeps what was set right, and marks the row; fields that can be held are from now on."""
    subject = Subject.speaker if isinstance(row, Speaker) else Subject.quote
    row.corrected_at = now()
    if field in (SPEAKER_FIELDS if subject is Subject.speaker else QUOTE_COLUMNS):
        row.corrected_fields = ",".join(sorted(held_in(row) | {field}))
    values = {"subject": subject.value, "subject_id": row.id, "field": field, "before": before, "after": after}
    session.add(Correction.model_validate({**values, "corrected_by": by, "corrected_at": row.corrected_at}))
    session.flush()


def list_corrections(connection: Connection, subject: Subject, row_id: int) -> list[dict[str, Any]]:
    """Everything that was set right in the row, in the order in which it was."""
    shown = select(_C.field, _C.before, _C.after, _C.corrected_by, _C.corrected_at)
    mine = shown.where(_C.subject == subject.value, _C.subject_id == row_id).order_by(_C.id)
    return [dict(row) for row in connection.execute(mine).mappings()]


def hand_over(session: Session, into: Speaker, other: Speaker) -> None:
    """Lets the one speaker have the history of the other, who is folded into them."""
    theirs = (_C.subject == Subject.speaker.value) & (_C.subject_id == other.id)
    session.connection().execute(update(CORRECTION).where(theirs).values(subject_id=into.id))
    into.corrected_at = max((at for at in (into.corrected_at, other.corrected_at) if at), default=None)


def forget(session: Session, subject: Subject, ids: Sequence[int]) -> None:
    """Deletes the history of rows that are deleted for good."""
    gone = (_C.subject == subject.value) & _C.subject_id.in_(ids)
    session.connection().execute(delete(CORRECTION).where(gone))
