"""How far a content reaches, and where the next saying ends it."""

from bisect import bisect_right
from functools import cached_property

from app.arabic.normalize import fold
from app.arabic.quotes.complement import Style
from app.arabic.quotes.contents import paragraph_end, reopened, says_something, sentence_end, trim
from app.arabic.quotes.cue_tests import CueTests
from app.arabic.quotes.lexicon import (
    COMPLEMENTISERS,
    RELATIVES,
    is_past,
    words_of,
)
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.saying import SHORTEST, Saying
from app.arabic.quotes.turns import AGAINST, Turns
from app.records import SpeakerKind

LINKS = words_of("quotes/phrases", "link")
"""Conjunctions and adverbs that a clause opens with before its cue."""
WHEN_SAID = frozenset(("اليوم", "امس", "مساء", "صباح", "يوم", "السبت", "الاحد", "الاثنين", "الثلاثاء")) | frozenset(
    ("الاربعاء", "الخميس", "الجمعه", "لاحقا", "موخرا")
)
"""بحسب ما ذكر النادي، اليوم: when it was said, and no more of what was said."""
_INTRODUCED = 7
_ASKED_ABOUT = 16
_ABOUT = frozenset(("وعن", "وحول", "وبخصوص", "وبشان"))
_VERBATIM_REACH = 200
_COLON_REACH = 8
_NAMED_WITHIN = 4
_SHORTEST_NAME = 3
_RESUMPTION_REACH = 80
_ENOUGH = 200
_OPENED_WITHIN = 5
_SUBORDINATE = frozenset(("عندما", "بعدما", "بينما", "حينما", "فيما", "اذ"))
"""Conjunctions whose clause may stand before the sentence's own."""


