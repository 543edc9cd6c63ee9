"""The bare name of an outlet that is named with the word for what it is: صحيفة واشنطن بوست is واشنطن بوست."""

import re
from functools import lru_cache

from app.arabic.normalize import fold_key
from app.arabic.quotes.lexicon import OCCASIONS, is_verbal_noun
from app.arabic.rulebook import load
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.words import has_clitic, word

_GENERA = sorted(
    (
        fold_key(kind)
        for rule in load("speakers/outlets")
        if rule.id == "outlet.genus"
        for kind in rule.words("words")
        if fold_key(kind).split()[0] in lex.RELAYS
    ),
    key=len,
    reverse=True,
)
_MARKED = re.compile(r"[^\W\d_]+\s*(?:\"([^\"]+)\"|“([^”]+)”|«([^»]+)»|\(([^)]+)\))")
_ENDS_MARKED = re.compile(r".*[\s](?:\"([^\"]+)\"|“([^”]+)”|«([^»]+)»|\(([^)]+)\))")
_ENDS_QUOTED = re.compile(r".*[\s](?:\"([^\"]+)\"|“([^”]+)”|«([^»]+)»)")
_TRADING = lex.words("speakers/outlet_names", "outlet.trading")
_OF_FOOTBALL = ["لكره", "القدم"]
_OFFICIAL = frozenset(("الرسميه", "الحكوميه"))
_NEWSY = lex.words("speakers/outlet_names", "outlet.description")
_LONGEST_SHORT_NAME = 2
_MARKS = '"“”«»'


@lru_cache(maxsize=1 << 12)
def bare_outlet(name: str) -> str:
    """An outlet's name without its genus and the adjectives behind it; any other name as it is.

    Where nothing is left that can be a name (وكالة الأنباء السعودية, صحيفة محلية), nothing is taken away.
    """
    first = fold_key(name.split(maxsplit=1)[0]) if name else ""
    if first in _TRADING:
        return _bare_company(name, first)
    if first not in lex.RELAYS:
        return name
    if marked := _marked(name):
        return marked
    parts = name.split()
    keys = [fold_key(part) for part in parts]
    begin = next((kind.count(" ") + 1 for kind in _GENERA if keys[: kind.count(" ") + 1] == kind.split()), 0)
    end = len(parts)
    while end > begin and not _is_outlet(keys[begin:end]) and _describes(keys[end - 1]):
        end -= 1
    named = begin and (_is_outlet(keys[begin:end]) or _can_name(keys[begin:end]))
    # وكالة الأنباء الألمانية: behind two words the adjective alone would be nobody's name.
    adjective = begin > 1 and end - begin == 1 and keys[begin].endswith("يه")
    if named and not adjective:
        return " ".join(parts[begin:end]).strip(_MARKS)
    if keys[-2:-1] == ["في"] and keys[-1] in lex.PLACES and keys[-3] in _OFFICIAL:
        return " ".join(parts[:-3])  # وكالة أنباء الشرق الأوسط الرسمية في مصر
    official = len(parts) > 2 and keys[-1] in _OFFICIAL and strip_article(keys[-2]) in lex.PLACE_OF
    return name.removesuffix(parts[-1]).rstrip() if official else name  # وكالة الأنباء العمانية الرسمية


def _bare_company(name: str, genus: str) -> str:
    """شركة «نهرين»، نادي باريس سان جيرمان: a company's name in marks, a foreign club's without what it is.

    شركة المياه، نادي الأسير, and whatever its marks don't close, keep the word that their names begin with.
    """
    found = _MARKED.fullmatch(name) or _ENDS_QUOTED.fullmatch(name)
    inner = next((part.strip() for part in found.groups() if part), "") if found is not None else ""
    if inner or genus != "نادي":
        return inner or name
    parts = name.split()
    keys = [fold_key(part) for part in parts]
    end = len(parts) - (2 if keys[-2:] == _OF_FOOTBALL else 0)
    while end > 2 and keys[end - 1].startswith(lex.ARTICLE) and strip_article(keys[end - 1]) in lex.PLACE_OF:
        end -= 1
    foreign = end > 2 and not any(key.startswith(lex.ARTICLE) for key in keys[1:end]) and _can_name(keys[1:end])
    return " ".join(parts[1:end]) if foreign else name


def _marked(name: str) -> str | None:
    """وكالة “سانا” الرسمية; of an agency also the short name at the end: وكالة أنباء الإمارات (وام)."""
    found = _MARKED.match(name) or _ENDS_MARKED.fullmatch(name)
    inner = next((part.strip() for part in found.groups() if part), "") if found is not None else ""
    behind = found is not None and found.re is _ENDS_MARKED
    return inner if inner and not (behind and len(inner.split()) > _LONGEST_SHORT_NAME) else None


def _is_outlet(keys: list[str]) -> bool:
    return " ".join(keys) in lex.EVERY_OUTLET


def _describes(key: str) -> bool:
    return key in lex.ADJECTIVES or key in lex.BELONGING or key in _NEWSY


def _can_name(keys: list[str]) -> bool:
    """Whether words are an outlet's own: none says what it is or whose it is, one at least is no place."""
    return any(key not in lex.PLACES for key in keys) and all(key.isascii() or _is_own(key) for key in keys)


def _is_own(key: str) -> bool:
    this = word(key)
    known = this.is_office or this.is_organization or this.is_adverbial or this.breaks or this.bare in lex.GROUPS
    known = known or this.bare in lex.EVERYDAY_NOUNS or key in lex.COMMON_WORDS or key in lex.ADJECTIVES
    known = known or this.bare in OCCASIONS or is_verbal_noun(this.bare) or key in lex.SOURCE_ADJECTIVES
    return not (known or has_clitic(key) or key.endswith("يه"))
