"""Which names in two articles are one speaker's, and which names mean the same in every article."""

from typing import Any

import pytest

from app.arabic.rulebook import load
from app.arabic.speakers.identity import agree_on_person, ends_of, identify, is_name_of_one
from app.records import FoundSpeaker, SpeakerKind

PERSON, BODY = SpeakerKind.person, SpeakerKind.organization


def make(name: str, *, kind: SpeakerKind = PERSON, role: str | None = None) -> FoundSpeaker:
    return FoundSpeaker(name=name, kind=kind, role=role, affiliation=None, aliases=[])


SAME: list[Any] = [
    pytest.param("لميا الحسن", "لمياء الحسن", id="a last hamza"),
    pytest.param("عبدالله سالم", "عبد الله سالم", id="the space in abd allah"),
    pytest.param("عبد الرحمن سالم", "عبدالرحمن سالم", id="the space in abd al-rahman"),
    pytest.param("رائد غرايبة", "رائد غرايبه", id="ta marbuta"),
    pytest.param("سليم بن ناصر", "سليم ناصر", id="without ibn"),
    pytest.param("سليم بن ناصر", "سليم ابن ناصر", id="ibn in full"),
    pytest.param("نورة بنت فهد", "نورة فهد", id="without bint"),
    pytest.param("أحمد الإدلبي", "احمد الادلبي", id="hamzas on alef"),
    pytest.param("هدى العيسى", "هدي العيسي", id="alef maksura"),
    pytest.param("مؤمن رؤوف", "مومن رووف", id="hamza on waw"),
    pytest.param("عائشة فائز", "عايشة فايز", id="hamza on ya"),
    pytest.param("كمال  النجار", "كمال النجار", id="two spaces"),
    pytest.param("مُنى الخطيب", "منى الخطيب", id="vowels"),
    pytest.param("منـى الخطيب", "منى الخطيب", id="tatweel"),
    pytest.param("كمال النجار", "كمال نجار", id="the article of the surname"),
    pytest.param("علاء الدين صباغ", "علاءالدين صباغ", id="ala al-din in one word"),
    pytest.param("بهاء الدين صباغ", "بها الدين صباغ", id="a compound without its hamza"),
    pytest.param("حسن نصر الله", "حسن نصرالله", id="nasr allah in one word"),
    pytest.param("سعيد أبو زيد", "سعيد أبوزيد", id="abu in one word"),
    pytest.param("سعيد أبو الخير", "سعيد ابوالخير", id="abu with an article"),
    pytest.param("ناصر آل مبارك", "ناصر مبارك", id="the family's aal"),
    pytest.param("عبد ربه صالح", "عبدربه صالح", id="abd rabbuh"),
]
DIFFERENT: list[Any] = [
    pytest.param("سامر عيسى", "سمير عيسى", id="brothers"),
    pytest.param("أحمد الشرع", "فاروق الشرع", id="one surname"),
    pytest.param("أحمد الشرع", "أحمد حسين الشرع", id="a middle name more"),
    pytest.param("أحمد الشرع", "الشرع", id="a surname alone"),
    pytest.param("علا حسن", "علاء حسن", id="short names that a hamza tells apart"),
    pytest.param("محمود عباس", "محمد عباس", id="one letter"),
    pytest.param("علي حسن", "حسن", id="ali is a name"),
    pytest.param("علي حسن", "حسن علي", id="the other way round"),
    pytest.param("الصادق ناصر", "صادق ناصر", id="the article of the given name"),
    pytest.param("عبد الله سالم", "عبيد الله سالم", id="abd and ubayd"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_a_name_are_one_person(one: str, other: str) -> None:
    assert identify(one, PERSON) == identify(other, PERSON)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_word_in_the_name_is_another_person(one: str, other: str) -> None:
    assert identify(one, PERSON) != identify(other, PERSON)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("وكالة رويترز", "رويترز", True, id="the word for an outlet"),
        pytest.param("الوكالة العربية السورية للأنباء", "سانا", True, id="an outlet's long name"),
        pytest.param("هيئة الإغاثه", "هيئة الإغاثة", True, id="spelling"),
        pytest.param("وزارة الخارجية السورية", "وزارة الخارجية", False, id="a ministry without its state"),
        pytest.param("صحيفة الرياض", "الرياض", False, id="a paper and its city"),
        pytest.param("مجلس مدينة حلب", "مدينة حلب", False, id="a council and its city"),
    ],
)
def test_bodies_are_one_by_their_whole_name_and_outlets_by_their_bare_one(one: str, other: str, same: bool) -> None:
    assert (identify(one, BODY) == identify(other, BODY)) is same


