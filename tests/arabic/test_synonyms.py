"""Names that stand for each other: a file of lines, read strictly."""

import pytest

from app.arabic.analyzer.synonyms import LONGEST, MOST, Synonyms, read_synonyms
from app.arabic.analyzer.words import list_terms
from app.errors import SynonymError


def find(synonyms: Synonyms, name: str) -> list[str]:
    return [" ".join(word.exact for word in other) for other in synonyms.find(list_terms(name))]


def test_names_of_one_line_are_found_by_each_other() -> None:
    synonyms = read_synonyms(["# الأنهار", "", "Euphrates, الفرات، نهر الفرات  # الطويل"], "rivers.txt")
    assert find(synonyms, "EUPHRATES") == ["الفرات", "نهر الفرات"]
    assert find(synonyms, "نهر الفرات") == ["euphrates", "الفرات"]
    assert find(synonyms, "نهر") == []


def test_an_arrow_leads_one_way() -> None:
    synonyms = read_synonyms(["Furat => الفرات"], "rivers.txt")
    assert (find(synonyms, "furat"), find(synonyms, "الفرات")) == (["الفرات"], [])


def test_a_name_is_known_in_other_spellings_and_with_what_is_written_onto_it() -> None:
    synonyms = read_synonyms(["MOK, منظمة الأقمار"], "names.txt")
    assert find(synonyms, "منظمه الاقمار") == find(synonyms, "ومنظمة الأقمار") == ["mok"]


def test_what_two_lines_say_of_one_name_adds_up() -> None:
    synonyms = read_synonyms(["عمان, Oman", "عمّان, Amman", "Oman, سلطنة عمان"], "names.txt")
    assert find(synonyms, "عمان") == ["oman", "amman"]
    assert find(synonyms, "oman") == ["عمان", "سلطنة عمان"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("وحده", "holds one name alone"),
        ("a, , b", "has a name without letters"),
        ("a =>", "has a name without letters"),
        ("a => b => c", "has more than one =>"),
        ("a, " + "b " * (LONGEST + 1), "more than"),
        (", ".join(f"n{number}" for number in range(99)), "more than"),
    ],
    ids=["alone", "empty", "to nothing", "two arrows", "long", "many"],
)
def test_a_line_that_says_nothing_useful_is_refused_with_its_place(line: str, reason: str) -> None:
    with pytest.raises(SynonymError, match=rf"^own\.txt:3: .*{reason}"):
        read_synonyms(["# own", "a, b", line], "own.txt")


def test_lines_that_together_give_one_name_too_many_others_are_refused() -> None:
    with pytest.raises(SynonymError, match=rf"^own\.txt:{MOST}: gives النهر"):
        read_synonyms([f"النهر, name{number}" for number in range(MOST)], "own.txt")
