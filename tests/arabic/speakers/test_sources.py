"""Whom a quote goes to where its subject stands elsewhere: behind عن, in a relay, before the relative, far before."""

import pytest

from app.arabic.analysis import analyze
from app.records import FoundSpeaker, SpeakerKind


def speakers(text: str) -> list[FoundSpeaker]:
    """Who speaks, in the order of the quotes."""
    analysis = analyze(text)
    return [analysis.speakers[quote.speaker] for quote in analysis.quotes]


def names(text: str) -> list[str]:
    return [speaker.name for speaker in speakers(text)]


def test_what_a_message_says_is_its_sender_s() -> None:
    text = "تلقى الملك سالم بن ناصر اتصالا من الرئيس حازم الصباغ أعرب فيه عن أسفه لحادث القطار."
    assert names(text) == ["حازم الصباغ"]


def test_a_saying_handed_down_is_its_first_speaker_s() -> None:
    text = "وروى سامر الحداد عن المعلم سالم النجار أنه قال: «الخشب الرطب لا يصلح للأبواب»."
    assert names(text)[-1] == "سالم النجار"


def test_his_word_exalted_is_god_s() -> None:
    assert names("وتذكر قوله تعالى: (لقد خلقنا الإنسان في كبد).") == ["الله"]


def test_who_quotes_scripture_goes_on_speaking() -> None:
    text = "قال الشيخ سالم الحداد إن الصلح خير. وذكّر بقول الله: (والصلح خير من الفرقة). وأضاف أن الجيران تصالحوا أمس."
    assert names(text)[-1] == "سالم الحداد"


@pytest.mark.parametrize("blessing", ["عليه السلام", "(رضي الله عنه)", "- عليه الصلاة والسلام -"])
def test_who_quotes_one_who_is_blessed_goes_on_speaking(blessing: str) -> None:
    saying = f"وقال نوح {blessing}: «لا خير في قوم ليسوا بناصحين»."
    text = f"قال الشيخ سالم الحداد إن الصلح خير كله. {saying} وأضاف أن الجيران تصالحوا أمس."
    assert names(text) == ["سالم الحداد", "نوح", "سالم الحداد"]


def test_who_was_heard_to_say_it_says_it_and_no_more() -> None:
    heard = "وجاء في الكتب أنه سمع رسول الله يقول: «لا خير في قوم ليسوا بناصحين»."
    text = f"قال الشيخ سالم الحداد إن الصلح خير كله. {heard} وأضاف أن الجيران تصالحوا أمس."
    assert names(text)[-2:] == ["رسول الله", "سالم الحداد"]


def test_this_team_is_the_one_told_of_last_and_the_other_team_is_another() -> None:
    others = "ورأى فريق آخر أن السعر مناسب تماما. وتلك طروحات فريق تجار الأراضي."
    text = f"{others} ويرى هذا الفريق أن الأسعار عادلة جدا. ويرى الفريق الآخر أن الأزمة حقيقية كلها."
    assert names(text)[1] == "فريق تجار الأراضي"
    assert names("يرى الفريق أن الأسعار عادلة جدا. ويرى الفريق الآخر أن الأزمة حقيقية كلها.") == [
        "الفريق",
        "الفريق الآخر",
    ]


def test_what_an_outlet_relays_of_him_is_his() -> None:
    text = "قال سالم الحداد إن الإنتاج جيد اليوم. ونقل التلفزيون عنه قوله إن الخام نزل كثيرا. وأضاف أن السوق هادئة جدا."
    assert names(text) == ["سالم الحداد"] * 3


def test_according_to_somebody_he_is_understood_next() -> None:
    text = "ووفقا لرئيس الفريق سالم الحداد فإن الفريق جاهز للرحلة، مشيرا إلى أن الزيارات شملت الوادي."
    assert set(names(text)) == {"سالم الحداد"}


def test_a_statement_speaks_for_the_body_it_comes_from() -> None:
    text = "ووفقا للبيان الصادر من اتحاد الضفاف للكرة، فإن اللجنة ستجتمع غدا في المدينة."
    assert names(text) == ["اتحاد الضفاف للكرة"]


