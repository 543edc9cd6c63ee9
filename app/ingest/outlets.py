"""Which outlet a text comes from, by the names in `app/arabic/rules/speakers/outlets.toml`."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from app.arabic.normalize import fold, fold_key
from app.arabic.rulebook import RULES, load
from app.ingest.wordlists import load_words

FILE = "speakers/outlets"
_MARKED = re.compile(r"""[«"“”‹'‘’(].+[»"“”›'‘’)]""")
_DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_LONGEST_NAME = 4
_OPENING_MARK = "«\"“”‹'‘’("


@dataclass(frozen=True)
class Gazetteer:
    """Names by folded spelling and by domain; `genus` words, names that are also words, outlets of the world."""

    names: dict[str, str]
    domains: dict[str, str]
    genus: tuple[str, ...]
    common: frozenset[str]
    foreign: frozenset[str]


@cache
def load_gazetteer() -> Gazetteer:
    """The outlets that the rules list."""
    rules = {rule.id: rule for rule in load(FILE)}
    lines = [_spellings(line) for rule in rules.values() for line in rule.words("names")]
    return Gazetteer(
        names={fold_key(spelling): line[0] for line in lines for spelling in line if not _DOMAIN.fullmatch(spelling)},
        domains={spelling: line[0] for line in lines for spelling in line if _DOMAIN.fullmatch(spelling)},
        genus=load_words(FILE, "outlet.genus", folder=RULES),
        common=frozenset(load_words(FILE, "outlet.common-word", folder=RULES)),
        foreign=frozenset(_spellings(line)[0] for line in rules["outlet.world"].words("names")),
    )


def _spellings(line: str) -> list[str]:
    return [spelling.strip() for spelling in line.split("|")]


def name_outlet(text: str, *, in_prose: bool = False) -> str | None:
    """The bare name of the outlet that `text` is, with or without its genus, marks or domain; None if none.

    In prose a name that is also a word (اليوم) counts only with its genus or in quote marks.
    """
    gazetteer = load_gazetteer()
    key = fold_key(text)
    bare = drop_genus(key)
    if in_prose and bare == key and key in gazetteer.common and not _MARKED.fullmatch(text.strip()):
        return None
    return gazetteer.names.get(key) or gazetteer.names.get(bare) or gazetteer.domains.get(text.strip().lower())


def drop_genus(name: str) -> str:
    """`name` without a leading word for what an outlet is (وكالة، صحيفة …); folded when `name` is."""
    folded = fold(name)
    for genus in load_gazetteer().genus:
        if folded.startswith(f"{genus} "):
            return name.split(maxsplit=len(genus.split()))[-1]
    return name


def known_or_whole(name: str) -> str:
    """The known outlet that `name` is, else the name as it calls itself."""
    return name_outlet(name) or name


def first_outlet(names: str) -> str | None:
    """The first known outlet of a list such as `name + agencies`."""
    parts = names.replace("،", "+").replace("/", "+").replace(" و", "+").split("+")
    return next((outlet for part in parts if (outlet := name_outlet(part))), None)


def name_host(url: str | None) -> str | None:
    """The outlet whose domain the address is on."""
    try:
        labels = (urlsplit(url or "").hostname or "").split(".")
    except ValueError:  # a host in brackets that is none
        return None
    domains = load_gazetteer().domains
    hosts = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((domains[host] for host in hosts if host in domains), None)


def name_own_voice(text: str) -> str | None:
    """The one outlet that `text` speaks of as itself (كشف لعنب بلدي، علمت شفق نيوز); None if it is none or two."""
    gazetteer = load_gazetteer()
    found = Counter(
        name
        for mention in _own_voice().finditer(fold(text))
        if (name := _longest_name(mention)) and name not in gazetteer.foreign
    )
    return next(iter(found)) if len(found) == 1 else None


def _longest_name(mention: re.Match[str]) -> str | None:
    """The longest run of words after the verb that is an outlet; another's outlet has its genus or its marks."""
    words = re.split(r"[\s،,.؛:]", ("ال" if mention["article"] else "") + mention["words"])
    if words[0].startswith(tuple(_OPENING_MARK)) or words[0] in load_gazetteer().genus:
        return None
    runs = (" ".join(words[:count]) for count in range(_LONGEST_NAME, 0, -1))
    return next((name for run in runs if (name := name_outlet(run, in_prose=True))), None)


@cache
def _own_voice() -> re.Pattern[str]:
    verbs, observers = ("|".join(load_words("bylines", "voice.own", key)) for key in ("verbs", "observers"))
    to = r"(?:(?P<article>لل)|ل|(?:الي|مع) )"
    word = r"[^\s،.:]+"
    listener = rf"(?:(?:{verbs})(?: {word}){{0,3}}،? {to}|(?:{observers}) )"
    return re.compile(rf"(?<!\w)[وف]?{listener}(?P<words>{word}(?: {word}){{0,3}})")
