"""What editors set right, and the history of it."""

from collections.abc import Callable
from dataclasses import asdict

from fastapi import APIRouter, Request, Response
from sqlalchemy import Connection
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from app.api.answers import answer_bytes, answer_json
from app.api.deps import DatabaseDep, NoQuery, read
from app.api.keyed import KeyedRoute, needs
from app.api.params import PathId
from app.api.problems import describe_problems
from app.api.v1.correction_forms import (
    CorrectionList,
    EditRead,
    QuoteCorrection,
    SpeakerCorrection,
    SpeakerMerge,
    SpeakerSplit,
)
from app.api.v1.quotes import QuoteRead
from app.api.v1.speakers import SpeakerDetail
from app.store.correcting import accept_quote, correct_quote, reject_quote
from app.store.corrections import Subject, list_corrections
from app.store.db import Database
from app.store.desk_models import Scope
from app.store.editing import Edited, merge, split
from app.store.listing import read_row
from app.store.quotes import QUOTES, WITHDRAWN_QUOTES
from app.store.renaming import correct_speaker
from app.store.speakers import SPEAKERS, require_speaker

router = APIRouter(route_class=KeyedRoute)
_PROBLEMS = describe_problems(401, 403, 404, 409, 413, 415, 422, 429, 503)


@router.patch(
    "/quotes/{id}",
    operation_id="update_quote",
    summary="Correct a quote",
    response_model=QuoteRead,
    responses=_PROBLEMS,
    dependencies=[needs(Scope.correct)],
    tags=["quotes"],
)
async def answer_quote_correction(
    request: Request, database: DatabaseDep, quote_id: PathId, given: QuoteCorrection, _: NoQuery
) -> Response:
    """Sets a quote right, for good: no later reading of its article undoes it. Needs the scope `correct`."""
    return answer_bytes(await run_in_threadpool(_correct_quote, database, quote_id, given, request.state.key.name))


def _correct_quote(database: Database, quote_id: int, given: QuoteCorrection, by: str) -> bytes:
    with database.write() as session:
        if given.rejected is False:
            accept_quote(session, quote_id, by=by)
        if given.changes:
            correct_quote(session, quote_id, given.changes, by=by)
        if given.rejected:
            reject_quote(session, quote_id, by=by)
    with database.read() as connection:
        return read_row(connection, QUOTES, quote_id, former=WITHDRAWN_QUOTES)


@router.get(
    "/quotes/{id}/corrections",
    operation_id="list_quote_corrections",
    summary="List a quote's corrections",
    response_model=CorrectionList,
    responses=describe_problems(404, 422, 503),
    tags=["quotes"],
)
async def answer_quote_corrections(database: DatabaseDep, quote_id: PathId, _: NoQuery) -> Response:
    """What editors have set right in a quote: what it was before, who set it right and when."""

    def ask(connection: Connection) -> Response:
        read_row(connection, QUOTES, quote_id, former=WITHDRAWN_QUOTES)
        return answer_json({"items": list_corrections(connection, Subject.quote, quote_id)})

    return await read(database, ask)


@router.patch(
    "/speakers/{id}",
    operation_id="update_speaker",
    summary="Correct a speaker",
    response_model=SpeakerDetail,
    responses=_PROBLEMS,
    dependencies=[needs(Scope.correct)],
    tags=["speakers"],
)
async def answer_speaker_correction(
    request: Request, database: DatabaseDep, speaker_id: PathId, given: SpeakerCorrection, _: NoQuery
) -> Response:
    """Sets a speaker right, for good; who is found under the former name is still they. Needs the scope `correct`."""
    by = request.state.key.name

    def work() -> bytes:
        with database.write() as session:
            correct_speaker(session, speaker_id, given.changes, by=by)
        with database.read() as connection:
            return read_row(connection, SPEAKERS, speaker_id)

    return answer_bytes(await run_in_threadpool(work))


@router.post(
    "/speakers/{id}/merge",
    operation_id="create_speaker_merge",
    summary="Merge two speakers",
    response_model=EditRead,
    responses=_PROBLEMS,
    dependencies=[needs(Scope.correct)],
    tags=["speakers"],
)
async def answer_merge(
    request: Request, database: DatabaseDep, speaker_id: PathId, given: SpeakerMerge, _: NoQuery
) -> Response:
    """Folds another speaker into this one, in all articles there are and will be. Needs the scope `correct`."""
    by = request.state.key.name
    return await _edit(database, speaker_id, lambda session: merge(session, speaker_id, given.speaker, by=by))


@router.post(
    "/speakers/{id}/split",
    operation_id="create_speaker_split",
    summary="Split a name off a speaker",
    response_model=EditRead,
    responses=_PROBLEMS,
    dependencies=[needs(Scope.correct)],
    tags=["speakers"],
)
async def answer_split(
    request: Request, database: DatabaseDep, speaker_id: PathId, given: SpeakerSplit, _: NoQuery
) -> Response:
    """Makes one of the speaker's other names a speaker of its own, in all articles. Needs the scope `correct`."""
    by = request.state.key.name
    return await _edit(
        database, speaker_id, lambda session: split(session, speaker_id, given.alias, name=given.name, by=by)
    )


async def _edit(database: Database, speaker_id: int, work: Callable[[Session], Edited]) -> Response:
    def write() -> Edited:
        with database.write() as session:
            require_speaker(session.connection(), speaker_id)
            return work(session)

    return answer_json(asdict(await run_in_threadpool(write)))


@router.get(
    "/speakers/{id}/corrections",
    operation_id="list_speaker_corrections",
    summary="List a speaker's corrections",
    response_model=CorrectionList,
    responses=describe_problems(404, 422, 503),
    tags=["speakers"],
)
async def answer_speaker_corrections(database: DatabaseDep, speaker_id: PathId, _: NoQuery) -> Response:
    """What editors have set right in a speaker, merges and splits too: what it was before, by whom and when."""

    def ask(connection: Connection) -> Response:
        require_speaker(connection, speaker_id)
        return answer_json({"items": list_corrections(connection, Subject.speaker, speaker_id)})

    return await read(database, ask)
