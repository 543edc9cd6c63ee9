"""The filter `q`: which rows of a list hold what is searched for."""

from typing import Any

from sqlalchemy import ColumnElement, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.store.conditions import Condition, Given
from app.store.search.expressions import write_match, write_tsquery
from app.store.search.matching import Search, prepare
from app.store.search.subjects import Subject


class Hits(FunctionElement[bool]):
    """Whether a row is among the hits: its id, FTS5's expression, the tsquery."""

    inherit_cache = False

    def __init__(self, subject: Subject, row_id: ColumnElement[Any], *expressions: ColumnElement[Any]) -> None:
        self.subject = subject
        super().__init__(row_id, *expressions)


@compiles(Hits, "sqlite")
def _write_hits(hits: Hits, compiler: SQLCompiler, **how: Any) -> str:
    row_id, match, _ = (compiler.process(part, **how) for part in _one_by_one(hits, skip=2))
    index = hits.subject.index
    return f"{row_id} IN (SELECT rowid FROM {index} WHERE {index} MATCH {match})"


@compiles(Hits, "postgresql")
def _write_vector_hits(hits: Hits, compiler: SQLCompiler, **how: Any) -> str:
    row_id, _, query = (compiler.process(part, **how) for part in _one_by_one(hits, skip=1))
    return f"{row_id} IN (SELECT id FROM {hits.subject.index} WHERE terms @@ CAST({query} AS tsquery))"


def _one_by_one(hits: Hits, *, skip: int) -> list[Any]:
    """The parts; what the other database needs is not compiled, or it would count as a parameter."""
    return [literal_column("''") if n == skip else part for n, part in enumerate(hits.clauses)]


def words_in(subject: Subject, row_id: ColumnElement[Any]) -> Condition:
    """What is searched for, by the query language; a plain text means all its words."""

    def read(value: Search | str) -> tuple[str, str]:
        wanted = prepare(subject, value if isinstance(value, Search) else Search(value))
        return write_match(wanted), write_tsquery(wanted.clause)

    def build(given: Given) -> ColumnElement[bool]:
        return Hits(subject, row_id, *given)

    return Condition(read, build)
