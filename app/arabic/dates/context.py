"""What the neighbours of a candidate must or must not be; the lists are in the rules."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property

from app.arabic.dates.grammar import Guards, Phrases
from app.arabic.dates.numerals import number_words
from app.arabic.dates.pieces import PARAGRAPH_END, Pieces
from app.arabic.dates.tense import context_words, cue, cue_at, is_alone, is_foreseen, is_told, tense_at
from app.arabic.rulebook import load
from app.arabic.tokens import Document, fold_token
from app.records import Tense

QUOTES = frozenset("«»“”\"‘’‹›„‟'`")
_TIGHT = "-/.:,٫*+"
LONGEST = 200
BRIEF = 45
DAYS_OF_WEEK = 7
NAME_MARKS = QUOTES | {"(", ")"}
CENTURIES = ("19", "20")
_LABEL_SIGNS = ("-", ":", ")")
NOWADAYS_REACH = 5
HABIT_REACH = 4
NEAR = 25


@dataclass
class Site:
    """A candidate's place: pieces `start` to `end` of a document."""

    document: Document
    pieces: Pieces
    start: int
    end: int
    follows_year: bool

    @cached_property
    def tense(self) -> Tense | None:
        """The tense around it."""
        return tense_at(self.document, self.pieces, self.start, self.end)

    @cached_property
    def is_alone(self) -> bool:
        """Whether it is its whole sentence."""
        return is_alone(self.document, self.pieces, self.start, self.end)

    @property
    def length(self) -> int:
        """How many code points it covers."""
        return self.pieces.ends[self.end - 1] - self.pieces.starts[self.start]

    def key(self, at: int) -> str:
        """The key of a piece, empty beyond the text."""
        return self.pieces.keys[at] if 0 <= at < len(self.pieces.keys) else ""

    def around(self, before: int, behind: int) -> list[str]:
        """The keys of the pieces around it, so many on each side, and its own."""
        return self.pieces.keys[max(0, self.start - before) : self.end + behind]

    def is_word(self, at: int) -> bool:
        """Whether a piece is a word or number."""
        key = self.key(at)
        return bool(key) and key != PARAGRAPH_END and (key[0].isalnum() or key[0] == "_")

    def touches(self, at: int) -> bool:
        """Whether a piece and the one behind it are written without a space."""
        ends, starts = self.pieces.ends, self.pieces.starts
        return 0 <= at < len(ends) - 1 and ends[at] == starts[at + 1]


class Verdict(Enum):
    """What the neighbours say of a candidate."""

    date = "date"
    unfit = "unfit"  # this candidate isn't, a shorter one may be
    another_thing = "another thing"  # nor is anything within it


def judge(site: Site, guards: Guards | None, demands: frozenset[str]) -> Verdict:
    """Whether the neighbours let the candidate be a date."""
    if _is_part_of_number(site) or site.length > LONGEST:
        return Verdict.unfit
    if guards and _stands_behind(site, guards.not_before):
        return Verdict.another_thing
    if guards and not _passes(site, guards):
        return Verdict.unfit
    unmet = next((demand for demand in demands if not DEMANDS[demand](site)), None)
    if unmet:
        return Verdict.another_thing if unmet in VETOES else Verdict.unfit
    return Verdict.date


def _is_part_of_number(site: Site) -> bool:
    """12/8 in 6/12/8, 2015 in 2015.5 or 050-2015: figures that touch more figures."""
    before, start, end = site.start - 1, site.start, site.end
    if site.key(start)[0].isdigit() and site.touches(before):
        if site.key(before) in _TIGHT and site.touches(before - 1) and site.key(before - 1)[-1:].isdigit():
            return True
        if site.key(before) in "@_#$€£+=" or (site.key(before).isascii() and site.key(before).isalpha()):
            return True
    if site.key(end - 1)[0].isdigit() and site.touches(end - 1):
        if site.key(end) in _TIGHT and site.touches(end) and site.key(end + 1)[:1].isdigit():
            return True
        return site.key(end) in "%@_#" or (site.key(end).isascii() and site.key(end).isalpha())
    return False


def _passes(site: Site, guards: Guards) -> bool:
    if _stands_before(site, guards.not_after):
        return False
    if guards.before and not _stands_behind(site, guards.before):
        return False
    if guards.after and not _stands_before(site, guards.after):
        return False
    return not guards.near or site.is_alone or _is_near(site, guards.near)


def _is_near(site: Site, words: frozenset[str]) -> bool:
    return not words.isdisjoint(site.around(NEAR, NEAR))


def _stands_behind(site: Site, phrases: Phrases) -> bool:
    """Whether one of the phrases stands right before it."""
    keys, start = site.pieces.keys, site.start
    for length in phrases.lengths:
        if start >= length and tuple(keys[start - length : start]) in phrases.phrases:
            return True
    return phrases.edge and not site.is_word(start - 1) and site.key(start - 1) not in QUOTES


def _stands_before(site: Site, phrases: Phrases) -> bool:
    """Whether one of the phrases stands right behind it."""
    keys, end = site.pieces.keys, site.end
    if any(tuple(keys[end : end + length]) in phrases.phrases for length in phrases.lengths):
        return True
    return phrases.edge and not site.is_word(end)


def _is_today(site: Site) -> bool:
    """Whether اليوم is the day of writing, not our times: a tense is near and no word that makes it the latter."""
    if site.is_alone or site.key(site.start - 1) in context_words("announcing"):
        return True
    if not context_words("nowadays").isdisjoint(site.around(NOWADAYS_REACH, 3)):
        return False
    before = site.key(site.start - 1)
    if before in NAME_MARKS and site.key(site.end) in NAME_MARKS:  # «اليوم» is a newspaper
        return False
    if before[:1] == "ن" and before.endswith(("ه", "ها")):  # نراه اليوم، نعيشها اليوم
        return False
    return is_told(site.document, site.pieces, site.start, site.end)


