"""Writes one article with everything found in it, inside the caller's transaction.

Which stored quote or event a found one still is, the caller has decided; rows that nothing goes on are withdrawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, bindparam
from sqlalchemy.sql.dml import ReturningInsert
from sqlmodel import Session, SQLModel, col, delete, select

from app.arabic.normalize import fold_key
from app.records import Analysis, ArticleBase, EventBase, FoundEvent, MentionBase, QuoteBase, SourceDocument
from app.store.addresses import record_address, release_address
from app.store.identity import fold_body, make_fingerprint
from app.store.links import make_fragment
from app.store.models import (
    EVENT,
    EVENT_MENTION,
    QUOTE,
    SOURCE,
    UNDATED,
    Article,
    Event,
    EventMention,
    Quote,
    Source,
    Speaker,
    make_key,
    measure_reach,
    now,
)
from app.store.revisions import Changes, archive_text
from app.store.roster import Entrant, enter_speakers, leave_no_trace, list_speakers_of, recount
from app.store.stories import record_bands
from app.store.withdrawal import take_back, withdraw_events, withdraw_quotes

_Row = TypeVar("_Row", Quote, Event)


@dataclass(frozen=True)
class Kept:
    """For each found quote and event, in their order, the id of the row that it still is."""

    quotes: Sequence[int | None]
    events: Sequence[int | None]


def record_article(session: Session, document: SourceDocument, *, article_id: int | None) -> Article:
    """Makes the article's row, or brings the one with that id up to date; a text that it had is kept."""
    values = {
        **document.model_dump(include=set(ArticleBase.model_fields)),
        "source_id": _source_id(session, document.source),
        "fingerprint": make_fingerprint(document),
        "sort_day": document.published_at or UNDATED,
        "folded": fold_article(document),
    }
    if article_id is None:
        article = Article.model_validate(values)
        session.add(article)
        if document.url:
            release_address(session, document.url)
    else:
        article = session.get_one(Article, article_id)
        has_new_body = article.body != document.body
        archive_text(session, article, document)
        _update(article, {**values, "updated_at": now()})
    session.flush()
    if article_id is None or has_new_body:
        record_bands(session, _id(article), document.body)
    record_address(session, _id(article), url=document.url, source=document.source)
    return article


def record_findings(
    session: Session,
    article: Article,
    analysis: Analysis,
    *,
    entrants: Sequence[Entrant],
    kept: Kept | None,
    stood_in: int = 1,
) -> Changes:
    """Makes the rows of everything found. `entrants` says of each speaker where they belong.

    What is there no longer is withdrawn: it stood in the text of the revision `stood_in`. Of a new article, which has
    nothing to be kept, `kept` is None.
    """
    if kept is None:
        return _record_first(session, article, analysis, entrants=entrants)
    before = list_speakers_of(session, _id(article))
    rows = enter_speakers(session, _id(article), entrants)
    quotes = _record_quotes(session, article, analysis, speakers=rows, kept=kept.quotes)
    speakers = [_id(row) for row in rows]
    events = _record_events(session, article, analysis.events, speakers=speakers, quotes=quotes.ids, kept=kept.events)
    gone = [_id(row) for row in quotes.gone], [_id(row) for row in events.gone]
    changes = Changes(quotes.added, gone[0], events.added, gone[1], quotes.changed, events.changed)
    withdraw_events(session, events.gone, revision=stood_in)
    withdraw_quotes(session, quotes.gone, revision=stood_in)
    touched = before | set(speakers)
    recount(session, touched)
    leave_no_trace(session, touched)
    return changes


def _record_first(session: Session, article: Article, analysis: Analysis, *, entrants: Sequence[Entrant]) -> Changes:
    """The same for a new article: nothing is looked for that can't be there, and rows are entered many at a time."""
    rows = enter_speakers(session, _id(article), entrants)
    speakers = [_id(row) for row in rows]
    connection = session.connection()
    quotes = _insert(connection, QuoteBase, _list_quotes(article, analysis, speakers=rows))
    events = _insert(connection, EventBase, _list_events(article, analysis.events, quotes=quotes))
    mentions = _list_mentions(zip(events, analysis.events, strict=True), speakers=speakers)
    _insert(connection, MentionBase, mentions)
    recount(session, set(speakers))
    speaking = {speakers[quote.speaker] for quote in analysis.quotes}
    silent = set(speakers) - speaking - {mention["speaker_id"] for mention in mentions}
    if silent:
        leave_no_trace(session, silent)
    return Changes(quotes, [], events, [])


_INSERTS: dict[type[SQLModel], ReturningInsert[Any]] = {
    base: table.insert().returning(table.c.id, sort_by_parameter_order=True)
    for base, table in ((QuoteBase, QUOTE), (EventBase, EVENT), (MentionBase, EVENT_MENTION))
}


