"""Feeds and sitemaps of a real server on this machine into the database: politely, and each page once."""

import gzip
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from app.config import Settings
from app.ingest.fetch import Fetched
from app.ingest.manners import Manners
from app.ingest.web import Web, make_web, read_fetched
from app.pipeline import Outcome, gathering
from app.pipeline.gathering import Gatherer
from app.records import SourceDocument
from app.store.db import Database
from app.store.doctor import count_rows
from tests.ingest.site import Answer, Site, run_site

FEED = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with three articles and a feed of the first two."""
    with run_site() as found:
        found.answers |= {f"/{number}": make_page(number) for number in (1, 2, 3)}
        found.answers["/feed"] = make_feed(found, 1, 2)
        yield found


@pytest.fixture
def web() -> Web:
    """What may fetch from this machine, without a pause."""
    return make_web(Settings(fetch_allow_hosts=["127.0.0.1"], fetch_pause=0))


def make_page(number: int) -> Answer:
    text = f"قال مدير المصنع رقم {number} سامي الرفاعي إن العمل يبدأ غدا، وإن كل العمال عادوا إلى أماكنهم."
    return Answer(f"<html><article><h1>عودة المصنع رقم {number}</h1><p>{text}</p></article></html>".encode())


def make_feed(site: Site, *numbers: int, etag: str = '"v1"') -> Answer | object:
    items = "".join(f"<item><title>خبر</title><link>{site.address}/{number}</link></item>" for number in numbers)
    body = f"<rss version='2.0'><channel>{items}</channel></rss>".encode()

    def answer(headers: Mapping[str, str]) -> Answer:
        if headers.get("if-none-match") == etag:
            return Answer(status=304)
        return Answer(body, headers={**FEED, "ETag": etag})

    return answer


def gather(database: Database, web: Web, address: str, **options: bool) -> Counter[str]:
    """How many pages became what."""
    results = Gatherer(database, web, **options).gather(address)
    return Counter(result.what.status if isinstance(result.what, Outcome) else result.what.reason for result in results)


def test_each_page_of_a_feed_is_fetched_once_and_the_feed_only_when_it_has_changed(
    database: Database, web: Web, site: Site
) -> None:
    assert gather(database, web, f"{site.address}/feed") == {"new": 2}
    assert gather(database, web, f"{site.address}/feed") == {}
    site.answers["/feed"] = make_feed(site, 1, 2, 3, etag='"v2"')
    assert gather(database, web, f"{site.address}/feed") == {"unchanged": 2, "new": 1}
    assert Counter(site.paths) == {"/feed": 3, "/1": 1, "/2": 1, "/3": 1}
    assert count_rows(database).articles == 3


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/feed+json", b'{"version":"https://jsonfeed.org/version/1.1","items":' + b"[" * 50_000),
        ("application/json", b'{"message":"wrong key"}'),
        ("application/rss+xml", b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>'),
    ],
    ids=["deep", "error", "entities"],
)
def test_a_feed_that_can_not_be_read_is_taken_for_no_page(
    database: Database, web: Web, site: Site, kind: str, body: bytes
) -> None:
    site.answers["/feed"] = Answer(body, headers={"Content-Type": kind})
    assert gather(database, web, f"{site.address}/feed") == {f"this is {kind}, and no feed that can be read": 1}
    assert count_rows(database).articles == 0


def test_what_breaks_on_one_page_leaves_a_trace_and_the_others_are_read(
    database: Database, web: Web, site: Site, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def read(fetched: Fetched, *, source: str | None = None) -> SourceDocument:
        if fetched.url.endswith("/1"):
            raise ZeroDivisionError("one")
        return read_fetched(fetched, source=source)

    monkeypatch.setattr(gathering, "read_fetched", read)
    found = gather(database, web, f"{site.address}/feed")
    assert found == {"a mistake of Musnad's: ZeroDivisionError; its log has the traceback": 1, "new": 1}
    assert "ZeroDivisionError: one" in caplog.text


def test_a_page_is_read_by_its_address_and_twice_changes_nothing(database: Database, web: Web, site: Site) -> None:
    assert gather(database, web, f"{site.address}/1") == {"new": 1}
    assert gather(database, web, f"{site.address}/1") == {"unchanged": 1}


def test_a_page_that_fails_for_now_is_tried_again_and_one_that_is_gone_is_not(
    database: Database, web: Web, site: Site
) -> None:
    site.answers |= {"/1": Answer(status=503), "/2": Answer(status=410)}
    first = gather(database, web, f"{site.address}/feed")
    assert first == {"the host answers 503": 1, "the host answers 410": 1}
    site.answers |= {"/1": make_page(1), "/2": make_page(2)}
    assert gather(database, web, f"{site.address}/feed") == {"new": 1, "unchanged": 1}


def test_a_page_that_is_named_before_it_is_out_is_read_when_it_is(database: Database, web: Web, site: Site) -> None:
    site.answers |= {"/1": make_page(1), "/2": Answer(status=404)}
    assert gather(database, web, f"{site.address}/feed") == {"new": 1, "the host answers 404": 1}
    site.answers |= {"/2": make_page(2)}
    assert gather(database, web, f"{site.address}/feed") == {"unchanged": 1, "new": 1}


def test_sitemaps_are_followed_through_their_index_packed_ones_too(database: Database, web: Web, site: Site) -> None:
    xml = {"Content-Type": "application/xml"}
    index = "".join(f"<sitemap><loc>{site.address}{path}</loc></sitemap>" for path in ("/map.gz", "/index", "/none"))
    site.answers |= {
        "/index": Answer(f"<sitemapindex>{index}</sitemapindex>".encode(), headers=xml),
        "/map.gz": Answer(
            gzip.compress(f"<urlset><url><loc>{site.address}/3</loc></url></urlset>".encode()),
            headers={"Content-Type": "application/x-gzip"},
        ),
    }
    assert gather(database, web, f"{site.address}/index") == {"new": 1, "the host answers 404": 1}


def test_a_page_that_robots_txt_forbids_is_left_alone(database: Database, web: Web, site: Site) -> None:
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /2", headers={"Content-Type": "text/plain"})
    found = gather(database, web, f"{site.address}/feed")
    assert found["new"] == 1
    assert "/2" not in site.paths


def test_a_dry_run_reads_and_remembers_nothing(database: Database, web: Web, site: Site) -> None:
    for _ in range(2):
        assert gather(database, web, f"{site.address}/feed", is_dry=True) == {"new": 2}
    assert count_rows(database).articles == 0


def test_asked_to_stop_it_ends_behind_the_page_in_hand_and_goes_on_the_next_time(
    database: Database, web: Web, site: Site
) -> None:
    done: list[object] = []
    gatherer = Gatherer(database, web, is_stopping=lambda: len(done) == 1)
    done.extend(gatherer.gather(f"{site.address}/feed"))
    assert count_rows(database).articles == 1
    assert gather(database, web, f"{site.address}/feed") == {"unchanged": 1, "new": 1}


def test_an_address_inside_is_refused_from_a_feed_too(database: Database, web: Web, site: Site) -> None:
    body = b"<rss><channel><item><link>http://169.254.169.254/latest</link></item></channel></rss>"
    site.answers["/feed"] = Answer(body, headers=FEED)
    [reason] = gather(database, web, f"{site.address}/feed")
    assert "public" in reason


def test_a_host_is_asked_with_the_pause_that_it_wants_and_others_at_once() -> None:
    now, slept = [100.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    manners = Manners(pause=1, clock=lambda: now[0], sleep=sleep)
    manners.wait("a.example")
    manners.wait("b.example")
    manners.wait("a.example")
    now[0] += 0.25
    manners.wait("a.example", pause=3)
    manners.wait("a.example", pause=10_000)
    assert slept == [1, 2.75, 60]
