"""Documents speak for whoever issued them: تقرير لوزارة الصحة، أصدرت الشركة بيانًا."""

from app.arabic.quotes.lexicon import COMPLEMENTISERS, words_of
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.sources import read_behind_lam
from app.arabic.quotes.uses import ISSUING
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_REACH = 24
_NUMBERS = frozenset(("بيانات", "احصاءات", "احصاييات", "ارقام"))
"""بيانات من إدارة الطاقة: what a body puts together."""
_NEAR = 8
_ISSUING = words_of("quotes/phrases", "issued-it")


def register_issued(reading: Reading, registry: Registry) -> None:
    """أصدرت الشركة بيانًا: the statement that is told of from then on speaks for the company."""
    for at in reading.places(ISSUING):
        limit = min(reading.document.limit(at), at + _REACH)
        phrase = reading.phrases.read(at + 1, limit) if at + 1 < limit else None
        if phrase is None or not phrase.is_strong or phrase.kind is SpeakerKind.group:
            continue
        heads = (_issued(reading.key(i)) for i in range(phrase.last, min(limit, phrase.last + _NEAR)))
        head = next((head for head in heads if head), "")
        if head:
            registry.documents.setdefault(head, registry.add(phrase).entity)


def _describes(reading: Reading, i: int, at: int) -> bool:
    """التقرير السنوي الجديد للوزارة: an adjective; behind any other word ل names whose something else is."""
    this = word(reading.keys[i])
    if reading.is_comma(i) or this.key.isdigit():
        return True  # تقرير سنوي لعام 1435هـ، لوزارة الصحة
    agrees = this.is_definite is word(reading.keys[at]).is_definite and not reading.is_owned(i)
    return agrees and reading.tokens[i].is_word and i not in reading.cue_at and not (this.is_adverbial or this.breaks)


def _names_owner(key: str) -> bool:
    """للوزارة، لشركة: a body that ل stands before."""
    owner = key[2:] if key[:2] == "لل" else strip_article(key[1:])
    return key[:1] == "ل" and owner in lex.ORGANIZATIONS and owner not in lex.DOCUMENTS


def _issued(key: str) -> str:
    """The document that an indefinite object is: بيانًا، دراسة."""
    for stem in (key.removesuffix("ا"), key):
        if stem in lex.DOCUMENTS and stem not in ("نتايج", "بيانات", "معلومات", "ارقام"):
            return stem
    return ""


def register_issuer(reading: Reading, registry: Registry, at: int) -> None:
    """تقرير لوزارة الصحة، التقرير الذي أعدته شركة …: a document speaks for who issued it."""
    key = reading.keys[at]
    head = key[2:] if key[:2] == "لل" and key[2:] in lex.DOCUMENTS else word(key).bare
    limit = min(reading.document.limit(at), at + _REACH)
    described = True
    for i in range(at + 1, min(limit, at + 12)):
        key = reading.keys[i]
        if key in COMPLEMENTISERS:
            return  # التقارير تثبت أن المصانع لشركات …: what it tells of
        owned_at_once = word(key).is_organization and not word(reading.keys[at]).is_definite
        if i == at + 1 and owned_at_once and word(key).bare not in lex.DOCUMENTS:
            phrase = reading.phrases.read(i, limit)
            if phrase is not None and phrase.head not in lex.RELAYS:
                registry.issuers.setdefault(head, registry.add(phrase).entity)
            return
        numbers = i == at + 1 and key == "من" and head in _NUMBERS and word(reading.keys[i + 1]).is_organization
        issued = (
            numbers
            or key in _ISSUING
            or (key in ("عن", "من") and reading.keys[i - 1] in ("صادر", "صدر", "الصادر", "صادره", "الصادره", "صدرت"))
        )
        owned = described and _names_owner(key)
        described = described and _describes(reading, i, at)
        if issued:
            phrase = reading.phrases.read(i + 1, limit)
        elif owned:
            phrase = read_behind_lam(reading, i, limit)
        else:
            continue
        if phrase is not None and phrase.kind is SpeakerKind.organization and phrase.head not in lex.RELAYS:
            registry.issuers.setdefault(head, registry.add(phrase).entity)
        return


def find_issuer(reading: Reading, registry: Registry, phrase: Phrase) -> Entity | None:
    """وقال تقرير لشركة …: whom a document is called after that is told of for the first time; it speaks on."""
    if phrase.head not in lex.DOCUMENTS or word(reading.key(phrase.first)).is_definite:
        return None
    for at in range(phrase.first + 1, phrase.last):
        if _names_owner(reading.key(at)):
            found = read_behind_lam(reading, at, phrase.last)
            if found is None or found.kind is not SpeakerKind.organization or found.head in lex.RELAYS:
                return None
            registry.documents[phrase.head] = registry.add(found).entity
            return registry.documents[phrase.head]
        if not _describes(reading, at, phrase.first):
            return None
    return None
