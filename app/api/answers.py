"""Answers as bytes: what the store yields goes out as JSON without being validated again."""

from typing import Any

import orjson
from fastapi import Response


def answer_bytes(content: bytes) -> Response:
    """JSON that the store has written."""
    return Response(content, media_type="application/json")


def answer_json(content: Any, *, status: int = 200) -> Response:
    """Plain rows, records' dictionaries, dates and enums as JSON."""
    return Response(orjson.dumps(content), status, media_type="application/json")
