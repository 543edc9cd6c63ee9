"""Where the words of a speaker end within a sentence: the reporter turns to when it was said, or to something else."""

from app.arabic.conjugation import Agreement, Shape
from app.arabic.quotes.beginnings import FIRST_ELSEWHERE, elsewhere
from app.arabic.quotes.cue_tests import CueTests
from app.arabic.quotes.lexicon import (
    ACCORDING_TO,
    COMPLEMENTISERS,
    OCCASIONS,
    RELATIVES,
    THANKS,
    action_forms,
    is_past,
    is_verbal_noun,
)
from app.arabic.quotes.reading import COMMAS, Cue, Reading
from app.arabic.quotes.saying import SHORTEST
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article

AGAINST = frozenset(("لكن", "ولكن", "لكنه", "لكنها", "لكنهم", "غير", "بيد", "الا", "علما"))
_WITH_AN = frozenset(("غير", "بيد", "الا", "علما"))
_BEING = frozenset(("وهو", "وهي", "الامر", "هو"))
_MEANWHILE = frozenset(("كما", "فيما", "بينما"))
_GIVING = frozenset(("وقدم", "وقدمت", "وقدموا", "ووجه", "ووجهت", "ووجهوا"))
_THANKS_GIVEN = THANKS - {"بالغ", "عميق", "حار", "احر", "صادق", "اصدق", "وافر"}
_THANKS_REACH = 4
_OTHERS = frozenset(("اخر", "اخري", "اخرون", "اخرين", "البعض", "غيره", "غيرهم"))
_AFTERWARDS = frozenset(("بعدما", "بعد"))
_REPORTS = frozenset(("تقارير", "انباء", "معلومات", "شائعات", "تسريبات"))
_IN_TURN = frozenset(("بدوره", "بدورها", "بدورهم"))
_HINTS = frozenset(("اشاره", "تلميح", "تهديد"))
_HINTING = frozenset(("الي", "منه", "منها", "منهم", "واضح", "واضحه", "ضمني", "ضمنيه", "صريح", "صريحه", "مبطن", "مبطنه"))
_TURNERS = _BEING | _MEANWHILE | _GIVING | {"في", "وكان", "وكانت"}
_DURING = frozenset(("خلال", "في", "اثناء", "عقب", "لدي", "ضمن"))
_TURNING = frozenset(("ختام", "نهايه", "سياق", "مقابل", "اطار", "شان", "صعيد"))
"""، وفي ختام اللقاء، وفي المقابل: the reporter goes on to something else."""
_CONTRAST_REACH = 60
_EARLIER_REACH = 12
_RESUMPTION_REACH = 80
_RECALLING = frozenset(("يذكر", "يشار", "ويذكر", "ويشار", "تجدر", "وتجدر", "جدير", "والجدير", "الجدير"))
"""يذكر أن، تجدر الإشارة: the reporter's own background."""
_OCCASIONAL = ACCORDING_TO | _RECALLING | FIRST_ELSEWHERE | {"وفي", "وذلك", "على", "حسبما"}
"""Words that may open the occasion of a saying."""
_TAGS = frozenset(("سمات",))
"""What a page files the article under, printed behind its last sentence."""
_CAPTIONS = _TAGS | {"تصوير", "عدسه", "الصوره"}
"""Under a picture: تصوير: فلان."""
_BACKGROUND = _AFTERWARDS | RELATIVES
_TURNING_FREELY = frozenset(("بينما", "وتم", "وتمت"))
"""They turn to something else with no comma before them."""
_TELLING_ON = frozenset(("evaluate", "express", "urge", "warn", "show-feeling", "commend", "appeal-to")) | frozenset(
    ("تساءل", "اعتبر", "وصف", "نصح", "وعد", "أشار", "ناشد", "لفت")
)
"""Rules, and single verbs, that tell what a speaker does beside saying so."""
_OWN_WORDS = frozenset(
    noun + owner
    for noun in ("تعبير", "وصف", "قول", "كلام", "راي", "تصريح", "تصريحات", "اقوال", "حديث")
    for owner in ("ه", "ها", "هم")
)
"""، بحسب تعبيره: whose words they are, at the end of them."""
_SOURCES = lex.DOCUMENTS | lex.UNNAMED | lex.RELAYS
_REFUSED = ("رفضه", "رفضته", "رفضوه")


