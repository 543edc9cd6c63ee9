"""The score says what it claims to, and the gate closes under a floor."""

from pathlib import Path
from typing import Any

import pytest

from bench import gate
from bench.score import is_same_name, letters, pair, score

TEXT = "قال سالم إن السد امتلأ يوم الأحد، وأضافت ليلى أن الماء يكفي عامًا كاملًا."
FIGURES = {"quotes.f1": 0.9, "via": 1.0}


def quote(words: str, *, cue: str, speaker: str, kind: str = "indirect", via: str | None = None) -> dict[str, Any]:
    return {"content": [span(words)], "cue": span(cue), "speaker": speaker, "kind": kind, "via": via}


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def article() -> dict[str, Any]:
    """An annotated article."""
    return {
        "text": TEXT,
        "quotes": [
            quote("السد امتلأ يوم الأحد", cue="قال", speaker="سالم العلي"),
            quote("الماء يكفي عامًا كاملًا", cue="أضافت", speaker="ليلى", via="سانا"),
        ],
        "dates": [{"span": span("يوم الأحد"), "value": "2024-05-05"}],
    }


def test_an_article_found_as_it_was_annotated_scores_one_in_everything_it_has() -> None:
    figures = score([(article(), article())])
    absent = {"recall.direct", "recall.mixed"}
    assert {name for name, figure in figures.items() if figure != 1.0} == absent


def test_nothing_found_scores_nothing() -> None:
    assert set(score([(article(), {"quotes": [], "dates": []})]).values()) == {0.0}


def test_a_missed_and_an_invented_quote_lower_recall_and_precision() -> None:
    found = article()
    found["quotes"][1] = quote("قال سالم", cue="قال", speaker="ليلى")
    figures = score([(article(), found)])
    assert (figures["quotes.precision"], figures["quotes.recall"], figures["quotes.f1"]) == (0.5, 0.5, 0.5)
    assert figures["via"] == 1.0


def test_a_wrong_speaker_kind_cue_or_relay_counts_against_its_figure_only() -> None:
    found = article()
    found["quotes"][0] |= {"speaker": "ليلى", "kind": "direct", "cue": span("يوم"), "via": "رويترز"}
    figures = score([(article(), found)])
    assert figures["quotes.f1"] == 1.0
    assert {figures[name] for name in ("speaker", "kind", "cue", "via", "both.f1")} == {0.5}


def test_half_of_the_content_is_a_hit_but_no_exact_one() -> None:
    found = article()
    found["quotes"][0]["content"] = [span("السد امتلأ يوم")]
    figures = score([(article(), found)])
    assert (figures["quotes.f1"], figures["exact.f1"]) == (1.0, 0.5)


def test_a_date_with_another_value_is_found_but_not_right() -> None:
    found = article()
    found["dates"][0]["value"] = "2024-05"
    figures = score([(article(), found)])
    assert (figures["dates.f1"], figures["dates_value.f1"]) == (1.0, 0.0)


def test_each_quote_is_paired_once_with_its_best() -> None:
    wanted = [frozenset(range(10)), frozenset(range(10, 20))]
    found = [frozenset(range(2, 10)), frozenset(range(10)), frozenset(range(9, 20))]
    assert {(at, to) for at, to, _ in pair(wanted, found, floor=0.5)} == {(0, 1), (1, 2)}


def test_white_space_is_no_part_of_an_overlap() -> None:
    assert letters("أ ب", [[0, 3]]) == {0, 2}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("سالم العلي", "سالم علي", True, id="article"),
        pytest.param("وكالة سانا", "سانا", True, id="genus"),
        pytest.param("رئيسة البلدية ليلى", "ليلى", True, id="part"),
        pytest.param("ليلى", "سالم", False, id="other"),
        pytest.param(None, "سالم", False, id="missing"),
    ],
)
def test_names_are_compared_by_their_words(one: str | None, other: str | None, same: bool) -> None:
    assert is_same_name(one, other) is same


def test_a_figure_under_its_floor_is_a_shortfall_and_one_on_it_is_none() -> None:
    assert list(gate.find_shortfalls(FIGURES, {"quotes.f1": 0.9, "via": 1.0})) == []
    [shortfall] = gate.find_shortfalls(FIGURES, {"quotes.f1": 0.91})
    assert shortfall.startswith("quotes.f1 is 0.9000")


def test_a_floor_for_a_figure_that_is_not_there_is_a_shortfall() -> None:
    assert list(gate.find_shortfalls(FIGURES, {"quotes.f2": 0.1}))


def test_the_gates_exit_status_says_whether_it_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "list_sets", lambda: [Path("some.jsonl")])
    monkeypatch.setattr(gate, "measure", lambda _: FIGURES)
    monkeypatch.setattr(gate, "read_floors", lambda: {"some": {"quotes.f1": 0.8}})
    assert gate.main() == 0
    monkeypatch.setattr(gate, "read_floors", lambda: {"some": {"quotes.f1": 0.99}})
    assert gate.main() == 1


OWN = sorted(gate.FOLDERS[0].glob("*.jsonl"))


@pytest.mark.parametrize("path", OWN, ids=[path.stem for path in OWN])
def test_analysis_reaches_the_floors_of_the_projects_own_gold(path: Path) -> None:
    floors = gate.read_floors()
    assert path.stem in floors
    assert list(gate.find_shortfalls(gate.measure(path), floors[path.stem])) == []
