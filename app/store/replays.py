"""Answers that are kept for a while, so that a request that is sent again does not do its work again."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, delete, select, update
from sqlmodel import Session

from app.store.desk_models import KEPT_ANSWER, KeptAnswer
from app.store.models import now

_A = KEPT_ANSWER.c
KEPT_FOR = timedelta(hours=24)
UNDER_WAY = 0
"""The status of what has not been answered yet."""


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


def claim(session: Session, key_id: int, token: str, digest: str) -> Answer:
    """What the token stands for already, else notes that the request of that digest has it, and is under way."""
    return _add(session, key_id, token, Answer(digest, UNDER_WAY, "", ""))


def keep_answer(session: Session, key_id: int, token: str, answer: Answer) -> Answer:
    """Keeps the answer, unless another request with the token was faster; the one that is kept."""
    known = _add(session, key_id, token, answer)
    if known.status != UNDER_WAY or known.digest != answer.digest:
        return known
    session.connection().execute(
        update(KEPT_ANSWER)
        .where(_A.api_key_id == key_id, _A.token == token)
        .values(status=answer.status, location=answer.location, body=answer.body)
    )
    return answer


def release(session: Session, key_id: int, token: str) -> None:
    """Lets the token be used for another request: the one that had it came to nothing."""
    session.connection().execute(
        delete(KEPT_ANSWER).where(_A.api_key_id == key_id, _A.token == token, _A.status == UNDER_WAY)
    )


def _add(session: Session, key_id: int, token: str, answer: Answer) -> Answer:
    session.connection().execute(delete(KEPT_ANSWER).where(_A.created_at <= now() - KEPT_FOR))
    known = find_answer(session.connection(), key_id, token)
    if known is not None:
        return known
    fields = {"api_key_id": key_id, "token": token, "digest": answer.digest, "status": answer.status}
    session.add(KeptAnswer.model_validate({**fields, "location": answer.location, "body": answer.body}))
    session.flush()
    return answer
