"""Plain texts of every shape, written for these tests, and the seed."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import EmptySource, UnreadableSource
from app.ingest.files import list_texts, read_file
from app.ingest.plain_text import read_plain_text
from app.records import SourceDocument
from app.resources import bundled

TITLE = "بلدية الزهراء تفتتح حديقة “النهر” بعد ترميمها"
LEAD = "افتتحت بلدية الزهراء، صباح الأحد، حديقة النهر في وسط المدينة بعد أعمال ترميم استمرت عامًا كاملًا."
SECOND = "وقال رئيس البلدية سمير عواد إن الحديقة “ستبقى مفتوحة للجميع دون رسوم”،  مضيفًا أن العمل لم ينته بعد."
THIRD = "وتضم الحديقة ملعبين ومكتبة صغيرة للأطفال، إلى جانب مسرح مكشوف يتسع لثلاثمئة متفرج من سكان الحي."
DECK = "عواد: الدخول مجاني طوال أيام الأسبوع"
HEADING = "مسرح مكشوف"


def read(*lines: str, between: str = "\n\n", **options: object) -> SourceDocument:
    """The article in a file of these lines."""
    return read_plain_text(between.join(lines).encode(), name="news.txt", **options)  # type: ignore[arg-type]


def headings(article: SourceDocument) -> list[str]:
    return [article.body[start:end] for start, end in article.headings]


@pytest.fixture(scope="module")
def seed() -> tuple[SourceDocument, str]:
    """The seed as an article and as it was received."""
    [path] = list_texts(bundled("seed"))
    return read_file(path), path.read_text(encoding="utf-8")


class TestTheSeed:
    def test_its_head_is_told_from_its_body(self, seed: tuple[SourceDocument, str]) -> None:
        article, received = seed
        assert article.title == received.splitlines()[0]
        assert article.deck == received.splitlines()[2]
        assert article.caption == received.splitlines()[4].removesuffix(" (وكالة سانا)")
        assert article.credit == "وكالة سانا"
        assert article.source == "عنب بلدي"
        assert article.published_at == date(2025, 7, 31)

    def test_its_section_headings_are_headings_of_the_body(self, seed: tuple[SourceDocument, str]) -> None:
        assert headings(seed[0]) == ["دعوة الشرع لزيارة موسكو", "العدالة الانتقالية", "اعتداءات إسرائيل", "فحوى الجلسة"]

    def test_every_paragraph_is_a_line_of_the_file_in_its_order(self, seed: tuple[SourceDocument, str]) -> None:
        article, received = seed
        lines = [line.strip() for line in received.splitlines()]
        places = [lines.index(paragraph) for paragraph in article.body.split("\n\n")]
        assert len(places) == 29
        assert places == sorted(places)

    def test_nothing_of_the_body_is_lost_and_no_furniture_is_left(self, seed: tuple[SourceDocument, str]) -> None:
        article, received = seed
        start, end = received.index("قال وزير الخارجية"), received.index("×")
        assert article.body.split() == received[start:end].split()

    def test_odd_spaces_and_unclosed_marks_are_kept(self, seed: tuple[SourceDocument, str]) -> None:
        for odd in ("” فلول\u00a0 النظام”", "مضيفاً: ” نحن", "لـ”دعم", "المسار، بحسب الشيباني."):
            assert odd in seed[0].body


class TestTheHead:
    def test_title_deck_caption_credit_byline_and_day_each_find_their_place(self) -> None:
        caption = "أطفال في حديقة النهر بمدينة الزهراء 4 من أيار 2024"
        article = read(TITLE, DECK, "عنب بلدي – هند شاهين", f"{caption} (عنب بلدي/ سامر الحلبي)", LEAD, SECOND)
        assert (article.title, article.deck, article.author) == (TITLE, DECK, "هند شاهين")
        assert (article.caption, article.credit) == (caption, "عنب بلدي/ سامر الحلبي")
        assert (article.source, article.published_at) == ("عنب بلدي", date(2024, 5, 4))
        assert article.body == f"{LEAD}\n\n{SECOND}"

    def test_without_a_deck_the_text_begins_under_the_title(self) -> None:
        article = read(TITLE, LEAD, SECOND)
        assert (article.title, article.deck, article.body) == (TITLE, None, f"{LEAD}\n\n{SECOND}")

    def test_a_section_or_breadcrumbs_over_the_title_are_not_the_title(self) -> None:
        assert read("الرئيسية > محليات", "محليات", TITLE, LEAD, SECOND).title == TITLE

    def test_a_title_that_is_printed_twice_stands_once(self) -> None:
        article = read(TITLE, DECK, TITLE, LEAD, SECOND)
        assert (article.title, article.deck, article.body) == (TITLE, DECK, f"{LEAD}\n\n{SECOND}")

    def test_a_line_with_a_claim_after_an_agency_is_a_deck_and_no_byline(self) -> None:
        article = read(TITLE, "رويترز: لا اتفاق على رسوم الدخول", LEAD, SECOND)
        assert (article.deck, article.source) == ("رويترز: لا اتفاق على رسوم الدخول", None)

    def test_a_parenthesis_that_credits_nobody_does_not_make_a_caption(self) -> None:
        article = read(TITLE, "الأهلي يفوز على الاتحاد (2-1)", LEAD, SECOND)
        assert (article.caption, article.deck) == (None, "الأهلي يفوز على الاتحاد (2-1)")

    def test_a_paragraph_that_closes_with_an_agency_stays_in_the_body(self) -> None:
        last = "وأكد عواد أن البلدية ستفتتح حديقتين أخريين قبل نهاية العام المقبل في أحياء المدينة الشرقية. (رويترز)"
        article = read(TITLE, LEAD, last)
        assert (article.caption, article.body) == (None, f"{LEAD}\n\n{last}")

    def test_a_sentence_that_closes_with_an_aside_is_no_caption(self) -> None:
        aside = "ونشرت البلدية قرارها في 3 تموز 2024 تحت عنوان (هذا ما تحتاجه حدائق المدينة كلها في الصيف المقبل)"
        assert aside in read(TITLE, aside, LEAD, SECOND).body + (read(TITLE, aside, LEAD, SECOND).deck or "")

    def test_a_line_that_introduces_what_follows_opens_the_body(self) -> None:
        opening = "أصدرت البلدية بيانًا فيما يلي نصه:"
        article = read(TITLE, opening, LEAD, SECOND)
        assert (article.deck, article.body) == (None, f"{opening}\n\n{LEAD}\n\n{SECOND}")

    def test_a_sentence_that_names_an_agency_in_brackets_has_no_author(self) -> None:
        article = read(TITLE, f"أفادت شبكة (سي إن إن) أن {LEAD}", SECOND)
        assert (article.author, article.source) == (None, None)

    def test_two_captions_leave_the_body_and_the_first_is_kept(self) -> None:
        article = read(TITLE, "صورة: مدخل الحديقة (رويترز)", "سور الحديقة القديم (سانا)", LEAD, SECOND)
        assert (article.caption, article.credit) == ("مدخل الحديقة", "رويترز")
        assert article.body == f"{LEAD}\n\n{SECOND}"

    def test_a_marked_caption_leaves_the_middle_of_the_body_with_its_copy(self) -> None:
        article = read(TITLE, LEAD, "camera iconسور الحديقة (سانا)", "سور الحديقة (سانا)", SECOND)
        assert (article.caption, article.credit, article.body) == ("سور الحديقة", "سانا", f"{LEAD}\n\n{SECOND}")

    def test_credit_and_author_lines_with_labels_are_read(self) -> None:
        article = read(TITLE, "تصوير: سامر الحلبي", "بقلم: هند شاهين", LEAD, SECOND)
        assert (article.credit, article.author, article.body) == ("سامر الحلبي", "هند شاهين", f"{LEAD}\n\n{SECOND}")


class TestThePublicationDay:
    CAPTION = "مدخل الحديقة 3 من تموز 2024 (سانا)"

    def test_the_callers_day_wins(self) -> None:
        article = read(TITLE, self.CAPTION, LEAD, published_at=date(2023, 1, 2))
        assert article.published_at == date(2023, 1, 2)

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("نشر في: 5 تموز 2024", id="label"),
            pytest.param("تاريخ النشر: 2024-07-05 14:30", id="iso"),
            pytest.param("الجمعة 5 تموز 2024", id="weekday"),
            pytest.param("دمشق | 05/07/2024 | سانا", id="numbers"),
            pytest.param("5 يوليو 2024 - الساعة 10:30 صباحًا", id="clock"),
            pytest.param("٥ تموز ٢٠٢٤", id="arabic-digits"),
        ],
    )
    def test_a_line_that_dates_the_page_wins_over_the_caption_and_goes(self, line: str) -> None:
        article = read(TITLE, line, self.CAPTION, LEAD, SECOND)
        assert article.published_at == date(2024, 7, 5)
        assert article.body == f"{LEAD}\n\n{SECOND}"

    def test_the_day_of_an_update_is_not_the_day_of_publication(self) -> None:
        article = read(TITLE, "آخر تحديث: 9 تموز 2024", self.CAPTION, LEAD)
        assert article.published_at == date(2024, 7, 3)

    def test_an_archive_picture_dates_nothing(self) -> None:
        article = read(TITLE, "مدخل الحديقة 3 من تموز 2019 (سانا/أرشيف)", LEAD)
        assert (article.published_at, article.credit) == (None, "سانا/أرشيف")

    def test_a_day_without_a_year_or_in_the_story_dates_nothing(self) -> None:
        article = read(TITLE, "مدخل الحديقة 3 من تموز (سانا)", LEAD, "وكانت الحديقة أغلقت في 3 تموز 2019 بقرار قضائي.")
        assert article.published_at is None


class TestTheOutlet:
    def test_the_callers_outlet_wins(self) -> None:
        assert read(TITLE, LEAD, "ادعم عنب بلدي", source="النهار").source == "النهار"

    def test_the_address_tells_the_outlet(self) -> None:
        assert read(TITLE, LEAD, url="https://www.shafaq.com/ar/1").source == "شفق نيوز"
        assert read(TITLE, LEAD, url="https://news.example.org/1").source is None

    @pytest.mark.parametrize(
        ("line", "outlet"),
        [
            pytest.param("ادعم درج", "درج", id="appeal"),
            pytest.param("(خاص) عنب بلدي", "عنب بلدي", id="special"),
            pytest.param("المصدر: شفق نيوز", "شفق نيوز", id="source"),
            pytest.param("المصدر: الجزيرة + وكالات", "الجزيرة", id="source-list"),
            pytest.param("رابط الخبر بصحيفة الوئام: بلدية الزهراء", "الوئام", id="self-link"),
            pytest.param("جميع الحقوق محفوظة لموقع شبكة الأفق الجديد 2024", "شبكة الأفق الجديد", id="unknown-net"),
            pytest.param("جميع الحقوق محفوظة لصحيفة الأفق الجديد 2024", "الأفق الجديد", id="unknown-paper"),
        ],
    )
    def test_the_pages_foot_tells_the_outlet_and_goes(self, line: str, outlet: str) -> None:
        article = read(TITLE, LEAD, SECOND, line)
        assert (article.source, article.body) == (outlet, f"{LEAD}\n\n{SECOND}")

    def test_the_text_that_speaks_of_its_paper_tells_the_outlet_and_stays(self) -> None:
        told = "وكشف مهندس في المشروع لعنب بلدي أن كلفة الترميم تجاوزت ما كان مقررًا في البداية بنحو الثلث."
        article = read(TITLE, LEAD, told)
        assert article.source == "عنب بلدي"
        assert told in article.body

    def test_an_outlet_that_is_only_quoted_is_not_the_source(self) -> None:
        quoted = "وقال عواد لوكالة “تاس” إن الحديقة جاهزة، كما نقلت صحيفة “النهار” عنه كلامًا مشابهًا قبل أسبوع."
        assert read(TITLE, LEAD, quoted).source is None

    def test_two_papers_that_were_told_something_leave_the_outlet_open(self) -> None:
        told = "وكشف مهندس لعنب بلدي كلفة المشروع، فيما علمت شفق نيوز أن المبلغ أكبر من ذلك بكثير."
        assert read(TITLE, LEAD, told).source is None

    @pytest.mark.parametrize(
        ("opening", "outlet", "author"),
        [
            pytest.param("فهد المنصور- سبق- جدة:", "سبق", "فهد المنصور", id="author-paper-city"),
            pytest.param("دمشق (رويترز) -", "رويترز", None, id="agency-in-brackets"),
            pytest.param("الرياض: واس:", "واس", None, id="city-agency"),
            pytest.param("نيويورك (أ ف ب) -", "فرانس برس", None, id="agency-in-letters"),
        ],
    )
    def test_a_dateline_tells_outlet_and_author_and_stays_in_the_body(
        self, opening: str, outlet: str, author: str | None
    ) -> None:
        article = read(TITLE, f"{opening} {LEAD}", SECOND)
        assert (article.source, article.author) == (outlet, author)
        assert article.body.startswith(opening)

    def test_a_dateline_with_a_day_dates_the_article(self) -> None:
        assert read(TITLE, f"دمشق، 31 تموز 2025 (سانا) - {LEAD}", SECOND).published_at == date(2025, 7, 31)


class TestHeadings:
    def test_a_short_line_between_paragraphs_is_a_heading_of_the_body(self) -> None:
        article = read(TITLE, LEAD, SECOND, HEADING, THIRD)
        assert headings(article) == [HEADING]
        assert article.body == f"{LEAD}\n\n{SECOND}\n\n{HEADING}\n\n{THIRD}"

    def test_a_question_may_be_a_heading(self) -> None:
        assert headings(read(TITLE, LEAD, "ماذا بعد الافتتاح؟", THIRD)) == ["ماذا بعد الافتتاح؟"]

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("انتهى الحفل باكرًا.", id="full-stop"),
            pytest.param("وقال عواد في كلمته:", id="colon"),
            pytest.param("وتابع: “سنعود غدًا”", id="speech"),
            pytest.param("- ملعبان للصغار", id="bullet"),
            pytest.param("1) ملعبان للصغار", id="number"),
            pytest.param("***", id="stars"),
        ],
    )
    def test_other_short_lines_are_none(self, line: str) -> None:
        assert headings(read(TITLE, LEAD, line, THIRD)) == []

    def test_a_list_of_short_lines_has_no_headings(self) -> None:
        assert headings(read(TITLE, LEAD, "ملاعب", "مكتبة", "مسرح", THIRD)) == []

    def test_the_last_line_is_no_heading(self) -> None:
        assert headings(read(TITLE, LEAD, THIRD, HEADING)) == []


class TestFurniture:
    def test_a_popup_goes_and_the_article_goes_on_behind_it(self) -> None:
        article = read(TITLE, LEAD, SECOND, "×", "لا تفوتوا جديدنا", "دولار واحد يصنع الفرق", THIRD)
        assert article.body == f"{LEAD}\n\n{SECOND}\n\n{THIRD}"

    def test_a_close_button_over_the_article_does_not_take_the_title(self) -> None:
        assert read("إغلاق ×", TITLE, DECK, LEAD, SECOND).title == TITLE

    def test_related_links_go_and_leave_the_paragraphs_around_them(self) -> None:
        article = read(TITLE, LEAD, "اقرأ أيضًا: أسعار الخضار ترتفع في الأسواق", SECOND, "شارك هذا المقال على فيسبوك")
        assert article.body == f"{LEAD}\n\n{SECOND}"

    def test_all_that_follows_the_copyright_goes(self) -> None:
        article = read(TITLE, LEAD, SECOND, "جميع الحقوق محفوظة © 2024", THIRD)
        assert article.body == f"{LEAD}\n\n{SECOND}"

    def test_nothing_but_furniture_is_an_empty_source(self) -> None:
        with pytest.raises(EmptySource, match=r"^news.txt: "):
            read("tag icon ع ع ع", "شارك هذا المقال", "×")


class TestShapes:
    def test_one_paragraph_gets_its_opening_as_a_title(self) -> None:
        article = read(f"{LEAD} {SECOND}")
        assert article.body == f"{LEAD} {SECOND}"
        assert article.title == LEAD.removesuffix(".")

    def test_a_title_alone_is_also_the_text(self) -> None:
        article = read(TITLE)
        assert (article.title, article.body, article.headings) == (TITLE, TITLE, [])

    def test_a_text_that_begins_with_a_paragraph_loses_none(self) -> None:
        article = read(LEAD, SECOND, THIRD)
        assert article.body == f"{LEAD}\n\n{SECOND}\n\n{THIRD}"

    def test_a_text_without_any_full_stop_loses_no_paragraph(self) -> None:
        paragraphs = [paragraph.removesuffix(".") for paragraph in (f"{LEAD} {THIRD}", SECOND, THIRD)]
        article = read(TITLE, *paragraphs)
        assert (article.title, article.body) == (TITLE, "\n\n".join(paragraphs))

    def test_a_line_of_a_megabyte_is_one_paragraph(self) -> None:
        line = "كلمة " * 200_000
        article = read(line)
        assert article.body == line.strip()
        assert len(article.title) <= 161

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("." * 100_000, id="stops"),
            pytest.param("(" * 100_000, id="brackets"),
            pytest.param("كلمة . - | " * 20_000, id="separators"),
            pytest.param("#وسم" * 50_000, id="hashes"),
            pytest.param("الرئيسية" + "\\خبر" * 50_000 + ">", id="breadcrumbs"),
            pytest.param("الرئيسية" + "\\خبر" * 100 + ">", id="short-breadcrumbs"),
            pytest.param("قال " * 50_000, id="verbs"),
            pytest.param("\u202e" * 100_000 + "خبر", id="direction-marks"),
            pytest.param("1/1/" * 50_000, id="figures"),
        ],
    )
    def test_a_line_made_to_be_slow_is_read_like_any_other(self, line: str) -> None:
        # Anything worse than linear would not come to an end here.
        assert line.strip() in read(TITLE, LEAD, line, SECOND).body
        assert read(TITLE, line, LEAD, SECOND).title == TITLE

    @pytest.mark.parametrize(
        "between",
        [
            pytest.param("\n", id="one-line-end"),
            pytest.param("\r\n\r\n", id="windows"),
            pytest.param("\r", id="old-mac"),
            pytest.param("\u2029", id="paragraph-separator"),
            pytest.param("\u2028", id="line-separator"),
            pytest.param(" \n\u00a0\n\u200f\n", id="blank-lines-that-are-not-empty"),
        ],
    )
    def test_every_kind_of_line_end_parts_paragraphs(self, between: str) -> None:
        article = read(TITLE, DECK, LEAD, HEADING, SECOND, between=between)
        assert (article.title, article.deck) == (TITLE, DECK)
        assert article.body == f"{LEAD}\n\n{HEADING}\n\n{SECOND}"

    def test_lines_that_a_program_has_broken_are_mended(self) -> None:
        wrapped = "\n\n".join("\n".join(wrap(paragraph, 30)) for paragraph in (TITLE, LEAD, THIRD))
        article = read_plain_text(wrapped.encode(), name="mail.txt")
        assert (article.title, article.body) == (TITLE, f"{LEAD}\n\n{THIRD}")

    def test_direction_marks_vowels_and_double_spaces_are_kept(self) -> None:
        odd = "\u200f\u202bقَالَ  عواد\u00a0إنّ العمل ـ كما قيل ـ لم ينتهِ بعدُ في حديقة النهر وسط المدينة\u202c."
        article = read(TITLE, LEAD, f"  {odd}\u00a0 ")
        assert article.body == f"{LEAD}\n\n{odd}"


def wrap(paragraph: str, width: int) -> list[str]:
    """The paragraph's words in lines as full as `width` allows."""
    lines = [""]
    for word in paragraph.split():
        joined = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], joined] if len(joined) <= width else [*lines, word]
    return lines


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            pytest.param(LEAD.encode("cp1256", "ignore"), "not UTF-8", id="windows-1256"),
            pytest.param(LEAD.encode()[:-2], "not UTF-8", id="cut-short"),
            pytest.param(LEAD.encode("utf-16"), "UTF-16", id="utf-16"),
            pytest.param(LEAD.encode("utf-32"), "UTF-32", id="utf-32"),
            pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary", id="picture"),
            pytest.param("خبر\0عاجل".encode(), "binary", id="nul"),
        ],
    )
    def test_it_is_refused_by_name_with_the_reason(self, data: bytes, reason: str) -> None:
        with pytest.raises(UnreadableSource, match=f"^news.txt: .*{reason}"):
            read_plain_text(data, name="news.txt")

    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(b"", id="nothing"),
            pytest.param(b"\xef\xbb\xbf", id="mark-only"),
            pytest.param(" \r\n\t\u00a0\u200f\n".encode(), id="blank"),
        ],
    )
    def test_an_empty_text_is_refused_by_name(self, data: bytes) -> None:
        with pytest.raises(EmptySource, match=r"^news.txt: there is nothing in it"):
            read_plain_text(data, name="news.txt")

    def test_a_byte_order_mark_is_no_part_of_the_title(self) -> None:
        assert read_plain_text(b"\xef\xbb\xbf" + f"{TITLE}\n{LEAD}".encode(), name="news.txt").title == TITLE

    def test_reading_twice_gives_the_same(self, tmp_path: Path) -> None:
        path = tmp_path / "news.txt"
        path.write_text(f"{TITLE}\n\n{LEAD}", encoding="utf-8")
        assert read_file(path) == read_file(path)
