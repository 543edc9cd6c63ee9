"""What makes a saying doubtful, beside the way it is reported: found where it is found, weighed by its confidence."""

import re
from collections.abc import Sequence

from app.arabic.conjugation import Agreement, Shape
from app.arabic.quotes.addressed import addresses
from app.arabic.quotes.complement import Style
from app.arabic.quotes.deeds import is_his_speech
from app.arabic.quotes.formulas import ADDRESSED, DEMONSTRATIVES
from app.arabic.quotes.lexicon import COMPLEMENTISERS, RELATIVES, SKIPPED, SPEECH_OPENERS, is_verbal_noun
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.saying import Doubt, Saying
from app.arabic.speakers.entity import agrees
from app.arabic.speakers.likeness import is_revered
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import has_clitic, word
from app.records import Resolution, SpeakerKind

_DISTANT = 600
"""Code points between a verb and the one that it leaves understood: some five lines of a newspaper."""
_FAR_COMPLEMENT = 12
_MANY = 30
_SUFFIXED = re.compile(
    "(?:[في]ي|عن|من|على?|الي|مع|ل|ب|لدي|خلال|حول|اثناء|حين|وقت|بعد|عند|يوم|قبل)(?:ه|ها|هم|هما|نا|ي)?"
)
"""فيه، عنها، لي: no subjects."""
_ABOUT = frozenset(("نحو", "حوالي", "قرابه", "زهاء"))
"""وقال نحو 20% من الناس."""
_TAKING_OBJECTS = frozenset(("mention-with-ba", "expect", "evaluate", "put-down-to", "estimate", "contain", "relay"))


def find_doubts(
    reading: Reading, registry: Registry, saying: Saying, earlier: Sequence[Saying] = ()
) -> frozenset[Doubt]:
    """The doubts of a saying whose speaker and content are known; its subject must not be noted yet."""
    found = set()
    if saying.resolution is Resolution.understood:
        found.update(_understood(reading, registry, saying, earlier))
        goes_on = saying.cue.form.verb.rule == "continue"
        if goes_on and earlier and all(one.entity is not saying.entity for one in earlier[-_MANY:]):
            found.add(Doubt.silent)
    if saying.phrase is not None and " " not in saying.entity.name and _is_cut(reading, saying.phrase):
        found.add(Doubt.cut)
    if saying.is_nested:
        found.add(Doubt.nested)
    behind = max(saying.cue.at + 1, saying.phrase.last if saying.phrase is not None else 0)
    behind = _behind_brackets(reading, behind)
    if saying.complement.style is Style.clause and saying.complement.at > behind + _FAR_COMPLEMENT:
        found.add(Doubt.far)
    return frozenset(found)


def _behind_brackets(reading: Reading, at: int) -> int:
    """فاطمة (اسم مستعار لأسباب أمنية): the token behind the brackets that open at `at`, which part nothing."""
    if reading.key(at) != "(":
        return at
    return next((i + 1 for i in range(at, at + _FAR_COMPLEMENT) if reading.key(i) == ")"), at)


def _understood(reading: Reading, registry: Registry, saying: Saying, earlier: Sequence[Saying]) -> set[Doubt]:
    offset = reading.tokens[saying.cue.at].start
    since, is_latest = registry.trace(saying.entity, offset)
    unread = _is_unread(reading, saying) or _goes_on_unread(reading, saying, since, earlier)
    unread = unread or registry.has_unread(since, offset)
    found = {Doubt.unread} if unread else set()
    agreement = saying.cue.agreement
    if not agrees(saying.entity, agreement):
        singular = saying.cue.shape is Shape.participle and agreement is not Agreement.plural
        found.add(Doubt.misprinted if singular else Doubt.disagreeing)
    if reading.key(saying.cue.at + 1) in ADDRESSED:
        return found  # قال سموه: the one addressed so
    left = is_revered(saying.entity.name) and "\n" in reading.text[since:offset]  # quoted in passing, lines ago
    if left or offset - since > _DISTANT:
        found.add(Doubt.distant)
    hers = saying.cue.shape is Shape.noun and agreement is Agreement.feminine  # تعهدها: it tells whom it passes over
    if not is_latest and not hers:
        found.add(Doubt.passed_over)
    return found


def _goes_on_unread(reading: Reading, saying: Saying, since: int, earlier: Sequence[Saying]) -> bool:
    """وقالت بي.إم.آي إن …، مضيفة: whose subject could not be read goes on."""
    last = earlier[-1] if earlier else None
    return (
        last is not None
        and Doubt.unread in last.doubts
        and last.entity is saying.entity
        and reading.tokens[last.cue.at].start == since
    )


def _is_unread(reading: Reading, saying: Saying) -> bool:
    """وقالت بي.إم.آي للبحوث إن: a word right behind the verb that is no adjunct's, and not the speaker's name."""
    cue, at = saying.cue, saying.cue.at + 1
    if not cue.is_finite or saying.complement.at <= at or at in reading.cue_at or not reading.tokens[at].is_word:
        return False
    key = reading.key(at)
    this = word(key)
    if reading.key(at + 1) == "." and reading.tokens[at].end == reading.tokens[at + 1].start:
        return True
    if key in DEMONSTRATIVES or (key in _ABOUT and reading.key(at + 1).isdigit()):
        return saying.complement.style is Style.clause
    adjunct = this.is_adverbial or this.breaks or key in SKIPPED or key in ADDRESSED or has_clitic(key)
    adjunct = (
        adjunct
        or key[:1] in "لب"
        or (key.endswith("ا") and not key.endswith(("ها", "هما")))
        or _SUFFIXED.fullmatch(key) is not None
    )
    if adjunct or this.bare in "".join(saying.entity.words):  # البوعينين is البو عينين
        return False
    if addresses(cue) or saying.complement.style is not Style.clause or cue.form.verb.rule in _TAKING_OBJECTS:
        named = (len(key) == 2 and key.isalpha()) or this.is_unknown or (this.is_definite and this.is_office)
        return named and not key.endswith(("ه", "ها", "هم"))
    # Between such a verb and أن nothing but its subject stands, or what أن tells of: أكد أهمية أن.
    return not (is_his_speech(key) or is_verbal_noun(key))


def _is_cut(reading: Reading, phrase: Phrase) -> bool:
    """قال حسن | سلامة أستاذ …: one name, and a word behind it that belongs to nothing else."""
    one = phrase.is_name and phrase.kind is SpeakerKind.person and phrase.last == phrase.first + 1
    if not one or phrase.last >= len(reading.tokens) or not reading.same_sentence(phrase.first, phrase.last):
        return False
    key = reading.key(phrase.last)
    this = word(key)
    ends = (
        not reading.tokens[phrase.last].is_word or key in COMPLEMENTISERS or key in RELATIVES or key in SPEECH_OPENERS
    )
    return not (ends or this.is_adverbial or this.breaks or phrase.last in reading.cue_at or key[:1] in "بلوفك")
