"""The filter `q`: which rows of a list hold what is searched for."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.store.conditions import Condition, Given
from app.store.search.expressions import write_match, write_tsquery
from app.store.search.matching import Search, Wanted, prepare, prepare_beside, prepare_refused
from app.store.search.subjects import Subject


class Hits(FunctionElement[Any]):
    """What is told of all hits (their ids, their number): by FTS5's expression, or by the tsquery."""

    inherit_cache = False

    def __init__(self, subject: Subject, what: str, match: Any, query: Any) -> None:
        self.subject, self.what = subject, what
        super().__init__(match, query)


# What the other database needs is not compiled, or it would count as a parameter.
@compiles(Hits, "sqlite")
def _write_hits(hits: Hits, compiler: SQLCompiler, **how: Any) -> str:
    match, index = compiler.process(next(iter(hits.clauses)), **how), hits.subject.index
    return f"(SELECT {hits.what or 'rowid'} FROM {index} WHERE {index} MATCH {match})"


@compiles(Hits, "postgresql")
def _write_vector_hits(hits: Hits, compiler: SQLCompiler, **how: Any) -> str:
    query = compiler.process(list(hits.clauses)[1], **how)
    return f"(SELECT {hits.what or 'id'} FROM {hits.subject.index} WHERE terms @@ CAST({query} AS tsquery))"


def words_in(subject: Subject, row_id: ColumnElement[Any]) -> Condition:
    """What is searched for, by the query language; a plain text means all its words."""

    def read(value: Search | str) -> tuple[str, str]:
        return _write(prepare(subject, value if isinstance(value, Search) else Search(value)))

    def build(given: Given) -> ColumnElement[bool]:
        return row_id.op("IN", return_type=Boolean())(Hits(subject, "", *given))

    def count(given: Given) -> ColumnElement[int]:
        return Hits(subject, "count(*)", *given)

    return Condition(read, build, count=count)


def words_refused(subject: Subject, row_id: ColumnElement[Any]) -> Condition:
    """What must not stand in the rows, where nothing else is said of them; see `parting.part_filters`."""

    def read(value: Search | str) -> tuple[str, str]:
        return _write(prepare_refused(subject, value if isinstance(value, Search) else Search(value)))

    def build(given: Given) -> ColumnElement[bool]:
        return row_id.op("NOT IN", return_type=Boolean())(Hits(subject, "", *given))

    return Condition(read, build)


def words_beside(subject: Subject, article_id: ColumnElement[Any]) -> Mapping[str, Condition]:
    """What is searched for in the articles that the rows stand in, and what must not stand there.

    `title:` of quotes is such; see `parting.part_filters`.
    """
    parent = subject.parent or subject

    def make(operator: str, *, refuses: bool) -> Condition:
        def read(value: Search | str) -> tuple[str, str]:
            search = value if isinstance(value, Search) else Search(value)
            return _write(prepare_beside(subject, search, refuses=refuses))

        def build(given: Given) -> ColumnElement[bool]:
            return article_id.op(operator, return_type=Boolean())(Hits(parent, "", *given))

        return Condition(read, build)

    return {"beside": make("IN", refuses=False), "apart": make("NOT IN", refuses=True)}


def _write(wanted: Wanted) -> tuple[str, str]:
    return write_match(wanted.clause), write_tsquery(wanted.clause)
