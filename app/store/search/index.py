"""The index and its upkeep: written in the transaction of whatever it is about.

Triggers note each row that a search would see otherwise than before, whoever writes it and however; `work_off` reads
the noted rows and writes their terms. What is deleted, a trigger takes out of the index by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    Connection,
    Delete,
    Integer,
    MetaData,
    RowMapping,
    Select,
    String,
    Table,
    bindparam,
    delete,
    select,
    text,
)

from app.arabic.analyzer.words import LONGEST_TERM, Terms, find_all, list_terms, make_terms
from app.arabic.remembering import Remembered
from app.store.search.expressions import SIGN, column_of, list_columns
from app.store.search.subjects import SIGNALS, SUBJECTS, Subject

# Goes up with every change of the analyser or of what is indexed: an index of another version is made anew.
VERSION = 4
BATCH = 500
# tsvectors hold positions up to 16,383, and a gap keeps phrases inside one field.
MOST_WORDS = 16_000
# A tsvector's lexemes and their positions have less than a mebibyte together; this leaves room for one more word.
MOST_BYTES = 1_000_000

_tables = MetaData()
QUEUE = Table(
    "search_queue",
    _tables,
    Column("subject", String(20), primary_key=True),
    Column("row_id", Integer, primary_key=True),
)
STATE = Table("search_state", _tables, Column("version", Integer))
_NOTED = select(QUEUE.c.subject, QUEUE.c.row_id)
_ALL_DONE = delete(QUEUE)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


Columns = tuple[str, str, str, str]
"""A text's terms as an FTS5 table holds them: one column for each signal."""


def work_off(connection: Connection, known: Mapping[str, Columns] = MappingProxyType({})) -> int:
    """Brings the index in step with every noted row. How many there were. Of `known` texts the columns are made."""
    found = connection.execute(_NOTED).all()
    if not found:
        return 0
    noted: dict[str, list[int]] = {}
    for subject, row_id in found:
        noted.setdefault(subject, []).append(row_id)
    for subject, ids in noted.items():
        for batch in _batches(sorted(ids)):
            index_rows(connection, SUBJECTS[subject], batch, known)
    connection.execute(_ALL_DONE)
    return len(found)


def index_rows(
    connection: Connection, subject: Subject, ids: Sequence[int], known: Mapping[str, Columns] = MappingProxyType({})
) -> None:
    """Writes the terms of these rows anew; ids that are gone leave nothing."""
    key = "rowid" if connection.dialect.name == "sqlite" else "id"
    connection.execute(_make_removal(subject, key), {"ids": ids})
    rows = connection.execute(_make_reading(subject), {"ids": ids}).mappings().all()
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        _write_fts(connection, subject, rows, known)
    else:
        _write_vectors(connection, subject, rows)


# Made once: to put these statements together takes longer than to run them.
@cache
def _make_removal(subject: Subject, key: str) -> Delete:
    table = Table(subject.index, MetaData(), Column(key, Integer))
    return delete(table).where(table.c[key].in_(_IDS))


@cache
def _make_reading(subject: Subject) -> Select[Any]:
    return subject.texts.where(subject.base.c.id.in_(_IDS))


@cache
def _make_entry(subject: Subject) -> str:
    columns = [column_of(field, signal) for field, signal in list_columns(subject)]
    places = ",".join("?" * (len(columns) + 1))
    return f"INSERT INTO {subject.index} (rowid,{','.join(columns)}) VALUES ({places})"


def _write_fts(
    connection: Connection, subject: Subject, rows: Iterable[RowMapping], known: Mapping[str, Columns]
) -> None:
    written = [(row["id"], *write_columns(subject, row, known)) for row in rows]
    connection.exec_driver_sql(_make_entry(subject), written)


def write_columns(
    subject: Subject, row: RowMapping, known: Mapping[str, Columns] = MappingProxyType({})
) -> Iterator[str]:
    """What each column of an FTS5 table holds of a row."""
    for field in subject.fields:
        value = row[field.name] or ""
        yield from known.get(value) or make_columns(value)


def make_columns(value: str) -> Columns:
    """The columns of one text, in the order of the signals."""
    found = [columns for word in find_all(value) if (columns := columns_of[word])]
    if not found:
        return _NOTHING
    stems, roots, keys, exacts = zip(*found, strict=True)
    return " ".join(stems), " ".join(roots), " ".join(keys), " ".join(exacts)


def _columns_of_word(word: str) -> Columns | None:
    """What a word adds to each column; None where it adds nothing."""
    terms = make_terms(word)
    if not terms:
        return None
    return (
        " ".join([each.stem for each in terms]),
        " ".join([each.root for each in terms]),
        " ".join([key for each in terms for key in each.keys]),
        " ".join([each.exact for each in terms]),
    )


_NOTHING: Columns = ("", "", "", "")
columns_of = Remembered(_columns_of_word, most=1 << 14, longest=LONGEST_TERM)
"""What each written word is found by, as texts: the collector of garbage need not look at these."""


def _write_vectors(connection: Connection, subject: Subject, rows: Iterable[RowMapping]) -> None:
    statement = text(f"INSERT INTO {subject.index} (id, terms, length) VALUES (:id, CAST(:terms AS tsvector), :length)")
    connection.execute(statement, [{"id": row["id"], **write_vector(subject, row)} for row in rows])


def write_vector(subject: Subject, row: RowMapping) -> dict[str, Any]:
    """A row's tsvector as text, as far as there is room, and how many words it has."""
    places: dict[str, list[str]] = {}
    at = length = size = 0
    for field in subject.fields:
        terms = list_terms(row[field.name] or "")
        length += len(terms)
        for word in terms[: max(0, MOST_WORDS - at)]:
            if size > MOST_BYTES:
                break
            at += 1
            for lexeme in _list_lexemes(word):
                size += 2 if lexeme in places else len(lexeme.encode()) + 6
                places.setdefault(lexeme, []).append(f"{at}{field.label}")
        at += 2
    return {
        "terms": " ".join(f"'{lexeme}':{','.join(found[:255])}" for lexeme, found in places.items()),
        "length": length,
    }


def _list_lexemes(word: Terms) -> Iterator[str]:
    for signal in SIGNALS:
        if signal == "key":
            yield from (SIGN["key"] + key for key in word.keys)
        else:
            yield SIGN[signal] + getattr(word, signal)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))
