"""A participle that carries on what somebody says with no comma before it."""

import pytest
from findings import contents

OVEN = "الفرن القديم في الحي سيعمل كل يوم"
MORE = "تنظيف الشوارع قبل العيد"


@pytest.mark.parametrize(
    "cue",
    [
        "داعيا إلى",
        "مشددا على",
        "مطالبا ب",
        "داعيا في الوقت نفسه إلى",
        "داعيا السكان إلى",
        "مؤكدا",
    ],
)
def test_a_participle_without_comma_ends_what_was_said(cue: str) -> None:
    content = f"ضرورة {MORE}" if cue == "مؤكدا" else MORE
    space = "" if cue.endswith(" ب") else " "
    text = f"قال سمير الحداد إن {OVEN} {cue}{space}{content}."
    assert contents(text) == [OVEN, content]


def test_marks_behind_a_participle_without_comma_are_said_too() -> None:
    assert contents(f"قال سمير الحداد إن {OVEN} قائلا «{MORE} واجب».") == [OVEN, f"{MORE} واجب"]


@pytest.mark.parametrize(
    "content",
    [
        "البلدية فرضت قيودا مشددة على سحب المياه",
        "الفرن القديم كان محذرا من خطره",
        "حضورا لافتا إلى حد بعيد شهدته السوق",
        "أصحاب الأفران القديمين مطالبين بتنظيفها دائما",
    ],
)
def test_a_participle_that_describes_a_noun_says_nothing(content: str) -> None:
    assert contents(f"قال سمير الحداد إن {content}.") == [content]
