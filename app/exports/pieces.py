"""Files in pieces."""

from collections.abc import Iterator


def enclose(head: bytes, pieces: Iterator[bytes], tail: bytes = b"") -> Iterator[bytes]:
    """The pieces between a head and a tail.

    The head goes with the first piece: what is wrong with the question shows before anything is sent.
    """
    yield head + next(pieces, b"")
    yield from pieces
    if tail:
        yield tail
