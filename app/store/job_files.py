"""The files that ingestions read, kept in the database in pieces: together with their jobs, for every process."""

import io
from typing import Any, BinaryIO

from sqlalchemy import Connection, delete, insert, select

from app.errors import StoreError
from app.store.db import Database
from app.store.job_models import INGESTION_PART

PIECE = 1 << 20
"""Bytes of a piece."""
_P = INGESTION_PART.c


def store_file(connection: Connection, job_id: int, file: BinaryIO) -> int:
    """Keeps the file for the job. How many bytes it has."""
    number = size = 0
    while data := file.read(PIECE):
        connection.execute(insert(INGESTION_PART).values(ingestion_id=job_id, number=number, data=data))
        number, size = number + 1, size + len(data)
    return size


def drop_file(connection: Connection, job_id: int) -> None:
    """The file is needed no longer."""
    connection.execute(delete(INGESTION_PART).where(_P.ingestion_id == job_id))


class _StoredFile(io.RawIOBase):
    """A job's file, read from the database piece by piece."""

    def __init__(self, database: Database, job_id: int, size: int) -> None:
        self._database, self._job_id, self._size, self._at = database, job_id, size, 0
        self._number, self._part = -1, b""

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where it is read on."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Read on there."""
        at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if at < 0:
            raise OSError("before the beginning of the file")
        self._at = at
        return at

    def readinto(self, buffer: Any, /) -> int:
        """As much as the piece there has."""
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, PIECE)
        if number != self._number:
            self._part, self._number = self._fetch(number), number
        data = self._part[start : start + len(buffer)]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _fetch(self, number: int) -> bytes:
        chosen = select(_P.data).where(_P.ingestion_id == self._job_id, _P.number == number)
        with self._database.read() as connection:
            part: bytes | None = connection.execute(chosen).scalar()
        if part is None:
            raise StoreError(f"the file of ingestion {self._job_id} is there no longer")
        return part


def open_stored(database: Database, job_id: int, size: int) -> BinaryIO:
    """The job's file, open for reading."""
    return io.BufferedReader(_StoredFile(database, job_id, size))
