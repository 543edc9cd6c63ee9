"""What is installed: locked, hashed, from nowhere in particular, under licences that fit; and what a wheel holds."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

from app import __version__
from tests.house.checkout import ROOT, project_files

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAME = re.compile(r"^[a-z0-9._-]+", re.IGNORECASE)
BINDING = re.compile(r"\bA?L?GPL|GNU|General Public")


def normal(requirement: str) -> str:
    """A requirement's bare name, as the lock spells it."""
    found = NAME.match(requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


LOCKED = [normal(line) for line in LOCK.splitlines() if NAME.match(line)]


def test_every_direct_dependency_is_locked() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = [PROJECT["project"]["dependencies"], *extras, PROJECT["dependency-groups"]["dev"]]
    assert {normal(one) for group in wanted for one in group} <= set(LOCKED)


def test_everything_locked_has_one_version_and_a_hash() -> None:
    blocks = re.findall(r"^[a-z0-9._-]+==.*?(?=^\S|\Z)", LOCK, re.MULTILINE | re.DOTALL)
    assert len(blocks) == len(LOCKED)
    assert [block.split("==")[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", ["requirements.lock", "Dockerfile", "Makefile", "pyproject.toml", ".ci/run"])
def test_no_file_says_from_where_packages_come(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"https?://(?!127\.0\.0\.1)\S+|--(?:extra-)?index-url|--trusted-host", text) == []


def licence_of(package: Distribution) -> str:
    """All that a package says of its licence."""
    metadata = package.metadata
    classifiers = [line for line in metadata.get_all("Classifier", []) if line.startswith("License")]
    fields = (metadata.get("License-Expression"), metadata.get("License"), *classifiers)
    return " ".join(field[:200] for field in fields if field)


def test_nothing_locked_is_under_a_licence_that_binds_what_uses_it() -> None:
    bound = {}
    for name in LOCKED:
        try:
            licence = licence_of(distribution(name))
        except PackageNotFoundError:
            continue  # for another platform
        # Of licences that a package offers to choose from, one that does not bind is enough.
        if all(BINDING.search(choice) for choice in licence.split(" OR ")):
            bound[name] = licence
    assert bound == {}


def test_the_project_is_under_apache_2() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")[:200]


def test_the_changelog_has_a_place_for_what_comes_and_for_each_release() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog or f"## [{__version__}]" in changelog


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel that this checkout makes."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("musnad-*.whl")
    return zipfile.ZipFile(built)


def test_a_wheel_holds_all_that_runs_without_the_checkout(wheel: zipfile.ZipFile) -> None:
    inside = {Path("app/_bundled"): ("migrations", "seed"), Path(): ("app",)}
    wanted = {
        str(folder / path)
        for folder, tops in inside.items()
        for path in project_files()
        if path.parts[0] in tops and path.suffix != ".pyc"
    }
    assert wanted <= set(wheel.namelist())


def test_a_wheel_holds_nothing_else_and_the_licence(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"app", f"musnad-{__version__}.dist-info"}
    assert any(name.endswith("LICENSE") for name in wheel.namelist())


def test_a_wheel_installs_the_command(wheel: zipfile.ZipFile) -> None:
    entry_points = wheel.read(f"musnad-{__version__}.dist-info/entry_points.txt").decode()
    assert "musnad = app.cli:main" in entry_points
