"""Where a name begins behind its title, and where it ends before what the verb is about."""

import pytest
from findings import speakers

from app.arabic.analysis import analyze


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("الرئيس المشارك لهيئة الزراعة في المقاطعة،", "سالم الحداد"),
        ("القائم بأعمال السفارة التونسية في بيروت", "سالم الحداد"),
        ("القائمة بأعمال رئيس البعثة الأممية،", "هناء الصباغ"),
        ("الناطق الإعلامي باسم الدفاع المدني السوري", "سالم الحداد"),
        ("الرئيس التنفيذي لشركة النقل السعودية", "أمين الحداد"),
        ("السكرتير الصحفي لمكتب الرئاسة اليمنية", "مختار الحداد"),
        ("الأمين العام لحزب الله", "سالم الحداد"),
        ("شيخ الأزهر الإمام الأكبر", "سالم الحداد"),
        ("المرشح عن مدينة حماة،", "سالم الحداد"),
        ("الباحث في الشأن السوداني", "سالم الحداد"),
        ("رئيس المجلس المحلي بريف حلب", "سالم الحداد"),
        ("المتحدث باسم اللجنة العليا للانتخابات،", "سالم نجم الدين"),
        ("وزير المالية في “الحكومة المؤقتة”،", "عبد الحكيم المصري"),
        ("المتحدث باسم وزارة النقل", "يوتيوس باراني"),
        ("وزير الزراعة الباكستاني", "خواجه سليم"),
        ("مدير مطار الملك خالد الدولي", "يوسف الحداد"),
        ("رئيس بلدية هيروشيما", "كازوري ماتسوني"),
        ("الدكتور", "مساعد الحداد"),
        ("رئيسة وحدات الكشافة في جمهورية تشيلي القائدة", "فلارينا مونيوز"),
        ("رئيس لجنة المعارض بغرفة جدة", "عويضة الحداد"),
        ("المهندس", "فوزي الباشا"),
        ("المحلل الاقتصادي", "فضل البوحمدين"),
        ("رئيس التيار الوطني الحر", "جبران الحداد"),
        ("نائب رئيس حكومة الإقليم", "قوباد طالباني"),
        ("وزيرة التضامن الاجتماعي", "هناء والي"),
        ("رئيس الجامعة السورية،", "غير بيدرسون"),
        ("المبعوث العربي،", "صباح النعمان"),
        ("رئيس الحكومة السابقة", "تمام سلام"),
        ("الدكتورة", "وحدة الشرياني"),
        ("البطريرك الكلداني،", "بشارة الحداد"),
        ("وزير النقل السوري", "تركي الحداد"),
        ("الدكتور", "أمين مشاقبة"),
        ("القيادي المنشق عن الحركة،", "عبدالناصر الحداد"),
        ("قائد المنطقة", "أحمد سيف محرم اليافعي"),
        ("الأمين العام للمجلس", "محمد بن سليمان الحسين"),
        ("المتحدث باسمهم", "جيمس كارديت"),
        ("المتهم الأول", "سالم صباح عيدان"),
        ("رئيس هيئة الأمر بالمعروف والنهي عن المنكر", "سالم الحداد"),
    ],
)
def test_a_name_is_found_whole_behind_its_title(title: str, name: str) -> None:
    assert speakers(f"وقال {title} {name} إن المخازن القديمة ممتلئة بالقمح.") == [name]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("محمد الفارس", "المدير العام للمصنع"),
        ("محمد الفايز", "المتحدث الرسمي باسم المصنع"),
        ("إسماعيل ولد الشيخ أحمد", "رئيس اللجنة"),
        ("علي أكبر صالحي", "كبير المفاوضين"),
        ("عبد الرقيب الحداد", "مدير المصنع"),
        ("سالم بشادي", "مساعد وزير الزراعة"),
        ("فيستا كورمان", "مفوضة شؤون الزراعة"),
        ("سالم قاسم", "الأمين العام لنقابة الحدادين"),
        ("وائل الحداد", "الباحث في شؤون الحصاد"),
        ("أنس خطاب", "وزير الزراعة السوري"),
        ("رائد الصالح", "وزير الزراعة السوري"),
        ("وارن تراس", "نائب رئيس الوزراء"),
    ],
)
def test_a_name_is_found_whole_before_its_office(name: str, role: str) -> None:
    analysis = analyze(f"وقال {name} {role} إن المخازن القديمة ممتلئة بالقمح.")
    assert [(speaker.name, speaker.role) for speaker in analysis.speakers] == [(name, role)]


