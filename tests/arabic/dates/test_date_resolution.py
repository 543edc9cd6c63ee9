"""What an expression means: counted from the right day, as precise as its words, or honestly unresolved."""

from datetime import date

import pytest

from app.arabic.dates import FoundDate, find_dates
from app.arabic.tokens import read_document
from app.records import AnchorKind, Precision, Tense

THURSDAY = date(2025, 7, 31)


def read(text: str, written_on: date | None = THURSDAY) -> list[FoundDate]:
    return find_dates(read_document(text), written_on)


def values(text: str, written_on: date | None = THURSDAY) -> list[str | None]:
    return [one.value for one in read(text, written_on)]


def test_a_span_is_a_slice_of_the_text_and_leaves_prepositions_and_parts_of_the_day_out() -> None:
    text = "وصل الوفد صباح يوم الثلاثاء الماضي، وبقي حتى 12 من تموز/يوليو 2025."
    assert [text[one.start : one.end] for one in read(text)] == ["يوم الثلاثاء الماضي", "12 من تموز/يوليو 2025"]


def test_clitics_stay_outside_the_span_even_where_vowels_and_tatweel_are_printed() -> None:
    text = "عاد بِالأمسِ، وَغدًا يسافر لـ2026."
    assert [text[one.start : one.end] for one in read(text)][:2] == ["الأمسِ", "غدًا"]


def test_a_printed_weekday_wins_over_the_day_of_publication_and_bare_words_follow_it() -> None:
    found = read("وصل الوفد أمس الثلاثاء، وسيغادر غدًا. وعقد أمس مؤتمرًا.")
    assert [one.value for one in found] == ["2025-07-29", "2025-07-31", "2025-07-29"]
    assert {one.anchor for one in found} == {date(2025, 7, 30)}
    assert {one.anchor_kind for one in found} == {AnchorKind.inferred}


def test_a_printed_date_beside_today_tells_the_day_of_writing_even_without_a_reference() -> None:
    today, tomorrow = read("وصل الوفد اليوم 30 تموز 2025، ويغادر غدًا.", None)
    assert today.value == "2025-07-30"
    assert (tomorrow.value, tomorrow.anchor_kind) == ("2025-07-31", AnchorKind.inferred)


def test_a_day_of_writing_weeks_away_belongs_to_a_story_and_moves_nothing_else() -> None:
    assert values("وصل اليوم 3 كانون الثاني 2024. وعقد أمس مؤتمرًا.") == ["2024-01-03", "2025-07-30"]


def test_two_stories_in_one_article_keep_each_its_own_day_of_writing() -> None:
    text = "وصل الوفد أمس الثلاثاء، وعقد أمس لقاء. ومن جهة أخرى عاد المدير أمس الأربعاء، واجتمع أمس بالموظفين."
    assert values(text) == ["2025-07-29", "2025-07-29", "2025-07-30", "2025-07-30"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("استقال الوزير في أيار.", "2025-05"),
        ("استقال الوزير في تشرين الأول.", "2024-10"),
        ("يبدأ الفصل في أيلول.", "2025-09"),
        ("سيبدأ الفصل في كانون الثاني.", "2026-01"),
        ("استقال الوزير في كانون الأول الماضي.", "2024-12"),
        ("سافر في تموز الماضي.", "2024-07"),
        ("المؤتمر مقرر في تموز المقبل.", "2026-07"),
        ("انتخب في 8 من كانون الأول الماضي 2023.", "2023-12-08"),
        ("وصل يوم الأحد 3 آب.", "2025-08-03"),
        ("وصل يوم السبت 3 آب.", "2024-08-03"),
        ("صدر القرار في 28 من الشهر الجاري.", "2025-07-28"),
    ],
    ids=range(11),
)
def test_the_year_is_the_one_that_adjective_weekday_tense_and_nearness_say(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قال الوزير الثلاثاء إن الطريق مفتوح.", "2025-07-29"),
        ("قال الوزير الخميس إن الطريق مفتوح.", "2025-07-31"),
        ("سيفتح الطريق الثلاثاء.", "2025-08-05"),
        ("فتح الطريق الخميس الماضي.", "2025-07-24"),
        ("سيفتح الطريق الخميس المقبل.", "2025-08-07"),
        ("سيفتح الطريق الجمعة بعد المقبلة.", "2025-08-08"),
        ("سيفتح الطريق يوم الاثنين من الأسبوع المقبل.", "2025-08-04"),
        ("الأحد", "2025-08-03"),
    ],
    ids=range(8),
)
def test_a_weekday_is_the_last_or_the_next_one_as_its_sentence_says(text: str, value: str) -> None:
    assert values(text) == [value]


