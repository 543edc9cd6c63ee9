"""Compares found quotes and dates with annotated ones, both in the stand-off format of `musnad analyze`.

A found quote is a hit when its content shares at least half of its characters with an annotated one (intersection
over union, white space left out), one to one, the best first; an exact hit when it shares nine tenths. Of the hits,
`speaker`, `kind`, `cue` and `via` say how many have the right one; `both` counts hits with the right speaker.
Dates hit where their spans touch; `dates_value` counts those with the same value.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.arabic.normalize import fold_key

HIT = 0.5
EXACT = 0.9
TOUCH = 1e-9
_RATES = {"quotes": "quotes", "exact": "quotes", "both": "quotes", "dates": "dates", "dates_value": "dates"}
_GENUS = {"وكاله", "صحيفه", "موقع", "قناه"}

Article = Mapping[str, Any]
Letters = frozenset[int]


def score(articles: Iterable[tuple[Article, Article]]) -> dict[str, float]:
    """The figures over pairs of an annotated article and the same one as it was found, by name."""
    counts: Counter[str] = Counter()
    for wanted, found in articles:
        _count_quotes(counts, wanted["text"], wanted["quotes"], found["quotes"])
        _count_dates(counts, wanted["text"], wanted["dates"], found["dates"])
    return dict(_figures(counts))


def _count_quotes(counts: Counter[str], text: str, wanted: Sequence[Article], found: Sequence[Article]) -> None:
    counts["quotes.wanted"] += len(wanted)
    counts["quotes.found"] += len(found)
    counts.update(f"recall.{quote['kind']}.wanted" for quote in wanted)
    ours = [letters(text, quote["content"]) for quote in found]
    for at, to, overlap in pair([letters(text, quote["content"]) for quote in wanted], ours, floor=HIT):
        counts["quotes.hit"] += 1
        counts["exact.hit"] += overlap >= EXACT
        counts[f"recall.{wanted[at]['kind']}.hit"] += 1
        counts.update(_agreements(text, wanted[at], found[to]))


def _agreements(text: str, wanted: Article, found: Article) -> Iterator[str]:
    """What two quotes of the same content agree on."""
    if is_same_name(wanted["speaker"], found["speaker"]):
        yield "speaker"
    if wanted["kind"] == found["kind"]:
        yield "kind"
    if letters(text, [wanted["cue"]]) & letters(text, [found["cue"]]):
        yield "cue"
    relays = (wanted["via"], found["via"])
    if not any(relays) or is_same_name(*relays):
        yield "via"


def _count_dates(counts: Counter[str], text: str, wanted: Sequence[Article], found: Sequence[Article]) -> None:
    counts["dates.wanted"] += len(wanted)
    counts["dates.found"] += len(found)
    spans = [[letters(text, [date["span"]]) for date in dates] for dates in (wanted, found)]
    for at, to, _ in pair(*spans, floor=TOUCH):
        counts["dates.hit"] += 1
        counts["dates_value.hit"] += wanted[at]["value"] == found[to]["value"]


def letters(text: str, spans: Iterable[Sequence[int]]) -> Letters:
    """The offsets in the spans, without those of white space."""
    return frozenset(at for start, end in spans for at in range(start, end) if not text[at].isspace())


def pair(wanted: Sequence[Letters], found: Sequence[Letters], *, floor: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of places whose overlap is at least `floor`, each place once, the greatest overlap first."""
    overlaps = [
        (len(one & other) / len(one | other), at, to)
        for at, one in enumerate(wanted)
        for to, other in enumerate(found)
        if one & other
    ]
    left, right = set(range(len(wanted))), set(range(len(found)))
    for overlap, at, to in sorted(overlaps, key=lambda one: (-one[0], one[1:])):
        if overlap >= floor and at in left and to in right:
            left.remove(at)
            right.remove(to)
            yield at, to, overlap


def is_same_name(one: str | None, other: str | None) -> bool:
    """Whether the words of one name are all in the other, the article and the kind of outlet left aside."""
    first, second = _words(one), _words(other)
    return bool(first and second) and (first <= second or second <= first)


def _words(name: str | None) -> set[str]:
    words = fold_key(name or "").split()
    return {word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words} - _GENUS


def _figures(counts: Counter[str]) -> Iterator[tuple[str, float]]:
    """Rates of hits as precision, recall and F1; shares of what the hits agree on."""
    counts["both.hit"] = counts["speaker"]
    for name, of in _RATES.items():
        precision = _share(counts[f"{name}.hit"], counts[f"{of}.found"])
        recall = _share(counts[f"{name}.hit"], counts[f"{of}.wanted"])
        yield f"{name}.precision", precision
        yield f"{name}.recall", recall
        yield f"{name}.f1", _share(2 * precision * recall, precision + recall)
    for kind in ("direct", "mixed", "indirect"):
        yield f"recall.{kind}", _share(counts[f"recall.{kind}.hit"], counts[f"recall.{kind}.wanted"])
    for name in ("speaker", "kind", "cue", "via"):
        yield name, _share(counts[name], counts["quotes.hit"])


def _share(part: float, whole: float) -> float:
    """A share; zero of nothing, so that a gate over an empty set is closed."""
    return part / whole if whole else 0.0
