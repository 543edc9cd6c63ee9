"""What makes a saying doubtful, beside the way it is reported: found where it is found, weighed by its confidence."""

from app.arabic.conjugation import Agreement, Shape
from app.arabic.quotes.complement import Style
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.saying import Doubt, Saying
from app.arabic.speakers.entity import agrees
from app.arabic.speakers.registry import Registry
from app.records import Resolution

_DISTANT = 600
"""Code points between a verb and the one that it leaves understood: some five lines of a newspaper."""
_FAR_COMPLEMENT = 12


def find_doubts(reading: Reading, registry: Registry, saying: Saying) -> frozenset[Doubt]:
    """The doubts of a saying whose speaker and content are known; its subject must not be noted yet."""
    found = set()
    if saying.resolution is Resolution.understood:
        found.update(_understood(reading, registry, saying))
    if saying.is_nested:
        found.add(Doubt.nested)
    behind = max(saying.cue.at + 1, saying.phrase.last if saying.phrase is not None else 0)
    if saying.complement.style is Style.clause and saying.complement.at > behind + _FAR_COMPLEMENT:
        found.add(Doubt.far)
    return frozenset(found)


def _understood(reading: Reading, registry: Registry, saying: Saying) -> set[Doubt]:
    offset = reading.tokens[saying.cue.at].start
    since, is_latest = registry.trace(saying.entity, offset)
    found = set()
    agreement = saying.cue.form.form.agreement
    if not agrees(saying.entity, agreement):
        singular = saying.cue.shape is Shape.participle and agreement is not Agreement.plural
        found.add(Doubt.misprinted if singular else Doubt.disagreeing)
    if offset - since > _DISTANT:
        found.add(Doubt.distant)
    if not is_latest:
        found.add(Doubt.passed_over)
    return found
