"""One document as the quote rules see it: tokens, marks, phrases, and the cue forms among the tokens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from app.arabic.conjugation import Agreement, Shape
from app.arabic.marks import MarkedText, find_marked
from app.arabic.normalize import fold, keeps_length
from app.arabic.quotes.lexicon import COMPLEMENTISERS, HOMOGRAPHS, NEGATIONS, CueForm, cue_forms
from app.arabic.quotes.uses import ANY, CUE, MOST
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrases_once import PhraseOnceReader
from app.arabic.speakers.words import word
from app.arabic.tokens import Document

PREPOSITIONS = frozenset(
    (
        "بعد",
        "قبل",
        "رغم",
        "مقابل",
        "على",
        "عن",
        "من",
        "في",
        "الي",
        "مع",
        "منذ",
        "عقب",
        "اثر",
        "دون",
        "بسبب",
        "خلال",
        "حول",
        "لدي",
        "ضمن",
    )
)
SHADDA = "\u0651"
LONGEST_CUE = 60
"""Code points; tatweel and vowels can make a word as long as they like."""
COMMAS = "،,؛;"
_COMMAS = frozenset(COMMAS)
_SAYING_OPENERS = frozenset(("say", "continue", "explain", "state", "point-out", "announce"))
_FURTHEST = 50
_LONGEST_HEADING = 6
_ASIDES = frozenset(("جهته", "جهتها", "جانبه", "جانبها", "بدوره", "بدورها"))
"""من جهته بين فلان أن: no preposition."""
_CLAUSE_REACH = 20
_CALLED = frozenset(("يدعي", "تدعي"))


@dataclass(slots=True)
class Cue:
    """A cue form at a token; the forms it may be, likeliest first."""

    at: int
    forms: tuple[CueForm, ...]
    form: CueForm = field(init=False)
    """The likeliest reading."""
    shape: Shape = field(init=False)
    """The shape of the likeliest reading."""
    is_finite: bool = field(init=False)
    """Whether it is a verb in the perfect or imperfect."""

    def __post_init__(self) -> None:
        if self.forms:  # a colon has none
            self.form = self.forms[0]
            self.shape = self.form.form.shape
            self.is_finite = self.shape in (Shape.perfect, Shape.imperfect)

    @property
    def agreement(self) -> Agreement:
        """Whom the form goes with; a noun's pronoun tells it: تعهدها is hers, تعهده his."""
        form = self.form.form
        if form.shape is not Shape.noun or not form.has_object:
            return form.agreement
        if form.key.endswith(("هم", "هما")):
            return Agreement.plural
        return Agreement.feminine if form.key.endswith("ها") else Agreement.masculine

    def describes_antecedent(self, key: Callable[[int], str]) -> bool:
        """القوات التي وصفها بـ: the one before the relative pronoun is the object; no فلان التي اتهمته, who accuses."""
        ending = {"التي": "ها", "الذي": "ه"}.get(key(self.at - 1), "")
        is_object = self.form.verb.addressee and self.form.form.has_object
        return is_object and bool(ending) and key(self.at).endswith(ending)


