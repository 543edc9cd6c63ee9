"""Words of saying where nobody says anything, and where what was said ends beside them."""

import pytest
from findings import contents, speakers

from app.arabic.analysis import analyze
from app.records import QuoteKind

DAM = "السد القديم آمن تمامًا"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وتعد مدينة الساحل من أكبر المدن، وينبغي أن تكون لها جامعة.", id="counted-among"),
        pytest.param("ويعد المصنع الجديد الأكبر في البلاد بطاقة تبلغ مئة طن.", id="counted-as"),
        pytest.param("واصل الفريق تدريباته استعدادًا للموسم، علمًا بأن المباراة الأولى يوم الأحد.", id="goes-on"),
        pytest.param("اختتمت البطولة مساء السبت الماضي.", id="closed"),
        pytest.param("واتفق الجانبان على فتح المعبر أمام القوافل في أيار.", id="agreement"),
        pytest.param("وأصر المدرب سالم الحداد على إشراك الحارس الشاب في المباراة.", id="insistence"),
        pytest.param("فالأمير إذا قال فعل، وكان رهان خصومه أن الأمر مجرد تخويف.", id="condition"),
        pytest.param("الأمر الذي يشير إلى أن السوق يتجه نحو الهبوط في الخريف.", id="thing-that-shows"),
        pytest.param("وزار الوزير سالم الحداد الجرحى، داعيًا المولى القدير أن يشفيهم جميعًا.", id="prayer"),
        pytest.param("ووجدت السيدة في مذكرة قديمة أن الدار بيعت قبل عام.", id="noun-like-a-participle"),
        pytest.param("ويذكر الشاعر سالم الحداد في كتابه «العاطل الحالي والمرخص الغالي» أبياتًا.", id="his-book"),
        pytest.param("وقف الناس في وجه المتعصبين الذين يحرضون على العنف ضد القادمين الجدد.", id="incited"),
        pytest.param("رسالة المقطع يفترض ألا تفهم فقط أنها موجهة للأفراد وحدهم دون غيرهم.", id="supposed"),
        pytest.param("نشر الموقع صورًا تظهر بعض الأرقام التي تشير إلى أن الخسائر كبيرة جدًا.", id="figures"),
        pytest.param("واتهمت الصحيفة حينها بنشر معلومات كاذبة عن رئيس البلدية.", id="accused"),
        pytest.param("ركزت الحكومة التركية اهتمامها على هدفين متعارضين: أولهما إضعاف الجيش.", id="list-of-aims"),
        pytest.param("واصل الحارس سالم الحداد برنامجه، على أن تستأنف التدريبات يوم الاثنين.", id="programme"),
        pytest.param("وقع النادي مع شركات راعية وغيرها من الأمور التي تؤكد بأن الفريق سيكون مختلفًا.", id="others"),
        pytest.param("سقط أفراد المليشيات والذين يقدرون بحوالي ست مئة جندي من أبناء القرية.", id="estimated-at"),
        pytest.param("كما أعلنت ذلك الوزيرة هناء الصباغ أثناء القصف المتواصل للأهداف المدنية.", id="during"),
        pytest.param("ذكر المدير سالم الحداد أسماء الفائزين، وهم: عادل النجار وياسر النعمان.", id="list"),
        pytest.param("بيعت الدار إبان رئاسة سالم الحداد للنادي، حيث بقي «ثلاثة حراس من القدامى».", id="preposition"),
        pytest.param("وهذا وصف شخصي لا أظن أن الناس هنا سترضى به.", id="noun-of-describing"),
        pytest.param("وزار الوزير سالم الحداد أهالي الضحايا، داعيًا لهم بالرحمة والمغفرة والصبر.", id="mercy"),
        pytest.param("تزيد الأفراح اهتمام الرجل الذي يرى أن الخطوة الأولى هي الأهم في حياته.", id="any-man"),
        pytest.param("بسبب المرونة التي يبديها المدير سالم الحداد، بل لأن السائقين يريدون أن يعودوا.", id="shown"),
        pytest.param("وهو ما يتوقعه المراقبون، يمكن للمدير أن يغلق المصنع في الشتاء.", id="expected-by-others"),
        pytest.param("لهذا توصل الوزير سالم الحداد إلى اتفاق، ولم يكن مفاجئًا أن تبدأ السفن الرحيل.", id="reached"),
        pytest.param("كنت اعتقد أن الطريق القديم خطر على الأطفال.", id="i-believed"),
        pytest.param(
            "يشار إلى أن الشركات الكبيرة التي تعمل هنا بدأت العمل، وأنه بإمكان العمال تقديم طلب صرف التعويضات بعد شهر.",
            id="request",
        ),
        pytest.param(
            "لم يكن في وسع سالم الحداد أن يقف ليعلن عن قيام «نقابة الساحل»، أي نقابة العمال التي تأسست منذ عام.",
            id="name-in-marks-of-what-is-announced",
        ),
        pytest.param(
            "بعد تنظيم استفتاء لإجراءات التقشف التي طالبته بفرضها الجهات الدائنة.",
            id="asked-for-by-others",
        ),
    ],
)
def test_nothing_is_said(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    "aside",
    ["داعيًا الله أن يحفظ البلاد", "مشيدًا بجهود العمال في القرية", "شاكرًا للحضور صبرهم"],
    ids=["prayer", "praise", "thanks"],
)
def test_what_is_said_ends_before_an_aside_that_says_nothing(aside: str) -> None:
    assert contents(f"أكد المدير سالم الحداد أن {DAM}، {aside}.") == [DAM]