def test_a_body_by_its_kind_alone_is_the_nearest_one_named() -> None:
    text = "رفع البنك المركزي الألماني توقعاته بشأن النمو. وذكر البنك أن الاقتصاد سينمو كثيرا."
    assert names(text) == ["البنك المركزي الألماني"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وأعرب المفوض العام للإغاثة سالم كرينبول عن قلقه العميق من تأخر الحبوب.", "سالم كرينبول"),
        ("وطالب مسؤول العلاقات الخارجية في الإقليم سالم الحداد بوقف بيع الحبوب فورا.", "سالم الحداد"),
    ],
)
def test_a_name_ends_where_what_he_speaks_of_begins(text: str, name: str) -> None:
    assert names(text) == [name]


def test_several_named_at_once_speak_together() -> None:
    found = speakers("أشار كل من عادل الحداد ومحمد جبار وناصر الصباغ إلى أن الانقطاع مستمر منذ أمس.")
    assert [(one.name, one.kind) for one in found] == [("عادل الحداد ومحمد جبار وناصر الصباغ", SpeakerKind.group)]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("متحدث باسم وزارة النقل", SpeakerKind.unnamed),
        ("المتحدث باسم وزارة النقل", SpeakerKind.person),
        ("وزير النقل", SpeakerKind.person),
        ("قائد عسكري", SpeakerKind.unnamed),
        ("الوكرة القطري", SpeakerKind.organization),
        ("التلفزيون", SpeakerKind.organization),
        ("منظمون", SpeakerKind.group),
    ],
)
def test_a_speaker_is_of_the_kind_that_the_words_show(printed: str, kind: SpeakerKind) -> None:
    found = speakers(f"وقال {printed} إن الطائرة القديمة تحطمت أمس.")
    assert [(one.name, one.kind) for one in found] == [(printed, kind)]


def test_a_fuller_office_replaces_a_title() -> None:
    text = "قال الأمير سالم بن ناصر إن الجسر جاهز منذ أمس. وأضاف سالم بن ناصر، رئيس هيئة الجسور، أن العمل انتهى ليلا."
    assert {one.role for one in speakers(text)} == {"رئيس هيئة الجسور"}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("أعلنت الهيئة السعودية للمهندسين أن القاعة الكبرى جاهزة", "الهيئة السعودية للمهندسين"),
        ("أعلنت الهيئة السعودية للصحفيين أن القاعة الكبرى جاهزة", "الهيئة السعودية"),
        ("قال شيخ سوق التمور عادل الحداد إن القاعة الكبرى جاهزة", "عادل الحداد"),
        ("قال المدرب جميل بالقاسم إن القاعة الكبرى جاهزة", "جميل بالقاسم"),
        ("وكان رئيس اللجنة عادل الحداد قد أعلن مسبقا أن القاعة الكبرى جاهزة", "عادل الحداد"),
    ],
)
def test_a_phrase_is_whole(printed: str, name: str) -> None:
    assert names(f"{printed}.") == [name]


@pytest.mark.parametrize(
    "byline",
    ["سالم الحداد- سبق- مكة المكرّمة: ", "سالم الحداد - دمشق: ", "سالم الحداد – عين اليوم\n\n"],
)
def test_who_writes_the_report_says_nothing(byline: str) -> None:
    text = f"{byline}أطاح رجال الأمن بشاب في المدينة. وأوضح أن السوق مغلق اليوم تماما."
    assert "سالم الحداد" not in names(text)


def test_a_verb_before_its_far_subject_leaves_it_understood() -> None:
    text = "كشف ذلك لـ«المرفأ» مدير عام الفرع الدكتور شاهر الحداد، وقال: «العمل على حل المشكلة مستمر منذ أمس»."
    assert names(text) == ["شاهر الحداد"]


