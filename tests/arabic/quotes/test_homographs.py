"""Words spelled like cues that are something else where they stand."""

import pytest
from findings import contents


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ويذكر أن المعرض يعد فرصة مناسبة لتدريب الشباب في القرى.", id="is-a-chance"),
        pytest.param("وكل ما يمكنني قوله إن عملنا في القرية لم ينته بعد.", id="all-i-can-say"),
        pytest.param("ولم يكن مستغربًا أن يحتفي أهل القرية بهذا المعرض.", id="not-strange"),
        pytest.param("وانضم اللاعب إلى الفريق الذي سوف يلعب غدًا في صفقة تردد أن قيمتها مليون ريال.", id="rumoured"),
        pytest.param("وتحققي من الجرعة التي أوصى الطبيب سالم الحداد بها على الملصق الصغير.", id="prescribed"),
        pytest.param("تجاوبت الوزارة بعد نشر معاناة أخيه، مما يدل على أن الشكوى وصلت.", id="publication"),
    ],
)
def test_a_word_spelled_like_a_cue_reports_nothing(text: str) -> None:
    assert contents(text) == []


def test_as_well_is_not_as_he_said() -> None:
    text = "واعترف بعض المتهمين بسرقة المخزن، كما اعترف عادل النجار بحرق المصنع القديم."
    assert "حرق المصنع القديم" in contents(text)
    assert not any("واعترف" in content for content in contents(text))
