"""What counts as a quote, where it starts and ends, and what does not count: sentences written for the purpose."""

import pytest

from app.arabic.analysis import analyze
from app.records import FoundQuote, Marks, QuoteKind

BREAD = "لن نرفع سعر الخبز هذا العام"
MINISTER = "سالم الحداد"


def contents(text: str) -> list[list[str]]:
    """The pieces of each quote."""
    return [[segment.text for segment in quote.segments] for quote in analyze(text).quotes]


def read_one(text: str) -> FoundQuote:
    [quote] = analyze(text).quotes
    return quote


def name_one(text: str) -> str:
    """The speaker of a text's only quote."""
    analysis = analyze(text)
    [quote] = analysis.quotes
    return analysis.speakers[quote.speaker].name


@pytest.mark.parametrize(
    "pair",
    [
        pytest.param("«»", id="guillemets"),
        pytest.param("“”", id="curly"),
        pytest.param('""', id="straight"),
        pytest.param("''", id="apostrophes"),
        pytest.param("‘’", id="single-curly"),
        pytest.param("‹›", id="single-guillemets"),
        pytest.param("()", id="brackets"),
    ],
)
@pytest.mark.parametrize("space", ["", " "], ids=["tight", "spaced"])
def test_words_in_marks_of_any_kind_are_a_direct_quote_without_the_marks(pair: str, space: str) -> None:
    quote = read_one(f"قال الوزير {MINISTER}: {pair[0]}{space}{BREAD}{space}{pair[1]}.")
    assert (quote.text, quote.kind, quote.marks) == (BREAD, QuoteKind.direct, Marks.closed)


def test_a_pair_of_apostrophes_is_one_double_mark() -> None:
    assert read_one(f"قال الوزير {MINISTER}: ''{BREAD}''.").text == BREAD


def test_direction_marks_before_quote_marks_are_no_obstacle() -> None:
    assert read_one(f"قال الوزير {MINISTER}: \u200f«{BREAD}».").text == BREAD


@pytest.mark.parametrize("pair", ["”“", "»«"], ids=["curly", "guillemets"])
def test_marks_the_wrong_way_round_still_count_and_are_reported(pair: str) -> None:
    quote = read_one(f"قال الوزير {MINISTER}: {pair[0]}{BREAD}{pair[1]}.")
    assert (quote.text, quote.kind, quote.marks) == (BREAD, QuoteKind.direct, Marks.inverted)


def test_a_mark_that_is_never_closed_still_counts_and_is_reported() -> None:
    quote = read_one(f"قال الوزير {MINISTER}: “{BREAD}.\n\nوغادر الوزير القاعة مساء.")
    assert (quote.text, quote.kind, quote.marks) == (BREAD, QuoteKind.direct, Marks.unclosed)


def test_a_quote_runs_over_the_stops_inside_its_marks_and_ends_with_them() -> None:
    text = f"قال الوزير {MINISTER}: «{BREAD}. وسنزيد رواتب المعلمين» ثم غادر القاعة."
    assert contents(text) == [[f"{BREAD}. وسنزيد رواتب المعلمين"]]


def test_marks_inside_marks_belong_to_the_content() -> None:
    assert contents(f"قال الوزير {MINISTER}: «قرأت رواية “ماء الغياب” مرتين في السجن».") == [
        ["قرأت رواية “ماء الغياب” مرتين في السجن"]
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param(
            "«عدنا إلى بيوتنا»، قالت المعلمة هناء الصباغ، «فوجدناها بلا أبواب».",
            ["عدنا إلى بيوتنا", "فوجدناها بلا أبواب"],
            id="guillemets",
        ),
        pytest.param(
            "“هذه الأرض لنا”، يقول المزارع خليل الدرويش، “ولن نبيعها لأحد مهما حدث”.",
            ["هذه الأرض لنا", "ولن نبيعها لأحد مهما حدث"],
            id="curly",
        ),
    ],
)
def test_a_quote_interrupted_by_its_cue_is_one_quote_of_two_pieces(text: str, pieces: list[str]) -> None:
    quote = read_one(text)
    assert [segment.text for segment in quote.segments] == pieces
    assert quote.text == text[quote.segments[0].start : quote.segments[-1].end]


