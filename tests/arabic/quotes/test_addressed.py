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


@pytest.mark.parametrize(
    "printed",
    [
        "وفي الأيام الأخيرة كان سالم الحداد يحض الصين على",
        "الممثل سالم الحداد حث الجمعية الزراعية على",
        "ودعا الشباب إلى",
        "ودعا القوى السياسية إلى",
        "واتهم دول الجوار ب",
    ],
    ids=["was-urging", "before-its-verb", "people-at-large", "powers", "states"],
)
def test_who_spoke_before_asks_and_whom_the_verb_cannot_have_for_its_subject_is_asked(printed: str) -> None:
    joint = "" if printed.endswith("ب") else " "
    text = f"قال سالم الحداد إن العمل بدأ أمس. {printed}{joint}{OPEN}."
    assert speakers(text) == ["سالم الحداد"] * 2


def test_a_body_that_the_verb_agrees_with_asks() -> None:
    assert speakers(f"قال سالم الحداد إن العمل بدأ أمس. ودعت القوى السياسية إلى {OPEN}.")[-1] == "القوى السياسية"


def test_as_well_parts_nobody_from_whom_he_asks() -> None:
    text = f"القيادة المحلية طالبت كذلك الأمين العام للاتحاد سالم الحداد ب{OPEN}."
    assert speakers(text) == ["القيادة المحلية"]
