"""Who speaks through a statement, and who answers what was said."""

import re
from collections.abc import Iterator, Sequence

from app.arabic.conjugation import Agreement
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.saying import Saying
from app.arabic.quotes.subjects import SubjectFinder
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.records import SpeakerKind

_OWNED = re.compile("(?:ها|هم|ه)$")
_STATEMENTS = frozenset(("بيان", "تقرير", "دراسه", "نشره"))
_WITHIN = frozenset(("فيه", "فيها"))
_REACH = 12
_BEFORE = 4


def note_document(reading: Reading, registry: Registry, saying: Saying) -> None:
    """قالت الهيئة في بيان، أصدر بيانا قال فيه: البيان speaks for her from now on."""
    if saying.entity.kind in (SpeakerKind.group, SpeakerKind.unnamed):
        return
    at = saying.cue.at
    for head in _statements(reading, saying):
        registry.documents[head] = saying.entity
    if reading.key(at + 1) in _WITHIN:
        for i in range(max(0, at - _BEFORE), at):
            head = reading.key(i).removesuffix("ا")
            if head in _STATEMENTS:
                registry.documents[head] = saying.entity


def _statements(reading: Reading, saying: Saying) -> Iterator[str]:
    """The statements in which something is said, named between the speaker and the words: في بيان، في تقريرها."""
    first = saying.phrase.last if saying.phrase is not None else saying.cue.at + 1
    for at in range(first, min(saying.complement.at, first + _REACH)):
        bare = strip_article(reading.keys[at])
        head = bare if bare in lex.DOCUMENTS else _OWNED.sub("", bare)
        if head in _STATEMENTS:
            yield head


def find_stated(reading: Reading, registry: Registry, sayings: Sequence[Saying], cue: Cue) -> Entity | None:
    """قالت الوزارة في بيان إن …. وأوضح أن: the statement goes on, a masculine, and speaks for the body."""
    if not sayings or not cue.is_finite or cue.form.form.agreement is not Agreement.masculine:
        return None
    last = sayings[-1]
    follows = reading.tokens[cue.at].sentence == reading.tokens[last.cue.at].sentence + 1
    if not follows or not reading.opens_sentence(cue.at) or last.entity.kind is not SpeakerKind.organization:
        return None
    if last.cue.form.form.agreement is not Agreement.feminine or not any(_statements(reading, last)):
        return None
    registry.note_subject(reading.tokens[cue.at].start - 1, last.entity, Agreement.masculine)
    return last.entity


def find_answerer(subjects: SubjectFinder, cue: Cue) -> Phrase | None:
    """Who denies or confirms it: the subject behind a verb that has what was said for its pronoun."""
    phrase = subjects.after(cue) if cue.is_finite and cue.form.form.has_object else None
    return phrase if phrase is not None and phrase.is_strong else None