def test_a_weekday_after_a_date_named_in_the_same_sentence_is_counted_from_that_date() -> None:
    text = "ينطلق البرنامج يوم الثلاثاء 16 أيلول 2025 في حمص، ويستكمل يوم الأربعاء في حماة."
    assert values(text) == ["2025-09-16", "2025-09-17"]


def test_the_hijri_month_is_meant_where_only_it_has_the_printed_weekday() -> None:
    assert values("يختتم اللقاء يوم الخميس الـ28 من الشهر الجاري.", date(2015, 8, 6)) == ["2015-08-13"]
    assert values("يبدأ القيد يوم السبت 7/11.", date(2015, 8, 3)) == ["2015-11-07"]


def test_a_printed_weekday_corrects_the_computed_moon_by_a_day() -> None:
    assert values("وقع الحادث يوم الاثنين 15 رمضان 1446هـ.") == ["2025-03-17"]
    assert values("وقع الحادث في 15 رمضان 1446هـ.") == ["2025-03-15"]


def test_a_date_and_its_twin_in_the_other_calendar_are_two_dates_and_a_weekday_before_one_is_part_of_it() -> None:
    text = "يفتتح المعرض يوم السبت 7 شوال 1446هـ الموافق 5 نيسان 2025م."
    found = read(text)
    assert [one.value for one in found] == ["2025-04-05", "2025-04-05"]
    assert text[found[1].start : found[1].end] == "الموافق 5 نيسان 2025م"
    assert len(read("يفتتح المعرض يوم السبت الموافق 5 نيسان 2025م.")) == 1


def test_a_twin_with_a_year_gives_it_to_the_date_before_it() -> None:
    assert values("ولد في 7 شوال الموافق 21 كانون الثاني 1999.") == ["1999-01-24", "1999-01-21"]


def test_a_year_is_hijri_by_its_era_or_its_number_and_gregorian_beside_a_gregorian_month() -> None:
    assert values("صدر النظام عام 1436.") == ["2014-10-25/2015-10-13"]
    assert values("ولد المؤرخ في 5 ديسمبر 1391.") == ["1391-12-05"]
    assert values("سقطت المدينة عام 1258.") == ["1258"]
    assert values("سقطت المدينة عام 656هـ.")[0] is not None


def test_a_range_with_a_shared_part_is_one_interval_and_two_whole_ends_are_two_dates() -> None:
    assert values("امتدت الأحداث بين 6 و10 من آذار الماضي.") == ["2025-03-06/2025-03-10"]
    assert values("حكم من عام 2012 حتى 2015.") == ["2012/2015"]
    assert values("يقام المعرض من 31 تموز حتى غد.") == ["2025-07-31", "2025-08-01"]
    assert values("وصل بين الأول من كانون الثاني و30 حزيران 2025.") == ["2025-01-01/2025-06-30"]


def test_a_range_that_leaves_the_year_begins_in_the_year_before() -> None:
    assert values("أقيم المعرض من 25 كانون الأول إلى 5 كانون الثاني 2024.") == ["2023-12-25/2024-01-05"]


def test_a_week_is_the_iso_week_that_shares_most_days_with_the_one_from_sunday_to_saturday() -> None:
    assert values("صدر التقرير هذا الأسبوع.", date(2025, 8, 2)) == ["2025-W31"]
    assert values("صدر التقرير هذا الأسبوع.", date(2025, 8, 3)) == ["2025-W32"]
    assert values("صدر التقرير الأسبوع الماضي.", date(2025, 1, 1)) == ["2024-W52"]


