"""What tells one text from another, however it is spelled and spaced."""

import hashlib
from functools import lru_cache

from app.arabic.normalize import fold_key

# A text is folded for its fingerprint, for search and for its story, again and again while it is recorded.
fold_body = lru_cache(maxsize=4)(fold_key)


_TELLING = 200
"""Letters from which on a body is nobody else's, whatever stands over it."""


def make_body_mark(body: str) -> str | None:
    """One value for a body under any title; None for one so short that another article may well have it."""
    folded = fold_body(body)
    return hashlib.sha256(f"\n{folded}".encode()).hexdigest() if len(folded) >= _TELLING else None


def make_fingerprint(title: str, body: str) -> str:
    """One value for one text: neither spelling variants nor punctuation nor spaces change it."""
    folded = f"{fold_key(title)}\n{fold_body(body)}"
    return hashlib.sha256(folded.encode()).hexdigest()
