"""Writes one article with everything found in it, inside the caller's transaction.

Which stored quote or event a found one still is, the caller has decided; rows that nothing goes on are withdrawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Session, SQLModel, col, delete, select

from app.records import Analysis, SourceDocument
from app.store.addresses import enter_address, record_address, release_address
from app.store.casting import Member, cast_speakers, forget_silent
from app.store.drafting import Draft, Findings, Row, draft_article, draft_findings
from app.store.models import (
    ARTICLE,
    EVENT,
    EVENT_MENTION,
    QUOTE,
    SOURCE,
    Article,
    Event,
    EventMention,
    Quote,
    Source,
    Speaker,
    make_key,
    now,
)
from app.store.revisions import Changes, archive_text
from app.store.roster import Entrant, enter_speakers, leave_no_trace, list_speakers_of, recount
from app.store.stories import enter_bands, make_bands, record_bands
from app.store.upholding import house_events, keep_standing, revive, uphold
from app.store.withdrawal import take_back, withdraw_events, withdraw_quotes

_Row = TypeVar("_Row", Quote, Event)


@dataclass(frozen=True)
class Kept:
    """For each found quote and event, in their order, the id of the row that it still is."""

    quotes: Sequence[int | None]
    events: Sequence[int | None]


def record_article(
    session: Session, document: SourceDocument, *, article_id: int | None, drafted: Draft | None = None
) -> Article:
    """Makes the article's row, or brings the one with that id up to date; a text that it had is kept.

    A new article's rows may have been `drafted` already.
    """
    values = {
        **(drafted.article if drafted else draft_article(document)),
        "source_id": _source_id(session, document.source),
    }
    if article_id is None:
        return _record_new(session, document, values, bands=drafted.bands if drafted else make_bands(document.body))
    article = session.get_one(Article, article_id)
    has_new_body = article.body != document.body
    archive_text(session, article, document)
    _update(article, {**values, "updated_at": now()})
    session.flush()
    if has_new_body:
        record_bands(session, _id(article), document.body)
    record_address(session, _id(article), url=document.url, source=document.source)
    return article


def _record_new(
    session: Session, document: SourceDocument, values: Mapping[str, Any], *, bands: Sequence[int]
) -> Article:
    """The same for a new article: the row is entered without the session's bookkeeping."""
    connection = session.connection()
    article = Article.model_validate(values)
    row = {column.name: getattr(article, column.name) for column in ARTICLE.c if column.name != "id"}
    if document.url:
        release_address(session, document.url)
    article.id = connection.execute(_ARTICLE_ENTRY, row).scalar_one()
    enter_bands(connection, _id(article), bands)
    if document.url or document.source:
        enter_address(connection, _id(article), url=document.url, source=document.source)
    return article


_ARTICLE_ENTRY = ARTICLE.insert().returning(ARTICLE.c.id)


def record_findings(
    session: Session,
    article: Article,
    analysis: Analysis,
    *,
    entrants: Sequence[Entrant],
    kept: Kept | None,
    stood_in: int = 1,
    drafted: Findings | None = None,
) -> Changes:
    """Makes the rows of everything found. `entrants` says of each speaker where they belong.

    What is there no longer is withdrawn: it stood in the text of the revision `stood_in`. Of a new article, which has
    nothing to be kept, `kept` is None. The rows may have been `drafted` from the analysis already.
    """
    rows = drafted or draft_findings(analysis)
    if kept is None:
        return _record_first(session, article, analysis, rows, entrants=entrants)
    before = list_speakers_of(session, _id(article))
    cast = enter_speakers(session, _id(article), entrants)
    found = _seat_quotes(article, analysis, rows.quotes, cast)
    quotes = _record(session, Quote, article, found, kept=kept.quotes)
    speakers = [_id(row) for row in cast]
    events = _record(session, Event, article, _seat_events(article, rows.events, quotes.ids), kept=kept.events)
    _record_mentions(session, events.ids, rows.mentions, speakers=speakers)
    gone = [_id(row) for row in quotes.gone], [_id(row) for row in events.gone]
    changes = Changes(quotes.added, gone[0], events.added, gone[1], quotes.changed, events.changed)
    withdraw_events(session, events.gone, revision=stood_in)
    withdraw_quotes(session, quotes.gone, revision=stood_in)
    touched = before | set(speakers) | house_events(session, _id(article))
    recount(session, touched)
    leave_no_trace(session, touched)
    return changes


