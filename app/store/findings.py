"""What is stored of one article's findings, for the question which of them are still there."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, literal, select, union_all

from app.store.history_models import WITHDRAWN_QUOTE
from app.store.models import ARTICLE, EVENT, QUOTE, SPEAKER


@dataclass(frozen=True)
class StoredQuote:
    """A stored quote by what it is recognised by, all folded; `speaker` is their identity."""

    id: int
    text: str
    speaker: str
    cue: str


@dataclass(frozen=True)
class CorrectedQuote:
    """A quote that an editor has corrected, there or withdrawn: its content and where it stood, and its cue."""

    id: int
    text: str
    start: int
    cue_start: int
    is_there: bool


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


_Q, _GONE = QUOTE.c, WITHDRAWN_QUOTE.c
_CORRECTED = union_all(
    select(_Q.id, _Q.text, _Q.start, _Q.cue_start, literal(True).label("is_there")).where(
        _Q.article_id == bindparam("article"), _Q.corrected_at.is_not(None)
    ),
    select(_GONE.id, _GONE.text, _GONE.start, _GONE.cue_start, literal(False)).where(
        _GONE.article_id == bindparam("article"), _GONE.corrected_at.is_not(None)
    ),
)
_BODY = select(ARTICLE.c.body).where(ARTICLE.c.id == bindparam("article"))


def list_corrected_quotes(connection: Connection, article_id: int) -> list[CorrectedQuote]:
    """The article's quotes that editors have corrected, those first that are there."""
    found = [CorrectedQuote(*row) for row in connection.execute(_CORRECTED, {"article": article_id})]
    return sorted(found, key=lambda quote: (not quote.is_there, quote.id))


def load_body(connection: Connection, article_id: int) -> str:
    """The article's text."""
    body: str = connection.execute(_BODY, {"article": article_id}).scalar_one()
    return body
