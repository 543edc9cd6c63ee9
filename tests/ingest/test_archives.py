"""Archives are read entry by entry: what can't be read is told by its place, and nothing else is lost with it."""

import gzip
import io
import json
import sys
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.ingest import archives, json_streams, tables
from app.ingest import entries as limits
from app.ingest.archives import list_entries, measure
from app.ingest.entries import Entry, Refusal

RECORDS = [{"id": number, "title": f"خبر {number}", "text": f"وصل الوفد رقم {number}."} for number in range(1, 4)]
LINES = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)


def contents(*paths: Path) -> list[Any]:
    """What every entry holds, and why the others are refused."""
    return [entry.content if isinstance(entry, Entry) else entry.reason for entry in list_entries(paths)]


def make_zip(path: Path, **members: bytes | str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return path


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.jsonl", LINES, id="lines"),
        pytest.param("a.jsonl", "\ufeff" + LINES.replace("\n", "\r\n\r\n"), id="mark-and-windows-line-ends"),
        pytest.param("a.jsonl", LINES.rstrip(), id="no-last-line-end"),
        pytest.param("a.json", json.dumps(RECORDS), id="array"),
        pytest.param("a.json", "\ufeff" + json.dumps(RECORDS, indent=4).replace("\n", "\r\n"), id="array-indented"),
        pytest.param("a.json", LINES, id="lines-named-json"),
        pytest.param("a.json", json.dumps({"count": 3, "articles": RECORDS}, indent=1), id="array-in-an-object"),
        pytest.param("a", json.dumps(RECORDS), id="array-without-a-name"),
        pytest.param("a.gz", gzip.compress(LINES.encode()), id="packed-without-a-name"),
        pytest.param("a.jsonl.gz", gzip.compress(LINES.encode()), id="packed"),
    ],
)
def test_the_records_of_a_file_come_one_by_one(tmp_path: Path, name: str, data: str | bytes) -> None:
    assert contents(write(tmp_path / name, data)) == RECORDS


