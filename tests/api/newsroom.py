"""A handful of articles for the API's tests: three outlets, some undated, speakers shared and not."""

from datetime import date, timedelta
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from samples import BODY, DAY, analyze_sample, make_document

from app.config import Settings
from app.main import create_app
from app.pipeline import ingest
from app.records import Analysis, SourceDocument
from app.store.db import Database

ORIGIN = "https://page.example"
OUTLETS = ("صحيفة المثال", "وكالة الفرات", None)
DISTRICTS = ("الشمال", "الجنوب", "الشرق", "الغرب", "الوسط", "الساحل", "السهل")


def serve(database: Database) -> FastAPI:
    """The application over that database."""
    url = database.url.render_as_string(hide_password=False)
    return create_app(Settings(database_url=url, cors_origins=[ORIGIN]))


def make_article(number: int) -> SourceDocument:
    """Article `number`: from the fifth on the days go round, so that some share one, and every fourth is undated."""
    district = DISTRICTS[number % len(DISTRICTS)]
    changes: dict[str, Any] = {
        "external_id": f"n-{number}",
        "url": f"https://news.example/{number}",
        "title": f"موسم القمح في {district} {number}",
        "body": f"{BODY}\n\nوبلغت مساحة الحقول في {district} {number} هكتارًا.",
        "published_at": None if number % 4 == 3 else DAY + timedelta(days=number % 5),
        "source": OUTLETS[number % len(OUTLETS)],
    }
    return make_document(**changes)


def read_article(document: SourceDocument) -> Analysis:
    """The sample's findings; what is said is dated by its article, as analysis does."""
    found = analyze_sample(document)
    quotes = [
        quote.model_copy(update={"said_on": _said_on(quote.said_on, document.published_at)}) for quote in found.quotes
    ]
    return found.model_copy(update={"quotes": quotes})


def _said_on(day: date | None, published: date | None) -> date | None:
    return published if day == DAY else day


def add_articles(database: Database, numbers: range) -> None:
    """Store these articles."""
    for number in numbers:
        ingest(database, make_article(number), analyst=read_article)


def get_items(client: TestClient, path: str, **params: Any) -> list[dict[str, Any]]:
    """Every item of a list, of one page as large as can be."""
    answer = client.get(path, params={"limit": 100, **params})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items
