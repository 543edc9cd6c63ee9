"""The API document as it was agreed on: `make contract` writes it anew, and the tests compare."""

from pathlib import Path
from typing import Any

import orjson

from app.config import Settings
from app.main import create_app

SAVED = Path(__file__).parent / "openapi.json"


def make_document() -> dict[str, Any]:
    """The document that this checkout serves; the version is the package's, no part of the contract."""
    document: dict[str, Any] = orjson.loads(orjson.dumps(create_app(Settings()).openapi()))
    document["info"]["version"] = "0"
    return document


def write_document() -> None:
    """Keep it as agreed on from now on."""
    SAVED.write_bytes(orjson.dumps(make_document(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


if __name__ == "__main__":
    write_document()
