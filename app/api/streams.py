"""Answers that are written while they are sent: read in threads, by a connection of their own, one batch at a time.

What goes wrong before the first byte is a problem like any other. A client that goes away stops the query.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import asynccontextmanager
from threading import Lock

from fastapi import Request, Response
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from app.errors import StoreError
from app.store.db import Database

Write = Callable[[Connection], Iterator[bytes]]


class Reading:
    """What `write` makes of the database, piece by piece; may go on in another thread with each."""

    def __init__(self, database: Database, write: Write) -> None:
        self._pieces = self._read(database, write)
        self._stop: Callable[[], None] | None = None
        # Without it, a connection could be stopped that is somebody else's already.
        self._stopping = Lock()
        self.is_stopped = False

    def take(self) -> bytes | None:
        """The next piece; None at the end, or once it was stopped."""
        try:
            return None if self.is_stopped else next(self._pieces, None)
        except StoreError:
            if self.is_stopped:
                return None
            raise

    def stop(self) -> None:
        """Ends it from outside, in the middle of a piece if need be."""
        self.is_stopped = True
        with self._stopping:
            if self._stop:
                self._stop()

    def close(self) -> None:
        """Gives the connection back."""
        self._pieces.close()

    def _read(self, database: Database, write: Write) -> Generator[bytes]:
        with database.read_long() as (connection, stop):
            self._stop = stop
            try:
                yield from write(connection)
            finally:
                with self._stopping:
                    self._stop = None


async def answer_stream(
    request: Request, database: Database, write: Write, *, media_type: str, filename: str, inline: bool = False
) -> Response:
    """The file, as soon as its first piece is there."""
    reading = Reading(database, write)
    try:
        async with _stopping_when_left(request.receive, reading):
            first = await run_in_threadpool(reading.take)
    except BaseException:
        await _close(reading)
        raise
    disposition = f'{"inline" if inline else "attachment"}; filename="{filename}"'
    return _Streamed(reading, first or b"", headers={"Content-Disposition": disposition}, media_type=media_type)


class _Streamed(Response):
    """A response whose first piece is read, and the others when their turn comes."""

    def __init__(self, reading: Reading, first: bytes, *, headers: dict[str, str], media_type: str) -> None:
        super().__init__(headers=headers, media_type=media_type)
        # Nobody knows yet how long it will be.
        del self.headers["content-length"]
        self._reading, self._first = reading, first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send piece after piece, as fast as the client takes them."""
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            async with _stopping_when_left(receive, self._reading):
                await send({"type": "http.response.body", "body": self._first, "more_body": True})
                if scope.get("musnad.method") == "HEAD":
                    self._reading.stop()
                while (piece := await run_in_threadpool(self._reading.take)) is not None:
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
        finally:
            await _close(self._reading)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


@asynccontextmanager
async def _stopping_when_left(receive: Receive, reading: Reading) -> AsyncIterator[None]:
    watching = asyncio.create_task(_watch(receive, reading))
    try:
        yield
    finally:
        watching.cancel()


async def _watch(receive: Receive, reading: Reading) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    reading.stop()


async def _close(reading: Reading) -> None:
    # A request that is being cancelled waits for this all the same: the connection must not be left behind.
    await asyncio.shield(asyncio.ensure_future(run_in_threadpool(reading.close)))
