"""Names that are printed as one word or as two (عبدالله, عبد الله) are found either way, on the original letters."""

from collections.abc import Iterator

import pytest
from newsroom import get_items, serve
from samples import make_document
from starlette.testclient import TestClient

from app.pipeline import ingest
from app.store.db import Database

PRINTED = {"apart": "عبد الله الحداد", "joined": "عبدالله الحداد", "other": "عبد الكريم الحداد"}


@pytest.fixture
def press(database: Database) -> Iterator[TestClient]:
    for name, printed in PRINTED.items():
        body = f"قال المدير {printed} إن المخازن القديمة ممتلئة بالقمح هذا العام."
        ingest(database, make_document(body=body, title=f"خبر {name}", external_id=name, url=None))
    with TestClient(serve(database)) as client:
        yield client


@pytest.mark.parametrize("query", ["عبدالله", "عبد الله", '"عبد الله"', "وعبدالله", "body:عبدالله", "الحداد عبد الله"])
def test_either_spelling_finds_both(press: TestClient, query: str) -> None:
    page = press.get("/v1/articles", params={"q": query}).json()
    assert {item["external_id"] for item in page["items"]} == {"apart", "joined"}
    assert not page["relaxed"]


def test_the_spelling_that_stands_there_is_marked(press: TestClient) -> None:
    marked = {
        item["external_id"]: {body[span["start"] : span["end"]] for span in found["spans"]}
        for item in get_items(press, "/v1/articles", q="عبدالله")
        for found in item["highlights"]
        if found["field"] == "body"
        for body in [press.get(f"/v1/articles/{item['id']}").json()["body"]]
    }
    assert marked["joined"] == {"عبدالله"}
    assert " ".join(sorted(marked["apart"], key=len)) in ("عبد الله", "عبد الله")


def test_exact_means_as_it_is_printed(press: TestClient) -> None:
    items = get_items(press, "/v1/articles", q="عبدالله", exact="true")
    assert {item["external_id"] for item in items} == {"joined"}


def test_what_must_not_stand_there_is_missed_in_either_spelling(press: TestClient) -> None:
    assert {item["external_id"] for item in get_items(press, "/v1/articles", q="الحداد -عبدالله")} == {"other"}


@pytest.mark.parametrize("query", ["عبد", "عبد الكريم", "عبدالكريم"])
def test_no_other_word_is_parted(press: TestClient, query: str) -> None:
    assert "other" in {item["external_id"] for item in get_items(press, "/v1/articles", q=query)}
