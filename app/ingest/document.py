"""An article's fields → the document, or what is wrong with them."""

from typing import Any

from pydantic import ValidationError

from app.errors import UnreadableSource
from app.records import SourceDocument

_REASONS = {
    "string_too_long": "is longer than {max_length} characters",
    "string_unicode": "holds half a surrogate, which is no character",
}


def make_document(name: str, fields: dict[str, Any]) -> SourceDocument:
    """The document; `name` says which, for messages. Raises UnreadableSource for a field that can't be as it is."""
    try:
        return SourceDocument.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        reason = _REASONS.get(first["type"], "can't be as it is").format(**first.get("ctx", {}))
        raise UnreadableSource(name, f"{'.'.join(map(str, first['loc']))} {reason}") from None
