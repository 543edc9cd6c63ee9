"""The house: what may stand where, which way imports go, how long a function is."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.checkout import ROOT, project_files

TOP = {"app", "migrations", "seed", "tests", "bench", ".ci"}
TOP_FILES = {
    "pyproject.toml", "README.md", "Dockerfile", "LICENSE", "CHANGELOG.md", "Makefile", "requirements.lock",
    ".gitignore", ".dockerignore",
}  # fmt: skip
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
CODE = sorted(path for path in project_files() if path.suffix == ".py" and path.parts[0] in {"app", "bench"})


def test_nothing_unexpected_stands_at_the_top() -> None:
    folders = {path.parts[0] for path in project_files() if len(path.parts) > 1}
    files = {str(path) for path in project_files() if len(path.parts) == 1}
    assert folders <= TOP
    assert files <= TOP_FILES


def test_imports_go_one_way() -> None:
    # In a process of its own: the linter rearranges the loggers and the path of the one it runs in.
    lint = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))",
    ]
    linted = subprocess.run(lint, cwd=ROOT, check=False, capture_output=True, text=True)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize("path", CODE, ids=str)
def test_files_and_functions_stay_short(path: Path) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    assert [f"{name}: {length} lines" for name, length in functions(source) if length > LONGEST_FUNCTION] == []


def functions(source: str) -> Iterator[tuple[str, int]]:
    """Each function's name, and how many lines it has without its docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1:] if ast.get_docstring(node) is not None else node.body
            yield node.name, (node.end_lineno or 0) - first[0].lineno + 1 if first else 0


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [path for path in project_files() if path.stem in {"utils", "helpers", "common", "misc"}] == []


def test_no_two_test_files_have_one_name() -> None:
    # pytest imports them by their bare names.
    names = Counter(path.name for path in project_files() if path.parts[0] == "tests" and path.name.startswith("test_"))
    assert [name for name, number in names.items() if number > 1] == []


def test_annotations_are_never_postponed() -> None:
    # SQLModel's relationships need them evaluated.
    postponed = "from __future__ import " + "annotations"
    assert [path for path in CODE if postponed in (ROOT / path).read_text(encoding="utf-8")] == []


def test_the_seed_holds_articles_as_they_were_received_and_nothing_else() -> None:
    assert {path.suffix for path in project_files() if path.parts[0] == "seed"} == {".txt"}


def test_no_words_of_the_seed_are_written_into_the_code_or_its_rules() -> None:
    seeds = [path for path in project_files() if path.parts[0] == "seed"]
    runs = {run for path in seeds for run in runs_of_words((ROOT / path).read_text(encoding="utf-8"))}
    kept = [path for path in project_files() if path.parts[0] == "app" and path.suffix in {".py", ".toml"}]
    copied = {
        str(path): common
        for path in kept
        if (common := runs & set(runs_of_words((ROOT / path).read_text(encoding="utf-8"))))
    }
    assert copied == {}


def runs_of_words(text: str, *, length: int = 7) -> Iterator[str]:
    """Each run of so many words."""
    words = text.split()
    return (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
