"""Puts cue, complement and subject together, in the order of the text, and says whose words they are."""

from collections.abc import Iterator

from app.arabic.conjugation import Agreement, Shape
from app.arabic.quotes.acceptance import Acceptance
from app.arabic.quotes.acting import find_acting, find_first_named, find_same
from app.arabic.quotes.advised import DESCRIBING
from app.arabic.quotes.backward import BackwardFinder, choose_words
from app.arabic.quotes.clause_subjects import ClauseReader
from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.complements import ComplementFinder
from app.arabic.quotes.cue_tests import CueTests
from app.arabic.quotes.doubts import find_doubts
from app.arabic.quotes.extent import LINKS, Extent
from app.arabic.quotes.first_printings import FirstPrintings
from app.arabic.quotes.formulas import ADDRESSED, find_revered, is_narrated
from app.arabic.quotes.introductions import Introductions
from app.arabic.quotes.issuers import find_issuer, find_issuing
from app.arabic.quotes.lexicon import RELATIVES, is_verbal_noun
from app.arabic.quotes.nearer import find_nearer
from app.arabic.quotes.notes import SubjectNotes, shown
from app.arabic.quotes.people import find_body_before, find_meant, without_title
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.relays import relay_of
from app.arabic.quotes.saying import Saying
from app.arabic.quotes.statements import find_answerer, note_document
from app.arabic.quotes.subjects import SubjectFinder
from app.arabic.quotes.told import TELLING, TellingFinder, find_passed_on, is_passed_on
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.records import Resolution

_RECENT = 4
_ACTS = frozenset(("قرار", "قانون", "نظام", "اتفاق", "لايحه", "مرسوم", "نتايج"))
"""What another says of a decision (أن القرار يؤكد أن) is his own view."""


