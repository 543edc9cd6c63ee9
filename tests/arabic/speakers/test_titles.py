"""Titles, forms of address and bodies named after people, apart from the one who speaks."""

import pytest

from app.arabic.analysis import analyze
from app.records import FoundSpeaker, SpeakerKind


def speakers(text: str) -> list[FoundSpeaker]:
    """Who speaks, in the order of the quotes."""
    analysis = analyze(text)
    return [analysis.speakers[quote.speaker] for quote in analysis.quotes]


@pytest.mark.parametrize(
    ("printed", "name", "role"),
    [
        ("معالي وزير النقل الأستاذ عادل بن سالم الحداد", "عادل بن سالم الحداد", "وزير النقل"),
        ("صاحب السمو الملكي الأمير عادل بن سالم أمير منطقة الوادي", "عادل بن سالم", "أمير منطقة الوادي"),
        ("أمير منطقة الوادي صاحب السمو الملكي الأمير عادل بن سالم", "عادل بن سالم", "أمير منطقة الوادي"),
        ("سماحة الشيخ عادل الحداد", "عادل الحداد", None),
        (
            "الأمين العام لصندوق الأمير سالم بن ناصر لتنمية القرى عادل الحداد",
            "عادل الحداد",
            "الأمين العام لصندوق الأمير سالم بن ناصر لتنمية القرى",
        ),
        (
            "مدير مستشفى الملك سالم الدكتور عادل الحداد",
            "عادل الحداد",
            "مدير مستشفى الملك سالم",
        ),
        ("الناطق باسم الاتحاد (عادل الحداد)", "عادل الحداد", "الناطق باسم الاتحاد"),
        ("المتحدث باسم أمانة المنطقة عادل الحداد", "عادل الحداد", "المتحدث باسم أمانة المنطقة"),
        ("الناطق الإعلامي بتعليم حلب عادل الحداد", "عادل الحداد", "الناطق الإعلامي بتعليم حلب"),
        ("المتحدث الرسمي بمنطقة الحدود الشمالية مساعد الحربي", "مساعد الحربي", None),
        ("وزير النقل التركي نجم الدين كراجا", "نجم الدين كراجا", "وزير النقل التركي"),
        ("رئيس الحكومة عبدالإله بن كيوان", "عبدالإله بن كيوان", "رئيس الحكومة"),
        ("العميد ركن عادل الحداد", "عادل الحداد", "العميد ركن"),
    ],
)
def test_the_name_stands_apart_from_its_titles(printed: str, name: str, role: str | None) -> None:
    found = speakers(f"وقال {printed} إن المخازن القديمة ممتلئة بالقمح.")
    assert [speaker.name for speaker in found] == [name]
    assert role is None or found[0].role == role


def test_a_body_named_after_somebody_gives_him_no_office_and_no_voice() -> None:
    text = "زار الوفد جامعة الملك سالم أمس. وقال عادل سالم إن القاعة الكبرى جاهزة منذ أمس."
    assert [(speaker.name, speaker.role) for speaker in speakers(text)] == [("عادل سالم", None)]


def test_a_father_in_a_name_is_no_other_form_of_it() -> None:
    text = "قال الأمير بدر بن سالم بن ناصر إن الجسر جاهز منذ أمس. ودشن الملك سالم بن ناصر الجسر."
    found = speakers(text)
    assert [(speaker.name, speaker.role) for speaker in found] == [("بدر بن سالم بن ناصر", "الأمير")]


def test_a_surname_in_marks_is_the_person_s() -> None:
    text = "وصل سالم الغندور أمس إلى المدينة. وقال «الغندور» إن المخازن القديمة ممتلئة بالقمح."
    assert [(speaker.name, speaker.kind) for speaker in speakers(text)] == [("سالم الغندور", SpeakerKind.person)]