def test_one_object_on_many_lines_is_one_record(tmp_path: Path) -> None:
    assert contents(write(tmp_path / "a.json", json.dumps(RECORDS[0], indent=2))) == RECORDS[:1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_the_rows_of_a_table_come_by_the_names_in_its_first(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = ["id,title,text", '1,خبر أول,"سطر أول\r\nسطر، ""ثان"""', "2,خبر ثان,نص ثان", ""]
    data = "\r\n".join(rows).replace(",", delimiter).encode(encoding)
    assert contents(write(tmp_path / "a.csv", data)) == [
        {"id": "1", "title": "خبر أول", "text": 'سطر أول\r\nسطر، "ثان"'},
        {"id": "2", "title": "خبر ثان", "text": "نص ثان"},
    ]


def test_a_zip_gives_what_its_members_hold_and_tells_what_is_not_read(tmp_path: Path) -> None:
    inner = make_zip(tmp_path / "inner.zip", a__txt="نص")
    path = make_zip(
        tmp_path / "a.zip",
        a__jsonl=LINES,
        b__txt="عنوان\n\nنص الخبر.",
        c__html="<html><p>نص</p></html>",
        picture__png=b"\x89PNG",
        inner__zip=inner.read_bytes(),
        **{"__MACOSX/a__jsonl": "x", "folder/__hidden__json": "x"},
    )
    assert contents(path) == [
        *RECORDS,
        "عنوان\n\nنص الخبر.".encode(),
        "<html><p>نص</p></html>".encode(),
        "files that end in .png are not read",
        "an archive in an archive is not read",
    ]


def test_each_entry_is_named_by_its_place(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", a__jsonl=LINES.replace("\n", "\n[]\n", 1))
    assert [entry.name for entry in list_entries([path])] == [f"{path}/a.jsonl:{number}" for number in (1, 2, 3, 4)]


def test_a_folder_is_read_by_name_with_what_it_holds_and_without_what_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "2024" / "05").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("2024/05/b.txt", "2024/a.html", ".git/c.txt", "notes.md", "2024/.d.txt"):
        write(tmp_path / name, name)
    (tmp_path / "2024" / "back").symlink_to(tmp_path)
    assert contents(tmp_path) == [b"2024/05/b.txt", b"2024/a.html"]


def test_a_folder_without_anything_to_read_is_told(tmp_path: Path) -> None:
    assert contents(tmp_path) == ["there is nothing in this folder that can be read"]


@pytest.mark.parametrize("data", [LINES.encode(), gzip.compress(LINES.encode())], ids=["plain", "packed"])
def test_standard_input_is_read_for_what_it_is(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert contents(Path("-")) == RECORDS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_table_is_told_from_a_text_by_its_fields_names(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    rows = "title;content\nالسد;امتلأ السد\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rows.encode(encoding))))
    assert contents(Path("-")) == [{"title": "السد", "content": "امتلأ السد"}]


@pytest.mark.parametrize(
    "words",
    ["title,content", "Reuters, London\nقال الوزير, أمس", "سانا،دمشق\nقال"],
    ids=["one-line", "english", "arabic"],
)
def test_a_text_with_commas_in_its_first_line_is_no_table(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
    assert contents(Path("-")) == [words.encode()]


def test_a_text_from_standard_input_is_one_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("عنوان\n\nنص.".encode())))
    assert contents(Path("-")) == ["عنوان\n\nنص.".encode()]


def test_a_line_that_is_no_json_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    lines = LINES.splitlines()
    bad = ["{broken", "[1, 2]", '{"text": "\\ud800"}', "\x00", '{"a":' * 5_000]
    found = list(list_entries([write(tmp_path / "a.jsonl", "\n".join([lines[0], *bad, *lines[1:]]))]))
    assert [entry.content for entry in found if isinstance(entry, Entry)] == RECORDS
    refused = [entry for entry in found if isinstance(entry, Refusal)]
    assert len(refused) == len(bad)
    assert all(entry.is_record for entry in refused)


@pytest.mark.parametrize(
    ("tail", "reason"),
    [(", {broken]", "not JSON"), (", ", "not JSON"), (f", {'[' * 100_000}", "nested too deep")],
    ids=["broken", "cut-off", "deep"],
)
def test_an_array_is_read_up_to_where_it_is_broken(tmp_path: Path, tail: str, reason: str) -> None:
    *records, refused = contents(write(tmp_path / "a.json", json.dumps(RECORDS)[:-1] + tail))
    assert records == RECORDS
    assert reason in refused
    assert "what follows" in refused


def test_a_record_that_is_too_large_is_told_and_the_lines_after_it_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_streams, "LARGEST_ENTRY", 1_000)
    large = json.dumps({"text": "x" * 500_000})
    found = contents(write(tmp_path / "a.jsonl", f"{large}\n{LINES}{large}"))
    assert found[1:4] == RECORDS
    assert [reason[:11] for reason in (found[0], found[4])] == ["larger than"] * 2


def test_a_field_that_is_too_large_is_told_and_the_rows_after_it_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "LARGEST_ENTRY", 1_000)
    rows = ["id,text", "1,أول", f"2,{'x' * 900}{'y' * 900}", "3,ثالث", "4,رابع,زائد", "5"]
    found = contents(write(tmp_path / "a.csv", "\n".join(rows)))
    assert found[0] == {"id": "1", "text": "أول"}
    assert {"id": "3", "text": "ثالث"} in found
    assert found[-1] == found[-2] == "the row has not as many fields as the header"


def test_a_zip_that_bursts_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MUCH", 1_000_000)
    path = make_zip(tmp_path / "bomb.zip", bomb__json=b"[" + b" " * 5_000_000, a__jsonl=LINES)
    assert contents(path) == ["packed so tightly that it must be a bomb", *RECORDS]


def test_a_gzip_that_bursts_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MUCH", 1_000_000)
    path = write(tmp_path / "bomb.jsonl.gz", gzip.compress(LINES.encode() + b" " * 9_000_000))
    *records, reason = contents(path)
    assert records == RECORDS
    assert "bomb" in reason


def test_a_member_that_lies_about_its_size_is_told(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", a__jsonl=LINES)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = (50).to_bytes(4, "little")
    [*_, reason] = contents(write(path, bytes(data)))
    assert "unpacked" in reason


def test_an_encrypted_member_and_a_broken_zip_are_told(tmp_path: Path) -> None:
    path = make_zip(tmp_path / "a.zip", a__jsonl=LINES)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert contents(write(tmp_path / "b.zip", bytes(data))) == ["it is encrypted"]
    [reason] = contents(write(tmp_path / "c.zip", b"PK\x03\x04 broken"))
    assert "zip can't be read" in reason
    [*_, reason] = contents(write(tmp_path / "d.jsonl.gz", gzip.compress(LINES.encode())[:-12]))
    assert "unpacked" in reason


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert contents(tmp_path / "none.zip") == ["there is no such file"]


def test_a_long_array_is_read_without_holding_it(tmp_path: Path) -> None:
    words = (f"نص {number}: {' '.join(str(number * place) for place in range(300))}." for number in range(6_000))
    records = ",".join(json.dumps({"text": text}) for text in words)
    path = make_zip(tmp_path / "a.zip", a__json=f"[{records}]")
    tracemalloc.start()
    number = sum(1 for _ in list_entries([path]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 6_000
    assert peak < 8_000_000 < measure([path])


def test_what_there_is_to_read_is_measured_unpacked(tmp_path: Path) -> None:
    plain = write(tmp_path / "a.jsonl", LINES)
    packed = write(tmp_path / "b.jsonl.gz", gzip.compress(LINES.encode()))
    zipped = make_zip(tmp_path / "c.zip", a__jsonl=LINES)
    assert measure([plain, packed, zipped]) == 3 * len(LINES.encode())
    assert measure([tmp_path]) == 3 * len(LINES.encode())
    assert measure([Path("-")]) is None
    assert limits.LARGEST_ENTRY > 1_000_000
