"""Verbs of saying that tell of something done or counted: جدد عقده، التزم بالبرنامج، أقر الميزانية."""

import re
from collections.abc import Callable

from app.arabic.conjugation import Shape
from app.arabic.normalize import fold
from app.arabic.quotes.case import Case
from app.arabic.quotes.complement import Style
from app.arabic.quotes.lexicon import (
    COMPLEMENTISERS,
    HIDDEN_IDENTITY,
    PASSIVE_FORMULAS,
    PUBLISHED,
    RELATIVES,
    SAID_AGAIN,
    is_verbal_noun,
)
from app.arabic.quotes.reading import Reading
from app.arabic.speakers.lexicon import DOCUMENTS, EVERYDAY_NOUNS, strip_article
from app.arabic.speakers.words import word

_CLOSE = 2
_PAIRED = 8
_PASSED = frozenset(
    ("وثيقه", "قانون", "ميزانيه", "موازنه", "خطه", "قرار", "اتفاق", "لايحه", "بيان", "برنامج", "تعديلات")
)
_DAYS = frozenset(
    (
        "امس",
        "اليوم",
        "مساء",
        "صباح",
        "الاول",
        "الماضي",
        "الاحد",
        "الاثنين",
        "الثلاثاء",
        "الاربعاء",
        "الخميس",
        "الجمعه",
        "السبت",
    )
)
"""بينها وبين اللجنة: so near stand the two."""
_ADJUNCTS = frozenset(("في", "خلال", "عبر", "عقب", "امام", "لدي", "بعد", "قبل", "اثناء", "علي", "على", "مع", "من"))
_AMOUNT = re.compile(
    r"\d.*|نحو|حوالي|قرابه|اكثر|اقل|مليون.*|مليار.*|ميات|ميه|الف|ملايين|الاف|عشر.*|نصف|ربع|ثلث|اربع.*|خمس.*|ثلاث.*|مبلغ|قيمه"
)
_AMOUNT_REACH = 2
_BELIEVING = frozenset(("اعتقد", "ظن", "زعم", "رجح", "توقع", "قال"))
_OWN_CLAUSE = re.compile("(?:ب|ل)?ان(?:ه|ها|هم|هما)")
_GOING_ON = frozenset(("واصل", "تابع", "أكمل", "استأنف", "اختتم", "ختم", "استهل", "مضى"))
_HIS_WORDS = frozenset(
    ("حديث", "كلام", "كلمه", "تصريح", "تصريحات", "خطاب", "رساله", "مداخله", "مقال", "بيان", "حوار", "قول", "تعليق")
)
_BRINGING = re.compile("بالقول|بقول.*|بال?تاكيد|:")
_HIDING = frozenset(("طلب", "اشترط"))
_HIDING_REACH = 4
_PROVERBS = frozenset(("المثل", "المثل الشعبي", "المثل العربي", "الحكمة", "القاعدة", "المقولة"))
_EVERYBODY = frozenset(("العالم", "الناس", "المجتمع", "الإنسان", "الواحد", "الفرد"))
_ANYBODY = frozenset(("الرجل", "المرأة", "الزوج", "الزوجة", "الأب", "الأم", "الطفل", "الطالب", "المواطن", "الإنسان"))
_FEWEST_MARKED = 3


def find_deed(reading: Reading, case: Case) -> bool:
    """Whether what the cue reports is a deed, a count or somebody's silence rather than words."""
    verb = case.verb
    by_rule, by_lemma = _TESTS.get(verb.rule), _BY_LEMMA.get(verb.lemma)
    if (by_rule is not None and by_rule(reading, case)) or (by_lemma is not None and by_lemma(reading, case)):
        return True
    return case.cue.shape is Shape.imperfect and _is_believed(reading, case)


def _is_close(reading: Reading, case: Case) -> bool:
    """Whether the complement follows its subject at once, but for an adverb or adjunct."""
    at = case.after_subject
    if case.complement.at <= at + _CLOSE:
        return True
    key = reading.key(at)
    return not reading.tokens[at].is_word or key in _ADJUNCTS or word(key).is_adverbial


def _is_complied(reading: Reading, case: Case) -> bool:
    """التزم بالبرنامج: he kept to it; only التزم بأن is a promise in words."""
    adjacent = case.complement.at <= case.after_subject + 1
    return case.cue.shape is Shape.noun or case.is_nominal or not adjacent


def _is_renewed(reading: Reading, case: Case) -> bool:
    """جدد عقده: only what is said can be said again."""
    if case.complement.style is not Style.object:
        return case.is_nominal
    return strip_article(reading.key(case.complement.at)) not in SAID_AGAIN


def _is_passed(reading: Reading, case: Case) -> bool:
    """أقر الميزانية، أقر إجراءات على أن تبدأ: passed, not admitted."""
    if case.complement.style is Style.object:
        return True
    if case.complement.style is Style.nominal:
        return case.complement.at > case.after_subject + _CLOSE
    if case.complement.style is Style.marks:  # أقروا وثيقة وصفها بأنها «…»
        return any(strip_article(reading.key(at)) in _PASSED for at in range(case.cue.at + 1, case.complement.at))
    return case.complement.style is Style.clause and not _is_close(reading, case)


