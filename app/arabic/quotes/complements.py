"""Finds what a cue governs: a clause, words in marks, words after a colon, or a nominal."""

from dataclasses import dataclass

from app.arabic.conjugation import Agreement, Shape
from app.arabic.quotes.beginnings import is_name
from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.lexicon import (
    AS_SAID,
    COMPLEMENTISERS,
    GOVERNING_AN,
    RELATIVES,
    SPEECH_OPENERS,
    SUBORDINATING,
    THANKS,
    CueForm,
    Verb,
    is_verbal_noun,
)
from app.arabic.quotes.nominals import NominalFinder
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.signs import SignReader
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.words import word

FURTHEST = 60


_HANDED = 12
_PASSING = frozenset(("contain", "relay", "issue"))
BRINGING_SPEECH = frozenset(("قال", "أضاف", "أردف", "صرح"))
_PLAIN = frozenset(("expect", "consider", "urge", "accuse", "estimate"))
_BELIEVING = frozenset(("consider", "expect", "commit", "point-out"))
_BEFORE_AN = frozenset(("الي", "على", "علي", "عن", "من", "في"))
_DESCRIBING = frozenset(("وصف", "نعت"))
"""They take بأن, and أن at most with a pronoun: وصف الحادث أنه."""
_IF = frozenset(("لم", "شاء", "وجد", "وجدت", "صح", "كان", "كانت", "امكن", "دل"))


@dataclass(slots=True)
class _Scan:
    """One walk to the right of a cue: how far it has come to know what may still be the cue's."""

    cue: Cue
    form: CueForm
    after_subject: int
    limit: int
    may_hand_on: bool
    nominals: bool = True
    relative: bool = False
    is_over: bool = False


