"""Serves the page's files; a strict policy holds it to them and to this host."""

from pathlib import Path

from fastapi import APIRouter, Response
from starlette.responses import FileResponse

_HERE = Path(__file__).parent / "static"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
router = APIRouter(include_in_schema=False)


@router.get("/")
async def show_page() -> Response:
    """The page itself."""
    return FileResponse(_HERE / "index.html", headers={"Content-Security-Policy": _POLICY})


@router.get("/explorer/page.css")
async def send_style() -> Response:
    """Its looks."""
    return FileResponse(_HERE / "page.css")


@router.get("/explorer/page.js")
async def send_script() -> Response:
    """Its behaviour."""
    return FileResponse(_HERE / "page.js")


@router.get("/explorer/suggest.js")
async def send_suggestions() -> Response:
    """What it offers while somebody types."""
    return FileResponse(_HERE / "suggest.js")
