"""When two names in two articles are the name of one speaker.

The identity of a name is what all its spellings share: hamzas, ى/ي, ة/ه, بن, آل, ال on a surname and the space
inside عبد الله make no other person. Another word in a name does: whether أحمد الشرع is أحمد حسين الشرع, only
the same office can tell (`agree_on_person`). What is uncertain stays apart; an editor may put it together.
"""

from functools import cache, lru_cache

from app.arabic.normalize import fold_key
from app.arabic.rulebook import load
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.offices import share_office
from app.records import FoundSpeaker, SpeakerBase, SpeakerKind

_DESCENT = frozenset(("بن", "ابن", "بنت", "ال"))
_BEARER = frozenset(("عبد", "ابو", "ابا", "ابي", "ام"))
_BORNE = frozenset(("الله", "الدين", "الاسلام", "الحق"))
_KUNYA = {"ابا": "ابو", "ابي": "ابو"}
# علا and علاء, هنا and هناء are different names; from five letters on a last hamza is only dropped in writing.
_SHORTEST_WITHOUT_HAMZA = 5
LONGEST_NAME = 7


@lru_cache(maxsize=1 << 12)
def identify(name: str, kind: SpeakerKind) -> str:
    """What every spelling of that name has in common; two names with one identity mean one speaker."""
    key = fold_key(name)
    if kind is SpeakerKind.person:
        return " ".join(_words(key)) or key
    if kind is SpeakerKind.organization:
        return _outlet_keys().get(key, key)
    return key


def ends_of(name: str) -> str | None:
    """The first and last word of a person's identity; None where there is nothing else to tell people apart by."""
    words = identify(name, SpeakerKind.person).split()
    return f"{words[0]} {words[-1]}" if len(words) > 1 else None


def agree_on_person(one: SpeakerBase, other: SpeakerBase) -> bool:
    """Whether one name with and one without middle names are one person's: first, last and office agree."""
    return differ_by_middle_names(one.name, other.name) and _hold_one_office(one, other)


def differ_by_middle_names(one: str, other: str) -> bool:
    """Whether either person's name may be the other without middle names: first and last word agree."""
    short, long = sorted((identify(name, SpeakerKind.person).split() for name in (one, other)), key=len)
    return len(short) > 1 and short[0] == long[0] and short[-1] == long[-1] and _is_part_of(short, long)


def is_name_of_one(speaker: FoundSpeaker) -> bool:
    """Whether the name is so plainly a name of its own that it means the same in every article."""
    match speaker.kind:
        case SpeakerKind.person:
            return _is_plausible_person(fold_key(speaker.name).split(), has_role=speaker.role is not None)
        case SpeakerKind.organization:
            return _is_plausible_body(fold_key(speaker.name).split())
        case _:
            return False


@cache
def _outlet_keys() -> dict[str, str]:
    """Each spelling of an outlet, bare and behind a word for what it is: وكالة سانا → سانا.

    Names that are places or everyday words as well (الرياض) stay apart from the papers that are called so.
    """
    rules = load("speakers/outlets")
    genus, common = (
        {fold_key(word) for rule in rules if rule.id == name for word in rule.words("words")}
        for name in ("outlet.genus", "outlet.common-word")
    )
    keys: dict[str, str] = {}
    for line in (line for rule in rules for line in rule.words("names")):
        spellings = [fold_key(spelling) for spelling in line.split("|")]
        for spelling in spellings:
            if spelling not in common and spellings[0] not in common:
                keys |= dict.fromkeys((spelling, *(f"{word} {spelling}" for word in genus)), spellings[0])
    return keys


@cache
def _bodies(rule_id: str) -> frozenset[str]:
    rule = next(rule for rule in load("speakers/identity") if rule.id == rule_id)
    return frozenset(map(fold_key, rule.words("words")))


def _words(key: str) -> list[str]:
    joined = list(_join(key.split()))
    kept = [part for part in joined if part not in _DESCENT]
    return [_bare(part, is_first=place == 0) for place, part in enumerate(kept)]


