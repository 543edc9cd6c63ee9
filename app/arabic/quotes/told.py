"""نقلت وكالة عن فلان قوله إن; جاء في بيان أن: the source stands behind a preposition."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.arabic.conjugation import Shape
from app.arabic.normalize import fold_key
from app.arabic.quotes.complement import Complement
from app.arabic.quotes.complements import ComplementFinder
from app.arabic.quotes.lexicon import COMPLEMENTISERS, words_of
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.relays import Relay, relay_of
from app.arabic.quotes.saying import Saying
from app.arabic.quotes.subjects import SubjectFinder
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.phrase import Phrase
from app.records import SpeakerKind

TELLING = frozenset(("relay", "contain", "issue"))
"""Rules whose verb's subject isn't the speaker."""
_ABOUT_HIM = frozenset(("عنه", "عنها", "عنهم", "عنهما"))
_FURTHEST = 14
_ISSUING = words_of("quotes/phrases", "issued")
_SOURCE = 30
_BEHIND = 12
_NEAR = 4
_ISSUED = 6
_PASSED_ON = ("نقلا", "عن")


@dataclass(slots=True)
class Telling:
    """A cue (قوله where it stands, else the verb), its source, what was said, and who relayed it."""

    cue: Cue
    source: Phrase | None
    complement: Complement
    relay: Relay | None


def find_retold(reading: Reading, sayings: Sequence[Saying], cue: Cue) -> Entity | None:
    """نقلت وكالة عن الوزير قوله إن …، مضيفًا أن / وسأل: what follows is his whose words were passed on."""
    joined = cue.is_finite and cue.form.form.clitic == "و"
    if cue.shape is not Shape.participle and not joined:
        return None
    last = next((saying for saying in reversed(sayings) if not saying.is_nested), None)
    if last is None or not reading.same_sentence(last.cue.at, cue.at):
        return None
    passed_on = last.cue.shape is Shape.noun and last.cue.form.form.has_object and last.phrase is not None
    return last.entity if passed_on and cue.form.form.agreement is last.cue.agreement else None


def find_passed_on(reading: Reading, outlet: Phrase | None, complement: Complement) -> Phrase | None:
    """ذكرت الوكالة، نقلًا عن المدير فلان، أن: whose words an outlet passes on, beside its own verb."""
    if outlet is None or not (outlet.head in lex.RELAYS or fold_key(outlet.name) in lex.EVERY_OUTLET):
        return None
    at = outlet.last + reading.is_comma(outlet.last)
    if (reading.keys[at], reading.keys[at + 1]) != _PASSED_ON or complement.at <= at + 2:
        return None
    found = reading.phrases.read(at + 2, complement.at)
    return found if found is not None and found.is_strong else None


def is_passed_on(reading: Reading, phrase: Phrase | None) -> bool:
    """نقلًا عن المدير: whether the phrase names whose words somebody else's verb brings."""
    return phrase is not None and (reading.key(phrase.first - 2), reading.key(phrase.first - 1)) == _PASSED_ON


def _is_outlet(phrase: Phrase) -> bool:
    """Whether who passes words on is an outlet rather than people: no نقل زوار القصر عن الرئيس قوله."""
    return (
        phrase.head in lex.RELAYS
        or phrase.head == "وسايل"
        or phrase.kind not in (SpeakerKind.group, SpeakerKind.unnamed)
    )


