"""Somebody or some body in one article: the names and roles met so far."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from app.arabic.conjugation import Agreement
from app.arabic.normalize import fold_key
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.affiliation import affiliate
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.outlets import bare_outlet
from app.records import FoundSpeaker, SpeakerKind

_SYNONYMS = {"ناطق": "متحدث", "ناطقه": "متحدثه", "صحافي": "صحفي", "صحافيه": "صحفيه", "مليك": "ملك"}
_COLLECTIVE = frozenset(("فريق", "وفد", "عدد", "بعض", "جمهور", "شعب", "جيش", "حزب", "مجتمع", "طرف", "كل", "جمع"))
"""Groups that a verb in the singular goes with, left understood."""
_SMALL = frozenset(("في", "من", "عن", "على", "علي", "باسم", "بن", "ابن"))
_WRITTEN_TOGETHER = frozenset(("جار", "جاد", "ضيف", "عطا", "خير", "غرم", "دخيل", "سعد", "رزق", "فضل", "نصر", "فرج"))
"""الجار الله, الجارالله: first halves of names that are printed as one word or as two."""
_NAMES = frozenset(("علي", "باسم"))
"""Small words that are first names as well: باسم الحداد."""


@lru_cache(maxsize=1 << 13)
def name_words(name: str) -> tuple[str, ...]:
    """A name's folded words without ال; عبد and what it serves are one word, as some papers print it."""
    words = [strip_article(part) if len(part) > 4 else part for part in fold_key(name).split()]
    joined: list[str] = []
    for part in words:
        if joined and (joined[-1] == "عبد" or (part == "الله" and joined[-1] in _WRITTEN_TOGETHER)):
            joined[-1] += part
        else:
            joined.append(part)
    kept = (part for at, part in enumerate(joined) if part not in _SMALL or (part in _NAMES and at == 0))
    return tuple(_SYNONYMS.get(part, part) for part in kept)


@lru_cache(maxsize=1 << 12)
def role_words_of(role: str) -> frozenset[str]:
    """The words of a role; a state's adjective counts as the state: القطري، قطر."""
    return frozenset(lex.PLACE_OF.get(part, part) for part in map(without_lam, name_words(role)))


@lru_cache(maxsize=1 << 12)
def without_lam(part: str) -> str:
    """الرئيس العام لرعاية …، الهيئة العامة للغذاء: the word that ل is attached to, where it is a known one."""
    if part[:1] != "ل" or part in lex.ORGANIZATIONS:
        return part
    if part[1:] in lex.ORGANIZATIONS:
        return part[1:]
    if part.startswith("لل") and len(part) > 4:
        return part[2:]
    known = part[1:] in lex.EVERYDAY_NOUNS
    return part[1:] if known and len(part) > 3 else part


@dataclass(slots=True)
class Entity:
    """Somebody or some body in one article."""

    name: str
    words: tuple[str, ...]
    kind: SpeakerKind
    is_named: bool
    seen: list[int]
    head: str
    role: str | None = None
    roles: list[frozenset[str]] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)
    agreement: Agreement | None = None
    titles: set[str] = field(default_factory=set)
    """Titles printed before the name, folded and without ال, whatever the role says."""

    @property
    def called(self) -> str:
        """The name that readers are shown: an outlet's without the word for what it is."""
        return bare_outlet(self.name) if self.kind is SpeakerKind.organization else self.name

    def seen_before(self, offset: int) -> int:
        """Where it was last mentioned at or before `offset`; a mention that only comes later counts less than any."""
        at = bisect_right(self.seen, offset) - 1
        return self.seen[at] if at >= 0 else -self.seen[0]


def heads_of(entity: Entity) -> set[str]:
    """The titles that somebody bears, and the first word of the office."""
    role = fold_key(entity.role).split() if entity.role else []
    return entity.titles | {strip_article(part) for part in role[:1]}


def agrees(entity: Entity, agreement: Agreement) -> bool:
    if entity.kind is SpeakerKind.group:
        return agreement is not Agreement.masculine or entity.head in _COLLECTIVE
    if agreement is Agreement.plural:
        return entity.kind is SpeakerKind.unnamed and entity.head in ("مصادر",)
    if entity.agreement is not None:
        return entity.agreement is agreement
    feminine = _is_feminine(entity)
    return feminine is None or feminine is (agreement is Agreement.feminine)


def _is_feminine(entity: Entity) -> bool | None:
    """Whether a body's or role's head noun is feminine; None when the word doesn't show it."""
    if entity.kind is SpeakerKind.organization or not entity.is_named:
        if entity.head in lex.STATES or entity.head in lex.PLACES:
            return None
        return entity.head.endswith(("ه", "ات")) or entity.head in ("قوات", "سلطات", "مصادر", "استخبارات", "مخابرات")
    return False if entity.role and not strip_article(entity.role.split()[0]).endswith("ة") else None


def as_speaker(one: Entity) -> FoundSpeaker:
    """The record of an entity."""
    name = one.called
    forms = [form for form in one.forms if form != name]
    return FoundSpeaker(name=name, kind=one.kind, role=one.role, affiliation=affiliate(one.role), aliases=forms)
