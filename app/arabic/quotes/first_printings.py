"""Finds by the first printing whoever is told of again with ال: بحسب مصدر مطلع … وأضاف المصدر."""

from bisect import bisect_left

from app.arabic.normalize import fold
from app.arabic.quotes.lexicon import ACCORDING_TO
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.sources import read_behind
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity, name_words
from app.arabic.speakers.lexicon import ARTICLE
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import MOST_SHARING, Registry
from app.records import SpeakerKind

_CLITICS = ("", "و", "ب", "ل", "ف", "ول", "وب")
_LONGEST = 3
_REACH = 24


class FirstPrintings:
    """Looks for the words that first told of one document's speakers without a name."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading = reading
        self.registry = registry

    def find(self, phrase: Phrase) -> Entity | None:
        """Whom the article printed before without ال, where nobody met since is called as the phrase is.

        مصادر is whom المصدر means only where no مصدر has been told of.
        """
        forms = lex.AGAIN.get(phrase.head)
        if forms is None or phrase.is_name or not _points_back(phrase):
            return None
        met = self._meant(phrase, (phrase.head,)) or self._meant(phrase, forms)
        if met is None or met.head == phrase.head or (met.is_named and phrase.kind is SpeakerKind.person):
            return None  # the registry finds him by his words or role
        self.registry.mention(met, phrase)
        return met

    def _meant(self, phrase: Phrase, forms: tuple[str, ...]) -> Entity | None:
        """Who is called by one of the forms, met before or printed last."""
        at, clitic = max(self._printings(phrase.first, forms), default=(-1, ""))
        told = at >= 0 and self._is_source(at)
        met = self._met(phrase, forms, self.reading.tokens[at].start if told else 0)
        if met is not None or at < 0:
            return met
        found = self._read(at, clitic)
        return self.registry.add(found).entity if found is not None and _answers(found, phrase, forms) else None

    def _printings(self, before: int, forms: tuple[str, ...]) -> list[tuple[int, str]]:
        """The last token before `before` where each form stands, with what is attached to it."""
        index, found = self.reading.index, []
        for clitic in _CLITICS:
            for form in forms:
                places = index.get(clitic + form, ())
                last = bisect_left(places, before) - 1
                if last >= 0:
                    found.append((places[last], clitic))
        return found

    def _met(self, phrase: Phrase, forms: tuple[str, ...], since: int) -> Entity | None:
        """Who is called so already, met since the offset."""
        bearers = [one for one in self.registry.entities[-MOST_SHARING:] if _is_called(one, phrase, forms)]
        latest = max(bearers, key=lambda one: one.seen_before(phrase.start), default=None)
        return latest if latest is not None and latest.seen_before(phrase.start) >= since else None

    def _is_source(self, at: int) -> bool:
        """بحسب مصادر، لمصادر: whether the printing is named as a source."""
        key = self.reading.key(at - 1)
        return key in ACCORDING_TO or key.removeprefix("و") in ACCORDING_TO

    def _read(self, at: int, clitic: str) -> Phrase | None:
        limit = min(self.reading.document.limit(at), at + _REACH)
        return read_behind(self.reading, at, limit, clitic) if clitic else self.reading.phrases.read(at, limit)


def _is_called(one: Entity, phrase: Phrase, forms: tuple[str, ...]) -> bool:
    called = one.head in forms and (one.is_named or _tells(one.words, phrase))
    called = called or any(not role.isdisjoint(forms) for role in one.roles)
    return called and one.kind is not SpeakerKind.organization


def _answers(found: Phrase, phrase: Phrase, forms: tuple[str, ...]) -> bool:
    """Whether the printing is of the kind, by what it says or by the role of the one it names: مواطن … فلان."""
    if found.is_name:
        return found.role is not None and fold(found.role).split()[0] in forms
    return found.head in forms and _tells(name_words(found.name), phrase)


def _tells(words: tuple[str, ...], phrase: Phrase) -> bool:
    """Whether the words are all those that the phrase describes its head with."""
    return set(name_words(phrase.name)[1:]) <= set(words)


def _points_back(phrase: Phrase) -> bool:
    """المصدر، المسؤول الأمريكي: a few words with ال each."""
    words = fold(phrase.name).split()
    return len(words) <= _LONGEST and all(word.startswith(ARTICLE) for word in words)
