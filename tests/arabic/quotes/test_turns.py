"""Where the reporter goes on behind what somebody said."""

import pytest
from findings import contents

MILL = "المطحنة القديمة ستفتح أبوابها قريبا"


@pytest.mark.parametrize(
    "text",
    [
        f"قال سمير الحداد إن {MILL}، في تهديد مبطن للتجار.",
        f"قال سمير الحداد إن {MILL}، في إشارة إلى قرار المجلس.",
        f"قال سمير الحداد إن {MILL}، يأتي ذلك في الوقت الذي ارتفع فيه سعر القمح.",
        f"قال سمير الحداد إن {MILL}، وقدم شكره للعاملين فيها.",
        f"قال سمير الحداد إن {MILL} وذلك وفقا لصحيفة الضفاف.",
    ],
)
def test_the_reporter_s_own_words_are_no_content(text: str) -> None:
    assert contents(text)[0] == MILL


@pytest.mark.parametrize(
    "content",
    ["البلدية قدمت عشر حافلات للمدارس وقدمت أربع سيارات", "القرار صدر في إشارة ضوئية كتب عليها"],
)
def test_the_same_words_within_what_is_said_stay_in_it(content: str) -> None:
    assert contents(f"قال سمير الحداد إن {content}.") == [content]


def test_when_it_was_said_is_not_what_was_said() -> None:
    text = f"{MILL} في وسط المدينة، بحسب ما ذكرت وزارة التموين، اليوم الثلاثاء."
    assert all("اليوم" not in content for content in contents(text))


def test_a_late_subject_is_not_who_closes_what_stands_before() -> None:
    text = "رغم أن المطحنة القديمة مغلقة منذ عامين كما قال سمير الحداد."
    assert contents(text) != ["المطحنة القديمة مغلقة منذ عامين"]


def test_what_somebody_was_asked_about_opens_the_next_saying() -> None:
    text = "قال سمير الحداد إن المصنع مغلق منذ أمس. وعن رضاه عن العمال، أكد أن أداءهم جيد جدا."
    assert contents(text) == ["المصنع مغلق منذ أمس", "أداءهم جيد جدا"]


def test_thanks_that_somebody_else_gave_are_told_in_what_is_said() -> None:
    content = "مديرة المطحنة قدمت شكرها للعاملين فيها"
    assert contents(f"قال سمير الحداد إن {content}.") == [content]


def test_what_is_set_against_something_begins_behind_its_conjunction() -> None:
    text = "غير أن المطحنة القديمة مغلقة منذ عامين، كما قال سمير الحداد."
    assert contents(text) == ["المطحنة القديمة مغلقة منذ عامين"]
