"""قدم اقتراحًا بـ، أطلق نداء لـ: a light verb whose noun is the cue."""

from bisect import bisect_right

from app.arabic.conjugation import Agreement, Inflection, Shape
from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.contents import Intervals, sentence_end, trim
from app.arabic.quotes.lexicon import LIGHT_VERBS, CueForm, Verb, is_verbal_noun
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.saying import SHORTEST, Saying
from app.arabic.quotes.uses import LIGHT
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry

RULE = "light-verb"
_FURTHEST_BACK = 14
_FURTHEST_AHEAD = 8


def find_light(reading: Reading, registry: Registry, sayings: list[Saying]) -> list[Saying]:
    """The sayings whose cue is the noun of a light verb; none stands in another's content."""
    taken = Intervals(span for saying in sayings for span in saying.spans)
    cues = sorted(reading.tokens[saying.cue.at].start for saying in sayings)
    found = []
    for at in reading.places(LIGHT):
        if taken.covers(reading.tokens[at].start):
            continue
        saying = _light(reading, registry, at, cues)
        if saying is not None:
            found.append(saying)
    return found


def _light(reading: Reading, registry: Registry, at: int, cues: list[int]) -> Saying | None:
    phrase = _subject(reading, at)
    first = _content(reading, at) if phrase is not None else None
    if phrase is None or first is None:
        return None
    start = first[1]
    end = min(sentence_end(reading, start), _next_cue(reading, start, cues))
    span = trim(reading.text, start, end)
    if len(reading.text[slice(*span)].split()) < SHORTEST:
        return None
    resolved = registry.add(phrase)
    complement = Complement(Style.nominal, start, first[0])
    return Saying(_cue(reading, at), complement, phrase, resolved.entity, resolved.resolution, False, spans=[span])


def _next_cue(reading: Reading, start: int, cues: list[int]) -> int:
    """Where the next saying's cue stands behind `start`, an offset."""
    at = bisect_right(cues, start)
    return cues[at] if at < len(cues) else len(reading.text)


def _cue(reading: Reading, at: int) -> Cue:
    token = reading.tokens[at]
    verb = Verb(
        reading.text[token.start : token.end], RULE, frozenset(), frozenset(), addressee=False, documents_only=False
    )
    return Cue(at, (CueForm(verb, Inflection(token.key, token.key, Shape.noun, Agreement.masculine, "", False)),))


def _subject(reading: Reading, at: int) -> Phrase | None:
    """The strong phrase between the light verb and its noun."""
    for verb in range(at - 2, max(-1, at - _FURTHEST_BACK), -1):
        if not reading.same_sentence(verb, at):
            return None
        if reading.key(verb) in LIGHT_VERBS:
            phrase = reading.phrases.read(verb + 1, at)
            return phrase if phrase is not None and phrase.is_strong else None
    return None


def _content(reading: Reading, at: int) -> tuple[int, int] | None:
    """Token and offset of the content: behind من أجل, or at a verbal noun with ب, ل or behind إلى."""
    for i in range(at + 1, min(len(reading.tokens), at + _FURTHEST_AHEAD)):
        if not reading.same_sentence(at, i) or not reading.tokens[i].is_word:
            return None
        key, token = reading.key(i), reading.tokens[i]
        if key == "اجل" and reading.key(i - 1) == "من" and i + 1 < len(reading.tokens):
            return i + 1, reading.tokens[i + 1].start
        if key[:1] == "ب" and is_verbal_noun(strip_article(key[1:])):
            return i, token.start + 1
        bare = key[2:] if key[:2] == "لل" else key[1:]
        if key[:1] == "ل" and is_verbal_noun(bare):
            return i, token.start
        if reading.key(i - 1) == "الي" and is_verbal_noun(strip_article(key)):
            return i, token.start
    return None
