"""What looks like a saying and is none, and where a saying ends or goes on around what interrupts it."""

import pytest
from findings import contents, speakers

from app.arabic.analysis import analyze


@pytest.mark.parametrize(
    "text",
    [
        "قال سمير الحداد إن المصنع مغلق منذ أمس. ويوجد خط رفيع جدا بين أن تكون صديقا وأن تكون خصما.",
        "قال سمير الحداد إن المصنع مغلق منذ أمس. وجاء ذلك مع نقل كاسحات وكاشفات الألغام إلى المدينة القديمة.",
        "قال سمير الحداد إن المصنع مغلق منذ أمس. وفي ظل توقع ارتفاع الأسعار قد يكون من المفيد بيع القمح.",
        "قال سمير الحداد إن المصنع مغلق منذ أمس. وتصطدم هذه الرؤية مع ما يقوله معارضون محليون حول العمل.",
        "قال سمير الحداد إن المصنع مغلق منذ أمس. وأكدت أنباء متواترة ما تناولته الصحيفة عن بيع المخازن.",
        "قال سمير الحداد إن المصنع مغلق منذ أمس وإن قرار الاستعانة بالخبراء يؤكد أن الإدارة صارمة.",
        "أوضح سمير الحداد أن إعلان القاهرة أن تكون الموانئ مفتوحة إنجاز كبير.",
    ],
)
def test_what_nobody_else_said_is_no_further_quote(text: str) -> None:
    assert len(analyze(text).quotes) == 1


def test_a_name_in_marks_is_not_what_somebody_is_called() -> None:
    text = "وصف الاتحاد الدولي ما بثته القناة الرسمية «آي آر دي» الألمانية بـ«الخدعة الكبيرة جدا»."
    assert contents(text) == ["الخدعة الكبيرة جدا"]


def test_a_saying_ends_where_the_main_clause_opens() -> None:
    text = "في الوقت الذي كشفت شركة النقل عن توجهها إلى شراء قطارات جديدة، أظهرت الأرقام تراجع الركاب."
    assert contents(text) == ["توجهها إلى شراء قطارات جديدة"]


def test_a_saying_ends_where_somebody_known_had_said_otherwise() -> None:
    text = "قال سمير الحداد إن المصنع مغلق منذ أمس. وقالت هناء الصباغ إن القمح جيد دون شك، وكان الحداد قد اعتبره رديئا."
    assert contents(text)[1] == "القمح جيد دون شك"


def test_a_source_interrupts_what_it_says() -> None:
    text = "أما المبادرة الجديدة فتتضمن، بحسب وكالة الضفاف، الدعوة إلى وقف فوري لإطلاق النار."
    assert [[segment.text for segment in quote.segments] for quote in analyze(text).quotes] == [
        ["أما المبادرة الجديدة فتتضمن", "الدعوة إلى وقف فوري لإطلاق النار"]
    ]


def test_what_a_source_says_begins_with_its_verb() -> None:
    text = "وبحسب «رويترز» كان بعض التجار ينتظرون ارتفاع الأسعار، وهو ما كان من شأنه أن يغلق المصنع."
    assert contents(text)[0].startswith("كان بعض التجار")


def test_a_source_unnamed_so_far_is_meant_again_and_nobody_named() -> None:
    text = (
        "وصل المدرب سمير الحداد إلى النادي أمس. وبحسب مسؤول في النادي، فإن الحداد سيبقى عامين. "
        "وأضاف المصدر أن العقد جاهز للتوقيع."
    )
    assert speakers(text) == ["مسؤول في النادي"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "قال لاعب النادي السابق، المحلل الفني سمير الحداد، إن المباراة انتهت قبل أوانها.",
        "التقى الوزير رئيس اللجنة رفيعة المستوى، سمير الحداد، أمس. وقال الحداد إن المباراة انتهت قبل أوانها.",
    ],
)
def test_a_second_role_or_a_rank_leads_to_the_name(text: str) -> None:
    assert speakers(text) == ["سمير الحداد"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أغلقت البلدية مطعما. ذكر ذلك رئيس البلدية سمير الحداد، موضحا أن المطعم قديم جدا.", "سمير الحداد"),
        ("وصل العازف سمير الحداد أمس. وقالت ابنته حين رأته: «لم نره منذ عامين كاملين».", "ابنته"),
        ("بحسب بيان صادر عن مكتب البريد، فإن المطعم قديم جدا.", "مكتب البريد"),
        ("تلقى الوزير عادل النجار اتصالا من المدير سمير الحداد، أعرب خلاله عن قلقه على عمال المخبز.", "سمير الحداد"),
        ("أطلق المركز نداء، دعا فيه الأطباء اليمنيين المتخصصين إلى الإسهام في العلاج.", "المركز"),
        ("وبحسب دبلوماسي غربي فإن الحداد قديم في منصبه جدا.", "دبلوماسي غربي"),
        ("دخلت سيدة إلى المطعم بعدما زعمت أن المطعم قديم جدا.", "سيدة"),
        ("قال مسؤول الوحدة سمير أمير المحروقي إن المطعم قديم جدا.", "سمير أمير المحروقي"),
    ],
)
def test_the_one_who_speaks_is_found(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "والعالم كله لن يصدق ما تقوله إيران في خطبها الطويلة.",
        "تسدد الرسوم وفقا للنظام التالي: الأندية الكبرى تدفع أولا ثم الأندية الصغرى.",
    ],
)
def test_nobody_is_taken_for_a_speaker(text: str) -> None:
    assert analyze(text).quotes == []


