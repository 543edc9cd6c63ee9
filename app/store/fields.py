"""What an answer shows of a table: a record's own fields, the article that a row stands in, links to both."""

from sqlalchemy import ColumnElement, String, Table, bindparam, cast
from sqlmodel import SQLModel

from app.store.links import HERE
from app.store.models import ARTICLE, SOURCE
from app.store.text_fragments import TextFragment

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


def link_columns(table: Table, name: str) -> dict[str, ColumnElement[str]]:
    """Where a row of `/v1/<name>` is found here, and its words on the page that they are from."""
    here = bindparam("here", callable_=HERE.get, type_=String())
    columns = table.c
    return {
        "permalink": here.concat(f"/v1/{name}/").concat(cast(columns.id, String)),
        "text_fragment": TextFragment(ARTICLE.c.url, columns.prefix, columns.text, columns.suffix),
    }
