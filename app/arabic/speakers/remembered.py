"""Who has been the subject of the verbs before, and whom one that leaves its subject understood means."""

from bisect import insort
from collections.abc import Iterable
from itertools import islice

from app.arabic.conjugation import Agreement
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity, agrees, heads_of
from app.arabic.speakers.likeness import is_revered
from app.arabic.speakers.phrase import Phrase
from app.records import SpeakerKind

REVERED = frozenset(("الله", "رسول الله"))
_OUTLETS = lex.RELAYS | frozenset(lex.OUTLETS_BY_WORD)
_REMEMBERED = 6
"""Subjects that a reader may still have in mind."""
_MET = 100
"""So many of those named last are looked at where no subject fits a word of respect: more no article has."""


class Remembered:
    """The verbs' subjects of one article, in the order of the text."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._subjects: list[tuple[int, Entity]] = []
        self._unread: list[int] = []
        self._issuers: dict[str, list[tuple[int, Entity]]] = {}
        self.documents: dict[str, Entity] = {}
        """Who spoke last in a statement, by the word for it: البيان speaks for them."""

    def forget_places(self) -> None:
        """Keep the names met so far as if they stood before the text."""
        for entity in self.entities:
            entity.seen = [-1]

    def mentioned(self) -> list[Entity]:
        """Everybody, in the order of their first mention."""
        return sorted(self.entities, key=lambda entity: entity.seen[0])

    def note_issuer(self, head: str, offset: int, entity: Entity, *, is_first: bool = False) -> None:
        """Remember that the document called `head` at `offset` is `entity`'s; `is_first`: unless it is another's."""
        if not (is_first and head in self._issuers):
            self._issuers.setdefault(head, []).append((offset, entity))

    def issuer_of(self, head: str, offset: int, *, again: bool) -> Entity | None:
        """Whose the document at `offset` is; `again`: whoever issued the last one told of before, at best.

        A document that is told of for the first time is whose the text calls it there or, but for an outlet's, next.
        """
        issued = self._issuers.get(head, ())
        earlier = [one for at, one in issued if at <= offset]
        later = (one for at, one in issued if at == offset or (at > offset and one.head not in _OUTLETS))
        if again:
            return earlier[-1] if earlier else next(later, None)
        return next((one for at, one in issued if at == offset), None) or next(later, earlier[-1] if earlier else None)

    @staticmethod
    def mention(entity: Entity, phrase: Phrase) -> None:
        """Remember where the phrase told of `entity`, and by which words."""
        insort(entity.seen, phrase.start)
        entity.forms.setdefault(phrase.name)

    def note_subject(self, offset: int, entity: Entity, agreement: Agreement | None = None) -> None:
        """Remember that `entity` is the subject of a verb at `offset`: later verbs may leave it understood."""
        entity.agreement = agreement or entity.agreement
        self._subjects.append((offset, entity))

    def note_unread(self, offset: int) -> None:
        """Remember that a verb at `offset` has a subject behind it that could not be read."""
        self._unread.append(offset)

    def has_unread(self, since: int, before: int) -> bool:
        """Whether a verb's subject between the two offsets could not be read."""
        return any(since < offset < before for offset in reversed(self._unread[-_REMEMBERED:]))

    def understood(self, offset: int, agreement: Agreement) -> Entity | None:
        """The subject that a verb at `offset` leaves understood: the nearest before it that agrees."""
        earlier = self.earlier(offset)
        for entity in earlier:
            if is_revered(entity.name) and earlier[-1] is not entity:
                continue
            if agrees(entity, agreement):
                return entity
        return earlier[0] if earlier else None

    def honoured(self, offset: int, address: str) -> Entity | None:
        """Whom قال سموه at `offset` means: the nearest person who is addressed so, at best by the title that it wants.

        جلالته is a king or sultan and nobody else; who bears no office or title is meant only where nobody does.
        """
        wanted = lex.ADDRESSES.get(address, frozenset())
        crowned = wanted <= lex.CROWNED and bool(wanted)
        persons = [one for one in self.earlier(offset) if _may_be(one, crowned=crowned)]
        latest = sorted(self.entities[-_MET:], key=lambda one: one.seen_before(offset), reverse=True)
        met = [one for one in latest if one.is_named and _may_be(one, crowned=crowned) and one.seen_before(offset) >= 0]
        fitting = _first(one for one in (*persons, *met) if wanted & heads_of(one))
        if fitting is not None or crowned:
            return fitting
        return _first(one for one in persons if one.role) or (persons[0] if persons else None)

    def trace(self, entity: Entity, before: int) -> tuple[int, bool]:
        """Where `entity` was last a verb's subject, an offset, and whether nobody else has been one since."""
        earlier = (subject for subject in reversed(self._subjects) if subject[0] < before)
        met = (subject for subject in earlier if subject[1] is entity or not is_revered(subject[1].name))
        for back, (at, other) in enumerate(islice(met, _REMEMBERED)):
            if other is entity:
                return at, back == 0
        return 0, False

    def earlier(self, offset: int) -> list[Entity]:
        """The subjects that a reader has in mind at `offset`, the nearest first."""
        return list(islice((entity for at, entity in reversed(self._subjects) if at < offset), _REMEMBERED))


def _may_be(one: Entity, *, crowned: bool) -> bool:
    if one.kind is not SpeakerKind.person or is_revered(one.name):
        return False
    return crowned or lex.CROWNED.isdisjoint(heads_of(one))


def _first(entities: Iterable[Entity]) -> Entity | None:
    return next(iter(entities), None)
