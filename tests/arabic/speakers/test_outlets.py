"""An outlet that speaks is called by its bare name."""

import pytest
from findings import speakers

from app.arabic.rulebook import Rule, load
from app.arabic.speakers.outlets import bare_outlet


@pytest.mark.parametrize(
    ("outlet", "name"),
    [
        ("صحيفة ريفر بوست", "ريفر بوست"),
        ("صحيفة “ريفر بوست” البريطانية", "ريفر بوست"),
        ("وكالة الأناضول للأنباء الرسمية", "الأناضول"),
        ("وكالة أنباء الشرق الرسمية في مصر", "وكالة أنباء الشرق"),
        ("صحيفة محلية في لندن", "صحيفة محلية في لندن"),
        ("وكالة أنباء فارس", "فارس"),
        ("وكالة أنباء “فارس” الإيرانية", "فارس"),
        ("وكالة الأنباء الزراعية (زرا)", "زرا"),
        ("شبكة ريفر نيوز الإخبارية", "ريفر نيوز"),
        ("قناة الجزيرة القطرية", "الجزيرة"),
    ],
)
def test_the_word_for_what_an_outlet_is_is_no_part_of_its_name(outlet: str, name: str) -> None:
    text = f"ذكرت {outlet} أن المخازن القديمة ممتلئة بالقمح."
    assert speakers(text) == [name]


def test_an_outlet_in_latin_letters_is_called_by_them() -> None:
    assert speakers("ذكر موقع river science الأمريكي أن المخازن القديمة ممتلئة بالقمح.") == ["river science"]


@pytest.mark.parametrize(
    "body",
    [
        "الصحيفة الإسرائيلية",
        "وكالة الأنباء السعودية",
        "وكالة الأنباء الألمانية",
        "صحيفة محلية",
        "وكالة الطاقة الدولية",
        "قناة السويس",
    ],
)
def test_an_outlet_without_a_name_of_its_own_keeps_what_it_is(body: str) -> None:
    assert speakers(f"ذكرت {body} أن المخازن القديمة ممتلئة بالقمح.") == [body]


def test_an_outlets_kind_with_the_article_leads_back_to_it() -> None:
    text = "ذكرت صحيفة ريفر بوست أن المصنع مغلق منذ أمس. وأضافت الصحيفة أن المخازن القديمة ممتلئة بالقمح."
    assert speakers(text) == ["ريفر بوست"] * 2


@pytest.mark.parametrize("rule", load("speakers/outlet_names"), ids=lambda rule: rule.id)
def test_each_rule_shows_what_it_takes_off_a_name_and_what_it_leaves(rule: Rule) -> None:
    for example in rule.examples:
        assert bare_outlet(example.sentence) == example.expected
    for example in rule.counter_examples:
        assert bare_outlet(example.sentence) == example.sentence
