"""Enters everybody a document names, before its quotes are read: a surname alone then finds its bearer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from app.arabic.conjugation import Agreement
from app.arabic.normalize import fold
from app.arabic.quotes.formulas import DEMONSTRATIVES
from app.arabic.quotes.issuers import register_issued, register_issuer
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.sources import find_unnamed_before, read_behind
from app.arabic.quotes.uses import NAME, OWNED
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.roles import CHIEFS
from app.arabic.speakers.surroundings import DASHES
from app.arabic.speakers.words import owned_office, word
from app.records import SpeakerKind


def register_names(reading: Reading, registry: Registry) -> None:
    """Enter everybody who is named with a title or a known given name, so that a surname finds them."""
    behind = byline_end(reading)
    for at in reading.places(NAME):
        if at >= behind:
            behind = _register(reading, registry, at)
    reading.phrases.learn(registry.surnames())
    register_issued(reading, registry)


def _register(reading: Reading, registry: Registry, at: int) -> int:
    """Enter who is named at a token; the first token behind the name."""
    token = reading.tokens[at]
    this = word(token.key)
    if this.bare in lex.DOCUMENTS or token.key in OWNED or (this.key[:2] == "لل" and this.key[2:] in lex.DOCUMENTS):
        register_issuer(reading, registry, at)
    if "نظير" in this.key and _PEER.fullmatch(this.key):
        _register_peer(reading, registry, at)
    office = owned_office(this.key)
    if office and token.is_word:
        return _register_owned(reading, registry, at, office)
    chief = this.key in CHIEFS and reading.keys[at + 1].startswith(lex.ARTICLE) and reading.keys[at + 1].endswith("ين")
    opens = token.is_word and (this.is_office or this.is_given or this.key in lex.HONORIFICS or chief)
    opens = opens or (this.key == "عبد" and reading.keys[at + 1] == "ربه")
    if opens and reading.phrases.is_eponym(at):
        return reading.phrases.behind_eponym(at)
    joined = not opens and token.is_word and token.key[:1] in "ول" and word(token.key[1:]).is_given
    limit = _line_limit(reading, at)
    phrase = reading.phrases.read(at, limit) if opens else None
    if joined:
        phrase = read_behind(reading, at, limit, token.key[0])  # لشرح فلان وفلان
    if phrase is None or not phrase.is_name or phrase.kind is not SpeakerKind.person:
        return _behind_offices(reading, at) if this.is_office else at + 1
    if len(phrase.name.split()) > 1 or phrase.role:
        registry.add(replace(phrase, name=_without_strays(registry, phrase.name)))
    return max(phrase.last, at + 1)


def _without_strays(registry: Registry, name: str) -> str:
    """كيري نهاره, where جون كيري has been named: the surname without what follows it."""
    first, *others = name.split()
    this = word(fold(first))
    strays = this.is_unknown and not this.is_given and not any(word(fold(part)).is_given for part in others)
    return first if others and strays and this.bare in registry.surnames() else name


def _behind_offices(reading: Reading, at: int) -> int:
    """The token behind offices in a row: where no name follows the first of them, none follows the others."""
    behind = at + 1
    while behind < len(reading.tokens) and word(reading.keys[behind]).is_office:
        behind += 1
    return behind


_REACH = 24
_LONGEST_BYLINE = 16


def byline_end(reading: Reading) -> int:
    """فلان - سبق - الرياض: the token behind the line in which a text names its writer, outlet and place; 0 for none."""
    dashed = False
    for at in range(min(_LONGEST_BYLINE, len(reading.tokens))):
        key = reading.keys[at]
        cued = at in reading.cue_at and not (dashed and reading.keys[at + 1] in (":", *DASHES))  # فلان- سبق- متابعة:
        if cued or (at and reading.tokens[at].sentence != reading.tokens[0].sentence):
            break
        if key == ":" and dashed:
            return at + 1
        dashed = dashed or key in DASHES
    else:
        return 0
    named = any(
        reading.keys[i] in lex.EVERY_OUTLET or " ".join((reading.keys[i], reading.keys[i + 1])) in lex.EVERY_OUTLET
        for i in range(at)
    )
    return at if dashed and named and at not in reading.cue_at else 0


_PEER = re.compile("[لبو]{0,2}نظير(?:ه|ها|هم|ته|تها)")


def _register_peer(reading: Reading, registry: Registry, at: int) -> None:
    """نظيره التركي فلان: he holds the office of the one met before him, in another state."""
    limit = _line_limit(reading, at)
    first = at + 2 if reading.key(at + 1) in lex.ADJECTIVES else at + 1
    name = first + 1 if first < limit and reading.is_comma(first) else first
    phrase = reading.phrases.read(name, limit) if name < limit else None
    holder = registry.latest_holder()
    if phrase is None or not phrase.is_name or phrase.kind is not SpeakerKind.person or holder is None:
        return
    state = reading.text[reading.tokens[at + 1].start : reading.tokens[at + 1].end] if first == at + 2 else ""
    registry.add(phrase)
    registry.give_role(phrase, f"{holder} {state}".strip())


def _register_owned(reading: Reading, registry: Registry, at: int, office: str) -> int:
    phrase = reading.phrases.read(at + 1, _line_limit(reading, at))
    if phrase is None or not phrase.is_name or phrase.kind is not SpeakerKind.person or len(phrase.name.split()) < 2:
        return at + 1
    registry.add(replace(phrase, role=phrase.role or office))
    return max(phrase.last, at + 1)


def find_body_before(reading: Reading, registry: Registry, phrase: Phrase) -> Phrase | None:
    """The nearest body before الوزارة، البنك whose name says which: one that has not spoken yet.

    صندوق النقد, الاتحاد السوري say less than صندوق النقد الدولي, الاتحاد السوري لكرة السلة anywhere in the text.
    """
    first = phrase.first if reading.tokens[phrase.first].is_word else phrase.first + 1
    this = word(reading.keys[first])
    if phrase.kind is not SpeakerKind.organization or this.bare not in lex.ORGANIZATIONS or this.bare in lex.DOCUMENTS:
        return None
    before = range(first - 1, max(-1, first - _FURTHEST_BODY), -1)
    if phrase.last != 2 * first - phrase.first + 1:
        return _find_longer(reading, registry, phrase, before) if this.bare in _SHORTENED else None
    pointed = reading.keys[first - 1] in DEMONSTRATIVES  # هذا الفريق: the one told of last
    if not this.is_definite or (registry.has_body(this.bare) and not pointed):
        return None
    for at, clitic in _called(reading, this.bare, before):
        found = read_behind(reading, at, min(at + _REACH, len(reading.tokens)), clitic)
        if found is not None and found.kind is SpeakerKind.organization and found.last > at + 1:
            return found
    return None


def _called(reading: Reading, bare: str, places: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Where a word stands, with ال or without, and what is attached to it."""
    for at in places:
        key = reading.key(at)
        if bare not in key or not reading.tokens[at].is_word:
            continue
        clitic = next((one for one in _CLITICS if key.startswith(one) and strip_article(key[len(one) :]) == bare), None)
        if clitic is not None:
            yield at, clitic


