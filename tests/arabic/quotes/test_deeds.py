"""Verbs of saying that tell of deeds, counts and silence, and words that stand where others were looked for."""

import pytest
from findings import contents, speakers

DAM = "السد القديم آمن تمامًا"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("جدد نادي الساحل عقد المدرب سالم الحداد لموسمين.", id="contract-renewed"),
        pytest.param("والتزم المهاجم سالم الحداد ببرنامجه التأهيلي إثر إصابته القديمة.", id="kept-to"),
        pytest.param("وأغلقت وزارة العمل المكتب لعدم التزامه بشروط العقد الموحد.", id="not-kept-to"),
        pytest.param("أقر مجلس الوزراء زيادة في ميزانية التعليم هذا العام.", id="budget-passed"),
        pytest.param("أقر مجلس الوزراء عددًا من الغرامات على أن تبدأ بالتدرج في الخريف.", id="fines-passed"),
        pytest.param("وجمع الوزير سالم الحداد ثروة تقدر بنحو مليوني دولار من الفساد.", id="fortune-counted"),
        pytest.param("أوقفت الشرطة الحارس سالم الحداد واتهم بالقتل غير العمد أمس.", id="accused-by-nobody"),
        pytest.param("واتفقت وزارة النقل والشركة على قواعد تحدد الطريق على أنه مغلق.", id="agreed-on-rules"),
        pytest.param("وواصل مدرب الفريق سالم الحداد تدريباته على فترتين «صباحية، مسائية».", id="training-goes-on"),
        pytest.param("ونشرت صحيفة «الأفق» صورة للسد القديم، علمًا بأنه مغلق منذ عام.", id="picture-published"),
        pytest.param("ورفع العمال لافتات كتب عليها «نريد رواتبنا كلها اليوم».", id="written-on-a-sign"),
        pytest.param("ويعرف الوزير سالم الحداد الفرق بين أن نعمل وأن ننام في بيوتنا.", id="between"),
        pytest.param("وثمن وفد من الجمعية في القرية «الوكالة الوطنية» وجهودها الكبيرة.", id="thanks-to-a-name"),
        pytest.param("وقتل سالم الحداد الذي يعتقد أنه كان يهرب النفط إلى الساحل.", id="believed-of-him"),
        pytest.param("جميعنا رأى كيف استطاعت القرية أن تصنع من الخشب بيوتًا للناس.", id="seen"),
        pytest.param("وتأخر العمل في السدود، وهو ما يهدد دول المصب بالعطش وهلاك المحاصيل.", id="thing-that-threatens"),
        pytest.param("ولا أعرف التنظيم الذي يهدد منطقتنا بحرب أهلية لا تنتهي.", id="who-threatens-in-passing"),
        pytest.param("أعلنت شركة الساحل للنفط عن نتائجها المالية للربع الثاني.", id="results-published"),
        pytest.param("وصل وزير التعليم أمس. فكل طالب وطالبة ينتظرون الفرصة المناسبة لأخذ دورهم.", id="students"),
        pytest.param("فما الذي يدعو الكاتب سالم الحداد إلى اللجوء إلى الإضحاك؟", id="what-makes-him"),
        pytest.param("لوحة المشروع بلا عداد يعمل وفق نظام الساحل.", id="by-a-system"),
    ],
)
def test_a_deed_or_a_count_is_no_saying(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("جدد المدير سالم الحداد تأكيده أن العمل مستمر بلا توقف.", "تأكيده أن العمل مستمر بلا توقف"),
        ("أقر المدير سالم الحداد بأن العمل توقف في الشتاء.", "العمل توقف في الشتاء"),
        ("هدد الوزير سالم الحداد المخالفين بإغلاق محالهم هذا الشهر.", "إغلاق محالهم هذا الشهر"),
        ("أعلنت شركة الساحل عن تأجيل نتائجها المالية شهرًا.", "تأجيل نتائجها المالية شهرًا"),
        ("وقدر خبراء الخسائر بنحو مليوني دولار سنويًا.", "نحو مليوني دولار سنويًا"),
        ("وواصل المدير سالم الحداد حديثه قائلًا: «سنعمل بلا توقف».", "سنعمل بلا توقف"),
        ("أشاد المدرب نزار فاعور بـ«روح الفريق العالية» في المباراة.", "«روح الفريق العالية» في المباراة"),
    ],
    ids=["said-again", "admitted", "threatened", "postponed", "estimated", "went-on-speaking", "praised"],
)
def test_the_same_verbs_report_words(text: str, content: str) -> None:
    assert contents(text) == [content]


def test_who_stays_unnamed_says_what_follows() -> None:
    text = f"وقال موظف في البلدية طلب عدم الكشف عن هويته إن {DAM}."
    assert contents(text) == [DAM]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("وطالب أهالي قرية النبع بشرونة بوضع إشارات على الطريق القديم.", "وضع إشارات على الطريق القديم"),
        ("طالبت وزارة النقل فروعها بالمناطق كلها بإنهاء العمل قبل الشتاء.", "إنهاء العمل قبل الشتاء"),
        ("وطالب المدير سالم الحداد الشركة بسرعة افتتاحه قبل الشتاء.", "سرعة افتتاحه قبل الشتاء"),
        ("وصف الوزير سالم الحداد الاتجار بالبشر بأنه عار على الجميع.", "عار على الجميع"),
    ],
    ids=["place", "region", "no-adverb", "noun-with-its-own-ba"],
)
def test_what_is_asked_or_said_stands_behind_the_last_of_two_prepositions(text: str, content: str) -> None:
    assert contents(text) == [content]


