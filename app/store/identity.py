"""Which article a document is: the one of its address, or the one of its text."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, or_, select

from app.records import ArticleBase, SourceDocument
from app.store.addresses import appears, make_address_key
from app.store.desk_models import TOMBSTONE_MARK
from app.store.fingerprints import make_body_mark, make_fingerprint
from app.store.history_models import ARTICLE_ADDRESS
from app.store.models import ARTICLE, SOURCE
from app.store.statements import Statement
from app.store.tombstones import find_tombstone


@dataclass(frozen=True)
class Known:
    """An article that is stored, as the document it was read from."""

    article_id: int
    document: SourceDocument


@dataclass(frozen=True)
class Acquaintance:
    """What the store knows of a document: the article with its text, and the article at its address.

    `is_copy`: the address is a further one of its article, of another paper's copy. `appears`: that the text has been
    published there, or by that outlet, is known. `deleted`: the id of an article that was deleted for good, and was it.
    """

    by_text: Known | None
    by_url: Known | None
    is_copy: bool = False
    appears: bool = False
    deleted: int | None = None


@dataclass(frozen=True)
class Signs:
    """What a document is looked up by: its text's fingerprint, its address's key, what its body alone is known by."""

    fingerprint: str
    address: str | None
    body: str | None


def read_signs(document: SourceDocument) -> Signs:
    """The document's signs."""
    address = make_address_key(document.url) if document.url else None
    return Signs(make_fingerprint(document.title, document.body), address, make_body_mark(document.body))


_KNOWN = select(
    ARTICLE.c.id, SOURCE.c.name.label("source"), *(ARTICLE.c[name] for name in ArticleBase.model_fields)
).select_from(ARTICLE.outerjoin(SOURCE, SOURCE.c.id == ARTICLE.c.source_id))
_BY_TEXT = _KNOWN.where(ARTICLE.c.fingerprint == bindparam("value"))
_BY_URL = _KNOWN.join(ARTICLE_ADDRESS, ARTICLE_ADDRESS.c.article_id == ARTICLE.c.id).where(
    ARTICLE_ADDRESS.c.key == bindparam("value")
)

# Most documents are new: one question tells.
_IS_KNOWN = Statement.of(
    select(
        or_(
            exists().where(ARTICLE.c.fingerprint == bindparam("fingerprint")),
            exists().where(ARTICLE_ADDRESS.c.key == bindparam("key")),
            exists().where(TOMBSTONE_MARK.c.mark.in_((bindparam("fingerprint"), bindparam("key"), bindparam("body")))),
        )
    )
)


def recognize(connection: Connection, document: SourceDocument, signs: Signs | None = None) -> Acquaintance:
    """Looks the document up, by its text and by its address; its signs may have been read already."""
    signs = signs or read_signs(document)
    fingerprint, key = signs.fingerprint, signs.address
    if not _IS_KNOWN.run(connection, {"fingerprint": fingerprint, "key": key or "", "body": signs.body or ""})[0][0]:
        return Acquaintance(None, None)
    by_text = _find(connection, _BY_TEXT, fingerprint)
    by_url = _find(connection, _BY_URL, key) if key else None
    is_copy = by_url is not None and _key_of(by_url) != key
    known = by_text is not None and _appears(connection, by_text.article_id, document, is_known=by_url is not None)
    # What stands again was allowed to come back before.
    deleted = None if by_text or by_url else find_tombstone(connection, fingerprint, key, signs.body)
    return Acquaintance(by_text, by_url, is_copy=is_copy, appears=known, deleted=deleted)


def load_document(connection: Connection, article_id: int) -> SourceDocument | None:
    """The article as the document it was read from."""
    row = connection.execute(_KNOWN.where(ARTICLE.c.id == article_id)).mappings().first()
    return SourceDocument.model_validate({name: row[name] for name in row if name != "id"}) if row else None


def _appears(connection: Connection, article_id: int, document: SourceDocument, *, is_known: bool) -> bool:
    if document.url is not None:
        return is_known
    return appears(connection, article_id, url=None, source=document.source)


def _key_of(known: Known) -> str | None:
    return make_address_key(known.document.url) if known.document.url else None


def _find(connection: Connection, statement: Select[Any], value: str) -> Known | None:
    row = connection.execute(statement, {"value": value}).mappings().first()
    if row is None:
        return None
    fields = dict(row)
    return Known(fields.pop("id"), SourceDocument.model_validate(fields))
