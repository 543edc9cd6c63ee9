"""Documents into the database: identity, updates, all or nothing."""

from samples import analyze_sample, make_document

from app.pipeline import Status, ingest
from app.store.db import Database
from app.store.doctor import examine
from app.store.quotes import QuoteFilter, list_quotes


def test_a_new_article_is_stored_with_everything_found(database: Database) -> None:
    outcome = ingest(database, make_document(), analyst=analyze_sample)
    assert outcome.status is Status.new
    with database.read() as connection:
        quotes = list_quotes(connection, QuoteFilter())
    assert len(quotes) == 4
    assert list(examine(database)) == []
