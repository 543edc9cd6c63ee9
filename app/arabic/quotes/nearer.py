"""Who speaks nearer than the verbs' subject so far: a source named beside, who interrupts, who acts in the clause."""

from collections.abc import Sequence

from app.arabic.conjugation import Agreement, Shape
from app.arabic.quotes.acting import find_turned_to
from app.arabic.quotes.formulas import OPENING_CLAUSES
from app.arabic.quotes.indefinite import read_relative
from app.arabic.quotes.lexicon import ACCORDING_TO, COMPLEMENTISERS, RELATIVES, action_forms
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.saying import Saying
from app.arabic.quotes.sources import is_criterion, read_behind_lam, read_governed
from app.arabic.quotes.statements import find_stated
from app.arabic.quotes.told import find_retold
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity, agrees
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_SOURCE_REACH = 14
_LONGEST_NAME = 4
_TOWARDS_HIM = frozenset(
    preposition + pronoun for preposition in ("ل", "علي", "الي", "من", "مع", "في") for pronoun in ("ه", "ها", "هم")
)
_ACTING_REACH = 30
_RECENT = 4
_OWN_WORDS = frozenset(("تصريح", "تصريحات", "كلمه", "خطاب", "تغريده", "تغريدات", "مداخله"))
_FURTHEST_OWNER = 4
_BETWEEN = 2
_STATE_REACH = 12


def find_nearer(reading: Reading, registry: Registry, sayings: Sequence[Saying], cue: Cue) -> Entity | None:
    """The one whom a verb or participle without a subject means, though somebody else was the subject last."""
    nearer = find_retold(reading, sayings, cue) or find_turned_to(reading, registry, cue)
    nearer = nearer or find_stated(reading, registry, sayings, cue)
    if nearer is not None:
        return nearer
    if cue.shape is Shape.participle:
        phrase = _source_before(reading, cue) or _interrupting(reading, registry, cue)
    elif cue.shape is Shape.noun:
        phrase = _owning_state(reading, registry, cue)
    else:
        phrase = _owner_of_words(reading, cue)
    phrase = phrase or _acting_in_clause(reading, sayings, cue)
    entity = registry.add(phrase).entity if phrase is not None else None
    return entity if entity is not None and agrees(entity, cue.form.form.agreement) else None


def _source_before(reading: Reading, cue: Cue) -> Phrase | None:
    """أوقف المدير العمل، حسب متحدث باسم الشرطة، مشيرًا إلى: the one according to whom."""
    comma = cue.at - 1
    if not reading.is_comma(comma):
        return None
    for at in range(comma - 1, max(-1, comma - _SOURCE_REACH), -1):
        if not reading.same_sentence(at, cue.at) or reading.is_comma(at):
            return None
        bare = reading.key(at).removeprefix("و") if reading.key(at) not in ACCORDING_TO else reading.key(at)
        if bare in ACCORDING_TO:
            found = read_governed(reading, at, bare)
            return found if found is not None and found.last == comma and _speaks(reading, found) else None
    return None


def _speaks(reading: Reading, phrase: Phrase) -> bool:
    """Whether a source is somebody, an outlet or a document; and no حسب برنامج السوق."""
    outlet = phrase.head in lex.RELAYS and phrase.head != "برنامج"
    spoken = phrase.kind is not SpeakerKind.organization or outlet or phrase.head in lex.DOCUMENTS
    return spoken and phrase.is_strong and not phrase.is_thing and not is_criterion(reading, phrase)


def _interrupting(reading: Reading, registry: Registry, cue: Cue) -> Phrase | None:
    """وقاطعه الحداد قائلًا، قدم لها الحداد قائلًا: who acts towards the one spoken of, his participle right behind."""
    for first in range(cue.at - 1, max(0, cue.at - 1 - _LONGEST_NAME), -1):
        if not reading.tokens[first].is_word or not reading.same_sentence(first - 1, cue.at):
            return None
        if not (_has_object(reading, first - 1) or reading.key(first - 1) in _TOWARDS_HIM):
            continue
        found = reading.phrases.read(first, cue.at) or read_relative(reading, first, cue.at)
        if found is None or found.last != cue.at or found.is_thing:
            return None
        person = found.is_name and found.kind is SpeakerKind.person
        known = found.is_strong or (person and (registry.knows(found.name) or word(reading.key(first)).names))
        return found if known and found.kind in (SpeakerKind.person, SpeakerKind.unnamed) else None
    return None


