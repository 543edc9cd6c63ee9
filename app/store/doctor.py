"""Examines the whole database: is it sound, and does every row keep the laws of the data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection, Select, Table, func, select

from app.store.correction_laws import examine_corrections
from app.store.db import Database
from app.store.decisions import load_all_rulings
from app.store.fragment_upkeep import find_stale
from app.store.history_laws import examine_history
from app.store.laws import (
    Problem,
    Row,
    examine_article,
    examine_event,
    examine_mention,
    examine_order,
    examine_quote,
    name_problems,
)
from app.store.models import (
    ARTICLE,
    EVENT,
    EVENT_MENTION,
    QUOTE,
    SOURCE,
    SPEAKER,
    SPEAKER_ALIAS,
    SPEAKER_DECISION,
    make_key,
)
from app.store.schema import require_migrated
from app.store.search.upkeep import find_drift
from app.store.speaker_laws import examine_decision, examine_naming, examine_seat, examine_speaker

# Articles are read so many at a time: few questions, little memory.
BATCH = 200


@dataclass(frozen=True)
class RowCounts:
    """How many rows the main tables hold."""

    articles: int
    quotes: int
    events: int
    speakers: int


def examine(database: Database) -> Iterator[Problem]:
    """Everything that is broken. Raises NotMigrated where there is nothing to examine yet."""
    require_migrated(database)
    with database.read() as connection:
        if database.is_local:
            yield from _examine_file(connection)
            yield from (Problem(where, what) for where, what in find_stale(connection))
        yield from _examine_articles(connection)
        yield from _examine_sources(connection)
        yield from _examine_speakers(connection)
        yield from _examine_decisions(connection)
        yield from examine_corrections(connection)
        yield from (Problem(where, what) for where, what in find_drift(connection))


def count_rows(database: Database) -> RowCounts:
    """How much is stored."""
    with database.read() as connection:
        counts = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (ARTICLE, QUOTE, EVENT, SPEAKER)
        )
        return RowCounts(*counts)


def _examine_file(connection: Connection) -> Iterator[Problem]:
    for (report,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if report != "ok":
            yield Problem("database", str(report))
    for table, row, other, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem(f"{table} {row}", f"refers to a row of {other} that is not there")


def _examine_articles(connection: Connection) -> Iterator[Problem]:
    last = 0
    while articles := _read(connection, select(ARTICLE).where(ARTICLE.c.id > last).order_by(ARTICLE.c.id).limit(BATCH)):
        last = articles[-1]["id"]
        ids = [article["id"] for article in articles]
        quotes = _group(connection, QUOTE, ids)
        events = _group(connection, EVENT, ids)
        mentions = _group_mentions(connection, ids)
        yield from examine_history(connection, articles)
        for article in articles:
            of_article = article["id"]
            yield from _examine_article(article, quotes.get(of_article, []), events.get(of_article, []))
            for mention in mentions.get(of_article, []):
                yield from name_problems("event mention", mention, examine_mention(mention, article))


def _examine_article(article: Row, quotes: Sequence[Row], events: Sequence[Row]) -> Iterator[Problem]:
    yield from name_problems("article", article, examine_article(article))
    for kind, rows in (("quotes", quotes), ("events", events)):
        yield from name_problems("article", article, (f"{kind}: {what}" for what in examine_order(rows)))
    by_id = {quote["id"]: quote for quote in quotes}
    for quote in quotes:
        yield from name_problems("quote", quote, examine_quote(quote, article))
    for event in events:
        yield from name_problems("event", event, examine_event(event, article, by_id))


def _examine_sources(connection: Connection) -> Iterator[Problem]:
    for source in _read(connection, select(SOURCE)):
        if source["key"] != make_key(source["name"]):
            yield Problem(f"source {source['id']}", "key is out of step with name")


def _examine_speakers(connection: Connection) -> Iterator[Problem]:
    aliases: dict[int, list[str]] = {}
    for alias in _read(connection, select(SPEAKER_ALIAS)):
        aliases.setdefault(alias["speaker_id"], []).append(alias["name"])
        if alias["key"] != make_key(alias["name"]):
            yield Problem(f"speaker alias {alias['id']}", "key is out of step with name")
    said = {row["speaker_id"]: row for row in _read(connection, _SAID)}
    mentioned = set(connection.execute(select(EVENT_MENTION.c.speaker_id).distinct()).scalars())
    for speaker in _read(connection, select(SPEAKER)):
        if not ({speaker["id"]} & (said.keys() | mentioned) or speaker["corrected_fields"]):
            yield Problem(f"speaker {speaker['id']}", "has no quote and no mention")
        found = examine_speaker(speaker, aliases.get(speaker["id"], []), said.get(speaker["id"], _SILENT))
        yield from name_problems("speaker", speaker, found)
    for row in _read(connection, _ASTRAY):
        yield Problem(f"quote {row['id']}", f"speaker {row['speaker_id']} belongs to another article")


_SAID = select(
    QUOTE.c.speaker_id,
    func.count().label("quote_count"),
    func.min(QUOTE.c.said_on).label("first_said"),
    func.max(QUOTE.c.said_on).label("last_said"),
).group_by(QUOTE.c.speaker_id)
_SILENT: Row = {"quote_count": 0, "first_said": None, "last_said": None}
_ASTRAY = (
    select(QUOTE.c.id, QUOTE.c.speaker_id)
    .join(SPEAKER, SPEAKER.c.id == QUOTE.c.speaker_id)
    .where(SPEAKER.c.article_id != QUOTE.c.article_id)
)


def _examine_decisions(connection: Connection) -> Iterator[Problem]:
    """Whether everybody is where editors have put them."""
    decisions = _read(connection, select(SPEAKER_DECISION))
    for decision in decisions:
        yield from name_problems("speaker decision", decision, examine_decision(decision))
    rulings = load_all_rulings(connection)
    for seat in rulings.find_circles():
        yield Problem(f"speaker decision on {seat.identity}", "leads back to itself")
    for speaker in _read(connection, select(SPEAKER)) if decisions else ():
        yield from name_problems("speaker", speaker, examine_seat(speaker, rulings))
    for quote in _read(connection, _NAMINGS) if decisions else ():
        yield from name_problems("quote", quote, examine_naming(quote, rulings))


_NAMINGS = (
    select(QUOTE.c.id, QUOTE.c.article_id, QUOTE.c.speaker_name, SPEAKER.c.kind, SPEAKER.c.identity)
    .add_columns(SPEAKER.c.article_id.label("speaker_article_id"))
    .join(SPEAKER, SPEAKER.c.id == QUOTE.c.speaker_id)
    .where(QUOTE.c.speaker_name.is_not(None))
)


def _read(connection: Connection, statement: Select[*tuple[Any, ...]]) -> Sequence[Row]:
    return cast(Sequence[Row], connection.execute(statement).mappings().all())


def _group(connection: Connection, table: Table, articles: Sequence[int]) -> dict[int, list[Row]]:
    statement = select(table).where(table.c.article_id.in_(articles)).order_by(table.c.article_id, table.c.position)
    return {key: list(rows) for key, rows in groupby(_read(connection, statement), key=itemgetter("article_id"))}


def _group_mentions(connection: Connection, articles: Sequence[int]) -> dict[int, list[Row]]:
    statement = (
        select(EVENT_MENTION, EVENT.c.article_id)
        .join(EVENT, EVENT.c.id == EVENT_MENTION.c.event_id)
        .where(EVENT.c.article_id.in_(articles))
        .order_by(EVENT.c.article_id, EVENT_MENTION.c.id)
    )
    return {key: list(rows) for key, rows in groupby(_read(connection, statement), key=itemgetter("article_id"))}
