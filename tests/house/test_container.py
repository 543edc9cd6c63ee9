"""The Dockerfile's promises that can be read off it; that it builds and runs is checked with a container engine."""

import json
import re

from app.config import Settings
from tests.house.checkout import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
STAGES = re.split(r"(?m)^FROM ", DOCKERFILE)[1:]


def instructions(name: str) -> list[str]:
    """The arguments of one instruction in the last stage, in order."""
    return re.findall(rf"(?m)^(?:HEALTHCHECK .*)?\s*{name} +(.*)$", STAGES[-1])


def test_the_image_is_made_in_stages_from_a_base_without_a_host() -> None:
    assert len(STAGES) > 1
    assert all(re.match(r"python:3\.\d+-slim\b", stage) for stage in STAGES)


def test_it_does_not_run_as_root_and_owns_its_volume() -> None:
    [user] = instructions("USER")
    assert user not in {"root", "0"}
    assert instructions("VOLUME") == ["/data"]
    assert f"--owner={user}" in STAGES[-1]


def test_its_command_gets_signals_itself() -> None:
    command = json.loads(instructions("CMD")[-1])
    assert command[:2] == ["musnad", "serve"]


def test_its_health_check_needs_nothing_but_python() -> None:
    [check] = re.findall(r"(?m)^HEALTHCHECK .*?CMD (.*)$", STAGES[-1])
    assert json.loads(check)[0] == "python"
    assert "/readyz" in check


def test_the_settings_it_makes_exist() -> None:
    made = {name.lower() for name in re.findall(r"\bMUSNAD_([A-Z_]+)=", STAGES[-1])}
    assert made == {"data_dir", "seed"}
    assert made <= set(Settings.model_fields)
