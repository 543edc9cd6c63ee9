"""Puts cue, complement and subject together, in the order of the text, and says whose words they are."""

from dataclasses import dataclass, field

from app.arabic.conjugation import Agreement, Shape
from app.arabic.normalize import fold
from app.arabic.quotes.complements import Complement, ComplementFinder, Style
from app.arabic.quotes.contents import reopened, sentence_end, trim
from app.arabic.quotes.lexicon import AS_SAID, COMPLEMENTISERS, PASSIVE_FORMULAS, RELATIVES
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.relays import Relay, relay_of
from app.arabic.quotes.subjects import SubjectFinder
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrases import Phrase
from app.arabic.speakers.registry import Entity, Registry
from app.records import Resolution

_LINKS = frozenset(
    (
        "كما",
        "فيما",
        "بينما",
        "حيث",
        "وقد",
        "ثم",
        "وكان",
        "وكانت",
        "قد",
        "كذلك",
        "ايضا",
        "لكنه",
        "لكنها",
        "اذ",
        "بعدما",
        "وفيما",
        "وبينما",
        "لكن",
    )
)
_MODALS = frozenset(("ان", "كي", "لكي", "سوف", "قد", "ربما", "حتي", "او", "اذا", "لو"))
_NOMINAL_CUES = frozenset(("announce", "state", "commit", "warn"))
SHORTEST = 3


@dataclass(slots=True)
class Saying:
    """One accepted cue with what it governs and who is its source."""

    cue: Cue
    complement: Complement
    phrase: Phrase | None
    entity: Entity
    resolution: Resolution
    is_nested: bool
    spans: list[tuple[int, int]] = field(default_factory=list)
    relay: Relay | None = None
    rule: str = ""
    colon: int | None = None


