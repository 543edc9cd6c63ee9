"""`musnad watch`, and `musnad ingest` with addresses, as their users meet them: a real server on this machine."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.commands import cli
from app.config import get_settings
from tests.ingest.site import Answer, Site, run_site

TEXT = "قال مدير المصنع سامي الرفاعي إن العمل يبدأ غدا، وإن كل العمال عادوا إلى أماكنهم."


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with a page and a feed, and settings that let it be read."""
    for name in [name for name in os.environ if name.startswith("MUSNAD_")]:
        monkeypatch.delenv(name)
    with run_site() as found:
        found.answers["/1"] = Answer(f"<html><article><h1>عودة المصنع</h1><p>{TEXT}</p></article></html>".encode())
        feed = f"<rss><channel><item><link>{found.address}/1</link></item></channel></rss>"
        found.answers["/feed"] = Answer(feed.encode(), headers={"Content-Type": "text/xml"})
        monkeypatch.setenv("MUSNAD_DATA_DIR", str(tmp_path / "data"))
        monkeypatch.setenv("MUSNAD_FETCH_PAUSE", "0")
        monkeypatch.setenv("MUSNAD_FETCH_ALLOW_HOSTS", '["127.0.0.1"]')
        monkeypatch.setenv("MUSNAD_FEEDS", f'["{found.address}/feed"]')
        get_settings.cache_clear()
        yield found
    get_settings.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, env={"COLUMNS": "200"})


def test_an_address_and_a_feed_are_ingested_like_files(site: Site) -> None:
    result = run("ingest", f"{site.address}/1", f"{site.address}/feed")
    assert result.exit_code == 0
    assert "new       article 1  1: 1 quote by 1 speaker" in result.stdout
    assert "1 new, 1 unchanged" in result.stdout


def test_an_address_inside_is_refused(site: Site) -> None:
    result = run("ingest", "http://169.254.169.254/latest/meta-data/")
    assert result.exit_code == 1
    assert "public" in result.stderr


def test_one_round_of_the_feeds_ingests_what_is_new(site: Site) -> None:
    first, again = run("watch", "--once"), run("watch", "--once")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "1 new" in first.stdout
    assert "1 unchanged" in again.stdout
    assert site.paths == ["/feed", "/1", "/feed"]


def test_without_feeds_there_is_nothing_to_watch(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_FEEDS", "[]")
    get_settings.cache_clear()
    result = run("watch")
    assert result.exit_code == 1
    assert "MUSNAD_FEEDS" in result.stderr


def test_it_polls_until_it_is_asked_to_stop(site: Site) -> None:
    command = [sys.executable, "-u", "-m", "app.cli", "watch"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    while "in " not in process.stdout.readline() and process.poll() is None and not site.paths[1:]:
        pass
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert errors.endswith("stopped\n")
