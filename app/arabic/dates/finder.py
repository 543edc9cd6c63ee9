"""Finds dates: one pass over the pieces takes the longest expression at each place, then each is resolved."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from app.arabic.dates.anchors import Anchors, betrayed_days
from app.arabic.dates.calendar_dates import Calendar, CalendarDay, CalendarMonth
from app.arabic.dates.chart import Edge, Reader
from app.arabic.dates.context import Site, Verdict, judge
from app.arabic.dates.grammar import grammar
from app.arabic.dates.periods import Period
from app.arabic.dates.pieces import Cutter, Pieces
from app.arabic.dates.relative_dates import Ago, WeekdayNear
from app.arabic.dates.vantage import Meaning, Vantage
from app.arabic.tokens import Document, keep_facts
from app.records import AnchorKind, Precision, Tense

_LIST_JOINTS, _LIST_OPENERS = frozenset(["و", ",", "أو", "او"]), frozenset(["في", "يومي", "ايام", "بتاريخ", "يوم"])
TWIN = ("الموافق", "المصادف", "الموافقه")
MOST_PLACES, MOST_DATES = 300, 60
"""Of one sentence: what may begin a date, and dates; a newspaper's longest have a hundred and ten, and eight."""
_PRECISIONS = {precision.value: precision for precision in Precision}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression, resolved as far as it can be. `start` and `end` are code points of the text.

    `anchor` is the day it was counted from (none for an absolute date), `seen_from` the day of writing.
    """

    start: int
    end: int
    value: str | None
    timex: str | None
    date_start: date | None
    date_end: date | None
    precision: Precision
    anchor: date | None
    anchor_kind: AnchorKind
    rule: str
    tense: Tense | None
    seen_from: date | None


@dataclass(slots=True)
class Match:
    """An expression as read, before it is resolved."""

    site: Site
    meaning: Meaning
    rule: str
    kind: str


@cache
def _cutter() -> Cutter:
    return Cutter(grammar())


@cache
def _reader() -> Reader:
    return Reader(grammar())


keep_facts(lambda key: _cutter().read_facts(key))


def find_dates(document: Document, reference: date | None = None) -> list[FoundDate]:
    """The dates of `document` in the order of the text; `reference` is the day it was published."""
    pieces = _cutter().cut(document)
    matches = list(_matches(document, pieces))
    return list(_resolve(matches, reference)) if matches else []


def _matches(document: Document, pieces: Pieces) -> Iterator[Match]:
    reader, keys = _reader(), pieces.keys
    behind, last_end, last_kind = 0, -1, ""
    counts: Counter[int] = Counter()
    for at in _candidates(document, pieces):
        sentence = document.tokens[pieces.tokens[at]].sentence
        if at < behind or counts[sentence] >= MOST_DATES:
            continue
        follows_year = last_kind == "date.year" and _joined(keys, last_end, at)
        found, behind = _best(reader.read(keys, at), document, pieces, at, follows_year=follows_year)
        if found:
            counts[sentence] += 1
            yield from _listed_before(found, last_end)
            yield found
            last_end, last_kind = behind, found.kind


def _candidates(document: Document, pieces: Pieces) -> list[int]:
    """Where an expression may begin; of a sentence no more places than prose has."""
    places = pieces.firsts
    if len(places) <= MOST_PLACES:
        return places
    allowed = set(document.sparse([pieces.tokens[at] for at in places], MOST_PLACES))
    return [at for at in places if pieces.tokens[at] in allowed]


def _listed_before(found: Match, end: int) -> list[Match]:
    """The other days of a list that shares its month: 5 و12 و19 أيار, behind في or أيام."""
    meaning, site = found.meaning, found.site
    if not isinstance(meaning, CalendarDay) or meaning.weekday is not None:
        return []
    keys = site.pieces.keys
    listed: list[Match] = []
    at, last = site.start, meaning.day
    while at - 2 >= max(end, 0) and keys[at - 1] in _LIST_JOINTS and keys[at - 2].isdigit() and len(keys[at - 2]) <= 2:
        at -= 2
        day = int(keys[at])
        if not 1 <= day < last:
            return []
        last = day
        listed.append(replace(found, site=replace(site, start=at, end=at + 1), meaning=replace(meaning, day=day)))
    return listed[::-1] if at > 0 and keys[at - 1] in _LIST_OPENERS else []


def _joined(keys: list[str], end: int, at: int) -> bool:
    return 0 < at - end <= 2 and all(key in {"و", ",", "أو", "او", "ثم"} for key in keys[end:at])


def _best(
    edges: Sequence[Edge], document: Document, pieces: Pieces, at: int, *, follows_year: bool
) -> tuple[Match | None, int]:
    """The longest candidate that its neighbours allow (of equals, the one whose rule stands first), and its end."""
    for edge in edges:
        production = edge.production
        if production is None:
            continue
        site = Site(document, pieces, at, at + edge.length, follows_year)
        verdict = judge(site, production.guards, production.demands)
        if verdict is Verdict.date:
            return Match(site, edge.value, production.rule, production.makes), site.end
        if verdict is Verdict.another_thing:
            return None, site.end
    return None, at + 1


def _resolve(matches: list[Match], reference: date | None) -> Iterator[FoundDate]:
    anchors = Anchors(reference, betrayed_days([match.meaning for match in matches], reference))
    previous: Period | None = None
    named: Period | None = None
    sentence = -1
    for number, match in enumerate(matches):
        site = match.site
        here = site.document.tokens[site.pieces.tokens[site.start]].sentence
        if here != sentence:
            named, sentence = None, here
        vantage = Vantage(anchors.at(number), site.tense, site.is_alone, previous, named)
        following = matches[number + 1] if number + 1 < len(matches) else None
        if following and _is_twin(match, following):
            vantage = replace(vantage, anchor=_twin_day(following) or vantage.anchor)
        period = _place(match.meaning, vantage)
        if period:
            previous = period
            if isinstance(match.meaning, CalendarDay):
                named = period
        yield _found(match, period, vantage, reference)


def _place(meaning: Meaning, at: Vantage) -> Period | None:
    try:
        return meaning.place(at)
    except (OverflowError, ValueError):  # beyond the years that a date can hold
        return None


def _is_twin(match: Match, following: Match) -> bool:
    keys = following.site.pieces.keys
    return following.site.start - match.site.end <= 1 and keys[following.site.start] in TWIN


def _twin_day(following: Match) -> date | None:
    if not following.meaning.is_absolute:
        return None
    placed = _place(following.meaning, Vantage(None))
    return placed.start if placed else None


def _found(match: Match, period: Period | None, at: Vantage, reference: date | None) -> FoundDate:
    site = match.site
    return FoundDate(
        start=site.pieces.starts[site.start],
        end=site.pieces.ends[site.end - 1],
        value=period.value if period else None,
        timex=period.timex if period else _open_timex(match.meaning),
        date_start=period.start if period else None,
        date_end=period.end if period else None,
        precision=period.precision if period else _open_precision(match),
        anchor=None if match.meaning.is_absolute else at.anchor,
        anchor_kind=_anchor_kind(match.meaning, at.anchor, reference),
        rule=match.rule,
        tense=site.tense,
        seen_from=at.anchor,
    )


def _anchor_kind(meaning: Meaning, anchor: date | None, reference: date | None) -> AnchorKind:
    if meaning.is_absolute:
        return AnchorKind.none
    if anchor is None:
        return AnchorKind.missing
    return AnchorKind.published if anchor == reference else AnchorKind.inferred


def _open_precision(match: Match) -> Precision:
    unit: Any = match.meaning.counts[-1][1].value if isinstance(match.meaning, Ago) else match.kind.split(".")[1]
    return _PRECISIONS.get(unit, Precision.interval)


def _open_timex(meaning: Meaning) -> str | None:
    """TIMEX3 leaves open what isn't known: XXXX-07-31."""
    if isinstance(meaning, WeekdayNear):
        return f"XXXX-WXX-{meaning.weekday}"
    if isinstance(meaning, CalendarDay | CalendarMonth) and meaning.month.calendar is Calendar.gregorian:
        if isinstance(meaning, CalendarDay):
            return f"XXXX-{meaning.month.number:02}-{meaning.day:02}"
        return f"XXXX-{meaning.month.number:02}"
    return None