def test_a_quote_reopened_at_each_paragraph_is_one_quote() -> None:
    text = (
        "قال المختار سعيد الحلبي: «وصلنا قبل الفجر ولم نجد أحدًا.\n\n"
        "«كانت البيوت مفتوحة والمواقد ما زالت دافئة.\n\n"
        "«ثم سمعنا صوت طائرة فوق التل»."
    )
    assert contents(text) == [
        [
            "وصلنا قبل الفجر ولم نجد أحدًا",
            "كانت البيوت مفتوحة والمواقد ما زالت دافئة",
            "ثم سمعنا صوت طائرة فوق التل",
        ]
    ]


def test_a_clause_with_some_quoted_words_is_mixed_and_keeps_its_inner_marks() -> None:
    quote = read_one(f"قال الوزير {MINISTER} إن القمح «يكفي البلاد كلها» حتى الصيف.")
    assert (quote.text, quote.kind) == ("القمح «يكفي البلاد كلها» حتى الصيف", QuoteKind.mixed)


def test_two_clauses_of_one_cue_are_one_quote() -> None:
    text = f"قال الوزير {MINISTER} إن الطحين متوفر في المدن، وإن القمح سيصل غدًا."
    assert contents(text) == [["الطحين متوفر في المدن، وإن القمح سيصل غدًا"]]


def test_a_participle_opens_a_quote_of_its_own_with_the_same_speaker() -> None:
    text = f"قال الوزير {MINISTER} إن الطحين متوفر في المدن، مضيفًا أن القمح سيصل غدًا."
    analysis = analyze(text)
    assert contents(text) == [["الطحين متوفر في المدن"], ["القمح سيصل غدًا"]]
    assert [analysis.speakers[quote.speaker].name for quote in analysis.quotes] == [MINISTER, MINISTER]


def test_two_verbs_of_one_saying_are_one_quote() -> None:
    assert contents(f"وأوضح الوزير {MINISTER} ذلك قائلًا: «{BREAD}».") == [[BREAD]]


def test_words_behind_a_name_and_a_colon_are_verbatim() -> None:
    quote = read_one(f"الوزير {MINISTER}: سعر الخبز ثابت ولن يتغير")
    assert (quote.text, quote.kind, quote.cue) == ("سعر الخبز ثابت ولن يتغير", QuoteKind.direct, ":")


def test_a_saying_inside_another_is_a_quote_of_its_own_when_somebody_else_says_it() -> None:
    text = "قالت الوزيرة هناء الصباغ إن مدير المخازن سعيد الحلبي أكد أن القمح سيصل في أيار."
    analysis = analyze(text)
    assert [(analysis.speakers[quote.speaker].name, quote.text) for quote in analysis.quotes] == [
        ("هناء الصباغ", "مدير المخازن سعيد الحلبي أكد أن القمح سيصل في أيار"),
        ("سعيد الحلبي", "القمح سيصل في أيار"),
    ]


def test_a_saying_inside_anothers_content_by_the_same_speaker_stays_there() -> None:
    assert len(contents(f"قال الوزير {MINISTER} إنه أكد للنواب أن القمح سيصل في أيار.")) == 1


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param("وأعلن الطرفان وقف إطلاق النار في المدينة.", "وقف إطلاق النار في المدينة", id="object"),
        pytest.param(
            "وأعربت منظمة الصحة العالمية عن قلقها من عودة الكوليرا.", "قلقها من عودة الكوليرا", id="preposition"
        ),
        pytest.param(
            f"دعا الوزير {MINISTER} جميع الأطراف إلى وقف القتال فورًا.", "وقف القتال فورًا", id="addressee-left-out"
        ),
        pytest.param(f"شدد الوزير {MINISTER} على ضرورة حماية القرى.", "ضرورة حماية القرى", id="stress"),
    ],
)
def test_a_nominal_that_carries_the_proposition_is_content(text: str, content: str) -> None:
    assert contents(text) == [[content]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        pytest.param("بحسب وزارة الصحة، ارتفع عدد المصابين إلى خمسين.", "ارتفع عدد المصابين إلى خمسين", id="before"),
        pytest.param("ارتفع عدد المصابين إلى خمسين، بحسب وزارة الصحة.", "ارتفع عدد المصابين إلى خمسين", id="behind"),
        pytest.param(
            f"وفقًا للوزير {MINISTER}، فإن القمح سيصل في أيار.", "القمح سيصل في أيار", id="with-its-complementiser"
        ),
    ],
)
def test_a_preposition_that_names_a_source_is_a_cue(text: str, content: str) -> None:
    assert contents(text) == [[content]]


