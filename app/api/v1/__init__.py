"""Version 1 of the API: one module per resource, put together here."""

from fastapi import APIRouter, Depends
from starlette.routing import Route

from app.api.deps import refuse_repeats
from app.api.reading import find_reads
from app.api.v1 import (
    analyze,
    articles,
    corrections,
    events,
    exports,
    ingestions,
    quotes,
    revisions,
    search,
    speakers,
    submissions,
    timeline,
)

# Exports first: `/articles/{id}` would else take `12.jsonld` for an id.
_MODULES = (
    *(exports, articles, revisions, submissions, corrections, speakers, quotes, events, timeline, search),
    *(ingestions, analyze),
)
router = APIRouter(prefix="/v1", dependencies=[Depends(refuse_repeats)])
for _module in _MODULES:
    router.include_router(_module.router)
reads = find_reads("/v1", (module.router for module in _MODULES))
paths = frozenset(
    f"/v1{route.path}" for module in _MODULES for route in module.router.routes if isinstance(route, Route)
)