@pytest.mark.parametrize("name", ["محمد القاضي", "سالم بن عبدالله المالك"])
def test_a_surname_spelled_like_an_office_stays_in_the_name(name: str) -> None:
    assert speakers(f"وقال {name} في القرية إن المخازن القديمة ممتلئة بالقمح.") == [name]


@pytest.mark.parametrize("source", ["مسؤول يمني بارز", "قائد عسكري ميداني يمني", "باحث تركي في شؤون الحصاد"])
def test_a_states_adjective_is_no_first_name(source: str) -> None:
    assert speakers(f"وقال {source} إن المخازن القديمة ممتلئة بالقمح.") == [source]


def test_a_title_before_a_surname_like_an_adjective_leads_to_its_bearer() -> None:
    text = "زار سالم التركي المدينة أمس. وقال الدكتور التركي إن المخازن القديمة ممتلئة بالقمح."
    assert speakers(text) == ["سالم التركي"]


@pytest.mark.parametrize("name", ["أم محمد", "أبو خالد"])
def test_a_kunya_is_a_name(name: str) -> None:
    assert speakers(f"وقالت {name} إن المخازن القديمة ممتلئة بالقمح.".replace("قالت أبو", "قال أبو")) == [name]


@pytest.mark.parametrize(
    "rest", ["السماح للعائلات بالعودة", "فتوى سماحة المفتي", "العائدين إلى الحذر", "محللين بالكذب", "خطة العمل"]
)
def test_a_name_ends_before_what_its_verb_is_about(rest: str) -> None:
    text = f"ناقش سالم الحداد {rest}. وقال الحداد إن المخازن القديمة ممتلئة بالقمح."
    assert speakers(text) == ["سالم الحداد"]


@pytest.mark.parametrize(
    "adjunct",
    [
        *("غداة لقائه النقابة", "عشية المؤتمر", "إزاء الغلاء", "حيال الغلاء", "تجاه الغلاء", "طيلة الجلسة"),
        *("أواخر الشهر الماضي", "ليلا", "صباحا", "البارحة", "برفقة مساعده", "قبالة الميناء", "طوال الجلسة"),
    ],
)
def test_a_surname_ends_before_the_adjunct_behind_it(adjunct: str) -> None:
    text = f"وصل الخبير سالم كيرو إلى المدينة. وقال كيرو {adjunct} إن الأسعار ستنخفض قبل نهاية الصيف."
    assert speakers(text) == ["سالم كيرو"]


@pytest.mark.parametrize("rank", ["دوق ويلينغتون", "دوقة ويلينغتون", "بارونة ويلينغتون", "كونتيسة ويلينغتون"])
def test_a_rank_of_nobility_behind_a_first_name_is_no_part_of_it(rank: str) -> None:
    name = "هاري" if rank.startswith("دوق ") else "شارلوت"
    assert speakers(f"وكتب {name} {rank} في مجلة النادي: «المخازن القديمة ممتلئة بالقمح منذ أمس».") == [name]


def test_what_turns_out_is_said_by_nobody() -> None:
    text = "قال سالم الحداد إن الباب الشرقي مغلق. وتبين لاحقا أن الباب مفتوح منذ أمس."
    assert speakers(text) == ["سالم الحداد"]


def test_what_some_think_is_not_put_in_the_last_speakers_mouth() -> None:
    text = "قال سالم الحداد إن الباب الشرقي مغلق. واعتبر البعض أن الأمر مزاح لا أكثر."
    assert speakers(text) == ["سالم الحداد"]


@pytest.mark.parametrize("stray", ["نستعد للحصاد", "واحدة من الطرق", "زملائها في العمل"])
def test_what_follows_a_verb_is_not_always_a_name(stray: str) -> None:
    text = f"قال سالم الحداد إن الباب الشرقي مغلق منذ أمس. وأضاف {stray} إن الطريق مفتوح اليوم."
    assert set(speakers(text)) == {"سالم الحداد"}


def test_an_adjective_behind_a_title_is_no_name() -> None:
    text = "زار سالم الحداد المدينة. وقال المستشار المشرف على العمل إن المخازن القديمة ممتلئة بالقمح."
    assert "المشرف" not in speakers(text)


@pytest.mark.parametrize("people", ["قرويون", "أكاديميون", "الباحثتان"])
def test_plurals_and_duals_of_people_are_groups(people: str) -> None:
    verb = "قالت" if people.endswith("تان") else "قال"
    analysis = analyze(f"{verb} {people} إن المخازن القديمة ممتلئة بالقمح.")
    assert [(speaker.name, speaker.kind.value) for speaker in analysis.speakers] == [(people, "group")]
