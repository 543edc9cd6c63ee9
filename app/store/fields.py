"""What an answer shows of a table: a record's own fields, and the article that a row stands in."""

from sqlalchemy import ColumnElement, Table
from sqlmodel import SQLModel

from app.store.models import ARTICLE, SOURCE

Columns = dict[str, ColumnElement[object]]


def plain_columns(record: type[SQLModel], table: Table) -> Columns:
    """The record's fields, in its order."""
    return {name: table.c[name] for name in record.model_fields}


def article_columns() -> Columns:
    """The article that a row stands in, in short."""
    return {
        "article.id": ARTICLE.c.id,
        "article.title": ARTICLE.c.title,
        "article.url": ARTICLE.c.url,
        "article.source": SOURCE.c.name,
        "article.published_at": ARTICLE.c.published_at,
    }
