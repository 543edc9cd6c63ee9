"""Which addresses are one: those that differ in tracking parameters, fragment, case of the host or a last slash."""

import hashlib
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from courlan import normalize_url
from sqlalchemy import Connection, bindparam, select
from sqlmodel import Session

from app.arabic.normalize import fold_key
from app.store.history_models import ARTICLE_ADDRESS
from app.store.models import now
from app.store.statements import Entry, Statement

_A = ARTICLE_ADDRESS.c


def clean_address(url: str) -> str:
    """The address without fragment and tracking parameters; otherwise as it was given."""
    bare = url.partition("#")[0]
    normal = _normalize(bare)
    return bare if unquote(normal) == unquote(bare) else normal


@lru_cache(maxsize=64)
def make_address_key(url: str) -> str:
    """One value for all spellings of one address."""
    return hashlib.sha256(_unify(_normalize(url.partition("#")[0])).encode()).hexdigest()


def _normalize(url: str) -> str:
    try:
        return str(normalize_url(url)) if urlsplit(url).hostname else url
    except ValueError:  # a host in brackets that is none: such an address is its own only spelling
        return url


def _unify(url: str) -> str:
    """A page is the same over http and https, and with or without the last slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"//{parts.netloc.lower()}{parts.path.rstrip('/')}?{parts.query}"


def record_address(session: Session, article_id: int, *, url: str | None, source: str | None) -> bool:
    """Keeps where the text has been published, unless that is known. Whether it is new."""
    if url is None and source is None:
        return False
    if appears(session.connection(), article_id, url=url, source=source):
        return False
    enter_address(session.connection(), article_id, url=url, source=source)
    return True


def enter_address(connection: Connection, article_id: int, *, url: str | None, source: str | None) -> None:
    """Keeps a place where the text has not been published before."""
    key = None if url is None else make_address_key(url)
    _ENTRY.run(connection, [{"article_id": article_id, "url": url, "key": key, "source": source, "added_at": now()}])


_ENTRY = Entry(ARTICLE_ADDRESS)
_BEARER = Statement.of(select(_A.id).where(_A.key == bindparam("key")))
_RELEASE = ARTICLE_ADDRESS.delete().where(_A.key == bindparam("key"))


def appears(connection: Connection, article_id: int, *, url: str | None, source: str | None) -> bool:
    """Whether the article is known at that address; without an address, whether that outlet is known to have it."""
    if url is not None:
        found = connection.execute(select(_A.id).where(_A.key == make_address_key(url)))
        return found.first() is not None
    sources = connection.execute(select(_A.source).where(_A.article_id == article_id)).scalars()
    return source is None or fold_key(source) in {fold_key(known) for known in sources if known}


def release_address(session: Session, url: str) -> None:
    """Takes the address from the article that it is a further one of."""
    connection, taken = session.connection(), {"key": make_address_key(url)}
    if _BEARER.run(connection, taken):
        connection.execute(_RELEASE, taken)
