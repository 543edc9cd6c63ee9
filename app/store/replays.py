"""Answers that are kept for a while, so that a request that is sent again does not do its work again."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, select
from sqlmodel import Session

from app.store.desk_models import KEPT_ANSWER, KeptAnswer
from app.store.models import now

_A = KEPT_ANSWER.c
KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Answer:
    """What was answered, and the digest of the request that it answered."""

    digest: str
    status: int
    location: str
    body: str


def find_answer(connection: Connection, key_id: int, token: str) -> Answer | None:
    """What was answered to that token of that key, if that is not too long ago."""
    chosen = select(_A.digest, _A.status, _A.location, _A.body).where(
        _A.api_key_id == key_id, _A.token == token, _A.created_at > now() - KEPT_FOR
    )
    row = connection.execute(chosen).first()
    return Answer(*row) if row else None


def keep_answer(session: Session, key_id: int, token: str, answer: Answer) -> Answer:
    """Keeps the answer, unless another request with the token was faster; the one that is kept."""
    session.connection().execute(delete(KEPT_ANSWER).where(_A.created_at <= now() - KEPT_FOR))
    known = find_answer(session.connection(), key_id, token)
    if known is not None:
        return known
    fields = {"api_key_id": key_id, "token": token, "digest": answer.digest, "status": answer.status}
    session.add(KeptAnswer.model_validate({**fields, "location": answer.location, "body": answer.body}))
    session.flush()
    return answer
