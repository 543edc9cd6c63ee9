"""Habits of the Syrian, Lebanese and Iraqi press and of the agencies: sentences written for the purpose."""

import pytest

from app.arabic.analysis import analyze

SPEAKER = "سالم الحداد"
OPENING = f'وقال الوزير {SPEAKER}: "طوينا صفحة الخلاف ونمد أيدينا إلى الجميع.'


def read(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each quote, pieces joined by a bar."""
    analysis = analyze(text)
    return [
        (analysis.speakers[quote.speaker].name, " | ".join(piece.text for piece in quote.segments))
        for quote in analysis.quotes
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param(
            f'{OPENING}\n\nغير أن صبرنا على المخالفين لن يطول".\n\nوأضاف: "الباب مفتوح لمن أراد".',
            ["غير أن صبرنا على المخالفين لن يطول"],
            id="two-paragraphs",
        ),
        pytest.param(
            f'{OPENING}\n\nفي القرية "مدرسة واحدة" لا غير.\n\nوهذا لا يكفي أهلها."\n\nوأضاف: "الباب مفتوح لمن أراد".',
            ['في القرية "مدرسة واحدة" لا غير', "وهذا لا يكفي أهلها"],
            id="marks-within-and-a-mark-behind-the-stop",
        ),
    ],
)
def test_a_quote_runs_on_over_paragraphs_to_the_mark_that_closes_it(text: str, pieces: list[str]) -> None:
    whole = " | ".join(["طوينا صفحة الخلاف ونمد أيدينا إلى الجميع", *pieces])
    assert read(text) == [(SPEAKER, whole), (SPEAKER, "الباب مفتوح لمن أراد")]


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param('وقال النائب ياسر النعمان إن المدرسة مفتوحة منذ عام".', id="somebody-speaks-before-the-mark"),
        pytest.param("وعاد الأهالي إلى بيوتهم».", id="a-mark-of-another-kind"),
        pytest.param('وعاد الأهالي إلى بيوتهم، "وناموا.', id="no-closing-mark"),
    ],
)
def test_an_unclosed_quote_runs_on_over_no_paragraph_that_is_not_its_own(behind: str) -> None:
    assert read(f"{OPENING}\n\n{behind}")[0] == (SPEAKER, "طوينا صفحة الخلاف ونمد أيدينا إلى الجميع")


SAID = f'وقال النائب {SPEAKER}: "البلدة بلا ماء منذ شهرين"'


@pytest.mark.parametrize(
    "words",
    [
        'متوقعا "ارتفاع الأسعار في الشهر المقبل"',
        'نافيا "وجود أي خلاف داخل الكتلة"',
        'متمنيا "على الجميع ضبط النفس"',
        'محملا "البلدية المسؤولية الكاملة عن التأخير"',
        'متهما "جهات خارجية بالوقوف وراء الحملة"',
    ],
)
def test_a_participle_brings_the_quoted_words_right_behind_it_with_whom_they_concern(words: str) -> None:
    assert read(f"{SAID}، {words}.")[1:] == [(SPEAKER, words.split('"')[1])]


@pytest.mark.parametrize(
    "sentence",
    [
        'معتبرا "الكتلة" خصما',
        'محملا "البلدية" ما جرى في الليل',
        "منوها بالجهود الكبيرة التي يبذلها العمال",
    ],
)
def test_a_participle_brings_no_name_in_marks_and_no_bare_praise(sentence: str) -> None:
    assert len(read(f"{SAID}، {sentence}.")) == 1


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("وأكد الوزير سالم الحداد وقوف بلاده إلى جانب جيرانها.", "وقوف بلاده إلى جانب جيرانها"),
        ("وأكد الوزير سالم الحداد حق السكان في العودة إلى قراهم.", "حق السكان في العودة إلى قراهم"),
        (
            "وقال الوزير سالم الحداد إن المدارس مفتوحة منذ شهر، وطلب من المعلمين العودة إلى الصفوف.",
            "العودة إلى الصفوف",
        ),
        (
            "وقال الوزير سالم الحداد إن المدارس مفتوحة منذ شهر، وطلب من الأهالي «التحلي بالصبر» حتى الصيف.",
            "«التحلي بالصبر» حتى الصيف",
        ),
        ("وحمّل الوزير سالم الحداد البلدية المسؤولية الكاملة عن التأخير.", "المسؤولية الكاملة عن التأخير"),
    ],
)
def test_nominals_that_the_press_reports(sentence: str, words: str) -> None:
    assert read(sentence)[-1] == (SPEAKER, words)


def test_an_answer_to_what_was_said_is_no_part_of_it() -> None:
    text = (
        f"طالبت حركة الفلاحين بحقها في مياه النهر وهو ما رفضته البلدية. وقال الوزير {SPEAKER} إن الماء قليل هذا العام."
    )
    assert read(text)[0] == ("حركة الفلاحين", "حقها في مياه النهر")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وأصدرت وزارة الداخلية بيانا نفت فيه وجود أي توغل داخل القرى الحدودية.", "وزارة الداخلية"),
        (f'ترأس المطران {SPEAKER} قداسا، وألقى عظة قال فيها: "الناس تعبت من الوعود".', SPEAKER),
        ('عقد المكتب السياسي لحركة أمل اجتماعه، وصدر عنه البيان الآتي: "نحيي أهل الجنوب".', "المكتب السياسي لحركة أمل"),
        ('صدر عن مكتب الوزير عادل النجار البيان الآتي: "لا صحة لما نشر أمس".', "مكتب الوزير عادل النجار"),
        ("وحمّل البيان الحكومة الجديدة المسؤولية الكاملة عن التأخير.", "البيان"),
        (
            "دانت الحكومة الأردنية حرق الحقول وحملت إسرائيل المسؤولية الكاملة عن الحريق.",
            "الحكومة الأردنية",
        ),
        ("كشف مصدر سياسي مطلع، اليوم، عن اقتراب الكتل من حسم اسم المرشح.", "مصدر سياسي مطلع"),
        ("وقال تكتل الوفاق الوطني إن الموازنة لن تمر بهذه الصيغة.", "تكتل الوفاق الوطني"),
    ],
)
def test_who_stands_behind_a_statement(text: str, speaker: str) -> None:
    assert [name for name, _ in read(text)] == [speaker]


def test_a_statement_speaks_for_who_said_something_in_it() -> None:
    text = (
        "عقد حزب الفلاحين اجتماعه، وأصدر بيانا اعتبر فيه أن الماء قليل هذا العام. "
        "وشدد البيان على أن السد يحتاج إلى صيانة."
    )
    assert [name for name, _ in read(text)] == ["حزب الفلاحين", "حزب الفلاحين"]


def test_who_denies_what_was_said_goes_on() -> None:
    text = (
        "قالت المعلمة رشا قدور إن المديرية هددت المضربين بالفصل، وهو ما نفاه المدير سالم الحداد، مؤكدا أن "
        "المديرية رفعت المطالب إلى الوزارة."
    )
    assert [name for name, _ in read(text)] == ["رشا قدور", SPEAKER]


@pytest.mark.parametrize(
    ("participle", "speaker"), [("مضيفا", "سالم الحداد"), ("مشيرة", "صحيفة المرفأ")], ids=["his", "the-paper's"]
)
def test_a_participle_goes_on_for_whose_words_were_passed_on(participle: str, speaker: str) -> None:
    text = (
        f"وقالت صحيفة المرفأ إن السد قديم جدا. ونقلت عن الوزير {SPEAKER} قوله إن الماء سيكفي حتى الصيف، "
        f"{participle} إلى أن القناة الجديدة جاهزة."
    ).replace("مضيفا إلى", "مضيفا")
    assert read(text)[-1] == (speaker, "القناة الجديدة جاهزة")


def test_a_participle_ends_all_that_its_speaker_was_saying() -> None:
    text = (
        f"وقال الوزير {SPEAKER} إن الحكومة طلبت إعادة فتح المعبر القديم خلال شهر، واصفا المهلة بأنها «غير كافية أبدا»."
    )
    assert read(text)[0] == (SPEAKER, "الحكومة طلبت إعادة فتح المعبر القديم خلال شهر")


def test_marks_behind_a_pronoun_hold_who_called_for_it() -> None:
    text = "وحمل المشاركون في الوقفة التي دعا إليها «تجمع معلمي الشمال» لافتات كثيرة."
    assert read(text) == []


def relays(text: str) -> list[str | None]:
    return [quote.via for quote in analyze(text).quotes]


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        (f"وقال الوزير {SPEAKER} إن السد يحتاج إلى صيانة، وذلك خلال لقاء مع قناة «المرفأ» أمس.", "المرفأ"),
        (f"وردا على سؤال لـ«المرفأ»، قال الوزير {SPEAKER} إن السد يحتاج إلى صيانة.", "المرفأ"),
        (f"ونقل زوار القصر عن الرئيس {SPEAKER} قوله إن السد يحتاج إلى صيانة.", None),
        (f"ونقلت وسائل إعلام محلية عن الرئيس {SPEAKER} قوله إن السد يحتاج إلى صيانة.", "وسائل إعلام محلية"),
    ],
)
def test_through_whom_it_was_said(text: str, relay: str | None) -> None:
    assert relays(text) == [relay]


def test_a_bare_surname_speaks_where_his_noun_of_saying_follows() -> None:
    text = "ونقلت صحيفة «المرفأ» عن الهيثمي تأكيده أن السد يحتاج إلى صيانة."
    assert read(text) == [("الهيثمي", "السد يحتاج إلى صيانة")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "وناشد الأهالي وزير الزراعة سالم الحداد الإسراع في مسح الأضرار.",
            ("الأهالي", "الإسراع في مسح الأضرار"),
        ),
        (
            'وعقد "لقاء الأحزاب الوطنية في البقاع" اجتماعه، وأصدر بيانا اعتبر فيه أن الوضع لا يحتمل التأجيل.',
            ("لقاء الأحزاب الوطنية في البقاع", "الوضع لا يحتمل التأجيل"),
        ),
    ],
)
def test_who_asks_and_who_states(text: str, found: tuple[str, str]) -> None:
    assert read(text) == [found]


def test_a_participle_asks_somebody_named_for_something() -> None:
    text = f"وقال الوزير {SPEAKER} إن الطريق مقطوع منذ شهر، مناشدا رئيس الحكومة التدخل العاجل لفتحه."
    assert read(text)[1:] == [(SPEAKER, "التدخل العاجل لفتحه")]


def test_a_topic_ends_before_what_is_said_of_it() -> None:
    text = f"أما رئيس الكتلة {SPEAKER} فغمز من قناة الحكومة، معتبرا أن الموازنة لن تمر بهذه الصيغة."
    assert read(text) == [(SPEAKER, "الموازنة لن تمر بهذه الصيغة")]


@pytest.mark.parametrize(
    ("participle", "words"),
    [
        ('آملا "أن يلتزم الجميع بالهدنة"', "أن يلتزم الجميع بالهدنة"),
        ("آملا أن يلتزم الجميع بالهدنة", "يلتزم الجميع بالهدنة"),
    ],
)
def test_who_hopes_says_so(participle: str, words: str) -> None:
    assert read(f"{SAID}، {participle}.")[1:] == [(SPEAKER, words)]


def test_what_is_done_out_of_hope_is_not_said() -> None:
    assert read(f"وصل الوزير {SPEAKER} إلى البلدة أملا أن يلتزم الجميع بالهدنة.") == []


def test_who_was_told_stands_behind_the_one_who_said_what_comes_first() -> None:
    text = (
        f'"لم يبق لدينا دواء للسكري"، قال الطبيب {SPEAKER} لوكالة الأنباء القطرية من داخل المركز الصحي، '
        'مضيفا "نعيد المرضى إلى بيوتهم".'
    )
    assert read(text) == [(SPEAKER, "لم يبق لدينا دواء للسكري"), (SPEAKER, "نعيد المرضى إلى بيوتهم")]
    assert relays(text) == ["وكالة الأنباء القطرية", "وكالة الأنباء القطرية"]


def test_whoever_has_two_words_for_a_surname_is_met_again_by_them() -> None:
    text = "تفقد وزير الصحة جلال نصر الدين المركز. وقال الوزير نصر الدين إن الدواء لن ينقطع هذا العام."
    assert read(text) == [("جلال نصر الدين", "الدواء لن ينقطع هذا العام")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "وأعلنت قيادة الشرطة في بيان على موقعها الرسمي، إلقاء القبض على سارق الدراجات.",
            ("قيادة الشرطة", "إلقاء القبض على سارق الدراجات"),
        ),
        (
            'ورفضت جمعية "صرخة السكان" المشروع، واعتبرت أنه يزيد الدين العام كثيرا.',
            ("صرخة السكان", "يزيد الدين العام كثيرا"),
        ),
    ],
)
def test_a_body_is_read_up_to_its_object(text: str, found: tuple[str, str]) -> None:
    [(speaker, words)] = read(text)
    assert (speaker.removeprefix("جمعية ").strip('"'), words) == found


@pytest.mark.parametrize(
    ("clause", "speaker"),
    [
        (f"بينما قدم النائب {SPEAKER} تعازيه لذوي الضحايا", SPEAKER),
        ("بينما سقط المطر على القرى", "عادل النجار"),
    ],
    ids=["somebody-else", "nobody"],
)
def test_a_participle_is_whose_clause_it_follows(clause: str, speaker: str) -> None:
    text = f'زار الوزير عادل النجار البلدة، {clause}، داعيا إلى "محاسبة من أهمل صيانة السد".'
    assert read(text) == [(speaker, "محاسبة من أهمل صيانة السد")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            'وأصدر حزب الفلاحين بيانا أكد فيه "رفضه القاطع أي مساس بصندوق التقاعد".',
            ("حزب الفلاحين", "رفضه القاطع أي مساس بصندوق التقاعد"),
        ),
        (
            'نفت قيادة الشرطة، في بيان أمس، "ما يتم تداوله عن استخدام القوة".',
            ("قيادة الشرطة", "ما يتم تداوله عن استخدام القوة"),
        ),
        ('وأكدت وزارة الداخلية "التزامها بحماية المتظاهرين".', ("وزارة الداخلية", "التزامها بحماية المتظاهرين")),
    ],
)
def test_marks_behind_a_body_hold_what_it_says(text: str, found: tuple[str, str]) -> None:
    assert read(text) == [found]


def test_whose_questions_were_answered() -> None:
    text = f"وفي رده على أسئلة عنب بلدي، قال الوزير {SPEAKER} إن السد يحتاج إلى صيانة."
    assert relays(text) == ["عنب بلدي"]
