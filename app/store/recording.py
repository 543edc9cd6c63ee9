"""Writes one article with everything found in it, inside the caller's transaction.

Which stored quote or event a found one still is, the caller has decided; rows that nothing goes on go away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, delete, select

from app.arabic.normalize import fold_key
from app.records import Analysis, ArticleBase, EventBase, FoundEvent, QuoteBase, SourceDocument
from app.store.identity import make_fingerprint
from app.store.models import UNDATED, Article, Event, EventMention, Quote, Source, Speaker, make_key, now
from app.store.roster import Entrant, enter_speakers, leave_no_trace, list_speakers_of, recount

_Row = TypeVar("_Row", Quote, Event)


@dataclass(frozen=True)
class Kept:
    """For each found quote and event, in their order, the id of the row that it still is."""

    quotes: Sequence[int | None]
    events: Sequence[int | None]


def record_article(session: Session, document: SourceDocument, *, article_id: int | None) -> Article:
    """Makes the article's row, or brings the one with that id up to date."""
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
    else:
        article = session.get_one(Article, article_id)
        _update(article, {**values, "updated_at": now()})
    session.flush()
    return article


def record_findings(
    session: Session, article: Article, analysis: Analysis, *, entrants: Sequence[Entrant], kept: Kept
) -> None:
    """Makes the rows of everything found. `entrants` says of each speaker where they belong."""
    before = list_speakers_of(session, _id(article))
    rows = enter_speakers(session, _id(article), entrants)
    quotes = _record_quotes(session, article, analysis, speakers=rows, kept=kept.quotes)
    speakers = [_id(row) for row in rows]
    _record_events(session, article, analysis.events, speakers=speakers, quotes=quotes, kept=kept.events)
    touched = before | set(speakers)
    recount(session, touched)
    leave_no_trace(session, touched)


def fold_article(document: ArticleBase) -> str:
    """What a search in articles looks through."""
    return fold_key("\n".join(part for part in (document.title, document.deck, document.body) if part))


def _source_id(session: Session, name: str | None) -> int | None:
    if name is None:
        return None
    key = make_key(name)
    source = session.exec(select(Source).where(col(Source.key) == key)).first()
    if source is None:
        source = Source.model_validate({"name": name, "key": key})
        session.add(source)
        session.flush()
    return source.id


def _record_quotes(
    session: Session,
    article: Article,
    analysis: Analysis,
    *,
    speakers: Sequence[Speaker],
    kept: Sequence[int | None],
) -> list[int]:
    stored = {_id(row): row for row in session.exec(select(Quote).where(col(Quote.article_id) == article.id))}
    rows: list[Quote] = []
    for position, (quote, quote_id) in enumerate(zip(analysis.quotes, kept, strict=True)):
        name, row = analysis.speakers[quote.speaker].name, speakers[quote.speaker]
        values = {
            **quote.model_dump(include=set(QuoteBase.model_fields)),
            **_place(article, position, quote.said_on),
            "speaker_id": row.id,
            "speaker_name": None if name == row.name else name,
            "cue_key": make_key(quote.cue_lemma),
            "via_key": None if quote.via is None else make_key(quote.via),
            "folded": fold_key(quote.text),
        }
        rows.append(_enter(session, Quote, stored.pop(quote_id, None) if quote_id else None, values))
    _delete(session, Quote, stored)
    session.flush()
    return [_id(row) for row in rows]


def _record_events(
    session: Session,
    article: Article,
    found: Sequence[FoundEvent],
    *,
    speakers: Sequence[int],
    quotes: Sequence[int],
    kept: Sequence[int | None],
) -> None:
    stored = {_id(row): row for row in session.exec(select(Event).where(col(Event.article_id) == article.id))}
    rows: list[Event] = []
    for position, (event, event_id) in enumerate(zip(found, kept, strict=True)):
        values = {
            **event.model_dump(include=set(EventBase.model_fields)),
            **_place(article, position, event.date_start),
            "quote_id": None if event.quote is None else quotes[event.quote],
            "folded": fold_key(event.sentence),
        }
        rows.append(_enter(session, Event, stored.pop(event_id, None) if event_id else None, values))
    _delete(session, Event, stored)
    session.flush()
    _record_mentions(session, dict(zip(map(_id, rows), found, strict=True)), speakers=speakers)


def _record_mentions(session: Session, events: Mapping[int, FoundEvent], *, speakers: Sequence[int]) -> None:
    session.exec(delete(EventMention).where(col(EventMention.event_id).in_(events)))
    for event_id, event in events.items():
        for mention in event.mentions:
            speaker_id = None if mention.speaker is None else speakers[mention.speaker]
            fields = {**mention.model_dump(exclude={"speaker"}), "event_id": event_id, "speaker_id": speaker_id}
            session.add(EventMention.model_validate(fields))
    session.flush()


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


def _delete(session: Session, model: type[Quote] | type[Event], rows: Mapping[int, object]) -> None:
    if rows:
        session.exec(delete(model).where(col(model.id).in_(rows)))


def _id(row: Article | Quote | Event | Speaker) -> int:
    if row.id is None:
        raise LookupError("this row has not been flushed")
    return row.id
