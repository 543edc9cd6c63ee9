"""Thousands of people with one first name: each is somebody else, and none is compared with all others."""

from itertools import islice, product

import pytest

from app.arabic.analysis import analyze
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import MOST_SHARING, Registry
from app.records import SpeakerKind

_SURNAMES = [f"ال{''.join(letters)}ي" for letters in islice(product("بتجحدرسش", repeat=4), 0, 900, 3)]


def test_people_who_share_a_first_name_are_speakers_of_their_own() -> None:
    text = "".join(f"قال أحمد {surname} إن العمل مستمر في المدينة.\n" for surname in _SURNAMES[:150])
    assert [speaker.name for speaker in analyze(text).speakers] == [f"أحمد {surname}" for surname in _SURNAMES[:150]]


def test_a_name_is_compared_with_so_many_namesakes_and_no_more() -> None:
    registry = Registry()
    for place, surname in enumerate(_SURNAMES):
        name = f"أحمد {surname}"
        registry.add(Phrase(place, place + 2, place, place + 1, SpeakerKind.person, "احمد", name, None, True, True))
    assert len(registry.entities) == len(_SURNAMES)
    assert len(registry._sharing(("احمد",), len(_SURNAMES))) == MOST_SHARING


@pytest.mark.parametrize(
    ("named", "again"),
    [
        ("روجيريو زنداميلا", "زانداميلا"),
        ("الدكتور حبيب تركساتني", "الدكتور تركستاني"),
        ("أفكيليديس تساكالوتوس", "تساكالوتس"),
    ],
)
def test_a_surname_in_another_spelling_is_the_one_named_before(named: str, again: str) -> None:
    text = f"قال {named} إن المصنع يعمل منذ عام. وأضاف {again} أن الإنتاج زاد كثيرًا."
    analysis = analyze(text)
    assert len({quote.speaker for quote in analysis.quotes}) == 1


@pytest.mark.parametrize(
    ("named", "again"), [("سالم الشمري", "الشهري"), ("سالم سلمان", "سليمان"), ("سالم الشريفي", "الشريف")]
)
def test_another_surname_is_another_person_however_alike(named: str, again: str) -> None:
    text = f"قال {named} إن المصنع يعمل منذ عام. وقال {again} إن الإنتاج زاد كثيرًا."
    analysis = analyze(text)
    assert len({quote.speaker for quote in analysis.quotes}) == 2
