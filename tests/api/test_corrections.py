"""Corrections over HTTP: who may, what is taken and refused, what is answered, and what the history tells."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from newsroom import add_articles, get_items

from app.store.db import Database
from app.store.desk_models import Scope
from app.store.doctor import examine
from app.store.keys import create_key

WHEAT, BUYING, ROAD, TRAIN = (1, 2, 3, 4)
MINISTER, SOURCE, MINISTRY = (1, 2, 3)


@pytest.fixture
def editor(database: Database, app: FastAPI) -> Iterator[TestClient]:
    """A client with an editor's key, over two articles."""
    add_articles(database, range(2))
    with database.write() as session:
        token = create_key(session, "المدقق", [Scope.correct])
    with TestClient(app, headers={"Authorization": f"Bearer {token}"}) as client:
        yield client


def patch(client: TestClient, path: str, **changes: Any) -> dict[str, Any]:
    answer = client.patch(path, json=changes)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    assert found == client.get(path).json()
    return found


def body_of(client: TestClient, quote: dict[str, Any]) -> str:
    return str(client.get(f"/v1/articles/{quote['article']['id']}").json()["body"])


def history(client: TestClient, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{path}/corrections").json()["items"]
    return found


def test_everything_of_a_quote_can_be_set_right_and_the_history_tells_who_and_when(
    database: Database, editor: TestClient
) -> None:
    path = f"/v1/quotes/{BUYING}"
    before = editor.get(path).json()
    assert (before["corrected"], before["corrected_at"], history(editor, path)) == (False, None, [])
    start, end = before["start"] + len("الحكومة "), before["end"]
    after = patch(editor, path, speaker={"id": MINISTRY}, start=start, kind="mixed", via="الفرات", said_on="2024-05-08")
    body = body_of(editor, after)
    assert (after["start"], after["end"], after["text"]) == (start, end, body[start:end])
    assert after["segments"] == [{"start": start, "end": end, "text": body[start:end]}]
    assert body[:start].endswith(after["prefix"])
    assert body[end:].startswith(after["suffix"])
    assert after["via"] == body[after["via_start"] : after["via_end"]] == "الفرات"
    assert (after["speaker"]["id"], after["kind"], after["said_on"]) == (MINISTRY, "mixed", "2024-05-08")
    assert after["corrected"] is True
    told = {row["field"]: row for row in history(editor, path)}
    assert set(told) == {"speaker", "content", "kind", "via", "said_on"}
    assert {row["corrected_by"] for row in told.values()} == {"المدقق"}
    assert max(row["corrected_at"] for row in told.values())[:19] == after["corrected_at"][:19]
    assert told["speaker"]["before"] == {"id": MINISTER, "name": "منى الخطيب"}
    assert told["content"]["before"] == {name: before[name] for name in ("start", "end", "text")}
    assert (told["kind"]["before"], told["kind"]["after"]) == (before["kind"], "mixed")
    assert told["via"]["before"] is None
    assert BUYING in {row["id"] for row in get_items(editor, f"/v1/speakers/{MINISTRY}/quotes")}
    assert BUYING not in {row["id"] for row in get_items(editor, f"/v1/speakers/{MINISTER}/quotes")}
    assert [row["id"] for row in get_items(editor, "/v1/quotes", via="الفرات", kind="mixed")] == [BUYING]
    assert list(examine(database)) == []


def test_the_same_again_changes_nothing_and_is_not_told_twice(editor: TestClient) -> None:
    path = f"/v1/quotes/{BUYING}"
    first = patch(editor, path, kind="mixed", via=None)
    assert patch(editor, path, kind="mixed", via=None) == first
    assert [row["field"] for row in history(editor, path)] == ["kind", "via"]


def test_words_alone_say_where_the_content_is(database: Database, editor: TestClient) -> None:
    after = patch(editor, f"/v1/quotes/{ROAD}", text="الطريق سيفتح")
    assert body_of(editor, after)[after["start"] : after["end"]] == "الطريق سيفتح"
    event = next(row for row in get_items(editor, "/v1/events", article=1) if "أيار" in row["text"])
    assert event["quote_id"] is None
    patch(editor, f"/v1/quotes/{ROAD}", text="الطريق سيفتح في 12 من أيار 2024")
    assert editor.get(f"/v1/events/{event['id']}").json()["quote_id"] == ROAD
    assert list(examine(database)) == []


def test_a_speaker_by_name_is_whoever_has_it_or_is_made(database: Database, editor: TestClient) -> None:
    known = patch(editor, f"/v1/quotes/{ROAD}", speaker={"name": "منى الخطيب"})
    assert known["speaker"]["id"] == MINISTER
    made = patch(editor, f"/v1/quotes/{ROAD}", speaker={"name": "بلدية النهر", "kind": "organization"})
    assert (made["speaker"]["name"], made["speaker"]["kind"]) == ("بلدية النهر", "organization")
    assert get_items(editor, "/v1/speakers", q="بلدية")[0]["quote_count"] == 1
    assert editor.get(f"/v1/speakers/{SOURCE}").status_code == 404
    assert list(examine(database)) == []


def test_a_rejected_quote_leaves_every_list_and_comes_back(database: Database, editor: TestClient) -> None:
    path = f"/v1/quotes/{WHEAT}"
    before = editor.get(path).json()
    gone = patch(editor, path, rejected=True)
    assert gone["rejected"] is True
    assert gone["withdrawn_at"] is not None
    listed = {row["id"] for row in get_items(editor, "/v1/quotes")}
    assert WHEAT not in listed
    assert WHEAT not in {row["id"] for row in get_items(editor, "/v1/quotes", q="القمح")}
    assert WHEAT in {row["id"] for row in get_items(editor, "/v1/quotes", withdrawn="true")}
    assert str(before["text"]) not in editor.get("/v1/quotes.csv", params={"article": 1}).text
    assert editor.patch(path, json={"kind": "mixed"}).status_code == 409
    assert patch(editor, path, rejected=True) == gone
    back = patch(editor, path, rejected=False, kind="mixed")
    assert (back["rejected"], back["withdrawn_at"], back["kind"]) == (False, None, "mixed")
    assert (back["text"], back["position"]) == (before["text"], before["position"])
    assert WHEAT in {row["id"] for row in get_items(editor, "/v1/quotes", q="القمح")}
    assert [row["field"] for row in history(editor, path)] == ["rejected", "rejected", "kind"]
    assert list(examine(database)) == []


NOT_RIGHT: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"start": 5, "end": 5}, "start"),
    ({"end": 100_000}, "start"),
    ({"start": -1}, "start"),
    ({"start": "5"}, "start"),
    ({"start": 0, "end": 4, "text": "غير ذلك"}, "text"),
    ({"text": "كلمات ليست في الخبر"}, "text"),
    ({"via": "وكالة ليست في الخبر"}, "via"),
    ({"via": "…"}, "via"),
    ({"kind": "loud"}, "kind"),
    ({"said_on": "8/5/2024"}, "said_on"),
    ({"speaker": {}}, "speaker"),
    ({"speaker": {"id": 1, "name": "منى"}}, "speaker"),
    ({"speaker": {"id": 999}}, "speaker.id"),
    ({"speaker": {"name": "؟!"}}, "speaker.name"),
    ({"rejected": "true"}, "rejected"),
    ({"cue": "قال"}, "cue"),
]


