"""The quotes of one document, with their speakers: cues, sources and relays put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.arabic.normalize import fold
from app.arabic.quotes.announced import find_announced
from app.arabic.quotes.complements import Style
from app.arabic.quotes.confidence import estimate
from app.arabic.quotes.contents import classify, end_at_mark, segments, sentence_end, strip_marks, trim
from app.arabic.quotes.lexicon import ACCORDING_TO, COMPLEMENTISERS
from app.arabic.quotes.light_verbs import find_light
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.relays import Relay, find_relay
from app.arabic.quotes.saying import SHORTEST, Saying
from app.arabic.quotes.sayings import SayingFinder
from app.arabic.quotes.sources import Source, find_sources, names_outlet, read_behind_lam
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrases import word
from app.arabic.speakers.registry import Entity, Registry, as_speaker
from app.arabic.tokens import Document, read_document
from app.records import FoundQuote, FoundSpeaker, Marks, QuoteKind, Resolution, SpeakerKind

CONTEXT = 32
_LED = frozenset(("فان", "فانه", "فانها", "فقد", "ان", "انه", "انها", "بان"))


@dataclass(slots=True)
class Attribution:
    """What the quote rules found: quotes in the order of the text, and everybody named."""

    speakers: list[FoundSpeaker]
    quotes: list[FoundQuote]
    speaking: list[Entity]
    entities: list[Entity]


def find_quotes(document: Document, headings: Sequence[Sequence[int]] = (), *, context: str = "") -> Attribution:
    """Who said what in `document`; nothing is looked for in its headings.

    `context` (title, deck, caption) may give a fuller name than the document does.
    """
    reading = Reading(document)
    registry = Registry()
    if context:
        register_names(Reading(read_document(context)), registry)
        registry.forget_places()
    register_names(reading, registry)
    sayings = SayingFinder(reading, registry).find()
    sayings += find_announced(reading, registry, sayings)
    sayings += find_light(reading, registry, sayings)
    drafts = [_draft(reading, saying) for saying in sayings]
    sources = _Sources(reading, registry, drafts)
    drafts = sorted(sources.apply(), key=lambda draft: (draft.spans[0][0], draft.cue_start))
    _relay_all(reading, drafts)
    inside = [draft for draft in drafts if not any(start <= draft.spans[0][0] < end for start, end in headings)]
    return _records(reading, inside, registry)


def register_names(reading: Reading, registry: Registry) -> None:
    """Enter everybody who is named with a title or a known given name, so that a surname finds them."""
    at = 0
    tokens = reading.tokens
    while at < len(tokens):
        this = word(tokens[at].key)
        if this.bare in lex.DOCUMENTS or (this.key[:2] == "لل" and this.key[2:] in lex.DOCUMENTS):
            _register_issuer(reading, registry, at)
        office = _owned_office(this.key)
        if office and tokens[at].is_word:
            at = _register_owned(reading, registry, at, office)
            continue
        opens = tokens[at].is_word and (this.is_office or this.is_given or this.key in lex.HONORIFICS)
        phrase = reading.phrases.read(at, _line_limit(reading, at)) if opens else None
        if phrase is None or not phrase.is_name or phrase.kind is not SpeakerKind.person:
            at += 1
            continue
        if len(phrase.name.split()) > 1 or phrase.role:
            registry.add(phrase)
        at = max(phrase.last, at + 1)


_ISSUING = frozenset(
    fold(item)
    for item in (
        "أعدته",
        "أعدتها",
        "أصدرته",
        "أصدرتها",
        "نشرته",
        "نشرتها",
        "أجرته",
        "أجرتها",
        "أعده",
        "أصدره",
        "نشره",
        "أجراه",
    )
)
_OWNED = re.compile("[لبوف]{0,2}(.+?)(?:ه|ها|هم)")


def _owned_office(key: str) -> str | None:
    """مدربه، لرئيسها: an office with its owner's pronoun, before a name."""
    if not key.endswith(("ه", "ها", "هم")) or key in lex.GIVEN_NAMES:
        return None
    found = _OWNED.fullmatch(key)
    return found.group(1) if found is not None and found.group(1) in lex.OFFICES and key not in lex.OFFICES else None


