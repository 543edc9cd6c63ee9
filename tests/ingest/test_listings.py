"""Feeds and sitemaps into the addresses that they list."""

import gzip
import json
from datetime import date

import pytest

from app.errors import UnreadableSource
from app.ingest.feeds import Item, read_listing

BASE = "https://news.example/feeds/all"
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>أخبار</title>
<entry><title>خبر أول</title><link rel="self" href="/self/1"/><link href="/1"/>
<published>2024-05-10T23:30:00+03:00</published></entry>
<entry><title>خبر ثان</title><link rel="alternate" href="https://other.example/2"/></entry></feed>"""
RSS = """<!-- made by hand --><?xml-stylesheet href="x.xsl"?>
<rss version="2.0"><channel><title>أخبار</title>
<item><title>خبر أول</title><link>https://news.example/1</link><pubDate>Fri, 10 May 2024 23:30:00 +0300</pubDate></item>
<item><title>خبر بلا رابط</title><description>نص</description></item>
<item><title>خبر أول</title><link>https://news.example/1</link></item>
<item><title>خبر ثان</title><guid isPermaLink="true">https://news.example/2</guid></item>
<item><link>javascript:alert(1)</link></item></channel></rss>"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://news.example/1</loc><news:news><news:publication><news:name>أخبار</news:name></news:publication>
<news:publication_date>2024-05-10</news:publication_date><news:title>خبر أول</news:title></news:news></url>
<url><loc> /2 </loc><lastmod>2024-06-01</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example/map-1.xml.gz</loc></sitemap><sitemap><loc>/map-2.xml</loc></sitemap></sitemapindex>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "/1", "date_published": "2024-05-10T23:30:00+03:00", "title": "خبر أول"},
            {"id": "https://news.example/2"},
            "no item",
        ],
    }
)
DAY = date(2024, 5, 10)


@pytest.mark.parametrize(
    ("data", "items"),
    [
        (ATOM, [Item("https://news.example/1", DAY, "خبر أول"), Item("https://other.example/2", None, "خبر ثان")]),
        (RSS, [Item("https://news.example/1", DAY, "خبر أول"), Item("https://news.example/2", None, "خبر ثان")]),
        (SITEMAP, [Item("https://news.example/1", DAY, "خبر أول"), Item("https://news.example/2", None, None)]),
        (JSON_FEED, [Item("https://news.example/1", DAY, "خبر أول"), Item("https://news.example/2", None, None)]),
    ],
    ids=["atom", "rss", "sitemap", "json"],
)
def test_each_page_is_listed_once_with_what_is_said_of_it(data: str, items: list[Item]) -> None:
    found = read_listing(data.encode(), address=BASE)
    assert found is not None
    assert list(found.items) == items
    assert found.sitemaps == ()


def test_an_index_lists_further_sitemaps() -> None:
    found = read_listing(INDEX.encode(), address="https://news.example/sitemap.xml")
    assert found is not None
    assert (found.items, found.sitemaps) == (
        (),
        ("https://news.example/map-1.xml.gz", "https://news.example/map-2.xml"),
    )


@pytest.mark.parametrize(
    "data",
    ["<!doctype html><html><body>صفحة</body></html>", "نص", "", '{"items": []}', "{broken", "[1]"],
    ids=["page", "text", "nothing", "other-json", "broken-json", "array"],
)
def test_what_is_neither_a_feed_nor_a_sitemap_is_no_list(data: str) -> None:
    assert read_listing(data.encode(), address=BASE) is None


def test_entities_that_grow_and_files_that_are_named_are_left_alone() -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE urlset [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{entities}]>'
    data = SITEMAP.replace("<urlset", f"{bomb}<urlset", 1).replace(" /2 ", "/2&a11;&f;")
    found = read_listing(data.encode(), address=BASE)
    assert found is None or all("root:" not in item.url and len(item.url) < 100 for item in found.items)


def test_a_feed_that_is_broken_gives_what_can_be_read() -> None:
    found = read_listing(RSS[: RSS.index("<item><title>خبر بلا")].encode(), address=BASE)
    assert found is not None
    assert [item.url for item in found.items] == ["https://news.example/1"]


def test_a_packed_sitemap_is_no_list_before_it_is_unpacked() -> None:
    assert read_listing(gzip.compress(SITEMAP.encode()), address=BASE) is None


def test_a_tag_with_more_attributes_than_any_feed_has_is_refused_at_once() -> None:
    crowded = RSS.replace("<rss ", "<rss " + " ".join(f'a{n}="1"' for n in range(100_000)) + " ", 1)
    with pytest.raises(UnreadableSource, match="attributes"):
        read_listing(crowded.encode(), address=BASE)


def test_a_feed_that_names_its_document_type_is_a_feed() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://example.com/rss-0.91.dtd">'
    found = read_listing(f'<?xml version="1.0"?>{doctype}{RSS[RSS.index("<rss") :]}'.encode(), address=BASE)
    assert found is not None
    assert len(found.items) == 2


def test_what_is_no_address_in_a_feed_is_left_out() -> None:
    urls = [["/list"], {"a": 1}, 5, None, "/ok", "/nul\0", "http://[::1", "mailto:a@b"]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"url": url} for url in urls]})
    found = read_listing(feed.encode(), address=BASE)
    assert found is not None
    assert [item.url for item in found.items] == ["https://news.example/ok"]


def test_what_the_library_breaks_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object, **__: object) -> None:
        raise IndexError("deep inside")

    monkeypatch.setattr("app.ingest.feeds.feedparser.parse", parse)
    with pytest.raises(UnreadableSource, match="IndexError"):
        read_listing(RSS.encode(), address=BASE)
