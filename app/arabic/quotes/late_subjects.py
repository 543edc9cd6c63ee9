"""Whether a phrase behind an adjunct may be the verb's subject: قال أمس، في تصريح صحفي، الوزير."""

from app.arabic.quotes.lexicon import is_verbal_noun
from app.arabic.quotes.reading import PREPOSITIONS, Reading
from app.arabic.speakers.words import word

_LOOSE = frozenset(["امس", "الاول", "اليوم", "صحفي", "صحافي", "خاص", "متلفز", "صحفيه", "اعلامي", "هاتفي", "له", "لها"])
"""Words that own nothing behind them: قال أمس، في تصريح صحفي."""


def stands_free(reading: Reading, at: int) -> bool:
    """Whether the word before neither governs nor owns this one."""
    before = reading.key(at - 1)
    if not reading.tokens[at - 1].is_word:
        return not _is_governed_in_marks(reading, at)
    if before in _LOOSE:
        return True
    return word(before).is_definite and not word(reading.key(at)).is_definite and reading.key(at - 2)[:1] == "ل"


def _is_governed_in_marks(reading: Reading, at: int) -> bool:
    """أعلن عن قيام «دولة الساحل»: the mark parts nothing from what governs it."""
    before = reading.key(at - 2)
    opens = reading.tokens[at - 1].start in reading.marked.by_start and reading.same_sentence(at - 2, at)
    return opens and (before in PREPOSITIONS or (is_verbal_noun(before) and before not in _LOOSE))