def test_bodies_may_stand_behind_their_number() -> None:
    text = "ونددت 19 منظمة غير حكومية بالشروط، مؤكدة في بيان مشترك أن التعديلات تضعف المعايير."
    assert [(one.name, one.kind) for one in speakers(text)] == [("19 منظمة غير حكومية", SpeakerKind.group)]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("قال القانوني فهد بارباع إن القرار القديم نهائي", "فهد بارباع"),
        ("أعلن مسؤول كبير في حركة الضفاف أن القرار القديم نهائي", "مسؤول كبير في حركة الضفاف"),
        ("ذكرت خبيرة اجتماعية هوازن خالد أن القرار القديم نهائي", "هوازن خالد"),
        ("أشار إحسان الله سعادت إلى أن القرار القديم نهائي", "إحسان الله سعادت"),
        ('يقول القارئ "وردة الوادي": القرار القديم نهائي', "وردة الوادي"),
        ("وفقا للاتحاد الأفريقي للكرة، فإن القرار القديم نهائي", "الاتحاد الأفريقي للكرة"),
        ("قال رئيس النادي، بطل الدوري في الموسم الأخير، كارل هاينز، إن القرار القديم نهائي", "كارل هاينز"),
        ("قالت دراسة أعدها مركز الضفاف إن القرار القديم نهائي", "مركز الضفاف"),
    ],
)
def test_a_name_is_neither_cut_nor_joined(printed: str, name: str) -> None:
    assert names(f"{printed}.") == [name]


def test_words_in_marks_behind_the_verb_are_no_name() -> None:
    assert names('قالت سلمى الحداد إن العمل مستمر منذ أمس. وقالت "لا أتوقع قرارا قبل منتصف آب".') == ["سلمى الحداد"] * 2


@pytest.mark.parametrize(
    ("verb", "source"), [("قال", "مسئول إيراني"), ("قالت", "مصادر مسئولة"), ("قال", "مسئولون سوريون")]
)
def test_the_egyptian_spelling_of_an_official_is_one(verb: str, source: str) -> None:
    analysis = analyze(f"{verb} {source} إن المخازن القديمة ممتلئة بالقمح.")
    assert [(one.name, one.kind.value in ("unnamed", "group")) for one in analysis.speakers] == [(source, True)]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("كشفت وثائق جديدة أن المراقبة الواسعة للحكومة اليابانية بدأت قديما", "وثائق جديدة"),
        ("وقدم الاتحاد في بيان تعازيه لأسرة الحداد. وجاء في البيان أن الجسر القديم مغلق", "الاتحاد"),
        ("أوضح تقرير سنوي لعام 2014، لوزارة الصحة عن المراكز أن الأجهزة القديمة كافية", "وزارة الصحة"),
        (
            "وفي الربيع صدر تقرير لمنظمة الموانئ. وقال تقرير لشركة الضفاف إن الجسر القديم مغلق",
            "شركة الضفاف",
        ),
        ("أكد التقرير السنوي الجديد للوزارة أن الأجهزة القديمة كافية", "الوزارة"),
    ],
)
def test_a_document_is_whose_it_is_called_and_nobody_elses_whom_it_tells_of(printed: str, name: str) -> None:
    assert names(f"{printed}.") == [name]


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("أكدت مصادر باكستانية أن", "مصادر باكستانية"),
        ("أكدت مصادر خاصة لـ «النهر» أن", "مصادر خاصة"),
        ("نقلت الصحيفة عن مصادر بالطيران: إن", "مصادر بالطيران"),
        ("قال مصدر روسي مطلع على الخطة إن", "مصدر روسي مطلع على الخطة"),
        ("قال القائمون على الدراسة إن", "القائمون على الدراسة"),
        ("أكد المتمردون الأكراد أن", "المتمردون الأكراد"),
        ("قال عدد من قاطني الأحياء القديمة إن", "عدد من قاطني الأحياء القديمة"),
        ("أكد أحد سكان الحي سالم الحداد، أن", "سالم الحداد"),
        ("كشفت مصادر مطلعة عن وصول القمح، وأكدت أن", "مصادر مطلعة"),
    ],
)
def test_a_source_is_described_to_the_end_of_its_description(clause: str, name: str) -> None:
    assert speakers(f"{clause} المخازن القديمة ممتلئة بالقمح.")[-1].name == name


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("عزا مراقبون الهبوط إلى عوامل كثيرة، مؤكدين أن", "مراقبون"),
        ("حذر باحثون أستراليون الأطفال من خطورة الجلوس، مؤكدين أن", "باحثون أستراليون"),
        ("ناشد عدد من الناشطين المدنيين الطبقة السياسية وقف القتال، مؤكدين أن", "عدد من الناشطين المدنيين"),
        ("استغربت مصادر رياضية الشائعات عن اللاعب، مؤكدة أن", "مصادر رياضية"),
    ],
)
def test_what_people_speak_of_is_no_part_of_their_description(clause: str, name: str) -> None:
    assert {one.name for one in speakers(f"{clause} المخازن القديمة ممتلئة بالقمح.")} == {name}


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("أظهر مسح لرويترز أن الجسر القديم مغلق", "رويترز"),
        ("أظهر مسح لـ«رويترز» أن الجسر القديم مغلق", "رويترز"),
        ("أوضح تقرير لصحيفة «المرفأ» أن الجسر القديم مغلق", "المرفأ"),
        ("أوضح بيان لصحيفة «المرفأ» أن الجسر القديم مغلق", "بيان"),
        ("قال بيان من وزارة النقل إن الجسر القديم مغلق", "وزارة النقل"),
        ("وبحسب استطلاع قامت به وكالة «المرفأ»، فإن الجسر القديم مغلق", "المرفأ"),
        ("أظهرت نتائج وزعتها وزارة النقل أن الجسر القديم مغلق", "وزارة النقل"),
        ("أكدت شهادات جمعتها الشرطة المحلية أن الجسر القديم مغلق", "شهادات"),
    ],
)
def test_a_document_speaks_for_whoever_found_out_what_it_says(printed: str, name: str) -> None:
    assert names(f"{printed}.")[0].startswith(name)