def test_what_can_not_be_right_of_a_quote_is_422_and_changes_nothing(editor: TestClient) -> None:
    before = editor.get(f"/v1/quotes/{BUYING}").json()
    for changes, name in NOT_RIGHT:
        answer = editor.patch(f"/v1/quotes/{BUYING}", json={**changes})
        assert answer.status_code == 422, (changes, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.json()["errors"][0]["location"], answer.json()["errors"][0]["name"]) == ("body", name)
    assert editor.get(f"/v1/quotes/{BUYING}").json() == before


def test_a_speaker_who_belongs_to_another_article_can_not_have_said_it(editor: TestClient) -> None:
    other = next(row for row in get_items(editor, "/v1/quotes", article=2) if row["speaker"]["kind"] == "unnamed")
    answer = editor.patch(f"/v1/quotes/{BUYING}", json={"speaker": {"id": other["speaker"]["id"]}})
    assert answer.status_code == 422


def test_a_speaker_is_set_right_and_found_by_both_names(database: Database, editor: TestClient) -> None:
    path = f"/v1/speakers/{MINISTER}"
    after = patch(editor, path, name="منى سالم الخطيب", role="نائبة رئيس الحكومة", affiliation=None)
    assert (after["name"], after["role"], after["affiliation"]) == ("منى سالم الخطيب", "نائبة رئيس الحكومة", None)
    assert "منى الخطيب" in after["aliases"]
    assert after["corrected"] is True
    for words in ("منى سالم الخطيب", "منى الخطيب"):
        assert [row["id"] for row in get_items(editor, "/v1/speakers", name=words)] == [MINISTER]
    assert [row["id"] for row in get_items(editor, "/v1/speakers", q="نائبة")] == [MINISTER]
    assert {row["field"]: (row["before"], row["after"]) for row in history(editor, path)} == {
        "name": ("منى الخطيب", "منى سالم الخطيب"),
        "role": ("وزيرة الزراعة", "نائبة رئيس الحكومة"),
        "affiliation": ("وزارة الزراعة", None),
    }
    assert patch(editor, path, kind="group")["kind"] == "group"
    assert list(examine(database)) == []


