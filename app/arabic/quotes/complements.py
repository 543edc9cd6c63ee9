"""Finds what a cue governs: a clause, words in marks, words after a colon, or a nominal."""

from app.arabic.conjugation import Shape
from app.arabic.marks import Marked
from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.lexicon import (
    COMPLEMENTISERS,
    GENERA,
    RELATIVES,
    SUBORDINATING,
    THANKS,
    CueForm,
    Verb,
)
from app.arabic.quotes.nominals import NominalFinder
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrases import Phrase
from app.records import Marks

FURTHEST = 60


_ANSWERING = frozenset(("أجاب", "رد"))
_HANDED = 12
_PASSING = frozenset(("contain", "relay", "issue"))
_TITLED = frozenset(("عنوان", "اسم", "شعار", "مسمي", "العنوان", "وسم"))


class ComplementFinder:
    """Looks for complements to the right of a cue, no further than the cue's own reach."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.nominals = NominalFinder(reading)

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
        return self._after_colon(at, len(self.reading.tokens))

    def _reach(self, cue: Cue) -> int:
        """Index of the first token out of the cue's reach."""
        return self._over_bare_colon(min(self.reading.document.limit(cue.at), cue.at + FURTHEST))

    def _over_bare_colon(self, end: int) -> int:
        """A colon at the line's end hands over to the next line."""
        tokens = self.reading.tokens
        if end < len(tokens) and self.reading.key(end - 1) == ":":
            return end + 1
        return end

    def _first(
        self, cue: Cue, form: CueForm, subject: Phrase | None, limit: int, *, may_hand_on: bool
    ) -> Complement | None:
        reading = self.reading
        verb = form.verb
        at = after_subject = subject.last if subject is not None and subject.first > cue.at else cue.at + 1
        nominals = True
        while at < limit:
            token = reading.tokens[at]
            if not token.is_word:
                found, at = self._at_sign(at, limit, verb, after_subject)
                if found is not None and "marks" in verb.takes:
                    return found
                continue
            reasons = token.key[:1] == "ل" and not nominals  # التي رفضت … لأنها: the relative clause's own
            if token.key in COMPLEMENTISERS and "clause" in verb.takes and not reasons and self._complements(at):
                return Complement(Style.clause, self.reading.behind(at), at)
            if token.key in RELATIVES and at > after_subject:
                nominals = False
            if token.key in verb.prepositions and reading.key(at + 1) in THANKS:
                return None
            if at >= after_subject and nominals:
                nominal = self.nominals.find(cue, form, at, limit, after_subject)
                if nominal is not None:
                    return nominal
            if at > cue.at + 1 and self._blocks(at, cue):
                close = may_hand_on and at <= after_subject + _HANDED
                return self._handed_on(cue, form, at) if close else None
            at += 1
        return None

    def _complements(self, at: int) -> bool:
        """Whether the word opens what is said, not a clause of time (بعد أن) nor a name (بان كي مون)."""
        reading = self.reading
        is_name = reading.key(at) == "بان" and reading.key(at + 1) in ("كي", "جي")
        return reading.key(at - 1) not in SUBORDINATING and not is_name

    # --- marks and colons --------------------------------------------------------------------------------

    def _at_sign(self, at: int, limit: int, verb: Verb, after_subject: int) -> tuple[Complement | None, int]:
        reading = self.reading
        token = reading.tokens[at]
        stretch = reading.marked.by_start.get(token.start)
        if stretch is not None:
            after = reading.document.token_at(stretch.outer_end - 1) + 1
            answered = verb.lemma in _ANSWERING and at == after_subject
            if answered or self._holds_words(at, stretch, after, verb.prepositions):
                return Complement(Style.marks, stretch.start, at, stretch), after
            return None, max(after, at + 1)
        if token.key == ":":
            return self._after_colon(at, limit), limit
        if token.key == "(":
            return self._bracketed(at, limit) if self._may_bracket(at) else (None, self._bracketed(at, limit)[1])
        if token.key in "-–—":
            return None, self._over_dashes(at, limit)
        return None, at + 1

    def _may_bracket(self, at: int) -> bool:
        """Brackets hold a saying only behind a colon or the subject, never behind a preposition."""
        before = self.reading.key(at - 1)
        return (
            before == ":"
            or (before not in lex.ADVERBIALS and before[:1] != "ل")
            or before in ("وسلم", "تعالي", "وجل", "عنه", "سبحانه")
        )

    def _over_dashes(self, at: int, limit: int) -> int:
        """The token behind a parenthesis in dashes that opens at `at`."""
        for i in range(at + 2, min(limit, at + 20)):
            if self.reading.key(i) in ("-", "–", "—"):
                return i + 1
        return at + 1

    def _after_colon(self, at: int, limit: int) -> Complement | None:
        reading = self.reading
        if reading.key(at - 1).removeprefix("ب") in _TITLED:
            return None
        nxt = at + 1
        while nxt < len(reading.tokens) and not reading.tokens[nxt].is_word:
            stretch = reading.marked.by_start.get(reading.tokens[nxt].start)
            if stretch is not None:
                return Complement(Style.marks, stretch.start, nxt, stretch)
            if reading.key(nxt) == "(":
                found, _ = self._bracketed(nxt, limit + 60)
                if found is not None:
                    return found
            nxt += 1
        if nxt >= len(reading.tokens):
            return None
        if reading.key(nxt) in COMPLEMENTISERS:
            return Complement(Style.clause, self.reading.behind(nxt), nxt)
        starts_list = reading.key(nxt).isdigit() and not reading.same_sentence(at, nxt)
        return None if starts_list else Complement(Style.verbatim, reading.tokens[nxt].start, nxt)

    def _bracketed(self, at: int, limit: int) -> tuple[Complement | None, int]:
        """Some papers set sayings in brackets: at least four words count."""
        tokens = self.reading.tokens
        for end in range(at + 1, min(len(tokens), at + 120)):
            if tokens[end].key == ")":
                if end - at > 4 and not tokens[at + 1].key.isdigit():
                    stretch = Marked(
                        tokens[at].start, tokens[at + 1].start, tokens[end - 1].end, tokens[end].end, Marks.closed, 0
                    )
                    return Complement(Style.marks, stretch.start, at, stretch), end + 1
                return None, end + 1
        return None, at + 1

    def _holds_words(self, at: int, stretch: Marked, after: int, prepositions: frozenset[str]) -> bool:
        """Whether a stretch in marks is a saying rather than a name."""
        reading = self.reading
        before = reading.text[stretch.outer_start - 1] if stretch.outer_start else " "
        attached = before.isalpha() or before == "ـ"
        inner = reading.document.token_at(stretch.end - 1) - reading.document.token_at(stretch.start) + 1
        if attached:
            return before in "بـ" and "ب" in prepositions and reading.key(at - 1) == "ب"
        if reading.key(after) == ":":
            return False
        genus = strip_article(reading.key(at - 1))
        if inner <= 4 and genus in GENERA:
            return False
        return inner >= 3 or reading.is_comma(at - 1) or not reading.tokens[at - 1].is_word

    def _blocks(self, at: int, cue: Cue) -> bool:
        """Whether another cue at `at` owns what follows."""
        reading = self.reading
        other = reading.cue_at.get(at)
        if (
            other is None
            or other.form.verb.rule in _PASSING
            or reading.key(at - 1) in RELATIVES
            or other.form.form.has_object
        ):
            return False
        if reading.is_homograph(other) and not other.form.form.clitic:
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
        saying = other.form.verb.rule == "say"
        if other.shape is Shape.participle and (plain or saying) and "praise" not in form.verb.takes:
            found = self.find(other, None, may_hand_on=False)
            if found is not None and found.style is not Style.before:
                return found
        return None
