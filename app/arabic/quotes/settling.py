"""بحسب فلان beside a quote or alone: it ends a content, names a relay, or makes a quote of its own."""

from bisect import bisect_right, insort

from app.arabic.quotes.beginnings import find_clause, lead
from app.arabic.quotes.contents import classify, paragraph_end, sentence_end, shed, strip_marks, trim
from app.arabic.quotes.drafts import CONTEXT, Draft
from app.arabic.quotes.extent import LINKS, WHEN_SAID
from app.arabic.quotes.first_printings import FirstPrintings
from app.arabic.quotes.lexicon import AUXILIARIES, COMPLEMENTISERS, RELATIVES, is_past
from app.arabic.quotes.people import find_body_before
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.relays import OBTAINED, Relay, find_relay
from app.arabic.quotes.saying import SHORTEST
from app.arabic.quotes.sources import Source, find_sources, names_outlet
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.registry import Registry
from app.records import Resolution, SpeakerKind

_NEAR = 6
_TURNING = frozenset(
    ("لكن", "الا", "غير", "بيد", "كما", "حيث", "بينما", "اذ", "ثم", "مع", "علما", "مما", "ما", "بعد", "في")
)
"""Words that open a new clause behind a source."""
_APPOSED = frozenset(("الجهه", "الذراع", "احد", "احدي", "اكبر", "كبري", "ابرز", "اشهر", "المتخصص", "المتخصصه"))
_BODIES = frozenset(("شركه", "موسسه", "منظمه", "وكاله", "جمعيه"))
"""بحسب بيكر هيوز، شركة أبحاث النفط."""
_LED = frozenset(("فان", "فانه", "فانها", "فقد", "ان", "انه", "انها", "بان"))


