"""Pages by relevance: BM25, as FTS5 has it, and as near to it as PostgreSQL's own counts of words allow.

A page goes on behind what has been shown. Scores shift a little while rows are added, so that a place in the order
alone could hide a row or show it twice: the cursor remembers the last rows that were shown, and the score of the row
before them is asked for anew. A row would have to move by more than `REMEMBERED` places to be missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Date,
    Float,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    null,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.errors import BadCursor
from app.store.conditions import LARGEST_ID
from app.store.listing import Place, Slice
from app.store.search.expressions import list_columns, list_ranked, write_match, write_tsquery
from app.store.search.highlights import Texts
from app.store.search.matching import Wanted
from app.store.search.subjects import WEIGHTS, Subject
from app.store.shapes import Filters, Listing, Shape, clauses, select_documents
from app.store.statements import Statement

REMEMBERED = 200
# A row of today counts by `recency` more than an old one, of a month ago by half of that.
HALF_LIFE = 30
# BM25's saturation and length normalisation, as FTS5 has them.
K, B = 1.2, 0.75
# What `ts_rank` divides by: of a term's occurrences it adds up 1, 1/4, 1/9 and so on, which saturates, too.
ZETA = 1.64493406685


@dataclass(frozen=True)
class Seen:
    """What the pages before have shown: the last rows, and the row before these with the score that it had."""

    rows: tuple[int, ...] = ()
    before: tuple[float, int] | None = None

    def go_on(self, shown: Sequence[tuple[float, int]]) -> "Seen":
        """With another page shown."""
        rows = (*self.rows, *(row_id for _, row_id in shown))
        if len(rows) <= REMEMBERED:
            return Seen(rows, self.before)
        known = {row_id: score for score, row_id in shown}
        last = rows[-REMEMBERED - 1]
        # Its score is asked for anew; what is kept here only serves if the row goes away.
        return Seen(rows[-REMEMBERED:], (known.get(last, self.before[0] if self.before else 0.0), last))

    def write(self) -> Place:
        """As a place in the list, fit for a cursor."""
        before = (repr(self.before[0]), self.before[1]) if self.before else ()
        return [".".join(map(_to_base36, self.rows)), *before]


def read_seen(place: Place | None) -> Seen:
    """What a cursor tells. Raises BadCursor."""
    if place is None:
        return Seen()
    try:
        rows = tuple(int(part, 36) for part in str(place[0]).split("."))
        before = (float(place[1]), int(place[2])) if len(place) == 3 else None
    except (ValueError, IndexError):
        raise BadCursor from None
    if len(place) not in {1, 3} or not all(0 < row <= LARGEST_ID for row in (*rows, before[1] if before else 1)):
        raise BadCursor
    return Seen(rows, before)


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PAIRS = [high + low for high in _DIGITS for low in _DIGITS]


def _to_base36(number: int) -> str:
    digits = ""
    while number:
        number, pair = divmod(number, 36 * 36)
        digits = _PAIRS[pair] + digits
    return digits.lstrip("0")


def read_best(
    connection: Connection,
    listing: Listing,
    wanted: Wanted,
    shape: Filters,
    params: dict[str, Any],
    *,
    after: Place | None,
    limit: int,
) -> tuple[Slice, list[Texts]]:
    """One page of the best hits that the filters leave, and of each the texts that it shows."""
    seen = read_seen(after)
    is_local = connection.dialect.name == "sqlite"
    given = {
        **params,
        "limit": limit + 1,
        "match": write_match(wanted.clause) if is_local else "",
        "query": "" if is_local else write_tsquery(wanted.clause),
        "ranked": "" if is_local else _weigh(connection, wanted),
        "recency": wanted.search.recency,
        "today": (wanted.search.today or date.max).isoformat(),
        "seen": orjson.dumps(seen.rows).decode() if seen.rows else "[]",
    }
    form = _Form(wanted.subject, is_local, bool(wanted.search.recency))
    goes_on = bool(seen.rows)
    if seen.before:
        found = _score_statement(listing, form).run(connection, {**given, "row": seen.before[1]})
        given |= {"before_score": found[0][0] if found else seen.before[0], "before_row": seen.before[1]}
    statement = _best_statement(listing, form, Shape(shape, goes_on=goes_on), is_deep=seen.before is not None)
    # The database would put whole documents in order, which takes it longer.
    rows = sorted(statement.run(connection, given), key=itemgetter(1, 2))
    shown = [(float(row[1]), int(row[2])) for row in rows[:limit]]
    end = seen.go_on(shown).write() if len(rows) > limit else None
    return Slice([row[0] for row in rows[:limit]], end), [row[3:] for row in rows[:limit]]


def _weigh(connection: Connection, wanted: Wanted) -> str:
    """PostgreSQL keeps no statistics of terms: how rare each is has to be counted."""
    index = wanted.subject.index
    ranked = list_ranked(wanted)
    total, average = connection.execute(text(f"SELECT count(*), avg(length) FROM {index}")).one()
    counts = connection.execute(
        text(
            "SELECT term, (SELECT count(*) FROM "
            f"{index} WHERE terms @@ CAST(term AS tsquery)) FROM json_array_elements_text(CAST(:terms AS json)) term"
        ),
        {"terms": orjson.dumps(list(ranked)).decode()},
    )
    rarity = {term: max(1e-6, log((total - count + 0.5) / (count + 0.5))) for term, count in counts}
    terms = [{"term": term, "weight": weight, "rarity": rarity[term]} for term, weight in ranked.items()]
    return orjson.dumps({"average": float(average or 1), "terms": terms}).decode()


@dataclass(frozen=True)
class _Form:
    """What statements of a ranking differ by, beside the list and its filters."""

    subject: Subject
    is_local: bool
    is_recent: bool


class _VectorScore(FunctionElement[float]):
    """A hit's score in PostgreSQL: BM25 with what `ts_rank` tells of each term for how often it stands there."""

    inherit_cache = False
    type = Float()

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        super().__init__(bindparam("ranked", type_=String()))


