"""The API document and the page that shows it, from files of this machine only."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import fastapi_offline
import orjson
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, HTMLResponse

from app.api.examples import find_examples
from app.api.problems import Problem

_SWAGGER = Path(fastapi_offline.__file__).parent / "static"
_HERE = Path(__file__).parent / "static"
_FILES = {
    "swagger-ui.css": _SWAGGER / "swagger-ui.css",
    "swagger-ui-bundle.js": _SWAGGER / "swagger-ui-bundle.js",
    "docs.js": _HERE / "docs.js",
}
# Swagger UI sets styles on elements and draws its icons from data addresses; scripts come from files alone.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
router = APIRouter(include_in_schema=False)


@router.get("/docs")
async def show_docs() -> Response:
    """Swagger UI."""
    page = (_HERE / "docs.html").read_text(encoding="utf-8")
    return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})


@router.get("/openapi.json")
async def show_document(request: Request) -> Response:
    """The document with its examples, which are worked out when it is first asked for."""
    app = request.app
    if not hasattr(app.state, "document"):
        app.state.document = await run_in_threadpool(lambda: orjson.dumps(add_examples(app.openapi())))
    return Response(app.state.document, media_type="application/json")


def add_examples(document: dict[str, Any]) -> dict[str, Any]:
    """The document with an example in each answer that has one."""
    shown = deepcopy(document)
    examples = find_examples(document)
    for path in shown["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if example := examples.get((operation["operationId"], status)):
                    (content,) = response["content"].values()
                    content["examples"] = {"seed": {"summary": example.request, "value": example.value}}
    return shown


def _serve(name: str, file: Path) -> None:
    async def send_file() -> Response:
        return FileResponse(file, headers={"Cache-Control": "public, max-age=86400"})

    router.add_api_route(f"/docs/{name}", send_file)


for _name, _file in _FILES.items():
    _serve(_name, _file)


def install_document(app: FastAPI) -> None:
    """Make the document complete: problems among the schemas. `/openapi.json` adds the examples."""

    def write_document() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = _write(app)
        return app.openapi_schema

    app.openapi = write_document  # type: ignore[method-assign]  # the way FastAPI offers


def _write(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        license_info=app.license_info,
        tags=app.openapi_tags,
        routes=app.routes,
    )
    problem = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas |= problem.pop("$defs", {}) | {Problem.__name__: problem}
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                parameter["schema"] = _without_null(parameter["schema"])
                parameter["description"] = _with_example(parameter)
    return document


def _with_example(parameter: dict[str, Any]) -> str:
    """Swagger UI shows no examples of parameters, or else fills the form with them."""
    description = str(parameter["description"])
    match parameter["schema"]:
        case {"type": "array", "examples": [[example, *_], *_]} | {"examples": [example, *_]}:
            return f"{description} Example: `{example}`"
        case _:
            return description


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A query string can leave a parameter out, but it can't say null."""
    match schema:
        case {"anyOf": [dict(inner), {"type": "null"}], **rest}:
            return {**inner, **rest}
        case _:
            return schema
