"""Reading a request's body: bounded, JSON only, each refusal with its own status."""

from collections.abc import Callable, Coroutine
from typing import Any

import orjson
from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

# 100,000 characters written as `\uXXXX\uXXXX` pairs are 1.2 MB; the rest is room for the other fields.
LARGEST_BODY = 1_500_000


class JsonRequest(Request):
    """A request whose body is JSON of a bounded size."""

    largest = LARGEST_BODY

    async def body(self) -> bytes:
        """The bytes; 413 as soon as it is known that there are too many."""
        if not hasattr(self, "_body"):
            self._body = await self._read()
        return self._body

    async def _read(self) -> bytes:
        announced = self.headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > self.largest:
            raise too_large(self.largest)
        body = bytearray()
        async for chunk in self.stream():
            body += chunk
            if len(body) > self.largest:
                raise too_large(self.largest)
        return bytes(body)

    async def json(self) -> Any:
        """What the body says. Unlike `json`, refuses NaN, lone surrogates and bottomless nesting."""
        return orjson.loads(await self.body())


class JsonRoute(APIRoute):
    """A route that takes JSON and nothing else."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The usual handler behind a look at the body's type."""
        handle = super().get_route_handler()

        async def handle_json(request: Request) -> Response:
            check_content_type(request)
            return await handle(JsonRequest(request.scope, request.receive))

        return handle_json


def check_content_type(request: Request) -> None:
    """415 unless the body says that it is JSON, uncompressed."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise HTTPException(415, f"the body must be application/json, not {media_type or 'of no type'}")
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding != "identity":
        raise HTTPException(415, f"the body must not be compressed: {encoding}")


def too_large(largest: int) -> HTTPException:
    """The 413."""
    return HTTPException(413, f"the body may have {largest} bytes")
