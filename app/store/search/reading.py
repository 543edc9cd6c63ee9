"""Searches among rows that no index holds, those that were withdrawn: their texts are read, with the same analyser.

A row is a hit exactly where the index would say so, for the clause is the same. Rows are few, and what holds none of
the words goes after a look at its letters.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlalchemy import Boolean, ColumnElement, Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.arabic.analyzer.affixes import root
from app.arabic.analyzer.spelling import fold_spelling
from app.arabic.analyzer.spotting import Needles, list_needles, spot
from app.arabic.analyzer.words import Terms, list_terms, read_terms
from app.store.conditions import Condition, Given
from app.store.search.matching import AllOf, AnyOf, Clause, Search, Term, prepare
from app.store.search.parting import part_filters
from app.store.search.subjects import Subject
from app.store.statements import Statement


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
    clause = prepare(subject, search).clause
    needles = _list_needles(list(_walk(clause)))
    names = [field.name for field in subject.fields]
    found = []
    for row_id, *texts in Statement(subject.texts).run(connection, {}):
        said = [text or "" for text in texts]
        # None is a text that has to be read to the end.
        if spot("\n".join(said), needles) == []:
            continue
        if _holds(clause, _Row(dict(zip(names, said, strict=True)), needles)):
            found.append(int(row_id))
    return Those(tuple(found))


def _walk(clause: Clause) -> Iterator[Term]:
    match clause:
        case Term():
            yield clause
        case AnyOf(parts):
            for part in parts:
                yield from _walk(part)
        case AllOf(parts, but):
            for part in (*parts, *but):
                yield from _walk(part)


def _list_needles(terms: Sequence[Term]) -> Needles:
    """What words hold that the terms stand for, or that phrases begin with."""
    spelled = [(term, fold_spelling(term.words[0]) if term.signal == "exact" else term.words[0]) for term in terms]
    whole = [(term.signal, word) for term, word in spelled if not term.is_prefix]
    return list_needles(
        {word for signal, word in whole if signal in {"key", "exact"}},
        {root(word) if signal == "stem" else word for signal, word in whole if signal in {"stem", "root"}},
        {word for term, word in spelled if term.is_prefix},
    )


class _Row:
    """The fields of one row, read as far as a term asks for it."""

    def __init__(self, texts: Mapping[str, str], needles: Needles) -> None:
        self._texts, self._needles = texts, needles
        self._all: dict[str, list[Terms]] = {}
        self._some: dict[str, list[Terms]] = {}

    def read_all(self, field: str) -> list[Terms]:
        """Every word."""
        if field not in self._all:
            self._all[field] = list_terms(self._texts[field])
        return self._all[field]

    def read_some(self, field: str) -> list[Terms]:
        """Every word that a term may stand for."""
        if field not in self._some:
            words = spot(self._texts[field], self._needles)
            terms = self.read_all(field) if words is None else [each for word in words for each in read_terms(word[0])]
            self._some[field] = terms
        return self._some[field]


def _holds(clause: Clause, row: _Row) -> bool:
    match clause:
        case Term():
            return any(_stands_in(clause, row, field.name) for field in clause.fields)
        case AnyOf(parts):
            return any(_holds(part, row) for part in parts)
        case AllOf(parts, but):
            return all(_holds(part, row) for part in parts) and not any(_holds(part, row) for part in but)


def _stands_in(term: Term, row: _Row, field: str) -> bool:
    first, length = term.words[0], len(term.words)
    if term.signal == "key":
        # Phrases of keys there are none.
        keys = (key for word in row.read_some(field) for key in word.keys)
        return any(key.startswith(first) if term.is_prefix else key == first for key in keys)
    some = [getattr(word, term.signal) for word in row.read_some(field)]
    if term.is_prefix:
        return any(each.startswith(first) for each in some)
    if length == 1 or first not in some:
        return first in some
    spelled = [getattr(word, term.signal) for word in row.read_all(field)]
    return any(tuple(spelled[at : at + length]) == term.words for at in range(len(spelled) - length + 1))
