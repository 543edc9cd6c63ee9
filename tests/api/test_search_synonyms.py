"""A search finds names under their other names, by a file that can be replaced or turned off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import get_items
from starlette.testclient import TestClient

from app.arabic.analyzer.words import list_terms
from app.config import Settings
from app.errors import SynonymError
from app.main import create_app
from app.store.db import Database
from app.store.search.synonyms import open_synonyms


def serve_with(database: Database, synonyms: str) -> Iterator[TestClient]:
    url = database.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url, search_synonyms=synonyms))) as client:
        yield client


@pytest.fixture
def plain(seeded: Database) -> Iterator[TestClient]:
    yield from serve_with(seeded, "off")


@pytest.fixture
def own(seeded: Database, tmp_path: Path) -> Iterator[TestClient]:
    file = tmp_path / "own.txt"
    file.write_text("MFA, وزير الخارجية\nNab => سانا\nZuhal, زحل, موسكو\n", encoding="utf-8")
    yield from serve_with(seeded, str(file))


def list_marked(items: list[dict[str, object]]) -> set[str]:
    """The words that the snippets mark."""
    return {
        found["snippet"]["text"][span["start"] : span["end"]]
        for item in items
        for found in item["highlights"]  # type: ignore[attr-defined]
        for span in found["snippet"]["spans"]
    }


@pytest.mark.parametrize(
    ("query", "marked"),
    [("Lavrov", "لافروف"), ("SANA", "سانا"), ("Moscow Al-Shaibani", "الشيباني"), ('"Damascus"', "دمشق")],
)
def test_an_article_is_found_by_a_name_that_it_spells_otherwise(seed: TestClient, query: str, marked: str) -> None:
    page = seed.get("/v1/articles", params={"q": query}).json()
    assert (len(page["items"]), page["relaxed"]) == (1, False)
    assert any(marked in words for words in list_marked(page["items"]))


def test_synonyms_count_in_every_list_and_field(seed: TestClient) -> None:
    said = {item["id"] for item in get_items(seed, "/v1/quotes", q="speaker:Lavrov")}
    assert said == {item["id"] for item in get_items(seed, "/v1/quotes", q="speaker:لافروف")} != set()
    names = [item["name"] for item in get_items(seed, "/v1/speakers", q="Lavrov")]
    assert names == ["سيرغي لافروف"]
    without = seed.get("/v1/quotes", params={"q": "روسيا -Lavrov", "count": "true"}).json()["total"]
    plainly = seed.get("/v1/quotes", params={"q": "روسيا -لافروف", "count": "true"}).json()["total"]
    assert without == plainly


def test_letter_by_letter_there_are_none(seed: TestClient) -> None:
    assert get_items(seed, "/v1/articles", q="Lavrov", exact="true") == []


def test_they_can_be_turned_off(plain: TestClient) -> None:
    assert get_items(plain, "/v1/articles", q="Lavrov") == []


def test_a_file_of_ones_own_takes_the_place_of_the_usual_one(own: TestClient) -> None:
    assert "وزير الخارجية" in list_marked(get_items(own, "/v1/articles", q="MFA"))
    assert list_marked(get_items(own, "/v1/articles", q="nab")) == {"سانا"}
    assert get_items(own, "/v1/articles", q="Lavrov") == []


def test_a_name_of_several_words_is_found_as_a_phrase_alone(own: TestClient) -> None:
    for item in get_items(own, "/v1/articles", q="MFA"):
        for found in item["highlights"]:
            texts = [found["snippet"]["text"][s["start"] : s["end"]] for s in found["snippet"]["spans"]]
            assert all(len(text.split()) == 2 for text in texts)


def test_names_of_several_words_are_known_without_quotation_marks(own: TestClient) -> None:
    page = own.get("/v1/articles", params={"q": "لوزير الخارجية", "match": "any"}).json()
    assert len(page["items"]) == 1


@pytest.mark.parametrize(("query", "is_found"), [("زحل", True), ("Zuhal المريخ", True), ("زحل المريخ", False)])
def test_among_any_words_only_foreign_names_stand_for_others(own: TestClient, query: str, is_found: bool) -> None:
    assert bool(get_items(own, "/v1/articles", q=query, match="any")) == is_found


@pytest.mark.parametrize(("query", "word"), [("Raisi", "رئيسي"), ("Zarif", "ظريف"), ("Berri", "بري"), ("Mali", "مالي")])
def test_a_surname_that_is_a_common_word_is_looked_for_with_its_first_name(query: str, word: str) -> None:
    (name,) = list_terms(query)
    others = open_synonyms("default").find([name])
    assert all(len(other) > 1 for other in others if word in {part.exact for part in other})


def test_a_file_that_is_not_there_or_says_nothing_useful_is_told_at_start(tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    file.write_text("a, b\nوحده\n", encoding="utf-8")
    with pytest.raises(SynonymError, match=r"bad\.txt:2: holds one name alone"):
        create_app(Settings(search_synonyms=str(file)))
    with pytest.raises(SynonymError, match="can't be read: No such file"):
        open_synonyms(str(tmp_path / "none.txt"))
    file.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SynonymError, match="no UTF-8 text"):
        open_synonyms(f"{tmp_path}/./bad.txt")