@pytest.mark.parametrize(
    ("text", "value", "timex", "precision", "first", "last"),
    [
        ("عاد في 3 أيار 2024.", "2024-05-03", "2024-05-03", Precision.day, "2024-05-03", "2024-05-03"),
        ("عاد الأسبوع الماضي.", "2025-W30", "2025-W30", Precision.week, "2025-07-21", "2025-07-27"),
        ("عاد في شباط 2024.", "2024-02", "2024-02", Precision.month, "2024-02-01", "2024-02-29"),
        ("عاد منتصف شباط 2024.", "2024-02", "2024-02", Precision.month, "2024-02-01", "2024-02-29"),
        ("عاد صيف 2024.", "2024-06/2024-08", "2024-SU", Precision.season, "2024-06-01", "2024-08-31"),
        ("عاد في الشتاء الماضي.", "2024-12/2025-02", "2025-WI", Precision.season, "2024-12-01", "2025-02-28"),
        ("عاد عام 2024.", "2024", "2024", Precision.year, "2024-01-01", "2024-12-31"),
        ("عاد في التسعينيات.", "199X", "199", Precision.decade, "1990-01-01", "1999-12-31"),
        ("بني في القرن التاسع عشر.", "18XX", "18", Precision.interval, "1800-01-01", "1899-12-31"),
        ("ربح في الربع الثالث من 2024.", "2024-07/2024-09", "2024-Q3", Precision.interval, "2024-07-01", "2024-09-30"),
        ("ربح في النصف الأول من 2024.", "2024-01/2024-06", "2024-H1", Precision.interval, "2024-01-01", "2024-06-30"),
        (
            "صام رمضان 1446هـ.",
            "2025-03-01/2025-03-29",
            "2025-03-01/2025-03-29",
            Precision.month,
            "2025-03-01",
            "2025-03-29",
        ),
    ],
    ids=range(12),
)
def test_value_timex_precision_and_days_agree(
    text: str, value: str, timex: str, precision: Precision, first: str, last: str
) -> None:
    (found,) = read(text)
    assert (found.value, found.timex, found.precision) == (value, timex, precision)
    assert (str(found.date_start), str(found.date_end)) == (first, last)


def test_without_a_reference_an_absolute_date_resolves_and_needs_no_anchor() -> None:
    (found,) = read("انعقد المؤتمر في 31 من تموز 2025.", None)
    assert (found.value, found.anchor, found.anchor_kind) == ("2025-07-31", None, AnchorKind.none)


@pytest.mark.parametrize(
    ("text", "timex", "precision"),
    [
        ("وصل الوفد أمس.", None, Precision.day),
        ("وصل الوفد الثلاثاء الماضي.", "XXXX-WXX-2", Precision.day),
        ("وصل الوفد في 31 تموز.", "XXXX-07-31", Precision.day),
        ("وصل الوفد في تموز.", "XXXX-07", Precision.month),
        ("وصل الوفد العام الماضي.", None, Precision.year),
        ("وصل الوفد قبل ثلاث سنوات.", None, Precision.year),
        ("وصل الوفد الأسبوع الماضي.", None, Precision.week),
        ("وصل الوفد الصيف الماضي.", None, Precision.season),
    ],
    ids=range(8),
)
def test_without_a_reference_a_relative_date_is_kept_unresolved_and_said_to_be_so(
    text: str, timex: str | None, precision: Precision
) -> None:
    (found,) = read(text, None)
    assert (found.value, found.date_start, found.date_end, found.anchor) == (None, None, None, None)
    assert (found.anchor_kind, found.timex, found.precision) == (AnchorKind.missing, timex, precision)


def test_a_day_that_no_calendar_has_is_kept_without_a_value() -> None:
    assert values("وقع الحادث في 31 من أيلول 2024.") == [None]
    assert values("وقع الحادث في 29 شباط 2023.") == [None]


def test_the_first_and_the_last_day_of_the_calendar_break_nothing() -> None:
    text = "وصل أمس الأحد، ويغادر بعد غد الثلاثاء، وسيعود العام المقبل وفي العقد المقبل وفي الأسبوع المقبل."
    assert len(read(text, date.min)) == len(read(text, date.max)) == 5


def test_the_tense_is_that_of_the_nearest_verb() -> None:
    past, scheduled = read("وصل الوفد الثلاثاء، وسيغادر الجمعة.")
    assert (past.tense, scheduled.tense) == (Tense.past, Tense.scheduled)
    assert (past.value, scheduled.value) == ("2025-07-29", "2025-08-01")
    (negated,) = read("لم يصل الوفد الثلاثاء.")
    assert negated.tense is Tense.past


def test_two_figures_of_a_year_are_of_our_time() -> None:
    assert values("احتلت المدينة عام 67.") == ["1967"]
    assert values("ولد في 31/10/74.") == ["1974-10-31"]
    assert values("ولد في 16/04/21.", date(2016, 11, 7)) == ["2016-04-21"]
    assert values("ولد في 16/04/21.", date(2025, 7, 31)) == ["2021-04-16"]