@pytest.mark.parametrize("subject", ["الخطوة", "التشهير", "التطورات"])
def test_a_thing_says_nothing(subject: str) -> None:
    assert speakers(f"وتؤكد {subject} أن المخازن القديمة ممتلئة بالقمح.") == []


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("أكد مصدر أمني عراقي إصابة ثلاثة جنود في الهجوم أمس", "مصدر أمني عراقي"),
        ("أعلنت جامعة نجران التسجيل الإلكتروني لطلبات الطلاب الجدد", "جامعة نجران"),
        ("أعلن تنظيم الضفاف مسؤوليته عن التفجير الذي وقع أمس", "تنظيم الضفاف"),
        ("طالب عدد من أصحاب المكاتب وزارة الحج بالسماح لهم بالعمل", "عدد من أصحاب المكاتب"),
    ],
)
def test_a_body_or_source_ends_before_what_it_speaks_of(printed: str, name: str) -> None:
    text = f"{printed}. وأضاف أن المخازن القديمة ممتلئة بالقمح." if "مصدر" in printed else f"{printed}."
    assert {speaker.name for speaker in speakers(text)} <= {name}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("وزير الطاقة الروسي ألكساندر نوفاكوف", "ألكساندر نوفاكوف"),
        ("وزير الخارجية الألماني فرانك فالتر شتاينر", "فرانك فالتر شتاينر"),
    ],
)
def test_a_foreign_name_is_whole(printed: str, name: str) -> None:
    assert [
        speaker.name for speaker in speakers(f"وصل {printed} إلى المدينة. وقال {printed} إن الجسر جاهز اليوم.")
    ] == [name]


@pytest.mark.parametrize(
    ("printed", "name", "role"),
    [
        ("مدير المؤسسة، المهندس خالد أبو دي،", "خالد أبو دي", "مدير المؤسسة"),
        ("الرئيسة المشتركة لـ“مجلس الضفاف”، ليلى حسو،", "ليلى حسو", "الرئيسة المشتركة لـ“مجلس الضفاف”"),
        ("البطريرك الماروني الكاردينال مار بولس الحداد", "بولس الحداد", None),
        ("القيادي في الإطار التنسيقي عباس الحداد", "عباس الحداد", "القيادي في الإطار التنسيقي"),
        ("المتحدثة باسم المفوضية جمانة الحداد السوداني،", "جمانة الحداد السوداني", "المتحدثة باسم المفوضية"),
        ("الناشط الإعلامي هادي العبد الله الأحمد", "هادي العبد الله الأحمد", None),
        ("عضو المجلس الدكتورة أشواق عباس حيدر", "أشواق عباس حيدر", None),
        ("عضو مجلس النواب ثائر مخيف الجبوري", "ثائر مخيف الجبوري", "عضو مجلس النواب"),
        ("الناشط جمال عاتق القاضي", "جمال عاتق القاضي", None),
        ("أبرز قائد عسكري في الجيش، سالم الحداد،", "سالم الحداد", "قائد عسكري في الجيش"),
        ("مدير عام العلاقات بإمارة منطقة مكة المكرمة سلطان بن عرار", "سلطان بن عرار", None),
        ("المشرف على لجنة المهرجان الثامن رئيس الجمعية سالم الحداد", "سالم الحداد", None),
        ("الناطقة باسم الشرطة لوبا السمري", "لوبا السمري", "الناطقة باسم الشرطة"),
        ("مديرة النادي خيرية الحازمي", "خيرية الحازمي", "مديرة النادي"),
        ("وسيم الخطيب رئيس لجنة التجار", "وسيم الخطيب", "رئيس لجنة التجار"),
        ("وزير النقل التركي مولود تشاوش أوغلان", "مولود تشاوش أوغلان", "وزير النقل التركي"),
        ("وزير النفط بيجن نامدار زنكنه اليوم", "بيجن نامدار زنكنه", "وزير النفط"),
        ("مدير الإعلام بسجون المنطقة النقيب نواف الحداد", "نواف الحداد", "مدير الإعلام بسجون المنطقة"),
    ],
)
def test_titles_of_the_levant_and_iraq_stand_apart_from_the_name(printed: str, name: str, role: str | None) -> None:
    found = speakers(f"وقال {printed} إن المخازن القديمة ممتلئة بالقمح.")
    assert [speaker.name for speaker in found] == [name]
    assert role is None or found[0].role == role


def test_whoever_keeps_his_name_back_has_none() -> None:
    found = speakers("وقال صاحب معمل أدوية، فضّل عدم الكشف عن اسمه، إن التسعيرة الجديدة لا تغطي التكاليف.")
    assert [(speaker.name, speaker.kind) for speaker in found] == [("صاحب معمل أدوية", SpeakerKind.unnamed)]


