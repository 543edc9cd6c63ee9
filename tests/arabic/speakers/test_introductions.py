"""A surname alone leads to the fuller name by which the article introduces its bearer."""

import pytest

from app.arabic.analysis import analyze

LATER = " وأضاف {surname} أن المخازن القديمة ممتلئة بالقمح."


def last_speaker(text: str) -> tuple[str, str | None]:
    """Name and role of whoever says the last quote."""
    analysis = analyze(text)
    speaker = analysis.speakers[analysis.quotes[-1].speaker]
    return speaker.name, speaker.role


@pytest.mark.parametrize(
    ("introduction", "surname", "name"),
    [
        ("كتب دان كورفيل في صحيفة المرفأ شرحا طويلا عن الحصاد.", "كورفيل", "دان كورفيل"),
        ("كارنا موكيل، من معهد الأسرة، زارت المدينة أمس.", "موكيل", "كارنا موكيل"),
        ("وصل الفريق بقيادة برنتان روتشرز مدرب الفريق إلى المدينة.", "روتشرز", "برنتان روتشرز"),
        ("وصلت الدكتورة شازان أتريس إلى المدينة أمس.", "أتريس", "شازان أتريس"),
        ("أكد بريك الحازمي عضو الفريق أن الطريق إلى المدينة مفتوح.", "الحازمي", "بريك الحازمي"),
        ("استقبل الوزير بجامعة الملك سعود فارس المنيع أمس.", "المنيع", "فارس المنيع"),
    ],
    ids=["behind-cue", "apposition", "office-behind", "title", "subject", "eponym"],
)
def test_a_surname_finds_whom_no_known_first_name_shows(introduction: str, surname: str, name: str) -> None:
    text = introduction + LATER.format(surname=surname) + f" وقال {surname} إن الحصاد انتهى قبل أيام."
    assert last_speaker(text)[0] == name


def test_the_office_before_the_fuller_name_is_its_role() -> None:
    text = "زار المدينة أمس مدير شركة النقل أورنان كورفيل للمرة الأولى." + LATER.format(surname="كورفيل")
    assert last_speaker(text) == ("أورنان كورفيل", "مدير شركة النقل")


def test_a_verb_before_the_surname_is_no_first_name() -> None:
    text = "قال سالم الحداد إن الباب مغلق منذ أمس. راوغ رونالتينو المدافع." + LATER.format(surname="رونالتينو")
    assert last_speaker(text)[0] == "رونالتينو"


def test_a_body_s_name_finds_what_the_body_is() -> None:
    text = "وصل فريق المرجان القطري إلى المدينة أمس." + LATER.format(surname="المرجان").replace("أضاف", "أعلن")
    assert last_speaker(text)[0] == "فريق المرجان القطري"


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        ("الهيئة العامة للغذاء والدواء", "الغذاء والدواء"),
        ("المديرية العامة للدفاع المدني", "الدفاع المدني"),
    ],
    ids=["food", "defence"],
)
def test_a_body_is_found_by_its_field_alone(whole: str, short: str) -> None:
    text = f"كشفت {whole} أن الطريق مغلق منذ أمس. وأضاف «{short}» أن المخازن القديمة ممتلئة بالقمح."
    assert last_speaker(text)[0] == whole


def test_an_army_is_not_the_government_that_it_is_loyal_to() -> None:
    text = "قالت القوات الموالية للحكومة اليمنية إن الطريق مغلق أمس. وأكدت الحكومة اليمنية أن المخازن ممتلئة بالقمح."
    assert last_speaker(text)[0] == "الحكومة اليمنية"


def test_an_office_is_known_with_and_without_its_preposition() -> None:
    text = "أدان سالم بن ناصر الرئيس العام لرعاية الشباب الحادث. وأضاف رئيس رعاية الشباب أن المخازن ممتلئة بالقمح."
    assert last_speaker(text)[0] == "سالم بن ناصر"


def test_ali_is_a_first_name_and_no_preposition() -> None:
    text = "شرح العطوان الخطة. وقال العطوان إن الطريق مغلق أمس. وأوضح علي العطوان مدير المصنع أن المخازن ممتلئة بالقمح."
    assert last_speaker(text)[0] == "علي العطوان"
    assert {speaker.name for speaker in analyze(text).speakers} == {"علي العطوان"}
