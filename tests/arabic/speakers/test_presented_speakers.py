"""Speakers as reports present them: with brackets, adjectives, a name that they bear, in others' company."""

import pytest

from app.arabic.analysis import analyze
from tests.findings import contents, speakers


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("قال النائب المستقل سجاد الفهد إن الملف كبير جدا.", "سجاد الفهد"),
        ("قال النائب المستقيل رائد الفهد إن الملف كبير جدا.", "رائد الفهد"),
        ("أكدت عضو اللجنة سروة عبد الواحد أن المخالفات كثيرة هذا العام.", "سروة عبد الواحد"),
        ("أكدت عضو اللجنة جرناز عبد الواحد أن المخالفات كثيرة هذا العام.", "جرناز عبد الواحد"),
        ("قال المتحدث باسم الحكومة باسم الحداد إن الموعد ثابت لا يتغير.", "باسم الحداد"),
        ("قال أحد المحتجين، ويدعى علي الحداد، إن الأهالي ملوا من الوعود.", "علي الحداد"),
        ("ليلى الحداد (35 عامًا)، نازحة من ريف حمص، قالت إنها لم تتسلم شيئًا.", "ليلى الحداد"),
        ("ذكر عضو مجلس المدينة (فضّل عدم ذكر اسمه) أن الإصلاح تأخر كثيرًا.", "عضو مجلس المدينة"),
        ("قال مصدر في الوزارة (طلب عدم كشف اسمه) إن الإصلاح تأخر كثيرًا.", "مصدر في الوزارة"),
        ("أعلنت وزارة الداخلية إلقاء القبض على ثلاثة مطلوبين.", "وزارة الداخلية"),
        ("أكدت الحكومة التزامها بدعم المزارعين في الموسم المقبل.", "الحكومة"),
        ("أكد محافظ ذي قار مرتضى الحداد أن الطريق مفتوح أمام الجميع.", "مرتضى الحداد"),
        ("رأى المفتي الجعفري الممتاز الشيخ سالم قبيسي أن الحوار واجب على الجميع.", "سالم قبيسي"),
        ("وقال الناطق باسم الهيئة نور الدين البابا في مؤتمر صحفي إن الملف كبير جدا.", "نور الدين البابا"),
        ("ويقول القصاب أبو سالم (45 سنة) إن الناس امتنعت عن شراء اللحم.", "أبو سالم"),
        ("ونقلت اللجنة عن ذوي الشاب أن جثته لم تسلم إليهم بعد.", "ذوي الشاب"),
    ],
)
def test_the_name_is_parted_from_what_presents_it(sentence: str, name: str) -> None:
    assert speakers(sentence) == [name]


def test_a_first_name_that_is_a_particle_too_stays_when_the_surname_alone_follows() -> None:
    text = "نفى الناطق باسم الحكومة الجديدة باسم الحداد صحة الأنباء كلها.\n\nوأوضح الحداد أن الموعد ثابت لا يتغير."
    assert speakers(text) == ["باسم الحداد", "باسم الحداد"]


def test_in_the_name_of_a_body_is_nobodys_name() -> None:
    text = "أعلن خفر السواحل أن القارب غرق ليلًا. وقالت متحدثة باسم خفر السواحل أمس إن البحث مستمر."
    assert not [name for name in speakers(text) if name.startswith("باسم")]


def test_who_asks_is_no_student() -> None:
    (speaker,) = analyze("طالب سالم الحداد رئيس النادي بتشديد العقوبات على المشاغبين.").speakers
    assert (speaker.name, speaker.role) == ("سالم الحداد", "رئيس النادي")


@pytest.mark.parametrize(
    "aside",
    ["(اسم مستعار لأسباب أمنية)، وهي ربة منزل،", "(اسم مستعار لأسباب أمنية)", "(35 عامًا)، وهي أم لأربعة أطفال،"],
)
def test_brackets_behind_the_name_hold_nothing_that_was_said(aside: str) -> None:
    assert contents(f"أوضحت فاطمة الحداد {aside} أنها تقتصد في الماء كثيرًا.") == ["تقتصد في الماء كثيرًا"]


def test_words_in_brackets_that_nothing_follows_are_said() -> None:
    assert contents("قال سالم الحداد (لن نقبل بهذا القرار أبدًا).") == ["لن نقبل بهذا القرار أبدًا"]


def test_of_two_with_one_surname_the_one_who_is_speaking_goes_on() -> None:
    text = "رأى رئيس الحزب سمير الحداد أن المشكلة كبيرة، في حضور النائب ليلى الحداد.\n\nوختم الحداد: «سنبقى هنا»."
    assert speakers(text) == ["سمير الحداد", "سمير الحداد"]


def test_the_other_goes_on_once_she_has_spoken() -> None:
    text = (
        "رأى رئيس الحزب سمير الحداد أن المشكلة كبيرة جدا.\n\nوقالت النائب ليلى الحداد إن الموعد قريب جدا.\n\n"
        "وختمت الحداد: «سنبقى هنا»."
    )
    assert speakers(text) == ["سمير الحداد", "ليلى الحداد", "ليلى الحداد"]


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("قال رئيس بلدية عيترون سليم الحداد إن الطريق مغلق منذ الصباح.", "سليم الحداد", "رئيس بلدية عيترون"),
        ("بحسب حديث الدكتور سامر الحداد لعنب بلدي، فإن المشفى يعاني نقصًا.", "سامر الحداد", None),
        ("قالت مراسلة عنب بلدي في حلب إن الحركة عادت إلى السوق.", "مراسلة عنب بلدي في حلب", "مراسلة عنب بلدي في حلب"),
    ],
)
def test_a_role_ends_where_its_place_or_outlet_does(sentence: str, name: str, role: str | None) -> None:
    (speaker,) = analyze(sentence).speakers
    assert (speaker.name, speaker.role) == (name, role)


def test_a_surname_that_is_a_noun_is_known_behind_the_office() -> None:
    text = "التقى وزير الداخلية المهندس أنس خطاب وفدًا من الوجهاء.\n\nوأكد الوزير خطاب حرص الدولة على أمن أبنائها."
    assert speakers(text) == ["أنس خطاب"]


@pytest.mark.parametrize(
    "sentence",
    [
        "وحول الاتهامات قال أؤكد وبشكل حازم أن لا علاقة لأي دولة بهذا القرار.",
        "وأكد لجميع القوى السياسية أن الموعد ثابت لا يتغير أبدًا.",
    ],
)
def test_a_verb_in_the_first_person_and_those_addressed_are_nobodys_name(sentence: str) -> None:
    assert speakers(sentence) == []


def test_a_surname_of_two_words_is_the_one_printed_as_one() -> None:
    text = "أكد سالم الجار الله أن الأمر مختلف تمامًا.\n\nوأضاف الجارالله أن الوزارة تتابع الأمر."
    assert speakers(text) == ["سالم الجار الله", "سالم الجار الله"]


@pytest.mark.parametrize("behind", ["أن", "لوكالة الأنباء العراقية أن", "، أن"])
def test_a_surname_that_is_a_quarter_of_the_sky(behind: str) -> None:
    assert speakers(f"أوضح الناطق باسم الوزارة خالد شمال {behind} المخزون انخفض كثيرًا.") == ["خالد شمال"]


def test_what_a_source_asked_for_is_not_what_it_said() -> None:
    assert contents("بحسب مصدر في الغرفة، طلب عدم ذكر اسمه، فإن الخطة قيد الدراسة.") == ["الخطة قيد الدراسة"]
