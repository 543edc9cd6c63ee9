"""Through whom: the outlet that relayed the words or to which they were said."""

from dataclasses import dataclass

from app.arabic.quotes.contents import trim
from app.arabic.quotes.lexicon import COMPLEMENTISERS
from app.arabic.quotes.reading import Reading
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.words import word

_PREFIXES = ("ل", "لل", "ب", "بال", "عبر", "ال")
_STOPPED = frozenset(
    ("الرسميه", "السوريه", "الروسيه", "للانباء", "للأنباء", "البريطانيه", "الاميركيه", "الامريكيه", "الفرنسيه")
)
_LONGEST = 6
_SHORT = 40
_TOLD = frozenset(
    (
        "مع",
        "الي",
        "اسيله",
        "سوال",
        "لمراسل",
        "لمراسله",
        "مراسل",
        "لموقع",
        "موقع",
        "لوكاله",
        "وكاله",
        "لقناه",
        "قناه",
        "لصحيفه",
        "صحيفه",
    )
)
_BACK_THEN = frozenset(("حينها", "انذاك", "وقتها", "سابقا"))
_NEWSY = frozenset(("نيوز", "برس", "اونلاين", "نت", "ميديا"))
OBTAINED = frozenset(
    (
        "حصلت",
        "حصل",
        "تلقت",
        "تلقي",
        "اطلعت",
        "اطلع",
        "تسلمت",
        "تلقته",
        "تلقتها",
        "تلقاه",
        "نشرته",
        "نقلته",
        "بثته",
        "أوردته",
        "اوردته",
        "تابعته",
        "تابعتها",
        "ورد",
        "وردت",
        "خص",
    )
)


@dataclass(slots=True, frozen=True)
class Relay:
    """An outlet's bare name and its span."""

    name: str
    start: int
    end: int


def find_relay(reading: Reading, first: int, last: int) -> Relay | None:
    """The relay named among the tokens `[first, last)`: لـ«…»، لوكالة …، نقلتها وكالة …، عبر موقع …."""
    for at in range(first, last):
        token = reading.tokens[at]
        told = _named_addressee(reading, at)
        if told is not None:
            return told
        named = _by_its_kind(reading, at)
        if named is not None:
            return named
        if token.is_word and _is_genus(reading, at):
            found = _after_genus(reading, at, last)
            if found is not None:
                return found
        if not token.is_word:
            found = _marked_addressee(reading, at)
            if found is not None:
                return found
    return None


def _by_its_kind(reading: Reading, at: int) -> Relay | None:
    """للمرفأ نيوز، تابعته المرفأ نيوز: an outlet whose name says that it is one."""
    if reading.keys[at + 1] not in _NEWSY:
        return None
    key, token = reading.keys[at], reading.tokens[at]
    told = key.startswith("لل") or (key[:1] == "ل" and len(key) > 4)
    received = reading.keys[at - 1] in OBTAINED and not told
    if not told and not received:
        return None
    start = token.start if received else token.start + (2 if key.startswith("لل") else 1)
    end = reading.tokens[at + 1].end
    return Relay(reading.text[start:end], start, end)


def _named_addressee(reading: Reading, at: int) -> Relay | None:
    """لعنب بلدي، مع بي بي سي، لمراسل سانا: an outlet known by its name alone; not what it was told back then."""
    key = reading.keys[at]
    attached = key[:1] == "ل" and len(key) > 2
    if not attached and reading.keys[at - 1] not in _TOLD:
        return None
    first = key[1:] if attached else key
    best = _longest_known(reading, at, first)
    last = at + best.count(" ")
    if not best or any(reading.keys[last + step] in _BACK_THEN for step in (1, 2)):
        return None
    start, end = reading.tokens[at].start + (1 if attached else 0), reading.tokens[last].end
    return Relay(reading.text[start:end], start, end)


def _longest_known(reading: Reading, at: int, first: str) -> str:
    """The longest name of an outlet that stands at `at`, whose word there is `first`; empty where none does."""
    names = (name for name in lex.OUTLETS_BY_WORD.get(first, ()) if _stands(reading, at, name))
    return max(names, key=len, default="")


