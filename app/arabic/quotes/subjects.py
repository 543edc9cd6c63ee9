"""Finds a cue's grammatical subject: after the verb, before it, or as antecedent of a relative clause."""

from collections.abc import Iterator
from itertools import islice

from app.arabic.conjugation import Shape
from app.arabic.normalize import fold
from app.arabic.quotes.addressed import addresses, find_addressed
from app.arabic.quotes.antecedents import find_antecedent
from app.arabic.quotes.formulas import (
    ADDRESSED,
    behind_aside,
    behind_demonstrative,
    find_heard,
    find_narrator,
    find_opening_document,
    find_prior,
    find_revered,
    find_speech_of,
    find_told_of,
    find_topic,
    heads_speaker,
)
from app.arabic.quotes.indefinite import read_indefinite, read_relative
from app.arabic.quotes.issuers import find_issuer_before
from app.arabic.quotes.late_subjects import stands_free
from app.arabic.quotes.lexicon import AUXILIARIES, COMPLEMENTISERS, RELATIVES, SKIPPED
from app.arabic.quotes.openers import behind_age
from app.arabic.quotes.people import is_epithet
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.sources import read_behind
from app.arabic.quotes.unlisted import read_unlisted
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import has_clitic, word

_FURTHEST_BEFORE = 40
_FURTHEST_AFTER = 16
_BRINGING = frozenset(("قايلا", "قايله", "قايلين", "مضيفه", "موكده", "موضحه"))
_MOST_STARTS = 5
_TELLING = frozenset(("ابلغ", "اخبر"))
_WITHIN = frozenset(("فيه", "فيها", "خلاله", "خلالها"))


