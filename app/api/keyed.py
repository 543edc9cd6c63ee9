"""Routes that write: who sends is looked at before what is sent is read."""

import math
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response, Security
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from app.api.bodies import JsonRequest, check_content_type
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.keys import Key, find_key, has_keys, note_use
from app.store.models import now

_BEARER = HTTPBearer(auto_error=False, description="A key that `musnad keys create` has printed.")
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="musnad"'}


def needs(scope: Scope) -> Any:
    """The dependency of a route that needs a key with that scope; `KeyedRoute` looks at it."""
    return Security(_BEARER, scopes=[scope.value])


class KeyedRoute(APIRoute):
    """A route that a key opens if it `needs` one, and that takes JSON if it takes anything."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The usual handler behind a look at the key and the body's type."""
        handle = super().get_route_handler()
        scopes = {Scope(name) for each in self.dependencies for name in getattr(each, "scopes", ())}
        if not scopes:
            return handle
        (scope,) = scopes
        takes_body = self.body_field is not None

        async def handle_keyed(request: Request) -> Response:
            request.state.key = await run_in_threadpool(authorize, request, scope)
            if takes_body:
                check_content_type(request)
            sent = JsonRequest(request.scope, request.receive)
            sent.largest = request.app.state.settings.largest_body
            return await handle(sent)

        return handle_keyed


def authorize(request: Request, scope: Scope) -> Key:
    """The key of the request. Raises 401, 403 and 429."""
    database: Database = request.app.state.database
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    with database.read() as connection:
        key = find_key(connection, token.strip()) if kind.lower() == "bearer" else None
        is_on = key is not None or has_keys(connection)
    _limit(request, f"key {key.id}" if key else f"address {request.client.host if request.client else ''}")
    off = "writing is off: no key has been made (`musnad keys create`)"
    if key is None and not token:
        raise HTTPException(401, "a key is needed: `Authorization: Bearer …`" if is_on else off, _CHALLENGE)
    if not is_on:
        raise HTTPException(403, off)
    if key is None:
        raise HTTPException(401, "this key opens nothing", _CHALLENGE)
    if not key.allows(scope):
        raise HTTPException(403, f"this key does not open what needs the scope {scope}")
    if key.is_use_to_be_noted(now()):
        with database.write() as session:
            note_use(session, key.id)
    return key


def _limit(request: Request, who: str) -> None:
    wait = request.app.state.limiter.take(who)
    if wait:
        raise HTTPException(429, "too many requests in a minute", {"Retry-After": str(math.ceil(wait))})
