"""Keys and deleted articles on the command line."""

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
    run("db", "upgrade")
    yield
    get_settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments), env={"COLUMNS": "200"})


def test_a_key_is_shown_once_listed_without_its_secret_and_revoked() -> None:
    token = run("keys", "create", "newsroom", "--scope", "ingest", "--scope", "correct").stdout.strip()
    assert token.startswith("musnad_")
    listed = run("keys", "list").stdout
    assert "newsroom" in listed
    assert "correct ingest  never used" in listed
    assert token not in listed
    assert run("keys", "revoke", "newsroom").exit_code == 0
    assert "revoked" in run("keys", "list").stdout
    again = run("keys", "revoke", "newsroom")
    assert (again.exit_code, "newsroom" in again.stderr) == (1, True)


def test_a_deleted_article_is_not_ingested_again_until_it_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("عنوان الخبر\n\nوصلت القافلة إلى المدينة بعد رحلة طويلة عبر الجبال.\n", encoding="utf-8")
    run("ingest", str(path))
    assert run("articles", "delete", "1").exit_code == 0
    assert "1 deleted" in run("ingest", str(path)).stdout
    assert run("articles", "delete", "1").exit_code == 1
    assert run("articles", "allow", "1").exit_code == 0
    assert "new       article 2" in run("ingest", str(path)).stdout
