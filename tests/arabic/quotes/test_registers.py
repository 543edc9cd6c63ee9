"""What a text's own voice tells of it: a weak finding is not stated in a column, a sermon or a tale."""

import pytest
from findings import speakers

from app.arabic.analysis import analyze

WEAK = "قال بيترسون إن الشارع ضاق بالناس."
SURE = "قال الحارس سالم الحداد إن الشارع ضاق بالناس."
COLUMN = "أعتقد أننا نعيش في زمن ضاق بنا، وكنت أظن أنني أعرف شارعنا. {} فهل نصدق؟ ولماذا؟"
SERMON = "كان السلف يذكرون الجنة والنار. والتقوى زاد الصحابة. {} ومن ترك الذنوب نال الآخرة، والنبي أسوة."
REPORT = "افتتح رئيس البلدية الشارع أمس بعد شهر من العمل. {} وبلغ طول الشارع ثلاثة كيلومترات."


def confidences(text: str) -> list[float]:
    return [quote.confidence for quote in analyze(text).quotes]


@pytest.mark.parametrize("frame", [COLUMN, SERMON], ids=["column", "sermon"])
def test_a_weak_finding_is_stated_in_a_report_only(frame: str) -> None:
    assert len(confidences(REPORT.format(WEAK))) == 1
    assert confidences(frame.format(WEAK)) == []


@pytest.mark.parametrize("frame", [COLUMN, SERMON], ids=["column", "sermon"])
def test_a_sure_finding_is_stated_everywhere_but_less_surely_outside_of_reports(frame: str) -> None:
    (elsewhere,) = confidences(frame.format(SURE))
    assert elsewhere < confidences(REPORT.format(SURE))[0]


def test_what_a_speaker_says_is_not_the_voice_of_the_text() -> None:
    said = "قال بيترسون: «أعتقد أننا نعيش في زمن ضاق بنا، وكنت أظن أنني أعرف شارعنا. فهل نصدق؟ ولماذا؟»."
    assert len(confidences(f"{REPORT.format('')} {said}")) == 1


def test_what_is_said_without_marks_is_not_the_voice_of_the_text_either() -> None:
    said = "قال بيترسون: أعتقد أننا نعيش في زمن ضاق بنا، وكنت أظن أنني أعرف شارعنا، فهل نصدق أننا كنا نعرف؟"
    assert len(confidences(f"{REPORT.format('')}\n\n{said}")) == 1


def test_a_question_or_two_make_no_column() -> None:
    assert len(confidences(f"هل ضاق الشارع؟ {WEAK} وبلغ طول الشارع ثلاثة كيلومترات.")) == 1


def test_who_has_others_explain_and_add_reports_however_they_speak() -> None:
    asked = "هل نترك أولادنا وحدهم؟ ولماذا؟ للأسف نحن لا نعرف، ربما لأننا لا نسأل أنفسنا. "
    text = f"{asked}وأوضح سالم الحداد أن المدرسة مغلقة منذ عام، مضيفًا أن الطريق بعيد جدًا، مبينًا أن الحافلة صغيرة جدًا."
    assert speakers(text) == ["سالم الحداد"] * 3


def test_who_was_quoted_in_passing_does_not_speak_on_in_the_next_paragraph_of_a_sermon() -> None:
    text = (
        SERMON.format("قال رسول الله: «استقيموا كل يوم».")
        + "\nوأصل المشكلة في كلمة قديمة حيث يقول: (وما القرية إلا حفنة تراب)."
    )
    assert speakers(text) == ["رسول الله"]
