"""Processes that work for another one: they end with it, leave Ctrl-C to it, and collect garbage seldom."""

import gc
import os
import signal
from multiprocessing import parent_process
from threading import Thread


def begin_work_apart() -> None:
    """What each of them begins with, once everything that it needs is imported."""
    # Ctrl-C goes to the whole group: whoever writes decides when it is over.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    collect_seldom()


def collect_seldom() -> None:
    """Lets the collector pass over what is loaded, rules above all, and look for circles less often.

    Reading an article makes very many small objects and hardly a circle: a tenth of its time went to the search.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _end_with_parent() -> None:
    """Who is killed can't tell the processes that work for it; they would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