def _find_longer(reading: Reading, registry: Registry, phrase: Phrase, before: range) -> Phrase | None:
    """The name that begins as `phrase` does and goes on with what the body is for or how far it reaches."""
    length = phrase.last - phrase.first
    if length > _SHORT_NAME or phrase.name in registry.sought:
        return None
    registry.sought.add(phrase.name)
    rest = [reading.key(phrase.first + i) for i in range(1, length)]
    behind = range(phrase.last, min(len(reading.tokens), phrase.last + _FURTHEST_BODY))
    for at, clitic in _called(reading, word(reading.key(phrase.first)).bare, chain(before, behind)):
        following = reading.key(at + length)
        purpose = following[:1] == "ل" and len(following) > _SHORTEST_PURPOSE and rest[-1] not in _REACHING
        on = following in _REACHING or (purpose and rest[-1] in lex.ADJECTIVES)
        if on and [reading.key(at + i) for i in range(1, length)] == rest:
            end = at + length + 1 if following in _REACHING else at + _REACH
            found = read_behind(reading, at, min(end, len(reading.tokens)), clitic)
            if found is not None and found.kind is SpeakerKind.organization and found.last > at + length:
                return found
    return None


_SHORTENED = frozenset(("اتحاد", "صندوق", "منظمه", "مجلس", "لجنه", "هييه", "رابطه", "جمعيه", "بنك", "وكاله"))
_SHORT_NAME = 3
_SHORTEST_PURPOSE = 3
_REACHING = frozenset(("الدولي", "الدوليه", "العالمي", "العالميه", "العربي", "الماليه", "الاسلامي"))
_FURTHEST_BODY = 600
_CLITICS = ("", "ول", "وب", "و", "لل", "ل", "ب")
_EPITHETS = frozenset(
    fold("ال" + item)
    for item in ("شاب", "شابة", "رجل", "سيدة", "متحدث", "متحدثة", "مرأة", "فتاة", "مصدر", "راحل", "راحلة")
)
"""Whoever is spoken of may be called so when he is mentioned again."""
_LONGEST_EPITHET = 2
_DISTINGUISHING = frozenset(fold(item) for item in ("العام", "الأول", "الثاني", "الثالث", "الآخر", "الجديد", "المساعد"))
_SAME = frozenset(("ذاته", "ذاتها", "نفسه", "نفسها", "عينه", "عينها"))


def is_epithet(key: str) -> bool:
    """Whether a word alone may stand for the one who was named before."""
    return key in _EPITHETS


