"""The pure decisions: what a document changes, and whom articles share."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import make_document, make_speaker

from app.pipeline.decision import Status, are_shared, decide
from app.pipeline.pairing import Trait, pair
from app.records import Resolution, SpeakerKind
from app.store.identity import Acquaintance, Known, read_signs


def test_a_stamp_of_change_alone_changes_nothing() -> None:
    stored = make_document(modified_at=date(2025, 3, 1))
    again = make_document(modified_at=date(2025, 3, 9))
    assert decide(Acquaintance(Known(7, stored), Known(7, stored)), again).status is Status.unchanged
    changed = decide(Acquaintance(None, Known(7, stored)), again.model_copy(update={"body": "نص جديد."}))
    assert (changed.status, changed.document.modified_at) == (Status.updated, date(2025, 3, 9))


def test_what_nobody_knows_is_new() -> None:
    decision = decide(Acquaintance(None, None), make_document())
    assert (decision.status, decision.article_id) == (Status.new, None)


def test_what_a_document_leaves_open_is_taken_from_what_is_stored() -> None:
    known = Known(7, make_document())
    decision = decide(Acquaintance(None, known), make_document(body="نص جديد.", deck=None, external_id=None))
    assert (decision.status, decision.article_id) == (Status.updated, 7)
    assert (decision.document.body, decision.document.external_id) == ("نص جديد.", "n-17")


def test_another_papers_copy_does_not_take_an_article_over() -> None:
    known = Known(7, make_document())
    copy = make_document(url="https://copy.example/9", source="وكالة أخرى", author="غيره")
    assert decide(Acquaintance(known, None), copy).document == known.document


@pytest.mark.parametrize(
    ("one", "other"),
    [("قالَ الوزيرُ: نعم.", "قال الوزير نعم"), ("إلى  الأمام", "الى الامام"), ("مدرســة", "مدرسه")],
    ids=["vowels and punctuation", "hamza and spaces", "tatweel and ta marbuta"],
)
def test_the_fingerprint_is_that_of_the_letters(one: str, other: str) -> None:
    assert read_signs(make_document(body=one)).fingerprint == read_signs(make_document(body=other)).fingerprint


def test_the_fingerprint_tells_title_from_body() -> None:
    one = make_document(title="خبر عاجل", body="من دمشق")
    other = make_document(title="خبر", body="عاجل من دمشق")
    assert read_signs(one).fingerprint != read_signs(other).fingerprint


@pytest.mark.parametrize(
    ("name", "changes", "resolutions", "shared"),
    [
        pytest.param("منى الخطيب", {}, {Resolution.named}, True, id="a person with a full name"),
        pytest.param("منى الخطيب", {"role": "وزيرة الزراعة"}, {Resolution.role}, True, id="named once, then by role"),
        pytest.param("الخطيب", {}, {Resolution.named}, False, id="a person with one name"),
        pytest.param("وزيرة الزراعة", {"role": "وزيرة الزراعة"}, {Resolution.named}, False, id="the role is the name"),
        pytest.param("وزيرة الزراعة", {"role": "وزيرة الزراعة السورية"}, set(), False, id="the role is longer"),
        pytest.param("وزيرة الزراعة", {}, {Resolution.role}, False, id="known by role only"),
        pytest.param("وزارة النقل", {"kind": SpeakerKind.organization}, set(), True, id="an organisation"),
        pytest.param("رويترز", {"kind": SpeakerKind.organization}, set(), True, id="an organisation of one word"),
        pytest.param("شهود عيان", {"kind": SpeakerKind.group}, set(), False, id="a group"),
        pytest.param("مصدر أمني", {"kind": SpeakerKind.unnamed}, set(), False, id="an unnamed source"),
    ],
)
def test_only_who_is_surely_the_same_is_shared_among_articles(
    name: str, changes: dict[str, Any], resolutions: set[Resolution], shared: bool
) -> None:
    assert are_shared([make_speaker(name, **changes)], [resolutions]) == [shared]


def trait(words: str, speaker: str = "a", cue: str = "b") -> Trait:
    return Trait(((words, speaker, cue), (words, speaker), (words,)), (speaker, cue), frozenset(words.split()))


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        pytest.param(["x y", "z"], ["z", "x y"], [1, 0], id="moved"),
        pytest.param(["x", "x"], ["x", "x", "x"], [0, 1, None], id="the same words twice, in order"),
        pytest.param(["a b c d"], ["a b c e"], [0], id="touched up"),
        pytest.param(["a b c d"], ["a x y z"], [None], id="another one"),
        pytest.param(["a b c d", "a b c"], ["a b c"], [1], id="the same before the similar"),
        pytest.param([], ["a"], [None], id="nothing stored"),
        pytest.param(["a"], [], [], id="nothing found"),
        pytest.param([""], [""], [0], id="without words"),
    ],
)
def test_findings_are_recognised_by_their_words(old: list[str], new: list[str], pairs: list[int | None]) -> None:
    assert pair([trait(words) for words in old], [trait(words) for words in new]) == pairs


def test_the_same_words_of_the_same_speaker_come_before_those_of_another() -> None:
    old = [trait("x y", speaker="one"), trait("x y", speaker="two")]
    assert pair(old, [trait("x y", speaker="two"), trait("x y", speaker="three")]) == [1, 0]


words = st.lists(st.sampled_from(["x", "y", "z", "x y", "x y z", "x y z w", "x y z v"]), max_size=8)


@given(old=words, new=words)
def test_no_stored_finding_is_taken_twice_and_identical_texts_keep_every_id(old: list[str], new: list[str]) -> None:
    pairs = pair([trait(each) for each in old], [trait(each) for each in new])
    taken = [there for there in pairs if there is not None]
    assert len(taken) == len(set(taken))
    assert pair([trait(each) for each in old], [trait(each) for each in old]) == list(range(len(old)))
