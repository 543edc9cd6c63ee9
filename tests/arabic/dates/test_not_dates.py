"""Numbers and words of time that are no dates stay alone."""

from pathlib import Path

import pytest

from app.arabic.dates import find_dates
from app.arabic.tokens import read_document
from tests.arabic.dates.test_date_rules import WRITTEN_ON

SENTENCES = [
    line
    for line in (Path(__file__).parent / "not_dates.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("sentence", SENTENCES, ids=[f"line-{number}" for number in range(len(SENTENCES))])
def test_nothing_in_this_sentence_is_a_date(sentence: str) -> None:
    assert find_dates(read_document(sentence), WRITTEN_ON) == []


def test_there_are_three_hundred_sentences_and_none_stands_twice() -> None:
    assert len(SENTENCES) == len(set(SENTENCES)) >= 300


def test_nothing_is_found_when_all_the_sentences_stand_in_one_article() -> None:
    assert find_dates(read_document("\n\n".join(SENTENCES)), WRITTEN_ON) == []
