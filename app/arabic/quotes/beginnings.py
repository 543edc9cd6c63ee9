"""Where the clause begins that its source closes: وكان العمل قد بدأ، بحسب فلان; and where the reporter turns away."""

import re

from app.arabic.normalize import TASHKEEL, fold
from app.arabic.quotes.lexicon import COMPLEMENTISERS, SUBORDINATING, is_past, is_verbal_noun, phrases_of, words_of
from app.arabic.quotes.reading import Reading
from app.arabic.quotes.saying import SHORTEST
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.lexicon import ARTICLE

ELSEWHERE = phrases_of("quotes/phrases", "elsewhere")
"""Phrases of two or three words with which the reporter turns to something else."""
_LONGEST = 3
FIRST_ELSEWHERE = frozenset(phrase.split()[0] for phrase in ELSEWHERE)
"""The first words of these phrases: a cheap question before the dear one."""
_BESIDE = frozenset(("كما", "فيما", "بينما"))
"""كما شهدت المدينة …: they join a sentence to the one before."""
_AND_AGAIN = words_of("quotes/phrases", "behind-and")
_LEADING_ON = frozenset(("الا", "غير", "بيد", "كما", "حيث", "اذ", "ذلك"))
"""غير أنها، كما أن: what is said opens behind them all the same."""
_TIMELY = (SUBORDINATING - _LEADING_ON) | {"في", "وبما", "ولو", "بدلا"}
_NAMES = frozenset(("كي", "جي", "باسيفيك", "اميركان"))
_DATELINE = 14
_FURTHEST = 60
_SHORTEST_VERB = 4
_HAMZAS = ("أ", "إ")
_DERIVED = re.compile("(?:است|ان|ا.[تط]).{2,}")
"""Perfects and verbal nouns of the derived stems: استقر، انخفض، ارتفع."""
_SHE_DID = re.compile("[^ا].{1,4}[^ا]ت")


def is_name(reading: Reading, at: int) -> bool:
    """بان كي مون، بان أميركان: no complementiser; nor is آن (في آن واحد)."""
    return (reading.key(at) == "بان" and reading.key(at + 1) in _NAMES) or reading.text[reading.tokens[at].start] == "آ"


def find_clause(reading: Reading, last: int, start: int, *, where: bool = False) -> int:
    """The offset at which the clause before the token `last` begins; `start` is its sentence's.

    A clause of `where` (حيث) may be all that is covered, or tell of the place before it.
    """
    for at in range(last - 1, max(0, last - _FURTHEST), -1):
        if reading.tokens[at].start < start:
            break
        if last - at > SHORTEST and (_opens_said(reading, at) or (where and reading.key(at) == "حيث")):
            return reading.tokens[at + 1].start
    return lead(reading, start)


def _opens_said(reading: Reading, at: int) -> bool:
    """إن، أن …: no clause of time (قبل أن) nor of will and power (يمكن أن يستمر), which mean nothing alone."""
    key, before = reading.key(at), reading.key(at - 1)
    if key not in COMPLEMENTISERS or key[:1] == "ل" or before in _TIMELY or "رغم" in reading.key(at - 2):
        return False
    return not is_name(reading, at) and not (key == "ان" and _is_imperfect(reading.key(at + 1)))


def _is_imperfect(key: str) -> bool:
    return key[:1] in ("ي", "ت") and len(key) >= _SHORTEST_VERB and not is_verbal_noun(key) and key not in lex.PLACES


def lead(reading: Reading, start: int) -> int:
    """The offset behind what joins a sentence that begins at `start` to the one before: إلى ذلك، كما، و."""
    at = reading.document.token_at(start)
    if reading.tokens[at].start != start:
        return start
    at = _behind_dateline(reading, at)
    first = at + elsewhere(reading, at)
    while reading.is_comma(first):
        first += 1
    if first == at and reading.key(at) in _BESIDE and reading.key(at + 1) not in COMPLEMENTISERS:
        first = at + 1
    if first >= len(reading.tokens):
        return start
    return _without_and(reading, first)


def _behind_dateline(reading: Reading, at: int) -> int:
    """* بكين - (د.ب.أ): تباطأ …: where the text begins behind the place and the agency it comes from."""
    for colon in range(at + 2, min(at + _DATELINE, len(reading.tokens) - 1)):
        if reading.key(colon) == ":" and reading.key(colon - 1) == ")":
            return colon + 1 if reading.same_sentence(at, colon + 1) else at
    return at


def elsewhere(reading: Reading, at: int) -> int:
    """How many tokens at `at` turn to something else: من جهة أخرى، إلى ذلك; 0 where none do."""
    if reading.key(at) not in FIRST_ELSEWHERE:
        return 0
    words = reading.key(at)
    for step in range(1, _LONGEST):
        words += " " + reading.key(at + step)
        if words in ELSEWHERE:
            return step + 1
    return 0


def _without_and(reading: Reading, at: int) -> int:
    """وكان، والوزير، ويعمل begin behind their و; no وصل، وزير، whose own it is."""
    token, key = reading.tokens[at], reading.key(at)
    rest = key[1:]
    joined = rest in _AND_AGAIN or rest.startswith((ARTICLE, "لل")) or (is_past(rest) and not is_past(key))
    joined = joined or (_is_imperfect(rest) and key not in lex.EVERYDAY_NOUNS)
    joined = joined or _opens_with_verb(rest, reading.text[token.start + 1 : token.end])
    if key[:1] != "و" or not joined:
        return token.start
    start = token.start + 1
    while start < token.end and reading.text[start] in TASHKEEL:
        start += 1
    return start if fold(reading.text[start : token.end]) else token.start


def _opens_with_verb(rest: str, printed: str) -> bool:
    """وأوقف، وارتفع، وشهدت: what no word with a و of its own looks like; no واشنطن، واصلت، وصلت."""
    return printed[:1] in _HAMZAS or bool(_DERIVED.fullmatch(rest)) or bool(_SHE_DID.fullmatch(rest))
