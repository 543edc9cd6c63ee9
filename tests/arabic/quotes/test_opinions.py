"""Marks behind a verb that addresses or blames somebody: what he is asked or blamed for."""

import pytest

from tests.findings import contents


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("ناشد سليم الحداد الدولة «الإسراع في إعادة الإعمار».", ["الإسراع في إعادة الإعمار"]),
        ("حمّل سليم الحداد الحكومة «كامل المسؤولية عن الانفجار».", ["كامل المسؤولية عن الانفجار"]),
        ("طلب سليم الحداد من الوزراء «الإسراع في إنجاز التعيينات».", ["الإسراع في إنجاز التعيينات"]),
        ("حمّل العمال أبناء «جمعية المسؤولية الأهلية الجديدة» الحقائب.", []),
    ],
)
def test_marks_behind_whom_a_verb_addresses(sentence: str, words: list[str]) -> None:
    assert contents(sentence) == words
