"""What a word may be to the quote rules, whatever stands around it: most words are nothing to any of them."""

from collections.abc import Iterable

from app.arabic.quotes.lexicon import ACCORDING_TO, LIGHT_NOUNS, VOICES, cue_forms
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.roles import CHIEFS
from app.arabic.speakers.words import owned_office, word

CUE, NAME, SOURCE, LIGHT, VOICE = 1, 2, 4, 8, 16
"""A cue form; a word where somebody may be named; بحسب and the like; a light verb's noun; no reporter's word. Bits."""
MOST = {CUE: 60, NAME: 120, SOURCE: 60, LIGHT: 60, VOICE: 60}
"""Of one sentence: twice as many cues as the longest has in newspapers, where a list may have ninety-five names."""
_SOURCES = frozenset(joint + word for joint in ("", "و", "ف") for word in ACCORDING_TO)
_MOST_REMEMBERED = 1 << 16


class _Uses(dict[str, int]):
    """The uses of words, remembered: one look-up for each word of an article instead of one for each rule."""

    def __missing__(self, key: str) -> int:
        uses = (key in cue_forms() and CUE) | (key in _SOURCES and SOURCE) | (key in LIGHT_NOUNS and LIGHT)
        uses |= (_may_name(key) and NAME) | (key in VOICES and VOICE)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[key] = uses
        return uses


_uses = _Uses()


def find_uses(keys: Iterable[str]) -> list[tuple[int, int]]:
    """The places of the words that have a use, each with its uses; `keys` are all of a document's."""
    return [(at, use) for at, use in enumerate(map(_uses.__getitem__, keys)) if use]


def _may_name(key: str) -> bool:
    bare = strip_article(key)
    if key[:1] in "ول" and word(key[1:]).is_given:
        return True
    opens = (
        bare in lex.OFFICES
        or key in CHIEFS
        or word(key).is_given
        or key in lex.HONORIFICS
        or owned_office(key) is not None
    )
    return opens or bare in lex.DOCUMENTS or key[2:] in lex.DOCUMENTS or "نظير" in key
