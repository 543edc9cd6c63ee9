"""Whoever is told of again with ال is called as the article printed him first."""

import pytest

from app.arabic.analysis import analyze
from app.records import FoundSpeaker


def last_speaker(text: str) -> FoundSpeaker:
    """Whoever says the last quote."""
    analysis = analyze(text)
    return analysis.speakers[analysis.quotes[-1].speaker]


@pytest.mark.parametrize(
    ("before", "again", "name"),
    [
        ("انتهى العمل في الجسر أمس بحسب مصادر هندسية.", "وأضافت المصادر", "مصادر هندسية"),
        ("علم «المرفأ» من مصادر مطلعة أن الجسر مغلق.", "وأوضحت المصادر", "مصادر مطلعة"),
        ("وعلم «المرفأ» من مصدر مطلع أن الجسر مغلق.", "وبينت المصادر", "مصدر مطلع"),
        ("سقطت الرافعة على الجسر وفق متحدث باسم البلدية.", "وقال المتحدث", "متحدث باسم البلدية"),
        ("أجرى باحثون من جامعة الضفاف تجارب على التربة.", "وأكد الباحثون", "باحثون من جامعة الضفاف"),
        ("تفقد الموقع محققون من البلدية.", "ورجح المحققون", "محققون من البلدية"),
        ("زار الموقع مقيم مصري بالمدينة الدكتور سالم الحداد.", "وقال المقيم", "سالم الحداد"),
        ("سقطت الرافعة بحسب مسؤول كندي كبير.", "وأضاف المسؤول الكندي", "مسؤول كندي كبير"),
    ],
)
def test_who_is_told_of_again_is_called_by_his_first_printing(before: str, again: str, name: str) -> None:
    speaker = last_speaker(f"{before} {again} أن الجسر القديم مغلق حتى الصيف.")
    assert speaker.name == name


def test_a_source_told_of_since_is_meant_rather_than_one_before() -> None:
    text = (
        "قالت مصادر أمنية إن الطريق مغلق أمس. ونقل الجرحى إلى المدينة بحسب مصادر طبية. وأضافت المصادر أن حالتهم جيدة."
    )
    assert last_speaker(text).name == "مصادر طبية"


def test_the_words_of_telling_again_are_no_office() -> None:
    speaker = last_speaker("سقطت الرافعة بحسب مسؤول كندي كبير. وأضاف المسؤول الكندي أن الجسر مغلق حتى الصيف.")
    assert (speaker.name, speaker.role, speaker.aliases) == ("مسؤول كندي كبير", None, ["المسؤول الكندي"])


@pytest.mark.parametrize(
    "text",
    [
        "قالت المصادر إن الجسر القديم مغلق اليوم. وأعلن المدير الخبر بعد مصادر أخرى.",
        "زار المدينة مسؤول كندي كبير. وقالت المصادر إن الجسر القديم مغلق اليوم.",
    ],
)
def test_what_is_printed_later_or_of_others_names_nobody(text: str) -> None:
    assert last_speaker(text).name == "المصادر"
