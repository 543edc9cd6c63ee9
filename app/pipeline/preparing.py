"""Entries of an archive made ready to be stored: read, recognised, analysed. Nothing is written here.

What is stored already is recognised before it is analysed, so that going on after a stop costs little.
"""

from dataclasses import dataclass, replace
from traceback import format_exception

from app.errors import SourceError, ends_a_run
from app.ingest.entries import Entry, Refusal
from app.ingest.fielded import Reading, read_fields
from app.ingest.files import read_data
from app.pipeline.decision import Status, decide
from app.pipeline.ingestion import Analysed, Outcome, analyze_document, refuse_unstorable, with_clean_address
from app.records import SourceDocument
from app.store.db import Database
from app.store.drafting import draft
from app.store.identity import Acquaintance, Signs, read_signs, recognize


@dataclass(frozen=True)
class Refused:
    """What could not be ingested, and why; `trace` where that is a mistake of ours, for the log of who writes."""

    name: str
    reason: str
    trace: str | None = None


@dataclass(frozen=True)
class Result:
    """What became of one entry, and how many bytes it was read from."""

    name: str
    what: Outcome | Refused
    size: int
    is_record: bool
    fingerprint: str | None = None


@dataclass(frozen=True)
class Plan:
    """How a run reads and what it does: a dry run stores nothing, and there need be no database for it."""

    reading: Reading
    url: str
    processes: int
    is_dry: bool = False


@dataclass(frozen=True)
class Prepared:
    """A document that is to be stored."""

    entry: str
    size: int
    is_record: bool
    work: Analysed

    def conclude(self, what: Outcome | Refused) -> Result:
        """The entry's result."""
        return Result(self.entry, what, self.size, self.is_record)


Ready = Prepared | Result


class Preparer:
    """Reads, recognises and analyses, with a connection of its own for reading."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        database = Database(plan.url)
        self._database = database if not plan.is_dry or database.exists() else None

    def prepare(self, entry: Entry | Refusal) -> Ready:
        """The entry ready to be stored, or what became of it."""
        if isinstance(entry, Refusal):
            return _refuse(entry, entry.reason)
        try:
            document = with_clean_address(self._read(entry))
            refuse_unstorable(document)
            return self._look_up(entry, document)
        except SourceError as error:
            return _refuse(entry, error.reason)
        except RecursionError:
            return _refuse(entry, "nested too deep")
        except Exception as error:
            if ends_a_run(error):
                raise
            return replace(_refuse(entry, ""), what=refuse_broken(entry.name, error))

    def close(self) -> None:
        """Lets go of the database."""
        if self._database:
            self._database.close()

    def _look_up(self, entry: Entry, document: SourceDocument) -> Ready:
        signs = read_signs(document)
        decision = decide(self._recognize(document, signs), document)
        if self._plan.is_dry or decision.status is Status.unchanged:
            outcome = Outcome(decision.status, decision.article_id or 0, decision.document.title, None)
            return Result(entry.name, outcome, entry.size, entry.is_record, signs.fingerprint)
        work = Analysed(document, signs)
        if decision.status in {Status.new, Status.updated}:
            analysis = analyze_document(decision.document)
            is_local = self._database is not None and self._database.is_local
            drafted = draft(decision.document, analysis, with_terms=is_local)
            work = Analysed(document, signs, decision.document, analysis, drafted)
        return Prepared(entry.name, entry.size, entry.is_record, work)

    def _recognize(self, document: SourceDocument, signs: Signs) -> Acquaintance:
        if self._database is None:
            return Acquaintance(None, None)
        with self._database.read() as connection:
            return recognize(connection, document, signs)

    def _read(self, entry: Entry) -> SourceDocument:
        reading = self._plan.reading
        if isinstance(entry.content, dict):
            return read_fields(entry.content, name=entry.name, reading=reading)
        day, url = reading.published_at, reading.url
        return read_data(entry.content, name=entry.name, source=reading.source, published_at=day, url=url)


def refuse_broken(name: str, error: Exception) -> Refused:
    """What nobody foresaw: the record is refused, and the others go on."""
    reason = f"a mistake of Musnad's: {type(error).__name__}; its log has the traceback"
    return Refused(name, reason, "".join(format_exception(error)))


def _refuse(entry: Entry | Refusal, reason: str) -> Result:
    return Result(entry.name, Refused(entry.name, reason), entry.size, entry.is_record)
