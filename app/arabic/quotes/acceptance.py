"""Whether a cue with its subject and complement is a saying. Each test answers yes, no, or None: not its case."""

from app.arabic.conjugation import Agreement, Shape
from app.arabic.normalize import fold
from app.arabic.quotes.carrying import carries_on
from app.arabic.quotes.case import NOMINALS, Case
from app.arabic.quotes.complement import Complement, Style
from app.arabic.quotes.contents import sentence_end
from app.arabic.quotes.cue_tests import NOMINAL_CUES, CueTests
from app.arabic.quotes.deeds import find_deed
from app.arabic.quotes.lexicon import DEITY, PASSIVE_FORMULAS, PRAYED_FOR, RELATIVES, VERBAL_NOUNS
from app.arabic.quotes.opinions import judge_opinion
from app.arabic.quotes.reached import judge_reached
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.relative_clauses import BRINGING, RESUMPTIVE, is_told_in_relative
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_NESTABLE = frozenset(("say", "state", "explain", "announce", "commit", "accuse", "mention-with-ba", "point-out"))
_ASKED = frozenset(("طلب", "طالب"))
_ADJACENT = 4
_CONTINUED = 12
_OWN_WORDS = 12
_PRAYED = 6
_COLON_REACH = 4
_PRAYING = frozenset(("دعا", "ادعى", "سأل", "رجا", "طلب", "ناشد", "تمنى", "أمل"))
_THEN = frozenset(("حينها", "انذاك", "وقتها", "سابقا", "ايضا", "رسميا"))
_DEMONSTRATIVES = frozenset(("هذا", "هذه", "هؤلاء", "تلك", "ذلك"))
_WHERE = frozenset(("في", "على", "علي", "عبر"))
_COUNTED_AS = frozenset(("عد", "وعد"))


