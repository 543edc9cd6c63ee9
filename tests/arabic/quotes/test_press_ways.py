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
