"""Numbers in a text's pieces: digits, cardinals and ordinals in words, up to the years of our era."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.arabic.rulebook import load
from app.arabic.tokens import fold_token

# What a number may be used as; patterns name these kinds like any other.
#   d m y2 y3 y4   digits fit for a day, a month, a year of two, three or four figures
#   number         digits or a cardinal in words, below 10,000
#   cardinal       a cardinal in words         year_words   the same, when it is a year (at least 200)
#   ordinal        الحادي والعشرون، أول       the_ordinal  the same with the article
NUMBER_KINDS = ("d", "m", "y2", "y3", "y4", "number", "cardinal", "year_words", "ordinal", "the_ordinal")
LONGEST = 4
JOINT, _JOINED_ONE = "و", "واحد"

Found = tuple[str, int, int]


@dataclass(frozen=True)
class Numerals:
    """Folded number words by what they can do in a number."""

    units: dict[str, int]
    teens: dict[str, int]
    tens: dict[str, int]
    hundreds: dict[str, int]
    thousands: dict[str, int]
    multipliers: dict[str, int]
    ordinals: dict[str, int]
    the_ordinals: dict[str, int]
    ordinal_units: dict[str, int]
    ordinal_teens: dict[str, int]


@cache
def _numerals() -> Numerals:
    tables: dict[str, dict[str, int]] = {}
    for rule in load("dates/numbers"):
        table = tables.setdefault(rule.data["table"], {})
        for value, spellings in rule.data["words"].items():
            for spelling in spellings:
                table[fold_token(spelling)] = int(value)
    return Numerals(**tables)


@cache
def number_words() -> frozenset[str]:
    """Every word that can stand in a number, with the و that joins them."""
    numerals = _numerals()
    tables = (getattr(numerals, name) for name in Numerals.__dataclass_fields__)
    return frozenset({JOINT}.union(*tables))


def read_numbers(keys: Sequence[str], at: int) -> list[Found]:
    """What numbers start at piece `at`, as (kind, value, end)."""
    key = keys[at]
    if key[0] in "0123456789":
        return _digits(key, at + 1) if key.isascii() and key.isdigit() else []
    return _words(keys, at)


def _digits(key: str, end: int) -> list[Found]:
    width = len(key)
    if width > LONGEST:
        return []
    value = int(key)
    found = [("number", value, end)]
    if width <= 2:
        if 1 <= value <= 31:
            found.append(("d", value, end))
        if 1 <= value <= 12:
            found.append(("m", value, end))
        if width == 2:
            found.append(("y2", value, end))
    elif value:
        found.append((f"y{width}", value, end))
    return found


def _words(keys: Sequence[str], at: int) -> list[Found]:
    found: list[Found] = []
    value, end = _ordinal(keys, at)
    if value:
        found.append(("ordinal", value, end))
        if keys[at].startswith("ال"):
            found.append(("the_ordinal", value, end))
    value, end = _cardinal(keys, at)
    if value:
        found += [("cardinal", value, end), ("number", value, end)]
        if value >= 200:
            found.append(("year_words", value, end))
    return found


def _ordinal(keys: Sequence[str], at: int) -> tuple[int, int]:
    """الحادي عشر، الخامس والعشرين، العاشرة، أول."""
    numerals = _numerals()
    key = keys[at]
    teen = numerals.ordinal_units.get(key)
    if teen is not None and _key(keys, at + 1) in numerals.ordinal_teens:
        return teen + 10, at + 2
    if teen is not None and _key(keys, at + 1) == JOINT:
        tens = numerals.the_ordinals.get(_key(keys, at + 2), 0)
        if tens >= 20 and tens % 10 == 0:
            return teen + tens, at + 3
    value = numerals.the_ordinals.get(key) or numerals.ordinals.get(key, 0)
    return value, at + 1


def _cardinal(keys: Sequence[str], at: int) -> tuple[int, int]:
    """ألف وتسعمئة وثمانية وسبعون."""
    numerals = _numerals()
    value, end = _thousands(keys, at, numerals)
    if not value:
        return _below_thousand(keys, at, numerals)
    return _with_rest(keys, value, end, numerals)


def _with_rest(keys: Sequence[str], value: int, end: int, numerals: Numerals) -> tuple[int, int]:
    """ألفين and what is joined to it; وأحد عشر is spelled like واحد (one) once folded."""
    if _key(keys, end) == _JOINED_ONE and _key(keys, end + 1) in numerals.teens:
        return value + 11, end + 2
    if _key(keys, end) == JOINT:
        rest, after = _below_thousand(keys, end + 1, numerals)
        if rest:
            return value + rest, after
    return value, end


def _thousands(keys: Sequence[str], at: int, numerals: Numerals) -> tuple[int, int]:
    whole = numerals.thousands.get(keys[at], 0)
    if whole:
        return whole, at + 1
    units = numerals.units.get(keys[at], 0)
    if units and _key(keys, at + 1) in numerals.multipliers:
        return units * 1000, at + 2
    return 0, at


def _below_thousand(keys: Sequence[str], at: int, numerals: Numerals) -> tuple[int, int]:
    hundreds = numerals.hundreds.get(_key(keys, at), 0)
    end = at + 1
    if not hundreds:
        return _below_hundred(keys, at, numerals)
    if _key(keys, end) == JOINT:
        rest, after = _below_hundred(keys, end + 1, numerals)
        if rest:
            return hundreds + rest, after
    return hundreds, end


def _below_hundred(keys: Sequence[str], at: int, numerals: Numerals) -> tuple[int, int]:
    key = _key(keys, at)
    units = numerals.units.get(key, 0)
    following = _key(keys, at + 1)
    if units and following in numerals.teens:
        return units + 10, at + 2
    if units and following == JOINT:
        tens = numerals.tens.get(_key(keys, at + 2), 0)
        if tens >= 20:
            return units + tens, at + 3
    return units or numerals.tens.get(key, 0), at + 1


def _key(keys: Sequence[str], at: int) -> str:
    return keys[at] if at < len(keys) else ""