def test_an_outlet_s_reporter_and_an_outlet_told_are_no_names() -> None:
    text = "وأفاد مراسل عنب بلدي في ريف حلب أن السوق مغلق اليوم. وأكد شاهد عيان من الحي لعنب بلدي أن النار بلغت الدكان."
    assert [(speaker.name, speaker.kind) for speaker in speakers(text)] == [
        ("مراسل عنب بلدي في ريف حلب", SpeakerKind.unnamed),
        ("شاهد عيان من الحي", SpeakerKind.unnamed),
    ]


@pytest.mark.parametrize(
    ("printed", "name", "role"),
    [
        ("العقيد د. عاطي الهبر الناطق الإعلامي بالمنطقة", "عاطي الهبر", "الناطق الإعلامي بالمنطقة"),
        ("الملياردير «سالم كارن»", "سالم كارن", "الملياردير"),
        ("مدير رويترز سالم الحداد", "سالم الحداد", "مدير رويترز"),
        (
            "مدير الإعلام والمتحدث الرسمي باسم جامعة الضفاف الدكتور سالم الحداد",
            "سالم الحداد",
            "مدير الإعلام والمتحدث الرسمي باسم جامعة الضفاف",
        ),
    ],
    ids=["title-and-abbreviation", "name-in-marks", "office-at-an-outlet", "second-office"],
)
def test_the_whole_name_behind_titles_and_offices_is_read(printed: str, name: str, role: str) -> None:
    (speaker,) = speakers(f"قال {printed} إن العمل مستمر في الموقع الجديد.")
    assert (speaker.name, speaker.role) == (name, role)


def test_a_title_alone_means_the_person_spoken_of() -> None:
    found = speakers("افتتح الوزير سالم الحداد المعرض. ومن جهته، أكد الدكتور أن الإقبال كبير هذا العام.")
    assert [speaker.name for speaker in found] == ["سالم الحداد"]


def test_two_who_hold_one_office_speak_together() -> None:
    (speaker,) = speakers("أكد الوزير ونظيره الإيراني أن الحل قريب في كل الأحوال.")
    assert (speaker.name, speaker.kind) == ("الوزير ونظيره الإيراني", SpeakerKind.group)


def test_no_office_ends_in_a_preposition() -> None:
    (speaker,) = speakers("قال الباحث في: «العمل مستمر في الموقع الجديد».")
    assert speaker.name == "الباحث"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("سموه", "عادل بن ناصر"),
        ("جلالته", "سالم بن ناصر"),
        ("معاليه", "باسل الحداد"),
        ("فضيلته", "حسام الصباغ"),
    ],
)
def test_a_word_of_respect_means_who_is_addressed_so(address: str, name: str) -> None:
    text = (
        "زار الشيخ حسام الصباغ إمام المسجد الكبير القرية أمس. وزار وزير الداخلية الأمير عادل بن ناصر القرية أمس. "
        "وزار وزير النقل باسل الحداد القرية أمس. وزار الملك سالم بن ناصر القرية أمس. "
        f"وقال {address} إن المخازن القديمة ممتلئة بالقمح."
    )
    assert [speaker.name for speaker in speakers(text)] == [name]


def test_nobody_is_his_majesty_where_no_king_is_named() -> None:
    text = "زار الأمير عادل بن ناصر القرية أمس. وقال جلالته إن المخازن القديمة ممتلئة بالقمح."
    assert "عادل بن ناصر" not in [speaker.name for speaker in speakers(text)]


def test_a_title_alone_leads_to_its_bearer_whatever_his_office() -> None:
    text = (
        "قال وزير الداخلية الأمير عادل بن ناصر إن الباب الشرقي مغلق منذ أمس. وزار وزير النقل باسل الحداد القرية أمس. "
        "وأكد الأمير أن المخازن القديمة ممتلئة بالقمح."
    )
    assert [speaker.name for speaker in speakers(text)] == ["عادل بن ناصر", "عادل بن ناصر"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "حذرت باحثة متخصصة في مجال مكافحة الجفاف من تنامي وسائل التخريب في الوادي.",
            "باحثة متخصصة في مجال مكافحة الجفاف",
        ),
        ("أكد الملك جازمًا أن المخازن القديمة ممتلئة بالقمح.", "الملك"),
        ("قالت المرشحة الأوفر حظًا في الوادي إن المخازن القديمة ممتلئة بالقمح.", "المرشحة الأوفر حظًا في الوادي"),
    ],
    ids=["of-what", "how", "elative"],
)
def test_a_role_ends_before_how_and_of_what(text: str, role: str) -> None:
    assert [one.name for one in speakers(text)] == [role]
