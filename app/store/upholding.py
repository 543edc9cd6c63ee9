"""What editors have set right stays when an article is read again.

Places may have moved with the text: words that an editor has chosen are looked for in it.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select, update
from sqlmodel import Session

from app.records import SpeakerKind
from app.store.correctable import held_in
from app.store.corrections import QUOTE_COLUMNS
from app.store.decisions import take_seat
from app.store.history_models import WithdrawnQuote
from app.store.models import EVENT, QUOTE, Article, Event, Quote, Speaker
from app.store.placing import find_nearest, pieces_of, place_content, place_words
from app.store.roster import find_or_make

_LOCAL = {"speaker", "kind", "said_on"}


def uphold(row: Quote | Event | None, values: dict[str, Any], body: str) -> dict[str, Any]:
    """The found values, with what was set right in the row in place of what was found."""
    if not isinstance(row, Quote) or row.corrected_at is None:
        return values
    held = held_in(row)
    kept = {name: getattr(row, name) for field in held & _LOCAL for name in QUOTE_COLUMNS[field]}
    if "content" in held:
        kept |= find_content(row, body, near=values["start"]) or {}
    if "via" in held:
        kept |= find_relay(row, body, near=values["cue_start"]) or {}
    return {**values, **kept, "corrected_fields": row.corrected_fields, "corrected_at": row.corrected_at}


def find_content(row: Quote, body: str, *, near: int) -> dict[str, Any] | None:
    """The columns of the row's content where it stands now."""
    start = find_nearest(body, row.text, near=near)
    return None if start is None else place_content(body, pieces_of(row.segments, shift=start - row.start))


def find_relay(row: Quote, body: str, *, near: int) -> dict[str, Any] | None:
    """The same of its relay."""
    placed = place_words("via", body, row.via, near=near)
    return placed and {**placed, "via_key": row.via_key}


def find_all(row: Quote, article: Article) -> dict[str, Any] | None:
    """All columns that tell where the quote stands now; None where its content or its cue is gone."""
    body = article.body
    content = find_content(row, body, near=row.start)
    shift = content["start"] - row.start if content else 0
    cue = place_words("cue", body, row.cue, near=row.cue_start + shift)
    if content is None or cue is None:
        return None
    mention = place_words("mention", body, row.mention, near=(row.mention_start or 0) + shift)
    relay = find_relay(row, body, near=(row.via_start or 0) + shift)
    mention = mention or dict.fromkeys(("mention", "mention_start", "mention_end"))
    relay = relay or dict.fromkeys(QUOTE_COLUMNS["via"])
    return {**content, **cue, **mention, **relay, "source_id": article.source_id}


def keep_standing(stored: dict[int, Any], rows: Sequence[Any], article: Article) -> list[Any]:
    """Takes out of `stored`, which no reading finds any more, corrected quotes whose words still stand.

    Puts the article's quotes in order where any of them was corrected: positions follow the text. All its rows.
    """
    staying: list[Quote] = []
    for row in stored.values():
        placed = find_all(row, article) if isinstance(row, Quote) and row.corrected_at else None
        if placed:
            staying.append(row)
            for name, value in placed.items():
                setattr(row, name, value)
    for row in staying:
        stored.pop(row.id or 0)
    there = [*rows, *staying]
    if _is_corrected(there):
        put_in_order(there)
    return there


def _is_corrected(rows: Sequence[Any]) -> bool:
    """Whether there is a quote among them that an editor has corrected."""
    return any(isinstance(row, Quote) and row.corrected_at is not None for row in rows)


def put_in_order(rows: Sequence[Quote]) -> None:
    """Positions follow the text, whoever said where the rows stand."""
    for position, row in enumerate(sorted(rows, key=lambda row: (row.start, row.position))):
        row.position = position


def house_events(session: Session, article_id: int) -> set[int]:
    """Events belong to the quote that they stand in, wherever corrected contents begin and end now.

    The speakers of the article's corrected quotes.
    """
    corrected = (QUOTE.c.article_id == article_id) & QUOTE.c.corrected_at.is_not(None)
    speakers = set(session.connection().execute(select(QUOTE.c.speaker_id).where(corrected)).scalars())
    if not speakers:
        return set()
    event, quote = EVENT.c, QUOTE.c
    inside = (quote.article_id == event.article_id) & (quote.start <= event.start) & (quote.end >= event.end)
    here = event.article_id == article_id
    own = exists().where(quote.id == event.quote_id, inside)
    session.connection().execute(update(EVENT).where(here, event.quote_id.is_not(None), ~own).values(quote_id=None))
    host = select(quote.id).where(inside, quote.corrected_at.is_not(None)).order_by(quote.start.desc()).limit(1)
    session.connection().execute(
        update(EVENT).where(here, event.quote_id.is_(None)).values(quote_id=host.scalar_subquery())
    )
    return speakers


def revive(session: Session, gone: WithdrawnQuote) -> Quote:
    """The quote that was withdrawn, not entered yet; its speaker's row is made again should it have gone too."""
    speaker = session.get(Speaker, gone.speaker_id)
    if speaker is None:
        seat = take_seat(gone.speaker_name, SpeakerKind(gone.speaker_kind), None)
        speaker = find_or_make(session, seat, gone.speaker_name)
    name = None if gone.speaker_name == speaker.name else gone.speaker_name
    columns = {
        column: getattr(gone, column) for column in Quote.model_fields.keys() & WithdrawnQuote.model_fields.keys()
    }
    columns["segments"] = [dict(segment) for segment in columns["segments"]]
    return Quote.model_validate({**columns, "speaker_id": speaker.id, "speaker_name": name})
