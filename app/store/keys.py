"""Keys to the writing side: made, shown once, found by their prefix, compared in constant time, revoked."""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, exists, select, update
from sqlmodel import Session

from app.errors import NotFound, RefusedEdit
from app.store.desk_models import API_KEY, ApiKey, Scope
from app.store.models import now

_K = API_KEY.c
_PREFIX = 8
# To note every single use would make each request a write of its own.
_USES_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Key:
    """Who writes, and what they may do."""

    id: int
    name: str
    scopes: frozenset[Scope]
    last_used_at: datetime | None

    def allows(self, scope: Scope) -> bool:
        """Whether the key opens this."""
        return scope in self.scopes or Scope.admin in self.scopes

    def is_use_to_be_noted(self, moment: datetime) -> bool:
        """Whether it is long enough since the last use was noted."""
        return self.last_used_at is None or moment - self.last_used_at >= _USES_NOTED_EVERY


def create_key(session: Session, name: str, scopes: Collection[Scope]) -> str:
    """Makes a key and returns its token, which nobody can read again. Raises RefusedEdit for a name that is taken."""
    name = name.strip()
    if not 0 < len(name) <= 100:
        raise RefusedEdit("a key's name has 1 to 100 characters")
    if session.connection().execute(select(_K.id).where(_K.name == name)).first():
        raise RefusedEdit(f"there is a key of the name {name} already")
    token = f"musnad_{secrets.token_hex(_PREFIX // 2)}_{secrets.token_urlsafe(32)}"
    fields = {"name": name, "prefix": _prefix_of(token), "digest": _digest(token), "scopes": sorted(set(scopes))}
    session.add(ApiKey.model_validate(fields))
    session.flush()
    return token


def revoke_key(session: Session, name: str) -> None:
    """Lets the key open nothing any more. Raises NotFound."""
    gone = update(API_KEY).where(_K.name == name, _K.revoked_at.is_(None)).values(revoked_at=now())
    if session.connection().execute(gone).rowcount == 0:
        raise NotFound("key", name)


def list_keys(connection: Connection) -> list[dict[str, Any]]:
    """Every key there is or was, without what opens."""
    shown = select(_K.name, _K.prefix, _K.scopes, _K.created_at, _K.last_used_at, _K.revoked_at).order_by(_K.id)
    return [dict(row) for row in connection.execute(shown).mappings()]


def has_keys(connection: Connection) -> bool:
    """Whether there is any key that opens."""
    return bool(connection.execute(select(exists().where(_K.revoked_at.is_(None)))).scalar())


def find_key(connection: Connection, token: str) -> Key | None:
    """The key with that token, unless it is revoked."""
    chosen = select(API_KEY).where(_K.prefix == _prefix_of(token), _K.revoked_at.is_(None))
    row = connection.execute(chosen).mappings().first()
    known = row["digest"] if row else "0" * 64
    if not hmac.compare_digest(known, _digest(token)) or row is None:
        return None
    return Key(row["id"], row["name"], frozenset(map(Scope, row["scopes"])), row["last_used_at"])


def note_use(session: Session, key_id: int) -> None:
    """Keeps that the key has been used just now."""
    session.connection().execute(update(API_KEY).where(_K.id == key_id).values(last_used_at=now()))


def _prefix_of(token: str) -> str:
    return token[: len("musnad_") + _PREFIX].replace("\0", "")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
