"""JSON Lines in, the same lines with quotes and dates out."""

import json
from datetime import date
from typing import Any

import pytest
from samples import BODY, analyze_sample, make_document

from app.pipeline import standoff
from app.pipeline.standoff import CHUNK, BadLine, Done, analyze_lines, annotate
from app.records import Analysis


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Analysis by hand, so that the format is tested and not the rules."""

    def analyze(text: str, *, reference: date | None = None, context: str = "") -> Analysis:
        assert context == "عنوان"
        return analyze_sample(make_document(body=text, published_at=reference))

    monkeypatch.setattr(standoff, "analyze", analyze)


@pytest.mark.usefixtures("by_hand")
def test_findings_are_spans_into_the_text_and_the_rest_stays() -> None:
    record = {"id": 5, "title": "عنوان", "text": BODY, "published_at": "2024-05-10", "mood": [1, None]}
    found = annotate(record)
    assert {name: found[name] for name in record} == record
    first, _, third, fourth = found["quotes"]
    assert first["kind"] == "direct"
    assert BODY[slice(*first["content"][0])] == "“موسم القمح هذا العام جيد”"
    assert BODY[slice(*first["cue"])] == "أكدت"
    assert BODY[slice(*first["source"])] == "وزيرة الزراعة منى الخطيب"
    assert (first["speaker"], first["speaker_kind"], first["via"]) == ("منى الخطيب", "person", None)
    assert found["quotes"][1]["source"] is None
    assert third["via"] == "الفرات"
    assert fourth["speaker_kind"] == "organization"
    assert [(BODY[slice(*each["span"])], each["value"]) for each in found["dates"]] == [
        ("12 من أيار 2024", "2024-05-12"),
        ("حزيران 2024", "2024-06"),
    ]


def make_lines(number: int) -> list[bytes]:
    return [json.dumps({"id": n, "text": f"نص {n}"}).encode() + b"\n" for n in range(number)]


def read_ids(results: list[Done | BadLine]) -> list[int]:
    lines = b"".join(result.output for result in results if isinstance(result, Done)).splitlines()
    return [json.loads(line)["id"] for line in lines]


@pytest.mark.parametrize("processes", [1, 2])
def test_the_order_of_the_lines_is_kept(processes: int) -> None:
    lines = make_lines(3 * CHUNK + 1)
    results = list(analyze_lines(lines, processes=processes))
    assert read_ids(results) == list(range(len(lines)))
    assert sum(result.consumed for result in results if isinstance(result, Done)) == sum(map(len, lines))


def test_other_processes_hand_bad_lines_back() -> None:
    lines = make_lines(3 * CHUNK)
    lines[2 * CHUNK] = b"{]\n"
    bad = [result for result in analyze_lines(lines, processes=2) if isinstance(result, BadLine)]
    assert [result.number for result in bad] == [2 * CHUNK + 1]


def test_no_more_lines_are_read_than_are_worked_on() -> None:
    read = 0

    def count() -> Any:
        nonlocal read
        for line in make_lines(100 * CHUNK):
            read += 1
            yield line

    results = analyze_lines(count(), processes=1)
    next(results)
    assert read <= 3 * CHUNK
    assert len(read_ids(list(results))) == 99 * CHUNK


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"nonsense", "not JSON"),
        (b"[1]", "not an object"),
        (b'{"id": 1}', '"text"'),
        (b'{"text": 5}', '"text"'),
        (b'{"text": "a", "title": 5}', '"title"'),
        (b'{"text": "a", "title": {"ar": "b"}}', '"title"'),
        (b'{"text": "a", "published_at": "yesterday"}', "published_at"),
        (b'{"text": "\\ud800"}', "not JSON"),
        (b'{"text": "\xff"}', "not JSON"),
    ],
    ids=ascii,
)
def test_a_bad_line_is_named_with_its_reason(line: bytes, reason: str) -> None:
    (result,) = analyze_lines([b'{"text": "a"}\n', b"\n", line], processes=1)
    assert isinstance(result, BadLine)
    assert result.number == 3
    assert reason in result.reason


@pytest.mark.parametrize("value", [None, "", "2024-05-10", "2024-05-10T08:00:00+03:00", "2024-05-10 08:00:00"])
def test_a_day_may_come_with_its_time_or_not_at_all(value: str | None) -> None:
    assert annotate({"text": "نص", "published_at": value})["published_at"] == value