def _register_owned(reading: Reading, registry: Registry, at: int, office: str) -> int:
    phrase = reading.phrases.read(at + 1, _line_limit(reading, at))
    if phrase is None or not phrase.is_name or phrase.kind is not SpeakerKind.person or len(phrase.name.split()) < 2:
        return at + 1
    phrase.role = phrase.role or office
    registry.add(phrase)
    return max(phrase.last, at + 1)


def _register_issuer(reading: Reading, registry: Registry, at: int) -> None:
    """تقرير لوزارة الصحة، التقرير الذي أعدته شركة …: a document speaks for who issued it."""
    key = reading.key(at)
    head = key[2:] if key[:2] == "لل" and key[2:] in lex.DOCUMENTS else word(key).bare
    limit = _line_limit(reading, at)
    for i in range(at + 1, min(limit, at + 12)):
        key = reading.key(i)
        issued = key in _ISSUING or (
            key == "عن" and reading.key(i - 1) in ("صادر", "صدر", "الصادر", "صادره", "الصادره", "صدرت")
        )
        owner = key[2:] if key[:2] == "لل" else strip_article(key[1:])
        owned = key[:1] == "ل" and owner in lex.ORGANIZATIONS and owner not in lex.DOCUMENTS
        if issued:
            phrase = reading.phrases.read(i + 1, limit)
        elif owned:
            phrase = read_behind_lam(reading, i, limit)
        else:
            continue
        if phrase is not None and phrase.kind is SpeakerKind.organization and phrase.head not in lex.RELAYS:
            registry.issuers.setdefault(head, registry.add(phrase).entity)
        return


def _line_limit(reading: Reading, at: int) -> int:
    limit = min(len(reading.tokens), at + 24)
    while limit > at + 1 and not reading.same_sentence(at, limit - 1):
        limit -= 1
    return limit


@dataclass(slots=True)
class Draft:
    """A quote before it becomes a record."""

    spans: list[tuple[int, int]]
    kind: QuoteKind
    marks: Marks
    cue_at: int
    cue_start: int
    cue_end: int
    lemma: str
    entity: Entity
    resolution: Resolution
    mention: tuple[int, int] | None
    rule: str
    first: int
    last: int
    is_opener: bool
    is_participle: bool
    relay: Relay | None = None


def _draft(reading: Reading, saying: Saying) -> Draft:
    start, end = saying.spans[-1]
    complement = saying.complement
    if saying.colon is not None:
        return _announced(reading, saying, saying.colon)
    whole = complement.style in (Style.marks, Style.verbatim)
    if not whole:
        end = end_at_mark(reading, start, end)
        start, end, whole = strip_marks(reading, start, end)
    elif complement.style is Style.marks:
        start, end = trim(reading.text, start, end)
    kind, marks = classify(reading, start, end, all_marked=whole)
    if complement.stretch is not None:
        marks = complement.stretch.state
    cue = saying.cue
    form = complement.form or cue.form
    phrase = saying.phrase
    return Draft(
        spans=[*(trim(reading.text, *span) for span in saying.spans[:-1]), (start, end)],
        kind=kind,
        marks=marks,
        cue_at=cue.at,
        cue_start=reading.bare_start(cue),
        cue_end=reading.tokens[cue.at].end,
        lemma=form.verb.lemma,
        entity=saying.entity,
        resolution=saying.resolution,
        mention=(phrase.start, phrase.end) if phrase is not None else None,
        rule=f"{form.verb.rule}.{complement.style.value}",
        first=min(cue.at, phrase.first) if phrase is not None else cue.at,
        last=complement.at,
        is_opener=cue.shape.value in ("perfect", "imperfect"),
        is_participle=cue.shape.value == "participle",
        relay=saying.relay,
    )