class Reading:
    """What the quote rules look at. Built once for a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.tokens = document.tokens
        self.keys = document.keys
        """The folded tokens, empty outside the document."""
        self.key: Callable[[int], str] = document.keys.__getitem__
        """One of them: to pass on, and where it isn't asked a thousand times."""
        self._uses = [(at, facts) for at, facts in document.facts if facts & ANY]
        self.cues = [Cue(at, forms) for at, forms in self._candidates()]
        self.cue_at = {cue.at: cue for cue in self.cues}
        self.marked: MarkedText = find_marked(document, self._new_sayings())
        self.phrases = PhraseOnceReader(document, self.marked)
        self.sentence_ends = self._open_sentence_ends()

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The tokens where each word or sign stands, in their order."""
        index: dict[str, list[int]] = {}
        for at, key in self.document.keys.items():
            index.setdefault(key, []).append(at)
        return index

    def places(self, use: int) -> list[int]:
        """The tokens whose word may be of such use, by itself; of a sentence no more than prose has."""
        return self.document.sparse([at for at, uses in self._uses if uses & use], MOST[use])

    def _candidates(self) -> list[tuple[int, tuple[CueForm, ...]]]:
        known = cue_forms()
        candidates = [(at, self.key(at)) for at in self.places(CUE) if self._is_short_word(at)]
        return [
            (at, self._likeliest_first(at, known[key]))
            for at, key in candidates
            if self._may_report(at, key) and not self._is_governed_noun(at, known[key])
        ]

    def _is_short_word(self, at: int) -> bool:
        token = self.tokens[at]
        return token.is_word and token.end - token.start <= LONGEST_CUE

    def _likeliest_first(self, at: int, forms: tuple[CueForm, ...]) -> tuple[CueForm, ...]:
        """Behind a preposition a form that may be a noun is one: مقابل تعهدها."""
        if self.keys[at - 1] not in PREPOSITIONS:
            return forms
        return tuple(sorted(forms, key=lambda cue: cue.form.shape is not Shape.noun))

    def _may_report(self, at: int, key: str) -> bool:
        """A particle that is spelled like a cue (بين، عبر) reports only with its complement right behind it."""
        if key == "بالقول" or key not in lex.ADVERBIALS or self.key(at + 1) in COMPLEMENTISERS:
            return True
        if key == "بين" and self.key(at - 1) in _ASIDES:
            return any(self.key(at + step) in COMPLEMENTISERS for step in range(2, _CLAUSE_REACH))
        token = self.tokens[at]
        doubled = SHADDA in self.text[token.start : token.end]
        behind = (self.key(at + step) for step in range(2, 12))
        return self.key(at + 1) == "عن" or (doubled and any(key == "عن" or key in COMPLEMENTISERS for key in behind))

    def is_called(self, at: int) -> bool:
        """رجل يدعى سالم الحداد: is called so, with ي to claim; يدعى أن is a claim, its last letter misprinted."""
        called = self.keys[at].lstrip("وف") in _CALLED and self.text[self.tokens[at].end - 1] == "ى"
        return called and self.keys[at + 1] not in COMPLEMENTISERS

    def _is_governed_noun(self, at: int, forms: tuple[CueForm, ...]) -> bool:
        """في مذكرة، من مدينة: behind a preposition what looks like a participle is a noun."""
        return forms[0].form.shape is Shape.participle and self.key(at - 1) in PREPOSITIONS

    def _new_sayings(self) -> list[int]:
        """Where a sentence opens with a plain finite cue: an unclosed mark ends before it."""
        starts = []
        for cue in self.cues:
            form = cue.form
            opens = cue.at == 0 or self.tokens[cue.at - 1].sentence != self.tokens[cue.at].sentence
            if opens and form.verb.rule in _SAYING_OPENERS and form.form.shape in (Shape.perfect, Shape.imperfect):
                starts.append(self.tokens[cue.at].start)
        return starts

    def _open_sentence_ends(self) -> list[int]:
        """Ends of sentences (offsets) that no quote mark runs across."""
        if not self.marked.outermost:
            return [span.end for span in self.document.sentences]
        ends = []
        for span in self.document.sentences:
            around = self.marked.around(span.end - 1)
            if around is None or around.outer_end <= span.end or not around.closed:
                ends.append(span.end)
        return ends

    def is_comma(self, at: int) -> bool:
        """Whether the token is a comma or semicolon."""
        return self.keys[at] in _COMMAS

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two tokens stand in one sentence."""
        return self.tokens[one].sentence == self.tokens[other].sentence

    def sentence_limit(self, at: int) -> int:
        """The token after the last of the sentence of `at`, at most fifty tokens on."""
        return min(self.document.limit(at), at + _FURTHEST)

    def opens_sentence(self, at: int) -> bool:
        """Whether the token is the first of its sentence."""
        return at == 0 or not self.same_sentence(at - 1, at)

    def is_heading(self, sentence: int) -> bool:
        """Whether the sentence is a short line of its own without a stop."""
        span, text = self.document.sentences[sentence], self.text
        before, behind = text[max(0, span.start - 2) : span.start], text[span.end : span.end + 2]
        alone = (not before or "\n" in before) and (not behind or "\n" in behind)
        words = self.document.limits[sentence] - (self.document.limits[sentence - 1] if sentence else 0)
        return alone and words <= _LONGEST_HEADING and text[span.end - 1].isalnum()

    def opens_clause(self, cue: Cue) -> bool:
        """Whether a cue opens its clause: after a comma or mark, with a conjunction, or at the sentence's start."""
        return self.opens_sentence(cue.at) or not self.tokens[cue.at - 1].is_word or bool(cue.form.form.clitic)

    def behind(self, at: int) -> int:
        """The offset of the first word behind the token `at`, commas left out."""
        following = at + 1
        while following < len(self.tokens) and self.is_comma(following):
            following += 1
        return self.tokens[following].start if following < len(self.tokens) else len(self.text)

    def is_negated(self, at: int) -> bool:
        """Whether a negation stands before the token, at most one word away."""
        return self.keys[at - 1] in NEGATIONS and not self.opens_sentence(at)

    def is_homograph(self, cue: Cue) -> bool:
        """Whether the cue's spelling is an everyday noun or particle as well."""
        return self.keys[cue.at] in HOMOGRAPHS or cue.form.form.bare in HOMOGRAPHS

    def is_plain_verb(self, at: int) -> bool:
        """Whether the token is a verb of saying that is nobody's name and no noun."""
        cue = self.cue_at.get(at)
        if cue is None or not cue.is_finite or cue.form.form.has_object or self.is_homograph(cue):
            return False
        this = word(self.key(at))
        return not (this.is_given or this.is_organization or this.is_office)

    def is_marked(self, at: int) -> bool:
        """Whether the token is an opening mark: علمت «…» tells of the paper, not of a speaker."""
        return not self.tokens[at].is_word

    def is_within_marks(self, at: int) -> bool:
        """Whether the token stands in closed marks: who speaks there is not who the text goes on about."""
        around = self.marked.around(self.tokens[at].start)
        return around is not None and around.closed

    def is_owned(self, at: int) -> bool:
        """Whether the token is a noun with its owner's pronoun: عهدها."""
        return at < len(self.tokens) and self.tokens[at].is_word and self.phrases.is_owned(at)

    def first_word(self, sentence: int) -> int | None:
        """The index of a sentence's first word."""
        at = self.document.limits[sentence - 1] if sentence else 0
        while at < len(self.tokens) and self.tokens[at].sentence == sentence:
            if self.tokens[at].is_word:
                return at
            at += 1
        return None

    def bare_start(self, cue: Cue) -> int:
        """Where the cue begins without its clitics (وقال: at ق)."""
        token = self.tokens[cue.at]
        left = len(cue.form.form.clitic)
        start = token.start
        if keeps_length(self.text[start : token.end]):
            return min(start + left, token.end)
        while left and start < token.end:
            left -= len(fold(self.text[start]))
            start += 1
        while start < token.end and not fold(self.text[start]):
            start += 1
        return start
