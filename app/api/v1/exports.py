"""Exports: any list as a file that other programs open, and one article as linked data."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, cast

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, create_model

from app.api.deps import DatabaseDep, NoQuery, Pace, SiteDep, read
from app.api.paging import read_filters, tune
from app.api.params import INTEGER, NoParams, PageParams, PathId
from app.api.problems import describe_problems
from app.api.streams import answer_stream
from app.api.v1.articles import ArticleParams
from app.api.v1.events import EventParams
from app.api.v1.quotes import QuoteParams
from app.api.v1.speakers import SpeakerParams
from app.exports.catalog import ARTICLES, LISTS, ArticleExport, Format, ListExport
from app.store.streaming import Selection

router = APIRouter(tags=["exports"])
LISTED: dict[str, type[PageParams]] = {
    "quotes": QuoteParams,
    "articles": ArticleParams,
    "speakers": SpeakerParams,
    "events": EventParams,
    "timeline": EventParams,
}
# What these are opened with shows them by itself; the others are kept as files.
_SHOWN = {"atom", "ics", "json"}
_MOST_ROWS = 2**31 - 1
Route = Callable[..., Coroutine[Any, Any, Response]]


def _describe_file(made: Format) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "object"} if made.media_type.endswith("json") else {"type": "string"}
    content = {made.media_type: {"schema": schema}}
    return {200: {"description": f"The file, {made.title}.", "content": content}}


def make_params(export: ListExport) -> type[NoParams]:
    """The filters and the order of the list, and no pages."""
    listed = LISTED[export.kind]
    fields = {
        name: (field.annotation, field)
        for name, field in listed.model_fields.items()
        if name not in {*PageParams.model_fields, "fields", "include", "facets"}
    }
    number = Annotated[int, Field(ge=1, le=export.most or _MOST_ROWS), INTEGER]
    usual = "all" if export.usual is None else export.usual
    limit = Field(default=export.usual, description=f"At most so many rows; {usual} if not given.")
    name = f"{export.kind}_{export.format.name}_params".title().replace("_", "")
    made = {**fields, "limit": (number | None if export.usual is None else number, limit)}
    return cast(type[NoParams], create_model(name, __base__=NoParams, **cast(Any, made)))


def _make_route(export: ListExport) -> Route:
    model = make_params(export)
    filename = f"musnad-{export.kind}.{export.format.ending}"

    async def answer_export(
        request: Request,
        database: DatabaseDep,
        site: SiteDep,
        params: Annotated[model, Query()],  # type: ignore[valid-type]  # made of the list's own
    ) -> Response:
        given = cast(Any, params)
        filters = tune(read_filters(export.subject.filters, given, {}), given, database.tuning)
        selection = Selection(
            filters,
            given.sort or export.subject.sort,
            given.limit,
            getattr(given, "withdrawn", False),
            request.url.query,
        )
        return await answer_stream(
            request,
            database,
            lambda connection: export.write(connection, export.subject, selection, site),
            media_type=export.format.media_type,
            filename=filename,
            inline=export.format.name in _SHOWN,
        )

    return answer_export


def _make_article_route(export: ArticleExport) -> Route:
    async def answer_article_export(database: DatabaseDep, site: SiteDep, article_id: PathId, _: NoQuery) -> Response:
        written = await read(database, lambda connection: export.write(connection, article_id, site), pace=Pace.slow)
        filename = f"musnad-article-{article_id}.{export.format.ending}"
        headers = {"Content-Disposition": f'inline; filename="{filename}"'}
        return Response(written, headers=headers, media_type=export.format.media_type)

    return answer_article_export


for _export in LISTS.values():
    router.add_api_route(
        f"/{_export.kind}.{_export.format.ending}",
        _make_route(_export),
        operation_id=f"export_{_export.kind}_{_export.format.name}",
        summary=f"Export {_export.kind} as {_export.format.title}",
        description=f"{_export.says} Takes the filters of the list; all rows in one answer, sent as they are read.",
        response_class=Response,
        responses=_describe_file(_export.format) | describe_problems(422, 503),
    )
for _name, _one in ARTICLES.items():
    _way = f"{{id}}/{_one.format.ending}" if _name == "annotations" else f"{{id}}.{_one.format.ending}"
    router.add_api_route(
        f"/articles/{_way}",
        _make_article_route(_one),
        operation_id=f"export_article_{_name}",
        summary=f"Export an article as {_one.format.title}",
        description=_one.says,
        response_class=Response,
        responses=_describe_file(_one.format) | describe_problems(404, 422, 503),
    )