def test_a_feminine_noun_like_a_participle_ends_nothing() -> None:
    content = "الطريق يربط قرية النبع، ومدينة الساحل والميناء القديم"
    assert contents(f"أكد المدير سالم الحداد أن {content}.") == [content]


def test_a_blessing_in_brackets_is_passed_over() -> None:
    assert contents(f"قال الشيخ سالم الحداد (حفظه الله ورعاه): «{DAM}».") == [DAM]


def test_the_authors_of_a_study_do_not_say_the_study() -> None:
    assert contents(f"ويؤكد القائمون على الدراسة أن {DAM}.") == [DAM]


@pytest.mark.parametrize("opener", ["لقد عدنا إلى", "لن نترك", "يجب أن نعود إلى"], ids=["laqad", "lan", "must"])
def test_speech_without_colon_or_marks_is_known_by_how_it_opens(opener: str) -> None:
    text = f"وقال المدير سالم الحداد {opener} العمل في الحقول."
    assert [(quote.text, quote.kind) for quote in analyze(text).quotes] == [
        (f"{opener} العمل في الحقول", QuoteKind.direct)
    ]


def test_an_unknown_name_before_a_relative_pronoun_is_the_speaker() -> None:
    text = f"وتعرض المشروع لانتقادات من المهندسة سلمى القاسم. ولم يقنع ذلك بيترسون الذي قال إن {DAM}."
    assert (contents(text), speakers(text)) == ([DAM], ["بيترسون"])


def test_a_participle_of_the_other_gender_has_another_subject() -> None:
    text = f"تحدث المدير سالم الحداد عن البطولة التي اختتمت مساء السبت، مفيدًا بأن {DAM}."
    assert (contents(text), speakers(text)) == ([DAM], ["سالم الحداد"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ومن الرسائل التي تظهر للزبون رسالة تقول إن المطعم مزدحم في الثالثة.", id="letter-that-says"),
        pytest.param("وقد ينصح الطبيب بإجراء فحوص إضافية للمريض.", id="may-advise"),
        pytest.param("ومتاعب الأسواق تضيف إلى الدليل على أن هذا المحرك بدأ يضعف.", id="adds-to"),
        pytest.param("والسبب الآخر هو أن الطريق القديم مغلق.", id="is-that"),
        pytest.param("وثمن مدير الدائرة اللواء صالح آل طالب دور البريد وما يقدمه من خدمات.", id="name-like-a-cue"),
        pytest.param("دخلت في مرحلة اعتقدت فيها أنني أعرف كل شيء عن المدينة.", id="writer-himself"),
    ],
)
def test_nobody_says_it(text: str) -> None:
    assert contents(text) == []


def test_plain_words_before_the_verb_are_its_subject() -> None:
    text = f"استراتيجيون غربيون ظنوا أن {DAM}. ونصف هذه الشركات تقول إنها ستنفق أكثر هذا العام."
    assert speakers(text) == ["استراتيجيون غربيون", "نصف هذه الشركات"]


def test_a_document_spoken_of_as_telling_leaves_the_speaker_understood() -> None:
    text = f"أصدرت هيئة المياه بيانًا أوضحت فيه أن {DAM}."
    assert (contents(text), speakers(text)) == ([DAM], ["هيئة المياه"])


def test_a_clause_goes_on_behind_the_aside_that_names_its_source() -> None:
    text = "ولا شك أن الوزير، كما تقول مصادر القصر، سيلتقي نظيره في الشهر المقبل."
    [quote] = analyze(text).quotes
    assert [segment.text for segment in quote.segments] == [
        "لا شك أن الوزير",
        "سيلتقي نظيره في الشهر المقبل",
    ]


