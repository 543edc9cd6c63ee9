"""Whom sentences are about though they quote nobody: a later verb may leave him understood."""

from app.arabic.conjugation import Agreement, Shape
from app.arabic.normalize import fold
from app.arabic.quotes.first_printings import FirstPrintings
from app.arabic.quotes.formulas import OPENING_CLAUSES
from app.arabic.quotes.lexicon import ACCORDING_TO, COMPLEMENTISERS
from app.arabic.quotes.openers import OpenerFinder
from app.arabic.quotes.people import byline_end
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_SPEAKING = frozenset(
    ("say", "continue", "explain", "state", "point-out", "announce", "relay", "consider", "expect", "mention-with-ba")
)
"""Rules of verbs that have whoever speaks behind them; behind others an object may stand: ضم البحرين، حمل عنوانًا."""
_LOOKS = frozenset(("نظر", "انتباه", "انظار", "نقاب", "جلسه", "حديث"))
"""لفت النظر، كشف النقاب، اختتم الجلسة: the verb's object."""
_REFERRING = frozenset(("هذا", "وهذا", "وهو", "وهي", "ذلك"))
_QUANTITIES = frozenset(("بعض", "معظم", "اغلب"))
_SEVERAL = frozenset(("من", "كبير", "قليل", "محدود", "اخر", "غير", "هايل"))
"""عدد من النواب، عدد كبير منهم: some of them."""
_CLAUSE_REACH = 8


class SubjectNotes:
    """Remembers the subjects of one document's sentences, as far as it has been read."""

    def __init__(self, reading: Reading, registry: Registry) -> None:
        self.reading = reading
        self.registry = registry
        self.openers = OpenerFinder(reading, registry)
        self.printings = FirstPrintings(reading, registry)
        self._noted_sentence = -1
        self._byline = byline_end(reading)

    def note_openers(self, before: int) -> None:
        """Remember the subject of each sentence's opening verb up to the cue at `before`."""
        reading = self.reading
        target = reading.tokens[before].sentence
        for sentence in range(self._noted_sentence + 1, target + 1):
            first = reading.first_word(sentence)
            first = max(first, self._byline) if first is not None else None
            if first is None or first in reading.cue_at:
                continue
            phrase = self.openers.sentence_opener(first)
            heading = phrase is not None and _is_passing(phrase) and reading.is_heading(sentence)
            if (
                phrase is not None
                and not heading
                and phrase.start < reading.tokens[before].start
                and not (reading.is_marked(phrase.first) and fold(phrase.name) in lex.EVERY_OUTLET)
                and not phrase.is_thing
                and not self._counts_things(phrase)
            ):
                entity = self.printings.find(phrase) or self.registry.add(phrase).entity
                self.registry.note_subject(phrase.start, entity, self.openers.agreement(phrase))
        self._noted_sentence = max(self._noted_sentence, target)

    def note_referred(self, cue: Cue, phrase: Phrase | None) -> None:
        """هذا ما أكده المدير، بحسب ما قاله المدير: who said so, where a word refers to what was said."""
        before = self.reading.key(cue.at - 2)
        refers = self.reading.key(cue.at - 1) == "ما" and (before in _REFERRING or before in ACCORDING_TO)
        if refers and phrase is not None:
            self.note(cue, phrase)

    def note(self, cue: Cue, phrase: Phrase) -> None:
        """Remember that the phrase is the subject of the cue's verb."""
        entity = self.printings.find(phrase) or self.registry.add(phrase).entity
        self.registry.note_subject(self.reading.tokens[cue.at].start, entity, shown(cue))

    def may_be_noted(self, cue: Cue, phrase: Phrase) -> bool:
        """Whether the phrase behind a verb that quotes nothing is somebody, or a name where names stand."""
        caused = cue.form.verb.addressee and self.reading.keys[cue.at - 1] == "ما"  # وهو ما دعا الجيش إلى الانسحاب
        if not cue.is_finite or phrase.is_thing or caused or self._counts_things(phrase):
            return False
        named = phrase.is_name and (self.reading.opens_sentence(cue.at) or self.registry.knows(phrase.name))
        return phrase.is_strong or named

    def _counts_things(self, phrase: Phrase) -> bool:
        """تعبره بعض الأحيان سيارات، تحمل بعض المواد، بلغ عدد الشركات: some of what are no people, or their number."""
        if phrase.head == "عدد" and self.reading.key(phrase.first + 1) not in _SEVERAL:
            return True
        following = word(self.reading.key(phrase.first + 1))
        thing = following.bare in lex.EVERYDAY_NOUNS or following.key in lex.COMMON_WORDS or following.is_adverbial
        return phrase.head in _QUANTITIES and thing and following.bare not in lex.GROUPS | lex.UNNAMED | lex.OFFICES

    def note_unread(self, cue: Cue, phrase: Phrase) -> None:
        """وعن هذا كتب دان لاموث في صحيفة …، وتوقعت الجزيرة كابيتال أن …: somebody whom nothing shows to be one."""
        behind = cue.is_finite and phrase.first == cue.at + 1 and phrase.is_name
        speaks = behind and cue.form.verb.rule in _SPEAKING and phrase.head not in _LOOKS and self._opens_clause(cue)
        if speaks and (self._is_taken_apart(cue, phrase) or self._has_clause(phrase.last)):
            self.registry.note_unread(self.reading.tokens[cue.at].start)

    def _is_taken_apart(self, cue: Cue, phrase: Phrase) -> bool:
        """قال نظير مطمين، وهو …؛ نقلت خدمة …: words behind such a verb are its subject whatever follows them."""
        rule = cue.form.verb.rule
        spoken = rule == "say" and self.reading.is_comma(phrase.last)
        return rule == "relay" or spoken or not (phrase.is_thing or rule in ("consider", "expect"))

    def _has_clause(self, at: int) -> bool:
        """Whether أن stands behind the words at `at`, before any comma."""
        last = min(self.reading.sentence_limit(at - 1), at + _CLAUSE_REACH)
        for i in range(at, last):
            if self.reading.key(i) in COMPLEMENTISERS:
                return True
            if not self.reading.tokens[i].is_word:
                return False
        return False

    def _opens_clause(self, cue: Cue) -> bool:
        before = cue.at - 1
        joined = self.reading.opens_sentence(cue.at) or self.reading.is_comma(before)
        return (joined or self.reading.key(before) in OPENING_CLAUSES) and not self.reading.is_within_marks(cue.at)

    def is_doubtful(self, cue: Cue, phrase: Phrase) -> bool:
        """Whether the verb stands in somebody's marks, or may be a noun of the same spelling."""
        if self.reading.is_within_marks(cue.at):
            return True
        return self.reading.is_homograph(cue) and not self._is_plain(cue, phrase)

    def _is_plain(self, cue: Cue, phrase: Phrase) -> bool:
        """من جهته كشف ذلك المدير فلان: a verb that opens its sentence or clause before a named person is no noun."""
        return self._opens_clause(cue) and phrase.is_strong and phrase.is_name and phrase.first > cue.at


def _is_passing(phrase: Phrase) -> bool:
    """Whether a heading tells nothing of whom the text below it is about: a body, or one word."""
    return phrase.kind is not SpeakerKind.person or " " not in phrase.name


def shown(cue: Cue) -> Agreement | None:
    """The agreement that the verb's form shows."""
    return cue.form.form.agreement if cue.shape is not Shape.noun else None
