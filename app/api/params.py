"""The types of parameters: what they accept is what the API document says, not a letter more.

Pydantic alone would take `1.0`, ` 7 ` or `1_000` for an integer, `yes` for a boolean and a number for a day.
"""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from fastapi import Path
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError
from starlette.convertors import StringConvertor

from app.store.search.finding import RELEVANCE

LARGEST_ID = 2**63 - 1
# What a search must hold one of: letters and digits that folding keeps, of Arabic (also as presentation forms),
# Latin and Cyrillic.
SEARCHABLE = (
    r"[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u04ff"
    r"\u0621-\u063a\u0641-\u064a\u0660-\u0669\u066e\u066f\u0671-\u06d3\u06ee-\u06fc"
    r"\ufb50-\ufbb1\ufe80-\ufefc]"
)


def _spelled(pattern: str, kind: str, message: str) -> BeforeValidator:
    """Lets a string through only as the pattern spells it; values of other types pass to the next check."""
    spelling = re.compile(pattern)

    def check(value: Any) -> Any:
        if isinstance(value, str) and not spelling.fullmatch(value):
            raise PydanticCustomError(kind, message)
        return value

    return BeforeValidator(check)


def _read_day(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("not_a_day", "must be a day of the calendar, as 2025-07-31")


def _holding(pattern: str, message: str) -> Callable[[str], str]:
    wanted = re.compile(pattern)

    def check(value: str) -> str:
        if not wanted.search(value):
            raise PydanticCustomError("not_searchable", message)
        return value

    return check


INTEGER = _spelled("-?[0-9]{1,19}", "not_an_integer", "must be an integer of at most 64 bits")
Id = Annotated[int, Field(ge=1, le=LARGEST_ID), INTEGER]
Flag = Annotated[bool, _spelled("true|false", "not_a_flag", "must be true or false")]
Day = Annotated[date, BeforeValidator(_read_day)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Search = Annotated[
    str,
    Field(min_length=1, max_length=500, json_schema_extra={"pattern": SEARCHABLE}),
    BeforeValidator(_holding(SEARCHABLE, "must hold a letter or a digit")),
]
PathId = Annotated[int, Path(alias="id", ge=1, le=LARGEST_ID, description="The id.", examples=[1]), INTEGER]


def hide_default(schema: dict[str, Any]) -> None:
    """For fields that are only there when they are asked for: they have no default, they are left out."""
    del schema["default"]


class RowConvertor(StringConvertor):
    """What stands for a row in a path, and is no export of it."""

    regex = r"(?![^/]*\.(?:jsonld|ninjs\.json)$)[^/]+"


class NoParams(BaseModel):
    """For operations without parameters: refuses any."""

    model_config = ConfigDict(extra="forbid")

    # What is worked out of parameters is kept by what they are, not by what they say: nobody compares them.
    __eq__ = object.__eq__
    __hash__ = object.__hash__


class PageParams(NoParams):
    """What every list takes. Lists inherit from it: two models that forbid extras would refuse each other's."""

    usual: ClassVar[StrEnum]
    limit: Annotated[int, Field(ge=1, le=100, description="Items on a page."), INTEGER] = 20
    cursor: Annotated[str, Field(min_length=1, max_length=4096)] | None = Field(
        default=None, description="`next_cursor` of the page before. Belongs to its list, sort and filters."
    )
    count: Flag = Field(default=False, description="Also answer how many items there are in all, as `total`.")

    @property
    def order(self) -> StrEnum:
        """The order asked for; else the best hits first where something is searched for, and the list's usual one."""
        asked: StrEnum | None = getattr(self, "sort", None)
        if asked is not None or getattr(self, "q", None) is None:
            return asked or self.usual
        return type(self.usual)(RELEVANCE)

    @property
    def counts(self) -> bool:
        """Whether the answer may need a look at many rows."""
        return self.count or bool(getattr(self, "facets", None))
