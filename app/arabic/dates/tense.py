"""The tense of the words around a date: by the nearest verb, or word that looks back or ahead, of its sentence."""

from collections.abc import Iterator
from functools import cache, lru_cache

from app.arabic.conjugation import Shape, conjugate
from app.arabic.dates.pieces import PARAGRAPH_END, Pieces
from app.arabic.rulebook import load
from app.arabic.tokens import Document, fold_token
from app.records import Tense

REACH_BACK, REACH_AHEAD = 40, 12
# A faint cue so near is better than a sure one that is further off than the second number.
NEXT_TO, MUCH_NEARER = 4, 8
# Marks that may end a sentence; who writes more has something else in mind.
MOST_MARKS = 8
TOLD_BACK, TOLD_CLOSE, TOLD_AFTER = 25, 8, 5
SINCE = ("منذ", "ومنذ")
UNTIL = ("حتى", "وحتي", "حتي", "وحتى")
NEGATED_PAST = "لم"
_IMPERFECT_LETTERS = "يتن"


@cache
def _rules() -> dict[str, tuple[str, ...]]:
    """Every word list of the context rules by its key, folded."""
    return {
        key: tuple(fold_token(word) for word in words)
        for rule in load("dates/context")
        for key, words in rule.data.items()
        if key != "verbs"
    }


@cache
def context_words(key: str) -> frozenset[str]:
    """The folded words of a list in `rules/dates/context.toml`."""
    return frozenset(_rules()[key])


@cache
def _listed() -> dict[str, Tense]:
    words: dict[str, Tense] = {}
    for rule in load("quotes/verbs"):
        words.update((key, tense) for verb in rule.words("verbs") for key, tense in _forms(verb) if tense is Tense.past)
    for rule in load("dates/context"):
        for verb in rule.words("verbs"):
            words.update(_forms(verb))
    for preposition in _with_joints(_rules()["time_prepositions"]):  # بين and قبل are verbs, too
        words.pop(preposition, None)
    for word in _with_joints(_rules()["not_imperfect"]):  # what people and things always do
        words.pop(word, None)
    words.update(dict.fromkeys(_with_joints(_rules()["past"]), Tense.past))
    words.update(dict.fromkeys(_with_joints(_rules()["scheduled"]), Tense.scheduled))
    return words


def _forms(verb: str) -> Iterator[tuple[str, Tense]]:
    perfect, imperfect = verb.split()[:2]
    for form in conjugate(f"{perfect} {imperfect} - -"):
        if form.shape is Shape.perfect:
            yield form.key, Tense.past
        elif form.shape is Shape.imperfect:
            yield form.key, Tense.scheduled


def _with_joints(words: tuple[str, ...]) -> Iterator[str]:
    for word in words:
        yield from (word, "و" + word, "ف" + word)


@lru_cache(maxsize=1 << 15)
def cue(key: str) -> Tense | None:
    """What a listed word, or the unmistakable form of a future, says of the tense."""
    listed = _listed().get(key)
    if listed:
        return listed
    bare = _without_joint(key)
    is_future = len(bare) >= 4 and bare[0] == "س" and bare[1] in _IMPERFECT_LETTERS
    return Tense.scheduled if is_future and not bare.startswith(_rules()["not_future"]) else None


@lru_cache(maxsize=1 << 15)
def faint_cue(key: str) -> Tense | None:
    """What the form of an unlisted word suggests: an imperfect in ي, a feminine perfect in ت."""
    bare = _without_joint(key)
    if len(bare) < 4:
        return None
    if bare[0] == "ي" and bare not in context_words("not_imperfect"):
        return Tense.scheduled
    if bare.endswith("وا") and len(bare) >= 5 and bare[0] not in "يتنل":
        return Tense.past
    if bare.endswith("ت") and not bare.endswith("ات") and not bare.startswith(("ال", "لل")):
        return None if bare in context_words("not_past") else Tense.past
    return None


def _without_joint(key: str) -> str:
    return key[1:] if len(key) > 4 and key[0] == "و" else key


