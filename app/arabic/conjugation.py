"""A verb's forms from its principal parts, in folded spelling, with the clitics that news prose puts on them.

The third person is all that reporting needs: first and second persons are the journalist's or the reader's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from app.arabic.normalize import fold

OBJECTS = ("ه", "ها", "هم", "هما", "نا", "ني")
MISSING = "-"


class Shape(Enum):
    """What part of the verb a form is."""

    perfect = "perfect"
    imperfect = "imperfect"
    participle = "participle"
    noun = "noun"


class Agreement(Enum):
    """Whom the form agrees with."""

    masculine = "masculine"
    feminine = "feminine"
    plural = "plural"


@dataclass(frozen=True, slots=True)
class Inflection:
    """One written form: its folded spelling, without clitics in `bare`."""

    key: str
    bare: str
    shape: Shape
    agreement: Agreement
    clitic: str
    has_object: bool


def conjugate(principal_parts: str) -> Iterator[Inflection]:
    """Every form of `perfect imperfect participle noun` (folded); a form without clitics comes first."""
    perfect, imperfect, participle, noun = (fold(part) for part in principal_parts.split())
    if perfect != MISSING:
        yield from _with_clitics(_finite(_perfect(perfect)), Shape.perfect, ("", "و", "ف"))
    if imperfect != MISSING:
        clitics = ("", "و", "ف", "س", "وس", "فس", "ل")
        yield from _with_clitics(_finite(_imperfect(imperfect)), Shape.imperfect, clitics)
    if participle != MISSING:
        forms = [(form, agreement, False) for form, agreement in _participle(participle)]
        yield from _with_clitics(forms, Shape.participle, ("", "و", "ف"))
    if noun != MISSING:
        forms = [(noun + suffix, Agreement.masculine, bool(suffix)) for suffix in ("", *OBJECTS)]
        yield from _with_clitics(forms, Shape.noun, ("", "و", "ب", "وب"))


_Form = tuple[str, Agreement]
_Finite = tuple[str, Agreement, bool]


def _with_clitics(forms: list[_Finite], shape: Shape, clitics: tuple[str, ...]) -> Iterator[Inflection]:
    for clitic in clitics:
        for form, agreement, has_object in forms:
            yield Inflection(clitic + form, form, shape, agreement, clitic, has_object)


def _finite(forms: list[_Form]) -> list[_Finite]:
    bare = [(form, agreement, False) for form, agreement in forms]
    joined = [
        (_joining(form) + suffix, agreement, True)
        for form, agreement in forms
        if not form.endswith(("وا", "ون"))
        for suffix in OBJECTS
        if not (suffix == "ني" and agreement is Agreement.plural)  # طالباني is a name
    ]
    return bare + joined


def _joining(form: str) -> str:
    """A final alef maqsura, folded to ي, is written ا before an object: ادعى، ادعاها."""
    return form[:-1] + "ا" if form.endswith("ي") and not form.startswith("ي") else form


def _perfect(he: str) -> list[_Form]:
    if he.endswith(("ا", "ي")):
        stem, weak = he[:-1], he[-1]
        plural = stem + "وا"
        she = stem + "ت"
        return [
            (he, Agreement.masculine),
            (she, Agreement.feminine),
            (plural, Agreement.plural),
            (stem + ("يا" if weak == "ي" else "وا"), Agreement.plural),
        ]
    return [
        (he, Agreement.masculine),
        (he + "ت", Agreement.feminine),
        (he + "وا", Agreement.plural),
        (he + "ا", Agreement.plural),
        (he + "تا", Agreement.plural),
    ]


def _imperfect(he: str) -> list[_Form]:
    rest = he[1:]
    weak = rest[-1] in "ويا" and len(rest) > 2
    stem = rest[:-1] if weak else rest
    return [
        ("ي" + rest, Agreement.masculine),
        ("ت" + rest, Agreement.feminine),
        ("ي" + stem + "ون", Agreement.plural),
        ("ي" + rest + "ان", Agreement.plural),
        ("ت" + rest + "ان", Agreement.plural),
    ]


def _participle(accusative: str) -> list[_Form]:
    stem = accusative[:-1] if accusative.endswith("ا") else accusative
    plural = stem[:-1] if stem.endswith("ي") else stem
    return [
        (stem + "ا", Agreement.masculine),
        (stem + "ه", Agreement.feminine),
        (plural + "ين", Agreement.plural),
        (stem + "ات", Agreement.plural),
    ]
