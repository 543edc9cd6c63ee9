"""Everybody an article names, and whom a mention leads to: by name, part of a name, role, or understanding."""

from dataclasses import dataclass

from app.arabic.conjugation import Agreement
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity, name_words, role_words_of, without_lam
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.likeness import (
    GROWTH,
    MOST_GROWTH,
    TITLES_ALONE,
    is_better,
    is_one_of_many,
    is_source_anew,
    is_title_alone,
    is_told_by_state,
    is_word_for_unnamed,
    may_be_called,
    names_alike,
    same_name,
    spelled_alike,
)
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.remembered import REVERED, Remembered
from app.records import Resolution, SpeakerKind

_RECENT = 3
MOST_SHARING = 100
"""Of those who share a word of their names so many are looked at, the latest met: more no article has."""
_MAKING = lex.OFFICES | lex.GROUPS | (lex.ORGANIZATIONS - lex.DOCUMENTS)
"""Words that make another office: رئيس الوزراء الروسي is not الرئيس الروسي."""
_GENERA = lex.ORGANIZATIONS - lex.DIRECTORATES
_OTHER = frozenset(("اخر", "اخري"))
_DISTINCT = frozenset(strip_article(adjective) for adjective in lex.ADJECTIVES)


@dataclass(slots=True, frozen=True)
class Resolved:
    """Whom a mention leads to, and how."""

    entity: Entity
    resolution: Resolution