def _stands(reading: Reading, at: int, name: str) -> bool:
    parts = name.split()
    return all(reading.key(at + step) == part for step, part in enumerate(parts) if step)


def _is_genus(reading: Reading, at: int) -> bool:
    """Whether the word is an outlet's genus in a relaying position: لوكالة، عبر موقع، نقلته صحيفة."""
    key = reading.keys[at]
    if key[:1] == "ل" and strip_article(key[1:]) in lex.RELAYS:
        return True
    if key.startswith("لل") and key[2:] in lex.RELAYS:
        return True
    if strip_article(key) not in lex.RELAYS:
        return False
    before = reading.keys[at - 1]
    return before in ("عبر", "مع", "الي", "على", "نقلا", "عن", "بحسب", "وفق", "حسب") or before.startswith(
        ("نقل", "اورد", "نشر", "ذكر", "تلق", "حصل", "اطلع", "تسلم")
    )


def _after_genus(reading: Reading, at: int, last: int) -> Relay | None:
    i = at + 1
    if i >= last:
        return None
    stretch = reading.marked.by_start.get(reading.tokens[i].start)
    if stretch is not None:
        return Relay(reading.text[stretch.start : stretch.end], stretch.start, stretch.end)
    known = i + len(_longest_known(reading, i, reading.key(i)).split())  # وكالة بغداد اليوم
    while i < last and i - at <= _LONGEST and reading.tokens[i].is_word and (i < known or not _ends_name(reading, i)):
        i += 1
    if i == at + 1:
        return None
    first = word(reading.key(at + 1))
    if not first.is_definite and first.key.endswith("يه"):
        return None  # قناة محلية: an adjective is no name
    definite = first.is_definite or (i == at + 2 and first.key in lex.PLACES)  # تلفزيون سوريا
    start = reading.tokens[at if definite and reading.key(at)[0] != "ل" else at + 1].start
    if definite and reading.key(at)[0] == "ل":
        start = reading.tokens[at].start + (2 if reading.key(at).startswith("لل") else 1)
    end = reading.tokens[i - 1].end
    return Relay(reading.text[start:end], start, end)


def _ends_name(reading: Reading, at: int) -> bool:
    key = reading.key(at)
    this = word(key)
    return this.is_adverbial or key in COMPLEMENTISERS or this.breaks or key in _STOPPED


def _marked_addressee(reading: Reading, at: int) -> Relay | None:
    """لـ«…» or مع «…»: a short name in marks or brackets to which the words were said."""
    token = reading.tokens[at]
    before = reading.key(at - 1)
    stretch = reading.marked.by_start.get(token.start)
    if before in OBTAINED and stretch is not None and stretch.end - stretch.start <= _SHORT:
        return _relay(reading, stretch.start, stretch.end)
    if before not in ("ل", "مع", "الي") or reading.tokens[at - 1].end < token.start - 1:
        return None
    if stretch is not None and stretch.end - stretch.start <= _SHORT:
        return _relay(reading, stretch.start, stretch.end)
    if token.key == "(":
        for end in range(at + 1, min(at + 6, len(reading.tokens))):
            if reading.key(end) == ")":
                return _relay(reading, token.end, reading.tokens[end].start)
    return None


def _relay(reading: Reading, start: int, end: int) -> Relay | None:
    """The words between two marks as a relay, white space left out; None when there are none."""
    start, end = trim(reading.text, start, end)
    return Relay(reading.text[start:end], start, end) if start < end else None


def _bracketed_name(phrase: Phrase) -> str | None:
    """وكالة الأنباء الأردنية (بترا): the short name that papers know it by."""
    opening, closing = phrase.name.find("("), phrase.name.rfind(")")
    inner = phrase.name[opening + 1 : closing] if 0 <= opening < closing else ""
    return inner if inner and inner == inner.strip() else None


def relay_of(reading: Reading, phrase: Phrase) -> Relay:
    """The relay that a phrase names, without its genus: وكالة “سانا” is سانا."""
    name = _bracketed_name(phrase) or phrase.name
    found = _after_genus(reading, phrase.first, phrase.last) if strip_article(phrase.head) in lex.RELAYS else None
    if found is not None and name == phrase.name:
        return found
    start = reading.text.index(name, phrase.start)
    return Relay(name, start, start + len(name))