@pytest.mark.parametrize("name", ["بن", "آل", "...", ""], ids=["ibn", "aal", "dots", "nothing"])
def test_a_name_of_particles_alone_is_still_itself(name: str) -> None:
    assert identify(name, PERSON) in {"بن", "ال", ""}


@pytest.mark.parametrize("kind", SpeakerKind)
def test_the_identity_of_an_identity_is_itself(kind: SpeakerKind) -> None:
    for parameters in SAME + DIFFERENT:
        identity = identify(parameters.values[0], kind)
        assert identify(identity, kind) == identity


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        pytest.param(
            make("أحمد حسين الشرع", role="الرئيس السوري"), make("أحمد الشرع", role="رئيس سوريا"), True, id="one office"
        ),
        pytest.param(
            make("أحمد الشرع", role="مدير المصنع"), make("أحمد حسين الشرع", role="مدير مصنع السكر"), True,
            id="one says more of the office",
        ),
        pytest.param(make("أحمد الشرع"), make("أحمد حسين الشرع"), False, id="no office"),
        pytest.param(make("أحمد الشرع", role="الرئيس السوري"), make("أحمد حسين الشرع"), False, id="one office unknown"),
        pytest.param(
            make("أحمد الشرع", role="اللاعب"), make("أحمد حسين الشرع", role="اللاعب"), False, id="a word is no office"
        ),
        pytest.param(
            make("أحمد الشرع", role="وزير الصحة"), make("أحمد حسين الشرع", role="وزير النقل"), False, id="two offices"
        ),
        pytest.param(
            make("أحمد علي الشرع", role="وزير الصحة"), make("أحمد حسين الشرع", role="وزير الصحة"), False,
            id="two middle names",
        ),
        pytest.param(
            make("الشرع", role="وزير الصحة"), make("أحمد الشرع", role="وزير الصحة"), False, id="a surname alone"
        ),
    ],
)  # fmt: skip
def test_a_middle_name_is_forgiven_only_to_who_holds_the_same_office(
    one: FoundSpeaker, other: FoundSpeaker, agree: bool
) -> None:
    assert agree_on_person(one, other) is agree
    assert agree_on_person(other, one) is agree


def test_those_who_may_agree_share_their_ends() -> None:
    assert ends_of("أحمد بن حسين الشرع") == ends_of("احمد شرع") == "احمد شرع"
    assert ends_of("الشرع") is None


def cases(*, counter: bool) -> list[Any]:
    return [
        pytest.param(rule.id, example.sentence, id=f"{rule.id}-{number}")
        for rule in load("speakers/identity")
        for number, example in enumerate(rule.counter_examples if counter else rule.examples)
    ]


@pytest.mark.parametrize(("rule", "name"), cases(counter=False))
def test_an_example_is_the_same_in_every_article(rule: str, name: str) -> None:
    assert is_name_of_one(make(name, kind=PERSON if rule == "person" else BODY))


@pytest.mark.parametrize(("rule", "name"), cases(counter=True))
def test_a_counter_example_stays_within_its_article(rule: str, name: str) -> None:
    assert not is_name_of_one(make(name, kind=PERSON if rule == "person" else BODY))


@pytest.mark.parametrize(("role", "shared"), [("خبير المياه", True), (None, False)], ids=["with", "without"])
def test_an_unknown_given_name_is_trusted_with_a_role(role: str | None, shared: bool) -> None:
    assert is_name_of_one(make("إينغريد نوردستروم", role=role)) is shared


@pytest.mark.parametrize("kind", [SpeakerKind.group, SpeakerKind.unnamed], ids=str)
def test_groups_and_unnamed_sources_never_leave_their_article(kind: SpeakerKind) -> None:
    assert not is_name_of_one(make("سامر عيسى", kind=kind))
