"""What is stored of one article's findings, for the question which of them are still there."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.store.models import EVENT, QUOTE, SPEAKER


@dataclass(frozen=True)
class StoredQuote:
    """A stored quote by what it is recognised by, all folded; `speaker` is their identity."""

    id: int
    text: str
    speaker: str
    cue: str


@dataclass(frozen=True)
class StoredEvent:
    """A stored event by what it is recognised by; `sentence` is folded."""

    id: int
    text: str
    sentence: str
    value: str | None


_QUOTES = (
    select(QUOTE.c.id, QUOTE.c.folded, SPEAKER.c.identity, QUOTE.c.cue_key)
    .join(SPEAKER, SPEAKER.c.id == QUOTE.c.speaker_id)
    .where(QUOTE.c.article_id == bindparam("article"))
    .order_by(QUOTE.c.position)
)
_EVENTS = (
    select(EVENT.c.id, EVENT.c.text, EVENT.c.folded, EVENT.c.value)
    .where(EVENT.c.article_id == bindparam("article"))
    .order_by(EVENT.c.position)
)


def list_stored_quotes(connection: Connection, article_id: int) -> list[StoredQuote]:
    """The article's quotes in the order of its text."""
    return [StoredQuote(*row) for row in connection.execute(_QUOTES, {"article": article_id})]


def list_stored_events(connection: Connection, article_id: int) -> list[StoredEvent]:
    """The article's events in the order of its text."""
    return [StoredEvent(*row) for row in connection.execute(_EVENTS, {"article": article_id})]
