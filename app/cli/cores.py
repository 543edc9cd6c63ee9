"""How many processes there is room for."""

import os


def count_cores() -> int:
    """The cores that this process may use: a container may be allowed fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
