"""Searches among rows that no index holds, those that were withdrawn: their texts are read, with the same analyser.

A row is a hit exactly where the index would say so, for the clause is the same. Rows are few, and what holds none of
the words goes after a look at its letters.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import Boolean, ColumnElement, Connection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.arabic.analyzer.affixes import root
from app.arabic.analyzer.spelling import fold_spelling
from app.arabic.analyzer.spotting import Needles, list_needles, spot
from app.arabic.analyzer.words import Terms, find_all, list_terms, read_terms
from app.store.conditions import Condition, Given
from app.store.search.matching import AllOf, AnyOf, Clause, Search, Term, prepare, prepare_refused
from app.store.search.parting import part_filters
from app.store.search.subjects import Subject
from app.store.statements import Statement

AT_ONCE = 120
"""How many rows are looked through in one look."""
Spotted = tuple[Sequence[str], ...]
"""Of each text of a row the words that a term may stand for."""


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


def among_those(row_id: ColumnElement[Any], operator: str = "IN") -> Condition:
    """The rows that `settle` has found, or by NOT IN all others."""

    def read(value: Those) -> tuple[str]:
        return (orjson.dumps(value.ids).decode(),)

    def build(given: Given) -> ColumnElement[bool]:
        return row_id.op(operator, return_type=Boolean())(_Ids(given[0]))

    return Condition(read, build)


@dataclass(frozen=True, eq=False)
class Shelf:
    """What searches go through in a list without an index, read once for all that are made at one moment."""

    connection: Connection
    subject: Subject | None

    @cached_property
    def _rows(self) -> Sequence[Sequence[Any]]:
        return () if self.subject is None else _texts_of(self.subject).run(self.connection, {})

    def settle(self, filters: Any) -> Any:
        """The filters with what is found among the rows; those of lists with an index as they are."""
        if self.subject is None:
            return filters
        filters = part_filters(self.subject, filters)
        settled = {}
        for name, make_ready in (("q", prepare), ("without", prepare_refused)):
            asked = getattr(filters, name, None)
            if asked is not None and not isinstance(asked, Those):
                wanted = make_ready(self.subject, asked if isinstance(asked, Search) else Search(asked))
                settled[name] = _find(self._rows, self.subject, wanted.clause)
        return replace(filters, **settled) if settled else filters


def _find(rows: Sequence[Sequence[Any]], subject: Subject, clause: Clause) -> Those:
    terms = list(_walk(clause))
    needles, has_phrases = _list_needles(terms), any(len(term.words) > 1 for term in terms)
    names = [field.name for field in subject.fields]
    verdicts: dict[Spotted, bool] = {}
    found = []
    for row_id, said, spotted in _spot_all(_narrow(rows, clause), needles):
        verdict = None if has_phrases else verdicts.get(spotted)
        if verdict is None:
            row = _Row(dict(zip(names, said, strict=True)), dict(zip(names, spotted, strict=True)))
            verdict = verdicts[spotted] = _holds(clause, row)
        if verdict:
            found.append(row_id)
    return Those(tuple(found))


def _narrow(rows: Sequence[Sequence[Any]], clause: Clause) -> Sequence[Sequence[Any]]:
    """The rows that may hold what fewest do, a part of several or a word of a phrase, as far as its letters tell."""
    parts = clause.parts if isinstance(clause, AllOf) else (clause,)
    terms = max(([_pick(term) for term in _walk(part)] for part in parts), key=_tell)
    if len(parts) < 2 and terms == list(_walk(clause)):
        return rows
    return [(row_id, *said) for row_id, said, _ in _spot_all(rows, _list_needles(terms))]


def _pick(term: Term) -> Term:
    """The longest word of a phrase."""
    return term._replace(words=(max(term.words, key=len),)) if len(term.words) > 1 else term


def _tell(terms: Sequence[Term]) -> int:
    """How many letters tell of them: long words are rare."""
    return min(len(term.words[0]) for term in terms)


@cache
def _texts_of(subject: Subject) -> Statement:
    return Statement(subject.texts)


def _spot_all(rows: Sequence[Sequence[Any]], needles: Needles) -> Iterator[tuple[int, Sequence[str], Spotted]]:
    """The id and texts of each row with a word that a term may stand for, and these words of each text."""
    for start in range(0, len(rows), AT_ONCE):
        some = [(int(row_id), [text or "" for text in texts]) for row_id, *texts in rows[start : start + AT_ONCE]]
        spotted = iter(_spot_each([text for _, said in some for text in said], needles))
        for row_id, said in some:
            words = tuple(islice(spotted, len(said)))
            if any(words):
                yield row_id, said, words


def _spot_each(texts: Sequence[str], needles: Needles) -> list[tuple[str, ...]]:
    """The words of each text that may be looked for, of all in one look; of letters out of the common, all words."""
    words = spot("\n".join(texts), needles)
    if words is not None:
        return list(_part(words, texts))
    if len(texts) == 1:
        return [tuple(find_all(texts[0]))]
    half = len(texts) // 2
    return [*_spot_each(texts[:half], needles), *_spot_each(texts[half:], needles)]


def _part(words: Sequence[re.Match[str]], texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words of lines, as those of each line."""
    at = end = 0
    for text in texts:
        end, first = end + len(text) + 1, at
        while at < len(words) and words[at].start() < end:
            at += 1
        yield tuple(word[0] for word in words[first:at]) if first < at else ()


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

    def __init__(self, texts: Mapping[str, str], spotted: Mapping[str, Sequence[str]]) -> None:
        self._texts, self._spotted = texts, spotted
        self._all: dict[str, list[Terms]] = {}
        self._some: dict[tuple[str, str], frozenset[str]] = {}

    def read_all(self, field: str) -> list[Terms]:
        """Every word."""
        if field not in self._all:
            self._all[field] = list_terms(self._texts[field])
        return self._all[field]

    def read_some(self, field: str, signal: str) -> frozenset[str]:
        """What every word is found by that a term may stand for."""
        known = self._some.get((field, signal))
        if known is None:
            words = [each for word in self._spotted[field] for each in read_terms(word)]
            # Phrases of keys there are none.
            is_key = signal == "key"
            terms = (key for word in words for key in (word.keys if is_key else (getattr(word, signal),)))
            known = self._some[field, signal] = frozenset(terms)
        return known


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
    some = row.read_some(field, term.signal)
    if term.is_prefix:
        return any(each.startswith(first) for each in some)
    if length == 1 or first not in some:
        return first in some
    spelled = [getattr(word, term.signal) for word in row.read_all(field)]
    return any(tuple(spelled[at : at + length]) == term.words for at in range(len(spelled) - length + 1))
