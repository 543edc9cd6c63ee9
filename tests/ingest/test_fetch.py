"""What fetching an address takes in, and what it puts up with: a real server on this machine, which is allowed."""

import gzip
import threading
from collections.abc import Iterator

import pytest

from app.errors import FailedFetch, RefusedAddress
from app.ingest.fetch import FEEDS, USER_AGENT, Fetcher, Policy
from app.ingest.robots import Robots
from tests.ingest.site import Answer, Site, run_site

HTML = {"Content-Type": "text/html"}


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with nothing on it."""
    with run_site() as found:
        yield found


def make_fetcher(**changes: object) -> Fetcher:
    """One that may fetch from this machine."""
    return Fetcher(Policy(allowed_hosts=frozenset({"127.0.0.1"}), **changes))  # type: ignore[arg-type]


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def test_a_page_comes_with_what_its_host_says_of_it(site: Site) -> None:
    site.answers["/a"] = Answer(
        "نص".encode("cp1256"),
        headers={"Content-Type": "text/html; charset=windows-1256", "ETag": '"v1"', "Last-Modified": "yesterday"},
    )
    found = make_fetcher().fetch(f"{site.address}/a")
    assert (found.content_type, found.charset, found.data) == ("text/html", "windows-1256", "نص".encode("cp1256"))
    assert (found.etag, found.last_modified, found.url) == ('"v1"', "yesterday", f"{site.address}/a")


def test_the_host_is_told_who_asks_and_under_which_name(site: Site) -> None:
    site.answers["/a"] = Answer(b"a")
    make_fetcher().fetch(f"{site.address}/a#part")
    [(path, headers)] = site.requests
    assert path == "/a"
    assert headers["user-agent"] == USER_AGENT
    assert headers["host"] == site.address.removeprefix("http://")


def test_the_number_that_was_checked_is_connected_to_in_the_name_of_the_host(site: Site) -> None:
    site.answers["/a"] = Answer(b"found")
    port = site.address.rpartition(":")[2]
    asked = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    fetcher = Fetcher(Policy(allowed_hosts=frozenset({"news.example"})), resolver=resolve)
    assert fetcher.fetch(f"http://news.example:{port}/a").data == b"found"
    assert asked == ["news.example"]
    assert site.requests[0][1]["host"] == f"news.example:{port}"


def test_redirects_are_followed_and_the_last_address_is_told(site: Site) -> None:
    site.answers |= {"/a": redirect("/b", 301), "/b": redirect(f"{site.address}/c", 308), "/c": Answer(b"there")}
    found = make_fetcher().fetch(f"{site.address}/a")
    assert (found.data, found.url) == (b"there", f"{site.address}/c")


@pytest.mark.parametrize(
    "to",
    ["http://10.0.0.1/", "http://[::1]/", "http://localhost/", "file:///etc/passwd", "gopher://127.0.0.1/", "//0/"],
)
def test_a_redirect_that_leads_inside_is_refused_however_long_the_way_there(site: Site, to: str) -> None:
    site.answers |= {"/a": redirect("/b"), "/b": redirect("/c"), "/c": redirect(to)}
    with pytest.raises(RefusedAddress):
        make_fetcher().fetch(f"{site.address}/a")


def test_a_name_that_means_another_host_the_second_time_is_refused(site: Site) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    port = site.address.rpartition(":")[2]
    site.answers["/a"] = redirect("http://moving.example/b")
    fetcher = Fetcher(Policy(allowed_hosts=frozenset({"news.example"})), resolver=lambda _host, _port: next(answers))
    with pytest.raises(RefusedAddress, match="public"):
        fetcher.fetch(f"http://news.example:{port}/a")


def test_redirects_in_a_circle_come_to_an_end(site: Site) -> None:
    site.answers["/a"] = redirect("/a")
    with pytest.raises(FailedFetch, match="redirects"):
        make_fetcher().fetch(f"{site.address}/a")
    assert len(site.requests) == 6


def test_a_redirect_without_a_goal_comes_to_an_end(site: Site) -> None:
    site.answers["/a"] = Answer(status=302, headers={})
    with pytest.raises(FailedFetch):
        make_fetcher().fetch(f"{site.address}/a")


def test_what_is_larger_than_allowed_is_not_read_to_its_end(site: Site) -> None:
    sent = []

    def endless() -> Iterator[bytes]:
        while True:
            sent.append(1)
            yield b"x" * 10_000

    site.answers["/a"] = Answer(headers=HTML, pieces=endless)
    with pytest.raises(FailedFetch, match=r"larger than 0\.1 MB"):
        make_fetcher(largest=100_000).fetch(f"{site.address}/a")
    assert len(sent) < 2_000


def test_a_bomb_is_unpacked_no_further_than_allowed(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    site.answers["/a"] = Answer(bomb, headers={**HTML, "Content-Encoding": "gzip"})
    with pytest.raises(FailedFetch, match="larger"):
        make_fetcher(largest=1_000_000).fetch(f"{site.address}/a")


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.answers["/a"] = Answer(gzip.compress(b"page"), headers={**HTML, "Content-Encoding": "gzip"})
    assert make_fetcher().fetch(f"{site.address}/a").data == b"page"


@pytest.mark.parametrize(("packing", "reason"), [("br", "not asked for"), ("gzip", "can't be unpacked")])
def test_a_packing_that_was_not_asked_for_or_is_broken_is_told(site: Site, packing: str, reason: str) -> None:
    site.answers["/a"] = Answer(b"\x01\x02\x03", headers={**HTML, "Content-Encoding": packing})
    with pytest.raises(FailedFetch, match=reason):
        make_fetcher().fetch(f"{site.address}/a")


def test_a_host_that_sends_a_letter_now_and_then_is_given_up(site: Site) -> None:
    done = threading.Event()

    def drip() -> Iterator[bytes]:
        while not done.wait(0.05):
            yield b"x"

    site.answers["/a"] = Answer(headers=HTML, pieces=drip)
    with pytest.raises(FailedFetch, match="took longer"):
        make_fetcher(deadline=0.3).fetch(f"{site.address}/a")
    done.set()


def test_a_host_that_says_nothing_is_given_up(site: Site) -> None:
    done = threading.Event()

    def silent() -> Iterator[bytes]:
        done.wait(5)
        yield b""

    site.answers["/a"] = Answer(headers=HTML, pieces=silent)
    with pytest.raises(FailedFetch, match="no answer within"):
        make_fetcher(patience=0.2).fetch(f"{site.address}/a")
    done.set()


def test_a_host_that_is_not_there_is_told(site: Site) -> None:
    with pytest.raises(FailedFetch, match="can't be fetched"):
        make_fetcher().fetch("http://127.0.0.1:9/")


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503, 204])
def test_an_answer_that_is_no_page_is_told_with_its_status(site: Site, status: int) -> None:
    site.answers["/a"] = Answer(status=status)
    with pytest.raises(FailedFetch, match=str(status)) as failed:
        make_fetcher().fetch(f"{site.address}/a")
    assert failed.value.status == status


def test_another_content_type_than_a_pages_is_refused(site: Site) -> None:
    site.answers["/a"] = Answer(b"%PDF-", headers={"Content-Type": "application/pdf"})
    with pytest.raises(FailedFetch, match="application/pdf"):
        make_fetcher().fetch(f"{site.address}/a")


def test_a_feed_is_asked_for_under_its_own_types(site: Site) -> None:
    site.answers["/f"] = Answer(b"<rss/>", headers={"Content-Type": "application/rss+xml"})
    assert make_fetcher().fetch(f"{site.address}/f", accepted=FEEDS).data == b"<rss/>"
    with pytest.raises(FailedFetch):
        make_fetcher().fetch(f"{site.address}/f")


def test_what_is_known_already_is_not_sent_again(site: Site) -> None:
    site.answers["/a"] = Answer(status=304, headers={"ETag": '"v1"'})
    found = make_fetcher().fetch(f"{site.address}/a", etag='"v1"', last_modified="yesterday")
    assert found.is_unchanged
    headers = site.requests[0][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"v1"', "yesterday")


def test_proxies_of_the_environment_are_not_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers["/a"] = Answer(b"direct")
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert make_fetcher().fetch(f"{site.address}/a").data == b"direct"


def test_a_host_is_asked_once_for_its_rules_and_they_are_kept(site: Site) -> None:
    site.answers["/robots.txt"] = Answer(
        b"User-agent: *\nDisallow: /private/\n\nUser-agent: musnad\nDisallow: /secret\nCrawl-delay: 3\n",
        headers={"Content-Type": "text/plain"},
    )
    robots = Robots(make_fetcher())
    robots.check(f"{site.address}/news")
    with pytest.raises(RefusedAddress, match=r"robots\.txt"):
        robots.check(f"{site.address}/secret/1")
    assert robots.find_delay(f"{site.address}/news") == 3
    assert len(site.requests) == 1


@pytest.mark.parametrize(("status", "is_free"), [(404, True), (403, True), (500, False), (429, False)])
def test_a_host_without_rules_is_free_and_one_that_is_out_of_order_is_not(
    site: Site, status: int, is_free: bool
) -> None:
    site.answers["/robots.txt"] = Answer(status=status)
    robots = Robots(make_fetcher())
    if is_free:
        robots.check(f"{site.address}/news")
        assert robots.find_delay(f"{site.address}/news") == 0
    else:
        with pytest.raises(RefusedAddress, match="later"):
            robots.check(f"{site.address}/news")


def test_the_rules_hold_for_where_a_page_redirects_to(site: Site) -> None:
    site.answers |= {
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /private", headers={"Content-Type": "text/plain"}),
        "/a": redirect("/private/b"),
        "/private/b": Answer(b"private"),
    }
    fetcher = make_fetcher()
    with pytest.raises(RefusedAddress, match=r"robots\.txt"):
        fetcher.fetch(f"{site.address}/a", approve=Robots(fetcher).check)
    assert "/private/b" not in site.paths
