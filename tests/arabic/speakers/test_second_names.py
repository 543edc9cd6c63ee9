"""Second names that are everyday words, and words that are no names at all."""

import pytest
from findings import speakers

from app.arabic.analysis import analyze


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("قال سمير سلامة في مقابلة أمس إن", "سمير سلامة"),
        ("أوضح سمير الخميس رئيس اللجنة أن", "سمير الخميس"),
        ("أكد سمير السويد أن", "سمير السويد"),
        ("وكانت المديرة العامة للمنظمة الزراعية مارغريت تيان قد أكدت أن", "مارغريت تيان"),
        ("قالت أنوار أبو زيدان، المتحدثة باسم المصنع، إن", "أنوار أبو زيدان"),
        ("قال سمير أمير عبد الكريم إن", "سمير أمير عبد الكريم"),
        ("أعلن المتحدث باسم حماس ذبيح الله الحداد أن", "ذبيح الله الحداد"),
        ("قال كيم سونغ-جين، المحلل في الشركة، إن", "كيم سونغ-جين"),
        ("قال لاعب وسط الفريق الدولي جاك ويلسون إن", "جاك ويلسون"),
        ("أوضح مدير الشركة والمشرف على كرسي المهندس عادل النجار لأبحاث القمح الدكتور سمير الحداد أن", "سمير الحداد"),
        ("قال المتعامل بسوق السمك سمير الحداد إن", "سمير الحداد"),
        ("أوضح مدير المكتب بخيبر سمير الحداد أن", "سمير الحداد"),
        ("قال جنرال في القوات الجوية إن", "جنرال في القوات الجوية"),
        ("قال رجلان إن", "رجلان"),
    ],
)
def test_a_name_is_found_whole(clause: str, name: str) -> None:
    assert speakers(f"{clause} المخازن القديمة ممتلئة بالقمح.") == [name]


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("أدان الوزراء الجرائم التي ترتكبها العصابات، وقالوا إن المخازن القديمة ممتلئة بالقمح.", "الوزراء"),
        ("أدان الوزراء العنف المستمر، وقالوا إن المخازن القديمة ممتلئة بالقمح.", "الوزراء"),
        ("أقامت امرأة مصرية دعوى على جارها، وقالت إن المخازن القديمة ممتلئة بالقمح.", "امرأة مصرية"),
    ],
)
def test_what_the_verb_is_about_is_no_part_of_a_name(clause: str, name: str) -> None:
    assert speakers(clause) == [name]


@pytest.mark.parametrize(
    "clause",
    [
        "وأضافت كذلك قائلة: «المخازن القديمة ممتلئة بالقمح منذ أمس».",
        "وتابعت مشككة في الأرقام: «المخازن القديمة ممتلئة بالقمح منذ أمس».",
    ],
)
def test_a_participle_behind_the_verb_is_nobodys_name(clause: str) -> None:
    text = f"قالت هناء الصباغ إن المصنع مغلق منذ أمس. {clause}"
    assert {quote.speaker for quote in analyze(text).quotes} == {0}


def test_a_conjunction_is_nobodys_name() -> None:
    text = "وبحسب المتحدثة فان المخازن القديمة ممتلئة بالقمح، مشيرة إلى أن المصنع مغلق منذ أمس."
    assert [speaker.name for speaker in analyze(text).speakers] == ["المتحدثة"]


@pytest.mark.parametrize("name", ["عالية آل ناصر", "عالي آل زهير", "غالية آل فريد"])
def test_a_word_before_al_of_a_family_is_a_first_name(name: str) -> None:
    text = f"وقالت الباحثة الاجتماعية {name} أمس: «المخازن القديمة ممتلئة بالقمح»، مضيفة «المصنع مغلق منذ أمس»."
    assert speakers(text) == [name, name]
