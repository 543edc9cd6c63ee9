"""Clauses in the two databases' own words: FTS5's query syntax, and PostgreSQL's tsquery."""

from collections.abc import Iterator
from functools import cache, lru_cache

from app.store.search.matching import AllOf, AnyOf, Clause, Term, Wanted
from app.store.search.subjects import SIGNALS, WEIGHTS, Field, Subject

# What each term of PostgreSQL's index begins with: there is one tsvector for all signals.
SIGN = {signal: signal[0] for signal in SIGNALS}


def write_match(clause: Clause) -> str:
    """The expression for FTS5's MATCH."""
    match clause:
        case Term():
            return _write_term(clause)
        case AnyOf():
            return _write_any(clause)
        case AllOf(parts, but):
            found = "(" + " AND ".join(map(write_match, parts)) + ")"
            return f"({found} NOT ({' OR '.join(map(write_match, but))}))" if but else found


# Most are of one word, which stands in other queries, too.
@lru_cache(maxsize=1 << 10)
def _write_any(clause: AnyOf) -> str:
    return "(" + " OR ".join(map(write_match, clause.parts)) + ")"


def _write_term(term: Term) -> str:
    return f'{_scope(term.fields, term.signal)} : "{" ".join(term.words)}"{" *" if term.is_prefix else ""}'


@cache
def _scope(fields: tuple[Field, ...], signal: str) -> str:
    return f"{{{' '.join(column_of(field, signal) for field in fields)}}}"


def column_of(field: Field, signal: str) -> str:
    """The column of an FTS5 table that holds one signal of one field."""
    return f"{field.name}_{signal}"


def list_columns(subject: Subject) -> Iterator[tuple[Field, str]]:
    """The columns of an FTS5 table in their order, each by its field and signal."""
    return ((field, signal) for field in subject.fields for signal in SIGNALS)


def write_tsquery(clause: Clause) -> str:
    """The text of a tsquery."""
    match clause:
        case Term():
            return write_ts_term(clause)
        case AnyOf(parts):
            return "(" + " | ".join(map(write_tsquery, parts)) + ")"
        case AllOf(parts, but):
            wanted = [write_tsquery(part) for part in parts]
            return "(" + " & ".join(wanted + [f"!({write_tsquery(part)})" for part in but]) + ")"


def write_ts_term(term: Term) -> str:
    """One term of a tsquery, kept to its fields by their labels."""
    labels = "".join(field.label for field in term.fields)
    suffix = f":{'*' if term.is_prefix else ''}{labels}"
    return " <-> ".join(f"'{SIGN[term.signal]}{word}'{suffix}" for word in term.words)


def list_ranked(wanted: Wanted) -> dict[str, float]:
    """Every term that a hit ranks by, as a tsquery, with how much it counts."""
    return {write_ts_term(term): WEIGHTS[term.signal] for term in _walk(wanted.clause)}


def _walk(clause: Clause) -> Iterator[Term]:
    match clause:
        case Term():
            yield clause
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from _walk(part)