def tense_at(document: Document, pieces: Pieces, start: int, end: int) -> Tense | None:
    """The tense at the pieces `start` to `end`: of the nearest cue of their sentence, those before them first."""
    tokens = document.tokens
    first, last = pieces.tokens[start], pieces.tokens[end - 1]
    before = tokens[first - 1].key if first else ""
    if before in SINCE:
        return Tense.past
    if before in UNTIL:  # the verb tells when it began, not when it ends
        return None
    back = _first_cue(document, first, range(first - 1, max(-1, first - REACH_BACK), -1))
    return back or _first_cue(document, first, range(last + 1, min(len(tokens), last + REACH_AHEAD)))


def _first_cue(document: Document, origin: int, places: range) -> Tense | None:
    """The nearest sure cue, unless a faint one stands much nearer."""
    tokens = document.tokens
    sentence = tokens[origin].sentence
    faint: Tense | None = None
    for at in places:
        token = tokens[at]
        if token.sentence != sentence:
            break
        if not token.is_word:
            continue
        if faint and abs(at - origin) > MUCH_NEARER:
            return faint
        sure = cue_at(document, at)
        if sure:
            return sure
        if faint is None and abs(at - origin) <= NEXT_TO:
            faint = faint_cue(token.key)
    return faint


def is_foreseen(document: Document, pieces: Pieces, start: int, *, strictly: bool = False) -> bool:
    """Whether the nearest sure cue before the piece looks ahead; strictly: a future, not an imperfect."""
    first = pieces.tokens[start]
    sentence = document.tokens[first].sentence
    for at in range(first - 1, max(-1, first - TOLD_BACK), -1):
        if document.tokens[at].sentence != sentence:
            break
        found = cue_at(document, at)
        if found:
            return found is Tense.scheduled and not (strictly and is_imperfect(document.tokens[at].key))
    return False


def is_imperfect(key: str) -> bool:
    """Whether a cue is a listed verb without the future's س: يسافرون may tell what people always do."""
    return _without_joint(key)[0] in _IMPERFECT_LETTERS and key not in _with_joints(_rules()["scheduled"])


def is_told(document: Document, pieces: Pieces, start: int, end: int) -> bool:
    """Whether a sure cue ties the pieces to an event: a past further off, a future only close by."""
    tokens = document.tokens
    first, last = pieces.tokens[start], pieces.tokens[end - 1]
    sentence = tokens[first].sentence
    for at in range(first - 1, max(-1, first - TOLD_BACK), -1):
        if tokens[at].sentence != sentence:
            break
        found = cue_at(document, at)
        if found is Tense.past or (found and first - at <= TOLD_CLOSE):
            return True
    following = range(last + 1, min(len(tokens), last + TOLD_AFTER))
    return any(tokens[at].sentence == sentence and cue_at(document, at) for at in following)


def cue_at(document: Document, at: int) -> Tense | None:
    """What a token says of the tense, with the لم before it and the hamza of a first person."""
    token = document.tokens[at]
    found = cue(token.key)
    if found is Tense.scheduled and at and document.tokens[at - 1].key in (NEGATED_PAST, "و" + NEGATED_PAST):
        return Tense.past
    if found is None and document.text.startswith("سأ", token.start) and not token.key.startswith("سال"):
        return Tense.scheduled
    return found


def is_alone(document: Document, pieces: Pieces, start: int, end: int) -> bool:
    """Whether the pieces, with a preposition, are all that their sentence says, so that no tense is to be read."""
    tokens = document.tokens
    first, last = pieces.tokens[start], pieces.tokens[end - 1]
    sentence = tokens[first].sentence
    if first and tokens[first - 1].sentence == sentence and tokens[first - 1].key in context_words("time_prepositions"):
        first -= 1
    if (first > 0 and tokens[first - 1].sentence == sentence) or PARAGRAPH_END in pieces.keys[start:end]:
        return False
    for at in range(last + 1, min(len(tokens), last + 1 + MOST_MARKS)):
        token = tokens[at]
        if token.sentence != sentence:
            return True
        if token.is_word:
            return False
    return last + 1 + MOST_MARKS >= len(tokens)
