"""Every day of half a century, spelled in every way that newspapers spell days, is read as itself.

Each run reads every day in three of the spellings, in turn; with MUSNAD_TEST_EVERY_DAY=1 in all of them (a minute).
"""

import os
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.arabic.dates import find_dates, hijri
from app.arabic.tokens import read_document
from app.records import AnchorKind, Precision

FIRST, LAST = date(1990, 1, 1), date(2040, 12, 31)


def words(line: str) -> list[str]:
    """The words of a line, parted by bars."""
    return line.split("|")


LEVANTINE = words("كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول")
GULF = words("يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر")
ALGERIAN = words("جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر")
MOROCCAN = words("يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر")
HIJRI = words("محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذي القعدة|ذي الحجة")
WEEKDAYS = words("الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد")
ORDINALS = words("الأول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الثامن|التاسع|العاشر")
UNITS = words("|واحد|اثنين|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة")
TENS = words("||عشرين|ثلاثين|أربعين|خمسين|ستين|سبعين|ثمانين|تسعين")
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def ordinal(number: int) -> str:
    """الحادي والعشرين."""
    if number <= 10:
        return ORDINALS[number - 1]
    tens, units = divmod(number, 10)
    if not units:
        return f"ال{TENS[tens]}"
    unit = "الحادي" if units == 1 else ORDINALS[units - 1]
    return f"{unit} عشر" if tens == 1 else f"{unit} وال{TENS[tens]}"


def cardinal(number: int) -> str:
    """تسعة وتسعين."""
    tens, units = divmod(number, 10)
    if number <= 10:
        return UNITS[number]
    if tens == 1:
        return {11: "أحد عشر", 12: "اثني عشر"}.get(number, f"{UNITS[units]} عشر")
    return f"{UNITS[units]} و{TENS[tens]}" if units else TENS[tens]


def year_in_words(number: int) -> str:
    """ألفين وأحد عشر."""
    if number < 2000:
        return f"ألف وتسعمئة و{cardinal(number - 1900)}"
    return f"ألفين و{cardinal(number - 2000)}" if number > 2000 else "ألفين"


def name(months: list[str], day: date) -> str:
    """The month of `day` in a list of twelve."""
    return months[day.month - 1]


def weekday(day: date) -> str:
    """The weekday's name."""
    return WEEKDAYS[day.weekday()]


SPELLINGS: dict[str, Callable[[date], str]] = {
    "levantine": lambda day: f"{day.day} من {name(LEVANTINE, day)} {day.year}",
    "gulf": lambda day: f"{day.day} {name(GULF, day)} {day.year}م",
    "algerian": lambda day: f"{day.day} {name(ALGERIAN, day)} {day.year}",
    "moroccan": lambda day: f"{day.day} {name(MOROCCAN, day)} {day.year}",
    "double-slash": lambda day: f"{day.day} {name(LEVANTINE, day)}/{name(GULF, day)} {day.year}",
    "double-parentheses": lambda day: f"{day.day} {name(GULF, day)} ({name(LEVANTINE, day)}) {day.year}",
    "weekday": lambda day: f"يوم {weekday(day)} {day.day} {name(GULF, day)} {day.year}",
    "weekday-facing": lambda day: f"{weekday(day)} الموافق {day.day} من شهر {name(GULF, day)} عام {day.year}",
    "ordinal": lambda day: f"{ordinal(day.day)} من {name(LEVANTINE, day)} عام {day.year}",
    "words": lambda day: f"{ordinal(day.day)} من {name(GULF, day)} عام {year_in_words(day.year)}",
    "numbered-month": lambda day: f"{day.day} شهر {day.month} {day.year}",
    "slashes": lambda day: f"{day.day}/{day.month}/{day.year}",
    "dashes-spaced": lambda day: f"{day.day:02} - {day.month:02} - {day.year}م",
    "dots": lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    "iso": lambda day: day.isoformat(),
    "indic": lambda day: f"{day.day} {name(GULF, day)} {day.year}".translate(INDIC),
    "persian-slashes": lambda day: f"{day.year}/{day.month}/{day.day}".translate(PERSIAN),
    "month-first": lambda day: f"{weekday(day)}، {name(GULF, day)} {day.day}، {day.year}",
}


STEP = 1 if os.environ.get("MUSNAD_TEST_EVERY_DAY") else 6


def days(turn: int = 0, step: int = 1) -> list[date]:
    """Every day of the half century, or each one in so many."""
    return [FIRST + timedelta(days=number) for number in range(turn % step, (LAST - FIRST).days + 1, step)]


@pytest.mark.parametrize(("turn", "spelling"), list(enumerate(SPELLINGS.values())), ids=SPELLINGS)
def test_every_day_in_this_spelling_is_read_as_itself(turn: int, spelling: Callable[[date], str]) -> None:
    written = days(turn, STEP)
    document = read_document("\n".join(f"حدث ذلك في {spelling(day)}." for day in written))
    found = find_dates(document)
    assert [one.value for one in found] == [day.isoformat() for day in written]
    assert {one.precision for one in found} == {Precision.day}
    assert {one.anchor_kind for one in found} == {AnchorKind.none}


def test_every_day_spelled_in_the_hijri_calendar_is_read_as_its_gregorian_twin() -> None:
    written = days()
    lines = []
    for place, day in enumerate(written):
        year, month, number = hijri.from_gregorian(day)
        spelled = f"{number} {HIJRI[month - 1]} {year}هـ" if place % 2 else f"{number} / {month} / {year}هـ"
        lines.append(f"حدث ذلك في {spelled}.")
    found = find_dates(read_document("\n".join(lines)))
    assert [one.value for one in found] == [day.isoformat() for day in written]


def test_the_hijri_calendar_goes_there_and_back_for_every_day_around_and_beyond_its_tables() -> None:
    day, last = date(1900, 1, 1), date(2100, 1, 1)
    before = (0, 0, 0)
    while day < last:
        there = hijri.from_gregorian(day)
        assert hijri.to_gregorian(*there) == day
        assert there > before
        day, before = day + timedelta(days=1), there


def test_every_day_named_without_a_year_is_found_within_half_a_year() -> None:
    for written_on in (date(2025, 1, 1), date(2024, 2, 29), date(2025, 7, 31), date(2025, 12, 31)):
        for away in range(-180, 181):
            meant = written_on + timedelta(days=away)
            text = f"الموعد {meant.day} {name(GULF, meant)}"
            (found,) = find_dates(read_document(text), written_on)
            assert found.value == meant.isoformat()


def test_every_weekday_beside_yesterday_tells_the_day_of_writing() -> None:
    published = date(2025, 7, 31)
    for away in range(-3, 4):
        yesterday = published + timedelta(days=away - 1)
        text = f"وصل الوفد أمس {weekday(yesterday)}، ويغادر غدًا."
        first, second = find_dates(read_document(text), published)
        assert first.value == yesterday.isoformat()
        assert second.value == (yesterday + timedelta(days=2)).isoformat()
