"""Through whom words came: outlets and bodies beside a speaker, and those that are part of who speaks."""

import pytest

from app.arabic.analysis import analyze
from tests.findings import contents, speakers


def relays(text: str) -> list[str | None]:
    return [quote.via for quote in analyze(text).quotes]


@pytest.mark.parametrize(
    ("sentence", "relay"),
    [
        ("قال مصدر لوكالة بغداد اليوم إن الطريق مغلق منذ الصباح.", "بغداد اليوم"),
        ("قال مصدر لوكالة الأنباء العراقية إن الطريق مغلق منذ الصباح.", "وكالة الأنباء العراقية"),
        ("قال الأمين العام لـ«التكتل الأخضر» سالم الحداد إن الطريق مغلق منذ الصباح.", None),
        ("قال عضو كتلة «التكتل الأخضر» سالم الحداد لـ«المنار» إن الطريق مغلق منذ الصباح.", "المنار"),
        ("نقل تلفزيون سوريا عن مصدر حكومي أن الاتفاق سيوقع قريبًا.", "تلفزيون سوريا"),
        ("أكد سالم الحداد في حديث عبر «صوت الناس» أن الطريق مغلق منذ الصباح.", None),
        ("بيّن سالم الحداد أن الصادرات تراجعت كثيرًا، حسب إحصائية لشركة التسويق.", None),
        ("بيّن سالم الحداد أن الصادرات تراجعت كثيرًا، حسب وكالة رويترز.", "رويترز"),
    ],
)
def test_a_relay_is_an_outlet_beside_the_speaker(sentence: str, relay: str | None) -> None:
    assert relays(sentence) == [relay]


@pytest.mark.parametrize("opening", ["فإن العملية تمت ليلًا", "ألقت القوات القبض على ثلاثة"])
def test_how_a_statement_came_to_be_known_is_no_content(opening: str) -> None:
    text = f"وبحسب بيان لوزارة الداخلية، تلقته شفق نيوز، {opening}."
    assert contents(text) == [opening.removeprefix("فإن ")]
    assert (speakers(text), relays(text)) == (["وزارة الداخلية"], ["شفق نيوز"])


@pytest.mark.parametrize(
    "opening",
    [
        "ذكرت الوكالة السورية للأنباء (سانا)، نقلًا عن مدير الصناعة، سالم الحداد، أن",
        "قالت سانا نقلًا عن مدير الصناعة سالم الحداد إن",
        "أفادت وكالة سانا، نقلًا عن مدير الصناعة سالم الحداد، بأن",
    ],
)
def test_whose_words_an_outlet_passes_on_speaks_and_goes_on(opening: str) -> None:
    text = f"{opening} المعامل عادت إلى العمل.\n\nوأضاف أن المنطقة تعمل بكامل طاقتها."
    assert (speakers(text), relays(text)) == (["سالم الحداد", "سالم الحداد"], ["سانا", None])


def test_the_verb_behind_what_an_outlet_passed_on_is_his_too() -> None:
    text = (
        "قال سمير النجار إن الوضع صعب جدًا.\n\n"
        "نقلت قناة «المنار» عن النائب سالم الحداد قوله إن «البلدة باقية في مكانها»، وسأل: «من يحمي الناس؟»."
    )
    assert speakers(text) == ["سمير النجار", "سالم الحداد", "سالم الحداد"]


def test_a_statement_that_names_its_issuer_is_not_the_earlier_ones() -> None:
    text = (
        "قال بيان لوزارة الداخلية إن القبض تم ليلًا.\n\n"
        "بحث رئيس الإقليم مع السفير الأوضاع في المنطقة، وفقًا لبيان صادر عن رئاسة الإقليم."
    )
    assert speakers(text) == ["وزارة الداخلية", "رئاسة الإقليم"]
