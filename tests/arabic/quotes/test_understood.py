"""Who speaks when the subject stands before its verb or is understood."""

import pytest

from app.arabic.quotes.attribution import find_quotes
from app.arabic.tokens import read_document

CASES = [
    ("قال وليد الحسن إن الأزمة خطيرة جدا اليوم. ودعا الحكومة الجديدة إلى عقد جلسة طارئة.", "وليد الحسن"),
    ("هدى، أم لطفلين، عادت إلى حلب القديمة. تقول: «سنبني البيت من جديد بأيدينا».", "هدى"),
    ("قال رامي الأسعد إن العمل شاق جدا عليه. وأضاف الشاب أن صاحب الورشة لا يدفع أجره.", "رامي الأسعد"),
    ("بيد أن مسؤولا أمنيا أكد أن الطريق ما زال مغلقا أمام الشاحنات.", "مسؤول أمني"),
    (
        "قال الوزير سالم الحداد إن العمل بدأ أمس. وقال السكان إن الغبار كثير هنا. وأضاف أن الميناء قريب جدا.",
        "سالم الحداد",
    ),
    (
        "قال سالم الحداد إن العمل بدأ أمس. وقالت هيئة الموانئ إن الغبار كثير هنا. وأضاف سموه أن الميناء قريب جدا.",
        "سالم الحداد",
    ),
    (
        "قال سالم الحداد إن العمل بدأ أمس. لم يسجل يوسف النجار أخبار السفر وحدها. وروى أن أهل القرية يزرعون القمح.",
        "يوسف النجار",
    ),
    (
        "قال سالم الحداد إن العمل بدأ أمس. تصوير عادل النجار. وأضاف أن أهل القرية يزرعون القمح كل عام.",
        "سالم الحداد",
    ),
    (
        "قال سالم الحداد إن العمل بدأ. وفي المدينة تحدث الشيخ عادل النجار عن العدل، موصيا الناس بتقوى الله والصبر.",
        "عادل النجار",
    ),
    (
        "قال سالم الحداد إن العمل بدأ أمس. تحفظت قطر على موقف الجامعة، مؤكدة أن الاتفاق ما زال ساريا.",
        "قطر",
    ),
    (
        "قالت مصادر عسكرية إن الجيش أنهى العملية. وقالت ذات المصادر إن الفندق خال تماما منذ أمس.",
        "مصادر عسكرية",
    ),
    (
        "قال سالم الحداد إن العمل بدأ أمس. وأوضحت وكالة الفرات أن القرار صدر. وأضاف المصدر أن القرار سار حتى الصيف.",
        "وكالة الفرات",
    ),
    ("في غضون ذلك، تبنى المتحدث العسكري جمال سالم القصف، زاعما أن السفينة كانت محملة بالسلاح.", "جمال سالم"),
]


@pytest.mark.parametrize(("text", "speaker"), CASES)
def test_the_last_words_are_given_to_whom_the_reader_understands(text: str, speaker: str) -> None:
    found = find_quotes(read_document(text))
    assert found.speakers[found.quotes[-1].speaker].name == speaker


NOBODY = [
    "هل يطلب هؤلاء من الناس أن يتركوا بيوتهم كلها؟",
    "قال سالم الحداد إن العمل مستمر، حتى صدرت البيانات التي تطالب بها الجهات الرقابية للمطالبة بالمزيد من العمل.",
]


@pytest.mark.parametrize("text", NOBODY, ids=["these", "asked-for"])
def test_nobody_in_particular_says_nothing(text: str) -> None:
    found = find_quotes(read_document(text))
    assert [found.speakers[quote.speaker].name for quote in found.quotes] == ["سالم الحداد"] * text.startswith("قال")


def test_a_tradition_goes_back_to_whom_it_names() -> None:
    found = find_quotes(read_document("وعن سعيد بن زيد رضي الله عنه قال: كنا نعمل في السوق القديم كل يوم."))
    assert [found.speakers[quote.speaker].name for quote in found.quotes] == ["سعيد بن زيد"]


@pytest.mark.parametrize(
    "unread",
    [
        "وقال السيد/ يوسف النجار إن الطريق بعيد جدا من هنا.",
        "وأكدت عائلته أن الطريق بعيد جدا من هنا.",
        "وقال 63٪ من المشاركين إن الطريق بعيد جدا من هنا.",
        "وتشير كل الأخبار الواردة إلى أن الطريق بعيد جدا من هنا.",
        "وقال السيد/ يوسف النجار إن الطريق بعيد جدا من هنا، مضيفا أن الجسر ما زال مغلقا.",
    ],
    ids=["titled", "family", "share", "all", "goes-on"],
)
def test_nobody_is_put_in_the_place_of_a_subject_that_could_not_be_read(unread: str) -> None:
    found = find_quotes(read_document(f"قال سالم الحداد إن العمل بدأ أمس. {unread}"))
    assert [quote.text for quote in found.quotes if found.speakers[quote.speaker].name == "سالم الحداد"] == [
        "العمل بدأ أمس"
    ]


@pytest.mark.parametrize(
    ("subject", "speaker"),
    [
        ("الولايات المتحدة", "الولايات المتحدة"),
        ("الكرملين", "الكرملين"),
        ("والدها", "والدها"),
        ("شقيقته", "شقيقته"),
    ],
    ids=["states", "palace", "father", "sister"],
)
def test_a_subject_behind_its_verb_is_read(subject: str, speaker: str) -> None:
    text = f"قال سالم الحداد إن العمل بدأ أمس. وأكد {subject} أن الطريق بعيد جدا من هنا."
    found = find_quotes(read_document(text))
    assert found.speakers[found.quotes[-1].speaker].name == speaker
