"""Brings a stored article up to date with everything found in it, inside the caller's transaction.

Which stored quote or event a found one still is, the caller has decided; rows that nothing goes on are withdrawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlmodel import Session, SQLModel, col, delete, select

from app.records import Analysis, SourceDocument
from app.store.addresses import record_address
from app.store.drafting import Findings, Row, draft_article, draft_findings
from app.store.entering import Home, find_source, seat_events, seat_mentions, seat_quotes
from app.store.models import (
    Article,
    Event,
    EventMention,
    Quote,
    Speaker,
    now,
)
from app.store.revisions import Changes, archive_text
from app.store.roster import Entrant, enter_speakers, leave_no_trace, list_speakers_of, recount
from app.store.stories import record_bands
from app.store.upholding import house_events, keep_standing, revive, uphold
from app.store.withdrawal import take_back, withdraw_events, withdraw_quotes

_Row = TypeVar("_Row", Quote, Event)


@dataclass(frozen=True)
class Kept:
    """For each found quote and event, in their order, the id of the row that it still is."""

    quotes: Sequence[int | None]
    events: Sequence[int | None]


def record_article(session: Session, document: SourceDocument, *, article_id: int) -> Article:
    """Brings the article's row up to date; a text that it had is kept."""
    article = session.get_one(Article, article_id)
    has_new_body = article.body != document.body
    archive_text(session, article, document)
    source_id = find_source(session, document.source)
    _update(article, {**draft_article(document), "source_id": source_id, "updated_at": now()})
    session.flush()
    if has_new_body:
        record_bands(session, article_id, document.body)
    record_address(session, article_id, url=document.url, source=document.source)
    return article


def record_findings(
    session: Session,
    article: Article,
    analysis: Analysis,
    *,
    entrants: Sequence[Entrant],
    kept: Kept,
    stood_in: int = 1,
    drafted: Findings | None = None,
) -> Changes:
    """Makes the rows of everything found. `entrants` says of each speaker where they belong.

    What is there no longer is withdrawn: it stood in the text of the revision `stood_in`. The rows may have been
    `drafted` from the analysis already.
    """
    rows, home = drafted or draft_findings(analysis), Home(_id(article), article.source_id)
    before = list_speakers_of(session, home.id)
    cast = enter_speakers(session, home.id, entrants)
    found = seat_quotes(home, analysis, rows.quotes, cast)
    quotes = _record(session, Quote, article, found, kept=kept.quotes)
    speakers = [_id(row) for row in cast]
    events = _record(session, Event, article, seat_events(home, rows.events, quotes.ids), kept=kept.events)
    _record_mentions(session, events.ids, rows.mentions, speakers=speakers)
    gone = [_id(row) for row in quotes.gone], [_id(row) for row in events.gone]
    changes = Changes(quotes.added, gone[0], events.added, gone[1], quotes.changed, events.changed)
    withdraw_events(session, events.gone, revision=stood_in)
    withdraw_quotes(session, quotes.gone, revision=stood_in)
    touched = before | set(speakers) | house_events(session, home.id)
    recount(session, touched)
    leave_no_trace(session, touched)
    return changes


@dataclass(frozen=True)
class _Recorded(Generic[_Row]):
    """The rows' ids in the order of the text, those of them that are new or back, and the rows that are left over."""

    ids: list[int]
    added: list[int]
    gone: list[_Row]
    changed: list[int]


def _record(
    session: Session,
    model: type[_Row],
    article: Article,
    found: Sequence[dict[str, Any]],
    *,
    kept: Sequence[int | None],
) -> _Recorded[_Row]:
    """Rows for what was found; an id to be kept whose row is not there has been withdrawn, and comes back."""
    there = session.exec(select(model).where(col(model.article_id) == article.id))
    stored: dict[int, _Row] = {_id(row): row for row in there}
    gone = take_back(session, model, [row_id for row_id in kept if row_id is not None and row_id not in stored])
    before, back = set(stored), {row_id: revive(session, row) for row_id, row in gone.items()}
    rows: list[_Row] = []
    for values, row_id in zip(found, kept, strict=True):
        row = stored.pop(row_id, None) if row_id else None
        told = uphold(row or back.get(row_id or 0), values, article.body)
        rows.append(_enter(session, model, row, told if row else {**told, "id": row_id}))
    now_there = keep_standing(stored, rows, article)
    changed = [_id(row) for row in now_there if row.id in before and session.is_modified(row)]
    session.flush()
    ids = [_id(row) for row in rows]
    return _Recorded(ids, [row_id for row_id in ids if row_id not in before], list(stored.values()), changed)


def _record_mentions(
    session: Session, events: Sequence[int], rows: Sequence[Sequence[Row]], *, speakers: Sequence[int]
) -> None:
    session.exec(delete(EventMention).where(col(EventMention.event_id).in_(events)))
    for fields in seat_mentions(events, rows, speakers):
        session.add(EventMention.model_validate(fields))
    session.flush()


def _enter(session: Session, model: type[_Row], row: _Row | None, values: dict[str, Any]) -> _Row:
    """A new row, or the stored one with the new values, which were checked when they were drafted."""
    if row is None:
        row = model.model_validate(values)
        session.add(row)
    else:
        _update(row, values)
    return row


def _update(row: SQLModel, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        # To set what is there already takes many times as long as to look.
        if getattr(row, name) != value:
            setattr(row, name, value)


def _id(row: Article | Quote | Event | Speaker) -> int:
    if row.id is None:
        raise LookupError("this row has not been flushed")
    return row.id
