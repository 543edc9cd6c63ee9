"""CSV and JSON Lines, read by what reads them."""

import csv
import io
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Integer, String, literal, select

from app.store.db import Database
from app.store.sheets import RISKY, make_line

LISTS = ("quotes", "articles", "speakers", "events")


def read_csv(client: TestClient, path: str, **params: Any) -> list[dict[str, str]]:
    answer = client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), strict=True))


def read_all(client: TestClient, path: str, **params: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get(path, params={"limit": 100, **params}).json()["items"]
    return items


def pick(row: dict[str, Any], name: str) -> Any:
    outer, _, inner = name.rpartition(".")
    return row[outer][inner] if outer else row[name]


@pytest.mark.parametrize("name", LISTS)
def test_a_spreadsheet_has_the_lists_rows_in_the_lists_order(shop: TestClient, name: str) -> None:
    rows, listed = read_csv(shop, f"/v1/{name}.csv"), read_all(shop, f"/v1/{name}")
    assert [int(row["id"]) for row in rows] == [item["id"] for item in listed]
    for row, item in zip(rows, listed, strict=True):
        for column in set(row) - {"permalink", "aliases", "mentions"}:
            value = pick(item, column)
            shown = str(value).lower() if isinstance(value, bool) else str(value).removeprefix("'")
            assert row[column].removeprefix("'") == ("" if value is None else shown)
        assert row["permalink"] == f"https://musnad.example/base/v1/{name}/{item['id']}"


def test_a_spreadsheet_begins_with_a_byte_order_mark_and_ends_its_lines_as_rfc_4180_says(shop: TestClient) -> None:
    content = shop.get("/v1/quotes.csv").content
    assert content.startswith(b"\xef\xbb\xbfid,said_on,speaker.name,")
    assert content.endswith(b"\r\n")
    assert content.count(b"\xef\xbb\xbf") == 1


@pytest.mark.parametrize("name", LISTS)
def test_no_cell_begins_as_a_formula_would(shop: TestClient, name: str) -> None:
    cells = [cell for row in read_csv(shop, f"/v1/{name}.csv") for cell in row.values()]
    assert any(cell[:1] == "'" for cell in cells)
    assert [cell for cell in cells if cell and cell[0] in RISKY] == []


@pytest.mark.parametrize("first", RISKY, ids=lambda letter: f"{ord(letter):04x}")
def test_a_risky_beginning_gets_an_apostrophe(shelf: Database, first: str) -> None:
    cells = {"risky": f"{first}SUM(A1)", "inner": f' {first}"x",\r\n', "number": -1, "null": None, "empty": ""}
    columns = {name: literal(cell, Integer if cell == -1 else String) for name, cell in cells.items()}
    with shelf.read() as connection:
        line = connection.execute(select(make_line(columns, database=connection.dialect.name))).scalar_one()
    [row] = csv.reader(io.StringIO(bytes(line).decode(), newline=""), strict=True)
    assert row == [f"'{cells['risky']}", cells["inner"], "-1", "", ""]


def test_inner_lists_are_cells_of_names(shop: TestClient) -> None:
    [minister] = read_csv(shop, "/v1/speakers.csv", name="منى الخطيب")
    assert minister["aliases"] == "الخطيب; وزيرة الزراعة"
    [named] = [row for row in read_csv(shop, "/v1/events.csv") if row["mentions"]]
    assert named["mentions"] == "وزارة النقل"


@pytest.mark.parametrize("name", ["quotes", "events"])
def test_a_line_of_json_is_what_the_list_answers(shop: TestClient, name: str) -> None:
    content = shop.get(f"/v1/{name}.jsonl").content
    assert content.endswith(b"\n")
    assert [json.loads(line) for line in content.splitlines()] == read_all(shop, f"/v1/{name}")


@pytest.mark.parametrize("name", ["articles", "speakers"])
def test_a_line_of_json_has_all_that_one_rows_answer_has(shop: TestClient, name: str) -> None:
    for line in shop.get(f"/v1/{name}.jsonl").content.splitlines():
        row = json.loads(line)
        assert row == shop.get(f"/v1/{name}/{row['id']}").json()


def test_filters_order_and_limit_are_the_lists(shop: TestClient) -> None:
    rows = read_csv(shop, "/v1/quotes.csv", kind="direct", sort="id")
    assert [row["kind"] for row in rows] == ["direct"]
    rows = read_csv(shop, "/v1/quotes.csv", q="الرمز", sort="-id", limit=1)
    assert len(rows) == 1
    assert read_csv(shop, "/v1/quotes.csv", said_from="2031-01-01") == []
    assert shop.get("/v1/quotes.jsonl", params={"said_from": "2031-01-01"}).content == b""


def test_more_rows_than_a_batch_come_whole(shop: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.streaming.BATCH", 2)
    rows = read_csv(shop, "/v1/quotes.csv", sort="id")
    assert [int(row["id"]) for row in rows] == sorted(item["id"] for item in read_all(shop, "/v1/quotes"))
    assert len(rows) == 10
