"""`fields` and `include`: parameters that take names, several of them in one value too, parted by commas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from app.api.params import NoParams
from app.store.shapes import Listing
from app.store.views import INCLUSIONS, list_fields, look_at

FIELDS = "Only these fields, all if none is named; `speaker.name` is one of an object. Commas part names, too."


@dataclass(frozen=True)
class Names:
    """Makes a list of texts one of these names."""

    allowed: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Takes values apart at commas before they are checked."""
        checked = core_schema.no_info_after_validator_function(self._check, handler(source))
        return core_schema.no_info_before_validator_function(_split, checked)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The names, for who reads the API document."""
        return {**handler(schema), "items": {"type": "string", "enum": list(self.allowed)}}

    def _check(self, names: list[str]) -> list[str]:
        for name in names:
            if name not in self.allowed:
                raise PydanticCustomError("no_such_name", "is none of {allowed}", {"allowed": ", ".join(self.allowed)})
        return names


def _split(values: Any) -> Any:
    return [name for value in values for name in str(value).split(",")] if isinstance(values, Sequence) else values


def name_fields(listing: Listing, *, details: bool = False) -> Names:
    """The fields of a list's rows, or of a single one."""
    return Names(tuple(list_fields(listing, details=details)))


def name_inclusions(listing: Listing) -> Names:
    """What can be included whole."""
    return Names(tuple(INCLUSIONS[listing]))


def choose_view(listing: Listing, params: NoParams) -> Listing:
    """The list as the parameters want it seen."""
    fields, include = getattr(params, "fields", ()), getattr(params, "include", ())
    return look_at(listing, frozenset(fields), frozenset(include)) if fields or include else listing