def _has_object(reading: Reading, at: int) -> bool:
    """Whether a word that opens its clause may be a verb with a pronoun: قاطعه، فنهرها."""
    token, key = reading.tokens[at], reading.key(at)
    owned = reading.text[token.end - 1 : token.end] == "ه" or key.endswith(("ها", "هم"))
    if not token.is_word or not owned or reading.phrases.is_owned(at):
        return False
    return key[:1] in "وف" or reading.opens_sentence(at) or reading.is_comma(at - 1)


def _owning_state(reading: Reading, registry: Registry, cue: Cue) -> Phrase | None:
    """العقوبات المفروضة على إيران مقابل تعهدها: the state told of last, where no subject goes with the pronoun."""
    if cue.agreement is not Agreement.feminine or not cue.form.form.has_object:
        return None
    known = registry.understood(reading.tokens[cue.at].start, cue.agreement)
    if known is not None and agrees(known, cue.agreement):
        return None  # تأمل تونس … على حدودها مع ليبيا بعد إعلانها
    for at in range(cue.at - 1, max(-1, cue.at - _STATE_REACH), -1):
        other = reading.cue_at.get(at)
        if not reading.same_sentence(at, cue.at) or (other is not None and other.is_finite):
            return None
        state = word(reading.key(at))
        if state.key in lex.STATES and state.is_definite == state.key.endswith("ه") and state.key != "لبنان":
            return reading.phrases.read(at, cue.at)
    return None


def _owner_of_words(reading: Reading, cue: Cue) -> Phrase | None:
    """وفي تصريح سابق لوزير الصحة فلان قال: whose words the sentence opens with."""
    first = reading.first_word(reading.tokens[cue.at].sentence) if cue.is_finite else None
    if first is None or reading.key(first) not in ("في", "وفي"):
        return None
    if strip_article(reading.key(first + 1)) not in _OWN_WORDS:
        return None
    for at in range(first + 2, min(cue.at, first + 2 + _FURTHEST_OWNER)):
        if reading.key(at)[:1] == "ل":
            found = read_behind_lam(reading, at, cue.at)
            person = found is not None and found.is_name and found.kind is SpeakerKind.person and found.is_strong
            return found if found is not None and person and cue.at - found.last <= _BETWEEN else None
    return None


def _acting_in_clause(reading: Reading, sayings: Sequence[Saying], cue: Cue) -> Phrase | None:
    """استقبل المدير الوفد، كما تفاعل فلان مع الموقف ووعد ب: the one behind the verb of acting in the same clause."""
    if not (cue.form.form.clitic == "و" or reading.is_comma(cue.at - 1)):
        return None
    for at in range(cue.at - 1, max(0, cue.at - _ACTING_REACH), -1):
        other = reading.cue_at.get(at)
        if reading.opens_sentence(at) or (other is not None and other.is_finite) or reading.key(at) in COMPLEMENTISERS:
            return None
        if reading.key(at) in action_forms() and _opens_clause(reading, at):
            found = reading.phrases.read(at + 1, cue.at)
            acts = found is not None and found.is_name and found.is_strong and found.kind is SpeakerKind.person
            return found if found is not None and acts and not _is_quoted(reading, sayings, at) else None
    return None


def _opens_clause(reading: Reading, at: int) -> bool:
    before = reading.key(at - 1)
    return before not in RELATIVES and (reading.is_comma(at - 1) or before in OPENING_CLAUSES)


def _is_quoted(reading: Reading, sayings: Sequence[Saying], at: int) -> bool:
    offset = reading.tokens[at].start
    return any(start <= offset < end for saying in sayings[-_RECENT:] for start, end in saying.spans)