class ComplementFinder:
    """Looks for complements to the right of a cue, no further than the cue's own reach."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.nominals = NominalFinder(reading)
        self.signs = SignReader(reading)

    def find(self, cue: Cue, subject: Phrase | None, *, may_hand_on: bool = True) -> Complement | None:
        """The complement of `cue`; `subject` is the phrase after it, when there is one."""
        limit = self._reach(cue)
        for form in cue.forms:
            found = self._first(cue, form, subject, limit, may_hand_on=may_hand_on)
            if found is not None:
                found.form = form
                return found
        return None

    def after_colon(self, at: int) -> Complement | None:
        """What stands behind the colon at `at`."""
        return self.signs.after_colon(at, len(self.reading.tokens))

    def _reach(self, cue: Cue) -> int:
        """Index of the first token out of the cue's reach."""
        return self._over_bare_colon(min(self.reading.document.limit(cue.at), cue.at + FURTHEST))

    def _over_bare_colon(self, end: int) -> int:
        """A colon at the line's end hands over to the next line."""
        tokens = self.reading.tokens
        if end < len(tokens) and self.reading.keys[end - 1] == ":":
            return end + 1
        return end

    def _first(
        self, cue: Cue, form: CueForm, subject: Phrase | None, limit: int, *, may_hand_on: bool
    ) -> Complement | None:
        reading, verb = self.reading, form.verb
        at = subject.last if subject is not None and subject.first > cue.at else cue.at + 1
        if at < limit and reading.keys[at] in SPEECH_OPENERS and self._brings_speech(cue, verb):
            return Complement(Style.verbatim, reading.tokens[at].start, at)
        scan = _Scan(cue, form, at, limit, may_hand_on)
        while at < limit and not scan.is_over:
            if reading.tokens[at].is_word:
                found = self._at_word(scan, at)
                at += 1
            else:
                opening = at
                found, at = self.signs.at_sign(at, limit, verb, scan.after_subject)
                found = found if "marks" in verb.takes else None
                found = found or self._marked_object(scan, opening)
            if found is not None:
                return found
        return None

    def _marked_object(self, scan: _Scan, at: int) -> Complement | None:
        """أعلنت، في بيان، «تحييد» ثلاثة عناصر: an object whose first word is set in marks."""
        stretch = self.reading.marked.by_start.get(self.reading.tokens[at].start)
        if stretch is None or "object" not in scan.form.verb.takes or at > scan.after_subject + _HANDED:
            return None
        asked = self.reading.key(scan.after_subject) == "من"  # طلب من العمال "التحلي بالصبر"
        noun = self.reading.key(at + 1)
        is_noun = is_verbal_noun(strip_article(noun) if asked else noun) and (asked or self.reading.is_comma(at - 1))
        return Complement(Style.object, stretch.outer_start, at) if is_noun else None

    def _brings_speech(self, cue: Cue, verb: Verb) -> bool:
        """Whether the cue may bring words with neither a colon nor marks: وقال فلان لقد بدأنا."""
        finite = cue.is_finite and not cue.form.form.has_object and self.reading.key(cue.at - 1) not in AS_SAID
        return verb.lemma in BRINGING_SPEECH and (finite or cue.shape is Shape.participle)

    def _at_word(self, scan: _Scan, at: int) -> Complement | None:
        """The complement that opens with the word at `at`; or the scan is over there."""
        key, cue, form = self.reading.keys[at], scan.cue, scan.form
        if key in COMPLEMENTISERS and "clause" in form.verb.takes:
            found = self._clause(scan, at)
            if found is not None or scan.is_over:
                return found
        if key in RELATIVES:
            scan.nominals, scan.relative = scan.nominals and at == scan.after_subject, True
        if key in form.verb.prepositions and self.reading.keys[at + 1] in THANKS:
            scan.is_over = True
            return None
        if at >= scan.after_subject and scan.nominals:
            nominal = self.nominals.find(cue, form, at, scan.limit, scan.after_subject)
            if nominal is not None:
                return nominal
        if at in self.reading.cue_at and at > cue.at + 1 and self._blocks(at, cue) and not self._tells_of(scan, at):
            scan.is_over = True
            close = scan.may_hand_on and at <= scan.after_subject + _HANDED
            return self._handed_on(cue, form, at) if close else None
        return None

    def _tells_of(self, scan: _Scan, at: int) -> bool:
        """كشفت دراسة أعلنت نتائجها أمس أن: a verb right behind an indefinite document tells of it."""
        document = self.reading.key(at - 1)
        return at == scan.after_subject and document in lex.DOCUMENTS

    def _clause(self, scan: _Scan, at: int) -> Complement | None:
        """The clause behind the complementiser at `at`, if it is the cue's."""
        key = self.reading.key(at)
        if key[:1] == "ل" and (not scan.nominals or scan.form.verb.rule in _BELIEVING):
            return None  # التي رفضت … لأنها: the relative clause's own reasons
        if key == "ان" and scan.form.verb.lemma in _DESCRIBING:
            return None  # وصف شخصي لا أظن أن
        if self._is_owned(at, scan.after_subject):
            scan.is_over = not scan.relative  # else its relative clause's: المدير الذي يجب أن يستقيل قال إن
            return None
        if not self._complements(at, scan.after_subject) or self._is_until(scan, at):
            return None
        return Complement(Style.clause, self.reading.behind(at), at)

    def _complements(self, at: int, after_subject: int) -> bool:
        """Whether the word opens what is said, not a clause of time (بعد أن) nor a name (بان كي مون)."""
        reading = self.reading
        if reading.keys[at - 1] in SUBORDINATING or is_name(reading, at):
            return False
        return at <= after_subject or not self._is_if(at)

    def _is_owned(self, at: int, after_subject: int) -> bool:
        """ينبغي أن، علمًا بأن، التي تدعي أنها: another word between subject and أن governs it."""
        reading = self.reading
        before = at - 2 if reading.key(at - 1) in _BEFORE_AN else at - 1
        if before < after_subject:
            return False
        if reading.key(before) in GOVERNING_AN:
            return True
        other = reading.cue_at.get(before)
        return other is not None and other.is_finite and reading.key(before - 1) in RELATIVES

    def _is_until(self, scan: _Scan, at: int) -> bool:
        """إلى أن، على أن: until, on condition that, where the cue governs no such preposition."""
        before = self.reading.key(at - 1)
        if before not in _BEFORE_AN or at - 2 <= scan.after_subject or self.reading.is_comma(at - 2):
            return False
        return before not in scan.form.verb.prepositions and scan.form.verb.rule in _PLAIN

    def _is_if(self, at: int) -> bool:
        """إن لم يكن، إن وجدت: a condition."""
        token = self.reading.tokens[at]
        return self.reading.text[token.start : token.end] == "إن" and self.reading.key(at + 1) in _IF

    def _blocks(self, at: int, cue: Cue) -> bool:
        """Whether the other cue that stands at `at` owns what follows."""
        reading = self.reading
        other = reading.cue_at[at]
        published = reading.key(at) in ("نشر", "نشرت") and word(reading.key(at + 1)).is_adverbial  # مقابلة نشرت أمس
        if (
            published
            or other.form.verb.rule in _PASSING
            or reading.key(at - 1) in RELATIVES
            or other.form.form.has_object
        ):
            return False
        if (reading.is_homograph(other) and not other.form.form.clitic) or reading.is_called(at):
            return False
        if other.shape is Shape.participle:
            return reading.opens_clause(other) or at == cue.at + 1 or self._has_clause_behind(at)
        return other.shape in (Shape.perfect, Shape.imperfect)

    def _has_clause_behind(self, at: int) -> bool:
        """مؤكدًا أن، مشيرًا إلى أن: the complementiser follows at once."""
        return any(self.reading.key(at + step) in COMPLEMENTISERS for step in (1, 2))

    def _handed_on(self, cue: Cue, form: CueForm, at: int) -> Complement | None:
        """Two verbs for one saying: تابع مؤكدًا «…»، أوضح قائلًا: the first is the cue."""
        other = self.reading.cue_at[at]
        plain = form.verb.rule in ("say", "continue") and not form.verb.prepositions
        if not _agree(form, other.form):
            return None  # التي اختتمت أمس، مفيدًا: somebody else
        saying = other.form.verb.rule == "say"
        if other.shape is Shape.participle and (plain or saying) and "praise" not in form.verb.takes:
            found = self.find(other, None, may_hand_on=False)
            if found is not None and found.style is not Style.before:
                return found
        return None


def _agree(verb: CueForm, participle: CueForm) -> bool:
    """Whether a verb and a participle may have one subject, by their gender."""
    one, other = verb.form.agreement, participle.form.agreement
    if Agreement.plural in (one, other) or verb.form.shape not in (Shape.perfect, Shape.imperfect):
        return True
    return one is other
