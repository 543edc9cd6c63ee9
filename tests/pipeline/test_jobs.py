"""Ingestions that run apart: each done once, going on where it was left, ended when it is cancelled or hopeless."""

import io
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import update

from app.config import Settings
from app.errors import NotFound, RefusedEdit
from app.pipeline import jobs
from app.pipeline.bulk import CHUNK
from app.pipeline.jobs import Worker
from app.store.db import Database
from app.store.doctor import count_rows, examine
from app.store.job_files import open_stored, store_file
from app.store.job_models import INGESTION, JobKind
from app.store.jobs import INGESTIONS, MOST_ATTEMPTS, Order, add_job, cancel_job, claim_job, finish_job, has_work
from app.store.listing import get_row
from app.store.models import now
from tests.ingest.site import Answer, Site, run_site

FEED = {"Content-Type": "application/rss+xml"}


def make_record(number: int) -> dict[str, str]:
    content = f"قال مدير المصنع رقم {number} سامي الرفاعي إن العمل يبدأ غدا، وإن {number * 7} عاملا عادوا إلى أماكنهم."
    return {"id": str(number), "title": f"عودة المصنع {number}", "content": content}


def make_lines(*numbers: int) -> bytes:
    return b"".join(json.dumps(make_record(number)).encode() + b"\n" for number in numbers)


def make_zip(**members: bytes) -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.jsonl", content)
    return data.getvalue()


def make_page(number: int) -> Answer:
    record = make_record(number)
    return Answer(f"<html><article><h1>{record['title']}</h1><p>{record['content']}</p></article></html>".encode())


def settings_of(database: Database) -> Settings:
    url = database.url.render_as_string(hide_password=False)
    return Settings(database_url=url, fetch_allow_hosts=["127.0.0.1"], fetch_pause=0, job_processes=1)