def test_another_spelling_of_the_name_is_no_other_speaker(database: Database, editor: TestClient) -> None:
    after = patch(editor, f"/v1/speakers/{MINISTER}", name="مُنى الخطيب")
    assert after["name"] == "مُنى الخطيب"
    assert list(examine(database)) == []


def test_a_name_that_is_anothers_is_409(editor: TestClient) -> None:
    answer = editor.patch(f"/v1/speakers/{MINISTER}", json={"name": "وزارة النقل", "kind": "organization"})
    assert answer.status_code == 409
    assert "merge" in answer.json()["detail"]


def test_what_can_not_be_right_of_a_speaker_is_422(editor: TestClient) -> None:
    for changes in ({}, {"name": ""}, {"name": "؟"}, {"name": 5}, {"kind": "x"}, {"aliases": []}):
        assert editor.patch(f"/v1/speakers/{MINISTER}", json={**changes}).status_code == 422, changes


def test_speakers_are_merged_and_split_with_their_history(database: Database, editor: TestClient) -> None:
    path = f"/v1/speakers/{MINISTER}"
    patch(editor, f"/v1/speakers/{MINISTRY}", role="جهة حكومية")
    merged = editor.post(f"{path}/merge", json={"speaker": MINISTRY})
    assert (merged.status_code, merged.json()["speaker_id"], merged.json()["quotes"]) == (200, MINISTER, 2)
    assert editor.get(f"/v1/speakers/{MINISTRY}").status_code == 404
    assert editor.get(path).json()["corrected"] is True
    split = editor.post(f"{path}/split", json={"alias": "وزارة النقل"})
    assert (split.status_code, split.json()["name"], split.json()["quotes"]) == (200, "وزارة النقل", 2)
    assert [row["field"] for row in history(editor, path)] == ["role", "merge", "split"]
    assert history(editor, path)[1]["before"] == {"id": MINISTRY, "name": "وزارة النقل"}
    assert history(editor, path)[2]["after"] == {"id": split.json()["speaker_id"], "name": "وزارة النقل"}
    assert list(examine(database)) == []


def test_what_can_not_be_merged_or_split_is_refused(editor: TestClient) -> None:
    path = f"/v1/speakers/{MINISTER}"
    assert editor.post(f"{path}/merge", json={"speaker": MINISTER}).status_code == 409
    assert editor.post(f"{path}/merge", json={"speaker": 999}).status_code == 404
    assert editor.post("/v1/speakers/999/merge", json={"speaker": MINISTER}).status_code == 404
    assert editor.post(f"{path}/split", json={"alias": "ليس اسمها"}).status_code == 409
    for body in ({}, {"speaker": 0}, {"other": 2}):
        assert editor.post(f"{path}/merge", json=body).status_code == 422
    assert editor.post(f"{path}/split", json={"alias": " "}).status_code == 422


WRITES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("PATCH", "/v1/quotes/{id}", {"kind": "mixed"}),
    ("PATCH", "/v1/speakers/{id}", {"role": "وزيرة"}),
    ("POST", "/v1/speakers/{id}/merge", {"speaker": 2}),
    ("POST", "/v1/speakers/{id}/split", {"alias": "الخطيب"}),
)


def test_who_has_no_key_for_corrections_corrects_nothing(database: Database, editor: TestClient) -> None:
    with database.write() as session:
        ingest = create_key(session, "مراسل", [Scope.ingest])
    for method, path, body in WRITES:
        for status, header in ((401, ""), (401, "Bearer musnad_0_x"), (403, f"Bearer {ingest}")):
            answer = editor.request(method, path.format(id=1), json=body, headers={"Authorization": header})
            assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        for unknown in ("999", str(2**63 - 1)):
            assert editor.request(method, path.format(id=unknown), json=body).status_code == 404
        assert editor.request(method, path.format(id="x"), json=body).status_code == 422
    assert not any(row["corrected"] for kind in ("quotes", "speakers") for row in get_items(editor, f"/v1/{kind}"))


def test_the_history_of_what_is_not_there_is_404(editor: TestClient) -> None:
    for kind in ("quotes", "speakers"):
        assert editor.get(f"/v1/{kind}/999/corrections").status_code == 404


def test_what_was_corrected_in_an_article_goes_with_it(database: Database, editor: TestClient) -> None:
    patch(editor, f"/v1/quotes/{WHEAT}", rejected=True)
    patch(editor, f"/v1/quotes/{BUYING}", kind="mixed")
    patch(editor, f"/v1/speakers/{SOURCE}", role="من أهل القرية")
    with database.write() as session:
        admin = create_key(session, "المدير", [Scope.admin])
    gone = editor.delete("/v1/articles/1", headers={"Authorization": f"Bearer {admin}"})
    assert gone.status_code == 204
    assert editor.get(f"/v1/quotes/{WHEAT}/corrections").status_code == 404
    assert list(examine(database)) == []
