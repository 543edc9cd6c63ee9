"""The rules of `rules/dates/`, compiled: patterns become tries, one for each rank of the grammar.

A rule *makes* a kind (`month`, `day`, `date.month`, …) out of words or of patterns over other kinds:

    words.7 = ["تموز"]                        the word list of the value 7
    patterns = ["{day} [من] {month} [{year}]"]  slots in braces, options in brackets, `a|b` either word

`{name:kind}` gives a slot another name than its kind, `{_:kind}` none, for what only has to be there. Kinds
that begin with `date.` are findings. No kind may need itself: what a rule looks at lies below it, so that
matching stays linear.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from inspect import signature
from itertools import product
from typing import Any

from app.arabic.dates.numerals import JOINT, NUMBER_KINDS, number_words
from app.arabic.dates.readers import LEXICAL, READERS
from app.arabic.rulebook import Rule, load
from app.arabic.tokens import fold_token
from app.errors import RuleError

FILES = ("words", "months", "feasts", "parts", "days", "relative", "periods", "ranges")
FINDING = "date."
UNUSED = "_"
_EDGES = frozenset({("^",), ("$",)})
"""How rules write that nothing stands before, and that nothing stands behind."""
_ELEMENT = re.compile(r"\[|\]|\{[^}]*\}|[^\s\[\]{}]+")

Value = Any
Reader = Callable[..., Value]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern that a kind fills."""

    name: str
    kind: str


Symbol = str | Slot


class Phrases:
    """Phrases one of which may stand right beside a finding: as tuples of keys, with the lengths that they have.

    `edge`: so may nothing, at the text's edge or where a sign stands.
    """

    __slots__ = ("edge", "lengths", "phrases")

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        given = frozenset(phrases)
        self.phrases = given - _EDGES
        self.lengths = tuple({len(phrase) for phrase in self.phrases})
        self.edge = self.phrases != given

    def __bool__(self) -> bool:
        return self.edge or bool(self.phrases)


@dataclass(frozen=True, slots=True)
class Guards:
    """Neighbours that a finding needs or can't stand: phrases, and words a little further off."""

    before: Phrases
    not_before: Phrases
    after: Phrases
    not_after: Phrases
    near: frozenset[str]

    @property
    def words(self) -> set[str]:
        """Every word of them, so that clitics are cut off it in a text."""
        sides = (self.before, self.not_before, self.after, self.not_after)
        return set(self.near).union(*(phrase for side in sides for phrase in side.phrases))


@dataclass(frozen=True, slots=True)
class Production:
    """One way to make a kind: what to do with what stands in the slots, in their order."""

    rule: str
    makes: str
    slots: tuple[str, ...]
    reader: Reader
    given: dict[str, Value]
    guards: Guards | None
    order: int
    demands: frozenset[str] = frozenset()


@dataclass(slots=True)
class Node:
    """A state of a trie: where words and kinds lead, and what is complete here."""

    words: dict[str, "Node"] = field(default_factory=dict)
    kinds: dict[str, "Node"] = field(default_factory=dict)
    complete: list[Production] = field(default_factory=list)


@dataclass(frozen=True)
class Grammar:
    """Everything that matching needs."""

    tries: tuple[Node, ...]
    words: frozenset[str]
    firsts: frozenset[str]


@cache
def grammar() -> Grammar:
    """The grammar of the rules, compiled once."""
    return compile_rules([(file, rule) for file in FILES for rule in load(f"dates/{file}")])


def compile_rules(rules: list[tuple[str, Rule]]) -> Grammar:
    """Productions of `rules` as tries by rank. Raises RuleError."""
    made = [entry for order, (file, rule) in enumerate(rules) for entry in _productions(file, rule, order)]
    ranks = _ranks(made)
    tries = tuple(Node() for _ in range(max(ranks.values(), default=0)))
    for symbols, production in made:
        _plant(tries[ranks[production.makes] - 1], symbols, production)
    words = {symbol for symbols, _ in made for symbol in symbols if isinstance(symbol, str)}
    words |= {word for _, production in made if production.guards for word in production.guards.words}
    words |= {word for rule in load("dates/context") for key in rule.data for word in _context(rule, key)}
    firsts = _firsts(made)
    return Grammar(
        tries=tries,
        words=frozenset(words | number_words()),
        firsts=frozenset(firsts | number_words()) - {JOINT},
    )


def _context(rule: Rule, key: str) -> tuple[str, ...]:
    return () if key == "verbs" else tuple(fold_token(word) for word in rule.words(key))


_Entry = tuple[tuple[Symbol, ...], Production]


def _productions(file: str, rule: Rule, order: int) -> Iterator[_Entry]:
    makes = str(rule.data.get("makes", ""))
    if not makes or ("words" in rule.data) == ("patterns" in rule.data):
        raise RuleError(file, rule.id, "needs what it makes, and either words or patterns")
    if "words" in rule.data:
        yield from _lexical(file, rule, makes, order)
    else:
        yield from _patterned(file, rule, makes, order)