def _insert(connection: Connection, base: type[SQLModel], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Enters the rows, once what was found has been checked against the fields of `base`; their ids, in their order."""
    for row in rows:
        base.model_validate(row)
    return list(connection.execute(_INSERTS[base], rows).scalars()) if rows else []


def fold_article(document: ArticleBase) -> str:
    """What a search in articles looks through."""
    head = fold_key("\n".join(part for part in (document.title, document.deck) if part))
    return f"{head} {fold_body(document.body)}".strip()


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


@dataclass(frozen=True)
class _Recorded(Generic[_Row]):
    """The rows' ids in the order of the text, those of them that are new or back, and the rows that are left over."""

    ids: list[int]
    added: list[int]
    gone: list[_Row]
    changed: list[int]


def _record_quotes(
    session: Session,
    article: Article,
    analysis: Analysis,
    *,
    speakers: Sequence[Speaker],
    kept: Sequence[int | None],
) -> _Recorded[Quote]:
    return _record(session, Quote, article, _list_quotes(article, analysis, speakers=speakers), kept=kept)


def _list_quotes(article: Article, analysis: Analysis, *, speakers: Sequence[Speaker]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for position, quote in enumerate(analysis.quotes):
        name, row = analysis.speakers[quote.speaker].name, speakers[quote.speaker]
        values = {
            **quote.model_dump(include=set(QuoteBase.model_fields)),
            **_place(article, position, quote.said_on),
            "speaker_id": row.id,
            "speaker_name": None if name == row.name else name,
            "cue_key": make_key(quote.cue_lemma),
            "via_key": None if quote.via is None else make_key(quote.via),
            "folded": fold_key(quote.text),
            "fragment": make_fragment(quote.prefix, quote.text, quote.suffix),
        }
        found.append(values)
    return found


def _record_events(
    session: Session,
    article: Article,
    found: Sequence[FoundEvent],
    *,
    speakers: Sequence[int],
    quotes: Sequence[int],
    kept: Sequence[int | None],
) -> _Recorded[Event]:
    recorded = _record(session, Event, article, _list_events(article, found, quotes=quotes), kept=kept)
    _record_mentions(session, dict(zip(recorded.ids, found, strict=True)), speakers=speakers)
    return recorded


def _list_events(article: Article, found: Sequence[FoundEvent], *, quotes: Sequence[int]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for position, event in enumerate(found):
        values = {
            **event.model_dump(include=set(EventBase.model_fields)),
            **_place(article, position, event.date_start),
            "reach": measure_reach(event.date_start, event.date_end),
            "quote_id": None if event.quote is None else quotes[event.quote],
            "folded": fold_key(event.sentence),
        }
        rows.append(values)
    return rows


def _record(
    session: Session,
    model: type[_Row],
    article: Article,
    found: Sequence[dict[str, Any]],
    *,
    kept: Sequence[int | None],
) -> _Recorded[_Row]:
    """Rows for what was found; an id to be kept whose row is not there has been withdrawn, and comes back."""
    stored = {_id(row): row for row in session.exec(select(model).where(col(model.article_id) == article.id))}
    take_back(session, model, [row_id for row_id in kept if row_id is not None and row_id not in stored])
    before = set(stored)
    rows: list[_Row] = []
    for values, row_id in zip(found, kept, strict=True):
        row = stored.pop(row_id, None) if row_id else None
        rows.append(_enter(session, model, row, values if row else {**values, "id": row_id}))
    changed = [_id(row) for row in rows if row.id in before and session.is_modified(row)]
    session.flush()
    ids = [_id(row) for row in rows]
    return _Recorded(ids, [row_id for row_id in ids if row_id not in before], list(stored.values()), changed)


def _record_mentions(session: Session, events: Mapping[int, FoundEvent], *, speakers: Sequence[int]) -> None:
    session.exec(delete(EventMention).where(col(EventMention.event_id).in_(events)))
    for fields in _list_mentions(events.items(), speakers=speakers):
        session.add(EventMention.model_validate(fields))
    session.flush()


def _list_mentions(events: Iterable[tuple[int, FoundEvent]], *, speakers: Sequence[int]) -> list[dict[str, Any]]:
    return [
        {
            **mention.model_dump(exclude={"speaker"}),
            "event_id": event_id,
            "speaker_id": None if mention.speaker is None else speakers[mention.speaker],
        }
        for event_id, event in events
        for mention in event.mentions
    ]


def _place(article: Article, position: int, day: date | None) -> dict[str, Any]:
    return {
        "article_id": article.id,
        "source_id": article.source_id,
        "position": position,
        "sort_day": day or UNDATED,
    }


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
