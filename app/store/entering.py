"""Enters a new article with everything found in it: nothing is looked for that can't be there.

Ids are reserved before the rows are made, so that all rows of a table are entered at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlmodel import Session

from app.records import Analysis, SourceDocument
from app.store.addresses import enter_address, release_address
from app.store.casting import Member, cast_speakers, forget_silent
from app.store.drafting import Draft, Findings, Row
from app.store.models import ARTICLE, EVENT, EVENT_MENTION, QUOTE, SOURCE, Source, Speaker, make_key, now
from app.store.revisions import Changes
from app.store.roster import Entrant
from app.store.statements import Entry, Statement, reserve_ids
from app.store.stories import enter_bands


@dataclass(frozen=True)
class Home:
    """An article as far as what is found in it needs to know it."""

    id: int
    source_id: int | None


def enter_article(session: Session, document: SourceDocument, drafted: Draft) -> Home:
    """Makes the article's row, and keeps what it is found and recognised by."""
    connection = session.connection()
    home = Home(reserve_ids(connection, ARTICLE, 1)[0], find_source(session, document.source))
    row = {**drafted.article, "id": home.id, "source_id": home.source_id}
    if document.url:
        release_address(session, document.url)
    _ARTICLE.run(connection, [{**row, "created_at": now(), "updated_at": now()}])
    enter_bands(connection, home.id, drafted.bands)
    if document.url or document.source:
        enter_address(connection, home.id, url=document.url, source=document.source)
    return home


def enter_findings(
    connection: Connection, home: Home, analysis: Analysis, rows: Findings, *, entrants: Sequence[Entrant]
) -> Changes:
    """Makes the rows of everything found. `entrants` says of each speaker where they belong."""
    cast = cast_speakers(connection, home.id, entrants, analysis.quotes)
    speakers = [member.id for member in cast]
    quotes = reserve_ids(connection, QUOTE, len(rows.quotes))
    _QUOTES.run(connection, _number(seat_quotes(home, analysis, rows.quotes, cast), quotes))
    events = reserve_ids(connection, EVENT, len(rows.events))
    _EVENTS.run(connection, _number(seat_events(home, rows.events, quotes), events))
    mentions = seat_mentions(events, rows.mentions, speakers)
    _MENTIONS.run(connection, mentions)
    speaking = {speakers[quote.speaker] for quote in analysis.quotes}
    silent = set(speakers) - speaking - {mention["speaker_id"] for mention in mentions}
    if silent:
        forget_silent(connection, silent)
    return Changes(quotes, [], events, [])


def find_source(session: Session, name: str | None) -> int | None:
    """The outlet's row, made if there is none."""
    if name is None:
        return None
    key = make_key(name)
    known = _SOURCE.run(session.connection(), {"key": key})
    if known:
        return int(known[0][0])
    source = Source.model_validate({"name": name, "key": key})
    session.add(source)
    session.flush()
    return source.id


def seat_quotes(home: Home, analysis: Analysis, rows: Sequence[Row], cast: Sequence[Speaker | Member]) -> list[Row]:
    """The quotes with whose they are; what the article calls somebody is kept where the roster has another name."""
    seated: list[Row] = []
    for row in rows:
        name, member = analysis.speakers[row["speaker_id"]].name, cast[row["speaker_id"]]
        own = {"speaker_id": member.id, "speaker_name": None if name == member.name else name}
        seated.append({**row, **_owned_by(home), **own})
    return seated


def seat_events(home: Home, rows: Sequence[Row], quotes: Sequence[int]) -> list[Row]:
    """The events with the quotes that they stand in."""
    owner = _owned_by(home)
    return [{**row, **owner, "quote_id": None if row["quote_id"] is None else quotes[row["quote_id"]]} for row in rows]


def seat_mentions(events: Sequence[int], rows: Sequence[Sequence[Row]], speakers: Sequence[int]) -> list[Row]:
    """The mentions with their events, and with whom they mean."""
    return [
        {**row, "event_id": event, "speaker_id": None if row["speaker_id"] is None else speakers[row["speaker_id"]]}
        for event, mentions in zip(events, rows, strict=True)
        for row in mentions
    ]


def _owned_by(home: Home) -> dict[str, Any]:
    return {"article_id": home.id, "source_id": home.source_id}


def _number(rows: Sequence[Row], ids: Sequence[int]) -> list[Row]:
    return [{**row, "id": row_id} for row, row_id in zip(rows, ids, strict=True)]


_ARTICLE, _QUOTES, _EVENTS, _MENTIONS = Entry(ARTICLE), Entry(QUOTE), Entry(EVENT), Entry(EVENT_MENTION)
_SOURCE = Statement.of(select(SOURCE.c.id).where(SOURCE.c.key == bindparam("key")))
