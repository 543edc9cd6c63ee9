"""Takes quotes and events out of the lists when their article no longer holds them, and back when it does again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select
from sqlmodel import Session, col, delete
from sqlmodel import select as select_rows

from app.records import EventBase, MentionBase, QuoteBase
from app.store.correctable import Correctable
from app.store.findings import StoredEvent, StoredQuote
from app.store.history_models import WITHDRAWN_EVENT, WITHDRAWN_QUOTE, WithdrawnEvent, WithdrawnQuote
from app.store.models import Event, EventMention, Quote, Speaker, make_identity

_QUOTE = (
    *QuoteBase.model_fields,
    *("id", "article_id", "source_id", "speaker_id", "position", "sort_day"),
    *("cue_key", "via_key", "folded", "fragment"),
    *Correctable.model_fields,
)
_EVENT = (*EventBase.model_fields, "id", "article_id", "source_id", "quote_id", "position", "sort_day", "folded")


def withdraw_quotes(session: Session, quotes: Sequence[Quote], *, revision: int, is_rejected: bool = False) -> None:
    """Moves the quotes out, with their speakers as they are."""
    for quote in quotes:
        speaker = session.get_one(Speaker, quote.speaker_id)
        fields = {
            **_take(quote, _QUOTE),
            "speaker_name": quote.speaker_name or speaker.name,
            "speaker_kind": speaker.kind,
            "speaker_role": speaker.role,
            "revision": revision,
            "is_rejected": is_rejected,
        }
        session.add(WithdrawnQuote.model_validate(fields))
    _remove(session, Quote, quotes)


def withdraw_events(session: Session, events: Sequence[Event], *, revision: int) -> None:
    """Moves the events out, with who was named in them."""
    for event in events:
        named = session.exec(select_rows(EventMention).where(col(EventMention.event_id) == event.id))
        mentions = [_take(row, (*MentionBase.model_fields, "speaker_id")) for row in named]
        fields = {**_take(event, _EVENT), "mentions": mentions, "revision": revision}
        session.add(WithdrawnEvent.model_validate(fields))
    _remove(session, Event, events)


def take_back(session: Session, model: type[Quote] | type[Event], ids: Sequence[int]) -> dict[int, WithdrawnQuote]:
    """Forgets that these were withdrawn: they are about to be entered again. Those that editors have corrected."""
    if not ids:
        return {}
    table: Table = WITHDRAWN_QUOTE if model is Quote else WITHDRAWN_EVENT
    corrected = {row.id: row for row in _list_corrected(session, ids)} if model is Quote else {}
    session.connection().execute(delete(table).where(table.c.id.in_(ids)))
    return corrected


def _list_corrected(session: Session, ids: Sequence[int]) -> list[WithdrawnQuote]:
    chosen = col(WithdrawnQuote.id).in_(ids) & col(WithdrawnQuote.corrected_at).is_not(None)
    rows = list(session.exec(select_rows(WithdrawnQuote).where(chosen)))
    for row in rows:
        session.expunge(row)
    return rows


def list_rejected(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Those of the ids that editors have rejected."""
    rejected = select(_Q.id).where(_Q.id.in_(ids), _Q.is_rejected)
    return set(connection.execute(rejected).scalars()) if ids else set()


def _take(row: Quote | Event | EventMention, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _remove(session: Session, model: type[Quote] | type[Event], rows: Sequence[Quote] | Sequence[Event]) -> None:
    session.flush()
    if rows:
        session.exec(delete(model).where(col(model.id).in_([row.id for row in rows])))


_Q, _E = WITHDRAWN_QUOTE.c, WITHDRAWN_EVENT.c
_GONE_QUOTES = (
    select(_Q.id, _Q.folded, _Q.speaker_name, _Q.speaker_kind, _Q.cue_key)
    .where(_Q.article_id == bindparam("article"))
    .order_by(_Q.id.desc())
)
_GONE_EVENTS = (
    select(_E.id, _E.text, _E.folded, _E.value).where(_E.article_id == bindparam("article")).order_by(_E.id.desc())
)


def list_gone_quotes(connection: Connection, article_id: int) -> list[StoredQuote]:
    """What the article has ceased to say, the newest first."""
    rows = connection.execute(_GONE_QUOTES, {"article": article_id}).mappings().all()
    return [
        StoredQuote(row["id"], row["folded"], make_identity(row["speaker_name"], row["speaker_kind"]), row["cue_key"])
        for row in rows
    ]


def list_gone_events(connection: Connection, article_id: int) -> list[StoredEvent]:
    """Events that the article has ceased to hold, the newest first."""
    return [StoredEvent(*row) for row in connection.execute(_GONE_EVENTS, {"article": article_id})]
