"""Documents into the database: one article, one transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from app.arabic.analysis import analyze
from app.errors import UnreadableSource
from app.ingest.files import list_texts, read_file
from app.pipeline.decision import Decision, Status, are_shared, decide
from app.pipeline.keeping import drop_rejected, find_kept
from app.pipeline.seating import Seating, seat, seats_of
from app.records import LONGEST_BODY, LONGEST_URL, Analysis, Resolution, SourceDocument
from app.resources import bundled
from app.store.addresses import clean_address, record_address
from app.store.articles import ArticleFilter, count_articles
from app.store.db import Database
from app.store.decisions import load_rulings
from app.store.drafting import Draft, Findings, draft, draft_findings
from app.store.entering import enter_article, enter_findings
from app.store.identity import Signs, recognize
from app.store.models import Article
from app.store.recording import record_article, record_findings
from app.store.revisions import Changes, current_revision, note_changes
from app.store.search.index import Columns

Analyst = Callable[[SourceDocument], Analysis]


@dataclass(frozen=True)
class Counts:
    """How much was found in an article."""

    quotes: int
    events: int
    speakers: int


@dataclass(frozen=True)
class Outcome:
    """What became of a document; `counts` and `changes` are None where it was not analysed."""

    status: Status
    article_id: int
    title: str
    counts: Counts | None
    changes: Changes | None = None


def analyze_document(document: SourceDocument) -> Analysis:
    """The analysis as ingestion wants it: counted from the day of publication."""
    context = "\n".join(filter(None, (document.title, document.deck, document.caption)))
    return analyze(document.body, reference=document.published_at, headings=document.headings, context=context)


_LEFT_ALONE = {Status.unchanged, Status.deleted}


def ingest(database: Database, document: SourceDocument, *, analyst: Analyst = analyze_document) -> Outcome:
    """Stores the document and everything found in it, unless it is there already. Raises UnreadableSource."""
    refuse_unstorable(document)
    document = with_clean_address(document)
    while True:
        with database.read() as connection:
            known = recognize(connection, document)
        decision = decide(known, document)
        if decision.article_id is not None and decision.status in _LEFT_ALONE:
            return Outcome(decision.status, decision.article_id, decision.document.title, None)
        analysis = None if decision.status is Status.duplicate else analyst(decision.document)
        with database.write() as session:
            # Analysis takes its time; somebody else may have stored the article in it.
            if recognize(session.connection(), document) == known:
                return store(session, decision, document, analysis)


@dataclass(frozen=True)
class Analysed:
    """A document that another process has prepared: `analysed` is what was to be stored then, if it was analysed."""

    document: SourceDocument
    signs: Signs
    analysed: SourceDocument | None = None
    analysis: Analysis | None = None
    drafted: Draft | None = None

    @property
    def terms(self) -> Mapping[str, Columns]:
        """What the search index is going to hold of its texts."""
        return self.drafted.terms if self.drafted else {}


def store_analysed(session: Session, work: Analysed) -> Outcome | None:
    """Stores a prepared document, looking it up once.

    None where what is to be stored is not what was analysed: somebody has changed the article in the meantime.
    """
    document = work.document
    decision = decide(recognize(session.connection(), document, work.signs), document)
    if decision.article_id is not None and decision.status in _LEFT_ALONE:
        return Outcome(decision.status, decision.article_id, decision.document.title, None)
    if decision.status is Status.duplicate:
        return store(session, decision, document, None)
    if work.analysis is not None and decision.document == work.analysed:
        return store(session, decision, document, work.analysis, drafted=work.drafted)
    return None


def with_clean_address(document: SourceDocument) -> SourceDocument:
    """The document at its address without tracking parameters and fragment."""
    return document.model_copy(update={"url": clean_address(document.url)}) if document.url else document


def store(
    session: Session,
    decision: Decision,
    document: SourceDocument,
    analysis: Analysis | None,
    *,
    drafted: Draft | None = None,
) -> Outcome:
    """Does what was decided of the document; without an analysis, keeps only where a stored text appears too.

    The rows of document and analysis may have been `drafted` already.
    """
    if analysis is not None:
        return _store(session, decision, analysis, drafted)
    article_id = decision.article_id or 0
    record_address(session, article_id, url=document.url, source=document.source)
    return Outcome(decision.status, article_id, decision.document.title, None)


def ingest_seed(database: Database) -> list[tuple[Path, Outcome]]:
    """Ingests the articles that come with Musnad, if there are none in the database."""
    with database.read() as connection:
        if count_articles(connection, ArticleFilter()):
            return []
    return [(path, ingest(database, read_file(path))) for path in list_texts(bundled("seed"))]


def refuse_unstorable(document: SourceDocument) -> None:
    """Raises UnreadableSource for what no database can keep as it is."""
    name = document.url or document.title[:80] or "the document"
    for field, value in document:
        if isinstance(value, str) and ("\0" in value or not _is_encodable(value)):
            raise UnreadableSource(name, f"{field} holds a character that can't be stored (NUL or half a surrogate)")
    if document.url and len(document.url.encode()) > LONGEST_URL:
        raise UnreadableSource(name[:80], f"the address is longer than {LONGEST_URL} bytes")
    if len(document.body) > LONGEST_BODY:
        raise UnreadableSource(name[:80], f"the text has more than {LONGEST_BODY:,} characters, no article has")


def _is_encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _store(session: Session, decision: Decision, analysis: Analysis, drafted: Draft | None) -> Outcome:
    if decision.article_id is None:
        return _store_new(session, decision, analysis, drafted or draft(decision.document, analysis, with_terms=False))
    before = current_revision(session, decision.article_id)
    article = record_article(session, decision.document, article_id=decision.article_id)
    seating = seat_speakers(session, decision.article_id, analysis)
    changes = record_seated(
        session, article, seating, stood_in=before, drafted=_findings_of(drafted, analysis, seating)
    )
    if article.revision > before:
        note_changes(session, article, changes)
    return Outcome(decision.status, decision.article_id, article.title, _count(analysis, seating), changes)


def _store_new(session: Session, decision: Decision, analysis: Analysis, drafted: Draft) -> Outcome:
    home = enter_article(session, decision.document, drafted)
    seating = seat_speakers(session, home.id, analysis)
    rows = _findings_of(drafted, analysis, seating) or draft_findings(seating.analysis)
    changes = enter_findings(session.connection(), home, seating.analysis, rows, entrants=seating.entrants)
    return Outcome(decision.status, home.id, decision.document.title, _count(analysis, seating), changes)


def _findings_of(drafted: Draft | None, analysis: Analysis, seating: Seating) -> Findings | None:
    """What was drafted, unless editors have decided that quotes are somebody else's."""
    return drafted.findings if drafted and seating.analysis is analysis else None


