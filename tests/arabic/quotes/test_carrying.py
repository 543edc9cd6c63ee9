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


@pytest.mark.parametrize(
    "turn",
    [
        "وأشاد بالعاملين فيه",
        "وتساءل عن أسعار الخبز",
        "وناشد الأهالي الصبر",
        "، وحذر السكان من الدخان",
        "ووصفه بالأفضل",
    ],
)
def test_what_the_speaker_did_next_is_no_content(turn: str) -> None:
    assert contents(f"قال سمير الحداد إن {OVEN}{'' if turn[0] == '،' else ' '}{turn}.")[0] == OVEN


def test_urging_others_behind_a_clause_is_a_saying() -> None:
    assert contents(f"قال سمير الحداد إن {OVEN}، وحث السكان على {MORE}.") == [OVEN, MORE]


@pytest.mark.parametrize(
    "content",
    [
        "الوزير زار الفرن القديم وأشاد بالعاملين فيه",
        "البلدية تسعى إلى جمع السكان وحثهم على تنظيف الشوارع",
        "الحقل يبلغ ألف فدان من القمح",
    ],
)
def test_what_somebody_else_did_stays_in_what_is_said(content: str) -> None:
    assert contents(f"قال سمير الحداد إن {content}.") == [content]