class Acceptance:
    """Judges cases; the order of the tests is the order of their authority."""

    def __init__(self, reading: Reading, registry: Registry, tests: CueTests) -> None:
        self.reading = reading
        self.registry = registry
        self.tests = tests

    def is_saying(self, cue: Cue, phrase: Phrase | None, complement: Complement) -> bool:
        """Whether the cue reports what it governs."""
        case = Case(cue, phrase, complement)
        for judge in (
            self._generic,
            self._thing,
            self._whatever,
            self._named_in_marks,
            self._gesture,
            self._prayer,
            self._reached,
            self._counted_as,
            self._far_colon,
            self._relative,
            self._own_thought,
            self._noun,
            self._passive,
            self._homograph,
            self._continuation,
            self._passive_description,
            self._listed,
            self._subject_of_nominal,
            self._object_pronoun,
            self._document,
            self._opined,
            self._evaluation,
            self._participle,
        ):
            verdict = judge(case)
            if verdict is not None:
                return verdict and not find_deed(self.reading, case)
        return not find_deed(self.reading, case)

    def may_nest(self, cue: Cue, complement: Complement) -> bool:
        """Within another's content only plain saying counts, not what is thought, wished or asked for there."""
        if cue.shape is Shape.noun and not cue.form.form.has_object:
            return False  # أوضح أن إعلان الوزارة أن …
        if complement.style in NOMINALS:
            return fold(cue.form.verb.lemma) in _ASKED
        return complement.style in (Style.clause, Style.marks) and cue.form.verb.rule in _NESTABLE

    def _generic(self, case: Case) -> bool | None:
        generic = case.phrase is not None and self.reading.key(case.phrase.first) in lex.GENERIC
        return False if generic else None

    def _whatever(self, case: Case) -> bool | None:
        """أكدت أنباء ما تناولته الصحيفة: what others said is said again, but not told."""
        return False if case.complement.style is Style.object and self.reading.key(case.complement.at) == "ما" else None

    def _named_in_marks(self, case: Case) -> bool | None:
        """الوقفة التي دعا إليها «تجمع المعلمين»: the marks hold who did, for the pronoun stands for what was asked."""
        complement, at = case.complement, case.cue.at + 1
        resumed = (
            complement.style is Style.marks and self.reading.key(at) in RESUMPTIVE and bool(case.verb.prepositions)
        )
        return False if resumed and complement.at == at + 1 else None

    @staticmethod
    def _thing(case: Case) -> bool | None:
        """وتؤكد الخطوة أن: an everyday noun that is nobody's name says nothing."""
        return False if case.phrase is not None and case.phrase.is_thing else None

    def _gesture(self, case: Case) -> bool | None:
        """أشار بيده: nothing is said."""
        return False if self.reading.key(case.after_subject) in ("بيده", "بيدها", "باصبعه", "براسه", "بيديه") else None

    def _prayer(self, case: Case) -> bool | None:
        """داعيًا الله أن، سائلًا المولى أن: what God is asked for."""
        if case.verb.lemma not in _PRAYING:
            return None
        if case.is_nominal and self.reading.key(case.complement.at).removeprefix("ب") in PRAYED_FOR:
            return False
        last = min(case.complement.at, case.after_subject + _PRAYED)
        return False if any(self.reading.key(at) in DEITY for at in range(case.cue.at + 1, last)) else None

    def _counted_as(self, case: Case) -> bool | None:
        """تعد المدينة من أكبر …: passive, unless its words stand right behind the subject."""
        if case.cue.shape is not Shape.imperfect or case.verb.lemma not in _COUNTED_AS:
            return None
        reach = case.after_subject + (not case.is_nominal)
        return False if case.complement.at > reach or case.complement.style is Style.object else None

    def _far_colon(self, case: Case) -> bool | None:
        """أعلن أسماء الفائزين …: only what plainly says brings words behind a far colon."""
        if case.complement.style is not Style.verbatim or case.verb.rule in ("say", "continue"):
            return None
        colon = next((at for at in range(case.complement.at - 1, case.cue.at, -1) if self.reading.key(at) == ":"), 0)
        bringing = self.reading.key(colon - 1) in BRINGING
        return False if colon > case.after_subject + _COLON_REACH and not bringing else None

    def _own_thought(self, case: Case) -> bool | None:
        """اعتقدت أنني: the columnist's "I"; and تشير هذه الأرقام is nobody's."""
        key = self.reading.key
        if case.verb.rule == "consider" and key(case.cue.at - 1).startswith("لان"):
            return False  # لأنها رأت أن: a thought that explains a deed
        if case.phrase is not None or not case.cue.is_finite:
            return None
        mine = case.cue.shape is Shape.perfect and key(case.cue.at).endswith("ت")
        mine = mine and case.verb.rule == "consider" and key(case.complement.at).endswith(("ني", "نا"))
        return False if mine or (case.is_nominal and key(case.cue.at + 1) in _DEMONSTRATIVES) else None

    def _reached(self, case: Case) -> bool | None:
        return judge_reached(self.reading, case)

    def _relative(self, case: Case) -> bool | None:
        return is_told_in_relative(self.reading, case)

    def _noun(self, case: Case) -> bool | None:
        """إعلان الوزارة وقف …، تأكيده أن …: a noun of saying with its owner, its words right behind."""
        if case.cue.shape is not Shape.noun:
            return None
        phrase, complement = case.phrase, case.complement
        owned = phrase is not None or case.cue.form.form.has_object or self.reading.key(case.cue.at) == "بالقول"
        if not owned or (phrase is not None and (not phrase.is_strong or phrase.head in lex.DOCUMENTS)):
            return False  # لا يتورعون عن قول: nobody's
        behind = complement.at - case.after_subject
        if case.is_nominal:
            near = behind <= 1 or self.reading.key(complement.at) == "عدم"
            return case.cue.form.verb.rule in NOMINAL_CUES and near
        if self.reading.key(case.cue.at) == "بالقول":
            return behind <= 1 or case.complement.style is Style.marks
        return behind <= 3

    def _passive(self, case: Case) -> bool | None:
        """يُذكر أن، يُتوقع أن: nobody is the source."""
        if case.cue.shape is not Shape.imperfect or case.phrase is not None:
            return None
        if case.complement.at == case.cue.at + 1 and fold(case.verb.lemma) in PASSIVE_FORMULAS:
            return False
        return self.reading.opens_sentence(case.cue.at) if case.is_nominal else None

    def _homograph(self, case: Case) -> bool | None:
        """A cue spelled like an everyday word wants its subject or its words right beside it."""
        cue, phrase, complement = case.cue, case.phrase, case.complement
        if case.verb.lemma == "زاد" and complement.at > cue.at + 1:
            if complement.style is Style.marks:
                return self.reading.key(complement.at - 1) == ":"
            if complement.style is Style.clause and complement.at > case.after_subject + 1:
                return False  # زاد عدد الأعضاء، على أن
        if not self.reading.is_homograph(cue) or (phrase is not None and phrase.is_strong):
            return None
        if self._is_noun_here(cue):
            return False
        if complement.style is Style.marks and self._is_posted(cue, complement.at - 1):
            return True
        if case.verb.rule == "urge" and cue.form.form.clitic and self.reading.is_comma(cue.at - 1):
            return True  # …، وحث الأطراف على
        if case.is_nominal and cue.shape is not Shape.participle:
            asked = complement.style is Style.object and bool(cue.form.form.clitic) and complement.at == cue.at + 1
            asked = asked or (
                bool(cue.form.form.clitic) and self.reading.key(cue.at) == "وطلب" and self._is_asked_of(cue)
            )
            return asked or (complement.style is Style.nominal and complement.at <= cue.at + 2)
        return complement.at <= cue.at + _ADJACENT or phrase is not None

    def _is_asked_of(self, cue: Cue) -> bool:
        """وطلب من العمال العودة: a verb, for a request comes from nobody with ال before it in prose."""
        return self.reading.key(cue.at + 1) == "من" and word(self.reading.key(cue.at + 2)).is_definite

    def _is_posted(self, cue: Cue, colon: int) -> bool:
        """…، وكتب في منشور على المنصة: «…»: a verb that opens its clause, not the noun كتب."""
        written = self.reading.key(cue.at + 1) in _WHERE and self.reading.key(colon) == ":"
        opens = self.reading.opens_sentence(cue.at) or not self.reading.tokens[cue.at - 1].is_word
        return written and opens and cue.shape is Shape.perfect

    def _is_noun_here(self, cue: Cue) -> bool:
        """رفضت نشر أسمائها، على أمل أن: the verbal noun of the same spelling, amid its clause."""
        noun = cue.form.form.key in VERBAL_NOUNS or self.reading.key(cue.at - 1) in ("على", "علي", "عن", "في", "من")
        return cue.shape is Shape.perfect and noun and not self.reading.opens_clause(cue)

    @staticmethod
    def _continuation(case: Case) -> bool | None:
        """أضاف، تابع: marked words are theirs only close by."""
        if case.verb.rule != "continue" or case.complement.style is Style.clause:
            return None
        return case.complement.at <= case.after_subject + _CONTINUED

    def _passive_description(self, case: Case) -> bool | None:
        """ووصفت موجة الحر بالأشد، واتهمت الصحيفة حينها بنشر …: the only phrase beside the verb is what is described."""
        phrase = case.phrase
        if case.verb.rule != "accuse" or not case.is_nominal or phrase is None or phrase.first != case.cue.at + 1:
            return None
        if case.cue.form.form.has_object or self.reading.key(case.cue.at - 1) in RELATIVES:
            return None
        whole = phrase.last == phrase.first + 1 or (phrase.is_name and phrase.kind is SpeakerKind.person)
        between = range(phrase.last, case.complement.at)
        alone = all(word(self.reading.key(at)).is_adverbial or self.reading.key(at) in _THEN for at in between)
        return False if (alone and whole) or (not phrase.is_strong and case.complement.at <= phrase.last + 2) else None

    def _listed(self, case: Case) -> bool | None:
        """ركزت الحكومة على هدفين: أولهما …: a list of what was dwelt on."""
        return False if case.verb.rule == "focus" and case.complement.style is Style.verbatim else None

    def _subject_of_nominal(self, case: Case) -> bool | None:
        """A nominal proves little: its subject must be known, or open the sentence behind its verb."""
        phrase = case.phrase
        if not case.is_nominal or phrase is None or phrase.is_strong or self.registry.knows(phrase.name):
            return None
        opens = self.reading.opens_sentence(case.cue.at) and case.complement.style is Style.nominal
        return None if opens and phrase.is_name else False

    def _object_pronoun(self, case: Case) -> bool | None:
        if not case.cue.form.form.has_object or case.phrase is not None:
            return None
        relative = self.reading.key(case.cue.at - 1) in RELATIVES
        return None if relative or self.tests.is_told(case.cue) else False

    @staticmethod
    def _document(case: Case) -> bool | None:
        """أظهر، سجل: only a report or study says so."""
        if not case.verb.documents_only:
            return None
        return case.phrase is not None and case.phrase.head in lex.DOCUMENTS

    def _opined(self, case: Case) -> bool | None:
        return judge_opinion(self.reading, case)

    def _evaluation(self, case: Case) -> bool | None:
        """Praise and blame count with quoted words before the next saying, or with a clause close by."""
        if case.verb.rule != "evaluate":
            return None
        if case.complement.style is Style.clause:
            at = case.complement.at
            closed = self.reading.is_comma(at - 1) or self.reading.is_comma(at - 2)
            return None if closed or at <= case.after_subject + _ADJACENT else False
        if not case.is_nominal:
            return None
        start = case.complement.start
        end = min(sentence_end(self.reading, start), self._next_finite(case.complement.at))
        return any(stretch.end - stretch.start > _OWN_WORDS for stretch in self.reading.marked.within(start, end))

    def _participle(self, case: Case) -> bool | None:
        if case.cue.shape is not Shape.participle:
            return None
        at = case.cue.at
        if case.cue.form.form.agreement is Agreement.feminine and self.reading.key(at - 1) == "عن":
            return False  # عن أمله في أن: a noun with its owner
        if not case.is_nominal:
            return None
        if self.reading.key(at).endswith("ات"):
            return False  # نقل كاسحات وكاشفات الألغام: things
        opens = not self.reading.tokens[at - 1].is_word or self.reading.opens_sentence(at)
        return opens or bool(case.cue.form.form.clitic) or carries_on(self.reading, case.cue)

    def _next_finite(self, at: int) -> int:
        """Where the next finite cue with a conjunction stands, an offset."""
        reading = self.reading
        for i in range(at + 1, min(len(reading.tokens), at + 60)):
            cue = reading.cue_at.get(i)
            if cue is not None and cue.form.form.clitic and cue.is_finite:
                return reading.tokens[i].start
        return len(reading.text)
