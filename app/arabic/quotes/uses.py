"""What a word may be to the quote rules, whatever stands around it: most words are nothing to any of them."""

from app.arabic.quotes.lexicon import ACCORDING_TO, LIGHT_NOUNS, VOICES, cue_forms, words_of
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.roles import CHIEFS
from app.arabic.speakers.words import is_given_name, owned_office
from app.arabic.tokens import keep_facts

CUE, NAME, SOURCE, LIGHT, VOICE, ISSUING = 1, 2, 4, 8, 16, 32
"""A cue form; a word where somebody may be named; بحسب and the like; a light verb's noun; no reporter's word; أصدرت.

Bits.
"""
ANY = CUE | NAME | SOURCE | LIGHT | VOICE | ISSUING
MOST = {CUE: 60, NAME: 120, SOURCE: 60, LIGHT: 60, VOICE: 60, ISSUING: 60}
"""Of one sentence: twice as many cues as the longest has in newspapers, where a list may have ninety-five names."""
_SOURCES = frozenset(joint + word for joint in ("", "و", "ف") for word in ACCORDING_TO)
_ISSUED = frozenset(joint + verb for joint in ("", "و") for verb in words_of("quotes/phrases", "issued"))
OWNED = {
    stem + own: head
    for head, stem in (("بيان", "بيان"), ("تقرير", "تقرير"), ("نشره", "نشرت"), ("رساله", "رسالت"), ("دراسه", "دراست"))
    for own in ("ه", "ها", "هم")
    if stem + own not in lex.DOCUMENTS
}
"""Statements with their owner's pronoun: بيانها، نشرته."""


def _read_uses(key: str) -> int:
    uses = (key in cue_forms() and CUE) | (key in _SOURCES and SOURCE) | (key in LIGHT_NOUNS and LIGHT)
    return uses | (_may_name(key) and NAME) | (key in VOICES and VOICE) | (key in _ISSUED and ISSUING)


keep_facts(_read_uses)


def _may_name(key: str) -> bool:
    bare = strip_article(key)
    if key[:1] in "ول" and is_given_name(key[1:]):
        return True
    opens = (
        bare in lex.OFFICES
        or key in CHIEFS
        or key == "عبد"
        or is_given_name(key)
        or key in lex.HONORIFICS
        or owned_office(key) is not None
    )
    return opens or key in OWNED or bare in lex.DOCUMENTS or key[2:] in lex.DOCUMENTS or "نظير" in key
