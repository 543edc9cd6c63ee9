"""Whether two names or roles in one article are one's, and which of them says more."""

from app.arabic.normalize import fold
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.lexicon import strip_article
from app.records import SpeakerKind

_LOOSE = frozenset(("باسم", "في", "من", "عن", "لدي", "بارز", "كبير", "سابق", "رفيع", "مسوول", "مختص"))
_WHOLE = 3
"""Words of a first name with the surname that only a later mention has."""
_DESCENT = 2
_SECOND_HALVES = frozenset(("دين", "الله"))
_FIRST_HALVES = frozenset(("ابو", "ابي", "ال"))
GROWTH = 4
MOST_GROWTH = 8
"""So many words a body's name grows by, and by so many where it was its kind alone: الصندوق."""
_SOURCES = frozenset(("مصدر", "مصادر", "شهود"))
_SHORTEST_SPELLED = 5
_ARAB_NAMES = lex.GIVEN_NAMES - lex.FOREIGN_NAMES
_VOWELS = "اوي"
_ONE_SOUND = tuple(map(frozenset, ("جغكق", "تط", "سصز", "بف", "وي")))
"""Letters that papers write one foreign sound with."""
_KIND_AND_STATE = 2
_OF_A_STATE = frozenset(("وكاله", "شركه", "صحيفه", "مجله", "مجموعه", "شبكه", "قناه", "موسسه", "مصرف"))
"""Kinds of bodies that are told by their state where their name has been printed before; of clubs two are at play."""
_PROPHETS = frozenset(("رسول", "الرسول", "نبي", "النبي", "المصطفى"))


def is_one_of_many(role: str) -> bool:
    """متحدث باسم …، عضو في …، قائد عسكري: an office-holder whom nothing tells from others in his office."""
    parts = fold(role).split()
    if len(parts) < 2 or parts[0].startswith(lex.ARTICLE):
        return False
    if parts[0] in ("مراسل", "مراسله"):
        return True
    described = parts[1] != "عام" and lex.ARTICLE + parts[1] in lex.ADJECTIVES
    described = described or strip_article(parts[1]) in lex.PLACE_OF
    return parts[1] in _LOOSE or (described and parts[1] not in lex.PLACES)


TITLES_ALONE = frozenset(
    f"ال{title}"
    for title in (
        *("دكتور", "شيخ", "مهندس", "لواء", "عميد", "عقيد", "أستاذ", "سيد"),
        *("دكتورة", "مهندسة", "أستاذة", "سيدة"),
    )
)
"""Titles that stand for the one who was met last, where no name follows."""


def is_title_alone(known: str, new: str) -> bool:
    """Whether the role known so far is a title (الأمير، الدكتور), and the new one tells an office."""
    if new.startswith("كبير") and new.endswith(f" {known}"):
        return True  # كبير مستشاري الرئيس, of whom الرئيس was read first
    return len(known.split()) == 1 and len(new.split()) > 1 and fold(known) in lex.HONORIFICS


def is_word_for_unnamed(entity: Entity, role: str) -> bool:
    """المسؤول, المسؤول الفرنسي, said of مسؤول في الوزارة, is no office of his."""
    again = len(role.split()) == 1 or all(part.startswith(lex.ARTICLE) for part in role.split())
    return entity.kind is SpeakerKind.unnamed and again


def is_better(new: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether `new` is the fuller name. A name grows at its front; a stray word at its end is dropped again."""
    if len(known) == 1 and new[0] == known[0] and len(new) <= _WHOLE:
        return True
    if len(new) > len(known):
        return (
            new[: len(known)] != known or all(part in lex.GIVEN_NAMES for part in new[len(known) :]) or len(known) > 1
        )
    strays = known[len(new) :]
    if known[0] in lex.GIVEN_NAMES:
        return False
    return len(new) < len(known) and known[: len(new)] == new and not any(part in lex.GIVEN_NAMES for part in strays)


def names_alike(new: str, known: str) -> bool:
    """A body's name with ال on its head (الوزارة …) never replaces its full construct (وزارة الصحة)."""
    return new.startswith(lex.ARTICLE) == known.startswith(lex.ARTICLE) or known.startswith(lex.ARTICLE)


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is a shorter form of the other: all its words, or the same first and last."""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if len(short) == 1:
        return short[0] in long
    if set(short) <= set(long):
        # عبدالله بن سالم is the father of خالد بن عبدالله بن سالم, no other form of his name.
        surname = long[-len(short) :] == short and (short[-1] in _SECOND_HALVES or short[0] in _FIRST_HALVES)
        surname = surname and len(short) == _DESCENT  # الوزير ناصر الدين، أبو الحسن
        own = short[0] == long[0] or short[0] not in lex.GIVEN_NAMES or short[-1] != long[-1]
        return own or surname or len(short) < _DESCENT
    return len(short) > 1 and short[0] == long[0] and short[-1] == long[-1]


def spelled_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """زنداميلا، زانداميلا; تركستاني، تركساتني: whether the words that two names differ by are spellings of one word.

    A surname alone is compared with the last word of the other name; many bear one Arab first name.
    """
    if len(one) not in (1, len(other)) or (len(one) > 1 and one[0] in _ARAB_NAMES):
        return False
    differing = [(a, b) for a, b in zip(one, other[-len(one) :], strict=True) if a != b]
    return len(differing) == 1 and _is_one_word(*differing[0])


def _is_one_word(one: str, other: str) -> bool:
    """Whether two long foreign or rare words differ by a vowel's letter, two letters in turn, or one sound's letters.

    Common first names are never taken for one another (سلمان، سليمان), nor a surname for its adjective (شريف، شريفي).
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_SPELLED or {one, other} & lex.GIVEN_NAMES:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if at == 0 or len(long) - len(short) > 1:
        return False
    if len(long) > len(short):
        return at < len(short) and long[at] in _VOWELS and long[at + 1 :] == short[at:]
    turned = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    sound = any({short[at], long[at]} <= letters for letters in _ONE_SOUND) and short[at + 1 :] == long[at + 1 :]
    return turned or sound


def is_revered(name: str) -> bool:
    """Whether God or the Prophet is called so: quoted in passing, and the one who quotes them goes on speaking."""
    return name == "الله" or name.split(maxsplit=1)[0] in _PROPHETS


def is_source_anew(name: str) -> bool:
    """مصادر، مصدر، شهود with nothing beside it: another than one described before, whom المصادر would mean."""
    return fold(name) in _SOURCES


def may_be_called(body: Entity, head: str) -> bool:
    """Whether a word for a kind of body may mean this one: الخارجية is وزارة الخارجية, whose مكتب is another body."""
    return head == body.words[0] or (head in body.words and body.words[0] not in lex.ORGANS)


def is_told_by_state(words: tuple[str, ...], known: list[Entity], offset: int) -> bool:
    """الوكالة الأميركية: whether the only agency named before `offset` is meant, whose name tells no state."""
    if len(known) != 1 or len(words) != _KIND_AND_STATE or words[0] not in _OF_A_STATE or words[1] not in lex.PLACE_OF:
        return False
    named = known[0].words
    return known[0].seen_before(offset) >= 0 and len(named) > 1 and not any(part in lex.PLACE_OF for part in named)
