"""Which article a document is: the one of its address, or the one of its text."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from app.arabic.normalize import fold_key
from app.records import ArticleBase, SourceDocument
from app.store.models import ARTICLE, SOURCE


@dataclass(frozen=True)
class Known:
    """An article that is stored, as the document it was read from."""

    article_id: int
    document: SourceDocument


@dataclass(frozen=True)
class Acquaintance:
    """What the store knows of a document: the article with its text, and the article at its address."""

    by_text: Known | None
    by_url: Known | None


def make_fingerprint(document: SourceDocument) -> str:
    """One value for one text: neither spelling variants nor punctuation nor spaces change it."""
    folded = f"{fold_key(document.title)}\n{fold_key(document.body)}"
    return hashlib.sha256(folded.encode()).hexdigest()


_KNOWN = select(
    ARTICLE.c.id, SOURCE.c.name.label("source"), *(ARTICLE.c[name] for name in ArticleBase.model_fields)
).select_from(ARTICLE.outerjoin(SOURCE, SOURCE.c.id == ARTICLE.c.source_id))
_BY_TEXT = _KNOWN.where(ARTICLE.c.fingerprint == bindparam("value"))
_BY_URL = _KNOWN.where(ARTICLE.c.url == bindparam("value"))


def recognize(connection: Connection, document: SourceDocument) -> Acquaintance:
    """Looks the document up, by its text and by its address."""
    by_text = _find(connection, by_url=False, value=make_fingerprint(document))
    by_url = _find(connection, by_url=True, value=document.url) if document.url else None
    return Acquaintance(by_text, by_url)


def _find(connection: Connection, *, by_url: bool, value: str) -> Known | None:
    row = connection.execute(_BY_URL if by_url else _BY_TEXT, {"value": value}).mappings().first()
    if row is None:
        return None
    fields = dict(row)
    return Known(fields.pop("id"), SourceDocument.model_validate(fields))
