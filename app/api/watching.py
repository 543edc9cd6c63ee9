"""The outermost of every request: its id, what is logged and counted of it, and the headers that every answer bears."""

import logging
import re
from functools import lru_cache
from random import Random
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import v1
from app.api.metrics import count_request
from app.api.notes import NOTE, Note
from app.logs import REQUEST_ID

logger = logging.getLogger("app.requests")

_ID_HEADER = b"x-request-id"
# Ids are no secrets; to ask the system for each costs a call into it.
_CHANCE = Random()  # noqa: S311
_NUMBER = re.compile(r"(?<=/)[0-9]+(?=[/.]|$)")
_ID = re.compile(rb"[A-Za-z0-9._\-]{1,128}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Answers are data: no page may put them into a frame or run what stands in them. Pages bring policies of their own.
_SAFETY = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
_SAFE_NAMES = frozenset(name for name, _ in _SAFETY)
_ROUTES = frozenset(
    {"/", "/docs", "/openapi.json", "/healthz", "/readyz", "/metrics"}
    | {re.sub(r"{[\w:]+}", "{id}", path) for path in v1.paths}
)


class Watch:
    """Watches every request from its beginning to its end."""

    def __init__(self, app: ASGIApp, *, log_requests: bool) -> None:
        self.app, self.log_requests = app, log_requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = perf_counter(), 0
        note = Note(_read_id(scope) or f"{_CHANCE.getrandbits(128):032x}")
        scope[NOTE] = note
        token = REQUEST_ID.set(note.request_id)

        async def mark(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _complete(message["headers"], note.request_id)
            await send(message)

        try:
            await self.app(scope, receive, mark)
        finally:
            self._record(scope, status, perf_counter() - began, note)
            REQUEST_ID.reset(token)

    def _record(self, scope: Scope, status: int, seconds: float, note: Note) -> None:
        """A request that was given up before an answer began has the status 499, as proxies call it."""
        method = scope["method"] if scope["method"] in _METHODS else "other"
        count_request(method, _find_route(scope["path"]), status or 499, seconds, is_hit=note.is_hit)
        if self.log_requests:
            client = scope["client"][0] if scope.get("client") else "-"
            about = {"method": scope["method"], "path": scope["path"], "status": status or 499, "client": client}
            extra = {"about": about | {"milliseconds": round(seconds * 1000, 2)}}
            logger.info("%s %s %d in %.1f ms", scope["method"], scope["path"], status, seconds * 1000, extra=extra)


@lru_cache(maxsize=4096)
def _find_route(path: str) -> str:
    """The path with `{id}` for what varies; `other` for what is no route, or anybody could fill the memory."""
    route = _NUMBER.sub("{id}", path)
    return route if route in _ROUTES else "other"


def _read_id(scope: Scope) -> str | None:
    """The id that a proxy gave the request, if it can stand in a log."""
    for name, value in scope["headers"]:
        if name == _ID_HEADER and _ID.fullmatch(value):
            return str(value, "ascii")
    return None


def _complete(headers: list[tuple[bytes, bytes]], request_id: str) -> list[tuple[bytes, bytes]]:
    last = (_ID_HEADER, request_id.encode())
    if not any(name in _SAFE_NAMES for name, _ in headers):
        return [*headers, *_SAFETY, last]
    names = {name for name, _ in headers}
    return [*headers, *(each for each in _SAFETY if each[0] not in names), last]
