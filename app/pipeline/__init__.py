"""The only place where reading, analysis and the store meet. What changes is decided by pure functions, apart."""

from app.pipeline.bulk import Plan, Refused, Result, ingest_entries
from app.pipeline.decision import Status
from app.pipeline.ingestion import (
    Counts,
    Failure,
    Outcome,
    ingest,
    ingest_paths,
    ingest_seed,
)

__all__ = [
    "Counts",
    "Failure",
    "Outcome",
    "Plan",
    "Refused",
    "Result",
    "Status",
    "ingest",
    "ingest_entries",
    "ingest_paths",
    "ingest_seed",
]