class Turns:
    """Looks for the reporter's own words behind a content in one document."""

    def __init__(self, reading: Reading, tests: CueTests) -> None:
        self.reading = reading
        self.tests = tests

    def circumstance(self, at: int, limit: int) -> int:
        """The clause ends where the occasion of the saying is told: وذلك خلال لقائه، على حد قوله."""
        reading = self.reading
        reach = range(at + 2, min(limit, at + _RESUMPTION_REACH))
        for i in (i for i, key in zip(reach, map(reading.key, reach), strict=True) if key in _OCCASIONAL):
            key = reading.keys[i]
            if key in ACCORDING_TO and reading.is_comma(i - 1) and self._closes_with_source(i + 1, at):
                return reading.tokens[i].start
            if i > at + SHORTEST + 1 and self._is_as_told(key, i):
                return reading.tokens[i].start
            if key == "وفي" and reading.is_comma(i - 1) and strip_article(reading.keys[i + 1]) in _TURNING:
                return reading.tokens[i].start
            if key in FIRST_ELSEWHERE and reading.is_comma(i - 1) and elsewhere(reading, i):
                return reading.tokens[i].start
            if i > at + SHORTEST and self._recalls(i):
                return reading.tokens[i].start
            if key not in ("وذلك", "على"):
                continue
            after, third = reading.keys[i + 1], reading.keys[i + 2]
            if key == "وذلك" and after in _DURING and strip_article(third) in OCCASIONS:
                return reading.tokens[i].start
            if key == "على" and after == "حد" and (third == "ما" or third.endswith(("ه", "ها", "هم"))):
                return reading.tokens[i].start
        return len(reading.text)

    def _is_as_told(self, key: str, at: int) -> bool:
        """، حسبما نقلت وكالة كونا، بحسب ما ذكر والدها، وفق ما جاء في: through whom the reporter has it."""
        behind = at + 1 if key == "حسبما" else at + 2
        if key != "حسبما" and (key not in ACCORDING_TO or self.reading.key(at + 1) != "ما"):
            return False
        cue = self.reading.cue_at.get(behind)
        return cue is not None and cue.is_finite and cue.form.form.shape is Shape.perfect

    def opens_elsewhere(self, first: int) -> bool:
        """Whether the sentence that opens at `first` is no longer the speaker's: إلى ذلك، يذكر أن، تصوير: فلان."""
        key = self.reading.key
        captions = key(first) in _CAPTIONS and (key(first + 1) == ":" or key(first) in _TAGS)
        return captions or bool(elsewhere(self.reading, first)) or self._recalls(first)

    def _recalls(self, at: int) -> bool:
        """يذكر أن، تجدر الإشارة إلى: background."""
        key = self.reading.key
        return key(at) in _RECALLING and key(at + 1) in ("ان", "الي", "الاشاره", "بالذكر")

    def _closes_with_source(self, source: int, at: int) -> bool:
        """، بحسب تعبيره; behind some words of the content, ، بحسب الوزارة."""
        own = self.reading.key(source) in _OWN_WORDS
        return own or (source > at + SHORTEST + 2 and self._names_source(source))

    def _names_source(self, at: int) -> bool:
        """Whether the word behind بحسب or وفقًا is a source rather than a plan or a need."""
        key = self.reading.key(at)
        bare = strip_article(key[2:] if key.startswith("لل") else key)
        return key == "ما" or bare in _SOURCES or (key[:1] == "ل" and strip_article(key[1:]) in _SOURCES)

    def contrast(self, at: int, limit: int, *, nominal: bool) -> int:
        """A nominal ends where the journalist sets something against it or tells what came of it, a clause hardly."""
        reading, before = self.reading, self.reading.key(at + 1)
        reach = range(at + 2, min(limit, at + _CONTRAST_REACH))
        for i, word in zip(reach, map(reading.key, reach), strict=True):
            ends = word in _TURNERS and self._ends_clause(word, i)
            ends = ends or (nominal and word in _BACKGROUND and self._is_background(word, i))
            if ends or (nominal and (word in _TURNING_FREELY or before in COMMAS) and self._turns(i)):
                return reading.tokens[i].start
            before = word
        return len(reading.text)

    def _ends_clause(self, key: str, at: int) -> bool:
        """Whether a word that may end a clause does."""
        if key == "في":
            return self.reading.key(at + 1) == "حين" or self._hints(at)
        if key in _GIVING:
            return self._gives_thanks(at)
        if key in _BEING:
            return self._comments(at)
        if key in _MEANWHILE:
            return self._tells_more(at) or ("و" + self.reading.key(at + 1) in _GIVING and self._gives_thanks(at + 1))
        return self._looks_back(at)

    def _hints(self, at: int) -> bool:
        """، في إشارة إلى، في تهديد مبطن بـ: what the reporter takes it for."""
        key = self.reading.key
        return key(at + 1) in _HINTS and key(at + 2) in _HINTING

    def _is_background(self, key: str, at: int) -> bool:
        """بعدما أكدت نبأ وفاته، بعد تقارير عن …، الذي بدوره ثمّن …: what the reporter adds to a nominal content."""
        reading = self.reading
        if key == "بعد" and reading.key(at + 1) in _REPORTS:
            return reading.marked.around(reading.tokens[at].start) is None
        if key in RELATIVES and reading.key(at + 1) not in _IN_TURN:
            return False
        behind = at + (1 if key == "بعدما" else 2)
        if key == "بعد" and reading.key(at + 1) != "ان":
            return False
        cue = reading.cue_at.get(behind)
        tells = cue is not None and cue.is_finite and cue.form.form.shape is Shape.perfect
        return tells and reading.marked.around(reading.tokens[at].start) is None

    def _gives_thanks(self, at: int) -> bool:
        """، وقدم شكره لـ: what the speaker did beside saying it."""
        return any(self.reading.key(i) in _THANKS_GIVEN for i in range(at + 1, at + _THANKS_REACH))

    def _comments(self, at: int) -> bool:
        """، وهو ما أرجعه فلان: somebody else on what was said."""
        reading = self.reading
        if reading.key(at + 1) != "ما" or not (reading.is_comma(at - 1) or reading.key(at) in ("وهو", "وهي")):
            return False
        cue = reading.cue_at.get(at + 2)
        return reading.key(at + 2).startswith(_REFUSED) or (
            cue is not None and cue.is_finite and cue.form.form.has_object
        )

    def _looks_back(self, at: int) -> bool:
        """، وكان المتحدث باسم الوزارة قد …: the reporter tells what somebody else did before."""
        reading = self.reading
        if not reading.is_comma(at - 1):
            return False
        if reading.marked.around(reading.tokens[at].start) is not None:
            return False
        past = next((i for i in range(at + 2, at + _EARLIER_REACH) if reading.key(i) == "قد"), None)
        phrase = reading.phrases.read(at + 1, past) if past is not None and reading.same_sentence(at, past) else None
        return phrase is not None and (phrase.is_strong or self.tests.subjects.knows(phrase))

    def _tells_more(self, at: int) -> bool:
        """، كما أدانت منظمة …، فيما استنكر أحد القراء …: the reporter tells what somebody else praised or blamed."""
        reading = self.reading
        cue = reading.cue_at.get(at + 1)
        if not reading.is_comma(at - 1) or cue is None or not cue.is_finite or self.tests.is_excluded(cue):
            return False
        if reading.key(at + 2) in _OTHERS and reading.key(at) != "كما":
            return True  # بينما علّق آخر
        if reading.marked.around(reading.tokens[at].start) is not None:
            return False
        phrase = reading.phrases.read(at + 2, min(reading.document.limit(at), at + _EARLIER_REACH * 2))
        return phrase is not None and phrase.is_strong and (phrase.is_name or reading.key(at) != "كما")

    def _turns(self, at: int) -> bool:
        """، لكن، ، وأحالت: a clause of the journalist's behind a nominal content."""
        reading = self.reading
        key = reading.key(at)
        if key == "بينما" or (key in _TURNING_FREELY and reading.marked.around(reading.tokens[at].start) is None):
            return True
        if not reading.is_comma(at - 1) or reading.marked.around(reading.tokens[at].start) is not None:
            return False
        against = key in AGAINST and (key not in _WITH_AN or reading.key(at + 1) in COMPLEMENTISERS)
        comment = key in _BEING and reading.key(at + 1) == "ما"
        after = reading.key(at + 1)
        noun = is_verbal_noun(after) or after.startswith(lex.ARTICLE)
        then = key == "ثم" and (after in action_forms() or not noun)
        return against or comment or then or (key[:1] == "و" and is_past(key[1:]))

    def goes_on_telling(self, cue: Cue, outer: Cue, at: int) -> bool:
        """قال إن …، وأشاد بـ: what the one who spoke did next, amid the clause that opens at `at`.

        Where the clause has a verb that goes with this one, its own subject may have done it: إن الوزير زار … وأشاد بـ.
        """
        reading, form = self.reading, cue.form.form
        if form.shape is not Shape.perfect or form.clitic != "و" or form.agreement is not outer.form.form.agreement:
            return False
        if form.has_object and cue.form.verb.rule == "urge":
            return False  # بهدف حشدهم وحثهم على: a noun
        if cue.form.verb.rule not in _TELLING_ON and cue.form.verb.lemma not in _TELLING_ON:
            return False
        if reading.is_homograph(cue) and not reading.is_comma(cue.at - 1):
            return False
        if reading.marked.around(reading.tokens[cue.at].start) is not None:
            return False
        return not any(
            self._may_go_on(reading.key(i), form.agreement) for i in range(max(at, cue.at - _RESUMPTION_REACH), cue.at)
        )

    @staticmethod
    def _may_go_on(key: str, agreement: Agreement) -> bool:
        """Whether a word is a verb in the past of such agreement, with or without و."""
        bare = key.removeprefix("و")
        if bare.startswith(("سي", "ست")):
            return False  # سيعمل is to come
        endings = {Agreement.feminine: "ت", Agreement.plural: "وا"}
        if agreement in endings and not bare.endswith(endings[agreement]):
            return False
        return (is_past(key) or is_past(bare)) and (agreement in endings or not bare.endswith(("ت", "وا")))
