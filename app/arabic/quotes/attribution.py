"""The quotes of one document, with their speakers: cues, sources and relays put together."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.arabic.normalize import fold, fold_key
from app.arabic.quotes.announced import find_announced
from app.arabic.quotes.confidence import LEAST, estimate
from app.arabic.quotes.drafts import Draft, as_quote, draft_saying
from app.arabic.quotes.lexicon import ACCORDING_TO, OCCASIONS
from app.arabic.quotes.light_verbs import find_light
from app.arabic.quotes.people import register_names
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.registers import is_reporting
from app.arabic.quotes.relays import Relay, find_relay
from app.arabic.quotes.sayings import SayingFinder
from app.arabic.quotes.settling import SourceSettler
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity, as_speaker
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.registry import Registry
from app.arabic.tokens import Document, read_document
from app.records import FoundQuote, FoundSpeaker

OCCASION_REACH = 12
_TOLD_REACH = 6
_AS_TOLD = "حسبما"
_NEAR = 8
_DURING = frozenset(("في", "خلال", "ضمن", "عبر", "اثناء"))


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
    drafts = [draft_saying(reading, saying) for saying in sayings]
    sources = SourceSettler(reading, registry, drafts)
    drafts = sorted(sources.apply(), key=lambda draft: (draft.spans[0][0], draft.cue_start))
    _relay_all(reading, drafts)
    inside = [draft for draft in drafts if not any(start <= draft.spans[0][0] < end for start, end in headings)]
    return _records(reading, _likely(reading, inside), registry)


def _likely(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts that are likelier right than wrong, each with its confidence."""
    spans = (span for draft in drafts for span in draft.spans)
    is_report = is_reporting(reading, spans, (draft.rule for draft in drafts))
    for draft in drafts:
        entity = draft.entity
        name = entity.name if entity.is_named else ""
        draft.confidence = estimate(
            draft.rule, draft.resolution, entity.kind, name, is_report=is_report, doubts=draft.doubts
        )
    return [draft for draft in drafts if draft.confidence >= LEAST]


def _relay_all(reading: Reading, drafts: list[Draft]) -> None:
    """Find each quote's relay beside its cue; the participles of the same sentence share it."""
    previous: Draft | None = None
    for draft in sorted(drafts, key=lambda draft: draft.cue_start):
        if draft.relay is None and fold(draft.lemma) not in ACCORDING_TO:
            relay = find_relay(reading, _occasion(reading, draft.first), _last_told(reading, draft))
            draft.relay = None if relay is not None and _is_speakers_own(reading, draft, relay) else relay
        if draft.relay is None and previous is not None and draft.is_participle:
            same = reading.tokens[previous.cue_at].sentence == reading.tokens[draft.cue_at].sentence
            draft.relay = previous.relay if same and previous.entity is draft.entity else None
        if draft.relay is None:
            draft.relay = _told_behind(reading, draft)
        previous = draft


def _is_speakers_own(reading: Reading, draft: Draft, relay: Relay) -> bool:
    """Whether a relay is part of the speaker's own phrase: an outlet that speaks, الأمين العام لـ«التكتل» فلان."""
    if draft.mention is None or not draft.mention[0] <= relay.start < draft.mention[1]:
        return False
    owned = draft.entity.is_named and draft.entity.name in reading.text[relay.end : draft.mention[1]]
    return draft.entity.head in lex.RELAYS or (owned and fold_key(relay.name) not in lex.EVERY_OUTLET)


def _last_told(reading: Reading, draft: Draft) -> int:
    """The token before which it is told to whom it was said; behind fronted words up to the next comma."""
    last = max(draft.last, draft.cue_at)
    if draft.spans[0][0] >= draft.cue_start or draft.mention is None:
        return last
    at = behind = reading.document.token_at(draft.mention[1] - 1) + 1
    limit = min(reading.sentence_limit(draft.cue_at), behind + _TOLD_REACH)
    while at < limit and not reading.is_comma(at):
        at += 1
    return max(last, at)


def _told_behind(reading: Reading, draft: Draft) -> Relay | None:
    """قال إن …، وذلك خلال لقاء مع قناة …، حسبما نقلت وكالة …: the occasion, or the outlet, behind the content."""
    end = draft.spans[-1][1]
    behind = reading.text[end : end + _NEAR]
    if "وذلك" not in behind and _AS_TOLD not in behind:
        return None
    at = reading.document.token_at(end - 1) + 1
    while reading.is_comma(at):
        at += 1
    if reading.key(at) == _AS_TOLD and reading.same_sentence(draft.cue_at, at):
        return find_relay(reading, at + 1, min(reading.sentence_limit(at), at + _TOLD_REACH))
    told = reading.key(at) == "وذلك" and reading.key(at + 1) in _DURING and reading.same_sentence(draft.cue_at, at)
    occasion = told and strip_article(reading.key(at + 2)) in OCCASIONS
    return find_relay(reading, at, reading.sentence_limit(at)) if occasion else None


def _occasion(reading: Reading, first: int) -> int:
    """The sentence's opening occasion belongs to the cue: وفي تصريح لموقع …، صرح؛ ردا على سؤال لـ«…»، قال."""
    opening = reading.first_word(reading.tokens[first].sentence)
    if opening is None or first - opening > OCCASION_REACH:
        return first
    key = reading.key(opening).removeprefix("و")
    asked = key == "ردا" and strip_article(reading.key(opening + 2)) in ("سوال", "اسيله")
    occasion = key in ("في", "خلال") and strip_article(reading.key(opening + 1)) in OCCASIONS
    return opening if asked or occasion else first


def _records(reading: Reading, drafts: list[Draft], registry: Registry) -> Attribution:
    speakers = list({id(draft.entity): draft.entity for draft in drafts}.values())
    places = {id(entity): place for place, entity in enumerate(speakers)}
    quotes = [as_quote(reading, draft, places[id(draft.entity)]) for draft in drafts]
    return Attribution([as_speaker(entity) for entity in speakers], quotes, speakers, registry.mentioned())
