"""Articles that are hard to export: formulas, markup and control characters in their texts, days of every precision."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from samples import analyze_sample, make_document, make_event, make_quote, make_speaker

from app.config import Settings
from app.main import create_app
from app.pipeline import ingest
from app.records import Analysis, Precision, SourceDocument
from app.store.db import Database

ADDRESS = "https://musnad.example/base"
HARD = """قال <سمير> حداد إن =1+2 جواب صحيح، "هكذا" قال.

وأضاف: +963 هو الرمز
وليس غيره.

وفي عام 2023 بدأ العمل & انتهى في آذار 2024, وعاد في التسعينيات; ثم توقف بين 3 و5 من أيار 2024.

وقال لاحقًا: - لا شيء يُستنتج من ذلك إلا أن الأعمال التي توقفت في السنوات الماضية كلها ستعود قريبًا جدًا."""


def read_hard(document: SourceDocument) -> Analysis:
    """What stands in the hard article."""
    body = document.body
    last = body.index("- لا شيء")
    long = body[last:].rstrip(".")
    quotes = [
        make_quote(body, "=1+2 جواب صحيح", cue="قال", mention="<سمير> حداد", said_on=None),
        make_quote(body, "+963 هو الرمز\nوليس غيره", cue="أضاف", via="@وكالة" if "@وكالة" in body else None),
        make_quote(body, long, cue="قال"),
    ]
    events = [
        make_event(body, "عام 2023", first=date(2023, 1, 1), last=date(2023, 12, 31), precision=Precision.year),
        make_event(body, "آذار 2024", first=date(2024, 3, 1), last=date(2024, 3, 31), precision=Precision.month),
        make_event(body, "التسعينيات", first=date(1990, 1, 1), last=date(1999, 12, 31), precision=Precision.decade),
        make_event(body, "بين 3 و5 من أيار 2024", first=date(2024, 5, 3), last=date(2024, 5, 5)),
        make_event(body, "لاحقًا", first=None),
    ]
    return Analysis(speakers=[make_speaker("<سمير> & حداد", role="=رئيس")], quotes=quotes, events=events)


@pytest.fixture(scope="session")
def shelf(shared_database: Callable[[], AbstractContextManager[Database]]) -> Iterator[Database]:
    """The articles, shared by the whole session: for reading only."""
    with shared_database() as database:
        ingest(database, make_document(), analyst=analyze_sample)
        hard: dict[str, Any] = {
            "url": "https://news.example/hard?a=1&b=<2>",
            "external_id": "-7",
            "title": '=HYPERLINK("x") <b>خبر</b>\x0b',
            "deck": None,
            "body": HARD,
            "source": "@صحيفة",
        }
        ingest(database, make_document(**hard), analyst=read_hard)
        ingest(
            database,
            make_document(**hard | {"url": None, "external_id": None, "body": HARD + "\n\nانتهى."}),
            analyst=read_hard,
        )
        yield database


@pytest.fixture(scope="session")
def shop(shelf: Database) -> Iterator[TestClient]:
    """A client of the application over them, which others reach at ADDRESS."""
    url = shelf.url.render_as_string(hide_password=False)
    with TestClient(create_app(Settings(database_url=url, public_url=f"{ADDRESS}/"))) as client:
        yield client
