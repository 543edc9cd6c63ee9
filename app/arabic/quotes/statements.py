"""Who speaks through a statement, and who answers what was said."""

import re

from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.saying import Saying
from app.arabic.quotes.subjects import SubjectFinder
from app.arabic.speakers import lexicon as lex
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
    first = saying.phrase.last if saying.phrase is not None else at + 1
    for i in range(first, min(saying.complement.at, first + _REACH)):
        bare = strip_article(reading.key(i))
        head = bare if bare in lex.DOCUMENTS else _OWNED.sub("", bare)
        if head in _STATEMENTS:
            registry.documents[head] = saying.entity
    if reading.key(at + 1) in _WITHIN:
        for i in range(max(0, at - _BEFORE), at):
            head = reading.key(i).removesuffix("ا")
            if head in _STATEMENTS:
                registry.documents[head] = saying.entity


def find_answerer(subjects: SubjectFinder, cue: Cue) -> Phrase | None:
    """Who denies or confirms it: the subject behind a verb that has what was said for its pronoun."""
    phrase = subjects.after(cue) if cue.is_finite and cue.form.form.has_object else None
    return phrase if phrase is not None and phrase.is_strong else None
