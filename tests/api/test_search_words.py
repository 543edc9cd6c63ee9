"""Any string is a search or a clear refusal, and every word of an article finds it in every spelling."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.arabic.analyzer.words import find_words, list_terms

PIECES = st.sampled_from(
    ["روسيا", "سوريا", '"', "(", ")", "-", " OR ", "*", "speaker:", "«", "|", " ", "٢٫٧", "😀", "NEAR"]
)
STRINGS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join))
SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it stands": str,
    "without hamza": lambda word: word.translate(str.maketrans("أإآؤئ", "ااا" + "وي")),
    "ha for ta marbuta": lambda word: word.replace("ة", "ه"),
    "maqsura for ya": lambda word: word[:-1] + "ى" if word.endswith("ي") else word,
    "with vowels": "\u064e".join,
    "with tatweel": lambda word: word[:2] + "ـــ" + word[2:],
    "under waw": lambda word: word if word.startswith("و") else "و" + word,
    "Persian letters": lambda word: word.translate(str.maketrans("يك", "یک")),
}


@given(query=STRINGS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_string_is_answered_or_refused(seed: TestClient, query: str) -> None:
    for path in ("/v1/quotes", "/v1/search", "/v1/suggest"):
        answer = seed.get(path, params={"q": query})
        assert answer.status_code in {200, 422}, answer.text


@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_every_word_of_the_seed_finds_the_article(seed: TestClient, spell: Callable[[str], str]) -> None:
    body = seed.get("/v1/articles/1").json()["body"]
    words = sorted({found.group() for found in find_words(body) if found.group()[-1].isalpha()})
    # A letter alone may be the prefix of nothing: the spellings are those of words.
    for word in [word for word in words if len(word) > 2 and "\u0621" <= word[0] <= "\u064a"][::6]:
        page = seed.get("/v1/articles", params={"q": spell(word)}).json()
        assert [item["id"] for item in page["items"]] == [1], word
        assert not page["relaxed"], word
        for found in page["items"][0]["highlights"]:
            assert all(list_terms(found["snippet"]["text"][s["start"] : s["end"]]) for s in found["snippet"]["spans"])