class TellingFinder:
    """Reads the verbs whose subject is not the speaker."""

    def __init__(self, reading: Reading, subjects: SubjectFinder, complements: ComplementFinder) -> None:
        self.reading = reading
        self.subjects = subjects
        self.complements = complements

    def find(self, cue: Cue) -> Telling | None:
        """What `cue` (of the rules relay and contain) passes on."""
        if cue.form.verb.rule == "contain":
            return self._contained(cue)
        if cue.form.verb.rule == "issue":
            if self.reading.key(cue.at + 1) in _ABOUT_HIM:
                return self._told_by(cue, None, reach=_ISSUED)  # وصدر عنه البيان الآتي
            return self._behind(cue, cue.at + 1, None) if self.reading.key(cue.at + 1) == "عن" else None
        outlet = self.subjects.after(cue)
        if outlet is None or not outlet.is_strong or self.reading.key(cue.at + 1) == "عن":
            outlet = self.subjects.before(cue) or outlet
        behind = outlet is not None and outlet.first > cue.at
        at = self._about(cue, outlet.last if outlet is not None and behind else cue.at + 1)
        if at is None and outlet is not None and (again := self._about_him(cue, outlet)) is not None:
            return again
        if at is None:
            return self._told_by(cue, outlet) if outlet is not None and outlet.is_strong else None
        relay = relay_of(self.reading, outlet) if outlet is not None and _is_outlet(outlet) else None
        return self._behind(cue, at, relay)

    def _about_him(self, cue: Cue, outlet: Phrase) -> Telling | None:
        """ونقلت الوكالة عنه قوله: the one spoken of before goes on, through the outlet."""
        if self.reading.key(outlet.last) not in _ABOUT_HIM or outlet.first <= cue.at:
            return None
        teller = self._teller(outlet.last + 1)
        complement = self.complements.find(teller or cue, None)
        if complement is None or complement.at > outlet.last + _BEHIND:
            return None
        return Telling(teller or cue, None, complement, relay_of(self.reading, outlet))

    def _about(self, cue: Cue, at: int) -> int | None:
        """The token عن before the source."""
        reading = self.reading
        while at < len(reading.tokens) and at - cue.at < _FURTHEST and reading.same_sentence(cue.at, at):
            if reading.key(at) == "عن":
                return at
            if reading.key(at) in COMPLEMENTISERS:
                return None
            at += 1
        return None

    def _contained(self, cue: Cue) -> Telling | None:
        key = self.reading.key(cue.at + 1)
        if key in ("فيه", "فيها"):
            return self._issued(cue) or self._told_by(cue, None)
        return self._behind(cue, cue.at + 1, None) if key == "في" else None

    def _issued(self, cue: Cue) -> Telling | None:
        """أصدرت الجمعية بيانًا جاء فيه: the body that issued it in the same clause."""
        reading = self.reading
        if reading.key(cue.at - 1).removesuffix("ا") not in lex.DOCUMENTS:
            return None
        for at in range(cue.at - 2, max(-1, cue.at - _FURTHEST), -1):
            if not reading.same_sentence(at, cue.at):
                return None
            if reading.key(at).removeprefix("و") in _ISSUING:
                source = reading.phrases.read(at + 1, cue.at)
                complement = self.complements.find(cue, None)
                found = source is not None and source.is_strong and complement is not None
                return Telling(cue, source, complement, None) if found and complement is not None else None
        return None

    def _behind(self, cue: Cue, at: int, relay: Relay | None) -> Telling | None:
        reading = self.reading
        source = reading.phrases.read(at + 1, min(len(reading.tokens), at + _SOURCE))
        known = source is not None and (source.is_strong or self.subjects.knows(source) or self._is_his_word(source))
        if source is None or not known or (reading.key(at) == "في" and source.head not in lex.DOCUMENTS):
            return None
        if cue.form.verb.rule == "issue" and reading.phrases.is_owned(at + 1):
            return None  # بيان صدر عن مكتبه
        teller = self._teller(source.last)
        complement = self.complements.find(teller or cue, source if teller is None else None)
        if complement is None or complement.at > source.last + _BEHIND:
            return None
        return Telling(teller or cue, source, complement, relay)

    def _is_his_word(self, source: Phrase) -> bool:
        """نقلت الصحيفة عن السوداني تأكيده: a bare surname whose noun of saying follows."""
        return source.is_name and not source.is_thing and self._teller(source.last) is not None

    def _told_by(self, cue: Cue, outlet: Phrase | None, reach: int = _NEAR) -> Telling | None:
        """نقلت صحيفة أن: the outlet speaks itself; وجاء فيه: the one spoken of does."""
        complement = self.complements.find(cue, outlet)
        first = outlet.last if outlet is not None else cue.at + 1
        if complement is None or complement.at > first + reach:
            return None
        return Telling(cue, outlet, complement, None)

    def _teller(self, at: int) -> Cue | None:
        """قوله، تأكيدها behind the source, a comma between them or not."""
        while self.reading.is_comma(at):
            at += 1
        cue = self.reading.cue_at.get(at)
        return cue if cue is not None and cue.shape is Shape.noun and cue.form.form.has_object else None
