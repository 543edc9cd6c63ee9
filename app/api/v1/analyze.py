"""Analysis of a text that is not kept."""

from functools import partial

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.answers import answer_json
from app.api.bodies import JsonRoute
from app.api.deps import NoQuery
from app.api.params import Day
from app.api.problems import describe_problems
from app.api.v1 import examples
from app.arabic.analysis import analyze
from app.records import Analysis

LONGEST_TEXT = 100_000
# Analysis keeps a core busy: more at once would only hold up everybody's reads.
AT_ONCE = 2

router = APIRouter(prefix="/analyze", tags=["analysis"], route_class=JsonRoute)


class AnalyzeRequest(BaseModel):
    """A text to read."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.ANALYZE_REQUEST]})

    title: str | None = Field(default=None, max_length=2000, description="Headline; not searched for quotes.")
    text: str = Field(min_length=1, max_length=LONGEST_TEXT, description="The text; offsets count its code points.")
    published_at: Day | None = Field(
        default=None, description="The day that اليوم and الماضي are counted from; without it they stay unresolved."
    )


class AnalysisRead(Analysis):
    """What is found; quotes and events in the order of the text. Offsets count the text's Unicode code points."""


@router.post(
    "",
    operation_id="analyze_text",
    summary="Analyse a text",
    response_model=AnalysisRead,
    responses=describe_problems(413, 415, 422),
)
async def answer_analysis(request: Request, wanted: AnalyzeRequest, _: NoQuery) -> Response:
    """Quotes, speakers and events of a text of at most 100,000 characters. Nothing is stored."""
    work = partial(analyze, wanted.text, reference=wanted.published_at, context=wanted.title or "")
    found = await to_thread.run_sync(work, limiter=share_of_analysis(request))
    return answer_json(found.model_dump())


def share_of_analysis(request: Request) -> CapacityLimiter:
    """What all that analyse wait for."""
    state = request.app.state
    if not hasattr(state, "analysis_limiter"):
        state.analysis_limiter = CapacityLimiter(AT_ONCE)
    limiter: CapacityLimiter = state.analysis_limiter
    return limiter
