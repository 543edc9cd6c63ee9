"""Who speaks, and to whom: the ones addressed stand behind the speaker with nothing between."""

import pytest
from findings import contents, speakers

OPEN = "فتح الطريق أمام السيارات الكبيرة"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(f"وطالب المواطن الجهات الأمنية ب{OPEN}.", "المواطن", id="body"),
        pytest.param(f"وطالب الخطباء الجميع ب{OPEN}.", "الخطباء", id="all"),
        pytest.param(f"كما يدعو القرار الدول الأخرى إلى {OPEN}.", "القرار", id="states"),
        pytest.param(f"وحث المدير الموظفين على {OPEN}.", "المدير", id="people"),
        pytest.param(f"وحذر المتحدث المواطنين من {OPEN}.", "المتحدث", id="warned"),
        pytest.param(f"وناشد الأهالي المسؤولين {OPEN}.", "الأهالي", id="appealed-to"),
        pytest.param(f"ودعت اللجنة المنظمة الجماهير إلى {OPEN}.", "اللجنة المنظمة", id="adjective"),
    ],
)
def test_the_ones_addressed_are_no_part_of_the_speaker(text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]
    assert contents(text) == [OPEN]


def test_a_subject_between_that_and_its_verb_asks_and_is_not_asked() -> None:
    text = f"أوضح سالم الحداد أن المذكرة طالبت بعثة المراقبين ب{OPEN}."
    assert "بعثة المراقبين" not in speakers(text)


def test_a_request_is_no_verb_behind_that() -> None:
    text = "أكد المدير سالم الحداد أن طلب الوزيرة هناء الصباغ من العمال تقديم وثائق السفر أمر معتاد."
    assert speakers(text) == ["سالم الحداد"]
