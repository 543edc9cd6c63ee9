"""Which language an article is in, by what its page or record says."""

import re
from collections.abc import Iterable

from app.ingest.page_facts import Facts
from app.records import LONGEST_LANGUAGE

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.I)
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3]")
_LETTER = re.compile(r"[^\W\d_]")
# Languages that are written in Arabic letters: site systems leave "en" on pages that are in none of English.
_IN_ARABIC_LETTERS = frozenset({"ar", "arz", "apc", "ary", "azb", "ckb", "fa", "ku", "ps", "sd", "ug", "ur"})


def find_language(facts: Facts, body: str) -> str | None:
    """The language that the page says, if its letters can be of it."""
    return choose_language(facts.languages, body)


def choose_language(said: Iterable[str], body: str) -> str | None:
    """The first that is a tag of a language in the body's letters."""
    is_arabic = 2 * len(_ARABIC_LETTER.findall(body)) > len(_LETTER.findall(body))
    for text in said:
        tag = _tidy(text)
        if tag and (tag.partition("-")[0] in _IN_ARABIC_LETTERS) == is_arabic:
            return tag
    return None


def _tidy(text: str) -> str | None:
    """The tag in its usual letters: ar-SY for ar_sy."""
    tag = text.strip().replace("_", "-")
    if len(tag) > LONGEST_LANGUAGE or not _TAG.fullmatch(tag):
        return None
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(_spell(part) for part in rest)])


def _spell(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 and part.isalpha() else part.lower()