def _is_crossed(reading: Reading, case: Case) -> bool:
    """يعبرون الشارع المزدحم: what is crossed stands where only عن could bring something expressed."""
    following = word(reading.key(case.after_subject))
    return following.is_definite and not following.is_adverbial and reading.key(case.after_subject) != "عن"


def _is_counted(reading: Reading, case: Case) -> bool:
    """ثروة تقدر بمليون: a figure is somebody's words only where he and the thing stand beside the verb."""
    if case.complement.style is Style.clause:
        return case.phrase is None or case.complement.at > case.after_subject + 1
    if case.complement.style is not Style.nominal or (case.phrase is None and not case.cue.form.form.has_object):
        return True
    begins = (case.complement.at + step for step in range(_AMOUNT_REACH))
    amount = any(_AMOUNT.fullmatch(reading.key(at).removeprefix("ب")) for at in begins)
    nothing_between = case.phrase is not None and case.complement.at <= case.phrase.first + 1
    return (nothing_between and not case.cue.form.form.has_object) or not amount


def _is_passive(reading: Reading, case: Case) -> bool:
    """واتهم بالقتل، وصف بأنه شجاع: who is accused stands nowhere behind the verb, so that he is its subject."""
    bare = case.phrase is None and case.cue.is_finite and not case.cue.form.form.has_object
    return bare and case.complement.at <= case.cue.at + 1


def _is_name_in_marks(reading: Reading, case: Case) -> bool:
    """ثمن وفد «الفرات» الجهود: praise is quoted right behind its verb, in more than a name."""
    stretch = case.complement.stretch
    if case.complement.style is not Style.marks or stretch is None:
        return False
    near = case.complement.at <= case.after_subject + 1 or not reading.tokens[case.complement.at - 1].is_word
    few = len(reading.text[stretch.start : stretch.end].split()) < _FEWEST_MARKED
    return few or not (near or reading.key(case.complement.at - 1) in case.verb.prepositions | {"قايلا", "قايله"})


def _is_agreed(reading: Reading, case: Case) -> bool:
    """اتفقتا على القواعد التي تحدد أنه: the clause is not what they agree on."""
    return case.complement.at > case.after_subject + _CLOSE


def _is_hidden(reading: Reading, case: Case) -> bool:
    """طلب عدم ذكر اسمه: who asks for that says nothing by it."""
    last = case.complement.at + _HIDING_REACH
    return any(
        reading.key(at) in ("عدم", "بعدم") and reading.key(at + 1) in HIDDEN_IDENTITY
        for at in range(case.cue.at + 1, last)
    )


def _is_continued(reading: Reading, case: Case) -> bool:
    """واصل تدريباته «صباحية ومسائية»: something else than speech goes on."""
    at = case.after_subject
    name = fold(case.phrase.name) if case.phrase is not None and is_verbal_noun(reading.key(case.cue.at)) else ""
    if name in EVERYDAY_NOUNS and name.endswith("ي"):
        return True  # شبكة تواصل اجتماعي من خلال
    while at < case.complement.at and reading.key(at) in _DAYS:
        at += 1  # اختتم الفريق أمس الأول معسكره
    if case.complement.at <= at + 1 or not reading.tokens[at].is_word:
        return False
    key = reading.key(at)
    attached = key[:1] in "لب" and not re.fullmatch(".{4,}(?:ه|ها|هم)", key)  # no برنامجه
    if is_his_speech(key) or key in _ADJUNCTS or word(key).is_adverbial or attached:
        return False
    return not any(_BRINGING.fullmatch(reading.key(i)) for i in range(at, case.complement.at + 1))


def is_his_speech(key: str) -> bool:
    """حديثه، كلمتها، القول: what a speaker goes on with or ends."""
    owned = re.sub("(?:ه|ها|هم)$", "", key.removeprefix("ب"))
    stems = (strip_article(owned), strip_article(key), owned + "ه", owned.removesuffix("ت") + "ه")
    return any(stem in _HIS_WORDS for stem in stems)


def _is_published(reading: Reading, case: Case) -> bool:
    """نشرت الصحيفة صورة …، مؤكدة أن: what is published is no clause."""
    return case.complement.at > case.after_subject + 1 and reading.key(case.complement.at - 1) != ":"


def _is_generic(reading: Reading, case: Case) -> bool:
    """ظن العالم أن، يعتقد الناس أن، الرجل الذي يرى أن: what everybody thinks or sees nobody said."""
    if _is_seen(reading, case):
        return True
    if case.phrase is None:
        return False
    anybody = case.phrase.name in _ANYBODY and reading.key(case.cue.at - 1) in RELATIVES
    return case.phrase.name in _EVERYBODY or (anybody and case.cue.shape is Shape.imperfect)