class Extent:
    """Measures contents in one document."""

    def __init__(self, reading: Reading, tests: CueTests) -> None:
        self.reading = reading
        self.tests = tests
        self.turns = Turns(reading, tests)

    def spans(self, saying: Saying) -> list[tuple[int, int]]:
        """The content as far as is known before the next cue is met."""
        complement = saying.complement
        text = self.reading.text
        if complement.style is Style.before:
            said = trim(text, complement.start, self.reading.tokens[complement.at].start)
            return [said, *self._resumed(saying)]
        if complement.style is Style.marks and complement.stretch is not None:
            pieces = [complement.stretch, *reopened(self.reading, complement.stretch)]
            spans = [trim(text, piece.start, piece.end) for piece in pieces]
            return [span for span in spans if says_something(text, *span)] if len(spans) > 1 else spans
        if complement.style is Style.verbatim:
            return [trim(text, complement.start, self._verbatim_end(saying))]
        end = sentence_end(self.reading, complement.start)
        limit = self.reading.document.token_at(end - 1) + 1
        nominal = complement.style in (Style.nominal, Style.object)
        end = min(end, self.turns.circumstance(complement.at, limit))
        end = min(end, self.turns.contrast(complement.at, limit, nominal=nominal))
        if saying.is_nested:
            end = min(end, self._outer_resumes(complement.at))
        if self._is_subordinate(saying.cue.at):
            end = min(end, self._main_clause(complement.at, limit))
        return [trim(text, complement.start, end)]

    def _is_subordinate(self, cue: int) -> bool:
        """في الوقت الذي كشفت الوزارة عن …، أظهرت …: whether the sentence's main clause is still to come."""
        first = self.reading.first_word(self.reading.tokens[cue].sentence)
        if first is None or cue - first > _OPENED_WITHIN:
            return False
        opening = self.reading.key(first).removeprefix("و")
        while_saying = opening == "في" and self.reading.key(first + 1) in ("الوقت", "وقت")
        return while_saying or (opening in _SUBORDINATE and cue > first)

    def _main_clause(self, at: int, limit: int) -> int:
        """Where the main clause opens with its verb behind a comma."""
        reading = self.reading
        for i in range(at + SHORTEST, min(limit, at + _RESUMPTION_REACH)):
            if reading.is_comma(i - 1) and is_past(reading.key(i)):
                return reading.tokens[i].start
        return len(reading.text)

    def _resumed(self, saying: Saying) -> list[tuple[int, int]]:
        """ولا شك أن فلانًا، كما تقول مصادر، سيلتقي …: the clause goes on behind the aside that names its source."""
        reading, phrase = self.reading, saying.phrase
        if phrase is None or not reading.is_comma(saying.complement.at - 1) or not reading.is_comma(phrase.last):
            return []
        at = phrase.last + 1
        key = reading.key(at)
        apart = key[:1] in "وف" or key in RELATIVES or key in AGAINST or at in reading.cue_at or key in LINKS
        if at >= len(reading.tokens) or apart or key in WHEN_SAID or not reading.same_sentence(at - 1, at):
            return []
        start = reading.tokens[at].start
        return [trim(reading.text, start, sentence_end(reading, start))]

    def is_long_enough(self, saying: Saying) -> bool:
        """At least three words, or marks with a word in them; and somebody to have said it."""
        text = self.reading.text
        named = says_something(saying.entity.name, 0, len(saying.entity.name))
        if not named or not saying.spans or not all(says_something(text, *span) for span in saying.spans):
            return False
        start, end = saying.spans[-1]
        if start >= end or len(text[start : min(end, start + _ENOUGH)].split()) >= SHORTEST:
            return start < end
        return saying.complement.style is Style.marks or bool(self.reading.marked.within(start, end))

    def cut(self, outer: Saying, saying: Saying) -> None:
        """End the outer content where the new saying's clause begins."""
        reading = self.reading
        first = saying.cue.at
        if reading.key(first - 1) in RELATIVES:
            first -= 1
        if saying.phrase is not None and saying.phrase.last <= first:
            first = saying.phrase.first
        while first > 0 and reading.key(first - 1) in LINKS and reading.same_sentence(first - 1, first):
            first -= 1
        self.cut_at(outer, first)

    def cut_at(self, outer: Saying, first: int) -> None:
        """End the outer content before the token `first`."""
        limit = self.reading.tokens[first].start
        spans = [(start, min(end, limit)) for start, end in outer.spans if start < limit]
        outer.spans = [trim(self.reading.text, start, end) for start, end in spans]

    def _verbatim_end(self, saying: Saying) -> int:
        """Words after a bare colon run to the line's end, to a sentence opening with a cue or on the speaker."""
        complement = saying.complement
        colon = any(self.reading.key(complement.at - back) == ":" for back in range(1, _COLON_REACH))
        reach = paragraph_end if colon else sentence_end  # وقال لن نترك العمل. وغادر …
        end = min(reach(self.reading, complement.start), self._told_of(saying))
        at = bisect_right(self._new_sayings, self.reading.tokens[complement.at].start)
        return min(end, self._new_sayings[at]) if at < len(self._new_sayings) else end

    def _told_of(self, saying: Saying) -> int:
        """لا ينتظر رزق شيئًا: a sentence that opens on the speaker by name is the reporter's again."""
        reading = self.reading
        at, surname = saying.complement.at, fold(saying.entity.name.rpartition(" ")[2])
        if saying.entity.kind is not SpeakerKind.person or len(surname) < _SHORTEST_NAME:
            return len(reading.text)
        opening = at
        for i in range(at + 1, min(len(reading.tokens), at + _VERBATIM_REACH)):
            if reading.opens_sentence(i):
                opening = i
            if opening > at and i - opening < _NAMED_WITHIN and reading.key(i) == surname:
                return reading.tokens[opening].start
        return len(reading.text)

    @cached_property
    def _new_sayings(self) -> list[int]:
        """Where a sentence opens a saying: with a cue, or with an adjunct, a cue and a colon."""
        tokens = self.reading.tokens
        firsts = (0, *self.reading.document.limits[:-1])
        return [
            tokens[at].start
            for at in firsts
            if self._opens_saying(at) or self._introduces(at) or self.turns.opens_elsewhere(at)
        ]

    def _opens_saying(self, at: int) -> bool:
        cue = self.reading.cue_at.get(at)
        plain = cue is not None and cue.is_finite and bool(cue.form.form.clitic)
        return cue is not None and plain and not self.tests.is_excluded(cue)

    def _introduces(self, first: int) -> bool:
        """وعلى ضوء ذلك قال فلان: …؛ وعن رضاه عن الفريق، أكد أن …."""
        if self.reading.key(first) in _ABOUT and self._answers(first):
            return True
        for at in range(first + 1, min(first + _INTRODUCED, len(self.reading.tokens))):
            cue: Cue | None = self.reading.cue_at.get(at)
            if cue is not None and cue.is_finite and self.reading.same_sentence(first, at):
                return any(self.reading.key(at + step) == ":" for step in range(1, _INTRODUCED))
        return False

    def _answers(self, first: int) -> bool:
        """Whether the sentence that opens with what was asked about goes on with a cue behind a comma."""
        reading = self.reading
        for at in range(first + 1, min(first + _ASKED_ABOUT, reading.document.limit(first))):
            cue = reading.cue_at.get(at)
            if reading.is_comma(at - 1):
                return cue is not None and cue.is_finite
        return False

    def _outer_resumes(self, at: int) -> int:
        """Within another's content a clause ends where the outer one goes on with وأن."""
        reading = self.reading
        for i in range(at + 1, min(len(reading.tokens), at + _RESUMPTION_REACH)):
            if reading.key(i)[:1] == "و" and reading.key(i)[1:] in COMPLEMENTISERS and reading.is_comma(i - 1):
                return reading.tokens[i].start
        return len(reading.text)
