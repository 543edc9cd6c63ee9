"""What every request passes on its way, as plain ASGI: HEAD answered as GET, nothing escaping as a stack trace."""

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import answer_crash


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