class SayingFinder:
    """Walks through the cues of one document."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading = reading
        self.registry = registry
        self.subjects = SubjectFinder(reading, registry)
        self.notes = SubjectNotes(reading, registry)
        self.clauses = ClauseReader(reading)
        self.complements = ComplementFinder(reading)
        self.backward = BackwardFinder(reading)
        self.tests = CueTests(reading, self.subjects)
        self.acceptance = Acceptance(reading, registry, self.tests)
        self.extent = Extent(reading, self.tests)
        self.tellings = TellingFinder(reading, self.subjects, self.complements)
        self.introductions = Introductions(reading, registry)
        self.printings = FirstPrintings(reading, registry)
        self.sayings: list[Saying] = []

    def find(self) -> list[Saying]:
        """All sayings whose cue is a verb, participle or noun of saying; contents end where the next begins."""
        for cue in self.reading.cues:
            self.notes.note_openers(cue.at)
            self.consider(cue)
        return [saying for saying in self.sayings if self.extent.is_long_enough(saying)]

    def consider(self, cue: Cue) -> None:
        """Enter the saying that `cue` makes, if it makes one; else remember its subject."""
        if self.tests.is_excluded(cue):
            self._note_unsaid(cue)
            return
        if cue.form.verb.rule in TELLING:
            self._consider_telling(cue)
            return
        phrase = (
            self.subjects.after(cue)
            if cue.is_finite
            else self.tests.owner(cue) or find_revered(self.reading, cue.at + 1)
        )
        if phrase is not None and phrase.is_thing and self._is_deed(cue, phrase):
            phrase = None  # استبعدت التوصل إلى اتفاق
        complement = self.complements.find(cue, phrase)
        if phrase is not None and complement is not None and phrase.start >= complement.start:
            phrase = None
        prior = self._prior(cue, phrase)
        complement, is_interrupted = choose_words(self.reading, complement, prior, phrase)
        if phrase is not None and self.tests.is_object(cue, phrase):
            phrase = None
        phrase = self._settle_subject(cue, phrase)
        if phrase is None and complement is not None and cue.is_finite and not cue.form.form.has_object:
            phrase = self.clauses.subject(cue)
            if phrase is None and not self.clauses.opens_freely(cue):
                return  # رسالة تقول إن
        outer = self._outer(cue)
        top = outer is None or self._breaks_off(cue, phrase, outer)
        if complement is None or not self.acceptance.is_saying(cue, phrase, complement):
            self._note_rejected(cue, phrase, outer, top=top)
            return
        saying = self._enter(cue, phrase, complement, outer, top=top)
        if saying is not None and is_interrupted and prior is not None and prior.stretch is not None:
            saying.spans.insert(0, (prior.start, prior.stretch.end))

    def _is_deed(self, cue: Cue, phrase: Phrase) -> bool:
        """Whether the thing behind the verb is its object: a verbal noun, no plural of its pattern (الأسماء)."""
        bare = strip_article(phrase.head)
        is_plural = bare[:1] == "ا" and not self.reading.text[phrase.start :].startswith(("الإ", "إ"))
        takes = "object" in cue.form.verb.takes or cue.form.verb.rule in DESCRIBING  # وأرجع التفشي إلى رجل
        return takes and is_verbal_noun(bare) and not is_plural

    # --- subjects that later verbs may leave understood --------------------------------------------------

    def _note_rejected(self, cue: Cue, phrase: Phrase | None, outer: Saying | None, *, top: bool) -> None:
        """A cue that makes no quote still tells who the next understood subject is, or ends what was said."""
        if outer is not None and top and (self._is_aside(cue) or self._goes_on(cue, outer)):
            self.extent.cut_at(outer, cue.at)
        if phrase is None:
            return
        if not self.notes.may_be_noted(cue, phrase):
            if top and outer is None:
                self.notes.note_unread(cue, phrase)
            return
        if outer is not None and self.backward.refers_back(cue):
            self.extent.cut_at(outer, cue.at - 2)
        elif not top or outer is not None or self.notes.is_doubtful(cue, phrase):
            return
        self.notes.note(cue, phrase)

    def _note_unsaid(self, cue: Cue) -> None:
        """لم يسجل فلان، وهو ما نفاه فلان: whom a sentence is about by what was not said, or who answers."""
        called = self.reading.is_called(cue.at)  # وأجرى محام يدعى فلانًا
        if called or (self.reading.is_negated(cue.at) and self.reading.opens_sentence(cue.at - 1)):
            self._note_rejected(cue, self.subjects.after(cue), self._outer(cue), top=True)
        if self.reading.key(cue.at - 1) == "ما":
            self.notes.note_referred(cue, find_answerer(self.subjects, cue))

    def _is_aside(self, cue: Cue) -> bool:
        """…، داعيًا الله أن، …، مشيدًا بجهود: what the speaker did beside saying it; و and ة make nouns (ومدينة)."""
        form = cue.form.form
        certain = form.agreement is not Agreement.feminine or not form.clitic
        return form.shape is Shape.participle and certain and self.reading.is_comma(cue.at - 1)

    def _goes_on(self, cue: Cue, outer: Saying) -> bool:
        """قال إن …، وأشاد بـ: what the speaker did next."""
        return not outer.is_nested and self.extent.turns.goes_on_telling(cue, outer.cue, outer.complement.at + 1)

    def _settle_subject(self, cue: Cue, phrase: Phrase | None) -> Phrase | None:
        """The subject before a finite cue wins over a stray word behind it."""
        if not cue.is_finite or (phrase is not None and (phrase.is_strong or self.registry.knows(phrase.name))):
            return phrase
        return self.subjects.before(cue) or phrase

    # --- whose words, and where they stand ---------------------------------------------------------------

    def _prior(self, cue: Cue, phrase: Phrase | None) -> Complement | None:
        prior = self.backward.find(cue, phrase)
        if prior is None or prior.style is not Style.marks:
            return prior
        taken = any(start <= prior.start < end for known in self.sayings[-_RECENT:] for start, end in known.spans)
        return None if taken else prior

    def _outer(self, cue: Cue) -> Saying | None:
        """The saying whose content, as far as known, the cue stands in."""
        return next(self._around(self.reading.tokens[cue.at].start), None) if self.sayings else None

    def _around(self, offset: int) -> Iterator[Saying]:
        """The sayings whose content holds `offset`, the latest first."""
        for saying in reversed(self.sayings[-_RECENT:]):
            for start, end in saying.spans:
                if start <= offset < end:
                    yield saying
                    break

    def _breaks_off(self, cue: Cue, phrase: Phrase | None, outer: Saying) -> bool:
        """Whether the cue ends the outer content rather than standing in it."""
        reading, form = self.reading, cue.form.form
        around = reading.marked.around(reading.tokens[cue.at].start)
        if around is not None and around.closed:
            return False
        if cue.is_finite and reading.key(cue.at + 1) == ":":
            return True  # قبل أن يستدرك: «…»
        if form.shape is Shape.participle:
            return self.tests.opens_clause(cue)
        if form.shape is Shape.noun:
            return False
        before = reading.key(cue.at - 1)
        if form.has_object and before in RELATIVES:
            return cue.form.verb.rule == "accuse" and phrase is None
        if form.clitic in ("و", "ف") or before in LINKS or reading.opens_sentence(cue.at):
            return True
        if phrase is not None and phrase.last <= cue.at:
            return reading.key(phrase.first - 1) in LINKS or reading.opens_sentence(phrase.first)
        return reading.is_comma(cue.at - 1) and phrase is not None

    def _consider_telling(self, cue: Cue) -> None:
        telling = self.tellings.find(cue)
        if telling is None:
            self._note_rejected(
                cue, self.subjects.after(cue), self._outer(cue), top=self.reading.opens_sentence(cue.at)
            )
            return
        outer = self._outer(cue)
        top = outer is None or self._breaks_off(cue, telling.source, outer)
        saying = self._accept(telling.cue, telling.source, telling.complement, outer, top=top)
        if saying is not None:
            saying.relay = telling.relay

    def _enter(
        self, cue: Cue, phrase: Phrase | None, complement: Complement, outer: Saying | None, *, top: bool
    ) -> Saying | None:
        """The saying of whoever stands beside the cue, or of him whose words that outlet passes on."""
        source = find_passed_on(self.reading, phrase, complement)
        saying = self._accept(cue, source or phrase, complement, outer, top=top)
        if saying is not None and source is not None and phrase is not None:
            saying.relay = relay_of(self.reading, phrase)
        return saying

    def _accept(
        self, cue: Cue, phrase: Phrase | None, complement: Complement, outer: Saying | None, *, top: bool
    ) -> Saying | None:
        offset = self.reading.tokens[cue.at].start
        resolved = self._resolve(cue, phrase, offset)
        if resolved is None or any(known.complement.start == complement.start for known in self.sayings[-2:]):
            return None
        entity, resolution = resolved
        if not top and not self._nests(cue, phrase, complement, entity, outer):
            return None
        if outer is not None and phrase is not None and not phrase.is_strong and len(entity.seen) == 1:
            return None
        saying = Saying(cue, complement, phrase, entity, resolution, not top)
        saying.spans = self.extent.spans(saying)
        if not self.extent.is_long_enough(saying):
            if top and phrase is not None:
                self.registry.note_subject(offset, entity, shown(cue))
            return None
        saying.doubts = find_doubts(self.reading, self.registry, saying, self.sayings)
        if top and outer is not None:
            for known in self._around(offset):
                if known is outer or known.entity is saying.entity:
                    self.extent.cut(known, saying)
        if top and cue.shape is not Shape.noun and not is_narrated(self.reading, cue.at, phrase):
            passed_on = cue.form.verb.rule in TELLING or is_passed_on(self.reading, phrase)
            self.registry.note_subject(offset, entity, None if passed_on else shown(cue))
        self.sayings.append(saying)
        note_document(self.reading, self.registry, saying)
        return saying

    def _nests(
        self, cue: Cue, phrase: Phrase | None, complement: Complement, entity: Entity, outer: Saying | None
    ) -> bool:
        """Whether a saying within another's content is a quote of its own: its speaker is named, and another."""
        other = phrase is not None and phrase.is_strong and (outer is None or entity is not outer.entity)
        if phrase is not None and phrase.head in _ACTS:
            return False
        return other and self.acceptance.may_nest(cue, complement)

    def _resolve(self, cue: Cue, phrase: Phrase | None, offset: int) -> tuple[Entity, Resolution] | None:
        if phrase is not None:
            meant = find_issuer(self.reading, self.registry, phrase)
            meant = meant or find_issuing(self.reading, self.registry, self.sayings, phrase)
            meant = meant or self.printings.find(phrase)
            spoken = without_title(self.registry, phrase) if meant is None else phrase
            if meant is None and spoken is phrase:
                meant = find_meant(self.reading, self.registry, phrase)
            if meant is not None:
                return meant, Resolution.role
            phrase = spoken
            body = find_body_before(self.reading, self.registry, phrase)
            if body is not None:
                self.registry.add(body)
            if cue.form.verb.rule == "continue" and (same := find_same(self.registry, self.sayings, phrase)):
                return same, Resolution.role
            self.introductions.enter(phrase)
            resolved = self.registry.add(phrase)
            return resolved.entity, resolved.resolution
        address = self.reading.key(cue.at + 1)
        if address in ADDRESSED:
            understood = self.registry.honoured(offset, address)
        else:
            understood = self.registry.understood(offset, cue.agreement)
        acting = understood and find_acting(self.reading, self.registry, self.sayings, cue, understood)
        nearer = find_nearer(self.reading, self.registry, self.sayings, cue)
        if nearer is not None:
            self.registry.note_subject(offset - 1, nearer)
            acting = nearer
        entity = acting or understood or find_first_named(self.reading, self.registry, cue)
        return (entity, Resolution.understood) if entity is not None else None
