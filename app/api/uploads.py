"""Reading a file that is sent as a form: bounded, kept on the disk while it comes in."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from app.api.bodies import too_large

# What a form holds beside the file: its fields, and what stands around each.
_ROOM = 100_000
_MOST_FIELDS = 50
_LONGEST_FIELD = 10_000


class _BoundedRequest(Request):
    """A request whose body is given up as soon as it is known to be too large."""

    largest = 0

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body in pieces; 413 where there are too many."""
        announced = self.headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > self.largest + _ROOM:
            raise too_large(self.largest)
        read = 0
        async for chunk in super().stream():
            read += len(chunk)
            if read > self.largest + _ROOM:
                raise too_large(self.largest)
            yield chunk


@asynccontextmanager
async def read_form(request: Request, *, largest: int) -> AsyncIterator[tuple[UploadFile, dict[str, list[str]]]]:
    """The file of a form, and its other fields by name. 413 for a larger file, 422 for what is no such form."""
    bounded = _BoundedRequest(request.scope, request.receive)
    bounded.largest = largest
    try:
        form = await bounded.form(max_files=1, max_fields=_MOST_FIELDS, max_part_size=_LONGEST_FIELD)
    except HTTPException as error:
        if error.status_code != 400:
            raise
        raise invalid("", str(error.detail)) from None
    try:
        file = _find_file(form)
        if (file.size or 0) > largest:
            raise too_large(largest)
        yield file, _find_fields(form)
    finally:
        await form.close()


def invalid(name: str, reason: str) -> RequestValidationError:
    """The 422 for one field of the body."""
    return RequestValidationError([{"type": "form", "loc": ("body", *([name] if name else [])), "msg": reason}])


def _find_file(form: FormData) -> UploadFile:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise invalid("file", "a file with its name is needed")
    if not file.size:
        raise invalid("file", "it is empty")
    return file


def _find_fields(form: FormData) -> dict[str, list[str]]:
    fields: dict[str, Any] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            if name != "file":
                raise invalid(name, "no such field here")
        else:
            fields.setdefault(name, []).append(value)
    return fields
