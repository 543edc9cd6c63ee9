"""Version 1 of the API: one module per resource, put together here."""

from fastapi import APIRouter, Depends

from app.api.deps import refuse_repeats
from app.api.v1 import analyze, articles, events, quotes, revisions, speakers, timeline

router = APIRouter(prefix="/v1", dependencies=[Depends(refuse_repeats)])
for _module in (articles, revisions, speakers, quotes, events, timeline, analyze):
    router.include_router(_module.router)