@compiles(_VectorScore, "postgresql")
def _write_score(score: _VectorScore, compiler: SQLCompiler, **how: Any) -> str:
    weights = {field.label: field.weight for field in score.subject.fields}
    largest = max(weights.values())
    scale = ",".join(str(weights.get(label, 0) / largest) for label in "DCBA")
    ranked = compiler.process(score.clauses, **how)
    often = f"r.weight * {largest * ZETA} * ts_rank('{{{scale}}}', hit.terms, CAST(r.term AS tsquery))"
    long = f"({1 - B} + {B} * hit.length / CAST(g.given->>'average' AS float8))"
    return (
        f"(SELECT -sum(r.rarity * o.often * {K + 1} / (o.often + {K} * {long})) "
        f"FROM (SELECT CAST({ranked} AS json) AS given) g, "
        "json_to_recordset(g.given->'terms') AS r(term text, weight float8, rarity float8), "
        f"LATERAL (SELECT {often} AS often) o)"
    )


def _hits(form: _Form) -> tuple[Select[Any], ColumnElement[int], ColumnElement[float]]:
    """All hits of a search with their scores: smaller is better."""
    name = form.subject.index
    if form.is_local:
        index = table(name, column("rowid", Integer))
        row, found = index.c.rowid, literal_column(name).op("MATCH")(bindparam("match"))
        weights = [str(field.weight * WEIGHTS[signal]) for field, signal in list_columns(form.subject)]
        score: ColumnElement[Any] = literal_column(f"bm25({name}, {', '.join(weights)})", Float())
    else:
        index = table(name, column("id", Integer)).alias("hit")  # type: ignore[assignment]
        row, found = index.c.id, literal_column("hit.terms").op("@@")(cast(bindparam("query", type_=String()), TSQUERY))
        score = _VectorScore(form.subject)
    if form.is_recent:
        score = score * _prior(form)
    hits = select(row.label("id"), score.label("score")).select_from(index).where(found)
    if form.is_recent:
        hits = hits.join(form.subject.base, form.subject.base.c.id == _outer(row, form))
    return hits, row, score


def _outer(row: ColumnElement[int], form: _Form) -> ColumnElement[int]:
    """The row's id as SQLite can't look it up in the index: hits are found first, then filtered."""
    return literal_column(f"+{form.subject.index}.rowid", Integer()) if form.is_local else row


def _prior(form: _Form) -> ColumnElement[Any]:
    day = form.subject.base.c.sort_day if "sort_day" in form.subject.base.c else form.subject.base.c.last_said
    age: ColumnElement[Any]
    if form.is_local:
        age = func.julianday(bindparam("today")) - func.julianday(day)
    else:
        age = cast(bindparam("today", type_=String()), Date) - day
    return 1 + func.coalesce(bindparam("recency", type_=Float()) * HALF_LIFE / (HALF_LIFE + func.abs(age)), 0)


@lru_cache(maxsize=4096)
def _best_statement(listing: Listing, form: _Form, shape: Shape, *, is_deep: bool) -> Statement:
    return Statement(lambda _: _select_best(listing, form, shape, is_deep=is_deep))


def _select_best(listing: Listing, form: _Form, shape: Shape, *, is_deep: bool) -> Select[Any]:
    hits, row, score = _hits(form)
    filters = clauses(listing, shape)
    if filters and not form.is_recent:
        hits = hits.join(listing.base, listing.base.c.id == _outer(row, form))
    hits = hits.where(*filters)
    if shape.goes_on:
        hits = hits.where(row.not_in(_unpack_seen(form)))
    if is_deep:
        before, row_before = bindparam("before_score", type_=Float()), bindparam("before_row", type_=Integer())
        hits = hits.where(or_(score > before, and_(score == before, row > row_before)))
    best = hits.order_by(literal_column("score"), literal_column("id")).limit(bindparam("limit")).subquery("best")
    statement = select_documents(listing, lambda rows: best.join(rows, listing.base.c.id == best.c.id), form.is_local)
    texts = (_read_shown(listing, form.subject, name) for _, name in form.subject.shown)
    return statement.add_columns(best.c.score, best.c.id, *texts)


def _read_shown(listing: Listing, subject: Subject, field: str) -> ColumnElement[Any]:
    """A field's text, as far as the list shows it; what an article's hits hold is told from its body, too."""
    return subject.base.c.body if field == "body" else listing.columns.get(field, null())


def _unpack_seen(form: _Form) -> Select[Any]:
    if form.is_local:
        return select(literal_column("value")).select_from(func.json_each(bindparam("seen")))
    return select(cast(func.json_array_elements_text(cast(bindparam("seen", type_=String()), JSON)), Integer))


@lru_cache(maxsize=256)
def _score_statement(_listing: Listing, form: _Form) -> Statement:
    return Statement(lambda _: _select_score(form))


def _select_score(form: _Form) -> Select[Any]:
    hits, row, _ = _hits(form)
    return select(hits.where(row == bindparam("row")).subquery().c.score)
