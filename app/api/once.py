"""`Idempotency-Key`: a request that is sent again does not do its work again, and is answered as the first time."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

from fastapi import Header, Response
from sqlmodel import Session
from starlette.exceptions import HTTPException

from app.store.db import Database
from app.store.keys import Key
from app.store.replays import UNDER_WAY, Answer, claim, find_answer, keep_answer, release

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=200,
        pattern="^[!-~]+$",
        description="The same again with the same body is answered as the first time, for 24 hours.",
    ),
]


class Once:
    """What is done once for all requests of one key that bear one token; without a token, for each."""

    def __init__(self, key: Key, token: str | None, *sent: bytes) -> None:
        self._key, self._token = key, token
        digest = hashlib.sha256()
        for part in sent:
            digest.update(len(part).to_bytes(8, "big") + part)
        self._digest = digest.hexdigest()

    @contextmanager
    def claim(self, database: Database) -> Iterator[Answer | None]:
        """What was answered before; else the token is this request's while the block lasts, and comes free if it fails.

        Raises 422 where the token came with another body, be that one answered or still under way.
        """
        if self._token is None:
            yield None
            return
        with database.read() as connection:
            known = self._same(find_answer(connection, self._key.id, self._token))
        if known is None:
            with database.write() as session:
                known = self._same(claim(session, self._key.id, self._token, self._digest))
        try:
            yield known
        except BaseException:
            with database.write() as session:
                release(session, self._key.id, self._token)
            raise

    def keep(self, database: Database, answer: Answer) -> Answer:
        """Keeps the answer; the one that is given, which is another's where that was faster."""
        if self._token is None:
            return answer
        with database.write() as session:
            return self.keep_with(session, answer)

    def find_with(self, session: Session) -> Answer | None:
        """What was answered before, asked in the transaction that does the work."""
        if self._token is None:
            return None
        return self._same(find_answer(session.connection(), self._key.id, self._token))

    def keep_with(self, session: Session, answer: Answer) -> Answer:
        """Keeps the answer in the transaction that does the work."""
        if self._token is None:
            return answer
        kept = keep_answer(session, self._key.id, self._token, replace(answer, digest=self._digest))
        return self._same(kept) or answer

    def _same(self, known: Answer | None) -> Answer | None:
        if known is not None and known.digest != self._digest:
            raise HTTPException(422, "this Idempotency-Key was sent before, with another body")
        return known if known is not None and known.status != UNDER_WAY else None


def answer_again(answer: Answer) -> Response:
    """The answer, as it is kept."""
    return Response(answer.body, answer.status, {"Location": answer.location}, "application/json")
