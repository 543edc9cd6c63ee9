"""Words that stand for each other in a search, read from lines as search engines have them.

`UN, الأمم المتحدة` are found by each other, `Lavroff => لافروف` is found one way alone; `#` opens a comment.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from app.arabic.analyzer.words import Terms, is_arabic, list_terms
from app.errors import SynonymError

LONGEST = 8
"""Words that one name may have."""
MOST = 24
"""Names that may stand for each other, in one line or in all."""
_COMMA = re.compile("[,،;؛]")
Name = tuple[Terms, ...]


class Synonyms:
    """For each name, by its folded words, the others that stand for it."""

    def __init__(self, others: dict[tuple[str, ...], tuple[Name, ...]]) -> None:
        self._others = others
        self._longest: dict[str, int] = {}
        for words in others:
            self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def __bool__(self) -> bool:
        return bool(self._others)

    @cached_property
    def foreign(self) -> "Synonyms":
        """Those of the names that are written in other letters alone."""
        return Synonyms({name: others for name, others in self._others.items() if not is_arabic(name[0])})

    def reach(self, word: Terms) -> int:
        """How many words the longest name has that may begin with this one; 0 where none does."""
        longest, forms = self._longest, word.forms
        return 0 if longest.keys().isdisjoint(forms) else max(longest.get(form, 0) for form in forms)

    def find(self, words: Sequence[Terms]) -> tuple[Name, ...]:
        """The other names of what these words name, with whatever is written onto the first: بالأمم المتحدة."""
        rest = tuple(word.folded for word in words[1:])
        for head in _list_heads(words[0]):
            if (found := self._others.get((head, *rest))) is not None:
                return found
        return ()


NONE = Synonyms({})


def _list_heads(word: Terms) -> tuple[str, ...]:
    # What is left of a short word is too doubtful: لبنان holds no بنان.
    return tuple(form for form in word.forms if form.isalnum())


def read_synonyms(lines: Iterable[str], file: str) -> Synonyms:
    """The synonyms of a file's lines. Raises SynonymError with the line."""
    others: dict[tuple[str, ...], dict[tuple[str, ...], Name]] = {}
    for number, line in enumerate(lines, start=1):
        plain = line.partition("#")[0].strip().lstrip("\ufeff")
        if not plain:
            continue
        try:
            said, meant = _read_line(plain)
        except ValueError as error:
            raise SynonymError(file, number, str(error)) from None
        for name in said:
            key = _spell(name)
            known = others.setdefault(key, {})
            known.update({_spell(other): other for other in meant if _spell(other) != key})
            if len(known) >= MOST:
                raise SynonymError(file, number, f"gives {' '.join(key)}, with the lines before, {MOST} others or more")
    return Synonyms({key: tuple(found.values()) for key, found in others.items() if found})


def _read_line(line: str) -> tuple[list[Name], list[Name]]:
    """What is asked for, and what is found by it. Raises ValueError."""
    parts = [_read_names(part) for part in line.split("=>")]
    if len(parts) > 2:
        raise ValueError("has more than one =>")
    if len(parts) == 1 and len(parts[0]) == 1:
        raise ValueError("holds one name alone; names are parted by commas")
    return parts[0], parts[-1]


def _read_names(part: str) -> list[Name]:
    names = [tuple(list_terms(name)) for name in _COMMA.split(part)]
    if not all(names):
        raise ValueError("has a name without letters")
    if any(len(name) > LONGEST for name in names):
        raise ValueError(f"has a name of more than {LONGEST} words")
    if len(names) > MOST:
        raise ValueError(f"has more than {MOST} names")
    return names


def _spell(name: Name) -> tuple[str, ...]:
    return tuple(word.folded for word in name)
