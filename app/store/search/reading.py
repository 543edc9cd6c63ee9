"""Searches among rows that no index holds, those that were withdrawn: their texts are read, with the same analyser.

A row is a hit exactly where the index would say so, for the clause is the same. Rows are few, and what holds none of
the words goes after a look at its letters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import Boolean, ColumnElement, Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.arabic.analyzer.spotting import spot
from app.arabic.analyzer.words import Terms, list_terms
from app.store.conditions import Condition, Given
from app.store.search.judging import Judge
from app.store.search.matching import AllOf, AnyOf, Clause, Search, Term, prepare
from app.store.search.parting import part_filters
from app.store.search.subjects import Subject
from app.store.statements import Statement

Texts = Mapping[str, Sequence[Terms]]
"""The words of each field of a row."""


@dataclass(frozen=True)
class Those:
    """The rows that a search has found, by their ids."""

    ids: tuple[int, ...]


class _Ids(FunctionElement[Any]):
    """Ids out of a list that is given as JSON."""

    inherit_cache = True


@compiles(_Ids, "sqlite")
def _write_ids(ids: _Ids, compiler: SQLCompiler, **how: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(ids.clauses, **how)}))"


@compiles(_Ids, "postgresql")
def _write_array(ids: _Ids, compiler: SQLCompiler, **how: Any) -> str:
    return f"(SELECT CAST(json_array_elements_text(CAST({compiler.process(ids.clauses, **how)} AS json)) AS integer))"


def among_those(row_id: ColumnElement[Any]) -> Condition:
    """The rows that `settle` has found."""

    def read(value: Those) -> tuple[str]:
        return (orjson.dumps(value.ids).decode(),)

    def build(given: Given) -> ColumnElement[bool]:
        return row_id.op("IN", return_type=Boolean())(_Ids(given[0]))

    return Condition(read, build)


def settle(connection: Connection, subject: Subject | None, filters: Any) -> Any:
    """The filters with what is found among the rows of a list without an index; others as they are."""
    if subject is None:
        return filters
    filters = part_filters(subject, filters)
    asked = getattr(filters, "q", None)
    if asked is None or isinstance(asked, Those):
        return filters
    return replace(filters, q=_find(connection, subject, asked if isinstance(asked, Search) else Search(asked)))


def _find(connection: Connection, subject: Subject, search: Search) -> Those:
    wanted = prepare(subject, search)
    needles = Judge(wanted, wanted.leaves).needles
    names = [field.name for field in subject.fields]
    found = []
    for row_id, *texts in Statement(subject.texts).run(connection, {}):
        said = [text or "" for text in texts]
        # None is a text that has to be read to the end.
        if spot("\n".join(said), needles) == []:
            continue
        if _holds(wanted.clause, dict(zip(names, map(list_terms, said), strict=True))):
            found.append(int(row_id))
    return Those(tuple(found))


def _holds(clause: Clause, texts: Texts) -> bool:
    match clause:
        case Term():
            return any(_stands_in(clause, texts[field.name]) for field in clause.fields)
        case AnyOf(parts):
            return any(_holds(part, texts) for part in parts)
        case AllOf(parts, but):
            return all(_holds(part, texts) for part in parts) and not any(_holds(part, texts) for part in but)


def _stands_in(term: Term, words: Sequence[Terms]) -> bool:
    if term.signal == "key":
        # Phrases of keys there are none.
        [wanted] = term.words
        return any(key.startswith(wanted) if term.is_prefix else key == wanted for word in words for key in word.keys)
    spelled = [getattr(word, term.signal) for word in words]
    if term.is_prefix:
        return any(each.startswith(term.words[0]) for each in spelled)
    length = len(term.words)
    return any(tuple(spelled[at : at + length]) == term.words for at in range(len(spelled) - length + 1))
