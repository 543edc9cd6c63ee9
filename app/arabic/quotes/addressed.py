"""Where a speaker's phrase ends and those begin whom he addresses: طالب المواطن | الجهات الأمنية ب."""

from app.arabic.quotes.reading import Cue, Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.words import word

_ADDRESSING = frozenset(("نصح", "سأل", "أوصى", "أبلغ", "أخبر", "وعد", "طلب"))
"""Verbs that address somebody, beside those whose rule says so."""
_ALL = frozenset(("الجميع", "الكل"))
_FOREIGN = frozenset(("العلاقات", "الشوون", "التجاره", "السياسه"))
"""مسؤول العلاقات الخارجية: the adjective, no ministry."""
_PARTICIPLES = frozenset(("منظمه", "موسسه", "مجموعه", "عدد", "جزء", "كتاب"))
"""Adjectives, too, or no people: اللجنة المنظمة."""


def addresses(cue: Cue) -> bool:
    """Whether the one spoken to may stand behind the cue's subject with nothing between."""
    return any(form.verb.addressee or form.verb.lemma in _ADDRESSING for form in cue.forms)


def find_addressed(reading: Reading, phrase: Phrase) -> int | None:
    """The token in `phrase` that opens another: a definite noun for people or bodies goes with no definite one."""
    for at in range(phrase.first + 1, phrase.last):
        this = word(reading.key(at))
        others = this.key in _ALL or this.bare in lex.GROUPS or this.is_organization
        others = others and this.is_definite and this.bare not in _PARTICIPLES and this.key not in lex.ADJECTIVES
        foreign = this.bare == "خارجيه" and reading.key(at - 1) in _FOREIGN
        before, after = word(reading.key(at - 1)), word(reading.key(at + 1))
        whole = before.is_definite or before.key in lex.PRINTED_PLACES
        if this.is_organization and not this.is_definite and whole and after.is_definite and phrase.head in lex.GROUPS:
            return at  # ناشد شيوخ القبائل قوات التحالف
        if others and word(reading.key(at - 1)).is_definite and not foreign:
            return at
    return None
