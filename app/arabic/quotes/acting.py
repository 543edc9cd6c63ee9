"""Who acted since somebody was last a subject, who opens a sentence, and who goes on under another description."""

from collections.abc import Sequence

from app.arabic.conjugation import Shape
from app.arabic.quotes.lexicon import action_forms
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.saying import Saying
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity, agrees
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_THINKING = frozenset(("consider", "expect", "show", "estimate", "commit", "call-for", "urge"))
_OPENING_REACH = 60
_RECENT = 4
_TURNING = frozenset(("بينما", "فيما", "كما"))
_TURN_REACH = 24
_FURTHEST = 500
"""Code points: more than the sentence before."""


def find_acting(
    reading: Reading, registry: Registry, sayings: Sequence[Saying], cue: Cue, understood: Entity
) -> Entity | None:
    """فاز المنتخب، وهنأ السفير فلان اللاعبين. وقال: the person behind a verb, where only a body was noted before."""
    if understood.kind in (SpeakerKind.person, SpeakerKind.unnamed) or not cue.is_finite:
        return None
    offset = reading.tokens[cue.at].start
    since = max(registry.trace(understood, offset)[0], offset - _FURTHEST)
    persons = (one for one in registry.entities if one.is_named and one.kind is SpeakerKind.person and one.role)
    met = ((one.seen_before(offset), one) for one in persons)
    place, latest = max(((at, one) for at, one in met if at > since), key=lambda pair: pair[0], default=(0, None))
    if latest is None or not agrees(latest, cue.form.form.agreement) or not _acts(reading, place):
        return None
    quoted = any(start <= place < end for saying in sayings[-_RECENT:] for start, end in saying.spans)
    if quoted:
        return None
    registry.note_subject(place, latest)
    return latest


def find_same(registry: Registry, sayings: Sequence[Saying], phrase: Phrase) -> Entity | None:
    """وتابع مدرب النادي السابق: who goes on under a role that nobody was given is the one who spoke last."""
    if phrase.is_name or phrase.kind is not SpeakerKind.person or not sayings or registry.holds(phrase):
        return None
    last = sayings[-1].entity
    return last if last.kind is SpeakerKind.person and last.is_named else None


def find_first_named(reading: Reading, registry: Registry, cue: Cue) -> Entity | None:
    """هكذا يختصر المدير فلان المشهد، محذرًا من: the sentence's first person, where nobody has spoken before."""
    if cue.form.verb.rule in _THINKING:
        return None
    first = reading.first_word(reading.tokens[cue.at].sentence)
    opening = first if first is not None else cue.at
    for at in range(opening, min(cue.at, opening + _OPENING_REACH)):
        this = word(reading.key(at))
        opens = this.is_office or this.is_given or this.key in lex.HONORIFICS
        found = reading.phrases.read(at, cue.at) if opens else None
        is_person = found is not None and found.is_name and found.kind is SpeakerKind.person
        if found is not None and is_person and found.is_strong and " " in found.name:
            return registry.add(found).entity
    return None


def _acts(reading: Reading, place: int) -> bool:
    """Whether a verb of acting stands right before the phrase at `place`, an offset."""
    verb = reading.key(reading.document.token_at(place) - 1)
    return verb in action_forms() or verb.removeprefix("و") in action_forms()


def find_turned_to(reading: Reading, registry: Registry, cue: Cue) -> Entity | None:
    """بينما قدم السيد فلان تعازيه …، داعيًا إلى: the one behind a verb of no saying to whom the clause turns."""
    if cue.shape is not Shape.participle:
        return None
    sentence = reading.tokens[cue.at].sentence
    for at in range(cue.at - 1, max(0, cue.at - _TURN_REACH), -1):
        other = reading.cue_at.get(at)
        if reading.tokens[at].sentence != sentence or (other is not None and other.is_finite):
            return None
        if reading.keys[at] in _TURNING and at + 2 < cue.at:
            phrase = reading.phrases.read(at + 2, cue.at)
            if phrase is None or not (phrase.is_name and phrase.is_strong) or phrase.kind is not SpeakerKind.person:
                return None
            return registry.add(phrase).entity
    return None