def _is_shown(reading: Reading, case: Case) -> bool:
    """ويشير ارتفاع النشاط إلى: a deed behind the verb, which takes no object, is its subject and no speaker."""
    key = reading.key(case.cue.at + 1)
    behind = case.phrase is None and case.cue.is_finite and case.complement.at > case.cue.at + 1
    return behind and is_verbal_noun(key) and not word(key).is_adverbial


def _is_proverb(reading: Reading, case: Case) -> bool:
    """كما يقول المثل: nobody's words."""
    return case.phrase is not None and case.phrase.name in _PROVERBS


def _is_between(reading: Reading, case: Case) -> bool:
    """بين المدينة وبين أهلها، خط رفيع بين أن نعمل وأن ننام: the preposition; the verb has its subject beside it."""
    if case.complement.style is Style.object:
        return case.phrase is None or not case.phrase.is_strong
    key = reading.key(case.cue.at)
    if key == "وبين" and not reading.opens_sentence(case.cue.at):
        near = range(max(0, case.cue.at - _PAIRED), case.cue.at)
        return (
            any(reading.key(at).startswith("بين") for at in near) or case.complement.at > case.after_subject + _PAIRED
        )
    bare = case.phrase is None and key == "بين"
    return bare and reading.tokens[case.cue.at - 1].is_word and not reading.opens_sentence(case.cue.at)


def _is_written(reading: Reading, case: Case) -> bool:
    """لافتات كتب عليها «…»: nobody is said to have written it."""
    return case.phrase is None and reading.key(case.cue.at + 1) in ("عليها", "عليه", "عليهما", "عليهم")


def _is_supposed(reading: Reading, case: Case) -> bool:
    """رسالة المقطع يفترض ألا تفهم: what is to be supposed."""
    if case.cue.shape is not Shape.imperfect:
        return False
    return case.phrase is None or case.phrase.last <= case.cue.at or case.phrase.head in DOCUMENTS


def _is_believed(reading: Reading, case: Case) -> bool:
    """الرجل الذي يعتقد أنه القائد: he is believed to be."""
    cue, lemma = case.cue, fold(case.verb.lemma)
    passive = lemma in PASSIVE_FORMULAS or lemma in _BELIEVING
    if not passive or reading.key(cue.at - 1) not in RELATIVES:
        return False
    of_him = _OWN_CLAUSE.fullmatch(reading.key(cue.at + 1)) is not None and reading.key(cue.at + 1) in COMPLEMENTISERS
    return of_him and (case.phrase is None or case.phrase.last <= cue.at)


def _is_seen(reading: Reading, case: Case) -> bool:
    """جميعنا رأى كيف استطاعوا أن: what was seen, not what was said."""
    return any(reading.key(at) == "كيف" for at in range(case.cue.at + 1, case.complement.at + 1))


def _is_threatening(reading: Reading, case: Case) -> bool:
    """أزمة تهدد المدينة بالعطش: what is threatening says nothing; who threatens is named, and not in passing."""
    if case.cue.shape is not Shape.imperfect:
        return False
    described = reading.key(case.cue.at - 1) in RELATIVES
    if described and case.complement.style is Style.marks:
        return case.phrase is not None and case.phrase.first > case.cue.at
    if not case.is_nominal:
        return False
    return described or case.phrase is None or not case.phrase.is_name


def _is_thing_published(reading: Reading, case: Case) -> bool:
    """أعلنت الشركة عن نتائجها: what was published, and nothing of what it says."""
    return case.complement.style is Style.nominal and strip_article(reading.key(case.complement.at)) in PUBLISHED


def _is_commended(reading: Reading, case: Case) -> bool:
    """نوه بالجهود الكبيرة: praise; نوه بضرورة الإصلاح and what is quoted is said."""
    at = case.complement.at
    if case.complement.style is not Style.nominal or reading.key(at)[:1] != "ب" or reading.key(at) == "ب":
        return False
    return not is_verbal_noun(reading.key(at)[1:])


Test = Callable[[Reading, Case], bool]
_TESTS: dict[str, Test] = {
    "estimate": _is_counted,
    "accuse": _is_passive,
    "evaluate": _is_name_in_marks,
    "consider": _is_generic,
    "announce": _is_thing_published,
    "point-out": _is_shown,
    "say": _is_proverb,
}
_BY_LEMMA: dict[str, Test] = {
    "التزم": _is_complied,
    "جدد": _is_renewed,
    "أقر": _is_passed,
    "اتفق": _is_agreed,
    "نشر": _is_published,
    "افترض": _is_supposed,
    "كتب": _is_written,
    "هدد": _is_threatening,
    "بين": _is_between,
    "نوه": _is_commended,
    "عبر": _is_crossed,
    **dict.fromkeys(_HIDING, _is_hidden),
    **dict.fromkeys(_GOING_ON, _is_continued),
}
