"""Phrases that were read are remembered, until they may be read otherwise."""

from app.arabic.quotes.reading import Reading
from app.arabic.tokens import read_document

TEXT = "قال المهندس سالم الحداد إن العمل بدأ."


def test_who_asks_again_gets_the_same_phrase() -> None:
    phrases = Reading(read_document(TEXT)).phrases
    read = phrases.read(1, 7)
    assert read is not None
    assert read.name == "سالم الحداد"
    assert phrases.read(1, 7) is read


def test_a_phrase_is_read_anew_once_surnames_are_known() -> None:
    phrases = Reading(read_document(TEXT)).phrases
    read = phrases.read(1, 7)
    phrases.learn({"حداد"})
    assert phrases.read(1, 7) is not read


def test_a_word_spelled_anew_is_read_anew() -> None:
    reading = Reading(read_document("جاء في تقرير للوزارة أن العمل بدأ."))
    token = reading.tokens[3]
    key, start = token.key, token.start
    before = reading.phrases.read(3, 7)
    reading.phrases.respell(3, "الوزاره", start + 2)
    respelled = reading.phrases.read(3, 7)
    reading.phrases.respell(3, key, start)
    assert before is None
    assert respelled is not None
    assert reading.phrases.read(3, 7) is None
