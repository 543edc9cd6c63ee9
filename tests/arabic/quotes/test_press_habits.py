"""Habits of the Syrian, Lebanese and Iraqi press and of the agencies: sentences written for the purpose."""

import pytest

from app.arabic.analysis import analyze

SPEAKER = "سالم الحداد"
OPENING = f'وقال الوزير {SPEAKER}: "طوينا صفحة الخلاف ونمد أيدينا إلى الجميع.'


def read(text: str) -> list[tuple[str, str]]:
    """Speaker and words of each quote, pieces joined by a bar."""
    analysis = analyze(text)
    return [
        (analysis.speakers[quote.speaker].name, " | ".join(piece.text for piece in quote.segments))
        for quote in analysis.quotes
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param(
            f'{OPENING}\n\nغير أن صبرنا على المخالفين لن يطول".\n\nوأضاف: "الباب مفتوح لمن أراد".',
            ["غير أن صبرنا على المخالفين لن يطول"],
            id="two-paragraphs",
        ),
        pytest.param(
            f'{OPENING}\n\nفي القرية "مدرسة واحدة" لا غير.\n\nوهذا لا يكفي أهلها."\n\nوأضاف: "الباب مفتوح لمن أراد".',
            ['في القرية "مدرسة واحدة" لا غير', "وهذا لا يكفي أهلها"],
            id="marks-within-and-a-mark-behind-the-stop",
        ),
    ],
)
def test_a_quote_runs_on_over_paragraphs_to_the_mark_that_closes_it(text: str, pieces: list[str]) -> None:
    whole = " | ".join(["طوينا صفحة الخلاف ونمد أيدينا إلى الجميع", *pieces])
    assert read(text) == [(SPEAKER, whole), (SPEAKER, "الباب مفتوح لمن أراد")]


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param('وقال النائب ياسر النعمان إن المدرسة مفتوحة منذ عام".', id="somebody-speaks-before-the-mark"),
        pytest.param("وعاد الأهالي إلى بيوتهم».", id="a-mark-of-another-kind"),
        pytest.param('وعاد الأهالي إلى بيوتهم، "وناموا.', id="no-closing-mark"),
    ],
)
def test_an_unclosed_quote_runs_on_over_no_paragraph_that_is_not_its_own(behind: str) -> None:
    assert read(f"{OPENING}\n\n{behind}")[0] == (SPEAKER, "طوينا صفحة الخلاف ونمد أيدينا إلى الجميع")
