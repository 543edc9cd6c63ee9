"""Which cue forms report at all: not negated, not hypothetical, not a noun or name of the same spelling."""

import re

from app.arabic.conjugation import Agreement, Shape
from app.arabic.normalize import fold
from app.arabic.quotes.advised import is_done_to, reaches
from app.arabic.quotes.carrying import carries_on
from app.arabic.quotes.first_person import is_first_person, is_request
from app.arabic.quotes.lexicon import (
    CHARGES,
    COMPLEMENTISERS,
    EVERYBODY,
    IMPERSONAL,
    SUBORDINATING,
    is_past,
    is_verbal_noun,
)
from app.arabic.quotes.reading import PREPOSITIONS, Cue, Reading
from app.arabic.quotes.subjects import SubjectFinder
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import agrees
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.words import Word, word
from app.records import SpeakerKind

NOMINAL_CUES = frozenset(("announce", "state", "commit", "warn"))
"""Rules whose verbal nouns report too, with an owner (إعلان الوزارة)."""
_MODALS = frozenset(("ان", "كي", "لكي", "سوف", "قد", "ربما", "حتي", "او", "اذا", "لو"))
_KINSHIP = frozenset(("ال", "ابو", "ابي", "ابا", "بن", "ابن", "بنت"))
_BEING = frozenset(("يكن", "تكن", "كان", "كانت", "يكون", "تكون", "ليس", "بدا", "يبدو", "ظل", "اصبح", "وكان"))
_PERHAPS = frozenset(("قد", "وقد", "فقد", "ربما", "وربما"))
_CONDITIONS = frozenset(("اذا", "واذا", "فاذا", "لو", "ولو", "مهما", "كلما", "سواء"))
_RELATIVE_MA = frozenset(("ما", "عما", "بما", "مما", "فيما"))
_COUNTING = frozenset(("الف", "الاف", "مليون", "مئه", "ميه", "مئات", "عشرات", "كل", "اي", "مليار"))
_TOWARDS = frozenset(("الي", "على", "مع", "من", "في", "عن"))
_ADVISING = frozenset(("نصح", "اوصي"))
_PEOPLE = frozenset(("سكان", "اهالي", "ناس", "طلاب", "عمال", "شباب", "اطباء", "وزراء", "رؤساء", "نواب", "ابناء"))
"""Plurals of men: a verb in the feminine before one has another subject."""
_STATES_AND_POWERS = frozenset(("دول", "قوي", "شركات", "سلطات", "جهات", "موسسات", "منظمات", "مصارف", "بنوك", "امم"))
"""Plurals of bodies: a verb in the masculine before one has another subject."""
_URGING = frozenset(("دعا", "حث", "نصح", "حض", "شجع"))
_EVERYBODY = frozenset(("المجتمع", "الجميع", "جميع", "كافه", "المواطنين", "الاطراف"))
"""Whom speakers call upon, and who say nothing with one voice."""
_LACK = frozenset(("عدم", "لعدم", "بعدم", "وعدم", "دون", "بدون"))
_ACCUSATIVE = re.compile("ال.{3,}ين")
"""An adjective of people who are no subject."""
_DURING = "إبان"
"""The preposition, which folding makes the verb أبان."""
_AS_WELL = frozenset(("كذلك", "ايضا", "امس", "اليوم"))
_BYLINE = 8
_OWNER_REACH = 20
_OWNER_BEFORE = 8


def reading_of_words(cue: Cue) -> bool:
    """بالقول، بقوله: the noun that brings the words themselves."""
    return cue.form.form.clitic == "ب"