def test_a_place_of_work_in_marks_is_no_saying() -> None:
    text = "يقول سالم الحداد، المحلل لدى «الفرات للأبحاث المالية»، إن السوق هادئة منذ شهر."
    assert contents(text) == ["السوق هادئة منذ شهر"]


def test_a_clause_ends_where_the_reporter_looks_back_at_somebody_else() -> None:
    text = f"قال المدير سالم الحداد إن {DAM}، وكان الوزير نزار فاعور قد زار المصنع أمس."
    assert contents(text) == [DAM]


def test_who_is_described_by_a_relative_clause_does_not_speak() -> None:
    text = f"قال القائد سالم الحداد إن {DAM}. وأشاد بالقوات التي وصفها بالداعم القوي للمدينة."
    assert speakers(text) == ["سالم الحداد", "سالم الحداد"]


def test_a_plural_verb_has_its_subject_before_it() -> None:
    text = f"قال سكان في القرية إن {DAM}. كما اتهموا القوات الحكومية بإطلاق النار على المزارعين."
    assert speakers(text) == ["سكان في القرية"] * 2


def test_the_formula_of_blessing_stands_for_the_prophet() -> None:
    assert speakers("قال عليه السلام: «خير الناس أنفعهم للناس».") == ["رسول الله"]


@pytest.mark.parametrize(
    "text",
    [
        f"وزارة النقل من جانبها قالت إن {DAM}.",
        f"وزارة النقل، من جانبها، قالت إن {DAM}.",
        f"وقالت، من جهتها، وزارة النقل إن {DAM}.",
        f"وقالت وزارة النقل، بدورها، إن {DAM}.",
        f"وقالت حينذاك وزارة النقل إن {DAM}.",
    ],
    ids=["before", "before-in-commas", "between", "behind", "adverb"],
)
def test_an_aside_parts_no_subject_from_its_verb(text: str) -> None:
    assert (contents(text), speakers(text)) == ([DAM], ["وزارة النقل"])


def test_a_name_in_marks_is_the_subject_behind_was() -> None:
    assert speakers(f"وكان «الفرات» قال إن {DAM}.") == ["الفرات"]


def test_everybody_is_called_upon_by_who_spoke_before() -> None:
    text = f"قال المدير سالم الحداد إن {DAM}. ودعا المجتمع الدولي إلى وقف القتال فورًا."
    assert speakers(text) == ["سالم الحداد"] * 2


def test_a_high_official_is_no_name() -> None:
    assert speakers(f"وقال مسؤول رفيع في الوزارة إن {DAM}.") == ["مسؤول رفيع في الوزارة"]


@pytest.mark.parametrize(
    "text",
    ["وأدعو الله أن يرحم موتانا جميعًا في هذه الأيام.", "وظن العالم أن السد القديم آمن تمامًا."],
    ids=["prayer", "everybody"],
)
def test_a_prayer_and_what_everybody_thinks_are_no_sayings(text: str) -> None:
    assert contents(text) == []


def test_what_somebody_else_blamed_ends_a_clause() -> None:
    text = f"أعلنت وزارة النقل أن {DAM}، كما أدانت منظمة السدود الإهمال القديم في المدينة."
    assert contents(text) == [DAM]


def test_an_appeal_begins_with_its_first_deed() -> None:
    text = "وأهابت وزارة النقل بالمتقدمين إحضار صورة الهوية عند التقديم إلى الوظائف."
    assert contents(text) == ["إحضار صورة الهوية عند التقديم إلى الوظائف"]


@pytest.mark.parametrize(
    "text",
    [
        "ويشير ارتفاع النشاط إلى زخم اقتصادي قوي في المدينة.",
        "وكما يقول المثل: «من جد وجد ومن زرع حصد دائمًا».",
        "رتبت الشركة القائمة حسب عدد المشتركين في المدينة.",
    ],
    ids=["shown-by-a-deed", "proverb", "by-number"],
)
def test_a_deed_a_proverb_and_a_measure_say_nothing(text: str) -> None:
    assert contents(text) == []


def test_who_made_it_clear_for_his_part_is_no_preposition() -> None:
    assert speakers(f"من جهته بين وزير النقل نزار فاعور أن {DAM}.") == ["نزار فاعور"]


def test_a_joined_source_covers_what_is_behind_it() -> None:
    text = f"وقع الهجوم مساء أمس في المدينة القديمة، وبحسب وكالة الفرات فإن {DAM}."
    assert contents(text) == [DAM]


@pytest.mark.parametrize("office", ["إمام المسجد الحرام الدكتور", "إمام وخطيب جامع المدينة الشيخ"])
def test_an_imam_is_no_preposition(office: str) -> None:
    assert speakers(f"وقال {office} نزار فاعور إن {DAM}.") == ["نزار فاعور"]
    assert speakers(f"وقال أمام {office[5:]} نزار فاعور إن {DAM}.") == []
