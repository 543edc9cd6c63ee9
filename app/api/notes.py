"""What is learnt of a request on its way, for those who count and log it."""

from dataclasses import dataclass

NOTE = "musnad.note"
"""Where in the scope it travels."""


@dataclass
class Note:
    """The request's id, and whether it was answered from memory (None: no such question)."""

    request_id: str
    is_hit: bool | None = None
