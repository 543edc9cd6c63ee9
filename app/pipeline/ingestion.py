"""Documents into the database: one article, one transaction."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from app.arabic.analysis import analyze
from app.arabic.normalize import fold_key
from app.errors import SourceError, UnreadableSource
from app.ingest.files import expand, list_texts, read_file
from app.pipeline.decision import Decision, Status, are_shared, decide
from app.pipeline.pairing import Trait, pair
from app.pipeline.seating import Seating, seat, seats_of
from app.records import LONGEST_URL, Analysis, FoundEvent, FoundQuote, Resolution, SourceDocument
from app.resources import bundled
from app.store.articles import ArticleFilter, count_articles
from app.store.db import Database
from app.store.decisions import load_rulings
from app.store.findings import StoredEvent, StoredQuote, list_stored_events, list_stored_quotes
from app.store.identity import recognize
from app.store.models import make_key
from app.store.recording import Kept, record_article, record_findings

Analyst = Callable[[SourceDocument], Analysis]


@dataclass(frozen=True)
class Counts:
    """How much was found in an article."""

    quotes: int
    events: int
    speakers: int


@dataclass(frozen=True)
class Outcome:
    """What became of a document; `counts` is None where it was not analysed because nothing has changed."""

    status: Status
    article_id: int
    title: str
    counts: Counts | None


@dataclass(frozen=True)
class Failure:
    """A file that could not be ingested, and why."""

    path: Path
    error: SourceError


def analyze_document(document: SourceDocument) -> Analysis:
    """The analysis as ingestion wants it: counted from the day of publication."""
    context = "\n".join(filter(None, (document.title, document.deck, document.caption)))
    return analyze(document.body, reference=document.published_at, headings=document.headings, context=context)


def ingest(database: Database, document: SourceDocument, *, analyst: Analyst = analyze_document) -> Outcome:
    """Stores the document and everything found in it, unless it is there already. Raises UnreadableSource."""
    refuse_unstorable(document)
    while True:
        with database.read() as connection:
            known = recognize(connection, document)
        decision = decide(known, document)
        if decision.article_id is not None and decision.status is Status.unchanged:
            return Outcome(decision.status, decision.article_id, decision.document.title, None)
        analysis = analyst(decision.document)
        with database.write() as session:
            # Analysis takes its time; somebody else may have stored the article in it.
            if recognize(session.connection(), document) == known:
                return _store(session, decision, analysis)


def ingest_paths(
    database: Database,
    paths: Iterable[Path],
    *,
    source: str | None = None,
    published_at: date | None = None,
    url: str | None = None,
) -> Iterator[tuple[Path, Outcome | Failure]]:
    """Ingests file by file; one that can't be read does not keep the others out."""
    for path in expand(paths):
        try:
            document = read_file(path, source=source, published_at=published_at, url=url)
            yield path, ingest(database, document)
        except SourceError as error:
            yield path, Failure(path, error)


def ingest_seed(database: Database) -> list[tuple[Path, Outcome | Failure]]:
    """Ingests the articles that come with Musnad, if there are none in the database."""
    with database.read() as connection:
        if count_articles(connection, ArticleFilter()):
            return []
    return list(ingest_paths(database, list_texts(bundled("seed"))))


def refuse_unstorable(document: SourceDocument) -> None:
    """Raises UnreadableSource for what no database can keep as it is."""
    name = document.url or document.title[:80] or "the document"
    for field, value in document:
        if isinstance(value, str) and ("\0" in value or not _is_encodable(value)):
            raise UnreadableSource(name, f"{field} holds a character that can't be stored (NUL or half a surrogate)")
    if document.url and len(document.url.encode()) > LONGEST_URL:
        raise UnreadableSource(name[:80], f"the address is longer than {LONGEST_URL} bytes")


def _is_encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _store(session: Session, decision: Decision, analysis: Analysis) -> Outcome:
    article = record_article(session, decision.document, article_id=decision.article_id)
    seating = _seat(session, article.id or 0, analysis)
    kept = _find_kept(session, decision.article_id, seating)
    record_findings(session, article, seating.analysis, entrants=seating.entrants, kept=kept)
    speaking = {quote.speaker for quote in seating.analysis.quotes}
    counts = Counts(len(analysis.quotes), len(analysis.events), len(speaking))
    return Outcome(decision.status, article.id or 0, article.title, counts)


def _seat(session: Session, article_id: int, analysis: Analysis) -> Seating:
    shared = are_shared(analysis.speakers, _resolutions(analysis))
    seats = seats_of(analysis, article_id=article_id, shared=shared)
    rulings = load_rulings(session.connection(), seats)
    return seat(analysis, article_id=article_id, shared=shared, rulings=rulings)


def _resolutions(analysis: Analysis) -> list[set[Resolution]]:
    found: list[set[Resolution]] = [set() for _ in analysis.speakers]
    for quote in analysis.quotes:
        found[quote.speaker].add(quote.resolution)
    return found


def _find_kept(session: Session, article_id: int | None, seating: Seating) -> Kept:
    analysis = seating.analysis
    if article_id is None:
        return Kept([None] * len(analysis.quotes), [None] * len(analysis.events))
    quotes = list_stored_quotes(session.connection(), article_id)
    events = list_stored_events(session.connection(), article_id)
    keys = [entrant.seat.identity for entrant in seating.entrants]
    new_quotes = [_trait_of_found_quote(quote, keys[quote.speaker]) for quote in analysis.quotes]
    quote_pairs = pair([_trait_of_quote(quote) for quote in quotes], new_quotes)
    event_pairs = pair(
        [_trait_of_event(event) for event in events], [_trait_of_found_event(event) for event in analysis.events]
    )
    return Kept(
        [None if n is None else quotes[n].id for n in quote_pairs],
        [None if n is None else events[n].id for n in event_pairs],
    )


def _trait_of_found_quote(quote: FoundQuote, speaker: str) -> Trait:
    return _trait_of_quote(StoredQuote(0, fold_key(quote.text), speaker, make_key(quote.cue_lemma)))


def _trait_of_quote(quote: StoredQuote) -> Trait:
    keys = ((quote.text, quote.speaker, quote.cue), (quote.text, quote.speaker), (quote.text,))
    return Trait(keys, (quote.speaker, quote.cue), frozenset(quote.text.split()))


def _trait_of_found_event(event: FoundEvent) -> Trait:
    return _trait_of_event(StoredEvent(0, event.text, fold_key(event.sentence), event.value))


def _trait_of_event(event: StoredEvent) -> Trait:
    keys = ((event.text, event.sentence, event.value), (event.text, event.sentence))
    return Trait(keys, event.text, frozenset(event.sentence.split()))
