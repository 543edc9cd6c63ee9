"""The running application against its own API document, by thousands of requests, valid and not."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import add_articles
from serving import serve_in_thread

from app.config import Settings
from app.main import create_app
from app.store.db import Database

# Holds the configuration, `schemathesis.toml`, and the hooks that it names.
HERE = Path(__file__).parent


@pytest.fixture
def address(sqlite_database: Database) -> Iterator[str]:
    """Where the application runs, with articles in it."""
    add_articles(sqlite_database, range(7))
    sqlite_database.close()
    app = create_app(Settings(database_url=sqlite_database.url.render_as_string()))
    with serve_in_thread(app) as address:
        yield address


def test_every_answer_is_as_documented(address: str) -> None:
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{address}/openapi.json"),
        *("--checks", "all", "--generation-deterministic", "--no-color"),
    ]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-20_000:]
    assert "49 passed" in done.stdout