def _announced(reading: Reading, saying: Saying, colon: int) -> Draft:
    """A quote whose cue is the colon behind its speaker's name."""
    start, end, whole = saying.spans[-1][0], saying.spans[-1][1], True
    if saying.complement.style is Style.verbatim:
        start, end, _ = strip_marks(reading, start, end)
    kind, marks = classify(reading, start, end, all_marked=whole)
    token, phrase = reading.tokens[colon], saying.phrase
    return Draft(
        spans=[*saying.spans[:-1], (start, end)],
        kind=kind,
        marks=marks,
        cue_at=colon,
        cue_start=token.start,
        cue_end=token.end,
        lemma=":",
        entity=saying.entity,
        resolution=saying.resolution,
        mention=(phrase.start, phrase.end) if phrase is not None else None,
        rule=saying.rule,
        first=phrase.first if phrase is not None else colon,
        last=colon,
        is_opener=False,
        is_participle=False,
    )


class _Sources:
    """Settles each بحسب: it cuts a content, relays a quote, or makes a quote of its own."""

    def __init__(self, reading: Reading, registry: Registry, drafts: list[Draft]) -> None:
        self.reading = reading
        self.registry = registry
        self.drafts = drafts

    def apply(self) -> list[Draft]:
        """The drafts with every source settled."""
        for source in find_sources(self.reading, self.registry):
            self._settle(source)
        return self.drafts

    def _settle(self, source: Source) -> None:
        if any(draft.cue_at == source.at + 2 for draft in self.drafts):
            return  # بحسب ما ذكر فلان is settled by its verb
        inside = self._draft_around(source)
        if inside is not None:
            if self._closes(source, inside):
                self._trail(source, inside)
            return
        beside = self._draft_in_sentence(source)
        if beside is not None and source.opens_sentence:
            self._relay(beside, source)
            return
        if beside is not None and beside.spans[-1][1] <= source.start:
            self._trail(source, beside)
            return
        self._own(source)

    def _draft_around(self, source: Source) -> Draft | None:
        for draft in self.drafts:
            if any(start < source.start < end for start, end in draft.spans):
                marked = self.reading.marked.around(source.start)
                if marked is None or not marked.closed:
                    return draft
        return None

    def _draft_in_sentence(self, source: Source) -> Draft | None:
        sentence = self.reading.tokens[source.at].sentence
        for draft in self.drafts:
            if self.reading.tokens[draft.cue_at].sentence == sentence:
                return draft
        return None

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
        entity = self.registry.add(source.phrase).entity
        if entity is not draft.entity and (names_outlet(source.phrase) or entity.kind is SpeakerKind.organization):
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
        resolved = self.registry.add(source.phrase)
        start, end, whole = strip_marks(self.reading, *span)
        kind, marks = classify(self.reading, start, end, all_marked=whole)
        token = self.reading.tokens[source.at]
        self.drafts.append(
            Draft(
                spans=[(start, end)],
                kind=kind,
                marks=marks,
                cue_at=source.at,
                cue_start=source.start,
                cue_end=token.end,
                lemma=self.reading.text[source.start : token.end],
                entity=resolved.entity,
                resolution=resolved.resolution,
                mention=(source.phrase.start, source.phrase.end),
                rule="according-to.opening" if source.opens_sentence else "according-to.closing",
                first=source.at,
                last=source.phrase.last,
                is_opener=False,
                is_participle=False,
            )
        )
        self.registry.note_subject(source.start, resolved.entity)

    def _covered(self, source: Source) -> tuple[int, int] | None:
        reading = self.reading
        sentence = reading.document.sentences[reading.tokens[source.at].sentence]
        after = source.phrase.last
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
            return trim(reading.text, start, reading.text.find("\n", start) % (len(reading.text) + 1))
        ends_here = after >= len(reading.tokens) or not reading.same_sentence(after - 1, after)
        if ends_here or not reading.tokens[after].is_word:
            return trim(reading.text, self._clause_start(source, sentence.start), source.start)
        return None

    def _led(self, source: Source, after: int) -> int | None:
        """The content's first token when بحسب opens the sentence: after a comma, colon or فإن."""
        reading = self.reading
        for at in range(after, min(len(reading.tokens), after + 25)):
            if not reading.same_sentence(source.at, at):
                return None
            if reading.key(at) in _LED:
                return at + 1 if at + 1 < len(reading.tokens) else None
            if at == after and (reading.is_comma(at) or reading.key(at) == ":"):
                led = reading.key(at + 1) in _LED
                return at + (2 if led else 1)
        return None

    def _sentence_before(self, source: Source) -> tuple[int, int] | None:
        number = self.reading.tokens[source.at].sentence
        if number == 0:
            return None
        span = self.reading.document.sentences[number - 1]
        if "\n" in self.reading.text[span.end : source.start]:
            return None
        return trim(self.reading.text, span.start, span.end)

    def _clause_start(self, source: Source, start: int) -> int:
        """The clause that a closing source covers begins after its sentence's last حيث or complementiser."""
        reading = self.reading
        for at in range(source.at - 1, max(0, source.at - 60), -1):
            if reading.tokens[at].start < start:
                break
            if (reading.key(at) == "حيث" or reading.key(at) in COMPLEMENTISERS) and source.at - at > SHORTEST:
                return reading.tokens[at + 1].start
        return start


