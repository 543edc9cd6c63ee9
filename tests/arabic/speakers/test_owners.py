"""Names that stand beside a speaker's: whose relative or lawyer speaks, and what follows a surname."""

import pytest
from findings import speakers

from app.arabic.analysis import analyze

SAID = "المخازن القديمة ممتلئة بالقمح."


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("قال والد سمير الحداد إن", "والد سمير الحداد"),
        ("قال محامي سمير الحداد إن", "محامي سمير الحداد"),
        ("أكد وكيل أعمال اللاعب سمير الحداد أن", "وكيل أعمال اللاعب سمير الحداد"),
        ("قالت أرملة الفنان سمير الحداد إن", "أرملة الفنان سمير الحداد"),
        ("قالت زوجة الشهيد سمير الحداد إن", "زوجة الشهيد سمير الحداد"),
        ("قال والده سمير الحداد إن", "سمير الحداد"),
        ("قال والد الطفلة سمير الحداد إن", "سمير الحداد"),
        ("قال عم الشهيد سمير الحداد إن", "سمير الحداد"),
        ("قال محامي الضحايا سمير الحداد إن", "سمير الحداد"),
        ("قال مدير مكتب الزراعة سمير الحداد إن", "سمير الحداد"),
    ],
)
def test_whose_relative_or_lawyer_speaks_is_no_speaker(clause: str, name: str) -> None:
    assert speakers(f"{clause} {SAID}") == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وصل جون كورفيل إلى المدينة أمس. ووصفت كورفيل الصياد بأنه رجل لا يخاف البحر.", "جون كورفيل"),
        ("وصل جون كورفيل إلى المدينة أمس. وكان كورفيل نهاره طويلا. وقال كورفيل إن " + SAID, "جون كورفيل"),
        ("صار جون كورفيل زعيما للحزب أمس. وقال كورفيل إن " + SAID, "جون كورفيل"),
        ("قال الكابتن سهو السهو إن " + SAID, "سهو السهو"),
    ],
)
def test_what_follows_a_surname_is_no_part_of_the_name(text: str, name: str) -> None:
    assert speakers(text) == [name]


@pytest.mark.parametrize("name", ["سمير الحداد", "الدكتور سمير الحداد"])
def test_who_called_for_something_is_no_student(name: str) -> None:
    analysis = analyze(f"طالب {name} رئيس الجمعية بأن يفتح السوق أبوابه للناس.")
    assert [(speaker.name, speaker.role) for speaker in analysis.speakers] == [("سمير الحداد", "رئيس الجمعية")]


@pytest.mark.parametrize(
    "clause",
    [
        "أكد الناطق باسم الجمعية -سمير الحداد- أن",
        "قال مدير المسجد، - سمير الحداد- إن",
        'أوضح مدير فرع مكتب العمل بالمدينة "سمير الحداد" أن',
        "قال المتهم الأول في هذه القضية عبد الرحمن الحداد إن",
    ],
)
def test_a_name_between_dashes_or_marks_behind_a_role_is_the_speaker_s(clause: str) -> None:
    assert speakers(f"{clause} {SAID}") in (["سمير الحداد"], ["عبد الرحمن الحداد"])
