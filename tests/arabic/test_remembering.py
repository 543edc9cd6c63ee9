"""What is remembered of words: worked out once, bounded, and never another word's."""

from app.arabic.remembering import Kept, Remembered


def test_a_word_is_worked_out_once_as_long_as_it_keeps_coming() -> None:
    asked: list[str] = []

    def work_out(word: str) -> str:
        asked.append(word)
        return word.upper()

    known = Remembered(work_out, most=4)
    for number in range(40):
        assert known["everyday"] == "EVERYDAY"
        assert known[f"rare{number}"] == f"RARE{number}"
    assert asked.count("everyday") == 1


def test_it_holds_no_more_than_twice_as_many_and_nothing_longer() -> None:
    asked: list[str] = []

    def work_out(word: str) -> int:
        asked.append(word)
        return len(word)

    known = Remembered(work_out, most=10, longest=5)
    for number in range(100):
        assert known[f"w{number}"] == len(f"w{number}")
    assert len(known) <= 10
    asked.clear()
    assert [known[f"w{number}"] for number in range(79)] == [len(f"w{number}") for number in range(79)]
    assert len(asked) == 79  # forgotten long ago
    assert known["longer than a word"] == known["longer than a word"] == 18
    assert asked.count("longer than a word") == 2


def test_what_is_asked_for_is_kept_while_others_come_in_and_what_is_not_is_forgotten() -> None:
    kept: Kept[tuple[str, ...], int] = Kept(most=4)
    kept.keep(("asked", "for"), 1)
    kept.keep(("once",), 2)
    for number in range(40):
        assert kept.recall(("asked", "for")) == 1
        kept.keep((f"rare{number}",), number)
    assert kept.recall(("once",)) is None
    assert sum(kept.recall((f"rare{number}",)) is not None for number in range(40)) <= 8


def test_what_is_forgotten_is_worked_out_anew_however_long_ago_it_came_in() -> None:
    answers = ["old"]
    known = Remembered(lambda _: answers[-1], most=2)
    words = ["first", "second", "third"]
    assert [known[word] for word in words] == ["old"] * 3
    answers.append("new")
    known.forget()
    assert [known[word] for word in words] == ["new"] * 3
