"""What is remembered of the database for a while: answered though it is old, and found out anew meanwhile."""

from collections.abc import Callable
from threading import Event, Thread
from time import sleep

from app.errors import StoreError
from app.store.remembering import Memory


def _never() -> list[str]:
    raise AssertionError("nobody was to ask for this")


def _wait_for(is_so: Callable[[], bool]) -> bool:
    for _ in range(500):
        if is_so():
            return True
        sleep(0.01)
    return False


def test_what_is_old_is_answered_at_once_and_renewed_meanwhile() -> None:
    memory, may_end = Memory(), Event()
    memory.recall_lately(0, 1, "words", lambda: ["former"], _never)

    def find_anew() -> list[str]:
        may_end.wait(5)
        return ["present"]

    assert memory.recall_lately(0, 2, "words", _never, find_anew) == ["former"]
    may_end.set()
    assert _wait_for(lambda: memory.recall_lately(60, 2, "words", _never, _never) == ["present"])


def test_many_that_ask_for_what_is_old_have_it_renewed_once() -> None:
    memory, times = Memory(), list[int]()

    def find_anew() -> list[str]:
        times.append(1)
        return ["present"]

    memory.recall_lately(0.2, 1, "words", lambda: ["former"], _never)
    sleep(0.25)

    def ask() -> None:
        memory.recall_lately(0.2, 2, "words", _never, find_anew)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _wait_for(lambda: memory.recall_lately(60, 2, "words", _never, _never) == ["present"])
    assert times == [1]


def test_what_is_old_is_not_renewed_while_nothing_was_written() -> None:
    memory = Memory()
    memory.recall_lately(0, 7, "words", lambda: ["former"], _never)
    assert memory.recall_lately(0, 7, "words", _never, _never) == ["former"]


def test_nothing_is_not_remembered() -> None:
    memory = Memory()
    assert memory.recall_lately(60, 1, "words", list[str], _never) == []
    assert memory.recall_lately(60, 1, "words", lambda: ["first"], _never) == ["first"]


def test_what_is_known_stays_where_it_can_not_be_renewed() -> None:
    memory, was_asked = Memory(), Event()
    memory.recall_lately(0, 1, "words", lambda: ["former"], _never)

    def fail() -> list[str]:
        was_asked.set()
        raise StoreError("the database can't be used")

    memory.recall_lately(0, 2, "words", _never, fail)
    assert was_asked.wait(5)
    assert memory.recall_lately(60, 2, "words", _never, _never) == ["former"]
