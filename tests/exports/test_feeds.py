"""Atom, read by feedparser."""

from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from fastapi.testclient import TestClient

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://musnad.example/base/v1"


def read_feed(client: TestClient, path: str, **params: Any) -> Any:
    answer = client.get(path, params=params)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def test_a_quote_is_an_entry_by_its_speaker_with_its_words(shop: TestClient) -> None:
    feed = read_feed(shop, "/v1/quotes.atom")
    listed = shop.get("/v1/quotes", params={"limit": 100}).json()["items"]
    assert feed.feed.language == "ar"
    assert [entry.id for entry in feed.entries] == [f"{BASE}/quotes/{item['id']}" for item in listed]
    [entry] = [entry for entry in feed.entries if "موسم القمح هذا العام جيد" in entry.content[0].value]
    assert entry.author == "منى الخطيب"
    assert entry.title.startswith("منى الخطيب: ")
    assert entry.published == "2024-05-10T00:00:00+00:00"
    assert entry.link.startswith("https://news.example/wheat#:~:text=")
    assert {tag.term for tag in entry.tags} == {"direct"}
    assert "صحيفة المثال" in entry.summary


def test_an_article_is_an_entry_that_links_to_its_page(shop: TestClient) -> None:
    feed = read_feed(shop, "/v1/articles.atom")
    assert [entry.link for entry in feed.entries if "<" not in entry.title] == ["https://news.example/wheat"]
    hard = [entry for entry in feed.entries if "HYPERLINK" in entry.title]
    assert {entry.link for entry in hard} == {"https://news.example/hard?a=1&b=<2>", f"{BASE}/articles/3"}


@pytest.mark.parametrize("name", ["quotes", "articles"])
def test_a_feed_has_what_rfc_4287_asks_for(shop: TestClient, name: str) -> None:
    root = ElementTree.fromstring(shop.get(f"/v1/{name}.atom", params={"limit": 5}).content)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for element in (root, *entries):
        for wanted in ("id", "title", "updated", "author"):
            assert len(element.findall(f"{ATOM}{wanted}")) == 1, wanted
    assert root.findtext(f"{ATOM}updated") == max(str(entry.findtext(f"{ATOM}updated")) for entry in entries)
    own = f"{BASE}/{name}.atom?limit=5"
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"] == [own]
    assert root.findtext(f"{ATOM}id") == own


def test_ids_stay_whatever_is_asked(shop: TestClient) -> None:
    everything = {entry.id for entry in read_feed(shop, "/v1/quotes.atom").entries}
    assert {entry.id for entry in read_feed(shop, "/v1/quotes.atom", kind="direct", sort="id").entries} < everything


def test_a_feed_without_entries_is_one(shop: TestClient) -> None:
    assert read_feed(shop, "/v1/quotes.atom", said_from="2031-01-01").entries == []


def test_a_feed_is_bounded(shop: TestClient) -> None:
    assert len(read_feed(shop, "/v1/quotes.atom", limit=2).entries) == 2
    assert shop.get("/v1/quotes.atom", params={"limit": 1001}).status_code == 422
