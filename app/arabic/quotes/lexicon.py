"""The words of reporting, folded for look-up: cue forms, complementisers, nominals, occasions."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.arabic.conjugation import MISSING, Inflection, Shape, conjugate
from app.arabic.normalize import fold
from app.arabic.rulebook import Rule, load
from app.arabic.tokens import fold_token

_PRONOUNS = ("", "ه", "ها", "هم", "هما", "نا", "ني", "ي", "ك", "كم", "هن")
COMPLEMENTISERS = frozenset(
    clitic + "ان" + pronoun for clitic in ("", "ب", "ل") for pronoun in _PRONOUNS if (clitic, pronoun) != ("", "ي")
)
NEGATIONS = frozenset(
    fold(word) for word in ("لم", "لن", "لا", "دون", "ليس", "وليس", "ولم", "ولا", "ولن", "فلم", "فلا", "غير")
)
RELATIVES = frozenset(
    fold(word)
    for word in ("الذي", "التي", "الذين", "اللذين", "اللذان", "اللتان", "اللتين", "اللواتي", "والذي", "والتي", "والذين")
)


@dataclass(frozen=True, slots=True)
class Verb:
    """A cue verb: what it takes, by which rule."""

    lemma: str
    rule: str
    takes: frozenset[str]
    prepositions: frozenset[str]
    addressee: bool
    documents_only: bool


@dataclass(frozen=True, slots=True)
class CueForm:
    """A written form of a cue verb."""

    verb: Verb
    form: Inflection


@cache
def cue_forms() -> dict[str, tuple[CueForm, ...]]:
    """Every written form of every cue verb by its folded spelling; forms without clitics come first."""
    forms: dict[str, list[CueForm]] = {}
    for parts, verb in _verbs().items():
        for form in conjugate(parts):
            forms.setdefault(form.key, []).append(CueForm(verb, form))
            if form.bare == "قول" and form.clitic == "ب" and not form.has_object:
                with_article = replace(form, key="بال" + form.bare, has_object=True)
                forms.setdefault(with_article.key, []).append(CueForm(verb, with_article))
    for key in words_of("quotes/phrases", "no-cue"):
        forms.pop(key, None)
    return {key: tuple(sorted(found, key=_rarity)) for key, found in forms.items()}


def _rarity(cue: CueForm) -> tuple[int, bool]:
    """Clitics are rarer than none; and a dual (أملا) than a participle spelled alike (آملا)."""
    return len(cue.form.clitic), cue.form.bare.endswith("ا") and cue.form.shape is not Shape.participle


def _verbs() -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    for rule in load("quotes/verbs"):
        for parts in rule.words("verbs"):
            known = verbs.get(parts)
            verbs[parts] = _verb(rule, parts) if known is None else _merge(known, _verb(rule, parts))
    return verbs


def _verb(rule: Rule, parts: str) -> Verb:
    prepositions = frozenset(fold_token(word) for word in rule.words("prepositions"))
    return Verb(
        next(part for part in parts.split() if part != MISSING),
        rule.id,
        frozenset(rule.words("takes")),
        prepositions,
        bool(rule.data.get("addressee")),
        bool(rule.data.get("documents_only")),
    )


def _merge(one: Verb, other: Verb) -> Verb:
    return Verb(
        one.lemma,
        one.rule,
        one.takes | other.takes,
        one.prepositions | other.prepositions,
        one.addressee or other.addressee,
        one.documents_only and other.documents_only,
    )


def words_of(file: str, rule_id: str) -> frozenset[str]:
    """The folded words of one rule."""
    return next(
        frozenset(fold_token(word) for word in rule.words("words")) for rule in load(file) if rule.id == rule_id
    )


def phrases_of(file: str, rule_id: str) -> frozenset[str]:
    """The phrases of one rule, folded word by word as the tokens of a text are: على صعيد آخر."""
    rule = next(rule for rule in load(file) if rule.id == rule_id)
    return frozenset(" ".join(map(fold_token, phrase.split())) for phrase in rule.words("words"))


def _pattern() -> re.Pattern[str]:
    rule = next(rule for rule in load("quotes/nouns") if rule.id == "verbal-noun")
    return re.compile("|".join(f"(?:{pattern})" for pattern in rule.words("patterns")))


ACCORDING_TO = words_of("quotes/phrases", "according-to")
VOICES = frozenset().union(*(words_of("quotes/registers", rule.id) for rule in load("quotes/registers")))
AS_SAID = words_of("quotes/phrases", "as-said")
OCCASIONS = words_of("quotes/nouns", "occasion")
GENERA = words_of("quotes/nouns", "genus")
VERBAL_NOUNS = words_of("quotes/nouns", "verbal-noun")
STRONG_NOUNS = words_of("quotes/nouns", "strong-noun")
_VERBAL_NOUN_PATTERN = _pattern()
_POSSESSIVE = re.compile("(?:ه|ها|هم|هما|نا)$")


@lru_cache(maxsize=1 << 14)
def is_verbal_noun(key: str) -> bool:
    """Whether a word without ال is a verbal noun, with or without a pronoun: وقف، تعيينه."""
    if key in VERBAL_NOUNS or (_VERBAL_NOUN_PATTERN.fullmatch(key) and not key.endswith("ته")):
        return True
    stem = _POSSESSIVE.sub("", key)
    return stem != key and (stem in VERBAL_NOUNS or stem.removesuffix("ت") + "ه" in VERBAL_NOUNS)


PASSIVE_FORMULAS = words_of("quotes/phrases", "passive-formula")
SUBORDINATING = words_of("quotes/phrases", "subordinating-an")
THANKS = words_of("quotes/phrases", "thanks")
GOVERNING_NOUNS = words_of("quotes/phrases", "governing-noun")
SKIPPED = words_of("quotes/phrases", "between-verb-and-subject")
AUXILIARIES = words_of("quotes/phrases", "auxiliary")
SUBORDINATORS = words_of("quotes/phrases", "subordinator")
BA_WORDS = words_of("quotes/phrases", "ba-word")
HOMOGRAPHS = words_of("quotes/phrases", "homograph")
IMPERSONAL = words_of("quotes/phrases", "impersonal")
SAID_AGAIN = words_of("quotes/phrases", "said-again")
HIDDEN_IDENTITY = words_of("quotes/phrases", "hidden-identity")
PUBLISHED = words_of("quotes/phrases", "published-thing")
CRITERIA = words_of("quotes/phrases", "criterion")
CHARGES = words_of("quotes/phrases", "charge")
EVERYBODY = words_of("quotes/phrases", "everybody")
ADJUNCT_OBJECTS = words_of("quotes/phrases", "adjunct-object")


@cache
def action_forms() -> frozenset[str]:
    """Every finite form of the everyday verbs that do not report."""
    parts = [line for rule in load("quotes/actions") for line in rule.words("verbs")]
    return frozenset(
        form.key for line in parts for form in conjugate(line) if form.clitic != "ل" and not form.has_object
    )


@cache
def plain_verbs() -> frozenset[str]:
    """Every finite form of the verbs that report and take no object: behind قال فلان a noun is a part of the name."""
    shapes = (Shape.perfect, Shape.imperfect)
    return frozenset(
        key
        for key, forms in cue_forms().items()
        if not any(
            "object" in cue.verb.takes or cue.verb.addressee or cue.form.has_object or cue.form.shape not in shapes
            for cue in forms
        )
    )


_PAST = re.compile("[^ يتم]..+(?<![اي])ت|[^ يت]..+وا")


@lru_cache(maxsize=1 << 14)
@cache
def first_person_forms() -> frozenset[str]:
    """أؤكد، أعتقد: what somebody says of his own saying, folded."""
    imperfect = (key for key, forms in cue_forms().items() if key[:1] == "ي" and forms[0].form.shape is Shape.imperfect)
    return frozenset("ا" + key[1:] for key in imperfect)


def is_past(key: str) -> bool:
    """Whether a word without و looks like a verb in the past: a known one, or by its ending (أحالت، أغلقوا)."""
    if is_verbal_noun(key):
        return False
    known = key in action_forms() or any(form.form.shape is Shape.perfect for form in cue_forms().get(key, ()))
    return (known and key[:1] not in "يت") or bool(_PAST.fullmatch(key))


def _rule(file: str, rule_id: str) -> Rule:
    return next(rule for rule in load(file) if rule.id == rule_id)


def _verb_keys(rule_id: str) -> frozenset[str]:
    """Every finite form without an object of the verbs of a rule of phrases."""
    return frozenset(
        form.key
        for parts in _rule("quotes/phrases", rule_id).words("verbs")
        for form in conjugate(parts)
        if not form.has_object
    )


GOVERNING_AN = words_of("quotes/phrases", "governing-an") | _verb_keys("governing-an")
LIST_COLON = words_of("quotes/phrases", "list-colon")
DEITY = words_of("quotes/phrases", "deity")
PRAYED_FOR = words_of("quotes/phrases", "prayed-for")
BLESSINGS = words_of("quotes/phrases", "blessing")
NOUNS_WITH_BA = words_of("quotes/phrases", "noun-with-ba")
PEOPLE_IN_CHARGE = words_of("quotes/phrases", "people-in-charge")
SPEECH_OPENERS = words_of("quotes/phrases", "speech-opener")
LIGHT_NOUNS = words_of("quotes/phrases", "light-verb")
LIGHT_VERBS = frozenset(
    form.key
    for parts in _rule("quotes/phrases", "light-verb").words("verbs")
    for form in conjugate(parts)
    if not form.has_object and form.clitic in ("", "و", "ف")
)