class SayingFinder:
    """Walks through the cues of one document."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading = reading
        self.registry = registry
        self.subjects = SubjectFinder(reading, registry)
        self.complements = ComplementFinder(reading)
        self.sayings: list[Saying] = []
        self._noted_sentence = -1

    def find(self) -> list[Saying]:
        """All sayings whose cue is a verb, participle or noun of saying; contents end where the next begins."""
        for cue in self.reading.cues:
            self._note_openers(cue.at)
            self._consider(cue)
        return [saying for saying in self.sayings if saying.spans and self._is_long_enough(saying)]

    # --- subjects that later verbs may leave understood --------------------------------------------------

    def _note_openers(self, before: int) -> None:
        """Remember the subject of each sentence's opening verb up to the cue at `before`."""
        reading = self.reading
        target = reading.tokens[before].sentence
        for sentence in range(self._noted_sentence + 1, target + 1):
            first = self._first_token(sentence)
            if first is None or first in reading.cue_at:
                continue
            phrase = self.subjects.sentence_opener(first)
            if phrase is not None and phrase.start < reading.tokens[before].start:
                self.registry.note_subject(phrase.start, self.registry.add(phrase).entity)
        self._noted_sentence = max(self._noted_sentence, target)

    def _first_token(self, sentence: int) -> int | None:
        reading = self.reading
        span = reading.document.sentences[sentence]
        at = reading.document.token_at(span.start)
        while at < len(reading.tokens) and reading.tokens[at].sentence == sentence:
            if reading.tokens[at].is_word:
                return at
            at += 1
        return None

    # --- one cue -----------------------------------------------------------------------------------------

    def _consider(self, cue: Cue) -> None:
        if self._is_excluded(cue):
            return
        if cue.form.verb.rule in ("relay", "contain"):
            self._consider_indirect(cue)
            return
        finite = cue.shape in (Shape.perfect, Shape.imperfect)
        phrase = self.subjects.after(cue) if finite else self._noun_owner(cue)
        complement = self.complements.find(cue, phrase)
        if phrase is not None and complement is not None and phrase.start >= complement.start:
            phrase = None
        prior = self._before(cue, phrase)
        interrupted = False
        far = complement is not None and phrase is not None and complement.at > phrase.last + 3
        if complement is None or (far and prior is not None and prior.style is Style.marks):
            complement = prior or complement
        elif prior is not None and complement.style is Style.marks:
            interrupted = True
        if finite and (phrase is None or (not phrase.is_strong and not self.registry.knows(phrase.name))):
            phrase = self.subjects.before(cue) or phrase
        outer = self._outer(cue)
        top = outer is None or self._breaks_off(cue, phrase, outer)
        if complement is None or not self._is_saying(cue, phrase, complement):
            plain = phrase is not None and phrase.is_name and self.reading.opens_sentence(cue.at)
            if finite and phrase is not None and (phrase.is_strong or plain):
                self._note_rejected(cue, phrase, outer, top=top)
            return
        self._accept(cue, phrase, complement, outer, top=top)
        if interrupted and prior is not None and self.sayings and self.sayings[-1].cue is cue:
            self.sayings[-1].spans.insert(0, (prior.start, prior.stretch.end if prior.stretch else cue.at))

    def _consider_indirect(self, cue: Cue) -> None:
        """نقلت وكالة عن فلان قوله إن; جاء في بيان أن: the source stands behind a preposition."""
        reading = self.reading
        outlet = self.subjects.after(cue) if cue.form.verb.rule == "relay" else None
        at = outlet.last if outlet is not None else cue.at + 1
        wanted = "عن" if cue.form.verb.rule == "relay" else "في"
        while at < len(reading.tokens) and at - cue.at < 14 and reading.key(at) != wanted and wanted == "عن":
            if reading.key(at) in COMPLEMENTISERS:
                break
            at += 1
        if at >= len(reading.tokens) or not reading.same_sentence(cue.at, at):
            return
        if reading.key(at) != wanted:
            self._consider_plain(cue, at, outlet)
            return
        source = reading.phrases.read(at + 1, min(len(reading.tokens), at + 30))
        if source is None or not source.is_strong or (wanted == "في" and source.head not in lex.DOCUMENTS):
            return
        teller = self._teller(source.last)
        complement = self.complements.find(teller or cue, source if teller is None else None)
        if complement is None or complement.at > source.last + 12:
            return
        outer = self._outer(cue)
        top = outer is None or self._breaks_off(cue, source, outer)
        before = len(self.sayings)
        self._accept(teller or cue, source, complement, outer, top=top)
        if outlet is not None and len(self.sayings) > before:
            self.sayings[-1].relay = relay_of(reading, outlet)

    def _consider_plain(self, cue: Cue, at: int, outlet: Phrase | None) -> None:
        """نقلت صحيفة أن: the outlet speaks itself; وجاء فيه: the one spoken of does."""
        told_in = cue.form.verb.rule == "contain" and self.reading.key(at) in ("فيه", "فيها")
        if not told_in and (outlet is None or not outlet.is_strong):
            return
        complement = self.complements.find(cue, outlet)
        if complement is None or complement.at > at + 4:
            return
        outer = self._outer(cue)
        top = outer is None or self._breaks_off(cue, outlet, outer)
        self._accept(cue, outlet, complement, outer, top=top)

    def _teller(self, at: int) -> Cue | None:
        """قوله، تأكيدها behind the source, a comma between them or not."""
        reading = self.reading
        while reading.is_comma(at):
            at += 1
        cue = reading.cue_at.get(at)
        return cue if cue is not None and cue.shape is Shape.noun and cue.form.form.has_object else None

    def _note_rejected(self, cue: Cue, phrase: Phrase, outer: Saying | None, *, top: bool) -> None:
        """A cue that makes no quote still tells who the next understood subject is."""
        if outer is not None and self._refers_back(cue):
            self._cut_at(outer, cue.at - 2)
            self._note(cue, phrase)
        elif top and outer is None and not self.reading.is_homograph(cue):
            self._note(cue, phrase)

    def _refers_back(self, cue: Cue) -> bool:
        """وهو ما صرح به فلان: the content before it has ended."""
        return self.reading.key(cue.at - 1) == "ما" and self.reading.key(cue.at - 2) in ("وهو", "وهذا", "وهي")

    def _noun_owner(self, cue: Cue) -> Phrase | None:
        if cue.shape is Shape.noun and not cue.form.form.has_object:
            limit = min(len(self.reading.tokens), cue.at + 20)
            return self.reading.phrases.read(cue.at + 1, limit)
        if cue.shape is Shape.participle:
            return self._participle_subject(cue)
        return None

    def _participle_subject(self, cue: Cue) -> Phrase | None:
        """A participle seldom names its subject; where بحسب follows its words, the trailing source does."""
        return None

    def _note(self, cue: Cue, phrase: Phrase) -> Entity:
        entity = self.registry.add(phrase).entity
        self.registry.note_subject(self.reading.tokens[cue.at].start, entity, _shown(cue))
        return entity

    def _is_excluded(self, cue: Cue) -> bool:
        reading, form = self.reading, cue.form.form
        before = reading.key(cue.at - 1)
        if reading.is_negated(cue.at) or before in lex.GENERIC:
            return True
        if form.shape is Shape.imperfect:
            if before in _MODALS and not reading.opens_sentence(cue.at):
                return True
            return form.clitic.endswith("س")
        if form.has_object and form.shape is not Shape.noun:
            if reading.key(cue.at + 1)[:3] == "بان":
                return cue.form.verb.rule not in ("commit", "accuse", "mention-with-ba")
            return not cue.form.verb.addressee or before in ("ما", "عما", "بما", "مما", "فيما")
        if form.shape is Shape.noun:
            return not self._is_word_of_saying(cue)
        if form.shape is Shape.participle:
            return form.agreement is Agreement.feminine and not self._opens_clause(cue)
        return self._is_first_person(cue)

    def _opens_clause(self, cue: Cue) -> bool:
        opens = self.reading.opens_sentence(cue.at) or not self.reading.tokens[cue.at - 1].is_word
        joined = bool(cue.form.form.clitic) and cue.form.form.agreement is not Agreement.feminine
        return opens or joined or self._has_clause_behind(cue.at)

    def _is_first_person(self, cue: Cue) -> bool:
        """أعتقد with its hamza is "I believe"; the third person اعتقد has none. With a subject it is a misprint."""
        text = self.reading.text[self.reading.bare_start(cue) : self.reading.tokens[cue.at].end]
        return text.startswith("أ") and cue.form.verb.lemma.startswith("ا") and self.subjects.after(cue) is None

    def _is_word_of_saying(self, cue: Cue) -> bool:
        """Nouns report only as قوله، بقوله، تأكيده with their words right behind them."""
        form = cue.form
        if form.form.has_object or (form.verb.lemma == "قال" and form.form.clitic in ("", "و")):
            return True
        return form.verb.rule in _NOMINAL_CUES and self._noun_owner(cue) is not None

    def _is_saying(self, cue: Cue, phrase: Phrase | None, complement: Complement) -> bool:
        reading, form = self.reading, cue.form.form
        adjacent = complement.at <= cue.at + 4
        verb = (complement.form or cue.form).verb
        if phrase is not None and self.reading.key(phrase.first) in lex.GENERIC:
            return False
        if form.shape is Shape.noun:
            return self._is_nominal_saying(cue, phrase, complement)
        if (
            form.shape is Shape.imperfect
            and phrase is None
            and complement.at == cue.at + 1
            and fold(verb.lemma) in PASSIVE_FORMULAS
        ):
            return False
        if reading.is_homograph(cue) and (phrase is None or not phrase.is_strong):
            if complement.style in (Style.nominal, Style.object) and form.shape is not Shape.participle:
                asked = complement.style is Style.object and bool(form.clitic) and complement.at == cue.at + 1
                return asked or (complement.style is Style.nominal and complement.at <= cue.at + 2)
            return adjacent or phrase is not None
        if verb.rule == "continue" and complement.style is not Style.clause:
            return complement.at <= (phrase.last if phrase is not None and phrase.first > cue.at else cue.at) + 12
        if complement.style in (Style.nominal, Style.object) and phrase is not None:
            opens = reading.opens_sentence(cue.at) and complement.style is Style.nominal and phrase.is_name
            if not opens and not self._is_plausible(phrase):
                return False
        told = reading.key(cue.at + 1)[:3] == "بان"
        if form.has_object and phrase is None and reading.key(cue.at - 1) not in RELATIVES and not told:
            return False
        if form.shape is Shape.imperfect and phrase is None and complement.style in (Style.nominal, Style.object):
            return reading.opens_sentence(cue.at)
        if verb.documents_only and (phrase is None or phrase.head not in lex.DOCUMENTS):
            return False
        if verb.rule in ("consider", "expect") and complement.style is Style.marks:
            return complement.at <= (phrase.last if phrase is not None else cue.at) + 2
        if verb.rule == "evaluate" and complement.style in (Style.nominal, Style.object):
            return self._holds_marks(complement)
        if form.shape is Shape.participle and complement.style in (Style.nominal, Style.object):
            return not reading.tokens[cue.at - 1].is_word or bool(form.clitic) or reading.opens_sentence(cue.at)
        return True

    def _is_nominal_saying(self, cue: Cue, phrase: Phrase | None, complement: Complement) -> bool:
        """إعلان الوزارة وقف …، تأكيده أن …: a noun of saying with its owner, its words right behind."""
        behind = complement.at - (phrase.last if phrase is not None else cue.at + 1)
        if phrase is not None and not phrase.is_strong:
            return False
        if complement.style in (Style.nominal, Style.object):
            near = behind <= 1 or self.reading.key(complement.at) == "عدم"
            return cue.form.verb.rule in _NOMINAL_CUES and near
        return behind <= 3

    def _is_plausible(self, phrase: Phrase) -> bool:
        """A nominal alone proves little: its subject must be somebody known or named by more than a stray word."""
        return phrase.is_strong or self.registry.knows(phrase.name)

    def _holds_marks(self, complement: Complement) -> bool:
        end = min(sentence_end(self.reading, complement.start), self._next_finite(complement.at))
        inside = self.reading.marked.within(complement.start, end)
        return any(stretch.end - stretch.start > 12 for stretch in inside)

    def _next_finite(self, at: int) -> int:
        """Where the next finite cue with a conjunction stands, an offset."""
        reading = self.reading
        for i in range(at + 1, min(len(reading.tokens), at + 60)):
            cue = reading.cue_at.get(i)
            if cue is not None and cue.form.form.clitic and cue.shape in (Shape.perfect, Shape.imperfect):
                return reading.tokens[i].start
        return len(reading.text)

    # --- words before the cue ----------------------------------------------------------------------------

    def _before(self, cue: Cue, phrase: Phrase | None) -> Complement | None:
        """“…”، قال فلان; and what كما قال فلان closes."""
        reading = self.reading
        if cue.shape not in (Shape.perfect, Shape.imperfect):
            return None
        at = cue.at - 1
        while at >= 0 and reading.is_comma(at):
            at -= 1
        if at >= 0 and not reading.tokens[at].is_word:
            around = reading.marked.around(reading.tokens[at].start - 1)
            if (
                around is not None
                and around.closed
                and around.outer_end == reading.tokens[at].end
                and phrase is not None
            ):
                enough = around.end - around.start >= 12 and not self._is_taken(around.start)
                return Complement(Style.marks, around.start, cue.at, around) if enough else None
        if (
            reading.key(cue.at - 1) in AS_SAID
            and not self._refers_back(cue)
            and phrase is not None
            and phrase.is_strong
        ):
            return self._closed_by(cue)
        return None

    def _closed_by(self, cue: Cue) -> Complement | None:
        """The clause before كما قال: from its complementiser or the sentence's start."""
        reading = self.reading
        first = cue.at - 1
        while first - 1 >= 0 and reading.key(first - 1) in ("على", "حسب", "وفق", "بحسب", "ل", "وفقا"):
            first -= 1
        start = reading.document.sentences[reading.tokens[cue.at].sentence].start
        if first <= 0 or reading.tokens[first].start <= start or not reading.same_sentence(first - 1, cue.at):
            return None
        for at in range(first - 1, max(0, first - 60), -1):
            if not reading.same_sentence(at, cue.at):
                break
            if reading.key(at)[:2] in ("ان", "با") and reading.key(at) in _CLAUSES and first - at > SHORTEST:
                start = reading.tokens[at + 1].start
                break
        return Complement(Style.before, start, first)

    def _is_taken(self, offset: int) -> bool:
        return any(start <= offset < end for saying in self.sayings[-3:] for start, end in saying.spans)

    # --- whose words, and where they stand ---------------------------------------------------------------

    def _outer(self, cue: Cue) -> Saying | None:
        """The saying whose content, as far as known, the cue stands in."""
        at = self.reading.tokens[cue.at].start
        for saying in reversed(self.sayings[-4:]):
            if any(start <= at < end for start, end in saying.spans):
                return saying
        return None

    def _breaks_off(self, cue: Cue, phrase: Phrase | None, outer: Saying) -> bool:
        """Whether the cue ends the outer content rather than standing in it."""
        reading, form = self.reading, cue.form.form
        around = reading.marked.around(reading.tokens[cue.at].start)
        if around is not None and around.closed and outer.complement.stretch is around:
            return False
        if around is not None and around.closed:
            return False
        if form.shape is Shape.participle:
            return self._opens_clause(cue)
        if form.shape is Shape.noun:
            return False
        before = reading.key(cue.at - 1)
        if form.has_object and before in RELATIVES:
            return cue.form.verb.rule == "accuse" and phrase is None
        if form.clitic in ("و", "ف") or before in _LINKS or reading.opens_sentence(cue.at):
            return True
        if phrase is not None and phrase.last <= cue.at:
            opener = reading.key(phrase.first - 1)
            return opener in _LINKS or reading.opens_sentence(phrase.first)
        return reading.is_comma(cue.at - 1) and phrase is not None

    def _accept(
        self, cue: Cue, phrase: Phrase | None, complement: Complement, outer: Saying | None, *, top: bool
    ) -> None:
        offset = self.reading.tokens[cue.at].start
        resolved = self._resolve(cue, phrase, offset)
        if resolved is None:
            return
        entity, resolution = resolved
        if not top and (phrase is None or not phrase.is_strong or (outer is not None and entity is outer.entity)):
            return
        if not top and not self._may_nest(cue, complement):
            return
        if outer is not None and phrase is not None and not phrase.is_strong and len(entity.seen) == 1:
            return
        if any(known.complement.start == complement.start for known in self.sayings[-2:]):
            return
        saying = Saying(cue, complement, phrase, entity, resolution, not top)
        saying.spans = self._spans(saying)
        if not self._is_long_enough(saying):
            return
        if top and outer is not None:
            self._cut(outer, saying)
        if top and cue.shape is not Shape.noun:
            self.registry.note_subject(offset, entity, _shown(cue))
        self.sayings.append(saying)

    def _may_nest(self, cue: Cue, complement: Complement) -> bool:
        """Within another's content only plain saying counts, not what is thought, wished or asked for there."""
        if complement.style in (Style.object, Style.nominal):
            return fold(cue.form.verb.lemma) in ("طلب", "طالب")
        plain = complement.style in (Style.clause, Style.marks)
        return plain and cue.form.verb.rule in (
            "say",
            "state",
            "explain",
            "announce",
            "commit",
            "accuse",
            "mention-with-ba",
            "point-out",
        )

    def _has_clause_behind(self, at: int) -> bool:
        return any(
            self.reading.key(at + step) in COMPLEMENTISERS or self.reading.key(at + step) == ":" for step in (1, 2)
        )

    def _resolve(self, cue: Cue, phrase: Phrase | None, offset: int) -> tuple[Entity, Resolution] | None:
        if phrase is not None:
            resolved = self.registry.add(phrase)
            return resolved.entity, resolved.resolution
        entity = self.registry.understood(offset, cue.form.form.agreement)
        return (entity, Resolution.understood) if entity is not None else None

    def _spans(self, saying: Saying) -> list[tuple[int, int]]:
        """The content as far as is known before the next cue is met."""
        complement = saying.complement
        if complement.style is Style.before:
            first = self.reading.tokens[complement.at].start
            return [trim(self.reading.text, complement.start, first)]
        if complement.style is Style.marks and complement.stretch is not None:
            pieces = [complement.stretch, *reopened(self.reading, complement.stretch)]
            return [(piece.start, piece.end) for piece in pieces]
        if complement.style is Style.verbatim:
            return [trim(self.reading.text, complement.start, self._verbatim_end(complement))]
        end = sentence_end(self.reading, complement.start)
        if complement.style in (Style.nominal, Style.object):
            end = min(end, self._contrast(complement.at))
        if saying.is_nested:
            end = min(end, self._outer_resumes(complement.at))
        return [trim(self.reading.text, complement.start, end)]

    def _contrast(self, at: int) -> int:
        """A nominal ends where the journalist sets something against it: بينما، في حين."""
        reading = self.reading
        for i in range(at + 2, min(len(reading.tokens), at + 60)):
            if reading.key(i) == "بينما" or (reading.key(i) == "حين" and reading.key(i - 1) == "في"):
                return reading.tokens[i - (reading.key(i) == "حين")].start
        return len(reading.text)

    def _outer_resumes(self, at: int) -> int:
        """Within another's content a clause ends where the outer one goes on with وأن."""
        reading = self.reading
        for i in range(at + 1, min(len(reading.tokens), at + 80)):
            if reading.key(i)[:1] == "و" and reading.key(i)[1:] in COMPLEMENTISERS and reading.is_comma(i - 1):
                return reading.tokens[i].start
        return len(reading.text)

    def _verbatim_end(self, complement: Complement) -> int:
        """Words after a bare colon run to the line's end, or to a sentence that opens with a cue."""
        reading = self.reading
        end = reading.text.find("\n", complement.start)
        end = len(reading.text) if end < 0 else end
        at = complement.at + 1
        while at < len(reading.tokens) and reading.tokens[at].start < end:
            cue = reading.cue_at.get(at)
            opens = reading.opens_sentence(at) and cue is not None and cue.shape in (Shape.perfect, Shape.imperfect)
            if opens and cue is not None and cue.form.form.clitic and not self._is_excluded(cue):
                return reading.tokens[at].start
            if reading.opens_sentence(at) and self._introduces(at):
                return reading.tokens[at].start
            at += 1
        return end

    def _introduces(self, first: int) -> bool:
        """Whether a sentence opens with an adjunct, a cue and a colon: وعلى ضوء ذلك قال فلان: …."""
        for at in range(first + 1, min(first + 7, len(self.reading.tokens))):
            cue = self.reading.cue_at.get(at)
            if cue is not None and cue.shape is Shape.perfect and self.reading.same_sentence(first, at):
                return any(self.reading.key(at + step) == ":" for step in range(1, 7))
        return False

    def _is_long_enough(self, saying: Saying) -> bool:
        start, end = saying.spans[-1]
        if start >= end:
            return False
        marked = saying.complement.style is Style.marks or self.reading.marked.by_start.get(start) is not None
        return marked or len(self.reading.text[start:end].split()) >= SHORTEST

    def _cut(self, outer: Saying, saying: Saying) -> None:
        """End the outer content where the new saying's clause begins."""
        reading = self.reading
        first = saying.cue.at
        if reading.key(first - 1) in RELATIVES:
            first -= 1
        if saying.phrase is not None and saying.phrase.last <= first:
            first = saying.phrase.first
        while first > 0 and reading.key(first - 1) in _LINKS and reading.same_sentence(first - 1, first):
            first -= 1
        self._cut_at(outer, first)

    def _cut_at(self, outer: Saying, first: int) -> None:
        reading = self.reading
        limit = reading.tokens[first].start
        outer.spans = [trim(reading.text, start, min(end, limit)) for start, end in outer.spans if start < limit]


def _shown(cue: Cue) -> Agreement | None:
    """The agreement that the verb's form shows."""
    return cue.form.form.agreement if cue.shape is not Shape.noun else None


_CLAUSES = frozenset(("ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"))