@pytest.fixture
def worker(database: Database) -> Worker:
    """One that may fetch from this machine, without a pause."""
    return Worker(database, settings_of(database))


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with three pages and a feed of them."""
    with run_site() as found:
        found.answers |= {f"/{number}": make_page(number) for number in (1, 2, 3)}
        items = "".join(f"<item><link>{found.address}/{number}</link></item>" for number in (1, 2, 3))
        feed = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()
        found.answers["/feed"] = Answer(feed, headers=FEED)
        yield found


def send_file(database: Database, data: bytes, name: str = "archive.jsonl") -> int:
    with database.write() as session:
        order = Order(JobKind.file, name, mapping={"text": "content"})
        return add_job(session, order, by="مكتب", file=io.BytesIO(data))


def send_addresses(database: Database, kind: JobKind, *addresses: str) -> int:
    with database.write() as session:
        return add_job(session, Order(kind, addresses[0], addresses), by="مكتب")


def look_at(database: Database, job_id: int) -> dict[str, Any]:
    with database.read() as connection:
        return get_row(connection, INGESTIONS, job_id)


def counted(job: dict[str, Any]) -> dict[str, int]:
    """The counts that are not nought."""
    return {name: number for name, number in job["counts"].items() if number}


def expire(database: Database, job_id: int) -> None:
    """As if whoever has the job had not been heard of for long."""
    with database.write() as session:
        past = now() - timedelta(seconds=1)
        session.connection().execute(update(INGESTION).where(INGESTION.c.id == job_id).values(lease_until=past))


def stop_after(worker: Worker, number: int, monkeypatch: pytest.MonkeyPatch, then: Callable[[], object]) -> None:
    """Does something when the worker has counted so many results."""
    take = jobs.Tally.take
    left = [number]

    def count(tally: jobs.Tally, result: Any) -> None:
        take(tally, result)
        left[0] -= 1
        if left[0] == 0:
            then()

    monkeypatch.setattr(jobs.Tally, "take", count)


def test_a_file_is_ingested_and_dropped(database: Database, worker: Worker) -> None:
    job_id = send_file(database, make_lines(1, 2) + b"{]\n" + make_lines(1))
    assert worker.work_once()
    job = look_at(database, job_id)
    assert (job["state"], job["progress"], job["failure"]) == ("done", 1.0, None)
    assert counted(job) == {"new": 2, "unchanged": 1, "refused": 1}
    assert [error["name"] for error in job["errors"]] == ["archive.jsonl:3"]
    assert job["started_at"]
    assert job["finished_at"]
    assert (count_rows(database).articles, list(examine(database))) == (2, [])
    assert not worker.work_once()
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ingestion_part").scalar() == 0


def test_a_zip_is_read_from_the_database_as_from_the_disk(database: Database, worker: Worker) -> None:
    job_id = send_file(database, make_zip(one=make_lines(1, 2), two=make_lines(3)), "all.zip")
    worker.work_once()
    assert counted(look_at(database, job_id)) == {"new": 3}


def test_a_stored_file_reads_like_any_other_across_its_pieces(database: Database) -> None:
    data = bytes(range(251)) * 10_000
    job_id = send_file(database, data)
    with open_stored(database, job_id, len(data)) as file:
        assert file.read() == data
        assert file.seek(-3, io.SEEK_END) == len(data) - 3
        assert file.read() == data[-3:]
        file.seek((1 << 20) - 5)
        assert file.read(10) == data[(1 << 20) - 5 : (1 << 20) + 5]


def test_a_file_of_which_nothing_can_be_read_has_failed(database: Database, worker: Worker) -> None:
    job_id = send_file(database, b"PK\x03\x04 no zip", "all.zip")
    worker.work_once()
    job = look_at(database, job_id)
    assert job["state"] == "failed"
    assert "this zip can't be read" in job["failure"]


def test_each_page_of_a_feed_is_ingested_once(database: Database, worker: Worker, site: Site) -> None:
    job_id = send_addresses(database, JobKind.feed, f"{site.address}/feed")
    worker.work_once()
    assert counted(look_at(database, job_id)) == {"new": 3}
    again = send_addresses(database, JobKind.feed, f"{site.address}/feed")
    worker.work_once()
    assert counted(look_at(database, again)) == {"unchanged": 3}
    assert sorted(site.paths) == ["/1", "/2", "/3", "/feed", "/feed"]


def test_addresses_are_gone_through_and_those_that_are_none_are_named(
    database: Database, worker: Worker, site: Site
) -> None:
    gone = f"{site.address}/9"
    job_id = send_addresses(database, JobKind.urls, f"{site.address}/1", gone, f"{site.address}/2")
    worker.work_once()
    job = look_at(database, job_id)
    assert (job["state"], counted(job)) == ("done", {"new": 2, "refused": 1})
    assert [error["name"] for error in job["errors"]] == [gone]


def test_what_leads_inside_is_refused(database: Database) -> None:
    job_id = send_addresses(database, JobKind.feed, "http://127.0.0.1/feed")
    Worker(database, Settings(database_url=settings_of(database).url)).work_once()
    assert look_at(database, job_id)["state"] == "failed"


def test_a_worker_that_is_stopped_leaves_its_job_to_be_resumed(
    database: Database, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = send_file(database, make_lines(*range(CHUNK + 4)))
    stop_after(worker, 2, monkeypatch, worker.stop)
    worker.work_once()
    job = look_at(database, job_id)
    assert (job["state"], counted(job), count_rows(database).articles) == ("queued", {"new": CHUNK}, CHUNK)
    assert 0 < job["progress"] < 1
    Worker(database, settings_of(database)).work_once()
    job = look_at(database, job_id)
    assert (job["state"], counted(job), count_rows(database).articles) == ("done", {"new": CHUNK + 4}, CHUNK + 4)


def test_a_feed_that_was_left_is_resumed_without_counting_twice(
    database: Database, worker: Worker, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = send_addresses(database, JobKind.urls, f"{site.address}/2", f"{site.address}/feed")
    stop_after(worker, 2, monkeypatch, worker.stop)
    worker.work_once()
    assert counted(look_at(database, job_id)) == {"new": 2}
    Worker(database, settings_of(database)).work_once()
    job = look_at(database, job_id)
    assert (job["state"], counted(job), count_rows(database).articles) == ("done", {"new": 3, "unchanged": 1}, 3)
    assert sorted(site.paths).count("/1") == 1


def test_a_job_that_is_cancelled_ends_behind_the_articles_in_hand(
    database: Database, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = send_file(database, make_lines(*range(CHUNK + 4)))
    monkeypatch.setattr(jobs, "SAVE_SECONDS", 0)

    def cancel() -> None:
        with database.write() as session:
            cancel_job(session, job_id)

    stop_after(worker, 2, monkeypatch, cancel)
    worker.work_once()
    assert (look_at(database, job_id)["state"], count_rows(database).articles) == ("cancelled", CHUNK)
    with database.write() as session:
        cancel_job(session, job_id)
    with database.read() as connection:
        assert not has_work(connection)


def test_what_has_ended_can_not_be_cancelled(database: Database, worker: Worker) -> None:
    job_id = send_file(database, make_lines(1))
    worker.work_once()
    with database.write() as session, pytest.raises(RefusedEdit, match="done"):
        cancel_job(session, job_id)
    with database.write() as session, pytest.raises(NotFound):
        cancel_job(session, 2**40)


def test_a_job_is_taken_by_one_worker_only_until_that_one_is_lost(database: Database) -> None:
    job_id = send_file(database, make_lines(1))
    with database.write() as session:
        first = claim_job(session, "first")
        assert first
        assert first.id == job_id
        assert claim_job(session, "second") is None
    expire(database, job_id)
    with database.write() as session:
        assert claim_job(session, "second")
        finish_job(session, job_id, "first")
    assert look_at(database, job_id)["state"] == "running"


def test_of_many_workers_at_once_each_job_has_one(database: Database) -> None:
    for number in range(6):
        send_file(database, make_lines(number))
    taken: list[int] = []

    def take(owner: str) -> None:
        while True:
            with database.write() as session:
                job = claim_job(session, owner)
            if job is None:
                return
            taken.append(job.id)

    threads = [threading.Thread(target=take, args=(f"worker {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [1, 2, 3, 4, 5, 6]


def test_a_job_that_ends_every_worker_is_given_up(database: Database, worker: Worker) -> None:
    job_id = send_file(database, make_lines(1))
    for _ in range(MOST_ATTEMPTS):
        with database.write() as session:
            assert claim_job(session, "one that is killed")
        expire(database, job_id)
    assert not worker.work_once()
    job = look_at(database, job_id)
    assert job["state"] == "failed"
    assert "given up" in job["failure"]


def test_a_job_that_breaks_is_tried_again_before_it_has_failed(
    database: Database, worker: Worker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a secret of the house")

    monkeypatch.setattr(jobs, "ingest_entries", break_down)
    job_id = send_file(database, make_lines(1))
    for _ in range(MOST_ATTEMPTS):
        assert look_at(database, job_id)["state"] in {"queued", "running"}
        assert worker.work_once()
        expire(database, job_id)
    job = look_at(database, job_id)
    assert (job["state"], "secret" in job["failure"], "secret" in caplog.text) == ("failed", False, True)


def test_a_lease_is_renewed_while_an_article_takes_its_time(
    database: Database, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "BEAT_SECONDS", 0.01)
    job_id = send_file(database, make_lines(1))
    renewed = threading.Event()
    renew = jobs.renew_lease

    def note(*given: Any) -> bool:
        renewed.set()
        return renew(*given)

    monkeypatch.setattr(jobs, "renew_lease", note)
    stop_after(worker, 1, monkeypatch, lambda: renewed.wait(30))
    worker.work_once()
    assert renewed.is_set()
    assert look_at(database, job_id)["state"] == "done"


def test_a_thread_takes_what_comes_while_it_runs(database: Database, worker: Worker) -> None:
    worker.start()
    job_id = send_file(database, make_lines(1))
    worker.wake()
    ended = threading.Event()
    for _ in range(1000):
        if look_at(database, job_id)["state"] == "done" or ended.wait(0.02):
            break
    worker.stop()
    assert look_at(database, job_id)["state"] == "done"


KILLED = """
import os, sys
from app.config import Settings
from app.pipeline import jobs
from app.store.db import Database
take = jobs.Tally.take
def count(tally, result):
    take(tally, result)
    if tally.course.at_entry == 3:
        os.kill(os.getpid(), 9)
jobs.Tally.take = count
url = sys.argv[1]
jobs.SAVE_SECONDS = 0
jobs.Worker(Database(url), Settings(database_url=url, job_processes=1)).work_once()
"""


def test_what_a_killed_process_was_doing_is_done_by_the_next(database: Database, worker: Worker) -> None:
    job_id = send_file(database, make_lines(*range(CHUNK + 3)))
    url = database.url.render_as_string(hide_password=False)
    done = subprocess.run([sys.executable, "-c", KILLED, url], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (look_at(database, job_id)["state"], count_rows(database).articles) == ("running", CHUNK)
    assert not worker.work_once()
    expire(database, job_id)
    assert worker.work_once()
    job = look_at(database, job_id)
    assert (job["state"], job["failure"], count_rows(database).articles) == ("done", None, CHUNK + 3)
    assert counted(job) == {"new": 5, "unchanged": CHUNK - 2}
    assert list(examine(database)) == []


def test_a_file_as_long_as_its_pieces_is_stored_whole(database: Database) -> None:
    with database.write() as session:
        job_id = add_job(session, Order(JobKind.file, "a"), by="مكتب")
        assert store_file(session.connection(), job_id, io.BytesIO(b"x" * (2 << 20))) == 2 << 20
