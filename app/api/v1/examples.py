"""One small article and what is found in it: the answers that the API document shows. Tests hold them true."""

from typing import Any

from pydantic.config import JsonDict

from app.store.links import make_fragment, point_into

BODY = (
    "قالت وزيرة الثقافة، هدى النجار، لوكالة “الأفق”، إن “المتحف الوطني سيفتح أبوابه في 5 من أيار المقبل”، "
    "مضيفةً أن الدخول سيكون مجانيًا."
)
SAID = "المتحف الوطني سيفتح أبوابه في 5 من أيار المقبل"


def span(name: str, words: str, prefix: str = "") -> JsonDict:
    """Words of the body under `name`, with where they stand."""
    start = BODY.index(words)
    return {name: words, f"{prefix}start": start, f"{prefix}end": start + len(words)}


def show(example: JsonDict) -> Any:
    """A model's configuration that shows the example."""
    return {"json_schema_extra": {"examples": [example]}}


ANALYZE_REQUEST: JsonDict = {"title": "موعد افتتاح المتحف", "text": BODY, "published_at": "2025-03-12"}
ARTICLE: JsonDict = {
    "id": 1,
    "external_id": "culture-4711",
    "url": "https://news.example/culture/4711",
    "title": "موعد افتتاح المتحف",
    "deck": "الدخول مجاني في الأسبوع الأول",
    "caption": "واجهة المتحف الوطني",
    "credit": "وكالة الأفق",
    "author": "سلمى درويش",
    "published_at": "2025-03-12",
    "source": "صحيفة المدينة",
    "quote_count": 2,
    "event_count": 1,
    "created_at": "2025-03-12T09:30:00Z",
    "updated_at": "2025-03-12T09:30:00Z",
}
WHOLE_ARTICLE: JsonDict = {
    **ARTICLE,
    "body": BODY,
    "headings": [],
    "revision": 1,
    "addresses": [{name: ARTICLE[name] for name in ("url", "source")} | {"added_at": "2025-03-12T09:30:00Z"}],
}
ARTICLE_SHORT: JsonDict = {name: ARTICLE[name] for name in ("id", "title", "url", "source", "published_at")}
SUBMISSION: JsonDict = {
    "title": "موعد افتتاح المتحف",
    "text": BODY,
    "url": "https://news.example/culture/4711",
    "source": "صحيفة المدينة",
    "published_at": "2025-03-12",
}
SUBMITTED: JsonDict = {"status": "new", "article": WHOLE_ARTICLE}
REVISION: JsonDict = {
    "number": 2,
    "recorded_at": "2025-03-12T11:05:00Z",
    "replaced_at": None,
    "title": "موعد افتتاح المتحف",
    "changed": ["title"],
    "diff": [
        "--- title of revision 1",
        "+++ title of revision 2",
        "@@ -1 +1 @@",
        "-موعد الافتتاح",
        "+موعد افتتاح المتحف",
    ],
    "diff_truncated": False,
    "changes": {"quotes_added": [3], "quotes_withdrawn": [2], "events_added": [], "events_withdrawn": []},
}
INGESTION_REQUEST: JsonDict = {"feed": "https://news.example/rss", "source": "صحيفة المثال"}
INGESTION: JsonDict = {
    "id": 1,
    "kind": "feed",
    "state": "done",
    "name": "https://news.example/rss",
    "source": "صحيفة المثال",
    "size": None,
    "progress": 1.0,
    "counts": {"new": 18, "unchanged": 1, "updated": 0, "duplicate": 0, "deleted": 0, "refused": 1},
    "failure": None,
    "created_by": "newsroom",
    "created_at": "2025-03-12T09:30:00Z",
    "started_at": "2025-03-12T09:30:01Z",
    "finished_at": "2025-03-12T09:30:26Z",
}
WHOLE_INGESTION: JsonDict = {
    **INGESTION,
    "addresses": ["https://news.example/rss"],
    "mapping": {},
    "published_at": None,
    "errors": [{"name": "https://news.example/culture/4712", "reason": "the host answers 404"}],
}
STORY: JsonDict = {"items": [{**ARTICLE_SHORT, "id": 2, "likeness": 0.87}]}
SPEAKER: JsonDict = {
    "id": 1,
    "name": "هدى النجار",
    "kind": "person",
    "role": "وزيرة الثقافة",
    "affiliation": "وزارة الثقافة",
    "quote_count": 2,
    "first_said": "2025-03-12",
    "last_said": "2025-03-12",
}
WHOLE_SPEAKER: JsonDict = {**SPEAKER, "aliases": ["النجار", "وزيرة الثقافة"]}
SPEAKER_SHORT: JsonDict = {name: SPEAKER[name] for name in ("id", "name", "kind", "role")}
PREFIX, SUFFIX = BODY[BODY.index(SAID) - 32 : BODY.index(SAID)], BODY.partition(SAID)[2][:32]
QUOTE: JsonDict = {
    "id": 1,
    "kind": "direct",
    **span("text", SAID),
    "segments": [span("text", SAID)],
    "prefix": PREFIX,
    "suffix": SUFFIX,
    **span("cue", "قالت", "cue_"),
    "cue_lemma": "قال",
    **span("mention", "وزيرة الثقافة، هدى النجار", "mention_"),
    **span("via", "الأفق", "via_"),
    "marks": "closed",
    "resolution": "named",
    "rule": "say.that",
    "confidence": 0.97,
    "said_on": "2025-03-12",
    "position": 0,
    "revision": 1,
    "withdrawn_at": None,
    "permalink": "https://musnad.example/v1/quotes/1",
    "text_fragment": point_into("https://news.example/culture/4711", make_fragment(PREFIX, SAID, SUFFIX)),
    "speaker": SPEAKER_SHORT,
    "article": ARTICLE_SHORT,
}
EVENT: JsonDict = {
    "id": 1,
    **span("text", "5 من أيار المقبل"),
    "value": "2025-05-05",
    "timex": "2025-05-05",
    "date_start": "2025-05-05",
    "date_end": "2025-05-05",
    "precision": "day",
    "tense": "scheduled",
    **span("sentence", BODY, "sentence_"),
    "anchor": "2025-03-12",
    "anchor_kind": "published",
    "rule": "day-month.next",
    "position": 0,
    "quote_id": 1,
    "revision": 1,
    "withdrawn_at": None,
    "article": ARTICLE_SHORT,
    "mentions": [{"name": "هدى النجار", "kind": "person", **span("text", "هدى النجار"), "speaker_id": 1}],
}
PERIOD: JsonDict = {"period": "2025-05", "count": 1, "first": "2025-05-05", "last": "2025-05-05"}


def _found(row: JsonDict, leave_out: tuple[str, ...], **fields: Any) -> JsonDict:
    return {name: value for name, value in row.items() if name not in leave_out} | fields


# What only what is kept has.
_KEPT = ("id", "position", "article", "revision", "withdrawn_at", "permalink", "text_fragment")
ANALYSIS: JsonDict = {
    "speakers": [
        {name: WHOLE_SPEAKER[name] for name in ("name", "kind", "role", "affiliation", "aliases")},
    ],
    "quotes": [_found(QUOTE, _KEPT, speaker=0)],
    "events": [
        _found(
            EVENT,
            ("id", "position", "article", "quote_id", "revision", "withdrawn_at"),
            quote=0,
            mentions=[{"name": "هدى النجار", "kind": "person", **span("text", "هدى النجار"), "speaker": 0}],
        )
    ],
}
