"""What an answer shows of a table: a record's own fields, the article that a row stands in, links to both."""

from typing import Any

from sqlalchemy import ColumnElement, String, Table, bindparam, case, cast, func, or_
from sqlmodel import SQLModel

from app.store.documents import Position
from app.store.links import HERE
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


def link_columns(table: Table, name: str) -> dict[str, ColumnElement[str]]:
    """Where a row of `/v1/<name>` is found here, and its words on the page that they are from."""
    return {
        "permalink": permalink(table, name),
        "text_fragment": point_into_column(ARTICLE.c.url, table.c.fragment),
    }


def permalink(table: Table, name: str) -> ColumnElement[str]:
    """Where a row of `/v1/<name>` is found here."""
    here = bindparam("here", callable_=HERE.get, type_=String())
    return here.concat(f"/v1/{name}/").concat(cast(table.c.id, String))


def point_into_column(url: ColumnElement[Any], fragment: ColumnElement[Any]) -> ColumnElement[str]:
    """What `app.store.links.point_into` makes of the two, made by the database."""
    scheme = func.lower(func.substr(url, 1, 8))
    is_web = or_(scheme == "https://", func.substr(scheme, 1, 7) == "http://")
    between = case((Position(url, "#") > 0, ":~:text="), else_="#:~:text=")
    return case((is_web, url.concat(between).concat(fragment)))