def test_what_came_of_it_later_is_not_announced() -> None:
    text = "أعلنت منظمة الضفاف مسؤوليتها عن الحريق الكبير، ثم بثت شريطا طويلا عن المخزن."
    assert contents(text) == ["مسؤوليتها عن الحريق الكبير"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "حذرت إدارة الأرصاد من مزيد من السيول في الجنوب، يذكر أن السيول قتلت كثيرين قبل عام.",
            "مزيد من السيول في الجنوب",
        ),
        ("اتهمت العائلة الوافد بسرقة القمح من المخزن وتم القبض عليه مساء.", "سرقة القمح من المخزن"),
        ("قال سمير الحداد إن القمح جيد هذا العام.وسعى العمال إلى فتح الطريق.", "القمح جيد هذا العام"),
    ],
)
def test_a_saying_ends_where_the_reporter_goes_on(text: str, content: str) -> None:
    assert contents(text) == [content]


@pytest.mark.parametrize(
    "text",
    [
        "زاد الغموض حول عمل الدائرة الجديدة بينها وبين لجنة الحكام، غير أن كثيرين رضوا بأن تعمل وحدها.",
        "وفحص العمال داخل بلورات الزركون التي يرجع عهدها إلى ثلاثة ملايين من الأعوام.",
        "الكل يتفق أن خسارة القرية كانت فادحة برحيل المعلم.",
    ],
)
def test_what_stands_between_or_goes_back_is_no_saying(text: str) -> None:
    assert analyze(text).quotes == []


def test_a_chief_is_known_by_his_surname_later() -> None:
    text = (
        "التقى الوزير كبير المفاوضين الفلسطينيين صائب الحداد أمس. "
        "وقال الحداد لصحافيين في مكتبه: «بدأنا منذ الصباح السعي إلى السلام»."
    )
    assert speakers(text) == ["صائب الحداد"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("فاز المنتخب أمس في مباراته، وهنأ السفير سمير الحداد اللاعبين. وقال إن المباراة جميلة جدا.", "سمير الحداد"),
        (
            "وصلت الدكتورة هناء الصباغ أمس. وقالت هناء إن الفوز جميل جدا. وأكدت الدكتورة أنها سعيدة جدا.",
            "هناء الصباغ",
        ),
    ],
)
def test_who_acted_or_is_called_by_a_title_speaks(text: str, speaker: str) -> None:
    assert set(speakers(text)) == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "تكثر الحفر لضعف الرقابة من الأمانة التي يفترض أن تستلم الشارع كما كان.",
        "وقد طلب مني إرسال الوثائق المؤيدة للموضوع إلى المكتب القديم.",
    ],
)
def test_what_is_to_be_supposed_or_asked_of_me_is_no_quote(text: str) -> None:
    assert analyze(text).quotes == []


def test_a_source_may_interrupt_without_a_comma() -> None:
    text = "القطاع المالي هو الهدف الأول الذي يواجه بحسب شركة الضفاف، هجمات تزيد كل عام."
    assert [segment.text for segment in analyze(text).quotes[0].segments] == [
        "القطاع المالي هو الهدف الأول الذي يواجه",
        "هجمات تزيد كل عام",
    ]


def test_a_verb_behind_a_role_is_no_name() -> None:
    text = "قال ابن المواطنة إن الجهات المختصة استجوبت أمه. وأضاف الابن أن القضية انتهت منذ أمس."
    assert set(speakers(text)) == {"ابن المواطنة"}
