"""Where the phrase of a body ends: before what its verb is about, and before a participle that leads on."""

import pytest
from findings import speakers


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("نقابة الحدادين السوريين", "قرار وزارة الصناعة"),
        ("شركة «أبراج»", "20 مليون دولار"),
        ("هيئة المواد الغذائية السورية", "مجموعة من القرى"),
        ("محكمة في لندن", "سالم الحداد"),
    ],
    ids=["decision", "number", "company", "person"],
)
def test_a_body_ends_before_what_its_verb_is_about(body: str, rest: str) -> None:
    text = f"انتقدت {body} {rest} أمس. وأضافت أن المخازن القديمة ممتلئة بالقمح."
    assert speakers(text) == [body]


@pytest.mark.parametrize("led", ["المعترف بها دوليا", "الصادرة في المدينة"])
def test_a_participle_that_leads_on_is_no_part_of_the_name(led: str) -> None:
    body = "الحكومة اليمنية"
    assert speakers(f"قالت {body} {led} إن المخازن القديمة ممتلئة بالقمح.") == [body]


def test_what_follows_fa_inna_is_what_was_said() -> None:
    assert speakers("وبحسب صحيفة “المرفأ” فإن المخازن القديمة ممتلئة بالقمح.") == ["المرفأ"]


def test_a_body_keeps_its_own_name_behind_what_it_is() -> None:
    assert speakers("قالت حركة المقاومة الإسلامية حماس إن المخازن القديمة ممتلئة بالقمح.") == [
        "حركة المقاومة الإسلامية حماس"
    ]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("وزارة الشؤون البلدية والقروية", "وزارة الشؤون البلدية والقروية"),
        ("هيئة الإحصاءات الرسمية", "هيئة الإحصاءات الرسمية"),
        ("شرطة مدينة مترو ناشفيل", "شرطة مدينة مترو ناشفيل"),
        ("المراكز السورية للسيطرة على الأوبئة", "المراكز السورية للسيطرة على الأوبئة"),
        ("شركة الحصاد السورية أكبر منتج للقمح", "شركة الحصاد السورية"),
    ],
)
def test_a_body_s_name_is_whole(printed: str, name: str) -> None:
    assert speakers(f"أعلنت {printed} أن المخازن القديمة ممتلئة بالقمح.") == [name]


@pytest.mark.parametrize(
    "rest",
    ["عدم وصول القمح إلى القرية", "فقدان القمح من المخازن", "بمستخدمي الطريق الحذر من المطر", "كافة العمال إلى العمل"],
)
def test_a_body_s_name_ends_before_what_its_verb_is_about(rest: str) -> None:
    text = f"قالت شركة الحصاد السورية إن الباب مغلق منذ أمس. وأكدت شركة الحصاد السورية {rest}."
    assert set(speakers(text)) == {"شركة الحصاد السورية"}


def test_who_prefers_not_to_be_named_is_not_called_so() -> None:
    text = "قال مسؤول في الوزارة فضل عدم الكشف عن هويته إن المخازن القديمة ممتلئة بالقمح."
    assert speakers(text) == ["مسؤول في الوزارة"]
