"""The laws of corrections: the history and the rows that it is of tell the same."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from app.store.corrections import QUOTE_COLUMNS, SPEAKER_FIELDS, Subject
from app.store.desk_models import CORRECTION
from app.store.history_models import WITHDRAWN_QUOTE
from app.store.laws import Problem, name_problems
from app.store.models import QUOTE, SPEAKER

_C = CORRECTION.c
_FIELDS: Mapping[Subject, frozenset[str]] = {
    Subject.quote: frozenset(QUOTE_COLUMNS),
    Subject.speaker: frozenset(SPEAKER_FIELDS),
}
_TABLES = ((QUOTE, Subject.quote), (WITHDRAWN_QUOTE, Subject.quote), (SPEAKER, Subject.speaker))
_LATEST = select(_C.subject, _C.subject_id, func.max(_C.corrected_at).label("at")).group_by(_C.subject, _C.subject_id)


def examine_corrections(connection: Connection) -> Iterator[Problem]:
    """Every row that was corrected says so and has its history; every quote that has a history is there.

    A speaker who was merged or split may be gone: whose the name is, is kept as a decision.
    """
    latest = {(row.subject, row.subject_id): row.at for row in connection.execute(_LATEST)}
    quotes: set[int] = set()
    for table, subject in _TABLES:
        columns = (table.c.id, table.c.corrected_fields, table.c.corrected_at)
        touched = table.c.corrected_at.is_not(None) | (table.c.corrected_fields != "")
        for row in map(dict, connection.execute(select(*columns).where(touched)).mappings()):
            quotes |= {row["id"]} if subject is Subject.quote else set()
            found = _examine(row, latest.get((subject.value, row["id"])), _FIELDS[subject])
            yield from name_problems(table.name.replace("_", " "), row, found)
    for of, row_id in sorted(latest):
        if of == Subject.quote and row_id not in quotes:
            yield Problem(f"quote {row_id}", "has a history of corrections, and none of them")


def _examine(row: Mapping[str, Any], latest: datetime | None, known: frozenset[str]) -> Iterator[str]:
    fields: Sequence[str] = [field for field in row["corrected_fields"].split(",") if field]
    if list(fields) != sorted({*fields} & known):
        yield f"corrected_fields are not such: {row['corrected_fields']}"
    if row["corrected_at"] is None or row["corrected_at"] != latest:
        yield f"was corrected at {row['corrected_at']}, its history says {latest}"
