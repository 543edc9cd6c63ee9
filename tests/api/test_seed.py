"""What a newcomer reads after the first start."""

from fastapi.testclient import TestClient
from newsroom import get_items


def test_the_seed_is_one_article_with_what_was_found_in_it(seed: TestClient) -> None:
    (article,) = get_items(seed, "/v1/articles")
    assert (article["source"], article["published_at"]) == ("عنب بلدي", "2025-07-31")
    path = f"/v1/articles/{article['id']}"
    assert article["quote_count"] == len(get_items(seed, f"{path}/quotes")) > 15
    assert article["event_count"] == len(get_items(seed, f"{path}/events")) > 3
    assert len(get_items(seed, f"{path}/speakers")) > 3


def test_every_span_leads_to_its_words(seed: TestClient) -> None:
    (article,) = get_items(seed, "/v1/articles")
    body = seed.get(f"/v1/articles/{article['id']}").json()["body"]
    for row in (*get_items(seed, "/v1/quotes"), *get_items(seed, "/v1/events")):
        for name in row:
            if name.endswith("start") and isinstance(row[name], int):
                prefix = name.removesuffix("start")
                assert body[row[name] : row[f"{prefix}end"]] == row[prefix.removesuffix("_") or "text"]


def test_a_speaker_is_found_by_name_and_heard(seed: TestClient) -> None:
    (speaker,) = get_items(seed, "/v1/speakers", name="اسعد الشيباني")
    quotes = get_items(seed, f"/v1/speakers/{speaker['id']}/quotes")
    assert len(quotes) == speaker["quote_count"] > 3
    assert any("خطوة استراتيجية" in quote["text"] for quote in quotes)
    assert {quote["via"] for quote in quotes} == {"سانا", None}


def test_a_search_forgives_spelling(seed: TestClient) -> None:
    plain = get_items(seed, "/v1/quotes", q="القواعد الروسية")
    assert plain
    assert get_items(seed, "/v1/quotes", q="الروسيه القَواعـد") == plain


def test_the_timeline_reaches_from_the_past_into_what_is_scheduled(seed: TestClient) -> None:
    periods = [period["period"] for period in get_items(seed, "/v1/timeline", unit="month")]
    assert {"2024-12", "2025-07", "2025-10"} <= set(periods)
    assert get_items(seed, "/v1/events", tense="scheduled", date_from="2025-10-15", date_to="2025-10-15")