@pytest.mark.parametrize(
    ("before", "said", "name"),
    [
        ("أظهرت الهيئة العامة للحبوب في تقريرها محصول القمح", "وأورد التقرير أن", "الهيئة العامة للحبوب"),
        ("استنكر مجلس القرى الشمالية بشدة الحادثة وذلك في بيان صحفي", "وقال البيان إن", "مجلس القرى الشمالية"),
        ("قالت السفارة السورية إن الباب مفتوح", "وأوضح البيان أن", "السفارة السورية"),
        ("قال مصدر في الخلية إن الباب مفتوح", "وأضاف البيان أن", "مصدر في الخلية"),
        ("قالت وكالة «المرفأ» إن الباب مفتوح", "وأضاف البيان أن", "البيان"),
        ("قال سالم الحداد إن الباب مفتوح", "وأضاف البيان أن", "البيان"),
    ],
    ids=["in-its-report", "opens-sentence", "has-spoken", "source", "outlet", "person"],
)
def test_a_statement_speaks_for_the_body_that_is_said_to_speak_in_it(before: str, said: str, name: str) -> None:
    assert names(f"{before} أمس. {said} الجسر القديم مغلق.")[-1] == name


def test_two_reports_in_one_text_are_whose_each_is_called() -> None:
    text = "ذكر تقرير لوزارة النقل أن الباب مفتوح أمس. وذكر تقرير للبنك المركزي أن الجسر القديم مغلق."
    assert names(text) == ["وزارة النقل", "البنك المركزي"]


def test_a_letter_speaks_for_whoever_sent_it_however_he_sent_it():
    text = "وجاء في رسالة بعثها أمس بالبريد الإلكتروني سالم الحداد، المدير التنفيذي للشركة: «السوق هنا أكبر أسواقنا»."
    assert [speaker.name for speaker in speakers(text)] == ["سالم الحداد"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ذلك بعد تقرير لصحيفة «المرفأ» أشار إلى أن الطريق القديم مغلق منذ أيام.", "المرفأ"),
        ("لفتت الأهالي دراسة حديثة لجامعة النبع تشير إلى أن الماء قليل في الصيف.", "جامعة النبع"),
    ],
)
def test_a_document_before_its_verb_speaks_for_whoever_issued_it(text, name):
    assert [speaker.name for speaker in speakers(text)] == [name]