class CueTests:
    """Tests of a cue by its form and what stands right beside it."""

    def __init__(self, reading: Reading, subjects: SubjectFinder) -> None:
        self.reading = reading
        self.subjects = subjects

    def is_excluded(self, cue: Cue) -> bool:
        """Whether the form can't report here, whatever follows."""
        reading, form = self.reading, cue.form.form
        before = reading.keys[cue.at - 1]
        counted = before.lstrip("وف") in _COUNTING or before.isdigit() or self._is_paired(cue)
        counted = counted and self._is_noun_too(cue)
        if (
            self._is_swallowed(cue, before)
            or reading.is_negated(cue.at)
            or before in lex.GENERIC
            or counted
            or self._is_vowelled_otherwise(cue)
        ):
            return True
        everybody = before in _CONDITIONS or reading.keys[cue.at + 1] in EVERYBODY
        if cue.is_finite and (everybody or self._is_impersonal(cue)):
            return True
        if form.shape is Shape.imperfect:
            quoting = reading.keys[cue.at + 1] == ":"
            wished = (before in _MODALS or before in _PERHAPS) and not quoting and not reading.opens_sentence(cue.at)
            return wished or form.clitic.endswith("س")
        if form.shape is Shape.noun:
            return not self._is_word_of_saying(cue)
        if form.has_object:
            return self._is_relative_clause(cue, before)
        if form.shape is Shape.participle:
            return form.agreement is Agreement.feminine and not self.opens_clause(cue)
        return is_first_person(self.reading, self.subjects, cue)

    def _is_swallowed(self, cue: Cue, before: str) -> bool:
        """آل طالب، بعد نشر، متهم بتهديد، كل ما يمكنني قوله: the word before makes it no cue."""
        form = cue.form.form
        if form.shape is Shape.participle:
            return before in _BEING
        if form.shape is Shape.noun:
            return before in _LACK or before in CHARGES or before.startswith(("يمكن", "استطيع", "يسعن"))
        in_view = before == "ظل" and self.reading.keys[cue.at - 2] in ("في", "وفي")
        in_view = in_view or self._is_noun_behind_that(cue, before) or is_request(self.reading, cue)
        return not form.clitic and (in_view or before in _KINSHIP or before in PREPOSITIONS)

    def _is_noun_behind_that(self, cue: Cue, before: str) -> bool:
        """قال إن طلب الوزارة إلغاء العقود مخالف: no verb stands right behind إن; behind بعد أن one does."""
        earlier = self.reading.keys[cue.at - 2]
        governs = before == "ان" and earlier not in SUBORDINATING and earlier not in ("سبق", "وسبق", "الي", "ما")
        return governs and cue.shape is Shape.perfect and self.reading.is_homograph(cue)

    def _is_impersonal(self, cue: Cue) -> bool:
        """تبين لاحقا أن: it turned out, unless somebody makes it clear."""
        if self.reading.keys[cue.at].lstrip("وف") not in IMPERSONAL:
            return False
        subject = self.subjects.after(cue)
        return subject is None or not subject.is_strong

    def opens_clause(self, cue: Cue) -> bool:
        """Whether a participle stands where a clause begins, or has its own clause right behind it."""
        opens = self.reading.opens_sentence(cue.at) or not self.reading.tokens[cue.at - 1].is_word
        joined = bool(cue.form.form.clitic) and cue.form.form.agreement is not Agreement.feminine
        return opens or joined or self._has_clause_behind(cue) or carries_on(self.reading, cue)

    def owner(self, cue: Cue) -> Phrase | None:
        """Whose saying a noun is: إعلان الوزارة."""
        if cue.shape is not Shape.noun:
            return None
        if cue.form.form.has_object:
            return self._named_before(cue) if reading_of_words(cue) else None
        return self.reading.phrases.read(cue.at + 1, min(len(self.reading.tokens), cue.at + _OWNER_REACH))

    def _named_before(self, cue: Cue) -> Phrase | None:
        """اكتفى الوزير بالقول، رد الوزير على منتقديه بالقول: the clause's subject, or who stands before the noun."""
        if (subject := self._acting(cue.at)) is not None:
            return subject
        found = self._ending_at(cue.at)
        before = found.first - 1 if found is not None else cue.at
        if self.reading.key(before) not in _TOWARDS:
            return found
        return self._ending_at(before)

    def _acting(self, last: int) -> Phrase | None:
        """وجه فلان انتقادات للحكومة بقوله: the person behind the verb of the clause that ends before `last`."""
        reading = self.reading
        for at in range(last - 1, max(-1, last - _OWNER_REACH), -1):
            if reading.is_comma(at) or not reading.same_sentence(at, last):
                return None
            if is_past(reading.key(at)) or is_past(reading.key(at).removeprefix("و")):
                found = reading.phrases.read(at + 1, last)
                person = found is not None and found.is_strong and found.is_name and found.kind is SpeakerKind.person
                return found if person else None
        return None

    def _ending_at(self, last: int) -> Phrase | None:
        """The longest strong or known phrase that ends before the token `last`."""
        for first in range(max(0, last - _OWNER_BEFORE), last):
            if not self.reading.same_sentence(first, last):
                continue
            found = self.reading.phrases.read(first, last)
            if found is not None and found.last == last and (found.is_strong or self.subjects.knows(found)):
                return found
        return None

    def is_object(self, cue: Cue, phrase: Phrase) -> bool:
        """ودعا الحكومة إلى، ونصحت المواطنين بـ: by case or agreement the one addressed, no subject."""
        behind = cue.at + (2 if self.reading.keys[cue.at + 1] in ("فيه", "فيها") else 1)
        while self.reading.keys[behind] in _AS_WELL:
            behind += 1
        if not cue.is_finite or phrase.first != behind:
            return False
        alone = phrase.kind is SpeakerKind.group and self._goes_with_one(phrase.last)
        if alone or is_done_to(cue, phrase, self.subjects):
            return True
        if cue.form.verb.addressee and self._has_subject_already(cue, phrase):
            return True
        if cue.form.verb.rule == "hold-responsible" and strip_article(self.reading.keys[phrase.last]) == "مسووليه":
            return True  # دانت الحكومة القصف وحملت إسرائيل المسؤولية
        if phrase.role is not None:
            return False
        if phrase.is_name and phrase.kind is SpeakerKind.person and phrase.is_strong:
            return False
        head = word(self.reading.keys[phrase.first])
        if head.key in lex.STATES or head.key in lex.PLACES:
            feminine = not head.is_definite and head.key != "لبنان"
            return feminine and cue.form.verb.addressee and cue.form.form.agreement is Agreement.masculine
        return not head.is_given and self._is_noun_object(cue, phrase, head)

    def _goes_with_one(self, at: int) -> bool:
        """ذكر بعض المواقف قائلًا: who says so is one."""
        other = self.reading.cue_at.get(at)
        alone = other is not None and other.shape is Shape.participle and not other.form.form.clitic
        return other is not None and alone and other.form.form.agreement is not Agreement.plural

    def _has_subject_already(self, cue: Cue, phrase: Phrase) -> bool:
        """اتهموا القوات، كانت الوزارة دعت 20 مرشحًا، دعا المجتمع الدولي، دعا الأطباء اليمنيين: none stands behind."""
        if cue.form.form.agreement is Agreement.plural or word(self.reading.key(phrase.first)).key in _EVERYBODY:
            return True
        if phrase.kind is SpeakerKind.group and _ACCUSATIVE.fullmatch(self.reading.key(phrase.first + 1)):
            return phrase.last > phrase.first + 1 and word(self.reading.key(phrase.first)).is_definite
        if self._stands_behind_subject(cue) or self._is_urged(cue, phrase):
            return True
        before = self.subjects.before(cue) if not cue.form.form.clitic else None
        return before is not None and (self.reading.key(phrase.first).isdigit() or reaches(self.reading, before, cue))

    def _is_urged(self, cue: Cue, phrase: Phrase) -> bool:
        """ودعا الشباب إلى المبادرة: people at large, where a man has just spoken."""
        people = phrase.kind is SpeakerKind.group and phrase.last == phrase.first + 1
        if not people or cue.form.verb.lemma not in _URGING or not word(self.reading.key(phrase.first)).is_definite:
            return False
        known = self.subjects.registry.understood(self.reading.tokens[cue.at].start, cue.form.form.agreement)
        return known is not None and known.kind is SpeakerKind.person and agrees(known, cue.form.form.agreement)

    def _stands_behind_subject(self, cue: Cue) -> bool:
        """أن المذكرة طالبت البعثة: whoever opens the clause of أن right before the verb asks, and is not asked."""
        opener = cue.at - 1
        this = word(self.reading.key(opener))
        if cue.form.form.clitic or not (this.is_definite and (this.is_organization or this.is_office)):
            return False
        governed = self.reading.key(opener - 1) in COMPLEMENTISERS and self.reading.same_sentence(opener - 1, cue.at)
        return governed and (cue.form.form.agreement is Agreement.feminine) == this.key.endswith("ه")

    def _is_noun_object(self, cue: Cue, phrase: Phrase, head: Word) -> bool:
        mismatched = cue.form.form.agreement is Agreement.masculine and head.key.endswith("ه")
        if cue.form.verb.addressee and self._disagrees(cue, head):
            return True
        if not head.is_definite:  # وصف حركة السوق بالجامدة
            return cue.form.verb.addressee and mismatched and phrase.kind is not SpeakerKind.person
        if head.key.endswith("ين") and not (head.is_office or head.is_organization):  # no الكرملين
            return True
        if not cue.form.verb.addressee and fold(cue.form.verb.lemma) not in _ADVISING:
            return False
        plural = head.key.endswith("ات")
        if cue.form.form.agreement is Agreement.masculine:
            return plural or (head.key.endswith("ه") and phrase.kind is not SpeakerKind.person)
        weak = not phrase.is_strong and not self.subjects.knows(phrase)
        return (weak and (plural or is_verbal_noun(head.bare))) or head.bare in _PEOPLE

    @staticmethod
    def _disagrees(cue: Cue, head: Word) -> bool:
        """واتهم دول الخليج، ودعا القوى، ودعت أبناء الشعب: plurals that no such verb goes with."""
        if cue.form.form.agreement is Agreement.masculine:
            return head.bare in _STATES_AND_POWERS
        return cue.form.form.agreement is Agreement.feminine and head.bare in _PEOPLE

    def is_told(self, cue: Cue) -> bool:
        """هدده بأن: a pronoun and the clause at once."""
        return self.reading.key(cue.at + 1)[:3] == "بان"

    def _is_relative_clause(self, cue: Cue, before: str) -> bool:
        """A pronoun on the verb mostly makes a relative clause (تصريحات نقلتها وكالة), no saying."""
        if self.is_told(cue):
            return cue.form.verb.rule not in ("commit", "accuse", "mention-with-ba")
        return not cue.form.verb.addressee or before in _RELATIVE_MA

    def _has_clause_behind(self, cue: Cue) -> bool:
        """مؤكدًا أن، مشيرًا إلى أن; no معلقة إلى أن, which is until."""
        behind, next_but_one = (self.reading.key(cue.at + 1), self.reading.key(cue.at + 2))
        opens = behind in COMPLEMENTISERS or behind == ":" or next_but_one == ":"
        until = behind in ("الي", "على") and behind not in cue.form.verb.prepositions
        return opens or (next_but_one in COMPLEMENTISERS and not until)

    def _is_paired(self, cue: Cue) -> bool:
        """طالب وطالبة، كاتب وكاتبة: people, with the feminine of the same word."""
        key = self.reading.keys[cue.at]
        return self.reading.keys[cue.at + 1] in (f"و{key}ه", f"او{key}ه")

    def _is_noun_too(self, cue: Cue) -> bool:
        """طالب is a student as well: سبعة آلاف طالب."""
        return self.reading.is_homograph(cue) or strip_article(cue.form.form.bare) in lex.OFFICES

    def _is_vowelled_otherwise(self, cue: Cue) -> bool:
        """وُصف is passive, آمل "I hope"; and a byline's متابعة: opens the text."""
        start = self.reading.bare_start(cue)
        text = self.reading.text[start : self.reading.tokens[cue.at].end]
        if cue.form.form.bare == "املا":
            return not text.startswith("آ")  # أملا في السلام: out of hope
        if self.reading.is_called(cue.at):
            return True
        if cue.shape is Shape.perfect:
            hoping = text.startswith("آ") and not cue.form.verb.lemma.startswith("آ")
            return text[1:2] == "\u064f" or hoping or text == _DURING
        return cue.shape is Shape.participle and cue.at < _BYLINE and self.reading.key(cue.at + 1) == ":"

    def _is_word_of_saying(self, cue: Cue) -> bool:
        """Nouns report only as قوله، بقوله، تأكيده with their words right behind them, or with an owner."""
        form = cue.form
        if form.form.has_object or (form.verb.lemma == "قال" and form.form.clitic in ("", "و")):
            return True
        return form.verb.rule in NOMINAL_CUES and self.owner(cue) is not None
