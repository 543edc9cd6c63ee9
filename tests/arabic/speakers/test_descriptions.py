"""Speakers without a name are described to the end of the description and no further."""

import pytest

from app.arabic.analysis import analyze


def names(text: str) -> list[str]:
    """Who speaks, in the order of the quotes."""
    analysis = analyze(text)
    return [analysis.speakers[quote.speaker].name for quote in analysis.quotes]


@pytest.mark.parametrize(
    "printed",
    [
        "مصادر مقربة من تلك اللقاءات",
        "مصدر أمني مسؤول بمديرية أمن ينبع",
        "محلل لسوق الأسهم",
        "مصادر دبلوماسية رسمية في القاهرة وواشنطن",
        "خبير قانوني ملم باللوائح",
        "مراقبون ومهتمون بالشأن اليمني",
        "المعترضون على الاتفاق",
        "القائمون عليه",
        "الناقمون والحاقدون على إدارة النادي",
        "مسؤولون حاليون وسابقون بمجالي مكافحة الحرائق والإنقاذ",
        "محللون استطلعت «رويترز» آراءهم",
        "مصور لوكالة «رويترز»",
        "مصور في وكالة الصحافة الفرنسية",
        "مشاركون في تحقيق «الرياض»",
    ],
)
def test_a_description_is_whole(printed: str) -> None:
    assert names(f"وقال {printed} إن المخازن القديمة ممتلئة بالقمح.") == [printed]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أبلغ مصدر عسكري وكالة الصحافة الفرنسية أن القوات انسحبت من البلدة.", "مصدر عسكري"),
        ("أكد رجل ملثم عرف عن نفسه بأنه من الحي، أن المجموعة قطعت الطريق.", "رجل ملثم"),
        ("ناشد شيوخ قبائل مأرب قوات التحالف بتعزيز الضربات على المعاقل.", "شيوخ قبائل مأرب"),
        (
            "عزا متعاملون في سوق التمور بالقطيف الهبوط السريع للأسعار إلى كثرة المعروض منها هذا العام.",
            "متعاملون في سوق التمور بالقطيف",
        ),
        ('قال خبير ملم باللوائح "في حال غياب الجميع ستتم تزكية الرئيس".', "خبير ملم باللوائح"),
    ],
)
def test_what_is_spoken_of_is_no_description(text: str, name: str) -> None:
    assert set(names(text)) == {name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("وكان اقتصاديون استطلعت رويترز آراءهم توقعوا زيادة الإنتاج هذا العام.", "اقتصاديون استطلعت رويترز آراءهم"),
        ("لكن عددا من المطورين العقاريين طالبوا باستغلال الأراضي البيضاء.", "عدد من المطورين العقاريين"),
        ("وأكدت كل من الولايات المتحدة ودول مجلس الضفاف أهمية المبادرة للسلام.", "الولايات المتحدة ودول مجلس الضفاف"),
    ],
)
def test_a_description_before_its_verb_is_whole(text: str, name: str) -> None:
    assert names(text) == [name]