def _lexical(file: str, rule: Rule, makes: str, order: int) -> Iterator[_Entry]:
    reader = LEXICAL.get(makes, _plain)
    for name, spellings in rule.data["words"].items():
        value = reader(name, rule.data)
        for spelling in spellings:
            symbols = _keys(spelling)
            yield symbols, Production(rule.id, makes, (), lambda value=value: value, {}, None, order)


def _keys(phrase: str) -> tuple[str, ...]:
    return tuple(fold_token(word) for word in phrase.split())


def _plain(name: str, _: dict[str, Value]) -> Value:
    return int(name) if name.lstrip("-").isdigit() else name


def _patterned(file: str, rule: Rule, makes: str, order: int) -> Iterator[_Entry]:
    reader = READERS.get(str(rule.data.get("reader", "")))
    if reader is None:
        raise RuleError(file, rule.id, f"unknown reader {rule.data.get('reader')!r}")
    guards = _guards(rule) if makes.startswith(FINDING) else None
    for pattern in rule.words("patterns"):
        for symbols in _expand(file, rule.id, pattern):
            slots = tuple(symbol.name for symbol in symbols if isinstance(symbol, Slot))
            _check_slots(file, rule, reader, slots)
            yield (
                symbols,
                Production(
                    rule=rule.id,
                    makes=makes,
                    slots=slots,
                    reader=reader,
                    given=rule.data.get("given", {}),
                    guards=guards,
                    order=order,
                    demands=frozenset(rule.words("demands")),
                ),
            )


def _check_slots(file: str, rule: Rule, reader: Reader, slots: tuple[str, ...]) -> None:
    named = dict.fromkeys(slot for slot in slots if slot != UNUSED)
    try:
        signature(reader).bind(**{**named, **rule.data.get("given", {})})
    except TypeError as error:
        raise RuleError(file, rule.id, f"its slots don't fit its reader: {error}") from error


def _guards(rule: Rule) -> Guards | None:
    sides = ("before", "not_before", "after", "not_after")
    phrases = {side: Phrases(_keys(line) for line in rule.words(side)) for side in sides}
    near = frozenset(fold_token(word) for word in rule.words("near"))
    return Guards(**phrases, near=near) if near or any(phrases.values()) else None


def _expand(file: str, rule_id: str, pattern: str) -> list[tuple[Symbol, ...]]:
    elements = _ELEMENT.findall(pattern)
    found, rest = _sequence(elements, 0)
    if rest != len(elements) or not all(found):
        raise RuleError(file, rule_id, f"can't read the pattern {pattern}")
    return list(dict.fromkeys(found))


def _sequence(elements: list[str], at: int) -> tuple[list[tuple[Symbol, ...]], int]:
    """All ways through the elements from `at` to a closing bracket or the end."""
    ways: list[tuple[Symbol, ...]] = [()]
    while at < len(elements) and elements[at] != "]":
        if elements[at] == "[":
            inner, at = _sequence(elements, at + 1)
            choices = [(), *inner]
        else:
            choices = [(symbol,) for symbol in _symbols(elements[at])]
        ways = [way + choice for way, choice in product(ways, choices)]
        at += 1
    return ways, at


def _symbols(element: str) -> list[Symbol]:
    if element.startswith("{"):
        name, _, kind = element[1:-1].partition(":")
        return [Slot(name, kind or name)]
    return list(dict.fromkeys(fold_token(word) for word in element.split("|")))


def _ranks(made: list[_Entry]) -> dict[str, int]:
    """How many layers of kinds lie under each kind. Raises RuleError where a kind needs itself."""
    needs: dict[str, set[str]] = {}
    for symbols, production in made:
        kinds = {symbol.kind for symbol in symbols if isinstance(symbol, Slot)} - set(NUMBER_KINDS)
        needs.setdefault(production.makes, set()).update(kinds)
    ranks: dict[str, int] = {}
    while len(ranks) < len(needs):
        ready = [kind for kind, under in needs.items() if kind not in ranks and under <= ranks.keys()]
        if not ready:
            raise RuleError("dates", ", ".join(sorted(needs.keys() - ranks.keys())), "kinds need each other or nothing")
        ranks.update({kind: 1 + max((ranks[under] for under in needs[kind]), default=0) for kind in ready})
    return ranks


def _plant(node: Node, symbols: tuple[Symbol, ...], production: Production) -> None:
    for symbol in symbols:
        branches, key = (node.words, symbol) if isinstance(symbol, str) else (node.kinds, symbol.kind)
        node = branches.setdefault(key, Node())
    node.complete.append(production)


def _firsts(made: list[_Entry]) -> set[str]:
    """Words (and number kinds) that can open a finding."""
    opens: dict[str, set[Symbol]] = {}
    for symbols, production in made:
        first = symbols[0]
        opens.setdefault(production.makes, set()).add(first.kind if isinstance(first, Slot) else "=" + first)
    waiting = [kind for kind in opens if kind.startswith(FINDING)]
    seen: set[str] = set(waiting)
    words: set[str] = set()
    while waiting:
        for first in opens.get(waiting.pop(), ()):
            if str(first).startswith("="):
                words.add(str(first)[1:])
            elif first not in seen:
                seen.add(str(first))
                waiting.append(str(first))
    return words