def _is_weekday(site: Site) -> bool:
    """Whether a weekday is neither a surname nor one that comes back every week."""
    before = site.key(site.start - 1)
    if site.key(site.start) in context_words("surnames") and (before in _given_names() or _is_of_family(site)):
        return False
    return _is_once(site) and not _is_in_weekly_list(site)


def _is_in_weekly_list(site: Site) -> bool:
    """أيام الخميس والجمعة والسبت، الخميس والجمعة من كل أسبوع: a row of weekdays that comes back."""
    weekdays, first, last = context_words("weekdays"), site.start, site.end
    for _ in range(DAYS_OF_WEEK):
        if site.key(first - 1) == "و" and site.key(first - 2) in weekdays:
            first -= 2
        if site.key(last) == "و" and site.key(last + 1) in weekdays:
            last += 2
    return site.key(first - 1) in context_words("every") or site.key(last) + site.key(last + 1) == "منكل"


def _is_of_family(site: Site) -> bool:
    return site.key(site.start - 1) in context_words("families") or site.key(site.start - 2) in ("بن", "ابن")


@cache
def _given_names() -> frozenset[str]:
    return frozenset(fold_token(name) for rule in load("speakers/given_names") for name in rule.words("words"))


def _is_once(site: Site) -> bool:
    """Whether nothing near says that it comes back every week or year."""
    return context_words("habitual").isdisjoint(site.around(HABIT_REACH, HABIT_REACH))


def _is_uncounted(site: Site) -> bool:
    """Whether nothing follows that the number counts."""
    return site.key(site.end) not in context_words("counted")


def _is_plain_year(site: Site) -> bool:
    """Whether a bare number is a year: by its preposition or by what it follows, if nothing counted follows it."""
    before, after = site.key(site.start - 1), site.key(site.end)
    if after in context_words("counted") or before in context_words("numbering") or _counts_on(site):
        return False
    if before in context_words("prepositions") or site.follows_year or site.is_alone:
        return True
    if before in (PARAGRAPH_END, ""):
        return after in _LABEL_SIGNS
    if before == "(":
        return after in (")", ",", "-")
    if not site.is_word(site.start - 1) or before[0].isdigit() or after in QUOTES:
        return False
    return _is_free(site) or any(site.key(site.start - back) in context_words("events") for back in range(1, 5))


def _counts_on(site: Site) -> bool:
    """1900 إلى 2010 أشخاص، 1920 في 1080: another number follows, and it counts or isn't a year itself."""
    following = site.key(site.end + 1)
    if site.key(site.end) not in context_words("counting_on") or not following[:1].isdigit():
        return False
    is_year = len(following) == 4 and following[:2] in CENTURIES
    return not is_year or site.key(site.end + 2) in context_words("counted")


def _is_free(site: Site) -> bool:
    """Whether what follows can't be counted by the number: nothing, a function word, a verb, و with a word."""
    after = site.key(site.end)
    if not site.is_word(site.end) or after in context_words("followed_by"):
        return True
    return cue(after) is not None or (after[0] == "و" and len(after) > 3)


def _is_unnamed(site: Site) -> bool:
    """Whether it is no name like ثورة 25 يناير; with a year even that is a date."""
    if site.key(site.start - 1) not in context_words("named"):
        return True
    return any(len(key) == 4 and key.isdigit() for key in site.pieces.keys[site.start : site.end])


def _is_scheduled(site: Site) -> bool:
    """Whether its sentence surely looks ahead: an imperfect alone may tell what always happens."""
    return site.is_alone or is_foreseen(site.document, site.pieces, site.start)


def _is_dateline(site: Site) -> bool:
    """Figures alone in their line, or at a clause's end behind a preposition of time or a verb that looks ahead."""
    if site.is_alone or site.key(site.start - 1) in context_words("time_prepositions"):
        return True
    last = site.pieces.tokens[site.start]
    return any(cue_at(site.document, at) is Tense.scheduled for at in range(max(0, last - 2), last))


def _is_told(site: Site) -> bool:
    """Whether its sentence tells of something that happened or will."""
    return site.is_alone or site.tense is not None


def _is_alone(site: Site) -> bool:
    return site.is_alone


def _is_brief(site: Site) -> bool:
    """Whether its sentence has only a few words."""
    sentence = site.document.sentences[site.document.tokens[site.pieces.tokens[site.start]].sentence]
    return sentence.end - sentence.start <= BRIEF


def _is_fixed(site: Site) -> bool:
    """Whether the word before fixes a time, the sentence looks ahead to it, or nothing else is said."""
    if site.is_alone or site.key(site.start - 1) in context_words("fixing"):
        return True
    is_placed = site.key(site.start - 1) in context_words("time_prepositions")
    return is_placed and is_foreseen(site.document, site.pieces, site.start, strictly=True)


def _is_unnumbered(site: Site) -> bool:
    """Whether no number follows: قبل عام 1970 is no year ago."""
    key = site.key(site.end)
    return not key[:1].isdigit() and (key not in number_words() or key in ("و", ""))


VETOES = frozenset({"unnamed"})
DEMANDS: dict[str, Callable[[Site], bool]] = {
    "told": _is_told,
    "unnamed": _is_unnamed,
    "alone": _is_alone,
    "brief": _is_brief,
    "fixed": _is_fixed,
    "unnumbered": _is_unnumbered,
    "today": _is_today,
    "weekday": _is_weekday,
    "plain_year": _is_plain_year,
    "scheduled": _is_scheduled,
    "dateline": _is_dateline,
    "once": _is_once,
    "uncounted": _is_uncounted,
}
