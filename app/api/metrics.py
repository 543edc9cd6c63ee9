"""What is counted for Prometheus: requests by route and outcome, how long they took, what the memory of answers
spares, and how much is stored. With several workers, the numbers of all are added up."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector
from starlette.concurrency import run_in_threadpool

from app.api.deps import DatabaseDep, NoQuery
from app.api.problems import describe_problems
from app.errors import StoreError
from app.store.db import Database
from app.store.doctor import count_rows

# From an answer out of memory to a search that looks at everything.
_BOUNDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_REQUESTS = Counter("musnad_requests", "Requests answered.", ["method", "route", "status"])
_SECONDS = Histogram("musnad_request_seconds", "Time until an answer was sent.", ["method", "route"], buckets=_BOUNDS)
_MEMORY = Counter("musnad_cache_answers", "Reads answered from memory, or anew.", ["outcome"])

_TEXT: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}}}, "description": "Prometheus's text format."}
}
router = APIRouter(tags=["operation"])


def count_request(method: str, route: str, status: int, seconds: float, *, is_hit: bool | None) -> None:
    """One answered request; `is_hit` whether it was answered from memory, None where that was no question."""
    counter, histogram = _meters(method, route, status)
    counter.inc()
    histogram.observe(seconds)
    if is_hit is not None:
        _outcome(is_hit).inc()


@cache
def _meters(method: str, route: str, status: int) -> tuple[Counter, Histogram]:
    # To look a meter up by its labels costs more than to count. There are few: routes are templates.
    return _REQUESTS.labels(method, route, str(status)), _SECONDS.labels(method, route)


@cache
def _outcome(is_hit: bool) -> Counter:
    return _MEMORY.labels("hit" if is_hit else "miss")


class _Stored(Collector):
    """How much the database holds, asked when Prometheus asks."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges; none while the database can't be used."""
        try:
            counts, size = count_rows(self.database), self.database.size()
        except StoreError:
            return
        rows = GaugeMetricFamily("musnad_rows", "Rows of the main tables.", labels=["table"])
        for table in ("articles", "quotes", "events", "speakers"):
            rows.add_metric([table], getattr(counts, table))
        yield rows
        if size is not None:
            yield GaugeMetricFamily("musnad_database_bytes", "Size of the database's files.", value=size)


@router.get(
    "/metrics",
    operation_id="get_metrics",
    summary="Count for Prometheus",
    response_class=Response,
    responses={**_TEXT, **describe_problems(422)},
)
async def answer_metrics(database: DatabaseDep, _: NoQuery) -> Response:
    """Requests, times, cache and rows, in Prometheus's text format."""
    text = await run_in_threadpool(_write, database)
    return Response(text, media_type=CONTENT_TYPE_LATEST)


def _write(database: Database) -> bytes:
    registry = CollectorRegistry()
    registry.register(_Stored(database))
    try:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library's
    except ValueError:
        # A single process counts for itself.
        return generate_latest(REGISTRY) + generate_latest(registry)
    return generate_latest(registry)