def test_a_source_behind_a_quote_relays_it_and_is_left_out_of_it() -> None:
    quote = read_one(f"قال الوزير {MINISTER} إن القمح سيصل في أيار، بحسب وكالة سانا.")
    assert (quote.text, quote.via) == ("القمح سيصل في أيار", "سانا")


@pytest.mark.parametrize(
    ("text", "via"),
    [
        pytest.param(f"قال الوزير {MINISTER} لوكالة “سانا” إن السد آمن تمامًا.", "سانا", id="told-an-agency"),
        pytest.param(f"ونقلت وكالة رويترز عن الوزير {MINISTER} قوله إن السد آمن تمامًا.", "رويترز", id="relayed"),
        pytest.param(
            f"قال الوزير {MINISTER}، في تصريحات نقلتها صحيفة “الأفق”، إن السد آمن تمامًا.", "الأفق", id="carried"
        ),
    ],
)
def test_the_outlet_between_speaker_and_reader_is_named_with_its_span(text: str, via: str) -> None:
    quote = read_one(text)
    assert (quote.via, quote.text) == (via, "السد آمن تمامًا")
    assert text[quote.via_start : quote.via_end] == via
    assert name_one(text) == MINISTER


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("زار الوفد قاعدة “النخيل” وقرأ صحيفة “الأفق” في الطريق.", id="names-in-marks"),
        pytest.param("انتشرت صور ما يسمى “سوق الذهب الكبير” في المدينة.", id="scare-quotes"),
        pytest.param(f"لم يقل الوزير {MINISTER} إن سعر الخبز سيرتفع.", id="not-said"),
        pytest.param(f"لم يذكر الوزير {MINISTER} أن السد آمن تمامًا.", id="not-mentioned"),
        pytest.param("ولا يقول الوزير إن سعر الخبز ثابت هذا العام.", id="does-not-say"),
        pytest.param("يُذكر أن المدينة تقع على ضفة النهر الشرقية.", id="passive-is-mentioned"),
        pytest.param("يشار إلى أن المصنع افتتح قبل عشر سنوات.", id="passive-is-pointed-out"),
        pytest.param("ومن المتوقع أن يصل الوفد مساء الغد.", id="expected"),
        pytest.param("قيل إن المصنع سيغلق أبوابه في الشتاء.", id="passive-was-said"),
        pytest.param("يقال إن الذهب يلمع في ليالي الصيف.", id="passive-is-said"),
        pytest.param("هناك من يقول إن الشتاء سيتأخر كثيرًا.", id="generic-talk"),
        pytest.param(f"رفض الوزير {MINISTER} التعليق على الخبر.", id="act-of-will"),
        pytest.param("بحث الوزيران العلاقات الثنائية وسبل تطويرها.", id="topic-only"),
        pytest.param(f"أشاد الوزير {MINISTER} بأداء فرق الإنقاذ في القرى.", id="praise-without-words"),
        pytest.param("سار العمل في الجسر وفق الخطة الموضوعة له.", id="according-to-a-plan"),
    ],
)
def test_what_nobody_said_is_no_quote(text: str) -> None:
    assert analyze(text).quotes == []


def test_a_name_in_marks_does_not_make_a_clause_mixed() -> None:
    quote = read_one(f"قال الوزير {MINISTER} إن صحيفة “الأفق” أوقفت الطباعة.")
    assert (quote.kind, quote.marks) == (QuoteKind.indirect, Marks.none)


def test_nothing_is_quoted_from_a_heading() -> None:
    heading = f"الوزير {MINISTER}: سعر الخبز ثابت ولن يتغير"
    assert analyze(f"{heading}\n\nوصل الوفد أمس.", headings=[(0, len(heading))]).quotes == []


def test_a_quote_is_shown_with_the_words_around_it() -> None:
    text = f"وصل الوفد أمس إلى المدينة. قال الوزير {MINISTER} إن الطحين متوفر في المدن. ثم غادر القاعة."
    quote = read_one(text)
    assert text[quote.start - len(quote.prefix) : quote.start] == quote.prefix
    assert text[quote.end : quote.end + len(quote.suffix)] == quote.suffix
    assert len(quote.prefix) == 32
    assert quote.suffix.startswith(". ثم")
