"""The only place where reading, analysis and the store meet. What changes is decided by pure functions, apart."""

from app.pipeline.bulk import ingest_entries
from app.pipeline.decision import Status
from app.pipeline.ingestion import (
    Counts,
    Outcome,
    ingest,
    ingest_seed,
)
from app.pipeline.preparing import Plan, Refused, Result

__all__ = [
    "Counts",
    "Outcome",
    "Plan",
    "Refused",
    "Result",
    "Status",
    "ingest",
    "ingest_entries",
    "ingest_seed",
]
