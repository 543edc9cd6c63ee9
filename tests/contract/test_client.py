"""A TypeScript client made of the API document compiles strictly and pages through a running service."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import analyze_sample, make_document
from serving import serve_in_thread

from app.config import Settings
from app.main import create_app
from app.pipeline import ingest
from app.store.db import Database
from tests.contract.document import SAVED

CLIENT = Path(__file__).parent / "client"
FILES = ("package.json", "package-lock.json", "tsconfig.json", "pages.ts")


def run(folder: Path, *command: str) -> str:
    """What it prints; what it complains of, if it fails."""
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the program and its packages."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node and npm are not installed: the TypeScript client is not compiled")
    folder = tmp_path_factory.mktemp("client")
    for name in FILES:
        shutil.copy(CLIENT / name, folder / name)
    install = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    done = subprocess.run(install, cwd=folder, check=False, capture_output=True, text=True, timeout=300)
    if done.returncode:
        assert not os.environ.get("CI"), done.stderr
        pytest.skip(f"npm installs nothing here: {done.stderr.strip()[-300:]}")
    return folder


@pytest.fixture
def address(sqlite_database: Database) -> Iterator[str]:
    """A running service with quotes in it."""
    for number in range(3):
        document = make_document(url=f"https://news.example/{number}", body=f"{make_document().body}\n\n{number}.")
        ingest(sqlite_database, document, analyst=analyze_sample)
    app = create_app(Settings(database_url=sqlite_database.url.render_as_string()))
    with serve_in_thread(app) as address:
        yield address
    sqlite_database.close()


def test_a_client_of_the_document_compiles_strictly_and_meets_every_quote(workshop: Path, address: str) -> None:
    run(workshop, "node_modules/.bin/openapi-typescript", str(SAVED), "-o", "musnad.ts")
    run(workshop, "node_modules/.bin/tsc")
    printed = json.loads(run(workshop, "node", "built/pages.js", address))
    assert [each["line"] for each in printed["met"]] == ["منى الخطيب: “موسم القمح هذا العام جيد”"] * 3
    assert len({each["id"] for each in printed["met"]}) == 3
    assert printed["missing"] == {"status": 404, "detail": "no quote with the id 2147483647"}


def test_the_lock_says_exactly_what_is_installed_and_from_nowhere_in_particular() -> None:
    text = (CLIENT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    packages = json.loads(text)["packages"]
    wanted = packages.pop("")
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    declared = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))
    for group in ("dependencies", "devDependencies"):
        assert wanted[group] == declared[group]
        for name, version in declared[group].items():
            assert packages[f"node_modules/{name}"]["version"] == version