class SourceSettler:
    """Settles each بحسب: it cuts a content, relays a quote, or makes a quote of its own."""

    def __init__(self, reading: Reading, registry: Registry, drafts: list[Draft]) -> None:
        self.reading = reading
        self.registry = registry
        self.drafts = drafts
        self.printings = FirstPrintings(reading, registry)
        self._by_start = sorted((start, at) for at, draft in enumerate(drafts) for start, _ in draft.spans)
        self._in_sentence: dict[int, Draft] = {}
        for draft in drafts:
            self._in_sentence.setdefault(reading.tokens[draft.cue_at].sentence, draft)
        self._cues = {draft.cue_at for draft in drafts}

    def apply(self) -> list[Draft]:
        """The drafts with every source settled."""
        for source in find_sources(self.reading, self.registry):
            self._settle(source)
        return self.drafts

    def _settle(self, source: Source) -> None:
        if source.at + 2 in self._cues:
            return  # بحسب ما ذكر فلان is settled by its verb
        inside = self._draft_around(source)
        if inside is not None:
            if self._closes(source, inside):
                self._trail(source, inside)
            return
        beside = self._draft_in_sentence(source)
        if beside is not None and beside.cue_at < source.at and source.start < beside.spans[0][0]:
            return  # قال فلان، بحسب البيان: the document only passes it on
        if beside is not None and source.opens_sentence:
            self._relay(beside, source)
            return
        if beside is not None and beside.spans[-1][1] <= source.start:
            self._trail(source, beside)
            return
        self._own(source)

    def _draft_around(self, source: Source) -> Draft | None:
        """The draft in whose content the source stands, unless in marks of its own."""
        marked = self.reading.marked.around(source.start)
        if marked is not None and marked.closed:
            return None
        last = bisect_right(self._by_start, (source.start, len(self.drafts)))
        for _, at in reversed(self._by_start[max(0, last - _NEAR) : last]):
            if any(start < source.start < end for start, end in self.drafts[at].spans):
                return self.drafts[at]
        return None

    def _draft_in_sentence(self, source: Source) -> Draft | None:
        return self._in_sentence.get(self.reading.tokens[source.at].sentence)

    def _closes(self, source: Source, draft: Draft) -> bool:
        """Whether the source stands at the end of the content, nothing of weight behind it."""
        end = draft.spans[-1][1]
        return end - source.phrase.end <= 2

    def _trail(self, source: Source, draft: Draft) -> None:
        """A source behind a content: it is left out of it, and is the relay unless it is the speaker again."""
        text = self.reading.text
        start, end = draft.spans[-1]
        if start < source.start < end:
            draft.spans[-1] = trim(text, start, source.start)
        entity, _ = self._meant(source)
        body = entity.kind is SpeakerKind.organization and source.phrase.head not in lex.DOCUMENTS
        if entity is not draft.entity and (names_outlet(source.phrase) or body):
            self._relay(draft, source)

    def _relay(self, draft: Draft, source: Source) -> None:
        phrase = source.phrase
        relay = find_relay(self.reading, source.at, phrase.last)
        draft.relay = relay or Relay(self.reading.text[phrase.start : phrase.end], phrase.start, phrase.end)

    def _own(self, source: Source) -> None:
        """A quote whose cue is the preposition: its content is the clause it covers."""
        span = self._covered(source)
        if span is None or len(self.reading.text[slice(*span)].split()) < SHORTEST:
            return
        if self._tells_itself(span[0]):
            return
        body = find_body_before(self.reading, self.registry, source.phrase)
        if body is not None:
            self.registry.add(body)
        entity, resolution = self._meant(source)
        start, end, whole = strip_marks(self.reading, *span)
        start, end = shed(self.reading, start, end)
        rest = self._rest(source, end)
        kind, marks = classify(self.reading, start, end, all_marked=whole)
        token = self.reading.tokens[source.at]
        draft = Draft(
            spans=[(start, end), rest] if rest is not None else [(start, end)],
            kind=kind,
            marks=marks,
            cue_at=source.at,
            cue_start=source.start,
            cue_end=token.end,
            lemma=self.reading.text[source.start : token.end],
            entity=entity,
            resolution=resolution,
            mention=(source.phrase.start, source.phrase.end),
            rule="according-to.opening" if source.opens_sentence else "according-to.closing",
            first=source.at,
            last=source.phrase.last,
            is_participle=False,
            relay=find_relay(self.reading, source.phrase.last, self.reading.document.token_at(start)),
        )
        insort(self._by_start, (start, len(self.drafts)))
        self._in_sentence.setdefault(token.sentence, draft)
        self.drafts.append(draft)
        self.registry.note_subject(source.start, entity)

    def _meant(self, source: Source) -> tuple[Entity, Resolution]:
        """Whom the source's phrase leads to, and how."""
        known = self.printings.find(source.phrase)
        if known is not None:
            return known, Resolution.role
        resolved = self.registry.add(source.phrase)
        return resolved.entity, resolved.resolution

    def _tells_itself(self, start: int) -> bool:
        """وقال فلان منذ عامين …، وفقًا للسجلات: words whose own verb says who speaks."""
        at = self.reading.document.token_at(start)
        cue = self.reading.cue_at.get(at)
        if cue is None or not cue.is_finite or cue.form.verb.rule not in ("say", "continue"):
            return False
        phrase = self.reading.phrases.read(at + 1, self.reading.document.limit(at))
        return phrase is not None and (phrase.is_strong or self.registry.knows(phrase.name))

    def _rest(self, source: Source, end: int) -> tuple[int, int] | None:
        """تتضمن المبادرة، بحسب الوكالة، وقف النار: what goes on behind the source that interrupts it."""
        reading, comma = self.reading, source.phrase.last
        if source.opens_sentence or end > source.start:
            return None
        at = comma + 1
        if at >= len(reading.tokens) or not reading.is_comma(comma) or not reading.same_sentence(source.at, at):
            return None
        key = reading.key(at)
        apart = key[:1] in "وف" or key in RELATIVES or at in reading.cue_at
        apart = apart or key in LINKS or key in _TURNING or key in WHEN_SAID
        if apart or not reading.tokens[at].is_word or self._tells_of_source(source, at):
            return None
        start = reading.tokens[at].start
        return trim(reading.text, start, sentence_end(reading, start))

    def _tells_of_source(self, source: Source, at: int) -> bool:
        """، وذلك بحسب مركز دبي، الجهة المنظمة للمعرض: what stands behind the comma tells who the source is."""
        key = self.reading.key(at)
        body = key in _BODIES and strip_article(source.phrase.head) not in lex.DOCUMENTS
        return self.reading.key(source.at - 1) == "وذلك" or key in _APPOSED or body

    def _covered(self, source: Source) -> tuple[int, int] | None:
        reading = self.reading
        sentence = reading.document.sentences[reading.tokens[source.at].sentence]
        after = source.phrase.last
        token = reading.tokens[source.at]
        led = reading.key(source.at - 1) in COMPLEMENTISERS  # أعلن أنه بحسب التقرير، فإن
        if not source.opens_sentence and (led or source.start > token.start):  # قدمت طهران، وبحسب الوكالة، مبادرة
            first = self._led(source, after)
            start = reading.tokens[first].start if first is not None else 0
            return trim(reading.text, start, sentence_end(reading, start)) if first is not None else None
        if source.opens_sentence:
            first = self._led(source, after)
            if first is not None:
                start = reading.tokens[first].start
                return trim(reading.text, start, sentence_end(reading, start))
            if sentence.end - source.phrase.end > CONTEXT:
                return None
            return self._sentence_before(source)
        if after < len(reading.tokens) and reading.key(after) == ":" and after + 1 < len(reading.tokens):
            start = reading.tokens[after + 1].start
            return trim(reading.text, start, paragraph_end(reading, start))
        ends_here = after >= len(reading.tokens) or not reading.same_sentence(after - 1, after)
        if ends_here or not reading.tokens[after].is_word:
            return trim(reading.text, find_clause(reading, source.at, sentence.start, where=True), source.start)
        return None

    def _led(self, source: Source, after: int) -> int | None:
        """The content's first token when بحسب opens the sentence: after a comma, colon or فإن."""
        reading = self.reading
        for at in range(after, min(len(reading.tokens), after + 25)):
            if not reading.same_sentence(source.at, at):
                return None
            if reading.key(at) in _LED:
                return at + 1 if at + 1 < len(reading.tokens) else None
            if at == after and (reading.key(at) in AUXILIARIES or self._opens_clause(reading.key(at))):
                return at  # بحسب الوكالة كان بعض المحللين يتوقعون
            if at == after and (self._tells_of_document(source, at) or self._hides_name(at)):
                after = self._next_comma(at + 1)
                continue
            if at == after and (reading.is_comma(at) or reading.key(at) == ":"):
                led = reading.key(at + 1) in _LED
                return at + (2 if led else 1)
        return None

    def _tells_of_document(self, source: Source, comma: int) -> bool:
        """بحسب بيان للوزارة، تلقته الصحيفة، فإن: how the document came to be known."""
        document = strip_article(self.reading.key(source.phrase.first).removeprefix("ل")) in lex.DOCUMENTS
        return document and self.reading.is_comma(comma) and self.reading.key(comma + 1) in OBTAINED

    def _hides_name(self, comma: int) -> bool:
        """بحسب مصدر في الغرفة، طلب عدم ذكر اسمه، فإن: what the source asked for is not what it said."""
        told = self.reading.key(comma + 3) in ("ذكر", "كشف", "الكشف", "نشر", "الافصاح")
        return self.reading.is_comma(comma) and self.reading.key(comma + 2) == "عدم" and told

    def _next_comma(self, at: int) -> int:
        while at < len(self.reading.tokens) and not self.reading.is_comma(at):
            at += 1
        return at

    @staticmethod
    def _opens_clause(key: str) -> bool:
        """بحسب الوكالة بلغ العدد؛ no بحسب تقرير كتبه، which tells of the report."""
        return is_past(key) and not key.endswith(("ه", "ها"))

    def _sentence_before(self, source: Source) -> tuple[int, int] | None:
        number = self.reading.tokens[source.at].sentence
        if number == 0:
            return None
        span = self.reading.document.sentences[number - 1]
        if "\n" in self.reading.text[span.end : source.start]:
            return None
        return trim(self.reading.text, lead(self.reading, span.start), span.end)
