"""Who speaks nearer than the subject that was remembered, and names that no list holds."""

import pytest

from tests.findings import contents, speakers

SPOKE = "قال الوزير سالم الحداد إن السد القديم آمن. "


def test_a_participle_goes_to_the_source_named_right_before_it():
    text = SPOKE + "وأوقف المدير عادل النجار العمل، حسب متحدث باسم الشرطة، مشيرًا إلى أن الحريق بدأ ليلًا."
    assert speakers(text)[-1] == "متحدث باسم الشرطة"


def test_a_programme_that_something_follows_is_no_source():
    text = SPOKE + "وأعلن أن الباب سيفتح حسب برنامج السوق، مشيرًا إلى أن الحضور مجاني للجميع."
    assert set(speakers(text)) == {"سالم الحداد"}


@pytest.mark.parametrize(
    "referred",
    [
        "«الكلام الكثير لا يبني السدود»، هذا ما أكده رئيس النقابة عادل النجار",
        "ووصل العمال بحسب ما أكده رئيس النقابة عادل النجار",
    ],
    ids=["this-is-what", "according-to-what"],
)
def test_who_said_what_a_word_refers_to_goes_on(referred):
    assert speakers(f"{SPOKE}{referred}، مضيفًا أن الرواتب لم تصرف بعد.")[-1] == "عادل النجار"


@pytest.mark.parametrize("verb", ["وقاطعه", "وقدم له"], ids=["object", "preposition"])
def test_who_acts_towards_the_one_spoken_of_brings_his_own_words(verb):
    text = f"يروي المدير سالم الحداد أيامه في المصنع القديم. {verb} عادل النجار قائلًا: «كانت أيامًا صعبة على الجميع»."
    assert speakers(text)[-1] == "عادل النجار"


def test_who_acts_in_the_clause_goes_on_with_its_second_verb():
    text = (
        "دافع عادل النجار مدير المصنع عن العمال، "
        "كما تفاعل ياسر النعمان عضو المجلس مع الموقف ووعد بصرف الرواتب المتأخرة."
    )
    assert speakers(text) == ["ياسر النعمان"]


def test_a_statement_of_somebody_is_his_though_the_verb_names_nobody():
    text = SPOKE + "وفي تصريح سابق لوزير الصحة عادل النجار قال إن اللقاح وصل إلى القرى."
    assert speakers(text)[-1] == "عادل النجار"


@pytest.mark.parametrize(
    "what",
    [
        "وتراجع منسوب المياه كثيرًا مما يؤكد أن الشتاء كان قصيرًا هذا العام.",
        "وتراجع منسوب المياه كثيرًا، وهو ما يشير إلى أن الشتاء كان قصيرًا.",
        "وتراجع منسوب المياه كثيرًا، وهو ما دعا الوزارة إلى تشغيل المضخات القديمة.",
    ],
    ids=["of-what", "which", "called-for"],
)
def test_what_happened_shows_or_causes_something_and_says_nothing(what):
    assert contents(SPOKE + what) == ["السد القديم آمن"]


def test_what_somebody_says_stays_a_source():
    text = SPOKE + "وسيفتح الباب قريبًا بعد ما تعهد بإصلاح الجسر القديم كله."
    assert "إصلاح الجسر القديم كله" in contents(text)


def test_the_number_of_something_goes_on_saying_nothing():
    text = SPOKE + "وسيصبح عدد شركات النقل العاملة في المدينة عشرين شركة. وأكد أن الطريق مفتوح أمام الجميع."
    assert set(speakers(text)) == {"سالم الحداد"}


def test_who_is_called_so_claims_nothing():
    assert contents("فتحت حسابًا وتعرفت إلى شاب يدعى سالم الحداد في السوق الذي ظن أنها من القرية القديمة.") == []


@pytest.mark.parametrize("name", ["تيفيز", "تشاند", "تشان سو ميات"], ids=["one", "another", "three-words"])
def test_a_word_behind_a_plain_verb_is_a_name_though_no_list_holds_it(name):
    text = f"{SPOKE}وقال {name} للصحفيين: «كانت مباراة جميلة على أرضنا»."
    assert speakers(text)[-1] == name


@pytest.mark.parametrize(
    "manner",
    ["حرفيًا", "باكية", "أمس", "بغضب", "في النهاية"],
    ids=["to-the-word", "weeping", "when", "angrily", "at-last"],
)
def test_how_something_was_said_is_no_name(manner):
    assert set(speakers(f"{SPOKE}وقال {manner}: «كانت مباراة جميلة على أرضنا».")) == {"سالم الحداد"}


def test_a_noun_of_saying_goes_to_whom_its_pronoun_agrees_with():
    text = (
        "زار الوزير سالم الحداد المدينة. وأعلنت شركة النور فتح مصنع جديد في القرية. "
        "ووصل الوزير سالم الحداد إلى المصنع مقابل تعهدها عدم إغلاق المصنع القديم."
    )
    assert speakers(text) == ["شركة النور", "شركة النور"]


def test_a_noun_of_saying_goes_to_the_state_that_its_clause_told_of_last():
    text = (
        "أكد الوزير سالم الحداد أن المعرض مفتوح. ووصل المدير عادل النجار إلى الميناء بعد اتفاق ينص على رفع القيود "
        "المفروضة على تونس منذ أعوام، مقابل تعهدها عدم إغلاق الميناء القديم."
    )
    assert speakers(text)[-1] == "تونس"


def test_what_happened_says_nothing_with_a_verb_of_saying():
    assert contents("لا سيما أن الحقائق تؤكد أن الشتاء كان قصيرًا هذا العام.") == []
    assert contents("والوقائع في السوق تشير إلى أن الشتاء كان قصيرًا.") == []


def test_who_says_so_and_is_called_so_has_the_words_behind_his_name():
    text = "وقال أحد السكان ويدعى سالم الحداد إن الطريق القديم مغلق منذ أيام."
    assert contents(text) == ["الطريق القديم مغلق منذ أيام"]


def test_who_is_caused_to_do_something_is_nobody_who_goes_on():
    text = f"{SPOKE}ودمر السيل الطريق، وهو ما دعا الجيش إلى الانسحاب من القرية. وأكد أن الطريق سيفتح غدًا."
    assert set(speakers(text)) == {"سالم الحداد"}
