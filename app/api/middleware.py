"""What every request passes on its way, as plain ASGI, from the outside in."""

from functools import lru_cache

from fastapi import Request
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import v1
from app.api.cache import COMPRESSION, SMALLEST_COMPRESSED, AnswerCache
from app.api.problems import METHODS, answer_crash, answer_problem
from app.api.reading import ShortWay
from app.api.watching import Watch
from app.config import Settings
from app.store.db import Database
from app.store.links import HERE

# Room for every filter that takes many values; servers and proxies take no more either.
LONGEST_ADDRESS = 64_000


def build_stack(settings: Settings, database: Database) -> list[Middleware]:
    """Everything around FastAPI: what wraps an answer comes before what makes one."""
    limit, control = settings.cache_megabytes << 20, settings.cache_control
    cors = Middleware(
        Cors,
        allow_origins=settings.cors_origins,
        allow_methods=[*METHODS, "HEAD"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "X-Request-ID"],
        expose_headers=["ETag", "Location", "Retry-After", "X-Request-ID"],
    )
    return [
        Middleware(Watch, log_requests=settings.log_requests),
        *([cors] if settings.cors_origins else []),
        Middleware(RefuseLong),
        Middleware(LinksHome, address=settings.public_url),
        Middleware(HeadAsGet),
        Middleware(AnswerCache, database=database, limit=limit, control=control),
        Middleware(CatchCrashes),
        Middleware(ShortWay, reads=v1.reads),
    ]


def build_inner_stack() -> list[Middleware]:
    """Everything between FastAPI and its routes, for what doesn't go the short way; the cache compresses for itself."""
    return [
        # FastAPI's own layers would answer a bug otherwise.
        Middleware(CatchCrashes),
        Middleware(GZipMiddleware, minimum_size=SMALLEST_COMPRESSED, compresslevel=COMPRESSION),
    ]


class Cors(CORSMiddleware):
    """Cross-origin requests as Starlette has them, but refused as problems, like everything else."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a browser's question whether it may ask, or pass the request on."""
        headers = Headers(scope=scope) if scope["type"] == "http" and scope["method"] == "OPTIONS" else {}
        if "origin" not in headers or "access-control-request-method" not in headers:
            await super().__call__(scope, receive, send)
            return
        response = self.preflight_response(request_headers=Headers(scope=scope))
        if response.status_code >= 400:
            kept = {name: value for name, value in response.headers.items() if not name.startswith("content-")}
            detail = f"browsers may not ask this: {bytes(response.body).decode()}"
            response = answer_problem(Request(scope), response.status_code, detail, headers=kept)
        await response(scope, receive, send)


class RefuseLong:
    """Refuses addresses that are longer than any question needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, if it is short."""
        if scope["type"] != "http" or len(scope["path"]) + len(scope["query_string"]) <= LONGEST_ADDRESS:
            await self.app(scope, receive, send)
            return
        problem = answer_problem(Request(scope), 414, f"an address may have {LONGEST_ADDRESS} characters")
        await problem(scope, receive, send)


class HeadAsGet:
    """Lets every GET route answer HEAD: the same headers, no body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a HEAD's body is dropped on the way back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_bare(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET", "musnad.method": "HEAD"}, receive, send_bare)


class CatchCrashes:
    """Answers a bug as a problem. Stands inside CORS, or a browser could not read the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what is raised before an answer began becomes a 500."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception as error:
            if started:
                raise
            # The scope lacks `app` when the crash happens before the router; the answer doesn't need it.
            await answer_crash(Request(scope), error)(scope, receive, send)


class LinksHome:
    """Lets links in answers lead to where the service is reached: by the setting, else as the request did."""

    def __init__(self, app: ASGIApp, *, address: str | None) -> None:
        self.app, self.address = app, address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] == "http":
            HERE.set(self.address or _find_home(scope))
        await self.app(scope, receive, send)


def _find_home(scope: Scope) -> str:
    host = next((value for name, value in scope["headers"] if name == b"host"), None)
    server = scope.get("server")
    return _spell_home(scope["scheme"], host, server and tuple(server), scope.get("root_path", ""))


@lru_cache(maxsize=256)
def _spell_home(scheme: str, host: bytes | None, server: tuple[str, int | None] | None, root_path: str) -> str:
    headers = [] if host is None else [(b"host", host)]
    scope = {"type": "http", "scheme": scheme, "server": server, "headers": headers, "path": "/"}
    return str(Request(scope | {"query_string": b"", "root_path": root_path}).base_url).rstrip("/")
