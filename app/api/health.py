"""Whether the process lives, and whether it can answer."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from app.api.answers import answer_json
from app.api.deps import DatabaseDep, NoQuery
from app.api.problems import describe_problems
from app.store.schema import require_migrated

router = APIRouter(tags=["operation"])


class Health(BaseModel):
    """All is well."""

    status: str = Field(description="Always `ok`; anything else is a problem.", examples=["ok"])


@router.get(
    "/healthz",
    operation_id="check_health",
    summary="Is it alive?",
    response_model=Health,
    responses=describe_problems(422),
)
async def answer_health(_: NoQuery) -> Response:
    """Answers as long as the process runs. Looks at nothing else."""
    return answer_json({"status": "ok"})


@router.get(
    "/readyz",
    operation_id="check_readiness",
    summary="Can it answer?",
    response_model=Health,
    responses=describe_problems(422, 503),
)
async def answer_readiness(database: DatabaseDep, _: NoQuery) -> Response:
    """Answers when the database can be reached and is migrated; otherwise 503 says what is missing."""
    await run_in_threadpool(require_migrated, database)
    return answer_json({"status": "ok"})
