"""Ways in which the press of Syria, Lebanon and Iraq brings what was said: sentences written for the purpose."""

import pytest

from tests.findings import contents, speakers

SAID = "نقف إلى جانب الأهالي في مطالبهم"


@pytest.mark.parametrize(
    "text",
    [
        f'أعرب الوزير سالم الحداد عن تضامن بلاده مع الضحايا، وكتب في منشور على منصة إكس: "{SAID}".',
        f'أعرب الوزير سالم الحداد عن تضامن بلاده مع الضحايا.\n\nوكتب عبر حسابه في إكس: "{SAID}".',
    ],
)
def test_what_the_one_who_spoke_wrote_too_is_his(text: str) -> None:
    assert contents(text)[-1] == SAID
    assert speakers(text)[-1] == "سالم الحداد"


def test_books_on_something_say_nothing() -> None:
    assert SAID not in contents(f'أعرب الوزير سالم الحداد عن تضامنه مع باعة كتب في السوق: "{SAID}".')


def test_words_in_which_something_was_expressed_are_the_content() -> None:
    text = f'"{SAID}"، بهذه الكلمات عبّر الشاب سالم الحداد عن معاناته مع الانتظار.'
    assert contents(text) == [SAID]


def test_a_clause_with_which_the_sentence_opens_ends_where_the_saying_begins() -> None:
    text = f'وإذ شدّد النائب سالم الحداد على حق المغتربين في الاقتراع، قال لـ"المركزية": "{SAID}".'
    assert contents(text) == ["حق المغتربين في الاقتراع", SAID]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (f'كلام الوزير سالم الحداد جاء خلال مؤتمر صحافي عقده في السرايا الحكومية، قال فيه: "{SAID}".', "سالم الحداد"),
        (f'وفي رد على ذلك، أصدرت جمعية المزارعين بيانًا جاء فيه: "{SAID}".', "جمعية المزارعين"),
        (f'وصدر عن مركز الطوارئ التابع لوزارة الصحة بيان أعلن فيه: "{SAID}".', "مركز الطوارئ التابع لوزارة الصحة"),
        (f'قوباد طالباني أوضح أن التصدير "{SAID}".', "قوباد طالباني"),
    ],
)
def test_whose_speech_or_statement_it_is_speaks(sentence: str, name: str) -> None:
    assert speakers(sentence) == [name]


@pytest.mark.parametrize("whose", ["بحسب تعبيره", "حسب وصفه", "على حد قوله"])
def test_whose_words_they_are_is_no_part_of_them(whose: str) -> None:
    assert contents(f"ونبه سالم الحداد إلى أن الغبار سيكون خفيفًا، {whose}.") == ["الغبار سيكون خفيفًا"]
