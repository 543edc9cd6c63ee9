"""Keeps the roster of speakers: who is there already, who is new, what each has said, who has nothing left."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, exists, func, update
from sqlmodel import Session, col, delete, or_, select

from app.arabic.normalize import fold_key
from app.records import FoundSpeaker, SpeakerBase, SpeakerKind
from app.store.models import UNDATED, Event, EventMention, Quote, Speaker, SpeakerAlias, make_key

Identity = tuple[str, SpeakerKind]


def enter_speakers(
    session: Session, article_id: int, found: Sequence[FoundSpeaker], *, shared: Sequence[bool]
) -> list[int]:
    """The ids of the found speakers, in their order; rows are made for those whom nobody knows yet.

    A shared speaker is the same in all articles by kind and folded name, another one only in this article.
    """
    known = {
        (_identity(row), row.article_id is None): row
        for row in session.exec(select(Speaker).where(_may_be_one_of(found, article_id)))
    }
    rows: list[Speaker] = []
    for speaker, is_shared in zip(found, shared, strict=True):
        row = known.get((_identity(speaker), is_shared))
        if row is None:
            row = _make_speaker(speaker, None if is_shared else article_id)
            session.add(row)
            known[_identity(speaker), is_shared] = row
        rows.append(row)
    session.flush()
    _complete(session, rows, found)
    return [_id(row) for row in rows]


def list_speakers_of(session: Session, article_id: int) -> set[int]:
    """Everyone who speaks or is mentioned in the article, and everyone who belongs to it."""
    speaking = select(Quote.speaker_id).where(col(Quote.article_id) == article_id)
    mentioned = (
        select(col(EventMention.speaker_id))
        .join(Event, col(Event.id) == col(EventMention.event_id))
        .where(col(Event.article_id) == article_id, col(EventMention.speaker_id).is_not(None))
    )
    own = select(col(Speaker.id)).where(col(Speaker.article_id) == article_id)
    return {found for statement in (speaking, mentioned, own) for found in session.exec(statement) if found}


def recount(session: Session, speakers: Collection[int]) -> None:
    """Brings the counts and first and last days of these speakers in step with their quotes."""
    own = col(Quote.speaker_id) == col(Speaker.id)
    # `sort_day` and not `said_on`: its index ends at once where the whole of a much quoted speaker would be read.
    dated = own & (col(Quote.sort_day) > UNDATED)
    session.connection().execute(
        update(Speaker)
        .where(col(Speaker.id).in_(speakers))
        .values(
            quote_count=select(func.count()).select_from(Quote).where(own).scalar_subquery(),
            first_said=select(func.min(Quote.sort_day)).where(dated).scalar_subquery(),
            last_said=select(func.max(Quote.sort_day)).where(dated).scalar_subquery(),
        )
    )


def leave_no_trace(session: Session, speakers: Collection[int]) -> None:
    """Deletes those of the speakers who neither say anything nor are mentioned any more."""
    quoted = exists().where(col(Quote.speaker_id) == col(Speaker.id))
    mentioned = exists().where(col(EventMention.speaker_id) == col(Speaker.id))
    session.exec(delete(Speaker).where(col(Speaker.id).in_(speakers), ~quoted, ~mentioned))


def fold_names(name: str, role: str | None, affiliation: str | None, aliases: Collection[str]) -> str:
    """What a search in speakers looks through."""
    return fold_key("\n".join(part for part in (name, *sorted(aliases), role, affiliation) if part))


def _may_be_one_of(found: Sequence[FoundSpeaker], article_id: int) -> ColumnElement[bool]:
    keys = col(Speaker.key).in_({make_key(speaker.name) for speaker in found})
    return keys & or_(col(Speaker.article_id).is_(None), col(Speaker.article_id) == article_id)


def _identity(speaker: SpeakerBase) -> Identity:
    return make_key(speaker.name), SpeakerKind(speaker.kind)


def _make_speaker(speaker: FoundSpeaker, article_id: int | None) -> Speaker:
    fields = speaker.model_dump(exclude={"aliases"})
    return Speaker.model_validate({**fields, "article_id": article_id, "key": make_key(speaker.name), "folded": ""})


def _complete(session: Session, rows: Sequence[Speaker], found: Sequence[FoundSpeaker]) -> None:
    """Adds what this article tells of each: other forms of the name, a role that was not known."""
    aliases = _aliases_by_speaker(session, rows)
    for row, speaker in zip(rows, found, strict=True):
        row.role = row.role or speaker.role
        row.affiliation = row.affiliation or speaker.affiliation
        forms = aliases[_id(row)]
        for name in speaker.aliases:
            key = make_key(name)
            if key and key != row.key and key not in forms:
                forms[key] = name
                session.add(SpeakerAlias.model_validate({"speaker_id": row.id, "name": name, "key": key}))
        row.folded = fold_names(row.name, row.role, row.affiliation, forms.values())
    session.flush()


def _aliases_by_speaker(session: Session, rows: Sequence[Speaker]) -> dict[int, dict[str, str]]:
    forms: dict[int, dict[str, str]] = {_id(row): {} for row in rows}
    for alias in session.exec(select(SpeakerAlias).where(col(SpeakerAlias.speaker_id).in_(forms))):
        forms[alias.speaker_id][alias.key] = alias.name
    return forms


def _id(row: Speaker) -> int:
    if row.id is None:
        raise LookupError("this row has not been flushed")
    return row.id
