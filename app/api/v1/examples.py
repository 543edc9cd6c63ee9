"""What is sent, as the API document shows it, and answers that need a key; all other answers are worked out."""

from typing import Any

from pydantic.config import JsonDict

_BODY = (
    "قالت وزيرة الثقافة، هدى النجار، لوكالة “الأفق”، إن “المتحف الوطني سيفتح أبوابه في 5 من أيار المقبل”، "
    "مضيفةً أن الدخول سيكون مجانيًا."
)


def show(example: JsonDict) -> Any:
    """A model's configuration that shows the example."""
    return {"json_schema_extra": {"examples": [example]}}


ANALYZE_REQUEST: JsonDict = {"title": "موعد افتتاح المتحف", "text": _BODY, "published_at": "2025-03-12"}
SUBMISSION: JsonDict = {
    "title": "موعد افتتاح المتحف",
    "text": _BODY,
    "url": "https://news.example/culture/4711",
    "source": "صحيفة المدينة",
    "published_at": "2025-03-12",
}
QUOTE_CORRECTION: JsonDict = {"kind": "indirect"}
SPEAKER_CORRECTION: JsonDict = {"role": "وزير الخارجية"}
CORRECTION: JsonDict = {
    "field": "kind",
    "before": "direct",
    "after": "mixed",
    "corrected_by": "newsroom",
    "corrected_at": "2025-03-12T10:15:00Z",
}
EDIT: JsonDict = {"speaker_id": 1, "name": "هدى النجار", "quotes": 2, "mentions": 1}
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
