"""Words that stand before their cue: “…”، قال فلان; and what كما قال فلان closes."""

from app.arabic.quotes.beginnings import find_clause
from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.lexicon import AS_SAID
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.speakers.phrase import Phrase

_NEVER_CLOSING = frozenset(("commit", "accuse", "call-for", "urge", "evaluate", "estimate", "express", "focus"))
"""كما اعترف آخرون بـ: as well, not as he said."""
_WITH_THESE = frozenset(("هكذا", "بهذه", "بتلك", "الكلمات", "العباره", "العبارات", "الجمله"))
"""«…»، بهذه الكلمات عبر فلان عن …."""
_COUNTING = frozenset(("عد", "وعد"))
"""كما تعد قائمة أخرى: as well."""
_IN_WORDS = frozenset(("بقوله", "بقولها", "بقولهم", "بالقول", "قائلا", "قائله", "قائلين"))
_SHORTEST_MARKED = 12
_FAR = 3
_INTERRUPTED = 9
_BESIDE = 8
"""كما قال أمس في المؤتمر الوزير."""


class BackwardFinder:
    """Looks for a content to the left of a finite cue that has a subject."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def find(self, cue: Cue, phrase: Phrase | None) -> Complement | None:
        """The words before `cue`, whose subject is `phrase`; None when they are none."""
        if not cue.is_finite or phrase is None:
            return None
        marked = self._marked(cue)
        if marked is not None:
            return marked
        if cue.form.verb.rule in _NEVER_CLOSING or cue.form.verb.lemma in _COUNTING or phrase.first > cue.at + _BESIDE:
            return None
        closes = self.reading.key(cue.at - 1) in AS_SAID and not self.refers_back(cue) and phrase.is_strong
        return self._closed_by(cue) if closes else None

    def refers_back(self, cue: Cue) -> bool:
        """وهو ما صرح به فلان: the content before it has ended."""
        return self.reading.key(cue.at - 1) == "ما" and self.reading.key(cue.at - 2) in ("وهو", "وهذا", "وهي")

    def _marked(self, cue: Cue) -> Complement | None:
        reading = self.reading
        at = cue.at - 1
        while at >= 0 and (reading.is_comma(at) or reading.key(at) in _WITH_THESE):
            at -= 1
        if at < 0 or reading.tokens[at].is_word:
            return None
        around = reading.marked.around(reading.tokens[at].start - 1)
        if around is None or not around.closed or around.outer_end != reading.tokens[at].end:
            return None
        if reading.key(reading.document.token_at(around.outer_start) - 1) in _IN_WORDS:
            return None  # علّق آخر بقوله «…»، وأضاف غيره: another cue brings them
        enough = around.end - around.start >= _SHORTEST_MARKED
        return Complement(Style.marks, around.start, cue.at, around) if enough else None

    def _closed_by(self, cue: Cue) -> Complement | None:
        """The clause before كما قال: from its complementiser or the sentence's start."""
        reading = self.reading
        first = cue.at - 1
        while first - 1 >= 0 and reading.key(first - 1) in ("على", "حسب", "وفق", "بحسب", "ل", "وفقا"):
            first -= 1
        start = reading.document.sentences[reading.tokens[cue.at].sentence].start
        if reading.key(first) == "ما":
            return None  # تصطدم تلك الرؤية مع ما يقوله معارضون، لن يصدق ما تقوله
        if first <= 0 or reading.tokens[first].start <= start or not reading.same_sentence(first - 1, cue.at):
            return None
        return Complement(Style.before, find_clause(reading, first, start), first)


def choose_words(
    reading: Reading, complement: Complement | None, prior: Complement | None, phrase: Phrase | None
) -> tuple[Complement | None, bool]:
    """Words behind the cue or before it; both when the cue interrupts them, and no second cue brings the others."""
    marked = prior is not None and complement is not None and prior.style is complement.style is Style.marks
    if marked and complement is not None and complement.at - 1 in reading.cue_at:
        return prior, False  # «…»، قال فلان لـ…، مضيفا «…»
    if prior is None or complement is None:
        return complement or prior, False
    if prior.style is not Style.marks:
        return complement, False
    if reading.key(prior.at - 1) in _WITH_THESE and complement.style is not Style.marks:
        return prior, False
    if complement.style is Style.marks and complement.at <= (phrase.last if phrase is not None else 0) + _INTERRUPTED:
        return complement, True
    return (prior, False) if phrase is not None and complement.at > phrase.last + _FAR else (complement, False)
