"""How many processes there is room for, and who goes first."""

import os

# As nice as what works in the background usually is: it gets a quarter of a core that somebody else wants, too.
NICENESS = 5


def count_cores() -> int:
    """The cores that this process may use: a container may be allowed fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def give_way() -> None:
    """Let those who serve readers go first, in this process and in those that it starts from now on."""
    if hasattr(os, "setpriority") and os.getpriority(os.PRIO_PROCESS, 0) < NICENESS:
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