def _record_first(
    session: Session, article: Article, analysis: Analysis, rows: Findings, *, entrants: Sequence[Entrant]
) -> Changes:
    """The same for a new article: nothing is looked for that can't be there, and rows are entered many at a time."""
    connection = session.connection()
    cast = cast_speakers(connection, _id(article), entrants, analysis.quotes)
    speakers = [member.id for member in cast]
    quotes = _insert(connection, QUOTE, _seat_quotes(article, analysis, rows.quotes, cast))
    events = _insert(connection, EVENT, _seat_events(article, rows.events, quotes))
    mentions = _seat_mentions(events, rows.mentions, speakers)
    _insert(connection, EVENT_MENTION, mentions)
    speaking = {speakers[quote.speaker] for quote in analysis.quotes}
    silent = set(speakers) - speaking - {mention["speaker_id"] for mention in mentions}
    if silent:
        forget_silent(connection, silent)
    return Changes(quotes, [], events, [])


_INSERTS: dict[Table, ReturningInsert[Any]] = {
    table: table.insert().returning(table.c.id, sort_by_parameter_order=True) for table in (QUOTE, EVENT, EVENT_MENTION)
}


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> list[int]:
    """Enters the rows; their ids, in their order."""
    return list(connection.execute(_INSERTS[table], rows).scalars()) if rows else []


def _source_id(session: Session, name: str | None) -> int | None:
    if name is None:
        return None
    key = make_key(name)
    known = session.connection().execute(_SOURCE, {"key": key}).scalar()
    if known is not None:
        return int(known)
    source = Source.model_validate({"name": name, "key": key})
    session.add(source)
    session.flush()
    return source.id


_SOURCE = select(SOURCE.c.id).where(SOURCE.c.key == bindparam("key"))


def _seat_quotes(
    article: Article, analysis: Analysis, rows: Sequence[Row], cast: Sequence[Speaker | Member]
) -> list[Row]:
    """The quotes with whose they are; what the article calls somebody is kept where the roster has another name."""
    seated: list[Row] = []
    for row in rows:
        name, member = analysis.speakers[row["speaker_id"]].name, cast[row["speaker_id"]]
        own = {"speaker_id": member.id, "speaker_name": None if name == member.name else name}
        seated.append({**row, **_owned_by(article), **own})
    return seated


def _seat_events(article: Article, rows: Sequence[Row], quotes: Sequence[int]) -> list[Row]:
    owner = _owned_by(article)
    return [{**row, **owner, "quote_id": None if row["quote_id"] is None else quotes[row["quote_id"]]} for row in rows]


def _seat_mentions(events: Sequence[int], rows: Sequence[Sequence[Row]], speakers: Sequence[int]) -> list[Row]:
    return [
        {**row, "event_id": event, "speaker_id": None if row["speaker_id"] is None else speakers[row["speaker_id"]]}
        for event, mentions in zip(events, rows, strict=True)
        for row in mentions
    ]


def _owned_by(article: Article) -> Row:
    return {"article_id": article.id, "source_id": article.source_id}


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
    for fields in _seat_mentions(events, rows, speakers):
        session.add(EventMention.model_validate(fields))
    session.flush()


def _enter(session: Session, model: type[_Row], row: _Row | None, values: dict[str, Any]) -> _Row:
    """A new row, or the stored one with the new values."""
    entered = model.model_validate(values)
    if row is None:
        session.add(entered)
        return entered
    _update(row, values)
    return row


def _update(row: SQLModel, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _id(row: Article | Quote | Event | Speaker) -> int:
    if row.id is None:
        raise LookupError("this row has not been flushed")
    return row.id