def _relay_all(reading: Reading, drafts: list[Draft]) -> None:
    """Find each quote's relay beside its cue; the participles of the same sentence share it."""
    previous: Draft | None = None
    for draft in sorted(drafts, key=lambda draft: draft.cue_start):
        if draft.relay is None and fold(draft.lemma) not in ACCORDING_TO:
            relay = find_relay(reading, draft.first, max(draft.last, draft.cue_at))
            itself = (
                relay is not None and draft.mention is not None and draft.mention[0] <= relay.start < draft.mention[1]
            )
            draft.relay = None if itself and draft.entity.head in lex.RELAYS else relay
        if draft.relay is None and previous is not None and draft.is_participle:
            same = reading.tokens[previous.cue_at].sentence == reading.tokens[draft.cue_at].sentence
            draft.relay = previous.relay if same and previous.entity is draft.entity else None
        previous = draft


def _records(reading: Reading, drafts: list[Draft], registry: Registry) -> Attribution:
    speakers: list[Entity] = []
    quotes = []
    for draft in drafts:
        if draft.entity not in speakers:
            speakers.append(draft.entity)
        quotes.append(_quote(reading, draft, speakers.index(draft.entity)))
    return Attribution([as_speaker(entity) for entity in speakers], quotes, speakers, registry.mentioned())


def _quote(reading: Reading, draft: Draft, speaker: int) -> FoundQuote:
    text = reading.text
    start, end = draft.spans[0][0], draft.spans[-1][1]
    mention, relay = draft.mention, draft.relay
    return FoundQuote(
        kind=draft.kind,
        text=text[start:end],
        start=start,
        end=end,
        segments=segments(reading, draft.spans),
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        cue=text[draft.cue_start : draft.cue_end],
        cue_start=draft.cue_start,
        cue_end=draft.cue_end,
        cue_lemma=draft.lemma,
        mention=text[slice(*mention)] if mention else None,
        mention_start=mention[0] if mention else None,
        mention_end=mention[1] if mention else None,
        via=relay.name if relay else None,
        via_start=relay.start if relay else None,
        via_end=relay.end if relay else None,
        marks=draft.marks,
        resolution=draft.resolution,
        rule=draft.rule,
        confidence=estimate(draft.rule, draft.resolution),
        said_on=None,
        speaker=speaker,
    )