def test_a_title_in_marks_is_no_saying() -> None:
    text = f"وأضاف الصندوق النقدي العربي في ورقة بعنوان «النفط الصخري وأثره في الأسواق» أن {DAM}."
    assert contents(text) == [DAM]


def test_what_is_said_ends_before_its_source() -> None:
    text = f"وتعهد المبعوث سالم الحداد بزيادة التمويل هذا العام، وفق بيان نقلته صحيفة «الأفق». وقال إن {DAM}."
    assert contents(text) == ["زيادة التمويل هذا العام", DAM]


def test_a_clause_wholly_in_marks_ends_with_them() -> None:
    text = f"اشتكى المدير سالم الحداد من أن «{DAM} ولا أحد يصدق ذلك»، قبل أن يعود إلى عمله."
    assert contents(text) == [f"{DAM} ولا أحد يصدق ذلك"]


def test_an_object_may_stand_behind_the_day_or_open_in_marks() -> None:
    text = "أعلنت وزارة الداخلية، اليوم الاثنين، القبض على عشرة متهمين. وأعلنت، في بيان، «تحييد» ثلاثة عناصر."
    assert contents(text) == ["القبض على عشرة متهمين", "«تحييد» ثلاثة عناصر"]


def test_who_opens_the_sentence_speaks_when_nobody_has_spoken_before() -> None:
    text = f"هكذا يختصر رئيس التجمع سالم الحداد ما حدث، محذرًا من أن «{DAM} أمام السيول»."
    assert speakers(text) == ["سالم الحداد"]


def test_what_is_described_is_no_speaker() -> None:
    text = "تحدث التاجر سالم الحداد إلى الصحيفة. ووصف حركة السوق بأنها ضعيفة هذا العام."
    assert (contents(text), speakers(text)) == (["ضعيفة هذا العام"], ["سالم الحداد"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وزاد عدد أعضاء المجلس إلى ثلاثين، على أن تتوافر فيهم شروط الترشح.", id="grew"),
        pytest.param("فأهل المدينة لا يتورعون عن قول: (لا أعلم شيئًا عن هذا الأمر).", id="nobodys-word"),
        pytest.param("واستماتت الدولة في الدفاع لأنها رأت أن التفريط سيكلفها كثيرًا.", id="thought"),
        pytest.param(
            "وأقيم في الساحة نصب، مع لوحات يكتب عليها أسماء العمال تأكيدًا على أن المدينة لا تنسى.", id="written-on"
        ),
        pytest.param(
            "وكل صورة تروي فصلا من سيرة الرسام ويستمر المعرض شهرا؛ يشار إلى أن الدخول مجاني للطلاب.", id="noted"
        ),
        pytest.param("وأدانت المحكمة عاملا متهما بتهديد حارس المصنع بالقتل في رسالة كتبها.", id="charged-accusative"),
        pytest.param("وأيدت المحكمة إدانة عامل متهم بتهديد حارس المصنع بالقتل في رسالة كتبها.", id="charged"),
        pytest.param("أوقفت الشرطة رجلا بتهمة تهديد مدير المصنع بإحراق بيته في القرية.", id="charge"),
    ],
)
def test_it_is_not_said(text: str) -> None:
    assert contents(text) == []


def test_what_is_promised_ends_where_the_reporter_goes_on() -> None:
    text = "ووعد الوكيل سالم الحداد بتلبية الدعوة هذا العام، وفي ختام اللقاء تسلم درعًا."
    assert contents(text) == ["تلبية الدعوة هذا العام"]


def test_a_verb_with_its_colon_begins_a_new_saying() -> None:
    text = "اشتكى المدير سالم الحداد من أن «الدعم تراجع إلى النصف»، قبل أن يستدرك: «لكننا لن نتوقف عن العمل»."
    assert contents(text) == ["الدعم تراجع إلى النصف", "لكننا لن نتوقف عن العمل"]


def test_a_pronoun_that_stands_for_what_was_found_leaves_the_clause_right_behind_to_be_told() -> None:
    assert contents(f"ولكن ما تثبته الدراسات الحديثة أن {DAM}.") == [DAM]
    found = f"تبين من النتائج التي توصل إليها باحثون في جامعة النبع نيابة عن الوزارة أن {DAM}."
    assert speakers(found) == ["باحثون في جامعة النبع"]
    assert contents(found) == [DAM]


def test_belief_behind_a_saying_is_the_i_of_whoever_is_printed_without_a_hamza() -> None:
    assert contents(f"قال المدير سالم الحداد إن {DAM}. واعتقد أن الطريق القديم خطر على الأطفال.") == [DAM]