class SubjectFinder:
    """Looks for the subject around a cue."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading = reading
        self.registry = registry

    def knows(self, phrase: Phrase) -> bool:
        """Whether the phrase names somebody met before."""
        return self.registry.knows(phrase.name)

    def after(self, cue: Cue) -> Phrase | None:
        """The subject that follows the verb, adjuncts between them skipped."""
        reading = self.reading
        limit = reading.sentence_limit(cue.at)
        at = cue.at + 1
        if at >= limit:
            return None
        exalted = find_revered(reading, at)
        if exalted is not None:
            return exalted
        if reading.keys[at] in _WITHIN and at + 1 < limit and reading.is_marked(at + 1):
            return None  # بيانا أكد فيه "…"
        if reading.keys[at] in ADDRESSED or reading.keys[at] in _BRINGING:
            return None  # قال معاليه خلال لقائه وزير …: himself
        at = behind_demonstrative(reading, self._skip_openers(at, limit), limit)
        found = reading.phrases.read(at, limit) if at < limit else None
        if found is not None and addresses(cue) and (addressed := find_addressed(reading, found)) is not None:
            found = reading.phrases.read(at, addressed)
        if found is not None and self._is_outlet_told(found, cue, limit):
            found = reading.phrases.read(found.last, limit)
        if found is not None and self._can_be_subject(found, cue):
            return found
        later = self._later(cue, at, limit) or read_relative(reading, at, limit)
        return later or read_unlisted(reading, cue, limit)

    def _is_outlet_told(self, found: Phrase, cue: Cue, limit: int) -> bool:
        """أبلغ "الاقتصادية" مسؤول بحريني أن: the outlet in marks that somebody behind it told."""
        told = self.reading.is_marked(found.first) and found.last < limit and fold(cue.form.verb.lemma) in _TELLING
        return told and fold(found.name) in lex.EVERY_OUTLET and heads_speaker(self.reading, found.last)

    def _skip_openers(self, at: int, limit: int) -> int:
        reading = self.reading
        while at < limit and (reading.keys[at] in SKIPPED or reading.is_comma(at) or self._is_told_outlet(at)):
            if (behind := behind_aside(reading, at)) > at:  # قال، من جانبه، الوزير
                at = behind
                continue
            if self._is_told_outlet(at):
                at = reading.phrases.behind_marks(at + 1) or limit
                continue
            if reading.is_comma(at) and not heads_speaker(self.reading, at + 1):
                return limit
            at += 1
        return at

    def _is_told_outlet(self, at: int) -> bool:
        """كشف لـ«المرفأ» فلان: the outlet in marks that it was told to."""
        return self.reading.keys[at] == "ل" and self.reading.phrases.behind_marks(at + 1) is not None

    def _later(self, cue: Cue, at: int, limit: int) -> Phrase | None:
        """A subject behind an adjunct: قال في تصريح أمس المتحدث باسم الوزارة … إن."""
        reading = self.reading
        behind = at
        for i in range(at, min(limit, at + _FURTHEST_AFTER)):
            if self._is_told_outlet(i):
                behind = reading.phrases.behind_marks(i + 1) or i
            if i < behind:
                continue
            token = reading.tokens[i]
            if (
                token.key in COMPLEMENTISERS
                or token.key == ":"
                or token.key in RELATIVES
                or (i in reading.cue_at and self._opens_another(i))
            ):
                return None
            if i == at or not token.is_word or not heads_speaker(self.reading, i) or not stands_free(reading, i):
                continue
            found = reading.phrases.read(i, limit)
            if found is not None and found.is_strong and self._is_late_subject(found, limit):
                return found
        return None

    def _is_late_subject(self, found: Phrase, limit: int) -> bool:
        """Whether the content begins behind it, or nobody but a source can be meant: قال لـ«…» مصدر مطلع."""
        return self._ends_at_content(found, limit) or found.head in ("مصدر", "مصادر")

    def _opens_another(self, at: int) -> bool:
        """قال …، داعية الجمهوريين إلى: a verb, or a participle behind a comma."""
        shape = self.reading.cue_at[at].shape
        finite = shape in (Shape.perfect, Shape.imperfect)
        return finite or (shape is Shape.participle and self.reading.is_comma(at - 1))

    def _ends_at_content(self, phrase: Phrase, limit: int) -> bool:
        """Whether the phrase runs up to the content: complementiser, colon, mark, comma or preposition."""
        at = phrase.last
        if at >= limit:
            return False
        key = self.reading.key(at)
        return (
            key in COMPLEMENTISERS
            or not self.reading.tokens[at].is_word
            or key in ("عن", "الي", "على", "في", "خلال", "ان")
        )

    def _can_be_subject(self, phrase: Phrase, cue: Cue) -> bool:
        first = word(self.reading.keys[phrase.first])
        if phrase.is_strong:
            return True
        governed = first.key[:1] == "ب" and (has_clitic(first.key) or first.key.endswith("تين"))
        if governed and "ب" in cue.form.verb.prepositions:
            return False  # يتهم بجريمتين
        return (
            not first.is_adverbial and not first.key.isdigit() and (cue.shape is not Shape.participle or phrase.is_name)
        )

    def before(self, cue: Cue) -> Phrase | None:
        """The subject that opens the clause before the verb: الوزير الشيباني اعتبر."""
        reading = self.reading
        if self.reading.keys[cue.at - 1] in RELATIVES:
            return (
                None
                if cue.describes_antecedent(self.reading.key)
                else find_antecedent(reading, self.registry, cue.at - 1)
            )
        heard = cue.shape is Shape.imperfect and not cue.form.form.clitic
        if (caller := self._caller(cue) or (find_heard(reading, cue.at) if heard else None)) is not None:
            return caller
        if self.reading.keys[cue.at - 1] in ("انه", "انها") and (told := find_told_of(reading, cue.at - 1)) is not None:
            return told
        if cue.form.form.clitic == "ف":
            return find_topic(reading, cue.at)
        source = find_narrator(reading, cue.at) or find_opening_document(reading, cue.at)
        source = source or find_issuer_before(reading, cue)
        if source is not None:
            return source
        if (prior := self._who_once_said(cue.at)) is not None:
            return prior
        if cue.form.form.clitic or cue.at == 0 or not reading.same_sentence(cue.at - 1, cue.at):
            return None
        return self._clause_opener(cue.at)

    def _caller(self, cue: Cue) -> Phrase | None:
        """تلقى اتصالا من فلان، أعرب فيه عن، أعرب خلاله عن: the one who called or wrote."""
        within = self.reading.key(cue.at + 1)
        if within not in _WITHIN or cue.form.form.clitic:
            return None
        found = find_speech_of(self.reading, cue.at) or find_antecedent(self.reading, self.registry, cue.at)
        if within in ("فيه", "فيها"):
            found = found if found is not None and found.is_strong else None  # ألقى عظة قال فيها
            return found or self._clause_opener(cue.at)
        return found if found is not None and self.reading.key(found.first - 1) == "من" else None

    def _clause_opener(self, at: int) -> Phrase | None:
        """The phrase that opens the clause whose verb stands here."""
        nearest: Phrase | None = None
        for start in islice(self._clause_starts(at), _MOST_STARTS):
            found = self._phrase_at(start, at)
            if nearest is not None and found is not None and found.is_name and self._is_apposed(found, nearest):
                return found  # لكن فلان، المتحدث باسم الوزارة، ينفي: the office is in apposition
            nearest = nearest or found
            if nearest is not None and nearest.is_name:
                return nearest
        return nearest

    def _is_apposed(self, name: Phrase, office: Phrase) -> bool:
        """Whether nothing but a comma, or an age in brackets, stands between a name and the office behind it."""
        last = behind_age(self.reading, name.last)
        return last >= office.first - 1

    def _who_once_said(self, at: int) -> Phrase | None:
        """الوزير سبق أن قال، سبق للوزير أن قال."""
        key = self.reading.key
        if key(at - 1) not in ("ان", "وان"):
            return None
        found = self._clause_opener(at - 2) if key(at - 2) in ("سبق", "وسبق") else None
        return found or find_prior(self.reading, at - 1)

    def _clause_starts(self, at: int) -> Iterator[int]:
        """Where the cue's clause may begin, the nearest first."""
        keys, tokens = self.reading.keys, self.reading.tokens
        sentence = tokens[at].sentence
        for i in range(at - 1, max(-1, at - _FURTHEST_BEFORE), -1):
            key = keys[i]
            if tokens[i].sentence != sentence:
                return
            governs = key in COMPLEMENTISERS or key in AUXILIARIES or key == "فان"
            if governs or self.reading.is_comma(i - 1) or self.reading.opens_sentence(i):
                yield i + 1 if governs else i
            if key == ":":
                yield i + 1
                return

    def _phrase_at(self, start: int, verb: int) -> Phrase | None:
        reading = self.reading
        while start < verb and reading.keys[start] in AUXILIARIES:
            start += 1
        if start < verb and not reading.tokens[start].is_word:
            return self._marked_subject(start, verb)
        if start >= verb or reading.is_plain_verb(start):
            return None
        found = self._read_joined(start, verb)
        stands = found is not None and (found.is_strong or self.knows(found) or is_epithet(reading.keys[start]))
        stands = stands or (found is not None and self._is_told_of(found, verb))
        if found is None or not stands:
            return read_indefinite(reading, start, verb)
        rest = [reading.keys[i] for i in range(behind_aside(reading, behind_age(reading, found.last)), verb)]
        if all(key in AUXILIARIES or key == "قد" for key in rest) or (len(rest) == 1 and rest[0] in COMMA_KEYS):
            return found
        if found.last < verb and reading.marked.by_start.get(reading.tokens[found.last].start) is not None:
            return found if verb - found.last == 1 else None
        if rest[0] in RELATIVES:
            return found
        between = rest[0] in COMMA_KEYS or rest[0] in ("في", "خلال", "الذي", "التي", "من", "عبر", "امس", "اليوم")
        return found if between and (rest[-1] in COMMA_KEYS or rest[0] in ("خلال", "في", "امس", "اليوم")) else None

    def _is_told_of(self, found: Phrase, verb: int) -> bool:
        """مرام القصير التي برز اسمها في …، ترى أن: two words that open a sentence, a relative clause between."""
        reading = self.reading
        opens = reading.opens_sentence(found.first) and found.last == found.first + 2 and found.is_name
        told = opens and reading.key(found.last) in RELATIVES and reading.is_comma(verb - 1)
        return told and not found.is_thing and not word(reading.key(found.first)).is_definite

    def _marked_subject(self, mark: int, verb: int) -> Phrase | None:
        """وكانت «الفرات» قالت: a name in marks behind كان."""
        found = self.reading.phrases.read(mark, verb) if self.reading.key(mark - 1) in AUXILIARIES else None
        if found is None or not found.is_name:
            return None
        return found if found.last == verb or (found.last == verb - 1 and self.reading.key(verb - 1) == "قد") else None

    def _read_joined(self, start: int, verb: int) -> Phrase | None:
        """A phrase whose first word may carry و: والوزير أكد."""
        reading = self.reading
        key = reading.keys[start]
        this = word(key[1:])
        titled = this.key in lex.HONORIFICS or this.is_office or this.is_given or this.is_organization
        if key[:1] == "و" and len(key) > 4 and titled and not word(key).is_given:
            return read_behind(reading, start, verb, "و")
        return reading.phrases.read(start, verb)


COMMA_KEYS = frozenset("،,؛;-–")
