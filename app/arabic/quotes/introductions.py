"""Where an article introduces by a fuller name somebody whom it then calls by the surname alone.

Whoever has a title or a known first name is entered beforehand. This finds the others: كتب دان لاموث … قال لاموث.
"""

from collections.abc import Iterator

from app.arabic.normalize import fold
from app.arabic.quotes.lexicon import OCCASIONS, is_verbal_noun
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.sources import read_behind
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import ARTICLE, strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import VERB_LIKE, has_clitic, word
from app.records import SpeakerKind

_MOST_PLACES = 12
_MOST_BEFORE = 3
_MOST_UNKNOWN = 2
_FURTHEST_OFFICE = 14
_SHORTEST_SURNAME = 3
_BEARERS = frozenset(("عبد", "ابو", "ام", "ابن", "ال"))


class Introductions:
    """Looks for the fuller names of one document's people."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading = reading
        self.registry = registry
        self._sought: set[str] = set()

    def enter(self, phrase: Phrase) -> None:
        """Enter whom a surname alone means, where the article tells his whole name and nobody is called so yet."""
        alone = phrase.is_name and phrase.kind is SpeakerKind.person and " " not in phrase.name
        if not alone or self.registry.knows(phrase.name):
            return
        key = strip_article(fold(phrase.name))
        if len(key) < _SHORTEST_SURNAME or key in self._sought:
            return
        self._sought.add(key)
        found = max(self._introductions(key), key=lambda one: len(one.name.split()), default=None)
        if found is None and not phrase.is_strong:
            found = self._body_called(key)
        if found is not None:
            self.registry.add(found)

    def _body_called(self, key: str) -> Phrase | None:
        """فريق المرفأ القطري … أعلن المرفأ: the body that bears the name behind what it is."""
        for at in self.reading.index.get(key, [])[:_MOST_PLACES]:
            genus = self.reading.key(at - 1) if at - 1 not in self.reading.cue_at else ""
            for clitic in ("", "ول", "و", "ل", "ب"):
                kind = word(genus.removeprefix(clitic))
                if genus.startswith(clitic) and kind.is_organization and kind.bare not in lex.DOCUMENTS | lex.RELAYS:
                    limit = self.reading.sentence_limit(at)
                    found = read_behind(self.reading, at - 1, limit, clitic) if clitic else None
                    found = found or self.reading.phrases.read(at - 1, limit)
                    return found if found is not None and found.kind is SpeakerKind.organization else None
        return None

    def _introductions(self, key: str) -> Iterator[Phrase]:
        places = self.reading.index
        for at in sorted(places.get(key, [])[:_MOST_PLACES] + places.get(ARTICLE + key, [])[:_MOST_PLACES]):
            first = self._name_start(at)
            if first < at and not self.reading.phrases.is_in_name_of(first) and self._introduces(first, at):
                yield self._read(first, at)

    def _name_start(self, at: int) -> int:
        """The first of the words before a surname that may be parts of the name."""
        first = at
        while first > 0 and at - first < _MOST_BEFORE and self._may_stand_in_name(first - 1, at):
            first -= 1
        while first < at and self.reading.key(first) in lex.NAME_PARTICLES - _BEARERS:
            first += 1
        first += first > 0 and self.reading.phrases.is_eponym(first - 1)  # بجامعة الملك سعود فارس الحداد
        given = next((i for i in range(first, at) if word(self.reading.key(i)).is_given), None)
        if given is not None:
            return given - (given > first and self.reading.key(given - 1) in _BEARERS)
        first = min(at, max(first, at - _MOST_UNKNOWN))
        like_verb = VERB_LIKE.fullmatch(self.reading.key(first)) is not None and first not in self.reading.cue_at
        return first + (first < at and like_verb and not self._behind_title(first))

    def _may_stand_in_name(self, i: int, at: int) -> bool:
        token = self.reading.tokens[i]
        if not token.is_word or not self.reading.same_sentence(i, at):
            return False
        this = word(token.key)
        if this.is_given or this.key in lex.NAME_PARTICLES:
            return True
        if this.is_definite:
            return self.reading.key(i - 1) in _BEARERS
        if i in self.reading.cue_at:
            before = self.reading.cue_at.get(i - 1)
            return before is not None and before.is_finite  # كتب دان لاموث: no two verbs follow each other
        return this.is_unknown and not (has_clitic(this.key) or self.reading.phrases.is_owned(i))

    def _introduces(self, first: int, at: int) -> bool:
        """Whether what stands around shows that the words from `first` on are a name: a verb has none of it."""
        if any(word(self.reading.key(i)).is_given for i in range(first, at)):
            return True
        if _is_everyday(strip_article(self.reading.key(at))):
            return False
        cue = self.reading.cue_at.get(first - 1)
        return (cue is not None and cue.is_finite) or self._behind_title(first) or self._has_apposition(at + 1)

    def _behind_title(self, first: int) -> bool:
        before = word(self.reading.key(first - 1))
        is_title = before.is_office or before.key in lex.HONORIFICS or before.key in lex.ADJECTIVES
        return first > 0 and self.reading.same_sentence(first - 1, first) and is_title

    def _has_apposition(self, i: int) -> bool:
        """كارلا موكوين، من معهد …، يوليوس باراتا المتحدث باسم …."""
        behind = word(self.reading.key(i + 1 if self.reading.is_comma(i) else i))
        return behind.is_office or (self.reading.is_comma(i) and behind.key in ("من", "وهو", "وهي"))

    def _read(self, first: int, at: int) -> Phrase:
        """The name with the office before or behind it."""
        phrases, tokens, limit = self.reading.phrases, self.reading.tokens, self.reading.sentence_limit(at)
        last = at + 1
        role = self._role_before(first) or phrases.find_apposition(last, limit)
        start, end = tokens[first].start, tokens[last - 1].end
        text, head = self.reading.text, word(self.reading.key(first)).bare
        office = text[tokens[role[0]].start : tokens[role[1] - 1].end] if role is not None else None
        return Phrase(first, last, start, end, SpeakerKind.person, head, text[start:end], office, True, True)

    def _role_before(self, first: int) -> tuple[int, int] | None:
        """The tokens of an office that reaches up to the name."""
        for office in range(first - 1, max(-1, first - _FURTHEST_OFFICE), -1):
            if not self.reading.same_sentence(office, first) or office in self.reading.cue_at:
                return None
            reaches = word(self.reading.key(office)).is_office and self.reading.phrases.reaches(office, first)
            if reaches and not word(self.reading.key(office - 1)).is_office:
                return office, first
        return None


def _is_everyday(bare: str) -> bool:
    noun = bare in lex.EVERYDAY_NOUNS or bare in lex.COMMON_WORDS or lex.ARTICLE + bare in lex.COMMON_WORDS
    return noun or bare in OCCASIONS or is_verbal_noun(bare) or bare.endswith("ات")