def without_title(registry: Registry, phrase: Phrase) -> Phrase:
    """العماد الهبر: the surname alone, where somebody known bears it."""
    return replace(phrase, name=phrase.name.split()[-1]) if _is_titled_surname(registry, phrase) else phrase


def find_meant(reading: Reading, registry: Registry, phrase: Phrase) -> Entity | None:
    """الشاب، المتحدث ذاته: who of those named before is called so; None for a new speaker."""
    key = reading.key(phrase.first)
    if not is_epithet(key):
        again = not phrase.is_name and phrase.kind is SpeakerKind.person and reading.key(phrase.last) in _SAME
        known = registry.understood(phrase.start, Agreement.masculine) if again else None
        named = known is not None and known.is_named and known.kind is SpeakerKind.person
        return known if named else _find_official(registry, phrase) or _described_again(registry, phrase)
    if phrase.last - phrase.first > _LONGEST_EPITHET:
        return None
    if key in ("الراحل", "الراحله"):
        met = (entity for entity in registry.mentioned() if entity.is_named and entity.kind is SpeakerKind.person)
        return next(met, None)
    same = reading.key(phrase.last) in _SAME or reading.key(phrase.last - 1) in _SAME
    bears = any(entity.head == phrase.head or _holds(entity, phrase.head) for entity in registry.entities)
    if bears and not same:
        return None
    known = registry.understood(phrase.start, Agreement.feminine if key.endswith("ه") else Agreement.masculine)
    if key == "المصدر":
        return _find_source_meant(reading, registry, phrase, known)
    if known is None and key == "الرجل":
        return _latest_person(registry, phrase.start)
    return known if known is not None and known.kind in (SpeakerKind.person, SpeakerKind.unnamed) else None


def _find_source_meant(reading: Reading, registry: Registry, phrase: Phrase, known: Entity | None) -> Entity | None:
    """وأضاف المصدر: an agency that spoke last, or who was left unnamed; nobody named is called so."""
    subjects = (registry.understood(phrase.start, gender) for gender in (Agreement.feminine, Agreement.masculine))
    for one in subjects:
        if one is not None and one.head in lex.RELAYS and registry.trace(one, phrase.start)[1]:
            return one
    if known is None or known.is_named:
        return find_unnamed_before(reading, registry, phrase.first)
    return known if known.kind in (SpeakerKind.person, SpeakerKind.unnamed) else None


def _latest_person(registry: Registry, before: int) -> Entity | None:
    """The person named last before the offset."""
    persons = (one for one in registry.entities if one.is_named and one.kind is SpeakerKind.person)
    met = [(one.seen_before(before), one) for one in persons]
    return max(((at, one) for at, one in met if at >= 0), key=lambda pair: pair[0], default=(0, None))[1]


def _epithet(phrase: Phrase) -> list[str]:
    """The two words that the phrase is; none where it isn't two."""
    parts = phrase.name.split()
    return [fold(part) for part in parts] if len(parts) == _LONGEST_EPITHET else []


def _find_official(registry: Registry, phrase: Phrase) -> Entity | None:
    """المسؤول الإيطالي: who spoke last, if he holds an Italian office."""
    parts = _epithet(phrase)
    if not parts or parts[0] != "المسوول" or parts[1] not in lex.ADJECTIVES:
        return None
    known = registry.understood(phrase.start, Agreement.masculine)
    if known is None or not known.is_named or known.kind is not SpeakerKind.person or not known.role:
        return None
    state = strip_article(parts[1])
    held = any(strip_article(part).removesuffix("ه") == state for part in fold(known.role).split())
    return known if held else None


def _described_again(registry: Registry, phrase: Phrase) -> Entity | None:
    """الحارس المعتزل: the only one named so far who is a حارس, with a new adjective that tells no state."""
    parts = _epithet(phrase)
    if not parts or phrase.is_name or phrase.kind is not SpeakerKind.person:
        return None
    telling = parts[1] in lex.ADJECTIVES or word(parts[1]).is_office or parts[1] in _DISTINGUISHING
    if telling or not all(word(part).is_definite for part in parts):
        return None
    bearers = [entity for entity in registry.entities if _holds(entity, phrase.head)]
    met = [entity for entity in bearers if entity.is_named and 0 <= entity.seen[0] < phrase.start]
    return met[0] if len(met) == len(bearers) == 1 else None


def _holds(entity: Entity, head: str) -> bool:
    return any(head in role for role in entity.roles)


def _is_titled_surname(registry: Registry, phrase: Phrase) -> bool:
    """العماد الهبر: a title with ال before the surname of somebody known, who has no such first name."""
    parts = phrase.name.split()
    if not phrase.is_name or phrase.kind is not SpeakerKind.person or len(parts) != 2:
        return False
    return parts[0].startswith("ال") and not registry.knows(parts[0]) and registry.knows(parts[1])


def _line_limit(reading: Reading, at: int) -> int:
    return min(reading.document.limit(at), at + _REACH)
