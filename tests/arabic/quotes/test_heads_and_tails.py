"""The noun that a content opens with, and what the reporter adds behind it."""

import pytest
from findings import contents

from app.arabic.analysis import analyze
from app.arabic.quotes.contents import trim


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "قالت المديرة سلمى الحربي إن المدرسة فتحت أبوابها، مؤكدة حرصها على متابعة الطالبات كل يوم.",
            "حرصها على متابعة الطالبات كل يوم",
            id="owned",
        ),
        pytest.param(
            "وقال الأمين سمير الحداد إن الأسرة بخير، مؤكدا الحرص على رعاية أبناء الجيران.",
            "الحرص على رعاية أبناء الجيران",
            id="with-the-article",
        ),
        pytest.param(
            "وأثنى سمير الحداد على رجاله، مؤكدا في هذا الصدد إحباط محاولات للتسلل عبر البوابة «الشمالية، الجنوبية.",
            "إحباط محاولات للتسلل عبر البوابة «الشمالية، الجنوبية",
            id="behind-an-adjunct",
        ),
    ],
)
def test_a_content_opens_with_its_head(text: str, said: str) -> None:
    assert said in contents(text)


@pytest.mark.parametrize(
    "added",
    [
        " بعدما أكدت الخميس نبأ استقالته",
        " بعد أن نفت الخميس نبأ استقالته",
        " بعد تقارير عن استقالته",
        " الذي بدوره ثمن هذه الخطوة",
    ],
)
def test_a_nominal_ends_before_the_reporters_background(added: str) -> None:
    assert contents(f"أعلنت شركة الضفاف تعيين سمير الحداد مديرا جديدا خلفا لعادل النجار{added}.")[0] == (
        "تعيين سمير الحداد مديرا جديدا خلفا لعادل النجار"
    )


def test_what_is_said_of_a_later_time_stays() -> None:
    said = "فتح الطريق القديم بعد أن تنتهي أعمال الصيانة"
    assert contents(f"أعلنت وزارة النقل {said}.") == [said]


def test_what_another_comments_meanwhile_is_not_his() -> None:
    text = "وأشار سمير الحداد إلى أن السد هدية للقرية، بينما علق آخر على العمل بقوله «الحلم يتحقق الآن»."
    assert contents(text)[0] == "السد هدية للقرية"


def test_the_colon_of_a_time_opens_nothing() -> None:
    text = "وغرد سمير الحداد عبر حسابه في تويتر في تمام الساعة 3:34 من عصر اليوم يفيد بأن لصوصا اقتحموا منزله."
    assert contents(text) == ["لصوصا اقتحموا منزله"]


def test_a_participle_carries_on_behind_an_adverb() -> None:
    text = "التقى الوزير سمير الحداد ضيوفه ليلا داعيا إلى وقف العمل في المدينة."
    assert contents(text) == ["وقف العمل في المدينة"]


def test_what_tells_of_the_source_is_no_second_piece() -> None:
    text = "من المقرر أن يفتح المعرض أبوابه غدا، وذلك بحسب مركز الضفاف التجاري، الجهة المنظمة للمعرض في القرية."
    assert [segment.text for segment in analyze(text).quotes[0].segments] == ["من المقرر أن يفتح المعرض أبوابه غدا"]


def test_what_outlets_are_said_to_have_relayed_closes_a_clause() -> None:
    text = "وأكدت شركة الضفاف أن الحادث بسيط وأن العمل مستمر في المصنع، على حد ما نقلت وسائل إعلام محلية."
    assert contents(text)[0] == "الحادث بسيط وأن العمل مستمر في المصنع"


@pytest.mark.parametrize(("text", "kept"), [("العمل مستمر ــ", 11), ("عام 1436هـ", 10)])
def test_a_long_dash_is_trimmed_and_an_abbreviation_is_not(text: str, kept: int) -> None:
    assert trim(text, 0, len(text)) == (0, kept)


def test_a_nouns_own_preposition_leaves_it_at_the_head() -> None:
    said = "حرص البلدين على تعزيز العلاقات في المجالات كلها"
    assert contents(f"أكد السفير سمير الحداد والسفير عادل النجار {said}.") == [said]
    assert contents("أكدت وزارة الصحة على تقيد الأطباء بتدوين النتائج.") == ["تقيد الأطباء بتدوين النتائج"]


def test_what_another_word_brings_is_no_first_piece() -> None:
    said = "«لا شيء جديد في القرية، فقد بنى الناس سدودا كالعادة»"
    text = f"وعلق آخر على العمل بقوله «الحلم يتحقق الآن وحده»، وأضاف غيره قائلا: {said}."
    assert "الحلم يتحقق الآن وحده" not in "".join(s.text for s in analyze(text).quotes[-1].segments)


@pytest.mark.parametrize(
    ("told", "via"),
    [
        ("، حسبما نقلت وكالة «المرفأ»", "المرفأ"),
        (" بحسب ما ذكر والدها في شكواه", None),
        (" حسبما أظهرت نتائج الفحص", None),
    ],
)
def test_through_whom_the_reporter_has_it_closes_a_content(told: str, via: str | None) -> None:
    first = analyze(f"أكد المدير سمير الحداد أن العاملة مرضت في المصنع القديم نتيجة خطأ{told}.").quotes[0]
    assert (first.segments[0].text, first.via) == ("العاملة مرضت في المصنع القديم نتيجة خطأ", via)


def test_how_something_is_to_be_done_stays() -> None:
    said = "العقود ستدرس وفق ما يراه المجلس مناسبا للجميع"
    assert contents(f"أكد المدير سمير الحداد أن {said}.") == [said]


@pytest.mark.parametrize(
    ("opening", "kept"),
    [
        ("وشهدت القرية", "شهدت القرية"),
        ("وأوقف الحارس", "أوقف الحارس"),
        ("وارتفع الماء", "ارتفع الماء"),
        ("وقتل الذئب", "قتل الذئب"),
        ("وصلت القافلة", "وصلت القافلة"),
        ("واصلت القافلة", "واصلت القافلة"),
        ("وافقت القرية", "وافقت القرية"),
        ("واشنطن القديمة", "واشنطن القديمة"),
    ],
)
def test_what_joins_a_verb_is_left_out_and_its_own_letter_is_not(opening: str, kept: str) -> None:
    assert contents(f"{opening} في مكانها صباح السبت بحسب وكالة المرفأ.") == [f"{kept} في مكانها صباح السبت"]


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("الوزير سمير الحداد من جديد", "تطلع بلاده للعمل على تنفيذ مشروعات كبيرة"),
        ("الوزير سمير الحداد", "تصميم دول المجلس على محاربة الفساد"),
        ("مصدر أمني أردني", "نبأ إلقاء القبض على سائق السيارة الحمراء"),
    ],
)
def test_more_nouns_govern_what_is_stressed(subject: str, said: str) -> None:
    assert contents(f"أكد {subject} {said}.") == [said]


def test_what_a_company_is_tells_of_the_source() -> None:
    text = "وارتفع عدد الآبار في البلاد إلى عشرين، وفقا لشركة «الضفاف»، شركة أبحاث النفط المحلية."
    assert [segment.text for segment in analyze(text).quotes[0].segments] == ["ارتفع عدد الآبار في البلاد إلى عشرين"]
