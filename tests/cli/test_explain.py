"""`musnad explain`: an article in the terminal, with each finding and why it was found."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from app.cli.commands import cli
from app.cli.explaining import STYLES, paint
from app.config import get_settings
from app.pipeline.explanation import Highlight, Part, Passage

SENTENCE = "وقالت وزيرة الزراعة، منى الخطيب، لوكالة “سانا” في 12 من أيار 2024 إن “موسم القمح جيد هذا العام”."
ARTICLE = f"موسم القمح\n\n{SENTENCE}\n\nوانتهى المؤتمر من دون بيان.\n"


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("MUSNAD_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MUSNAD_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def run(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["explain", *map(str, arguments)], input=given, env={"COLUMNS": "40"})


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A plain text with a quote, a relay and a date."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_it_explains_itself_with_an_example() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "Example: musnad explain" in result.stdout


def test_paragraphs_are_printed_verbatim_without_colours_where_no_terminal_is(article: Path) -> None:
    result = run(article)
    assert result.exit_code == 0
    assert SENTENCE in result.stdout.splitlines()
    assert "وانتهى المؤتمر من دون بيان." in result.stdout.splitlines()
    assert "\x1b" not in result.stdout


def test_each_quote_is_told_with_its_rule_and_evidence(article: Path) -> None:
    lines = {" ".join(line.split()) for line in run(article).stdout.splitlines()}
    start = SENTENCE.index("موسم")
    assert f"words {start}–{start + 24} موسم القمح جيد هذا العام" in lines
    assert "speaker منى الخطيب | person | وزيرة الزراعة" in lines
    assert "resolution named" in lines
    assert "cue 1–5 قالت, a form of قال" in lines
    assert any(line.startswith("relayed by") and line.endswith("سانا") for line in lines)
    assert "marks closed" in lines
    assert "complement a clause behind the cue and its إن or أن" in lines
    assert any(line.startswith("rule say.clause: The plainest cues") for line in lines)


def test_each_date_is_told_with_its_rule_and_what_it_was_counted_from(article: Path) -> None:
    article.write_text(f"{ARTICLE}\nوتبدأ الأعمال غدًا في المدينة.\n", encoding="utf-8")
    lines = {" ".join(line.split()) for line in run(article, "--published-at", "2024-05-13").stdout.splitlines()}
    assert {"means 2024-05-12", "means 2024-05-14", "precision day", "counted from 2024-05-13, published"} <= lines
    assert "quote 1: direct, confidence" in " ".join(sorted(lines))
    assert any(line.startswith("rule day.date: ") for line in lines)


def test_a_date_with_nothing_to_count_from_says_so(article: Path) -> None:
    article.write_text("عنوان\n\nتبدأ الأعمال غدًا في المدينة القديمة.\n", encoding="utf-8")
    lines = {" ".join(line.split()) for line in run(article).stdout.splitlines()}
    assert {"means no day: there was nothing to count from", "counted from nothing"} <= lines


PAGE_WORDS = "قالت وزيرة الزراعة هدى النجار إن موسم القمح جيد هذا العام في كل المحافظات الشمالية والشرقية من البلاد."


def test_standard_input_is_read_for_a_dash(article: Path) -> None:
    assert run("-", given=ARTICLE.encode()).stdout == run(article).stdout


def test_a_page_is_read_as_a_page_wherever_it_comes_from(tmp_path: Path) -> None:
    page = f"<!doctype html><title>x</title><article><h1>موسم القمح</h1><p>{PAGE_WORDS}</p></article>"
    path = tmp_path / "page"
    path.write_text(page, encoding="utf-8")
    shown = run("-", given=page.encode()).stdout
    assert shown == run(path).stdout
    assert PAGE_WORDS in shown.splitlines()
    assert "<" not in shown


@pytest.mark.parametrize("given", [b"", b"\xff\xfe"], ids=["nothing", "no utf-8"])
def test_what_can_not_be_read_is_named(given: bytes, tmp_path: Path) -> None:
    result = run("-", given=given)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: standard input: ")
    assert str(tmp_path / "none") in run(tmp_path / "none").stderr


def test_nothing_is_stored(article: Path) -> None:
    run(article)
    assert not get_settings().data_dir.exists()


def test_an_article_does_not_steer_the_terminal() -> None:
    passage = Passage("قال \x1b[31mأحمر\x9b\x7f", (), ())
    assert paint(passage).plain == "قال ␛[31mأحمر�␡"


def test_every_kind_of_finding_has_a_colour_of_its_own_in_a_terminal() -> None:
    assert len(set(STYLES.values())) == len(Part)
    text = "abcdefgh"
    console = Console(force_terminal=True, color_system="standard", highlight=False, width=80)
    with console.capture() as capture:
        console.print(paint(Passage(text, tuple(Highlight(part, at, at + 1) for at, part in enumerate(Part)), ())))
    assert capture.get().count("\x1b[0m") == len(Part)


def test_words_like_markup_are_printed_as_they_are(article: Path) -> None:
    article.write_text("عنوان\n\nقال المدير إن [bold] العمل [/bold] بدأ :smile: باكرًا اليوم.\n", encoding="utf-8")
    assert "قال المدير إن [bold] العمل [/bold] بدأ :smile: باكرًا اليوم." in run(article).stdout.splitlines()
