"""What is asked for by names and values, as a command line has them: the API's own filters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import EnumType, StrEnum
from typing import Any, get_args, get_type_hints
from urllib.parse import urlencode

from app.errors import QueryError
from app.exports.catalog import ListExport
from app.store.streaming import Selection


class _Flag(StrEnum):
    """How the API spells yes and no."""

    true = "true"
    false = "false"


Asked = Sequence[tuple[str, str]]


def read_selection(export: ListExport, asked: Asked) -> Selection:
    """The rows that are wanted: filters (those of one name are alternatives), `sort` and `limit`. Raises QueryError."""
    given = _gather(asked)
    sort = _read_one(given, "sort", type(export.subject.sort), export.subject.sort)
    limit = _read_one(given, "limit", int, export.usual)
    if limit is not None and not 1 <= limit <= (export.most or limit):
        raise QueryError("limit", f"must be at least 1{f' and at most {export.most}' if export.most else ''}")
    withdrawn = _read_one(given, "withdrawn", _Flag, _Flag.false) if export.subject.former else _Flag.false
    filters = _read_filters(export.subject.filters, given)
    return Selection(filters, sort, limit, withdrawn is _Flag.true, urlencode(asked))


def read_id(asked: Asked) -> int:
    """The id that is asked for, and nothing else. Raises QueryError."""
    given = _gather(asked)
    row_id = _read_one(given, "id", int, None)
    _refuse(given, ["id"])
    if row_id is None:
        raise QueryError("id", "say which article: id=1")
    return int(row_id)


def _gather(asked: Asked) -> dict[str, list[str]]:
    given: dict[str, list[str]] = {}
    for name, value in asked:
        given.setdefault(name, []).append(value)
    return given


def _read_one(given: dict[str, list[str]], name: str, kind: type[Any], usual: Any) -> Any:
    values = given.pop(name, [])
    if len(values) > 1:
        raise QueryError(name, "takes one value")
    return _read(name, kind, values[0]) if values else usual


def _read_filters(kind: type[Any], given: dict[str, list[str]]) -> Any:
    types = get_type_hints(kind)
    several = {field.name for field in fields(kind) if field.default == ()}
    read: dict[str, Any] = {}
    for name in [name for name in given if name in types]:
        inner = get_args(types[name])[0]
        if name in several:
            read[name] = tuple(_read(name, inner, value) for value in given.pop(name))
        else:
            read[name] = _read_one(given, name, inner, None)
    _refuse(given, [*types, "sort", "limit"])
    return kind(**read)


def _read(name: str, kind: type[Any], value: str) -> Any:
    try:
        return date.fromisoformat(value) if kind is date else kind(value)
    except ValueError:
        raise QueryError(name, f"can't be {value!r}{_allowed(kind)}") from None


def _allowed(kind: type[Any]) -> str:
    if isinstance(kind, EnumType) and issubclass(kind, StrEnum):
        return f", but {', '.join(kind)}"
    return ", but a day like 2025-07-31" if kind is date else ""


def _refuse(rest: Mapping[str, object], known: Iterable[str]) -> None:
    for name in rest:
        raise QueryError(name, f"there is no such filter here, but {', '.join(known)}")
