"""The timeline: how many events begin in each day, month or year."""

from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from app.api.deps import DatabaseDep
from app.api.paging import Book, Page, answer_page
from app.api.problems import describe_problems
from app.api.v1.events import FilterEvents
from app.store.events import EventFilter
from app.store.timeline import TimelineSort, Unit, count_periods, read_periods

router = APIRouter(prefix="/timeline", tags=["timeline"])


class PeriodRead(BaseModel):
    """A day, month or year in which events begin."""

    period: str = Field(
        description="The day, month or year, as ISO 8601 writes it.",
        pattern="^[0-9]{4}(-[0-9]{2}){0,2}$",
    )
    count: int = Field(ge=1, description="How many events begin in it.")
    first: date = Field(description="The first of their days.")
    last: date | None = Field(description="The last of their days; may lie beyond the period.")


class PeriodPage(Page[PeriodRead]):
    """One page of periods."""


class TimelineParams(FilterEvents):
    """What is counted, and by which unit."""

    unit: Unit = Field(default=Unit.month, description="day, month or year.")
    sort: TimelineSort = Field(default=TimelineSort.period, description="Order; a minus turns it round.")

    @property
    def counts(self) -> bool:
        """Counting looks at every event that the filters leave."""
        return True


def _book(unit: Unit) -> Book:
    return Book(f"timeline by {unit}", EventFilter, partial(read_periods, unit=unit), partial(count_periods, unit=unit))


BOOKS = {unit: _book(unit) for unit in Unit}


@router.get(
    "",
    operation_id="get_timeline",
    summary="Count events over time",
    response_model=PeriodPage,
    responses=describe_problems(422, 503),
)
async def answer_timeline(database: DatabaseDep, params: Annotated[TimelineParams, Query()]) -> Response:
    """Periods in which events begin, with how many; takes the filters of the events. The undated are left out."""
    return await answer_page(database, BOOKS[params.unit], params, sort=params.sort)