def _count(analysis: Analysis, seating: Seating) -> Counts:
    speaking = {quote.speaker for quote in seating.analysis.quotes}
    return Counts(len(analysis.quotes), len(analysis.events), len(speaking))


def record_seated(
    session: Session, article: Article, seating: Seating, *, stood_in: int, drafted: Findings | None = None
) -> Changes:
    """Stores what was found, with the ids of what is still there, without what editors have rejected."""
    connection = session.connection()
    kept = find_kept(connection, article.id or 0, seating)
    found, kept = drop_rejected(connection, seating.analysis, kept)
    # Without what was rejected, there are fewer quotes than in the draft.
    rows = drafted if found is seating.analysis else None
    return record_findings(
        session, article, found, entrants=seating.entrants, kept=kept, stood_in=stood_in, drafted=rows
    )


def seat_speakers(session: Session, article_id: int, analysis: Analysis) -> Seating:
    """Where the speakers of an article's analysis belong, as editors have decided."""
    shared = are_shared(analysis.speakers, _resolutions(analysis))
    seats = seats_of(analysis, article_id=article_id, shared=shared)
    rulings = load_rulings(session.connection(), seats)
    return seat(analysis, article_id=article_id, shared=shared, rulings=rulings)


def _resolutions(analysis: Analysis) -> list[set[Resolution]]:
    found: list[set[Resolution]] = [set() for _ in analysis.speakers]
    for quote in analysis.quotes:
        found[quote.speaker].add(quote.resolution)
    return found