def _join(parts: list[str]) -> list[str]:
    """عبد الله، أبو مازن، نصر الله as papers without the space print them."""
    joined: list[str] = []
    for place, part in enumerate(parts):
        borne = part in _BORNE or (place > 0 and parts[place - 1] in _BEARER and part not in _DESCENT)
        if joined and borne and joined[-1] not in _DESCENT:
            joined[-1] = _KUNYA.get(joined[-1], joined[-1]) + part
        else:
            joined.append(part)
    return joined


def _bare(part: str, *, is_first: bool) -> str:
    part = part.replace("اا", "ا")
    if len(part) >= _SHORTEST_WITHOUT_HAMZA:
        part = part.replace("ء", "").replace("اا", "ا")
    for bearer in ("عبد", "ابو"):
        if part.startswith(bearer + lex.ARTICLE) and len(part) > len(bearer) + 3:
            return bearer + part[len(bearer) + 2 :]
    return part if is_first else strip_article(part)


def _is_part_of(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(part in rest for part in short)


def _hold_one_office(one: SpeakerBase, other: SpeakerBase) -> bool:
    return one.role is not None and other.role is not None and share_office(one.role, other.role)


def _is_plausible_person(parts: list[str], *, has_role: bool) -> bool:
    words = _words(" ".join(parts))
    if not 1 < len(words) <= LONGEST_NAME or any(map(_is_no_name, parts[1:])) or any(map(_is_title, parts[:-1])):
        return False
    if not all(part.isalpha() and len(part) > 1 for part in words):
        return False
    if words[0] in lex.GIVEN_NAMES or _is_compound(words[0]):
        # أمين عام, but أمين الجميل: an office that is a given name as well wants a surname behind it.
        return words[0] not in lex.OFFICES or parts[1].startswith(lex.ARTICLE) or parts[1] in lex.GIVEN_NAMES
    if _is_common(parts[0]) or any(part in lex.ORGANIZATIONS for part in parts[1:]):
        return False
    return has_role or any(part in lex.GIVEN_NAMES for part in words[1:])


def _is_compound(first: str) -> bool:
    return any(first.startswith(bearer) and len(first) > len(bearer) + 1 for bearer in ("عبد", "ابو"))


def _is_no_name(part: str) -> bool:
    """Whether a word behind the first shows that this is no name: باسم at its end, a preposition, a plural."""
    if part in lex.NAME_PARTICLES or part in lex.GIVEN_NAMES:
        return False
    plural = part.startswith(lex.ARTICLE) and len(part) > 7 and part.endswith("ات")
    return plural or part in lex.ADVERBIALS or part in lex.DOCUMENTS


def _is_title(part: str) -> bool:
    return part.startswith(lex.ARTICLE) and part in lex.HONORIFICS and part not in lex.GIVEN_NAMES


def _is_common(part: str) -> bool:
    """Whether a word that opens the name is an office, a title, a body or a group."""
    bare = strip_article(part)
    forms = {part, bare, bare.removesuffix("ه"), lex.ARTICLE + bare}
    return any(forms & known for known in (lex.OFFICES, lex.HONORIFICS, lex.ORGANIZATIONS, lex.GROUPS, lex.ADVERBIALS))


def _is_plausible_body(parts: list[str]) -> bool:
    """A report or sources, or a body by its kind alone (الوزارة، الشركة), is another one in the next article.

    So is وزارة الداخلية: the news names those of many states so, and nothing in the name tells which one is meant.
    """
    if not parts:
        return False
    head = strip_article(parts[0])
    if " ".join(parts) in _bodies("unique-body"):
        return True
    if " ".join(parts) in _bodies("state-body"):
        return False
    if head in lex.DOCUMENTS or head in lex.UNNAMED:
        return False
    return len(parts) > 1 or not (head in lex.ORGANIZATIONS or head in lex.RELAYS or parts[0] in lex.ADJECTIVES)
