"""Whom a verb is done to, and what it tells of, though a noun stands right behind it as its subject would."""

import pytest

from tests.findings import contents, speakers

SPOKE = "قال المدير سالم الحداد إن السد القديم آمن. "


def test_who_is_advised_says_nothing_and_who_advises_does():
    assert contents("وينصح الآباء بوضع خطة غذائية صحية لأطفالهم خلال الصيف.") == []
    assert speakers("وينصح الخبراء بوضع خطة غذائية صحية للأطفال خلال الصيف.") == ["الخبراء"]


@pytest.mark.parametrize(
    "promise",
    [
        "وكان الوزير عادل النجار وعد العمال بصرف رواتبهم كلها",
        "لكن الوزير عادل النجار أبلغ المدير أن الرواتب ستصرف كلها",
    ],
    ids=["promised", "told"],
)
def test_who_is_spoken_to_behind_the_subject_is_no_speaker(promise):
    assert speakers(f"{SPOKE}{promise} قبل الشتاء.")[-1] == "عادل النجار"


@pytest.mark.parametrize(
    "described",
    ["ووصف مشروع القناة بأنه خطوة كبيرة في الطريق.", "وأرجع التفشي إلى رجل عاد من رحلة عمل قبل شهر."],
    ids=["described", "put-down"],
)
def test_a_thing_behind_a_verb_of_describing_is_described(described):
    assert speakers(SPOKE + described) == ["سالم الحداد", "سالم الحداد"]


@pytest.mark.parametrize(
    "text",
    [
        "حماية المدينة هي الأمن الذي تتعهد الحكومات بحمايته لسلامة الناس جميعًا.",
        "أهالي الحي يعبرون الشارع المزدحم كل يوم ويتحدثون عن أن الخطر كبير على أطفالهم.",
        "هذه من الأعمال التي تهدد أمن المدينة وتجعلها «خائفة من كل غريب».",
        "تأمل أكبر شبكة تواصل اجتماعي من خلال الخدمة الجديدة أن الأرباح ستزيد كثيرًا.",
        "أقرت اللجان في المدينة وثيقة ختامية طويلة عن الماء «لم يقرأها أحد من قبل».",
    ],
    ids=["protected", "crossed", "threatening", "network", "passed"],
)
def test_what_is_done_is_no_saying(text):
    assert contents(text) == []


def test_a_camp_that_ends_brings_no_words():
    text = "ثم اختتم الفريق الأول أمس معسكره الداخلي، مؤكدًا أنه «جاهز للموسم الجديد كله»."
    assert contents(text) == ["جاهز للموسم الجديد كله"]


def test_who_was_heard_speaks():
    assert speakers("وقال الشيخ إنه سمع عادل النجار يقول: «العمل مستمر بلا توقف».")[-1] == "عادل النجار"


@pytest.mark.parametrize(
    "people", ["اقتصاديان", "أقرباء للفقيد", "مرتادو السوق", "ناخبات"], ids=["two", "kin", "goers", "voters"]
)
def test_plural_people_are_a_group(people):
    assert speakers(f"وأكد {people} أن السوق القديم سيفتح غدًا.") == [people]
