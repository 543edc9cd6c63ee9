"""`musnad speakers …`: an editor's hand."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.commands import cli
from app.config import get_settings


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("MUSNAD_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MUSNAD_DATA_DIR", str(tmp_path / "data"))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments], env={"COLUMNS": "200"})


@pytest.fixture
def stock(tmp_path: Path) -> Path:
    """Two articles, in which one man has two names."""
    texts = {
        "first": "خبر أول\n\nقال المهندس سعيد حمدان إن الجسر سيفتح في الصباح الباكر أمام السيارات.\n",
        "second": "خبر ثان\n\nقال المهندس سعيد ناصر حمدان إن الطريق سيغلق بعد الظهر أمام الشاحنات.\n",
    }
    for name, words in texts.items():
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
        run("ingest", str(tmp_path / f"{name}.txt"))
    return tmp_path


@pytest.mark.parametrize("command", ["", "list", "show", "alike", "merge", "split"])
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = run("speakers", *command.split(), "--help")
    assert result.exit_code == 0
    assert f"Example: musnad speakers {command}".strip() in result.stdout


@pytest.mark.usefixtures("stock")
def test_speakers_are_listed_with_their_ids_and_found_by_words() -> None:
    everyone = run("speakers", "list").stdout
    assert "2 of 2 speakers" in everyone
    assert everyone.splitlines()[0].split()[:3] == ["2", "person", "1"]
    assert "سعيد ناصر حمدان" in run("speakers", "list", "ناصر", "حمدان").stdout
    assert "0 of 0 speakers" in run("speakers", "list", "غريب").stdout
    assert "1 of 2 speakers" in run("speakers", "list", "--limit", "1").stdout


def test_a_merge_is_told_shown_and_obeyed_by_the_next_ingestion(stock: Path) -> None:
    assert run("speakers", "merge", "1", "2").stdout == ("1 quote and 0 mentions now belong to speaker 1, سعيد حمدان\n")
    shown = [" ".join(line.split()) for line in run("speakers", "show", "1").stdout.splitlines()]
    assert {"id 1", "name سعيد حمدان", "also سعيد ناصر حمدان", "quote_count 2"} <= set(shown)
    assert shown[-1].endswith("سعيد ناصر حمدان same سعيد حمدان")
    third = stock / "third.txt"
    third.write_text("خبر ثالث\n\nقال سعيد بن ناصر الحمدان إن العمل في المحطة انتهى قبل موعده.\n", encoding="utf-8")
    run("ingest", str(third))
    assert "1 of 1 speaker" in run("speakers", "list").stdout
    assert run("doctor").exit_code == 0


@pytest.mark.usefixtures("stock")
def test_a_split_takes_it_back() -> None:
    run("speakers", "merge", "1", "2")
    told = run("speakers", "split", "1", "سعيد ناصر حمدان").stdout
    assert told.startswith("1 quote and 0 mentions now belong to speaker ")
    assert "2 of 2 speakers" in run("speakers", "list").stdout
    assert run("doctor").exit_code == 0


@pytest.mark.usefixtures("stock")
def test_a_split_may_give_a_name() -> None:
    run("speakers", "merge", "1", "2")
    assert "سعيد ناصر" in run("speakers", "split", "1", "سعيد ناصر حمدان", "--name", "سعيد ناصر علي").stdout
    assert "سعيد ناصر علي" in run("speakers", "list").stdout


@pytest.mark.usefixtures("stock")
@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["merge", "1", "1"], "can't be merged with itself"),
        (["merge", "1", "99"], "no speaker with the id 99"),
        (["split", "1", "غريب"], "is no other name of speaker 1"),
        (["show", "99"], "no speaker with the id 99"),
    ],
    ids=["with itself", "with nobody", "a stranger's name", "nobody"],
)
def test_what_makes_no_sense_is_refused_in_one_line(arguments: list[str], complaint: str) -> None:
    result = run("speakers", *arguments)
    assert result.exit_code == 1
    assert complaint in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["list", "show 1", "merge 1 2", "split 1 x"])
def test_a_database_that_is_missing_is_told_and_not_made(command: str) -> None:
    result = run("speakers", *command.split())
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no database at" in result.stderr
    assert not get_settings().data_dir.exists()


def test_people_whose_names_differ_by_middle_names_are_listed_in_pairs(stock: Path) -> None:
    (stock / "third.txt").write_text("خبر ثالث\n\nقال الطبيب سعيد فارس إن اللقاح وصل إلى المدينة.\n", encoding="utf-8")
    run("ingest", str(stock / "third.txt"))
    lines = [" ".join(line.split()) for line in run("speakers", "alike").stdout.splitlines()]
    assert lines == ["1 1 سعيد حمدان، المهندس", "2 1 سعيد ناصر حمدان، المهندس", "", "1 pair"]
    run("speakers", "merge", "1", "2")
    assert run("speakers", "alike").stdout == "0 pairs\n"


def test_pairs_that_hold_one_office_come_first(tmp_path: Path) -> None:
    texts = (
        "قال المهندس سعيد حمدان إن الجسر سيفتح في الصباح. وقال أيضا إن الطريق سيغلق غدا.",
        "قال المهندس سعيد ناصر حمدان إن الشاحنات ستمنع بعد الظهر.",
        "قال سامر الخطيب إن الماء عاد إلى الحي.",
        "قال سامر سالم الخطيب، مدير مياه حلب، إن الشبكة أصلحت في الصباح.",
        "أكد سامر الخطيب، مدير مؤسسة مياه حلب، أن الضخ يبدأ غدا.",
    )
    for number, words in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(f"خبر {number}\n\n{words}\n", encoding="utf-8")
        run("ingest", str(tmp_path / f"{number}.txt"))
    lines = [" ".join(line.split()) for line in run("speakers", "alike").stdout.splitlines()]
    assert [line for line in lines if line] == [
        "3 2 سامر الخطيب، مدير مؤسسة مياه حلب",
        "4 1 سامر سالم الخطيب، مدير مياه حلب",
        "one office",
        "1 2 سعيد حمدان، المهندس",
        "2 1 سعيد ناصر حمدان، المهندس",
        "2 pairs",
    ]
