"""The application: FastAPI inside layers of Musnad's own."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send


class Service(FastAPI):
    """FastAPI, and around it layers that answer what they can.

    FastAPI would put them inside of its own, which cost as much as a short answer; what is answered out here never
    meets those.
    """

    def __init__(self, *, around: Sequence[Middleware], **how: Any) -> None:
        super().__init__(**how)
        inside: ASGIApp = super().__call__
        for layer in reversed(around):
            inside = layer.cls(inside, *layer.args, **layer.kwargs)
        self._front = inside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have a request answered; the beginning and the end of the process are FastAPI's alone."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        scope["app"] = self
        await self._front(scope, receive, send)
