"""What SQLite's planner is told about the tables: how many rows usually share a value.

Without that it takes one filter to be as good as another, and may read half of all quotes for a speaker with ten.
It is told the same everywhere instead of being made to count: plans then don't change from day to day, and the
tests, which look at them in an empty database, speak for a full one. PostgreSQL counts by itself.
"""

from sqlalchemy import Connection, Index, Table

from app.store.models import ARTICLE, EVENT, EVENT_MENTION, QUOTE, SOURCE, SPEAKER, SPEAKER_ALIAS

_ROWS = {
    SOURCE: 100,
    ARTICLE: 50_000,
    SPEAKER: 20_000,
    SPEAKER_ALIAS: 40_000,
    QUOTE: 1_000_000,
    EVENT: 300_000,
    EVENT_MENTION: 300_000,
}
# Columns of which more than one row in a hundred has the same value: the one in how many.
_ONE_IN = {
    "source_id": 20,
    "kind": 3,
    "marks": 2,
    "resolution": 3,
    "precision": 2,
    "reach": 3,
    "tense": 2,
    "position": 30,
    "cue_key": 30,
    "via_key": 50,
}
# How many rows share a value elsewhere; of anything else each row has its own.
_SHARED = {"article_id": 20, "speaker_id": 50, "sort_day": 250, "date_end": 100, "quote_count": 20, "quote_id": 2}


def teach_planner(connection: Connection) -> None:
    """Write down what is usual, for the connections that are opened from now on."""
    # Only this makes the table; what it finds is replaced.
    connection.exec_driver_sql("PRAGMA analysis_limit=1")
    connection.exec_driver_sql("ANALYZE source")
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    for table, rows in _ROWS.items():
        for index in table.indexes:
            told = (table.name, index.name, " ".join(map(str, [rows, *_count_alike(table, index, rows)])))
            connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", told)


def _count_alike(table: Table, index: Index, rows: int) -> list[int]:
    """How many rows share the first column's value, the first two columns', and so on."""
    alike, counts = float(rows), []
    for column in index.columns:
        share = 1 / _ONE_IN[column.name] if column.name in _ONE_IN else _SHARED.get(column.name, 1) / rows
        alike = 1 if column is table.c.id else max(1, alike * share)
        counts.append(round(alike))
    return counts