class Registry(Remembered):
    """The entities of one article, in the order of their first mention."""

    def __init__(self) -> None:
        super().__init__()
        self._by_word: dict[str, list[Entity]] = {}
        self.sought: set[str] = set()  # short names whose full ones have been looked for
        self.stated: dict[str, list[Phrase]] = {}  # who did something in a statement, by the word for it

    def add(self, phrase: Phrase) -> Resolved:
        """The entity that `phrase` names, new or known; the phrase's form and role are remembered."""
        resolved = self._find(phrase)
        entity = resolved.entity
        self.mention(entity, phrase)
        if phrase.title:
            entity.titles.add(phrase.title)
        if phrase.role and entity.name not in REVERED:
            if entity.role is None or is_title_alone(entity.role, phrase.role):
                entity.role = phrase.role if not is_word_for_unnamed(entity, phrase.role) else None
            role = role_words_of(phrase.role)
            if role and role not in entity.roles:
                entity.roles.append(role)
        return resolved

    def latest_holder(self) -> str | None:
        """The head of the office that was named last: وزير of وزير الخارجية."""
        heads = [entity.role.split()[0] for entity in self.entities[-_RECENT:] if entity.role]
        return strip_article(heads[-1]) if heads else None

    def give_role(self, phrase: Phrase, role: str) -> None:
        """Let the one that `phrase` names be found by `role` too."""
        self._find(phrase).entity.roles.append(role_words_of(role))

    def holds(self, phrase: Phrase) -> bool:
        """Whether somebody met so far holds the role that the phrase is."""
        return self._best_holder(role_words_of(phrase.name), phrase) is not None

    def surnames(self) -> set[str]:
        """The last words of everybody named so far."""
        return {one.words[-1] for one in self.entities if one.kind is SpeakerKind.person and one.is_named and one.words}

    def knows(self, name: str) -> bool:
        """Whether somebody with this name or surname has been met."""
        return any(entity.is_named for part in name_words(name)[-1:] for entity in self._by_word.get(part, ()))

    def has_body(self, head: str) -> bool:
        """Whether a body whose name begins with `head`, and says which one it is, has been met."""
        bearers = (one for one in self._by_word.get(head, ()) if one.kind is SpeakerKind.organization)
        return any(one.words[0] == head and len(one.words) > 1 for one in bearers)

    def knows_document(self, phrase: Phrase) -> bool:
        """Whether it is known whose the document is that `phrase` names, or it has spoken itself."""
        return any(phrase.head in known for known in (self.documents, self.stated, self._by_word, self._issuers))

    def _find(self, phrase: Phrase) -> Resolved:
        words = name_words(phrase.name)
        if phrase.name in TITLES_ALONE:
            gender = Agreement.feminine if phrase.name.endswith("ة") else Agreement.masculine
            known = self.understood(phrase.start, gender)
            if known is not None and known.kind is SpeakerKind.person:
                return Resolved(known, Resolution.role)
        if phrase.kind is SpeakerKind.person and phrase.is_name:
            return self._find_person(phrase, words)
        if phrase.kind is SpeakerKind.person:
            return self._find_role(phrase, words)
        if phrase.kind is SpeakerKind.organization:
            return self._find_body(phrase, words)
        return self._find_other(phrase, words)

    def _find_person(self, phrase: Phrase, words: tuple[str, ...]) -> Resolved:
        for entity in self._bearers(phrase, words):
            if REVERED & {phrase.name, entity.name} and phrase.name != entity.name:
                continue
            if entity.kind is SpeakerKind.person and entity.is_named and same_name(entity.words, words):
                if is_better(words, entity.words):
                    self._rename(entity, phrase.name, words)
                same = entity.words == words
                return Resolved(entity, Resolution.named if same else Resolution.alias)
        if len(words) == 1 and not phrase.is_strong:
            sharing = self._sharing(words, phrase.start)
            body = next((entity for entity in sharing if entity.kind is SpeakerKind.organization), None)
            if body is not None:
                return Resolved(body, Resolution.alias)
        respelled = self._respelled(words, phrase.start)
        if respelled is not None:
            return Resolved(respelled, Resolution.alias)
        known = self._unnamed_holder(phrase)
        if known is not None:
            self._rename(known, phrase.name, words)
            known.is_named, known.kind = True, SpeakerKind.person
            return Resolved(known, Resolution.named)
        return Resolved(self._new(phrase, words), Resolution.named)

    def _bearers(self, phrase: Phrase, words: tuple[str, ...]) -> list[Entity]:
        """Whoever shares a word of the name, the likeliest first: of two with one surname the one who is speaking."""
        sharing = self._sharing(words, phrase.start)
        if len(words) > 1 or len(sharing) < 2 or phrase.title:
            return sharing
        speaking = next((one for one in self.earlier(phrase.start) if any(one is other for other in sharing)), None)
        return sorted(sharing, key=lambda one: one is not speaking)

    def _respelled(self, words: tuple[str, ...], offset: int) -> Entity | None:
        """The person met before whose name is this one in another spelling."""
        for one in reversed(self.entities[-MOST_SHARING:]):
            named = one.is_named and one.kind is SpeakerKind.person and len(one.words) > 1
            if named and spelled_alike(words, one.words) and one.seen_before(offset) >= 0:
                return one
        return None

    def _unnamed_holder(self, phrase: Phrase) -> Entity | None:
        """An office-holder met before without a name, whose role this named person bears."""
        if not phrase.role or len(phrase.role.split()) < 2:
            return None
        role = role_words_of(phrase.role)
        for entity in reversed(self.entities):
            if (
                entity.kind in (SpeakerKind.person, SpeakerKind.unnamed)
                and entity.roles
                and not entity.is_named
                and any(role <= known or (known <= role and len(known) > 1) for known in entity.roles)
            ):
                return entity
        return None

    def _find_role(self, phrase: Phrase, words: tuple[str, ...]) -> Resolved:
        if len(words) == 1:
            for entity in self._sharing(words, phrase.start):
                if entity.kind is SpeakerKind.person and entity.is_named and entity.words[-1] == words[0]:
                    return Resolved(entity, Resolution.alias)
        role = role_words_of(phrase.name)
        best = self._best_holder(role, phrase)
        if best is not None:
            return Resolved(best, Resolution.role)
        unnamed = phrase.head in lex.UNNAMED and not phrase.name.startswith(lex.ARTICLE)
        entity = self._new(phrase, words)
        if unnamed or is_one_of_many(phrase.name):
            entity.kind = SpeakerKind.unnamed
        return Resolved(entity, Resolution.unnamed if unnamed else Resolution.role)

    def _best_holder(self, role: frozenset[str], phrase: Phrase) -> Entity | None:
        """Who holds the role: the closest wording first, then the latest mentioned."""
        best: tuple[float, int] | None = None
        holder: Entity | None = None
        for entity in self.entities:
            for known in entity.roles:
                if not (role <= known or (known <= role and len(known) > 1 and not role - known & _MAKING)):
                    continue
                rank = (
                    len(role & known) / len(role | known) if len(role) > 1 else 1.0,
                    entity.seen_before(phrase.start),
                )
                if best is None or rank > best:
                    best, holder = rank, entity
        if holder is None and len(role) == 1:
            titled = (entity for entity in reversed(self.entities) if not role.isdisjoint(entity.titles))
            holder = next(titled, None)  # الأمير, whom an office was read of
        if holder is None and len(role) <= 2:
            holder = next(
                (
                    entity
                    for entity in reversed(self.entities)
                    if entity.head == phrase.head and entity.kind is not SpeakerKind.organization
                ),
                None,
            )
        return holder

    def _find_body(self, phrase: Phrase, words: tuple[str, ...]) -> Resolved:
        wanted = frozenset(map(without_lam, words))
        bearer = self._bearer(phrase, words)
        if bearer is not None:
            return Resolved(bearer, Resolution.alias)
        spoken = self.documents.get(phrase.head) if phrase.name.startswith(lex.ARTICLE) and len(words) == 1 else None
        if spoken is not None:
            return Resolved(spoken, Resolution.role)
        for entity in self._sharing(words, phrase.start):
            if entity.kind is not SpeakerKind.organization:
                continue
            known = frozenset(map(without_lam, entity.words))
            if words[0] in _GENERA and not may_be_called(entity, words[0]):
                continue  # الحكومة is not القوات الموالية للحكومة, الشركة not مجلس إدارة الشركة
            if wanted & _OTHER > known & _OTHER:
                continue  # الفريق الآخر is not الفريق
            if wanted <= known and (entity.words[0] == words[0] or len(wanted) > 1):
                return Resolved(entity, Resolution.named if wanted == known else Resolution.alias)
            if known <= wanted and entity.words[0] == words[0]:
                genus = len(entity.words) == 1 and entity.name.startswith(lex.ARTICLE)
                grown = len(words) - len(entity.words) <= (MOST_GROWTH if genus else GROWTH)
                if names_alike(phrase.name, entity.name) and grown:
                    self._rename(entity, phrase.name, words)
                return Resolved(entity, Resolution.named)
        return self._find_by_head(phrase, words)

    def _bearer(self, phrase: Phrase, words: tuple[str, ...]) -> Entity | None:
        """«الحداد»: the person whose name stands in marks, where no body is called so."""
        if phrase.head in lex.ORGANIZATIONS or phrase.head in lex.PLACES or not words:
            return None
        for entity in self._sharing(words[-1:], phrase.start):
            if entity.is_named and entity.words[-1] == words[-1] and set(words) <= set(entity.words):
                return entity if entity.kind is SpeakerKind.person else None
        return None

    def _find_by_head(self, phrase: Phrase, words: tuple[str, ...]) -> Resolved:
        """البيان, whose issuer is known; الهيئة, the body of that kind met last; else somebody new."""
        issuer = self.issuer_of(phrase.head, phrase.start, again=phrase.name.startswith(lex.ARTICLE))
        stated = [one for one in self.stated.get(phrase.head, ()) if one.start < phrase.start] if not issuer else []
        issuer = self.add(stated[-1]).entity if stated else issuer
        if issuer is not None and words[:1] == (phrase.head,):
            return Resolved(issuer, Resolution.role)
        if phrase.name.startswith(lex.ARTICLE):
            sharing = self._sharing(words[:1], phrase.start)
            same = [one for one in sharing if one.kind is SpeakerKind.organization and one.words[0] == words[0]]
            distinct = any(part in _DISTINCT or part in _OTHER for part in words[1:])
            if same and (not distinct or is_told_by_state(words, same, phrase.start)):
                return Resolved(same[0], Resolution.alias)
        return Resolved(self._new(phrase, words), Resolution.named)

    def _find_other(self, phrase: Phrase, words: tuple[str, ...]) -> Resolved:
        words = words[words[0] in ("ذات", "نفس") :]  # ذات المصادر
        wanted = frozenset(words)
        anew = len(words) == 1 and is_source_anew(phrase.name)
        for entity in self._sharing(words, phrase.start):
            if anew and entity.words != words:
                continue  # وقالت مصادر is not مصادر محلية met before
            if entity.kind is phrase.kind and entity.words[:1] == words[:1] and wanted <= frozenset(entity.words):
                return Resolved(entity, Resolution.unnamed)
        return Resolved(self._new(phrase, words), Resolution.unnamed)

    def _sharing(self, words: tuple[str, ...], offset: int) -> list[Entity]:
        """Entities that share a word, the latest mentioned first."""
        found: dict[int, Entity] = {}
        for part in words:
            known = self._by_word.get(without_lam(part))
            if known:
                found.update((id(entity), entity) for entity in known[-MOST_SHARING:])
        if len(found) < 2:
            return list(found.values())
        return sorted(found.values(), key=lambda entity: entity.seen_before(offset), reverse=True)

    def _new(self, phrase: Phrase, words: tuple[str, ...]) -> Entity:
        entity = Entity(phrase.name, words, phrase.kind, phrase.is_name, [phrase.start], phrase.head)
        self.entities.append(entity)
        self._index(entity)
        return entity

    def _rename(self, entity: Entity, name: str, words: tuple[str, ...]) -> None:
        entity.name, entity.words = name, words
        self._index(entity)

    def _index(self, entity: Entity) -> None:
        for part in map(without_lam, entity.words):
            known = self._by_word.setdefault(part, [])
            if not known or not any(entity is other for other in known[-MOST_SHARING:]):
                known.append(entity)
