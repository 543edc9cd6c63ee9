"""بحسب، وفقًا لـ، نقلًا عن: a source named beside a clause, as its speaker, its relay, or a reminder of its speaker."""

from dataclasses import dataclass

from app.arabic.quotes.lexicon import ACCORDING_TO, COMPLEMENTISERS, CRITERIA
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.uses import SOURCE
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.records import SpeakerKind

TATWEEL = "\u0640"
_WORDS_OF = frozenset(
    (
        "تاكيدات",
        "تصريحات",
        "افادات",
        "اقوال",
        "شهادات",
        "روايات",
        "تقديرات",
        "تصريح",
        "حديث",
        "احاديث",
        "شهاده",
        "قول",
        "توقعات",
        "كلام",
        "احصاءات",
        "احصاييات",
        "بيانات",
        "ارقام",
    )
)
_FOLLOWING = frozenset(("التالي", "التاليه", "الاتي", "الاتيه", "المعتاد", "المعتاده"))
"""وفقًا للنظام التالي: what is to come, no source."""
_REACH = 24
_GOVERNING = {"وفقا": ("ل",), "طبقا": ("ل",), "استنادا": ("الي",), "نقلا": ("عن",)}


@dataclass(slots=True)
class Source:
    """One بحسب with the phrase that it governs; token indices."""

    at: int
    phrase: Phrase
    start: int
    opens_sentence: bool


def find_sources(reading: Reading, registry: Registry) -> list[Source]:
    """Every phrase that names a source with a preposition."""
    found = []
    for at in reading.places(SOURCE):
        token = reading.tokens[at]
        bare = token.key if token.key in ACCORDING_TO else token.key[1:]
        phrase = read_governed(reading, at, bare)
        if (
            phrase is not None
            and not phrase.is_thing
            and reading.key(phrase.last - 1) not in _FOLLOWING
            and (phrase.is_strong or registry.knows(phrase.name))
            and reading.key(phrase.first) not in COMPLEMENTISERS
            and not is_criterion(reading, phrase)
        ):
            start = token.start + len(token.key) - len(bare) if token.key != bare else token.start
            found.append(Source(at, phrase, start, reading.opens_sentence(at)))
    return found


def is_criterion(reading: Reading, phrase: Phrase) -> bool:
    """وفق النظام، وفقًا للخطة: what something is done by; its ل may be read with it."""
    key = reading.key(phrase.first)
    return any(strip_article(bare) in CRITERIA for bare in (key, key.removeprefix("ل"), key.removeprefix("لل")))


def find_unnamed_before(reading: Reading, registry: Registry, at: int) -> Entity | None:
    """بحسب مصدر مطلع …، وتابع المصدر: the last one named as a source only, whom the text leaves unnamed."""
    for place in reversed(reading.places(SOURCE)):
        if place >= at:
            continue
        phrase = read_governed(reading, place, reading.key(place).removeprefix("و"))
        if phrase is not None and phrase.kind is SpeakerKind.unnamed:
            return registry.add(phrase).entity
    return None


def read_governed(reading: Reading, at: int, bare: str) -> Phrase | None:
    """Whom the preposition at `at`, spelled `bare` without its conjunction, names as its source."""
    limit = min(reading.document.limit(at), at + _REACH)
    governing = _GOVERNING.get(bare)
    first = at + 1
    if reading.key(first) == "ما" and first + 1 in reading.cue_at:
        return reading.phrases.read(first + 2, limit)
    if reading.key(first) == "عدد" and reading.key(first + 1) != "من":
        return None  # حسب عدد المشتركين: by their number
    told = reading.key(first).removeprefix("ل") if governing == ("ل",) else strip_article(reading.key(first))
    if told in _WORDS_OF:  # بحسب تصريحات فلان، وفقًا لتقديرات صندوق …
        owner = reading.phrases.read(first + 1, limit)
        if owner is not None and owner.is_strong:
            return owner
    if governing is None:
        return reading.phrases.read(first, limit)
    if reading.key(first) in governing:
        return reading.phrases.read(first + 1, limit)
    if governing == ("ل",) and reading.key(first)[:1] == "ل":
        return read_behind_lam(reading, first, limit)
    return None


def read_behind_lam(reading: Reading, at: int, limit: int) -> Phrase | None:
    """وفقًا للوزارة، لوزارة: the phrase behind an attached ل."""
    return read_behind(reading, at, limit, "لل" if reading.key(at).startswith("لل") else "ل")


def read_behind(reading: Reading, at: int, limit: int, clitic: str) -> Phrase | None:
    """The phrase whose first word has `clitic` attached; للوزارة is ل and الوزارة."""
    token = reading.tokens[at]
    key, start = token.key, token.start
    reading.phrases.respell(at, ("ال" if clitic == "لل" else "") + key[len(clitic) :], start + len(clitic))
    try:
        found = reading.phrases.read(at, limit)
    finally:
        reading.phrases.respell(at, key, start)
    if found is not None and clitic == "لل" and found.start == start + len(clitic):
        _give_article(reading, found)
    return found


def _give_article(reading: Reading, phrase: Phrase) -> None:
    """للاتحاد is ل and الاتحاد: the article that the preposition swallowed belongs to the name or role."""
    first = reading.text[phrase.start : phrase.start + 3]
    if phrase.name.startswith(first) and phrase.kind is not SpeakerKind.person:
        phrase.name = "ال" + phrase.name
    if phrase.role is not None and phrase.role.startswith(first):
        phrase.name = "ال" + phrase.name if phrase.name == phrase.role else phrase.name
        phrase.role = "ال" + phrase.role


def names_outlet(phrase: Phrase) -> bool:
    """Whether the phrase is an outlet's: what it is named for is the relay."""
    return phrase.head in lex.RELAYS
