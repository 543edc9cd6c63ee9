"""The README names every command, option, setting and route, and nothing else."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from fastapi.testclient import TestClient
from pydantic_core import PydanticUndefined

from app.cli.commands import cli
from app.config import Settings
from app.main import create_app
from app.store.db import Database
from tests.house.checkout import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under one heading."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"no section {title}"
    return found[1]


def commands(group: Any, prefix: str = "musnad") -> Iterator[tuple[str, Any]]:
    """Each command by what is typed."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def options(command: Any) -> set[str]:
    """The long names of a command's options."""
    return {name for one in command.params for name in one.opts if name.startswith("--")} - {"--help"}


def documented_commands() -> dict[str, set[str]]:
    """Each command that the README's table names, with its options' long names."""
    lines = re.findall(r"^\| `(musnad [^`]+)` \|", section("Commands"), re.MULTILINE)
    return {
        re.match(r"musnad [a-z]+( [a-z]+\b)?", line)[0]: set(re.findall(r"--[a-z-]+", line))  # type: ignore[index]
        for line in lines
    }


def test_every_command_is_in_the_readme_with_its_options_and_no_other() -> None:
    group = typer.main.get_command(cli)
    short = {"-o": "--output"}
    documented = documented_commands()
    for name, given in documented.items():
        if re.search(rf"^\| `{name} [^`]*\[-o ", section("Commands"), re.MULTILINE):
            given.add(short["-o"])
    assert documented == {name: options(command) for name, command in commands(group)}


def test_every_setting_is_in_the_readme_and_no_other() -> None:
    named = set(re.findall(r"`(MUSNAD_[A-Z_]+)`", README))
    assert named == {f"MUSNAD_{name.upper()}" for name in Settings.model_fields}


@pytest.mark.parametrize("name", [name for name in Settings.model_fields if name != "database_url"])
def test_the_default_of_a_setting_is_the_readmes(name: str) -> None:
    [printed] = re.findall(rf"^\| `MUSNAD_{name.upper()}` \| `([^`]+)` \|", section("Settings"), re.MULTILINE)
    default = Settings.model_fields[name].get_default(call_default_factory=True)
    assert default is not PydanticUndefined
    assert printed == str(default).lower()


def test_every_route_is_in_the_readme_and_no_other() -> None:
    paths = create_app(Settings()).openapi()["paths"]
    served = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert set(re.findall(r"`((?:GET|POST|PUT|PATCH|DELETE) /[^`]*)`", section("Routes"))) == served


def test_make_knows_the_targets_that_the_readme_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake ([a-z]+)\b", re.sub(r"\*\*.*?\*\*", "", README))) - {"and"}
    assert named >= {"run", "test", "check"}
    assert named <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_the_readme_fits_on_two_screens() -> None:
    assert len(README.splitlines()) <= 140


def test_the_answer_in_the_readme_is_what_the_seed_answers(seeded: Database) -> None:
    asked = re.search(r"^curl -sG http://127\.0\.0\.1:8000(\S+) --data-urlencode (\w+)=(\S+)$", README, re.MULTILINE)
    printed = re.search(r"^```json\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert asked
    assert printed
    path, name, value = asked.groups()
    with TestClient(create_app(Settings(database_url=seeded.url.render_as_string(hide_password=False)))) as client:
        answer = client.get(path, params={name: value}).json()
    assert shorten(answer, json.loads(printed[1])) == json.loads(printed[1])


def shorten(answer: Any, pattern: Any) -> Any:
    """`answer` with only those fields that `pattern` has."""
    if isinstance(pattern, dict):
        return {name: shorten(answer[name], part) for name, part in pattern.items()}
    if isinstance(pattern, list) and len(pattern) == len(answer):
        return [shorten(one, part) for one, part in zip(answer, pattern, strict=True)]
    return answer
