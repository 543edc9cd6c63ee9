"""What routes depend on: the database, and a query string that says each thing once."""

from asyncio import get_running_loop
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from enum import Enum
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy import Connection

from app.api.params import NoParams
from app.store.db import Database
from app.store.links import HERE, Site
from app.store.local import TooLong

T = TypeVar("T")


async def get_database(request: Request) -> Database:
    """The application's database. Asynchronous, or FastAPI would go through a thread for it."""
    database: Database = request.app.state.database
    return database


async def get_site() -> Site:
    """Where this service is reached."""
    return Site(HERE.get())


DatabaseDep = Annotated[Database, Depends(get_database)]
SiteDep = Annotated[Site, Depends(get_site)]
NoQuery = Annotated[NoParams, Query()]
STEPS = 50_000
"""Steps of SQLite's machine that may be tried in the event loop, about a millisecond."""
_THREADS = ThreadPoolExecutor(32, thread_name_prefix="read")


class Pace(Enum):
    """How long a question may take, which decides where it is put."""

    quick = "quick"
    """It takes less than the way to a thread."""
    open = "open"
    """It depends on how much there is: a few steps are tried first."""
    slow = "slow"
    """It would hold the others up."""


async def read(
    database: Database, question: Callable[[Connection], T], *, pace: Pace = Pace.quick, once: bool = False
) -> T:
    """Put a question to the database, in the event loop where that is shorter than the way to a thread.

    `once`: one statement answers it, or what a second one tells need not be of the same moment.
    """

    def ask(steps: int | None = None) -> T:
        with database.read(once=once, steps=steps) as connection:
            return question(connection)

    if database.is_local and pace is Pace.quick:
        return ask()
    if database.is_local and pace is Pace.open:
        with suppress(TooLong):
            return ask(STEPS)
    # Starlette's own way takes two rounds of the event loop more, which are long when many ask.
    return await get_running_loop().run_in_executor(_THREADS, copy_context().run, ask)


async def refuse_repeats(request: Request) -> None:
    """422 for a parameter that takes one value and is given twice: which one was meant is anybody's guess."""
    given = Counter(name for name, _ in request.query_params.multi_items())
    repeated = [name for name, times in given.items() if times > 1]
    if not repeated:
        # To learn which take one value, the API document has to be there.
        return
    single = _single_parameters(request.app)
    operation = getattr(request.scope["route"], "operation_id", None)
    repeated = [name for name in repeated if (operation, name) in single]
    if repeated:
        raise RequestValidationError([_repeat_error(name) for name in repeated])


def _repeat_error(name: str) -> dict[str, Any]:
    return {"type": "repeated", "loc": ("query", name), "msg": "takes one value, was given several"}


def _single_parameters(app: Any) -> frozenset[tuple[str, str]]:
    """(operation, parameter) for each that the API document doesn't call a list; worked out once."""
    if not hasattr(app.state, "single_parameters"):
        app.state.single_parameters = frozenset(
            (operation["operationId"], parameter["name"])
            for path in app.openapi()["paths"].values()
            for operation in path.values()
            for parameter in operation.get("parameters", ())
            if parameter["schema"].get("type") != "array"
        )
    single: frozenset[tuple[str, str]] = app.state.single_parameters
    return single
